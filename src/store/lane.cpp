#include "store/lane.hpp"

#include <future>

namespace hagukumi::store {
namespace {

class AwaitedJob final : public Job {
public:
    AwaitedJob(MunicipalityCode municipality, const std::function<bool(Transaction&)>& work,
               std::promise<std::optional<Error>> ended)
        : x_municipality(municipality), x_work(work), x_ended(std::move(ended))
    {
    }

    MunicipalityCode municipality() const override { return x_municipality; }
    bool run(Transaction& tx) override { return x_work(tx); }
    void done() override { x_ended.set_value({}); }
    void failed(Error error) override { x_ended.set_value(std::move(error)); }

private:
    MunicipalityCode x_municipality;
    const std::function<bool(Transaction&)>& x_work;  // whoever waits keeps it
    std::promise<std::optional<Error>> x_ended;
};

}  // namespace

std::optional<Error> Lane::run_and_wait(MunicipalityCode municipality,
                                        const std::function<bool(Transaction&)>& work)
{
    std::promise<std::optional<Error>> ended;
    auto error = ended.get_future();
    submit(std::make_unique<AwaitedJob>(municipality, work, std::move(ended)));
    return error.get();
}

}  // namespace hagukumi::store
