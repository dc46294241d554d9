#include <algorithm>

#include <boost/json.hpp>

#include "audit/failed_attempts.hpp"
#include "audit/record.hpp"
#include "facilities/check_in.hpp"
#include "facilities/live_code.hpp"
#include "facilities/poster.hpp"
#include "facilities/shared/shared_poster.hpp"
#include "facilities/sql.hpp"
#include "facilities/token_in.hpp"

namespace hagukumi::facilities {

namespace {

using namespace std::chrono_literals;
using audit::Cap;

constexpr audit::Counter wrong_by_account{10};
constexpr audit::Counter wrong_in_municipality{11};

std::string ja_phone(const CheckInSettings& settings)
{
    return settings.phone.empty() ? "自治体の窓口" : "自治体の窓口（" + settings.phone + "）";
}

std::string en_phone(const CheckInSettings& settings)
{
    return settings.phone.empty() ? "your municipality's office"
                                  : "your municipality's office (" + settings.phone + ")";
}

Error error(ErrorKind kind, const char* code, Text message)
{
    return {kind, code, std::move(message), 0, {}};
}

/// Facility or the reason why there is none; `on` is what the audit entry names.
struct Found {
    std::optional<Facility> facility;
    std::optional<Error> refusal;
};

Error needs_live_code()
{
    return error(
        ErrorKind::conflict, "poster_needs_live_code",
        {"この施設では、窓口のタブレットに出ているQRコードを使います。印刷した掲示や写真は使えません。施設"
         "の方にタブレットを見せてもらってください。",
         "This facility shows its QR code on a tablet at the desk; printed posters and photographs do "
         "not count. Please ask the staff for the tablet."});
}

Error live_code_over()
{
    return error(
        ErrorKind::conflict, "live_code_over",
        {"このQRコードは新しいものに変わりました。窓口のタブレットに今出ているQRコードを読み取ってくださ"
         "い。",
         "This QR code has been replaced by a new one. Please scan the one that the tablet shows now."});
}

Found find_by_scan(store::Snapshot& snapshot, const std::string& scanned, Instant at)
{
    const auto poster = parse_scanned_poster(scanned);
    if (!poster)
        return {{},
                error(ErrorKind::malformed, "poster_unreadable",
                      {"施設の掲示のQRコードとして読み取れませんでした。もう一度かざすか、QRコードの下の6桁の"
                       "数字を入力してください。",
                       "This could not be read as a facility's QR code. Please point the camera at it again, "
                       "or type the "
                       "six digits below it."})};
    std::optional<Id> facility;
    bool retired = false;
    const bool is_of_other = poster->municipality && *poster->municipality != snapshot.municipality();
    if (!is_of_other)
        snapshot.query(
            sql::find_token,
            [&](const store::Row& row) {
                facility = row.id(0);
                retired = !row.is_null(1);
            },
            bytes_of(poster->token));
    // One poster for families of many municipalities: this one's own record of the facility counts (U-18).
    if (!facility)
        if (const auto shared = find_shared(snapshot, poster->token)) {
            facility = shared->facility;
            retired = shared->has_ended;
        }
    if (!facility && is_of_other)
        return {{},
                error(ErrorKind::not_found, "poster_of_other_municipality",
                      {"ほかの自治体の掲示です。ここでは使えません。お住まいの自治体の名前がある掲示を読み取"
                       "ってください。",
                       "This poster belongs to another municipality and cannot be used here. Please scan the "
                       "poster that "
                       "names your own municipality."})};
    if (!facility)
        return {{},
                error(ErrorKind::not_found, "poster_unknown",
                      {"このQRコードの施設は登録されていません。施設の方に、この事業の掲示を見せてもらってく"
                       "ださい。",
                       "No facility is registered for this QR code. Please ask the staff for the poster of "
                       "this programme."})};
    auto found = find_facility(snapshot, *facility);
    must(found.has_value(), "a poster's facility exists");
    if (retired)
        return {
            std::move(found),
            error(
                ErrorKind::conflict, "poster_retired",
                {"この掲示は古くなりました。施設の方に、新しい掲示を見せてもらい、そのQRコードを読み取ってく"
                 "ださい。",
                 "This poster is out of date. Please ask the staff for the new poster and scan that one."})};
    if (const auto secret = find_live_secret(snapshot, *facility)) {
        if (poster->live.empty()) return {std::move(found), needs_live_code()};
        if (!is_live(*secret, *facility, poster->live, at)) return {std::move(found), live_code_over()};
    }
    return {std::move(found), {}};
}

/// Wrong, foreign, retired, or of another facility than the chosen one: one answer (T03).
Found find_by_passcode(store::Snapshot& snapshot, const Passcode& passcode, const std::optional<Id>& chosen,
                       Instant at)
{
    std::optional<Id> facility;
    snapshot.query(
        sql::find_passcode,
        [&](const store::Row& row) {
            if (row.is_null(1) && (!chosen || row.id(0) == *chosen)) facility = row.id(0);
        },
        passcode);
    // Where codes change, the printed digits count no more.
    if (facility && find_live_secret(snapshot, *facility)) facility.reset();
    if (!facility) facility = find_by_live_passcode(snapshot, passcode, chosen, at);
    if (facility) {
        auto found = find_facility(snapshot, *facility);
        must(found.has_value(), "a passcode's facility exists");
        return {std::move(found), {}};
    }
    return {{},
            error(ErrorKind::not_found, "passcode_wrong",
                  {"この番号の施設は見つかりません。QRコードの下の6桁をもう一度確かめてください。番号は変わる"
                   "ことがあります。"
                   "合っているのに進めないときは、施設の方に新しい掲示を見せてもらってください。",
                   "No facility has this number. Please check the six digits below the QR code. They change "
                   "now and then; "
                   "if they are right and do not work, ask the staff for the new poster."})};
}

std::optional<Error> closed(OpenToday today, const Facility& facility, const CheckInSettings& settings)
{
    const std::string call_ja =
        facility.phone.empty() ? ja_phone(settings) : "施設（" + facility.phone + "）";
    const std::string call_en =
        facility.phone.empty() ? en_phone(settings) : "the facility (" + facility.phone + ")";
    switch (today) {
        case OpenToday::open: return std::nullopt;
        case OpenToday::left:
            return error(
                ErrorKind::conflict, "facility_left",
                {facility.name +
                     "は、この事業の利用を終了しました。ほかの施設を選んでください。分からないときは" +
                     ja_phone(settings) + "へお電話ください。",
                 facility.name +
                     " no longer takes part in this programme. Please choose another facility, or call " +
                     en_phone(settings) + "."});
        case OpenToday::not_yet:
            return error(ErrorKind::conflict, "facility_not_yet",
                         {facility.name + "は、" + hagukumi::to_string(*facility.opened_on) +
                              "から利用できます。それより前は、ほかの施設を選んでください。",
                          facility.name + " can be used from " + hagukumi::to_string(*facility.opened_on) +
                              ". Until then, please choose another facility."});
        case OpenToday::closed_day:
        case OpenToday::closed_weekday:
            return error(
                ErrorKind::conflict, "facility_closed",
                {facility.name + "は、今日は休みです。別の日に利用するか、" + call_ja + "へお電話ください。",
                 facility.name + " is closed today. Please come on another day, or call " + call_en + "."});
    }
    throw BugFound("a facility is open or has a reason");
}

std::optional<Error> passcode_capped(store::Snapshot& snapshot, const CheckInSettings& settings,
                                     const OpenCheckIn& command)
{
    std::optional<Instant> until;
    for (const Cap& cap : {Cap{settings.wrong_in_10_minutes, 10min}, Cap{settings.wrong_a_day, 24h}})
        if (const auto found =
                audit::capped_until(snapshot, wrong_by_account, command.account, cap, command.at))
            until = until ? std::max(*until, *found) : *found;
    if (!until) return std::nullopt;
    const std::int64_t seconds = (std::max<std::int64_t>(1, (*until - command.at).count()) + 999) / 1000;
    const std::string minutes = std::to_string((seconds + 59) / 60);
    return Error{ErrorKind::too_many,
                 "passcode_wait",
                 {"番号の間違いが続いたため、約" + minutes +
                      "分間は番号を入力できません。QRコードの読み取りは今すぐ使えます。お困りのときは" +
                      ja_phone(settings) + "へお電話ください。",
                  "There were too many wrong numbers; you can type one again in about " + minutes +
                      " minutes. Scanning the QR code works right now. If you need help, call " +
                      en_phone(settings) + "."},
                 static_cast<int>(seconds),
                 {}};
}

Result<CheckIn> refused(store::Transaction& tx, const OpenCheckIn& command,
                        const std::optional<Facility>& facility, Error refusal)
{
    audit::record(tx, command.at, command.account, "facilities.check_in_refused",
                  facility ? facility->id : command.account,
                  boost::json::serialize(boost::json::object{{"code", refusal.code}}));
    return tl::unexpected(std::move(refusal));
}

}  // namespace

Recorded<CheckIn> open_check_in(store::Transaction& tx, const CheckInSettings& settings,
                                const OpenCheckIn& command)
{
    const bool by_passcode = command.scanned.empty();
    Found found;
    if (by_passcode) {
        const auto passcode = parse_passcode(command.passcode);
        if (!passcode)
            return fail(ErrorKind::malformed, "passcode_form",
                        {"QRコードの下にある6桁の数字を入力してください。",
                         "Please type the six digits below the QR code."});
        if (settings.passcode_needs_facility && !command.facility)
            return fail(ErrorKind::malformed, "passcode_needs_facility",
                        {"先に施設を選んでから、6桁の数字を入力してください。",
                         "Please choose the facility first, then type the six digits."});
        if (auto wait = passcode_capped(tx, settings, command)) return tl::unexpected(std::move(*wait));
        found = find_by_passcode(tx, *passcode, command.facility, command.at);
        if (!found.facility) {
            audit::add_failure(tx, wrong_by_account, command.account, command.at, command.id, 24h);
            audit::add_failure(tx, wrong_in_municipality, Id{}, command.at, command.id, 1h);
        }
    } else {
        found = find_by_scan(tx, command.scanned, command.at);
    }
    if (!found.refusal) found.refusal = find_closed(tx, settings, *found.facility, date_in_japan(command.at));
    if (found.refusal) return refused(tx, command, found.facility, std::move(*found.refusal));

    CheckIn check_in;
    check_in.id = command.id;
    check_in.facility = found.facility->id;
    check_in.account = command.account;
    check_in.household = command.household;
    check_in.way = by_passcode ? Way::passcode : Way::qr;
    check_in.at = command.at;
    check_in.ends_at = command.at + settings.check_in_lives;
    tx.execute(sql::add_check_in, check_in.id, check_in.facility, check_in.account, check_in.household,
               check_in.way, check_in.at, check_in.ends_at, std::optional<Id>());
    return Result<CheckIn>(check_in);
}

std::optional<Error> find_closed(store::Snapshot& snapshot, const CheckInSettings& settings,
                                 const Facility& facility, Date day)
{
    return closed(open_on(snapshot, facility, day), facility, settings);
}

std::string_view name_of(Way way)
{
    switch (way) {
        case Way::qr: return "qr";
        case Way::passcode: return "passcode";
        case Way::desk: return "desk";
        case Way::late: return "late";
    }
    throw BugFound("a check-in is made in one of four ways");
}

bool passcode_alarm(store::Snapshot& snapshot, const CheckInSettings& settings, Instant at)
{
    return audit::capped_until(snapshot, wrong_in_municipality, Id{}, {settings.alarm_an_hour, 1h}, at)
        .has_value();
}

}  // namespace hagukumi::facilities
