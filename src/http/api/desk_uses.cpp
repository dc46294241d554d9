// Uses that the desk enters: for a parent who came without a phone and typed her PIN, and those of a cut
// line.
#include "base/base64url.hpp"
#include "desk/allowance/allowance.hpp"
#include "desk/late_use.hpp"
#include "facilities/desk_check_in.hpp"
#include "http/api/allowance_handlers.hpp"
#include "http/api/desk_handlers.hpp"
#include "http/api/use_steps.hpp"
#include "http/api/whose.hpp"
#include "people/family.hpp"

namespace hagukumi::http {

namespace json = boost::json;

namespace {

constexpr std::chrono::hours unsettled_shown{24 * 92};  // a quarter: as long as somebody may still ask

/// Greets the right family, and no more.
std::string guardian_name(store::Snapshot& snapshot, const Id& household)
{
    const auto family = people::load_family(snapshot, household, people::Reader::parent);
    return family && !family->guardians.empty() ? family->guardians.front().name : std::string();
}

/// Where the family's coupons are of different children: which is whose.
json::array whose_to_json(store::Snapshot& snapshot, const Id& household)
{
    json::array out;
    const auto family = people::load_family(snapshot, household, people::Reader::parent);
    if (!family) return out;
    for (auto& [coupon, children] : children_by_coupon(snapshot, *family))
        out.push_back(json::object{{"coupon", to_string(coupon)}, {"children", std::move(children)}});
    return out;
}

json::object late_use_to_json(store::Snapshot& snapshot, const Municipality& municipality,
                              const desk::LateUse& settled)
{
    const rules::Programme* programme = municipality.find(settled.programme);
    const rules::Service* service = programme != nullptr ? programme->find_service(settled.service) : nullptr;
    json::object out{
        {"key", to_string(settled.key)},
        {"taken_at", to_string_in_japan(settled.taken_at)},
        {"service_name",
         to_json(service != nullptr ? service->name : Text{settled.service, settled.service})},
        {"guardian", settled.household && settled.entry
                         ? json::value(guardian_name(snapshot, *settled.household))
                         : json::value(nullptr)},
        {"number", settled.entry ? json::value(ledger::number_of(*settled.entry)) : json::value(nullptr)},
        {"code", settled.code},
        {"why", nullptr}};
    if (!settled.entry) out["why"] = to_json(settled.why);
    return out;
}

}  // namespace

Result<people::SignIn> parse_desk_check_in(const people::Caller& caller, const Request& request)
{
    const json::object& body = *TRY(body_of(request));
    JsonIn in(body);
    const std::string number = in.text("user_number", 40);
    people::Secret pin(in.text("pin", 40));
    TRY(in.done());
    return people::proof_at_desk(facility_of(caller), number, std::move(pin), request.at);
}

Recorded<Response> post_desk_check_in(const Site& site, const people::Caller& caller,
                                      const people::Proven& proven, store::Transaction& tx,
                                      const Request& request)
{
    const auto opened =
        facilities::open_desk_check_in(tx, site.check_in_settings,
                                       {request.at, site.draw_id(request.at), facility_of(caller),
                                        caller.account, proven.account, proven.household});
    if (!opened) return Result<Response>(tl::unexpected(opened.error()));
    json::object out = check_in_to_json(site, tx, *opened, request);
    out["guardian"] = guardian_name(tx, proven.household);
    out["whose"] = whose_to_json(tx, proven.household);
    return Result<Response>(json_response(201, out));
}

Result<Response> post_desk_preview(const Site& site, const people::Caller& caller, store::Snapshot& snapshot,
                                   const Request& request)
{
    const Id id = TRY(id_in_path(request, 0));
    const json::object& body = *TRY(body_of(request));
    JsonIn in(body);
    const Id coupon = in.id("coupon");
    const rules::Request asked = read_request(in);
    TRY(in.done());
    const auto check_in = TRY(facilities::find_desk_check_in(snapshot, id, facility_of(caller), request.at));
    return preview_response(
        site, snapshot, request,
        {request.at, check_in.account, check_in.household, check_in.id, coupon, asked, {}});
}

Result<Work> read_desk_use(const Site& site, const Request& request)
{
    const json::object& body = *TRY(body_of(request));
    JsonIn in(body);
    ledger::Redeem read;
    read.key = in.id("key");
    read.use = read_use(in, request.at);
    read.use.check_in = in.id("check_in");
    read.again = in.flag("again");
    TRY(in.done());
    read.id = site.draw_id(request.at);
    return
        [read, &site, &request](const people::Caller& caller, store::Transaction& tx) -> Recorded<Response> {
            ledger::Redeem command = read;
            // A repetition may come when the check-in is over: whose it was is known all the same (N-16).
            const auto check_in =
                TRY(facilities::find_desk_check_in(tx, command.use.check_in, facility_of(caller), {}));
            command.use.account = check_in.account;
            command.use.household = check_in.household;
            return use_response(site, tx, request, std::move(command));
        };
}

Result<Response> get_desk_services(const Site& site, const people::Caller& caller, store::Snapshot& snapshot,
                                   const Request& request)
{
    const Municipality& municipality = municipality_of(site, request);
    json::array services;
    for (const facilities::Offer& offer :
         facilities::offers_on(snapshot, facility_of(caller), date_in_japan(request.at))) {
        const rules::Programme* programme = municipality.find(offer.programme);
        const rules::Service* service =
            programme != nullptr ? programme->find_service(offer.service) : nullptr;
        if (service == nullptr) continue;
        services.push_back(json::object{{"programme", programme->code()},
                                        {"service", service->code},
                                        {"service_name", to_json(service->name)},
                                        {"unit_name", to_json(rules::name_of(service->unit))},
                                        {"design", service->design},
                                        {"asks", code_of(service->asks)},
                                        {"least_per_use", service->least_per_use.count},
                                        {"allotment", programme->allotment_of(*service).code}});
    }
    const auto key = desk::allowance_key(snapshot);
    return json_response(
        200, json::object{{"services", std::move(services)},
                          {"allowance_key", key ? json::value(to_base64url(*key)) : json::value(nullptr)}});
}

Recorded<Response> post_desk_late_use(const Site& site, const people::Caller& caller, store::Transaction& tx,
                                      const Request& request)
{
    const json::object& body = *TRY(body_of(request));
    JsonIn in(body);
    desk::SettleLateUse command;
    command.key = in.id("key");
    // Since it was taken, not when: the tablet's clock may be wrong, and counts its own seconds well.
    const std::int64_t seconds_ago = in.whole("seconds_ago");
    if (seconds_ago < 0 || seconds_ago > 1'000'000'000)
        in.mistake("seconds_ago", "another number", "0 or more");
    // Whose it was: a signed allowance says it, or the parent's number and birthday.
    command.allowance = in.maybe_text("allowance", 1000).value_or("");
    std::int64_t birthday = 0;
    if (command.allowance.empty()) {
        command.user_number = in.text("user_number", 40);
        birthday = in.whole("birthday");
        if (birthday < 101 || birthday > 1231) in.mistake("birthday", "another number", "101 to 1231");
    }
    command.programme = in.text("programme", 100);
    command.request = read_request(in);
    TRY(in.done());
    command.birthday = static_cast<int>(birthday);
    command.at = request.at;
    command.taken_at = request.at + -std::chrono::seconds(seconds_ago);
    command.staff = caller.account;
    command.facility = facility_of(caller);
    for (Id* const id : {&command.check_in, &command.entry, &command.notice}) *id = site.draw_id(request.at);
    const Municipality& municipality = municipality_of(site, request);
    const desk::LateUse settled =
        TRY(desk::settle_late_use(tx, municipality.programmes, site.check_in_settings, command));
    return Result<Response>(json_response(200, late_use_to_json(tx, municipality, settled)));
}

Result<Response> get_desk_late_uses(const Site& site, const people::Caller& caller, store::Snapshot& snapshot,
                                    const Request& request)
{
    const Municipality& municipality = municipality_of(site, request);
    json::array uses;
    const Instant since = request.at + -std::chrono::milliseconds(desk::settled_within);
    for (const desk::LateUse& settled : desk::late_uses_since(snapshot, facility_of(caller), since))
        uses.push_back(late_use_to_json(snapshot, municipality, settled));
    return json_response(200, json::object{{"late_uses", std::move(uses)}});
}

Result<Response> get_office_unsettled(const Site& site, const people::Caller&, store::Snapshot& snapshot,
                                      const Request& request)
{
    const Municipality& municipality = municipality_of(site, request);
    json::array uses;
    const Instant since = request.at + -std::chrono::milliseconds(unsettled_shown);
    for (const desk::Unsettled& one : desk::unsettled_since(snapshot, since)) {
        json::object use = late_use_to_json(snapshot, municipality, one.use);
        use["facility_name"] = one.facility_name;
        uses.push_back(std::move(use));
    }
    return json_response(200, json::object{{"late_uses", std::move(uses)}});
}

}  // namespace hagukumi::http
