// The main job: check in, read the preview together, use.
#include <algorithm>

#include "booking/desk.hpp"
#include "http/api/handlers.hpp"
#include "http/api/json_in.hpp"
#include "http/api/json_out.hpp"

namespace hagukumi::http {

namespace json = boost::json;

namespace {

/// One service of one coupon, as it can be used at this facility today.
json::object choice(const rules::Programme& programme, const ledger::Coupon& coupon,
                    const rules::Service& service, const rules::Facts& facts, Date today,
                    std::optional<Language> also)
{
    const rules::Outlook outlook = rules::outlook(programme, facts, service, today);
    json::object out;
    out["coupon"] = to_string(coupon.id);
    out["coupon_name"] = to_json(programme.allotment_of(service).name);
    out["child"] = coupon.child ? json::value(to_string(*coupon.child)) : nullptr;
    out["service"] = service.code;
    out["service_name"] = to_json(service.name);
    out["description"] = to_json(service.description);
    out["unit"] = rules::code_of(service.unit);
    out["unit_name"] = to_json(rules::name_of(service.unit));
    out["design"] = service.design;
    out["asks"] = code_of(service.asks);
    out["ends_next_day"] = service.ends_next_day;
    out["limited"] = coupon.limited;
    out["units_left"] = coupon.left.count;
    out["least_per_use"] = service.least_per_use.count;
    out["most_per_use"] = service.most_per_use ? json::value(service.most_per_use->count) : nullptr;
    out["usable"] = outlook.usable_now;
    out["last_day"] = to_json(outlook.last_day);
    out["reason"] = nullptr;
    if (!outlook.usable_now && outlook.blocking) {
        out["reason"] = to_json(rules::sentence_of(programme, facts, *outlook.blocking, &service, also));
    }
    return out;
}

Result<Response> tell(const Site& site, store::Snapshot& snapshot, const facilities::CheckIn& check_in,
                      const Request& request, int status)
{
    const auto facility = facilities::find_facility(snapshot, check_in.facility);
    must(facility.has_value(), "a check-in belongs to a facility");
    const Municipality& municipality = municipality_of(site, request);
    const Date today = date_in_japan(request.at);
    json::array choices;
    for (const ledger::Coupon& coupon : ledger::coupons_of(snapshot, check_in.household)) {
        const rules::Programme* programme = municipality.find(coupon.programme);
        if (programme == nullptr || coupon.state == ledger::CouponState::expired) continue;
        const auto facts = ledger::facts_of(snapshot, *programme, coupon, check_in.facility, request.at,
                                            today, today, nullptr, check_in.account);
        if (!facts) continue;
        for (const rules::Service& service : programme->services()) {
            if (programme->allotment_of(service).code != coupon.allotment) continue;
            choices.push_back(choice(*programme, coupon, service, *facts, today, language_asked(request)));
        }
    }
    return json_response(status,
                         json::object{{"id", to_string(check_in.id)},
                                      {"facility", facility_to_json(*facility)},
                                      {"way", check_in.way == facilities::Way::qr ? "qr" : "passcode"},
                                      {"at", to_string_in_japan(check_in.at)},
                                      {"ends_at", to_string_in_japan(check_in.ends_at)},
                                      {"choices", std::move(choices)}});
}

/// The part of a body that preview and use share.
ledger::UseRequest read_use(JsonIn& in, const people::Caller& caller, Instant at)
{
    ledger::UseRequest use;
    use.at = at;
    use.account = caller.account;
    use.household = caller.household.value_or(Id{});
    use.coupon = in.id("coupon");
    use.request.service = in.text("service");
    if (const auto units = in.maybe_whole("units")) use.request.units = Units{*units};
    use.request.first_day = in.maybe_date("first_day");
    use.request.last_day = in.maybe_date("last_day");
    use.request.from = in.maybe_time("from");
    use.request.until = in.maybe_time("until");
    return use;
}

bool is_booked_anywhere(const Municipality& municipality, std::string_view service)
{
    return std::any_of(municipality.programmes.begin(), municipality.programmes.end(),
                       [&](const auto& programme) { return programme->booking_of(service) != nullptr; });
}

/// The booking that this use is of (O-10); what it set aside is free for the use.  Error: `booking_needed`,
/// where the programme allows no use without one, with the way to enter it on the spot (O-10.1).
Result<std::optional<booking::Booking>> find_its_booking(store::Snapshot& snapshot,
                                                         const Municipality& municipality,
                                                         ledger::UseRequest& use)
{
    if (!is_booked_anywhere(municipality, use.request.service)) return std::optional<booking::Booking>();
    const auto check_in = TRY(facilities::find_check_in(snapshot, use.check_in, use.account, use.at));
    const auto coupon = ledger::find_coupon(snapshot, use.coupon);
    const rules::Programme* const programme = coupon ? municipality.find(coupon->programme) : nullptr;
    const rules::BookingRules* const rules =
        programme != nullptr ? programme->booking_of(use.request.service) : nullptr;
    if (rules == nullptr || coupon->household != use.household) return std::optional<booking::Booking>();
    auto found = booking::find_to_use(snapshot, use.coupon, check_in.facility, use.request.service,
                                      use.request.first_day.value_or(date_in_japan(use.at)));
    if (!found && rules->needed_for_use) {
        return fail(ErrorKind::conflict, "booking_needed",
                    {"この利用には、施設が受け付けた予約が必要です。「予約」からこの施設の予約を入力し、"
                     "施設が受け付けたあとで、もう一度お試しください。",
                     "This use needs a booking that the facility has accepted. Please enter one for this "
                     "facility under Bookings, and try again once the facility has accepted it."});
    }
    if (found) use.set_aside = found->reserved;
    return found;
}

/// A use under this key was made already: its answer is found, whatever has become of its booking.
Result<bool> is_repetition(store::Snapshot& snapshot, const Municipality& municipality,
                           const ledger::Redeem& command)
{
    if (!is_booked_anywhere(municipality, command.use.request.service)) return false;
    return TRY(ledger::find_use_by_key(snapshot, municipality.programmes, command.key, command.use.account))
        .has_value();
}

}  // namespace

Recorded<Response> post_parent_check_in(const Site& site, const people::Caller& caller,
                                        store::Transaction& tx, const Request& request)
{
    const auto body = TRY(parse_body(request.body));
    JsonIn in(body);
    facilities::OpenCheckIn command;
    command.at = request.at;
    command.account = caller.account;
    command.household = caller.household.value_or(Id{});
    command.id = site.draw_id(request.at);
    command.scanned = in.maybe_text("token", 500).value_or("");
    command.passcode = in.maybe_text("passcode", 40).value_or("");
    command.facility = in.maybe_id("facility");
    if (command.scanned.empty() == command.passcode.empty())
        in.mistake("token", "both or none", "token or passcode");
    TRY(in.done());
    Result<facilities::CheckIn> opened = TRY(facilities::open_check_in(tx, site.check_in_settings, command));
    if (!opened) return Result<Response>(tl::unexpected(std::move(opened).error()));
    return Result<Response>(TRY(tell(site, tx, *opened, request, 201)));
}

Result<Response> get_parent_check_in(const Site& site, const people::Caller& caller,
                                     store::Snapshot& snapshot, const Request& request)
{
    const Id id = TRY(id_in_path(request, 0));
    const auto check_in = TRY(facilities::find_check_in(snapshot, id, caller.account, request.at));
    return tell(site, snapshot, check_in, request, 200);
}

Result<Response> post_parent_preview(const Site& site, const people::Caller& caller,
                                     store::Snapshot& snapshot, const Request& request)
{
    const auto body = TRY(parse_body(request.body));
    JsonIn in(body);
    ledger::UseRequest use = read_use(in, caller, request.at);
    TRY(in.done());
    use.check_in = TRY(id_in_path(request, 0));
    const Municipality& municipality = municipality_of(site, request);
    TRY(find_its_booking(snapshot, municipality, use));
    const ledger::Preview preview = TRY(ledger::preview_use(snapshot, municipality.programmes, use));
    return json_response(200, preview_to_json(preview, language_asked(request)));
}

Recorded<Response> post_parent_use(const Site& site, const people::Caller& caller, store::Transaction& tx,
                                   const Request& request)
{
    const auto body = TRY(parse_body(request.body));
    JsonIn in(body);
    ledger::Redeem command;
    command.key = in.id("key");
    command.use = read_use(in, caller, request.at);
    command.use.check_in = in.id("check_in");
    command.again = in.flag("again");
    TRY(in.done());
    command.id = site.draw_id(request.at);
    const Municipality& municipality = municipality_of(site, request);
    std::optional<booking::Booking> its_booking;
    if (!TRY(is_repetition(tx, municipality, command)))
        its_booking = TRY(find_its_booking(tx, municipality, command.use));
    auto outcome = TRY(ledger::redeem(tx, municipality.programmes, command));
    if (!outcome) return Result<Response>(tl::unexpected(std::move(outcome).error()));
    if (const auto* refused = std::get_if<ledger::Preview>(&*outcome))
        return Result<Response>(refusal(*refused, language_asked(request)));
    auto& used = std::get<ledger::Used>(*outcome);
    if (its_booking && !used.is_replay) booking::fulfil_by_use(tx, its_booking->id, command.id, request.at);
    Response response = json_text_response(201, std::move(used.answer));
    if (used.is_replay) response.headers.emplace_back("Hagukumi-Replay", "true");
    return Result<Response>(std::move(response));
}

Result<Response> get_parent_use_by_key(const Site& site, const people::Caller& caller,
                                       store::Snapshot& snapshot, const Request& request)
{
    const Id key = TRY(id_in_path(request, 0));
    auto answer = TRY(
        ledger::find_use_by_key(snapshot, municipality_of(site, request).programmes, key, caller.account));
    if (!answer) {
        return fail(ErrorKind::not_found, "nothing_stored",
                    {"この利用は記録されていません。クーポンは減っていません。",
                     "Nothing was stored under this key; no units were used."});
    }
    return json_text_response(200, std::move(*answer));
}

}  // namespace hagukumi::http
