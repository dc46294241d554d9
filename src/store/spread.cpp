#include "store/spread.hpp"

#include <algorithm>

namespace hagukumi::store {

namespace {

Error is_being_moved()
{
    return {ErrorKind::unavailable,
            "municipality_moving",
            {"システムの引っ越し作業中です。しばらくしてから、同じ操作をもう一度行ってください。",
             "This municipality is being moved to another database. Please do the same again in a while."},
            60};
}

}  // namespace

/// A part without what does not live there. It is stopped by the Spread.
class Spread::Home final : public Database {
public:
    Home(const Spread& spread, std::size_t number) : x_spread(spread), x_number(number) {}

    Lane& lane() override { return database().lane(); }
    void read(MunicipalityCode municipality, const std::function<void(Snapshot&)>& read) override
    {
        database().read(municipality, read);
    }
    std::vector<MunicipalityCode> municipalities() override
    {
        std::vector<MunicipalityCode> all = database().municipalities();
        std::erase_if(all, [&](MunicipalityCode one) { return x_spread.home_of(one) != x_number; });
        return all;
    }
    std::vector<Table> tables() override { return database().tables(); }
    int schema_version() override { return database().schema_version(); }
    Counters counters() const override { return database().counters(); }
    Result<void> backup(const std::filesystem::path& to) override { return database().backup(to); }
    void stop() override {}

private:
    Database& database() const { return *x_spread.x_parts[x_number].database; }

    const Spread& x_spread;
    const std::size_t x_number;
};

Spread::Spread(std::vector<Part> parts, Map map) : x_parts(std::move(parts)), x_map(std::move(map))
{
    must(!x_parts.empty(), "there is a database for those that the map does not name");
    for (const auto& [municipality, part] : x_map)
        must(part == closed || part < x_parts.size(), "the map names databases that there are");
    for (std::size_t number = 0; number < x_parts.size(); ++number)
        x_homes.push_back(std::make_unique<Home>(*this, number));
}

Database& Spread::part(std::size_t number)
{
    return *x_homes.at(number);
}

std::size_t Spread::home_of(MunicipalityCode municipality) const
{
    const auto found = x_map.find(municipality);
    return found == x_map.end() ? 0 : found->second;
}

void Spread::Router::submit(std::unique_ptr<Job> job)
{
    const std::size_t home = x_spread.home_of(job->municipality());
    if (home != closed) return x_spread.x_parts[home].database->lane().submit(std::move(job));
    job->failed(is_being_moved());
    job->after_batch();
}

void Spread::read(MunicipalityCode municipality, const std::function<void(Snapshot&)>& read)
{
    const std::size_t home = home_of(municipality);
    if (home == closed) throw Failure(Failure::Kind::unavailable, "the municipality is being moved");
    x_parts[home].database->read(municipality, read);
}

std::vector<MunicipalityCode> Spread::municipalities()
{
    std::vector<MunicipalityCode> all;
    for (const auto& home : x_homes) {
        const auto here = home->municipalities();
        all.insert(all.end(), here.begin(), here.end());
    }
    std::sort(all.begin(), all.end());
    return all;
}

Counters Spread::counters() const
{
    Counters sum;
    for (const Part& part : x_parts) {
        const Counters one = part.database->counters();
        sum.commands += one.commands;
        sum.batches += one.batches;
        sum.repeated_batches += one.repeated_batches;
        sum.waiting += one.waiting;
    }
    return sum;
}

/// One that cannot be copied keeps none of the others from it.
Result<void> Spread::backup(const std::filesystem::path& to)
{
    Result<void> problem, by_postgres;
    bool is_any_copied = false;
    for (std::size_t number = 0; number < x_parts.size(); ++number) {
        const std::filesystem::path file =
            number == 0 ? to : to.parent_path() / (x_parts[number].name + "-" + to.filename().string());
        const Result<void> copied = x_parts[number].database->backup(file);
        if (copied) is_any_copied = true;
        else (copied.error().code == "backup_by_postgres" ? by_postgres : problem) = copied;
    }
    return problem && !is_any_copied ? by_postgres : problem;
}

void Spread::stop()
{
    for (const Part& part : x_parts) part.database->stop();
}

}  // namespace hagukumi::store
