// The facility's desk: who has just used what, today's list, the poster.
#include <boost/json/serialize.hpp>

#include "http/api/handlers.hpp"
#include "http/api/json_in.hpp"
#include "http/api/json_out.hpp"
#include "http/api/whose.hpp"
#include "ledger/correct.hpp"
#include "people/family.hpp"
#include "people/manage_accounts.hpp"

namespace hagukumi::http {

namespace json = boost::json;

namespace {

constexpr int most_missed = 200;

/// The names that the desk needs in order to greet the right family, and no more.
void add_names(json::object& out, store::Snapshot& snapshot, const ledger::Coupon& coupon)
{
    const auto family = people::load_family(snapshot, coupon.household, people::Reader::parent);
    out["guardian"] = family && !family->guardians.empty() ? family->guardians.front().name : "";
    out["children"] = family ? children_of(*family, coupon) : json::array();
}

/// Until when this facility may put the use right by itself (M-24).
json::value correctable_until(store::Snapshot& snapshot, const Municipality& municipality,
                              const ledger::Coupon& coupon, const ledger::Entry& entry)
{
    const rules::Programme* programme = municipality.find(coupon.programme);
    if (programme == nullptr) return nullptr;
    const auto until = ledger::facility_corrects_until(snapshot, *programme, entry);
    return until ? json::value(to_string_in_japan(*until)) : nullptr;
}

json::object desk_entry(EntriesOut& words, store::Snapshot& snapshot, const Municipality& municipality,
                        const ledger::Entry& entry)
{
    const auto coupon = ledger::find_coupon(snapshot, entry.coupon);
    must(coupon.has_value(), "an entry belongs to a coupon");
    json::object out = words.entry(entry);
    // An officer's reason is not the desk's business.
    out.erase("reason");
    out["voids"] = entry.voids ? json::value(to_string(*entry.voids)) : nullptr;
    out["correctable_until"] = correctable_until(snapshot, municipality, *coupon, entry);
    add_names(out, snapshot, *coupon);
    return out;
}

Event event_of(EntriesOut& words, store::Snapshot& snapshot, const Municipality& municipality,
               const ledger::Entry& entry)
{
    const char* kind = entry.kind == ledger::EntryKind::redeem ? "use" : "void";
    return {entry.id, kind, json::serialize(desk_entry(words, snapshot, municipality, entry))};
}

}  // namespace

Result<Response> get_desk_me(const Site& site, const people::Caller& caller, store::Snapshot& snapshot,
                             const Request& request)
{
    const auto facility = facilities::find_facility(snapshot, facility_of(caller));
    const auto account = people::load_account(snapshot, caller.account);
    must(facility && account, "a session of the desk belongs to an account of a facility");
    return json_response(200, json::object{{"name", account->display_name},
                                           {"role", people::name_of(caller.role)},
                                           {"facility", facility_to_json(*facility)},
                                           {"municipality", to_json(municipality_of(site, request).name)}});
}

Result<Response> get_desk_uses(const Site& site, const people::Caller& caller, store::Snapshot& snapshot,
                               const Request& request)
{
    const Date day = TRY(day_in_query(request, date_in_japan(request.at)));
    const Municipality& municipality = municipality_of(site, request);
    EntriesOut words(snapshot, municipality);
    json::array uses;
    const auto entries = ledger::entries_of_facility_on(snapshot, facility_of(caller), day);
    for (const ledger::Entry& entry : entries) {
        if (entry.kind == ledger::EntryKind::redeem)
            uses.push_back(desk_entry(words, snapshot, municipality, entry));
    }
    const json::value newest =
        entries.empty() ? json::value(nullptr) : json::value(to_string(entries.front().id));
    return json_response(200, json::object{{"day", hagukumi::to_string(day)},
                                           {"now", to_string_in_japan(request.at)},
                                           {"uses", std::move(uses)},
                                           {"newest", newest}});
}

Result<Response> get_desk_poster(const Site& site, const people::Caller& caller, store::Snapshot& snapshot,
                                 const Request& request)
{
    return poster_response(site, snapshot, facility_of(caller), request);
}

Result<Stream::Start> start_desk_events(const Site& site, const people::Caller& caller,
                                        store::Snapshot& snapshot, const Request& request)
{
    Stream::Start start;
    start.subject = facility_of(caller);
    std::string_view last = request.header("last-event-id");
    if (last.empty()) last = request.query_value("after");  // the newest that the page's list has shown
    if (const auto seen = parse_id(last)) {
        const Municipality& municipality = municipality_of(site, request);
        EntriesOut words(snapshot, municipality);
        for (const ledger::Entry& entry :
             ledger::entries_of_facility_since(snapshot, start.subject, *seen, most_missed)) {
            start.missed.push_back(event_of(words, snapshot, municipality, entry));
        }
    }
    return start;
}

std::optional<Event> render_desk_event(const Site& site, const people::Caller& caller,
                                       store::Snapshot& snapshot, const store::Announcement& announcement)
{
    if (announcement.municipality != caller.municipality || announcement.subject != caller.facility)
        return std::nullopt;
    // Of a booking the page asks for its list again: one event may have moved many of them.
    if (announcement.kind == "booking") return Event{announcement.event, "booking", "{}"};
    if (announcement.kind == "waiting") return Event{announcement.event, "waiting", "{}"};
    const auto entry = ledger::find_entry(snapshot, announcement.event);
    const Municipality* municipality = site.find(caller.municipality);
    if (!entry || municipality == nullptr) return std::nullopt;
    EntriesOut words(snapshot, *municipality);
    return event_of(words, snapshot, *municipality, *entry);
}

}  // namespace hagukumi::http
