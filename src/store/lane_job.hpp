// The typed half of Lane::submit and Lane::run; included by lane.hpp only.  As little as possible is here:
// every command of every room and test passes through these templates.
#pragma once

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
    std::string_view kind() const override
    {
        if constexpr (requires { x_work.kind(); }) return x_work.kind();
        else return {};
    }
    void ask_ahead(Snapshot& snapshot) override
    {
        if constexpr (requires { x_work.ask_ahead(snapshot); }) x_work.ask_ahead(snapshot);
    }
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
    std::optional<Answer> answer;
    auto failed = run_and_wait(municipality, [&](Transaction& tx) {
        answer.emplace(work(tx));
        return answer->has_value();
    });
    if (failed) return Answer(tl::unexpected(std::move(*failed)));
    return std::move(*answer);
}

}  // namespace hagukumi::store
