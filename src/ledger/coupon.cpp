#include "ledger/coupon.hpp"

#include <algorithm>

#include "ledger/rows.hpp"
#include "ledger/sql.hpp"

namespace hagukumi::ledger {

const rules::Programme* find_programme(Programmes programmes, std::string_view code)
{
    for (const auto& programme : programmes) {
        if (programme->code() == code) return programme.get();
    }
    return nullptr;
}

std::string_view name_of(EntryKind kind)
{
    switch (kind) {
        case EntryKind::grant: return "grant";
        case EntryKind::redeem: return "redeem";
        case EntryKind::void_use: return "void";
        case EntryKind::adjust: return "adjust";
        case EntryKind::expire: return "expire";
    }
    throw BugFound("an entry has one of five kinds");
}

std::string number_of(const Id& entry)
{
    // Crockford's base 32: no letter is taken for a digit when read out.
    static constexpr char letters[] = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";
    std::uint64_t bits = 0;
    for (std::size_t i = 11; i < 16; ++i) bits = bits << 8 | entry.bytes[i];
    std::string number = "0000-0000";
    for (const int place : {8, 7, 6, 5, 3, 2, 1, 0}) {
        number[static_cast<std::size_t>(place)] = letters[bits & 31];
        bits >>= 5;
    }
    return number;
}

Coupon coupon_in(const store::Row& row)
{
    Coupon coupon;
    coupon.id = row.id(0);
    coupon.programme = std::string(row.text(1));
    coupon.allotment = std::string(row.text(2));
    coupon.household = row.id(3);
    coupon.birth = row.maybe_id(4);
    coupon.child = row.maybe_id(5);
    coupon.facility = row.maybe_id(6);
    coupon.limited = row.integer(7) == 1;
    coupon.granted = row.units(8);
    coupon.adjusted = row.units(9);
    coupon.used = row.units(10);
    coupon.expired = row.units(11);
    coupon.left = row.units(12);
    coupon.application_on = row.maybe_date(13);
    coupon.interviewed_on = row.maybe_date(14);
    coupon.issued_on = row.date(15);
    coupon.first_used_on = row.maybe_date(16);
    coupon.state = static_cast<CouponState>(row.integer(17));
    coupon.last_entry = row.id(18);
    coupon.reserved = row.units(19);
    return coupon;
}

Entry entry_in(const store::Row& row)
{
    const auto maybe_yen = [&](int column) -> std::optional<Yen> {
        if (row.is_null(column)) return std::nullopt;
        return row.yen(column);
    };
    Entry entry;
    entry.id = row.id(0);
    entry.kind = static_cast<EntryKind>(row.integer(1));
    entry.coupon = row.id(2);
    entry.units = row.units(3);
    entry.left_after = row.units(4);
    entry.at = row.instant(5);
    entry.actor = row.id(6);
    if (!row.is_null(7)) entry.service = std::string(row.text(7));
    entry.facility = row.maybe_id(8);
    entry.first_day = row.maybe_date(9);
    entry.last_day = row.maybe_date(10);
    entry.fee = maybe_yen(11);
    entry.parent = maybe_yen(12);
    entry.public_share = maybe_yen(13);
    entry.decision = std::string(row.text(14));
    entry.reason = std::string(row.text(15));
    entry.voids = row.maybe_id(16);
    entry.voided_by = row.maybe_id(17);
    entry.corrects = row.maybe_id(18);
    return entry;
}

std::optional<Coupon> find_coupon(store::Snapshot& snapshot, const Id& id)
{
    return snapshot.find(sql::find_coupon, coupon_in, id);
}

std::vector<Coupon> coupons_of(store::Snapshot& snapshot, const Id& household)
{
    std::vector<Coupon> coupons;
    snapshot.query(
        sql::coupons_of, [&](const store::Row& row) { coupons.push_back(coupon_in(row)); }, household);
    return coupons;
}

std::optional<Entry> find_entry(store::Snapshot& snapshot, const Id& id)
{
    return snapshot.find(sql::find_entry, entry_in, id);
}

std::vector<Entry> history_of_coupon(store::Snapshot& snapshot, const Id& coupon, int limit)
{
    std::vector<Entry> entries;
    snapshot.query(
        sql::history_of_coupon, [&](const store::Row& row) { entries.push_back(entry_in(row)); }, coupon,
        limit);
    return entries;
}

std::vector<Entry> history_of_household(store::Snapshot& snapshot, const Id& household, const Id& before,
                                        int limit)
{
    // A family has a handful of coupons with a handful of uses each; a chain cannot be entered in the middle.
    constexpr int most_of_a_coupon = 1000;
    const std::vector<Coupon> coupons = coupons_of(snapshot, household);
    std::vector<std::vector<Entry>> histories(coupons.size());
    snapshot.for_each(coupons.size(), [&](store::Snapshot& part, std::size_t number) {
        histories[number] = history_of_coupon(part, coupons[number].id, most_of_a_coupon);
    });
    std::vector<Entry> entries;
    for (std::vector<Entry>& history : histories) {
        for (Entry& entry : history) {
            if (before.is_nil() || entry.id < before) entries.push_back(std::move(entry));
        }
    }
    std::sort(entries.begin(), entries.end(), [](const Entry& a, const Entry& b) { return a.id > b.id; });
    if (entries.size() > static_cast<std::size_t>(limit)) entries.resize(static_cast<std::size_t>(limit));
    return entries;
}

namespace {

constexpr int most_of_a_day = 10'000;

std::vector<Entry> newest_of_facility(store::Snapshot& snapshot, const Id& facility, int limit, Instant since)
{
    std::vector<Entry> entries;
    snapshot.query(
        sql::newest_of_facility, [&](const store::Row& row) { entries.push_back(entry_in(row)); }, facility,
        limit, since);
    return entries;
}

}  // namespace

std::vector<Entry> entries_of_facility_on(store::Snapshot& snapshot, const Id& facility, Date day)
{
    const Instant begins = start_of_day_in_japan(day);
    const Instant ends = begins + std::chrono::hours(24);
    std::vector<Entry> entries = newest_of_facility(snapshot, facility, most_of_a_day, begins);
    std::erase_if(entries, [&](const Entry& entry) { return entry.at < begins || entry.at >= ends; });
    return entries;
}

std::vector<Entry> entries_of_facility_since(store::Snapshot& snapshot, const Id& facility,
                                             const Id& last_seen, int most)
{
    std::vector<Entry> entries = newest_of_facility(snapshot, facility, most, Instant{});
    const auto seen = std::find_if(entries.begin(), entries.end(),
                                   [&](const Entry& entry) { return entry.id == last_seen; });
    if (seen == entries.end()) return {};
    entries.erase(seen, entries.end());
    std::reverse(entries.begin(), entries.end());
    return entries;
}

std::vector<Entry> entries_of_facility_after(store::Snapshot& snapshot, const Id& facility,
                                             const std::optional<Id>& last)
{
    std::vector<Entry> entries;
    snapshot.query(
        sql::after_of_facility, [&](const store::Row& row) { entries.push_back(entry_in(row)); }, facility,
        last.value_or(Id{}));
    return entries;
}

}  // namespace hagukumi::ledger
