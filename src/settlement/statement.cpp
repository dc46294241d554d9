#include "settlement/statement.hpp"

#include <algorithm>
#include <map>
#include <set>

#include "ledger/coupon.hpp"
#include "settlement/rows.hpp"
#include "settlement/sql.hpp"

namespace hagukumi::settlement {

namespace {

/// The coupons' programmes, each read once.
class ProgrammesOfCoupons {
public:
    explicit ProgrammesOfCoupons(store::Snapshot& snapshot) : x_snapshot(snapshot) {}

    const std::string& of(const Id& coupon)
    {
        const auto [place, is_new] = x_codes.try_emplace(coupon);
        if (is_new) {
            const auto found = ledger::find_coupon(x_snapshot, coupon);
            must(found.has_value(), "an entry belongs to a coupon");
            place->second = found->programme;
        }
        return place->second;
    }

private:
    store::Snapshot& x_snapshot;
    std::map<Id, std::string> x_codes;
};

/// What the use counts, for the use itself (sign 1) or for its void (sign −1).
Line line_of(const ledger::Entry& entry, const ledger::Entry& use, ProgrammesOfCoupons& programmes)
{
    const bool is_use = entry.kind == ledger::EntryKind::redeem;
    const std::int64_t sign = is_use ? 1 : -1;
    const auto signed_yen = [&](const std::optional<Yen>& yen) {
        return Yen{sign * yen.value_or(Yen{}).amount};
    };
    Line line;
    line.entry = entry.id;
    line.kind = is_use ? LineKind::use : LineKind::void_use;
    line.use = use.id;
    line.corrects = entry.corrects;
    line.at = entry.at;
    line.programme = programmes.of(use.coupon);
    line.service = use.service;
    line.first_day = *use.first_day;
    line.last_day = *use.last_day;
    line.units = Units{-sign * use.units.count};
    line.is_priced = use.fee.has_value();
    line.money = {signed_yen(use.fee), signed_yen(use.parent), signed_yen(use.public_share)};
    return line;
}

Line load_line(store::Snapshot& snapshot, const ledger::Entry& entry, ProgrammesOfCoupons& programmes)
{
    if (entry.kind == ledger::EntryKind::redeem) return line_of(entry, entry, programmes);
    const auto use = ledger::find_entry(snapshot, *entry.voids);
    must(use.has_value(), "a void names the use that it takes back");
    return line_of(entry, *use, programmes);
}

/// What follows from the lines: which are adjustments, which cancel out, sums and digest.
void sum_up(Draft& draft, MunicipalityCode municipality)
{
    std::set<Id> uses, voided;
    for (const Line& line : draft.lines) (line.kind == LineKind::use ? uses : voided).insert(line.use);
    audit::Digest content("hagukumi.statement.1");
    content.add(municipality).add(draft.facility).add(first_day_of(draft.month));
    for (Line& line : draft.lines) {
        line.is_adjustment = month_of(line.last_day) < draft.month;
        line.cancels_out = uses.contains(line.use) && voided.contains(line.use);
        Money& sum = line.is_adjustment ? draft.sums.adjustments : draft.sums.of_month;
        sum = sum + line.money;
        if (line.kind == LineKind::use && !line.is_adjustment && !line.cancels_out) ++draft.sums.uses;
        content.add(line.entry).add(static_cast<std::int64_t>(line.kind)).add(line.use).add(line.programme);
        content.add(line.service).add(line.first_day).add(line.last_day).add(line.units);
        content.add(std::int64_t{line.is_priced}).add(line.money.fee).add(line.money.parent);
        content.add(line.money.public_share);
    }
    draft.digest = content.finish();
}

/// What the facility's history holds and no statement does, in the order of their ids.
struct OpenEntries {
    std::vector<ledger::Entry> entries;
    std::optional<Id> newest;  ///< the head of the facility's history
};

OpenEntries open_entries(store::Snapshot& snapshot, const Id& facility,
                         const std::optional<Statement>& newest)
{
    OpenEntries open;
    if (newest) {
        open.newest = newest->newest_entry;
        snapshot.query(
            sql::later_of,
            [&](const store::Row& row) {
                const auto entry = ledger::find_entry(snapshot, row.id(0));
                must(entry.has_value(), "what was left for later stands in the ledger");
                open.entries.push_back(*entry);
            },
            newest->id);
    }
    for (ledger::Entry& entry : ledger::entries_of_facility_after(snapshot, facility, open.newest)) {
        open.newest = entry.id;
        open.entries.push_back(std::move(entry));
    }
    std::sort(open.entries.begin(), open.entries.end(),
              [](const ledger::Entry& a, const ledger::Entry& b) { return a.id < b.id; });
    return open;
}

}  // namespace

std::string_view name_of(StatementState state)
{
    switch (state) {
        case StatementState::confirmed: return "confirmed";
        case StatementState::approved: return "approved";
        case StatementState::paid: return "paid";
        case StatementState::sent_back: return "sent_back";
    }
    throw BugFound("a statement is in one of four states");
}

Draft draw_up(store::Snapshot& snapshot, const Id& facility, Month month)
{
    const auto newest = newest_statement(snapshot, facility);
    ProgrammesOfCoupons programmes(snapshot);
    Draft draft;
    draft.facility = facility;
    draft.month = month;
    OpenEntries open = open_entries(snapshot, facility, newest);
    draft.newest = open.newest;
    for (const ledger::Entry& entry : open.entries) {
        const Month of_use = month_of(*entry.last_day);
        if (of_use > month) {
            draft.later.push_back(entry.id);
            continue;
        }
        // Months that were never confirmed come one after the other.
        const bool is_of_open_month = of_use < month && (!newest || of_use > newest->month);
        if (is_of_open_month) draft.earlier_open = std::min(draft.earlier_open.value_or(of_use), of_use);
        draft.lines.push_back(load_line(snapshot, entry, programmes));
    }
    sum_up(draft, snapshot.municipality());
    return draft;
}

Draft read_lines(store::Snapshot& snapshot, const Statement& statement)
{
    ProgrammesOfCoupons programmes(snapshot);
    Draft draft;
    draft.facility = statement.facility;
    draft.month = statement.month;
    draft.newest = statement.newest_entry;
    snapshot.query(
        sql::lines_of,
        [&](const store::Row& row) {
            const auto entry = ledger::find_entry(snapshot, row.id(0));
            must(entry.has_value(), "a line of a statement stands in the ledger");
            draft.lines.push_back(load_line(snapshot, *entry, programmes));
        },
        statement.id);
    sum_up(draft, snapshot.municipality());
    return draft;
}

}  // namespace hagukumi::settlement
