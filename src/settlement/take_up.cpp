#include "settlement/take_up.hpp"

#include <algorithm>
#include <map>

#include "base/age.hpp"
#include "facilities/area.hpp"
#include "settlement/report.hpp"
#include "settlement/sql.hpp"

namespace hagukumi::settlement {

std::vector<BegunRow> begun_by(store::Snapshot& snapshot, BegunBy by, Date today,
                               std::string_view municipality)
{
    const auto months_ago = [&](int months) {
        const auto month = std::chrono::year_month(today.year(), today.month()) - std::chrono::months(months);
        const Date day = Date(month / today.day());
        return day.ok() ? day : Date(month / std::chrono::last);
    };
    const bool is_by_area = by == BegunBy::area;
    std::vector<BegunRow> rows;
    snapshot.query(
        is_by_area ? sql::begun_by_area : sql::begun_by_language,
        [&](const store::Row& row) {
            if (row.is_null(0)) return;
            rows.push_back(
                {is_by_area ? facilities::area_of(row.text(1), municipality) : std::string(row.text(1)),
                 row.integer(0) > 0});
        },
        months_ago(months_to_begin + months_looked_at), months_ago(months_to_begin));
    return rows;
}

std::optional<BegunBy> begun_by(std::string_view name)
{
    if (name == "area") return BegunBy::area;
    if (name == "language") return BegunBy::language;
    return std::nullopt;
}

Begun count(const std::vector<BegunRow>& rows, std::int64_t least)
{
    // Hidden as in every report: births are its persons, those that used nothing its uses.
    std::map<std::string, ReportRow> by_key;
    Report report;
    for (const BegunRow& row : rows) {
        for (ReportRow* const one : {&by_key[row.key], &report.total}) {
            ++one->persons;
            if (!row.has_used) ++one->uses;
        }
    }
    for (auto& [key, row] : by_key) {
        row.key = key;
        report.rows.push_back(std::move(row));
    }
    const auto told = [](const ReportRow& row) {
        return BegunCount{row.key, row.persons, row.uses, row.is_hidden};
    };
    // Where few have used nothing, that is as telling as few births.
    const auto count_as_few = [&](ReportRow& row) {
        if (row.uses > 0 && row.uses < least) row.persons = std::min(row.persons, least - 1);
    };
    for (ReportRow& row : report.rows) count_as_few(row);
    count_as_few(report.total);
    report = published(std::move(report), least);
    Begun begun;
    for (const ReportRow& row : report.rows) begun.rows.push_back(told(row));
    begun.total = told(report.total);
    return begun;
}

}  // namespace hagukumi::settlement
