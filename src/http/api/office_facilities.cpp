// The office: facilities with their posters, and the record.
#include <boost/json/parse.hpp>
#include <charconv>

#include "audit/record.hpp"
#include "facilities/facility_commands.hpp"
#include "http/api/handlers.hpp"
#include "http/api/json_in.hpp"
#include "http/api/json_out.hpp"

namespace hagukumi::http {

namespace json = boost::json;

Result<Response> get_office_facilities(const Site&, const people::Caller&, store::Snapshot& snapshot,
                                       const Request& request)
{
    const Date today = date_in_japan(request.at);
    json::array all;
    for (const facilities::Facility& facility : facilities::list_facilities(snapshot, today)) {
        json::object one = facility_to_json(facility);
        one["code"] = facility.code;
        one["kana"] = facility.kana;
        json::array offers;
        for (const facilities::Offer& offer : facilities::offers_on(snapshot, facility.id, today)) {
            offers.push_back(json::object{
                {"programme", offer.programme}, {"service", offer.service}, {"fee_yen", offer.fee.amount}});
        }
        one["offers"] = std::move(offers);
        all.push_back(std::move(one));
    }
    return json_response(200, json::object{{"facilities", std::move(all)}});
}

Result<Response> get_office_poster(const Site& site, const people::Caller&, store::Snapshot& snapshot,
                                   const Request& request)
{
    return poster_response(site, snapshot, TRY(id_in_path(request, 0)), request);
}

Recorded<Response> post_office_rotate(const Site& site, const people::Caller& caller, store::Transaction& tx,
                                      const Request& request)
{
    const auto body = TRY(parse_body(request.body));
    JsonIn in(body);
    facilities::Rotate command;
    command.key = in.id("key");
    const std::string what = in.text("what");
    if (what != "qr" && what != "passcode") in.mistake("what", "something else", "qr or passcode");
    TRY(in.done());
    command.at = request.at;
    command.actor = caller.account;
    command.facility = TRY(id_in_path(request, 0));
    command.what = what == "qr" ? facilities::Rotate::What::qr : facilities::Rotate::What::passcode;
    command.token = facilities::draw_poster_token(*site.randomness);
    command.passcodes = facilities::draw_passcodes(*site.randomness);
    const facilities::Rotated rotated = TRY(facilities::rotate(tx, command));
    return Result<Response>(json_response(200, json::object{{"poster_version", rotated.poster_version},
                                                            {"passcode_version", rotated.passcode_version}}));
}

Result<Response> get_office_audit(const Site&, const people::Caller&, store::Snapshot& snapshot,
                                  const Request& request)
{
    const int limit = TRY(limit_in_query(request, 50, 200));
    std::int64_t before = 0;
    if (const std::string_view text = request.query_value("before"); !text.empty()) {
        const char* const end = text.data() + text.size();
        if (std::from_chars(text.data(), end, before).ptr != end || before < 1) {
            return fail(ErrorKind::malformed, "wrong_before",
                        {"番号の指定が正しくありません。", "before takes the number of an entry."});
        }
    }
    json::array entries;
    for (const audit::Entry& entry : audit::entries_before(snapshot, before, limit)) {
        json::error_code problem;
        json::value detail = json::parse(entry.detail, problem);
        entries.push_back(json::object{{"seq", entry.seq},
                                       {"at", to_string_in_japan(entry.at)},
                                       {"actor", to_string(entry.actor)},
                                       {"action", entry.action},
                                       {"object", to_string(entry.object)},
                                       {"detail", problem ? json::value(nullptr) : std::move(detail)},
                                       {"hash", audit::to_hex(entry.hash)}});
    }
    return json_response(200, json::object{{"entries", std::move(entries)}});
}

}  // namespace hagukumi::http
