#include "desk/allowance/allowance.hpp"

#include <algorithm>
#include <boost/json.hpp>

#include "audit/once.hpp"
#include "audit/record.hpp"
#include "base/base64url.hpp"
#include "desk/allowance/signature.hpp"
#include "desk/allowance/sql.hpp"
#include "desk/late_use.hpp"
#include "ledger/keep.hpp"
#include "rules/booking/terms.hpp"

namespace hagukumi::desk {

namespace json = boost::json;

namespace {

constexpr std::string_view kind = "desk.issue_allowance";

Allowance allowance_in(const store::Row& row)
{
    return {row.id(0),
            row.id(1),
            row.id(2),
            row.id(3),
            std::string(row.text(4)),
            std::string(row.text(5)),
            Units{row.integer(6)},
            Units{row.integer(7)},
            row.instant(8),
            row.instant(9),
            std::string(row.text(10)),
            row.integer(11) == 1};
}

/// Whether a desk can count a use of it without the rules: numbers and days, neither hours nor money.
bool is_counted_by_desks(const rules::Programme& programme, const rules::Allotment& allotment)
{
    const auto& services = programme.services();
    return std::all_of(services.begin(), services.end(), [&](const rules::Service& service) {
        if (&programme.allotment_of(service) != &allotment) return true;
        // A use that needs its booking is not used without looking at it.
        const rules::BookingRules* const booking = programme.booking_of(service.code);
        if (booking != nullptr && booking->needed_for_use) return false;
        switch (service.asks) {
            case rules::Asks::number:
            case rules::Asks::number_of_days: return true;
            case rules::Asks::dates: return service.units_per_day == 1;
            case rules::Asks::hours:
            case rules::Asks::amount: return false;
        }
        throw BugFound("a service asks in one of five ways");
    });
}

store::Bytes bytes_of(std::string_view bytes)
{
    return {reinterpret_cast<const std::uint8_t*>(bytes.data()), bytes.size()};
}

std::string string_of(store::Bytes bytes)
{
    return {bytes.begin(), bytes.end()};
}

tl::unexpected<Error> not_offered()
{
    return fail(ErrorKind::conflict, "allowance_not_offered",
                {"このクーポンは、通信のない場所では使えません。",
                 "This coupon cannot be used where there is no network."});
}

/// The municipality's private key, made with its first allowance.
std::optional<people::Secret> private_key(store::Transaction& tx, const people::Seal& seal,
                                          Randomness& randomness, Instant at)
{
    const auto sealed = tx.find(sql::find_allowance_key, [&](const store::Row& row) {
        const store::Bytes stored = row.bytes(1);
        return std::vector<std::uint8_t>(stored.begin(), stored.end());
    });
    if (sealed) return seal.open(store::Bytes(sealed->data(), sealed->size()));
    SigningKey key = draw_signing_key();
    const auto closed = seal.close(key.private_part, randomness);
    tx.execute(sql::add_allowance_key, bytes_of(key.point), store::Bytes(closed.data(), closed.size()), at);
    return std::move(key.private_part);
}

/// What is signed: everything that a desk without a network goes by, and no name.
std::string payload_of(store::Snapshot& snapshot, const Allowance& allowance)
{
    return json::serialize(json::object{{"v", 1},
                                        {"m", snapshot.municipality().value},
                                        {"id", to_string(allowance.id)},
                                        {"c", to_string(allowance.coupon)},
                                        {"p", allowance.programme},
                                        {"a", allowance.allotment},
                                        {"n", allowance.units.count},
                                        {"from", allowance.issued_at.milliseconds / 1000},
                                        {"until", allowance.ends_at.milliseconds / 1000}});
}

}  // namespace

std::optional<std::string> allowance_key(store::Snapshot& snapshot)
{
    return snapshot.find(sql::find_allowance_key,
                         [](const store::Row& row) { return string_of(row.bytes(0)); });
}

std::vector<AllowanceRule> allowance_rules(store::Snapshot& snapshot)
{
    std::vector<AllowanceRule> rules;
    snapshot.query(sql::allowance_rules, [&](const store::Row& row) {
        rules.push_back(
            {std::string(row.text(0)), Units{row.integer(1)}, std::chrono::hours(row.integer(2))});
    });
    return rules;
}

Result<void> set_allowance_rule(store::Transaction& tx, Programmes programmes,
                                const SetAllowanceRule& command)
{
    constexpr std::string_view name = "desk.set_allowance_rule";
    audit::Digest content(name);
    content.add(command.programme).add(command.rule ? command.rule->most_units.count : std::int64_t{});
    content.add(command.rule ? std::int64_t{command.rule->within.count()} : std::int64_t{});
    return audit::once(tx, command, command.actor, name, content, [&]() -> Result<void> {
        if (ledger::find_programme(programmes, command.programme) == nullptr)
            return fail(ErrorKind::malformed, "programme_unknown",
                        {"この事業はありません。一覧から選び直してください。",
                         "There is no such programme. Please choose it from the list again."});
        const auto& rule = command.rule;
        if (rule && (rule->most_units.count < 1 || rule->most_units.count > 99 || rule->within.count() < 1 ||
                     rule->within > settled_within))
            return fail(ErrorKind::malformed, "allowance_rule",
                        {"数は1から99の間、時間は1から72の間で入力してください。",
                         "Please enter 1 to 99 units, and 1 to 72 hours."});
        tx.execute(sql::drop_allowance_rule, command.programme);
        if (rule)
            tx.execute(sql::add_allowance_rule, command.programme, rule->most_units,
                       std::int64_t{rule->within.count()}, command.actor, command.at);
        audit::record(tx, command.at, command.actor, name, command.actor,
                      json::serialize(json::object{
                          {"programme", command.programme},
                          {"most_units", rule ? rule->most_units.count : 0},
                          {"hours", rule ? static_cast<std::int64_t>(rule->within.count()) : 0}}));
        return {};
    });
}

std::optional<AllowanceRule> offered_for(store::Snapshot& snapshot, Programmes programmes,
                                         const ledger::Coupon& coupon)
{
    const rules::Programme* const programme = ledger::find_programme(programmes, coupon.programme);
    const rules::Allotment* const allotment =
        programme != nullptr ? programme->find_allotment(coupon.allotment) : nullptr;
    if (allotment == nullptr || !is_counted_by_desks(*programme, *allotment)) return std::nullopt;
    for (AllowanceRule& rule : allowance_rules(snapshot))
        if (rule.programme == coupon.programme) return std::move(rule);
    return std::nullopt;
}

Result<Allowance> issue_allowance(store::Transaction& tx, Programmes programmes, const people::Seal* seal,
                                  Randomness& randomness, const IssueAllowance& command)
{
    const auto content =
        audit::Digest(kind).add(command.coupon).add(std::int64_t{command.units.count}).finish();
    if (const auto done = TRY(audit::find_done(tx, command.key, command.account, kind, content)))
        return tx.find(sql::find_allowance, allowance_in, parse_id(*done).value()).value();
    const auto coupon = ledger::find_coupon(tx, command.coupon);
    if (!coupon || coupon->household != command.household)
        return fail(ErrorKind::not_found, "coupon_not_found",
                    {"クーポンが見つかりません。", "There is no such coupon."});
    const auto rules = offered_for(tx, programmes, *coupon);
    if (!rules || seal == nullptr) return not_offered();
    if (command.units.count < 1 || command.units.count > rules->most_units.count)
        return fail(ErrorKind::malformed, "allowance_units",
                    {"通信のない場所で使う数は、1から" + std::to_string(rules->most_units.count) +
                         "の間で選んでください。",
                     "Please choose a number from 1 to " + std::to_string(rules->most_units.count) + "."});
    if (const auto last = newest_allowance(tx, command.coupon); last && command.at < last->ends_at)
        return fail(ErrorKind::conflict, "allowance_open",
                    {"前に準備した分が、まだ使えます。その画面を使ってください。",
                     "What you prepared before can still be used. Please show that page."});

    // From here on the units are set aside, or the whole transaction falls.
    Allowance made{command.id,
                   command.household,
                   command.account,
                   command.coupon,
                   coupon->programme,
                   coupon->allotment,
                   command.units,
                   Units{},
                   command.at,
                   command.at + std::chrono::milliseconds(rules->within),
                   "",
                   true};
    if (!ledger::set_units_aside(tx, command.coupon, command.units))
        return fail(ErrorKind::conflict, "units_not_left",
                    {"残りが足りません。数を減らすか、予約を取り消してください。",
                     "Not enough is left. Please choose fewer, or cancel a booking."});
    const auto key = private_key(tx, *seal, randomness, command.at);
    if (!key) return not_offered();  // sealed with another key than the installation has now
    const std::string payload = to_base64url(payload_of(tx, made));
    made.text = payload + "." + to_base64url(sign(*key, payload));
    tx.execute(sql::add_allowance, made.id, made.household, made.account, made.coupon, made.programme,
               made.allotment, made.units, made.issued_at, made.ends_at, made.text);
    audit::record(tx, command.at, command.account, kind, made.id,
                  json::serialize(json::object{{"units", made.units.count}}));
    audit::remember(tx, command.key, command.account, kind, content, command.at, to_string(made.id));
    return made;
}

std::optional<Allowance> newest_allowance(store::Snapshot& snapshot, const Id& coupon)
{
    return snapshot.find(sql::newest_allowance, allowance_in, coupon);
}

std::optional<Allowance> find_signed(store::Snapshot& snapshot, std::string_view text)
{
    const auto payload = from_base64url(text.substr(0, text.find('.')));
    if (!payload) return std::nullopt;
    json::error_code problem;
    const json::value read = json::parse(*payload, problem);
    const json::value* const id = !problem && read.is_object() ? read.as_object().if_contains("id") : nullptr;
    const auto parsed =
        id != nullptr && id->is_string() ? parse_id(std::string(id->as_string())) : std::nullopt;
    if (!parsed) return std::nullopt;
    auto found = snapshot.find(sql::find_allowance, allowance_in, *parsed);
    // It was signed here and kept as it was signed: what is not the very text was altered.
    if (!found || found->text != text) return std::nullopt;
    return found;
}

void take_of_allowance(store::Transaction& tx, const Allowance& allowance, Units units)
{
    must(tx.execute(sql::take_of_allowance, allowance.id, units) == 1,
         "no more is taken of an allowance than it was for");
}

Result<int> end_allowances(store::Transaction& tx, Instant at)
{
    std::vector<Allowance> over;
    tx.query(
        sql::allowances_to_end, [&](const store::Row& row) { over.push_back(allowance_in(row)); },
        at + -std::chrono::milliseconds(settled_within));
    for (const Allowance& one : over) {
        if (one.left().count > 0) ledger::free_units(tx, one.coupon, one.left());
        tx.execute(sql::end_allowance, one.id);
    }
    return static_cast<int>(over.size());
}

bool is_allowance_due(store::Snapshot& snapshot, Instant at)
{
    bool is_due = false;
    snapshot.query(
        sql::allowances_to_end, [&](const store::Row&) { is_due = true; },
        at + -std::chrono::milliseconds(settled_within));
    return is_due;
}

}  // namespace hagukumi::desk
