#include "settlement/report.hpp"

#include <algorithm>
#include <set>

#include "audit/once.hpp"
#include "audit/record.hpp"
#include "base/age.hpp"
#include "base/first_id.hpp"
#include "settlement/sql.hpp"

namespace hagukumi::settlement {

namespace {

UseRow use_in(const store::Row& row)
{
    UseRow use;
    use.entry = row.id(0);
    use.coupon = row.id(1);
    use.household = row.id(2);
    use.facility = row.id(3);
    use.programme = std::string(row.text(4));
    use.service = std::string(row.text(5));
    use.birth = row.maybe_id(6);
    use.child = row.maybe_id(7);
    use.at = row.instant(8);
    use.first_day = row.date(9);
    use.last_day = row.date(10);
    use.units = Units{-row.integer(11)};
    const auto yen = [&](int column) { return row.is_null(column) ? Yen{} : row.yen(column); };
    use.money = {yen(12), yen(13), yen(14)};
    use.is_correction = row.maybe_id(15).has_value();
    return use;
}

const Id& person_of(const UseRow& use)
{
    return use.child ? *use.child : use.birth ? *use.birth : use.household;
}

std::string key_of(const UseRow& use, ReportBy by)
{
    switch (by) {
        case ReportBy::month: return to_string(month_of(use.last_day));
        case ReportBy::service: return use.programme + "/" + use.service;
        case ReportBy::facility: return hagukumi::to_string(use.facility);
        case ReportBy::household_class: return use.household_class;
        case ReportBy::age: return age_band(use.born_on, use.first_day);
        case ReportBy::month_and_service:
            return to_string(month_of(use.last_day)) + " " + use.programme + "/" + use.service;
        case ReportBy::babies: return use.babies == 0 ? "unknown" : use.babies == 1 ? "single" : "multiple";
        case ReportBy::loss: return use.is_loss ? "loss" : "birth";
    }
    throw BugFound("a report is by one of eight");
}

void hide(ReportRow& row)
{
    row = {row.key, 0, 0, 0, {}, true};
}

}  // namespace

std::vector<UseRow> uses_between(store::Snapshot& snapshot, Month first, Month last, Detail detail)
{
    const bool with_people = detail == Detail::with_people;
    std::vector<UseRow> uses;
    const auto add = [&](const store::Row& row) {
        UseRow& use = uses.emplace_back(use_in(row));
        if (!with_people) return;
        use.household_class = std::string(row.text(16));
        use.born_on = row.maybe_date(17);
        use.babies = row.maybe_integer(18).value_or(0);
        use.is_loss = row.maybe_date(19).has_value();
    };
    const Date from = first_day_of(first), until = last_day_of(last);
    const Id first_id = first_id_since(start_of_day_in_japan(from));
    snapshot.query(with_people ? sql::uses_ahead_with_people : sql::uses_ahead, add, from, until, first_id);
    snapshot.query(with_people ? sql::uses_since_with_people : sql::uses_since, add, from, until, first_id);
    return uses;
}

Detail detail_for(ReportBy by)
{
    const bool is_about_people = by == ReportBy::household_class || by == ReportBy::age ||
                                 by == ReportBy::babies || by == ReportBy::loss;
    return is_about_people ? Detail::with_people : Detail::uses;
}

std::optional<ReportBy> report_by(std::string_view name)
{
    static constexpr std::pair<std::string_view, ReportBy> names[] = {
        {"month", ReportBy::month},       {"service", ReportBy::service},
        {"facility", ReportBy::facility}, {"class", ReportBy::household_class},
        {"age", ReportBy::age},           {"month_service", ReportBy::month_and_service},
        {"babies", ReportBy::babies},     {"loss", ReportBy::loss}};
    for (const auto& [known, by] : names)
        if (known == name) return by;
    return std::nullopt;
}

std::string age_band(std::optional<Date> born_on, Date day)
{
    if (!born_on) return "unknown";
    if (day < *born_on) return "unborn";
    const int months = age_in_months(*born_on, day);
    return months < 4 ? "0-3" : months < 6 ? "4-5" : months < 12 ? "6-11" : "12-";
}

Report count(const std::vector<UseRow>& uses, ReportBy by, std::string_view programme)
{
    std::map<std::string, ReportRow> rows;
    std::map<std::string, std::set<Id>> persons;
    std::set<Id> everybody;
    Report report;
    for (const UseRow& use : uses) {
        if (!programme.empty() && use.programme != programme) continue;
        const std::string key = key_of(use, by);
        for (ReportRow* row : {&rows[key], &report.total}) {
            ++row->uses;
            row->units += use.units.count;
            row->money = row->money + use.money;
        }
        persons[key].insert(person_of(use));
        everybody.insert(person_of(use));
    }
    for (auto& [key, row] : rows) {
        row.key = key;
        row.persons = std::ssize(persons[key]);
        report.rows.push_back(std::move(row));
    }
    report.total.persons = std::ssize(everybody);
    return report;
}

Report published(Report report, std::int64_t least)
{
    if (report.total.persons < least && report.total.uses > 0) {
        for (ReportRow& row : report.rows) hide(row);
        hide(report.total);
        return report;
    }
    std::vector<ReportRow*> shown;
    std::int64_t hidden_uses = 0, hidden_rows = 0;
    const auto hide_one = [&](ReportRow& row) {
        hidden_uses += row.uses;
        ++hidden_rows;
        hide(row);
    };
    for (ReportRow& row : report.rows) {
        if (row.persons < least) hide_one(row);
        else shown.push_back(&row);
    }
    std::sort(shown.begin(), shown.end(),
              [](const ReportRow* a, const ReportRow* b) { return a->uses < b->uses; });
    // What one row hides, the total minus the others tells.
    for (ReportRow* row : shown) {
        const bool is_enough = hidden_rows == 0 || (hidden_rows > 1 && hidden_uses >= least);
        if (is_enough) break;
        hide_one(*row);
    }
    return report;
}

Budget forecast(const std::vector<UseRow>& uses, Date today, std::optional<Yen> planned)
{
    Budget budget;
    budget.fiscal_year = hagukumi::fiscal_year(today);
    budget.planned = planned;
    const Month first = std::chrono::year(budget.fiscal_year) / std::chrono::April;
    const Month now = month_of(today);
    constexpr int months_of_a_year = 12;
    Yen of_whole_months;
    for (const UseRow& use : uses) {
        const Month month = month_of(use.last_day);
        if (month < first || use.last_day > today) continue;
        budget.used = budget.used + use.money.public_share;
        if (month < now) of_whole_months = of_whole_months + use.money.public_share;
    }
    budget.whole_months = static_cast<int>((now - first).count());
    if (budget.whole_months > 0)
        budget.at_years_end = Yen{of_whole_months.amount * months_of_a_year / budget.whole_months};
    return budget;
}

std::optional<Yen> find_budget(store::Snapshot& snapshot, int fiscal_year)
{
    return snapshot.find(
        sql::find_budget, [](const store::Row& row) { return row.yen(0); }, fiscal_year);
}

Result<void> set_budget(store::Transaction& tx, const SetBudget& command)
{
    constexpr std::string_view kind = "settlement.set_budget";
    const auto content =
        audit::Digest(kind).add(std::int64_t{command.fiscal_year}).add(command.planned.amount);
    return audit::once(tx, command, command.actor, kind, content, [&]() -> Result<void> {
        if (command.planned < Yen{}) {
            return fail(ErrorKind::malformed, "budget_form",
                        {"予算額は0円以上で入力してください。", "A budget is not below zero."});
        }
        tx.execute(sql::drop_budget, command.fiscal_year);
        tx.execute(sql::add_budget, command.fiscal_year, command.planned, command.at, command.actor);
        audit::record(tx, command.at, command.actor, kind, command.actor,
                      "{\"fiscal_year\":" + std::to_string(command.fiscal_year) +
                          ",\"planned_yen\":" + std::to_string(command.planned.amount) + "}");
        return {};
    });
}

TakeUp take_up(store::Snapshot& snapshot, Date first, Date last)
{
    TakeUp found;
    snapshot.query(
        sql::take_up,
        [&](const store::Row& row) {
            found = {row.integer(0), row.integer(1)};
        },
        first, last);
    return found;
}

CameToNothing came_to_nothing(store::Snapshot& snapshot, Date first, Date last)
{
    CameToNothing found;
    snapshot.query(
        sql::came_to_nothing,
        [&](const store::Row& row) {
            found = {row.integer(0), row.integer(1), Units{row.integer(2)}, row.yen(3)};
        },
        first, last);
    return found;
}

}  // namespace hagukumi::settlement
