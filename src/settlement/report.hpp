// 統計: uses, persons, days and yen by month, service, facility, class or age band; and what of it may be
// published.
//
//  1. Counted are uses that stand: what was voided or corrected is not there, what took its place is.
//  2. A use belongs to the month of its last day, as in statements.
//  3. A person is the child for whom it was used, else the birth, else the household: each once a row, and
//     once in all.
//  4. In what is published, rows of few uses are hidden, and as many more that nobody finds them as a
//     difference from the total (ideas U-23).
#pragma once

#include <map>
#include <optional>
#include <string>
#include <vector>

#include "base/id.hpp"
#include "base/quantity.hpp"
#include "settlement/month.hpp"
#include "settlement/statement.hpp"
#include "store/transaction.hpp"

namespace hagukumi::settlement {

/// A use that stands, with what reports ask of it.
struct UseRow {
    Id entry, coupon, household, facility;
    std::string programme, service, household_class;
    std::optional<Id> birth, child;
    std::optional<Date> born_on;  ///< of the child, else of the birth
    Instant at;
    Date first_day, last_day;
    Units units;
    Money money;
    bool is_correction = false;  ///< it took the place of another
    std::int64_t babies = 0;     ///< of the birth: 1 単胎, more 多胎; 0: no birth is named
    bool is_loss = false;        ///< 流産・死産
};

/// What is read of a use: nothing about the people, or class, birthday, babies and loss as well.
enum class Detail { uses, with_people };

/// Those whose last day lies in the months from `first` to `last`, in the order of their ids.
std::vector<UseRow> uses_between(store::Snapshot& snapshot, Month first, Month last, Detail detail);

enum class ReportBy { month, service, facility, household_class, age, month_and_service, babies, loss };
/// What a report needs to be read.
Detail detail_for(ReportBy by);
/// "month", "service", "facility", "class", "age", "month_service", "babies", "loss"
std::optional<ReportBy> report_by(std::string_view name);

/// 月齢 at the first day, in bands that surveys ask for: "0-3", "4-5", "6-11", "12-", and "unborn" or
/// "unknown".
std::string age_band(std::optional<Date> born_on, Date day);

struct ReportRow {
    /// 2026-06; programme/service; the facility's id; the class's code; the band; 2026-06 programme/service;
    /// single, multiple or unknown; birth or loss
    std::string key;
    std::int64_t uses = 0, persons = 0, units = 0;
    Money money;
    bool is_hidden = false;  ///< its numbers are not told
};

struct Report {
    std::vector<ReportRow> rows;  ///< in the order of their keys
    ReportRow total;
};

/// Pure.  `programme` empty: all.
Report count(const std::vector<UseRow>& uses, ReportBy by, std::string_view programme);

/// The report as it may be published: rows of one to `least` − 1 persons or uses are hidden, then the
/// smallest of the others until what is hidden adds up to `least` uses or more in at least two rows.  A total
/// below `least` is hidden, too.
Report published(Report report, std::int64_t least);

// ── budget ──

struct Budget {
    int fiscal_year = 0;
    std::optional<Yen> planned;       ///< 予算額, set by the office
    Yen used;                         ///< public share of the fiscal year's uses so far
    std::optional<Yen> at_years_end;  ///< 見込み: the whole months so far, and their mean for the rest
    int whole_months = 0;             ///< that the forecast stands on; none before the first is over
};

/// Pure.  The fiscal year that contains `today`.
Budget forecast(const std::vector<UseRow>& uses, Date today, std::optional<Yen> planned);

std::optional<Yen> find_budget(store::Snapshot& snapshot, int fiscal_year);

struct SetBudget {
    Id key;
    Instant at;
    Id actor;
    int fiscal_year = 0;
    Yen planned;
};
/// Errors: `budget_form` (malformed: below zero).
Result<void> set_budget(store::Transaction& tx, const SetBudget& command);

/// Births of the days from `first` to `last`, and how many of them have used anything at all: 利用率.
struct TakeUp {
    std::int64_t births = 0, with_use = 0;
};
TakeUp take_up(store::Snapshot& snapshot, Date first, Date last);

/// 取消・無断キャンセル: bookings of the days from `first` to `last` that came to nothing, and what they
/// cost.
struct CameToNothing {
    std::int64_t cancelled = 0, missed = 0;
    Units units;  ///< taken for it
    Yen fees;
};
CameToNothing came_to_nothing(store::Snapshot& snapshot, Date first, Date last);

}  // namespace hagukumi::settlement
