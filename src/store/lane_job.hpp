// The typed half of Lane::submit; included by lane.hpp only.
#pragma once

#include <future>
#include <optional>

namespace hagukumi::store {

template <class Work, class Done>
class TypedJob final : public Job {
public:
    using Answer = std::invoke_result_t<Work, Transaction&>;

    TypedJob(MunicipalityCode municipality, Work work, Done done)
        : x_municipality(municipality), x_work(std::move(work)), x_done(std::move(done))
    {
    }

    MunicipalityCode municipality() const override { return x_municipality; }
    bool run(Transaction& tx) override
    {
        x_answer.emplace(x_work(tx));
        return x_answer->has_value();
    }
    void done() override { x_done(std::move(*x_answer)); }
    void failed(Error error) override { x_done(Answer(tl::unexpected(std::move(error)))); }
    void after_batch() override
    {
        if constexpr (requires { x_done.after_batch(); }) x_done.after_batch();
    }

private:
    MunicipalityCode x_municipality;
    Work x_work;
    Done x_done;
    std::optional<Answer> x_answer;
};

template <class Work, class Done>
void Lane::submit(MunicipalityCode municipality, Work work, Done done)
{
    submit(std::make_unique<TypedJob<Work, Done>>(municipality, std::move(work), std::move(done)));
}

template <class Work>
auto Lane::run(MunicipalityCode municipality, Work work) -> std::invoke_result_t<Work, Transaction&>
{
    using Answer = std::invoke_result_t<Work, Transaction&>;
    auto promise = std::make_shared<std::promise<Answer>>();
    auto future = promise->get_future();
    submit(municipality, std::move(work),
           [promise](Answer answer) { promise->set_value(std::move(answer)); });
    return future.get();
}

}  // namespace hagukumi::store
