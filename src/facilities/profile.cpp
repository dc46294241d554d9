#include "facilities/profile.hpp"

#include <algorithm>
#include <boost/json.hpp>
#include <type_traits>

#include "audit/once.hpp"
#include "audit/record.hpp"
#include "facilities/facility_commands.hpp"
#include "facilities/sql.hpp"
#include "facilities/token_in.hpp"

namespace hagukumi::facilities {

namespace json = boost::json;

namespace {

constexpr std::size_t longest = 600;  // bytes of one field

enum class Kind : std::uint8_t { profile = 1, offer = 2 };

json::value to_json(const std::optional<Date>& day)
{
    return day ? json::value(days_since_epoch(*day)) : json::value(nullptr);
}

std::optional<Date> day_in(const json::value& value)
{
    if (value.is_null()) return std::nullopt;
    return date_of_days(value.to_number<std::int64_t>());
}

json::object to_json(const Profile& profile)
{
    json::object content;
    for_each_field(
        [&](const char* name, const auto& field) {
            if constexpr (std::is_same_v<decltype(field), const std::optional<Date>&>)
                content[name] = to_json(field);
            else content[name] = field;
        },
        profile);
    return content;
}

std::string content_of(const Profile& profile)
{
    return json::serialize(to_json(profile));
}

std::string content_of(const Offer& offer)
{
    return json::serialize(json::object{
        {"programme", offer.programme},
        {"service", offer.service},
        {"first_day", days_since_epoch(offer.first_day)},
        {"last_day", to_json(offer.last_day)},
        {"fee_yen", offer.fee.amount},
        {"age_limit_months", offer.age_limit_months ? json::value(*offer.age_limit_months) : nullptr}});
}

std::string content_of(const Change& change)
{
    return std::visit([](const auto& one) { return content_of(one); }, change);
}

Profile profile_in(const json::object& in)
{
    Profile profile;
    for_each_field(
        [&](const char* name, auto& field) {
            using Field = std::decay_t<decltype(field)>;
            if constexpr (std::is_same_v<Field, std::string>) field = std::string(in.at(name).as_string());
            else if constexpr (std::is_same_v<Field, bool>)
                field = in.contains(name) && in.at(name).as_bool();
            else field = day_in(in.at(name));
        },
        profile);
    return profile;
}

Offer offer_in(const json::object& in)
{
    const auto text = [&](const char* name) { return std::string(in.at(name).as_string()); };
    Offer offer;
    offer.programme = text("programme");
    offer.service = text("service");
    offer.first_day = date_of_days(in.at("first_day").to_number<std::int64_t>());
    offer.last_day = day_in(in.at("last_day"));
    offer.fee = Yen{in.at("fee_yen").to_number<std::int64_t>()};
    if (const auto& months = in.at("age_limit_months"); !months.is_null())
        offer.age_limit_months = months.to_number<int>();
    return offer;
}

Proposal proposal_in(const store::Row& row)
{
    const std::string_view content = row.text(3);
    const json::value parsed = json::parse({content.data(), content.size()});
    const json::object& in = parsed.as_object();
    const bool is_profile = static_cast<Kind>(row.integer(2)) == Kind::profile;
    const json::value* const before = in.if_contains("before");
    return {row.id(0),
            row.id(1),
            is_profile ? Change(profile_in(in)) : Change(offer_in(in)),
            before != nullptr ? std::optional(profile_in(before->as_object())) : std::nullopt,
            row.id(4),
            row.instant(5),
            static_cast<ChangeState>(row.integer(6)),
            row.maybe_instant(7),
            std::string(row.text(8))};
}

Result<void> check(const Offer& offer, Instant at)
{
    const int age = offer.age_limit_months.value_or(1);
    if (offer.fee.amount < 0 || offer.fee.amount > 10'000'000 || age < 1 || age > 240 ||
        (offer.last_day && *offer.last_day < offer.first_day))
        return fail(ErrorKind::malformed, "offer_form",
                    {"料金、期間、月齢を確かめてください。", "Please check the fee, the days and the age."});
    if (offer.first_day <= date_in_japan(at))
        return fail(ErrorKind::conflict, "offer_too_early",
                    {"料金は、あすからの日を選んで変えてください。今日までの料金は変わりません。",
                     "A new fee begins on a day after today; fees up to today stay as they are."});
    return {};
}

/// Whether the one takes the place of the other.
bool is_of_same(const Change& earlier, const Change& later)
{
    const auto* before = std::get_if<Offer>(&earlier);
    const auto* offer = std::get_if<Offer>(&later);
    if (before == nullptr || offer == nullptr) return before == offer;
    return before->programme == offer->programme && before->service == offer->service;
}

/// What the proposal changes, and nothing that was changed since.
Profile approved(const Proposal& proposal, Profile now)
{
    const auto& wanted = std::get<Profile>(proposal.change);
    if (!proposal.before) return with_own_fields(wanted, now);  // of days on which that was not kept
    for_each_field(
        [](const char*, auto& field, const auto& before, const auto& after) {
            if (before != after) field = after;
        },
        now, *proposal.before, wanted);
    return now;
}

/// Writes it, checked before.
void write(store::Transaction& tx, const Id& facility, const Profile& profile)
{
    tx.execute(sql::change_profile, facility, profile.name, profile.kana, profile.address, profile.phone,
               profile.provider, profile.note, profile.url, profile.opened_on, profile.accepts_corrected_age,
               profile.accepts_loss, profile.outside);
}

}  // namespace

Result<void> check_profile(const Profile& profile)
{
    bool fits = !profile.name.empty();
    for_each_field(
        [&](const char*, const auto& field) {
            if constexpr (std::is_same_v<decltype(field), const std::string&>)
                fits = fits && field.size() <= longest;
        },
        profile);
    if (!fits)
        return fail(ErrorKind::malformed, "profile_form",
                    {"施設名を入力してください。どの欄も200文字ほどまでです。",
                     "Please enter the facility's name; each field holds about 200 characters."});
    const bool is_page =
        profile.url.empty() || profile.url.starts_with("https://") || profile.url.starts_with("http://");
    if (!is_page)
        return fail(
            ErrorKind::malformed, "profile_form",
            {"ホームページは https:// から入力してください。", "The page's address begins with https://."});
    return {};
}

Profile profile_of(const Facility& facility)
{
    return {facility.name,         facility.kana,      facility.address,
            facility.phone,        facility.provider,  facility.note,
            facility.url,          facility.opened_on, facility.accepts_corrected_age,
            facility.accepts_loss, facility.outside};
}

Facility facility_of_profile(const Profile& profile)
{
    Facility facility;
    facility.name = profile.name;
    facility.kana = profile.kana;
    facility.address = profile.address;
    facility.phone = profile.phone;
    facility.provider = profile.provider;
    facility.note = profile.note;
    facility.url = profile.url;
    facility.opened_on = profile.opened_on;
    facility.accepts_corrected_age = profile.accepts_corrected_age;
    facility.accepts_loss = profile.accepts_loss;
    facility.outside = profile.outside;
    return facility;
}

Profile with_own_fields(Profile before, const Profile& after)
{
    before.phone = after.phone;
    before.note = after.note;
    before.url = after.url;
    return before;
}

bool needs_approval(const Profile& before, const Profile& after)
{
    return with_own_fields(before, after) != after;
}

std::string_view name_of(ChangeState state)
{
    switch (state) {
        case ChangeState::open: return "open";
        case ChangeState::approved: return "approved";
        case ChangeState::declined: return "declined";
        case ChangeState::replaced: return "replaced";
    }
    throw BugFound("a change is in one of four states");
}

Result<void> change_profile(store::Transaction& tx, const ChangeProfile& command)
{
    audit::Digest content("facilities.change_profile");
    content.add(command.facility).add(content_of(command.profile));
    return audit::once(
        tx, command, command.actor, "facilities.change_profile", content, [&]() -> Result<void> {
            if (!find_facility(tx, command.facility)) return no_facility();
            TRY(check_profile(command.profile));
            write(tx, command.facility, command.profile);
            audit::record(tx, command.at, command.actor, "facilities.change_profile", command.facility, "{}");
            return {};
        });
}

Result<void> set_openings(store::Transaction& tx, const SetOpenings& command)
{
    std::vector<Opening> openings = command.openings;
    const auto begins = [](const Opening& one) { return std::pair(one.weekday, one.opens_minute); };
    std::sort(openings.begin(), openings.end(),
              [&](const Opening& a, const Opening& b) { return begins(a) < begins(b); });
    audit::Digest content("facilities.set_openings");
    content.add(command.facility);
    for (const Opening& one : openings)
        content.add(std::int64_t{one.weekday})
            .add(std::int64_t{one.opens_minute})
            .add(std::int64_t{one.closes_minute});
    return audit::once(tx, command, command.actor, "facilities.set_openings", content, [&]() -> Result<void> {
        if (!find_facility(tx, command.facility)) return no_facility();
        for (std::size_t i = 0; i < openings.size(); ++i) {
            const Opening& one = openings[i];
            const bool overlaps = i > 0 && openings[i - 1].weekday == one.weekday &&
                                  openings[i - 1].closes_minute > one.opens_minute;
            if (one.weekday < 0 || one.weekday > 6 || one.opens_minute < 0 || one.closes_minute > 24 * 60 ||
                one.opens_minute >= one.closes_minute || overlaps)
                return fail(ErrorKind::malformed, "hours_form",
                            {"開始と終了の時刻を確かめてください。同じ曜日の時間帯は重ねられません。",
                             "Please check the hours; those of one weekday must not overlap."});
        }
        tx.execute(sql::drop_openings, command.facility);
        for (const Opening& one : openings)
            tx.execute(sql::add_opening, command.facility, one.weekday, one.opens_minute, one.closes_minute);
        audit::record(tx, command.at, command.actor, "facilities.set_openings", command.facility, "{}");
        return {};
    });
}

Result<Proposed> propose_change(store::Transaction& tx, const ProposeChange& command)
{
    const std::string proposed = content_of(command.change);
    const auto facility = find_facility(tx, command.facility);
    if (!facility) return no_facility();
    const auto* const profile = std::get_if<Profile>(&command.change);
    const bool waits = profile == nullptr || needs_approval(profile_of(*facility), *profile);
    audit::Digest content("facilities.propose_change");
    content.add(command.facility).add(proposed);
    TRY(audit::once(tx, command, command.actor, "facilities.propose_change", content, [&]() -> Result<void> {
        if (const auto* offer = std::get_if<Offer>(&command.change)) TRY(check(*offer, command.at));
        if (profile != nullptr) TRY(check_profile(*profile));
        if (!waits) {
            write(tx, command.facility, *profile);
            audit::record(tx, command.at, command.actor, "facilities.change_profile", command.facility, "{}");
            return {};
        }
        const Kind kind = profile != nullptr ? Kind::profile : Kind::offer;
        for (const Proposal& earlier : changes_of(tx, command.facility))
            if (is_of_same(earlier.change, command.change)) tx.execute(sql::replace_change, earlier.id);
        std::string kept = proposed;
        if (profile != nullptr) {
            const Profile own = with_own_fields(profile_of(*facility), *profile);
            write(tx, command.facility, own);
            json::object both = to_json(*profile);
            both["before"] = to_json(own);
            kept = json::serialize(both);
        }
        tx.execute(sql::add_change, command.id, command.facility, kind, kept, command.actor, command.at);
        audit::record(tx, command.at, command.actor, "facilities.propose_change", command.id, "{}");
        return {};
    }));
    return waits ? Proposed::waits : Proposed::done;
}

Result<void> decide_change(store::Transaction& tx, const DecideChange& command)
{
    audit::Digest content("facilities.decide_change");
    content.add(command.change).add(std::int64_t{command.approve}).add(command.reason);
    return audit::once(
        tx, command, command.actor, "facilities.decide_change", content, [&]() -> Result<void> {
            const auto proposal = tx.find(sql::find_change, proposal_in, command.change);
            if (!proposal)
                return fail(ErrorKind::not_found, "change_not_found",
                            {"この変更は見つかりません。一覧を読み込み直してください。",
                             "There is no such change. Please reload the list."});
            if (proposal->state != ChangeState::open)
                return fail(ErrorKind::conflict, "change_decided",
                            {"この変更は、もう処理されているか、新しい届け出に替わっています。一覧を読み込み"
                             "直してください。",
                             "This change was decided or replaced meanwhile. Please reload the list."});
            if (!command.approve && command.reason.empty())
                return fail(ErrorKind::malformed, "reason_missing",
                            {"承認しない理由を入力してください。施設に伝わります。",
                             "Please say why it is declined; the facility is told."});
            if (command.approve) {
                if (const auto* offer = std::get_if<Offer>(&proposal->change)) {
                    TRY(check(*offer, command.at));
                    // Under the proposal's own id: what was approved is changed once.
                    TRY(change_offer(tx,
                                     {proposal->id, command.at, command.actor, proposal->facility, *offer}));
                } else {
                    const auto facility = find_facility(tx, proposal->facility);
                    if (!facility) return no_facility();
                    write(tx, proposal->facility, approved(*proposal, profile_of(*facility)));
                }
            }
            const ChangeState state = command.approve ? ChangeState::approved : ChangeState::declined;
            tx.execute(sql::decide_change, command.change, state, command.actor, command.at, command.reason);
            audit::record(tx, command.at, command.actor, "facilities.decide_change", command.change,
                          command.approve ? R"({"approved":true})" : R"({"approved":false})");
            return {};
        });
}

std::vector<Proposal> open_changes(store::Snapshot& snapshot)
{
    std::vector<Proposal> changes;
    snapshot.query(sql::open_changes, [&](const store::Row& row) { changes.push_back(proposal_in(row)); });
    return changes;
}

std::vector<Proposal> changes_of(store::Snapshot& snapshot, const Id& facility)
{
    std::vector<Proposal> changes;
    snapshot.query(
        sql::changes_of, [&](const store::Row& row) { changes.push_back(proposal_in(row)); }, facility);
    return changes;
}

}  // namespace hagukumi::facilities
