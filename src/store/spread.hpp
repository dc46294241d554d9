// Several databases as one: each municipality lives in one of them.
//
//  1. A transaction is opened for one municipality, so that none ever reaches into two databases: nothing can
//     be committed in one and not in the other.
//  2. A municipality that the map does not name lives in the first database.
//  3. Rows of a municipality where it does not live are nobody's: what was left behind when it moved.
//  4. A municipality that is closed, because it is being moved, lives in none. What is asked of it is
//     `unavailable`, and the others do not notice.
//  5. Each database has lanes and readers of its own; one that is away stops its own municipalities only.
#pragma once

#include <map>

#include "store/database.hpp"

namespace hagukumi::store {

class Spread final : public Database {
public:
    struct Part {
        std::string name;  ///< as the operator calls it; says nothing about the address
        std::unique_ptr<Database> database;
    };
    /// Which part a municipality lives in, by its number; or `closed`.
    using Map = std::map<MunicipalityCode, std::size_t>;
    static constexpr std::size_t closed = static_cast<std::size_t>(-1);

    /// `parts` has at least one; the map names only parts that there are.
    Spread(std::vector<Part> parts, Map map);

    std::size_t parts() const { return x_parts.size(); }
    const std::string& name_of(std::size_t part) const { return x_parts[part].name; }
    /// One of the databases, as its own municipalities see it: work across municipalities goes by these, so
    /// that one database that is away holds up nobody else's.
    Database& part(std::size_t number);
    /// The part in which it lives, or `closed`.
    std::size_t home_of(MunicipalityCode municipality) const;

    Lane& lane() override { return x_lane; }
    void read(MunicipalityCode municipality, const std::function<void(Snapshot&)>& read) override;
    std::vector<MunicipalityCode> municipalities() override;
    std::vector<Table> tables() override { return x_parts.front().database->tables(); }
    int schema_version() override { return x_parts.front().database->schema_version(); }
    /// Of all of them together.
    Counters counters() const override;
    /// A copy of each that is a file: `to` for the first, and beside it one with the part's name in front.
    Result<void> backup(const std::filesystem::path& to) override;
    void stop() override;

private:
    class Home;
    class Router final : public Lane {
    public:
        explicit Router(Spread& spread) : x_spread(spread) {}
        using Lane::submit;
        void submit(std::unique_ptr<Job> job) override;

    private:
        Spread& x_spread;
    };

    std::vector<Part> x_parts;
    const Map x_map;
    Router x_lane{*this};
    std::vector<std::unique_ptr<Database>> x_homes;  ///< the parts as their municipalities see them
};

}  // namespace hagukumi::store
