// 今日の数: what waits for the office, and what today brings.
#include "applications/waiting.hpp"
#include "booking/today.hpp"
#include "facilities/profile.hpp"
#include "http/api/applications_out.hpp"
#include "http/api/json_out.hpp"
#include "http/api/today_handlers.hpp"
#include "messages/undelivered.hpp"
#include "settlement/today/today.hpp"

namespace hagukumi::http {

namespace json = boost::json;

namespace {

json::value month_to_json(const std::optional<settlement::Month>& month)
{
    return month ? json::value(settlement::to_string(*month)) : json::value(nullptr);
}

json::array waiting_to_json(const Municipality& municipality, store::Snapshot& snapshot, Date today)
{
    json::array out;
    for (const applications::Waiting& one : applications::count_waiting(snapshot, today)) {
        const rules::Programme* const programme = municipality.find(one.programme);
        const rules::Form* const form = programme != nullptr ? programme->find_form(one.form) : nullptr;
        if (form == nullptr) continue;
        out.push_back(json::object{
            {"form", one.programme + "/" + one.form},
            {"name", to_json(form->name)},
            {"is_change_notice", form->is_change_notice},
            {"state", applications::name_of(one.state)},
            {"count", one.count},
            {"oldest_days", days_since_epoch(today) - days_since_epoch(date_in_japan(one.oldest))},
            {"late", one.late},
            {"proposed", one.proposed}});
    }
    return out;
}

}  // namespace

Result<Response> get_office_today(const Site& site, const people::Caller&, store::Snapshot& snapshot,
                                  const Request& request)
{
    const Date today = date_in_japan(request.at);
    const settlement::ToDecide money = settlement::count_to_decide(snapshot);
    return json_response(
        200, json::object{{"day", to_string(today)},
                          {"applications", waiting_to_json(municipality_of(site, request), snapshot, today)},
                          {"facility_changes", facilities::open_changes(snapshot).size()},
                          {"statements", money.statements},
                          {"oldest_statement", month_to_json(money.oldest_statement)},
                          {"accounts", money.accounts},
                          {"objections", money.objections},
                          {"oldest_objection", month_to_json(money.oldest_objection)},
                          {"undelivered", messages::count_undelivered(snapshot)},
                          {"uses", settlement::count_uses(snapshot, today)},
                          {"bookings", booking::count_bookings(snapshot, today)}});
}

}  // namespace hagukumi::http
