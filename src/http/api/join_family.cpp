// 招待を受ける by a parent who is signed in: the account goes over, if nothing is left behind without
// anybody.
#include "people/moving/join_family.hpp"

#include <algorithm>

#include "applications/application.hpp"
#include "booking/booking.hpp"
#include "http/api/json_in.hpp"
#include "http/api/json_out.hpp"
#include "http/api/portal_handlers.hpp"
#include "people/family.hpp"

namespace hagukumi::http {

namespace {

constexpr std::size_t longest_token = 100;

/// Another guardian stays with the family.
bool has_other_guardian(store::Snapshot& snapshot, const people::Caller& caller)
{
    const auto members = people::members_of(snapshot, *caller.household);
    return std::any_of(members.begin(), members.end(), [&](const people::Member& one) {
        return one.account != caller.account && one.rights == people::Rights::full;
    });
}

Result<bool> is_empty(store::Snapshot& snapshot, const Id& household, Instant at)
{
    const people::Family family = TRY(people::load_family(snapshot, household, people::Reader::parent));
    return family.children.empty() && family.births.empty() &&
           ledger::coupons_of(snapshot, household).empty() &&
           booking::bookings_of_household(snapshot, household, date_in_japan(at)).empty();
}

}  // namespace

Recorded<Response> post_parent_join_family(const Site& site, const people::Caller& caller,
                                           store::Transaction& tx, const Request& request)
{
    const boost::json::object& body = *TRY(body_of(request));
    JsonIn in(body);
    people::JoinFamily command;
    command.invitation = people::Secret(in.text("token", longest_token));
    TRY(in.done());
    must(caller.household.has_value(), "a parent belongs to a household");
    const bool stays_behind =
        !has_other_guardian(tx, caller) && !TRY(is_empty(tx, *caller.household, request.at));
    if (stays_behind || !applications::applications_of(tx, caller.account, 1).empty())
        return fail(
            ErrorKind::conflict, "family_left_behind",
            {"いまの登録には、お子さんやクーポン、申請の記録があります。ご家族の登録を1つにまとめるとき"
             "は、担当窓口へご相談ください。",
             "Your present registration holds children, coupons or applications. To bring two "
             "registrations together, please ask the office."});
    command.at = request.at;
    command.account = caller.account;
    command.guardian = site.draw_id(request.at);
    command.told = site.draw_id(request.at);
    TRY(people::join_family(tx, command));
    return Result<Response>(no_content());
}

}  // namespace hagukumi::http
