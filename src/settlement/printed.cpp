#include "settlement/printed.hpp"

#include <boost/json/object.hpp>
#include <boost/json/parse.hpp>
#include <boost/json/serialize.hpp>

#include "ledger/coupon.hpp"
#include "settlement/sql.hpp"

namespace hagukumi::settlement {

namespace json = boost::json;

Printed printed_now(store::Snapshot& snapshot, const facilities::Facility& facility, const Draft& draft)
{
    Printed printed{facility.name, facility.address, facility.phone, {}};
    for (const Line& line : draft.lines) {
        const auto use = ledger::find_entry(snapshot, line.use);
        must(use.has_value(), "a line is of a use");
        const auto [name, is_new] = printed.users.try_emplace(use->coupon);
        if (!is_new) continue;
        const auto found = snapshot.find(
            sql::user_of_coupon, [](const store::Row& row) { return std::string(row.text(0)); }, use->coupon);
        name->second = found.value_or("");
    }
    return printed;
}

void keep_printed(store::Transaction& tx, const Id& statement, const Printed& printed)
{
    json::object users;
    for (const auto& [coupon, name] : printed.users) users[hagukumi::to_string(coupon)] = name;
    tx.execute(sql::add_printed, statement,
               json::serialize(json::object{{"facility_name", printed.facility_name},
                                            {"facility_address", printed.facility_address},
                                            {"facility_phone", printed.facility_phone},
                                            {"users", std::move(users)}}));
}

std::optional<Printed> find_printed(store::Snapshot& snapshot, const Id& statement)
{
    return snapshot.find(
        sql::find_printed,
        [](const store::Row& row) {
            const json::value kept = json::parse(row.text(0));
            const auto text = [](const json::value& value) { return std::string(value.as_string()); };
            Printed printed{text(kept.at("facility_name")),
                            text(kept.at("facility_address")),
                            text(kept.at("facility_phone")),
                            {}};
            for (const auto& [coupon, name] : kept.at("users").as_object()) {
                const auto id = parse_id(coupon);
                must(id.has_value(), "what is kept of a statement's users names their coupons");
                printed.users[*id] = text(name);
            }
            return printed;
        },
        statement);
}

void drop_printed(store::Transaction& tx, const Id& statement)
{
    tx.execute(sql::drop_printed, statement);
}

}  // namespace hagukumi::settlement
