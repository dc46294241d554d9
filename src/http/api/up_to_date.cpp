#include "http/api/up_to_date.hpp"

#include "http/api/json_out.hpp"
#include "ledger/keep.hpp"
#include "ledger/recompute.hpp"

namespace hagukumi::http {

Result<void> bring_up_to_date(const Site& site, const people::Caller& officer, store::Transaction& tx,
                              const Request& request, const Id& household, const std::vector<Id>& births,
                              const std::string& reason)
{
    std::vector<std::optional<Id>> of(births.begin(), births.end());
    if (of.empty()) of.emplace_back();  // the household's own coupons
    const std::size_t held = ledger::coupons_of(tx, household).size();
    for (const auto& programme : municipality_of(site, request).programmes) {
        for (const std::optional<Id>& birth : of) {
            ledger::Recompute command;
            command.at = request.at;
            command.actor = officer.account;
            command.household = household;
            command.birth = birth;
            command.reason = reason;
            for (std::size_t i = 0; i < held; ++i) command.ids.push_back(site.draw_id(request.at));
            TRY(ledger::recompute(tx, *programme, command));
        }
    }
    return {};
}

}  // namespace hagukumi::http
