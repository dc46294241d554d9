// 利用のはじまり: who has not begun, in numbers.
#include "http/api/json_out.hpp"
#include "http/api/report_handlers.hpp"
#include "settlement/take_up.hpp"

namespace hagukumi::http {

namespace json = boost::json;

namespace {

constexpr std::int64_t least_told = 10;

json::object row_to_json(const settlement::BegunCount& row)
{
    const auto told = [&](std::int64_t number) {
        return row.is_hidden ? json::value(nullptr) : json::value(number);
    };
    return {{"key", row.key}, {"births", told(row.births)}, {"unused", told(row.unused)}};
}

}  // namespace

Result<Response> get_office_take_up(const Site& site, const people::Caller&, store::Snapshot& snapshot,
                                    const Request& request)
{
    const std::string by_name(request.query_value("by"));
    const auto by = settlement::begun_by(by_name);
    if (!by)
        return fail(ErrorKind::malformed, "wrong_report",
                    {"地域か言語のどちらかで分けてください。", "Allowed as `by` is: area, language."});
    const auto counted = settlement::count(settlement::begun_by(snapshot, *by, date_in_japan(request.at),
                                                                municipality_of(site, request).name.ja),
                                           least_told);
    json::array rows;
    for (const settlement::BegunCount& row : counted.rows) rows.push_back(row_to_json(row));
    return json_response(200, json::object{{"by", by_name},
                                           {"least", least_told},
                                           {"rows", std::move(rows)},
                                           {"total", row_to_json(counted.total)}});
}

}  // namespace hagukumi::http
