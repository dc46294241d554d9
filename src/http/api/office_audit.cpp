// 監査の記録: who did what to whose record, and when; searched by person, by record, by family, by time.
#include <boost/json/parse.hpp>

#include "audit/find.hpp"
#include "base/whole_number.hpp"
#include "http/api/handlers.hpp"
#include "http/api/json_in.hpp"
#include "http/api/json_out.hpp"
#include "people/manage_accounts.hpp"
#include "trail/trail.hpp"

namespace hagukumi::http {

namespace json = boost::json;

namespace {

Result<std::int64_t> before_number(const Request& request)
{
    const std::string_view text = request.query_value("before");
    if (text.empty()) return 0;
    const auto before = parse_whole_number<std::int64_t>(text).value_or(0);
    if (before < 1) {
        return fail(ErrorKind::malformed, "wrong_before",
                    {"番号の指定が正しくありません。", "before takes the number of an entry."});
    }
    return before;
}

/// Nobody has an id that is none: then nothing is found.
Result<std::optional<Id>> id_in_query(const Request& request, std::string_view name)
{
    const std::string_view text = request.query_value(name);
    if (text.empty()) return std::optional<Id>();
    const auto id = parse_id(text);
    if (!id) return not_found();
    return id;
}

Result<std::optional<Instant>> moment_in_query(const Request& request, std::string_view name, bool is_last)
{
    const std::string_view text = request.query_value(name);
    if (text.empty()) return std::optional<Instant>();
    const auto day = parse_day(text);
    if (!day) {
        return fail(ErrorKind::malformed, "wrong_day",
                    {"日付の指定が正しくありません。", "A day is written as 2026-07-08."});
    }
    const Instant begins = start_of_day_in_japan(*day);
    return std::optional(is_last ? begins + std::chrono::hours(24) : begins);
}

Result<audit::Wanted> wanted_in_query(store::Snapshot& snapshot, const Request& request)
{
    audit::Wanted wanted;
    if (const auto actor = TRY(id_in_query(request, "actor"))) wanted.actors = {*actor};
    if (const auto object = TRY(id_in_query(request, "object"))) wanted.objects = {*object};
    if (const auto household = TRY(id_in_query(request, "household")))
        wanted.objects = trail::records_of_family(snapshot, *household);
    wanted.room = request.query_value("room");
    if (const auto from = TRY(moment_in_query(request, "first_day", false))) wanted.from = *from;
    if (const auto until = TRY(moment_in_query(request, "last_day", true))) wanted.until = *until;
    return wanted;
}

json::value id_to_json(const std::optional<Id>& id)
{
    return id ? json::value(to_string(*id)) : json::value(nullptr);
}

/// The record names nobody; names are looked up where they are asked for.
enum class Names { none, shown };

json::value subject_to_json(store::Snapshot& snapshot, const Id& object, Names names)
{
    const auto subject = trail::subject_of(snapshot, object);
    if (!subject) return nullptr;
    return json::object{{"kind", trail::name_of(subject->kind)},
                        {"name", names == Names::shown ? subject->name : std::string()},
                        {"household", id_to_json(subject->household)},
                        {"facility", id_to_json(subject->facility)},
                        {"application", id_to_json(subject->application)}};
}

json::object entry_to_json(store::Snapshot& snapshot, const audit::Entry& entry, Names names)
{
    json::error_code problem;
    json::value detail = json::parse(entry.detail, problem);
    const auto actor = people::load_account(snapshot, entry.actor);
    return {{"seq", entry.seq},
            {"at", to_string_in_japan(entry.at)},
            {"actor", to_string(entry.actor)},
            {"actor_name",
             actor && names == Names::shown ? json::value(actor->display_name) : json::value(nullptr)},
            {"actor_role", actor ? json::value(people::name_of(actor->role)) : json::value(nullptr)},
            {"by_program", entry.actor == Id{}},
            {"action", entry.action},
            {"object", to_string(entry.object)},
            {"subject", subject_to_json(snapshot, entry.object, names)},
            {"detail", problem ? json::value(nullptr) : std::move(detail)},
            {"hash", audit::to_hex(entry.hash)}};
}

}  // namespace

Result<Response> get_office_audit(const Site&, const people::Caller&, store::Snapshot& snapshot,
                                  const Request& request)
{
    const int limit = TRY(limit_in_query(request, 50, 200));
    const Names names = request.query_value("names") == "true" ? Names::shown : Names::none;
    const audit::Wanted wanted = TRY(wanted_in_query(snapshot, request));
    const audit::Found found = audit::find_entries(snapshot, wanted, TRY(before_number(request)), limit);
    json::array entries, officers;
    for (const audit::Entry& entry : found.entries) entries.push_back(entry_to_json(snapshot, entry, names));
    if (names == Names::shown) {
        for (const people::Account& one : people::list_accounts(snapshot, people::Role::officer))
            officers.push_back(json::object{{"id", to_string(one.id)}, {"name", one.display_name}});
    }
    return json_response(
        200, json::object{{"entries", std::move(entries)},
                          {"officers", std::move(officers)},
                          {"next", found.next > 0 ? json::value(found.next) : json::value(nullptr)}});
}

}  // namespace hagukumi::http
