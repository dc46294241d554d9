// 閲覧の記録: who saw whose record, for officers who answer that question.
#include "http/api/json_in.hpp"
#include "http/api/json_out.hpp"
#include "http/api/office_handlers.hpp"
#include "people/family.hpp"
#include "people/manage_accounts.hpp"

namespace hagukumi::http {

namespace json = boost::json;

namespace {

Result<std::optional<Id>> maybe_id_in_query(const Request& request, std::string_view name)
{
    const std::string_view text = request.query_value(name);
    if (text.empty()) return std::optional<Id>();
    const auto id = parse_id(text);
    if (!id) return not_found();
    return id;
}

Result<std::optional<Date>> maybe_day_in_query(const Request& request, std::string_view name)
{
    const std::string_view text = request.query_value(name);
    if (text.empty()) return std::optional<Date>();
    const auto day = parse_day(text);
    if (day) return day;
    return fail(ErrorKind::malformed, "wrong_day",
                {"日付の指定が正しくありません。", "A day is written as 2026-07-08."});
}

json::object look_to_json(store::Snapshot& snapshot, const people::Look& look)
{
    const auto officer = people::load_account(snapshot, look.officer);
    const auto family = people::load_family(snapshot, look.household, people::Reader::officer);
    const bool has_name = family && !family->guardians.empty();
    return {{"id", to_string(look.id)},
            {"at", to_string_in_japan(look.at)},
            {"officer", to_string(look.officer)},
            {"officer_name", officer ? json::value(officer->display_name) : json::value(nullptr)},
            {"household", to_string(look.household)},
            {"family", has_name ? json::value(family->guardians.front().name) : json::value(nullptr)},
            {"what", people::name_of(look.what)},
            {"object", to_string(look.object)},
            {"why", people::name_of(look.why)}};
}

}  // namespace

Result<people::LookReason> why_in_query(const Request& request)
{
    const std::string_view text = request.query_value("why");
    if (text.empty()) return people::LookReason::directly;
    if (const auto why = people::parse_look_reason(text)) return *why;
    return fail(ErrorKind::malformed, "wrong_why",
                {"閲覧の理由が正しくありません。",
                 "why is one of directly, search, application, code, undelivered, record."});
}

Result<void> note_look(const Site& site, const people::Caller& caller, const Request& request,
                       const Id& household, people::Seen what, const Id& object, people::LookReason why)
{
    const people::Look look{
        site.draw_id(request.at), request.at, caller.account, household, what, object, why};
    return site.database->lane().run(request.municipality, [&](store::Transaction& tx) -> Result<void> {
        people::record_look(tx, look);
        return {};
    });
}

Result<Response> get_office_looks(const Site&, const people::Caller&, store::Snapshot& snapshot,
                                  const Request& request)
{
    const int limit = TRY(limit_in_query(request, 50, 200));
    people::LooksWanted wanted;
    wanted.household = TRY(maybe_id_in_query(request, "household"));
    wanted.officer = TRY(maybe_id_in_query(request, "officer"));
    wanted.first_day = TRY(maybe_day_in_query(request, "first_day"));
    wanted.last_day = TRY(maybe_day_in_query(request, "last_day"));
    const Id before = TRY(place_in_query(request, "before"));
    const auto looks = people::find_looks(snapshot, wanted, before, limit + 1);
    json::array lines;
    for (const people::Look& look : looks) {
        if (lines.size() == static_cast<std::size_t>(limit)) break;
        lines.push_back(look_to_json(snapshot, look));
    }
    json::value next(nullptr);
    if (looks.size() > lines.size()) next = lines.back().at("id");
    json::array officers;
    for (const people::Account& one : people::list_accounts(snapshot, people::Role::officer))
        officers.push_back(json::object{{"id", to_string(one.id)}, {"name", one.display_name}});
    return json_response(
        200, json::object{
                 {"looks", std::move(lines)}, {"officers", std::move(officers)}, {"next", std::move(next)}});
}

}  // namespace hagukumi::http
