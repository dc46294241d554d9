// News from the municipality: families read, the office writes.
#include "news/news.hpp"

#include <algorithm>
#include <set>

#include "base/whole_number.hpp"
#include "http/api/json_in.hpp"
#include "http/api/json_out.hpp"
#include "http/api/portal_handlers.hpp"
#include "ledger/coupon.hpp"
#include "ledger/households.hpp"
#include "people/situation/situation.hpp"

namespace hagukumi::http {

namespace json = boost::json;

namespace {

constexpr std::size_t longest_title = 400, longest_body = 12'000;

/// Whether a parent's family is in an audience; what it holds and how it is are looked up where news ask it.
class Reader {
public:
    Reader(store::Snapshot& snapshot, const people::Caller& caller, Date today)
        : x_snapshot(snapshot), x_today(today)
    {
        must(caller.household.has_value(), "a parent belongs to a household");
        x_household = *caller.household;
    }

    bool is_in(const news::Audience& audience)
    {
        return (!audience.programme || holds(*audience.programme)) &&
               (audience.situation.empty() || is_in_situation(audience));
    }

private:
    bool holds(const std::string& programme)
    {
        if (!x_programmes) {
            x_programmes.emplace();
            for (const ledger::Coupon& coupon : ledger::coupons_of(x_snapshot, x_household))
                x_programmes->insert(coupon.programme);
        }
        return x_programmes->contains(programme);
    }
    bool is_in_situation(const news::Audience& audience)
    {
        const auto situation = people::parse_situation(audience.situation);
        if (!situation) return false;
        if (!x_family) {
            auto family = people::load_family(x_snapshot, x_household, people::Reader::parent);
            if (!family) return false;
            x_family = std::move(*family);
        }
        return people::is_in({*situation, audience.months}, *x_family, x_today);
    }

    store::Snapshot& x_snapshot;
    const Date x_today;
    Id x_household;
    std::optional<std::set<std::string>> x_programmes;
    std::optional<people::Family> x_family;
};

std::vector<news::News> news_of(store::Snapshot& snapshot, const people::Caller& caller,
                                const Request& request)
{
    const Date today = date_in_japan(request.at);
    Reader reader(snapshot, caller, today);
    return news::news_for(
        snapshot, caller.account, [&](const news::Audience& audience) { return reader.is_in(audience); },
        today);
}

/// What is said of the months of a situation; a pregnancy has none.
Result<news::Audience> audience_asked(const Municipality& municipality, std::string_view programme,
                                      std::string_view situation, std::int64_t months)
{
    constexpr int most_months = 84;  // until school
    news::Audience audience;
    if (!programme.empty()) audience.programme = programme;
    audience.situation = situation;
    const auto known = people::parse_situation(situation);
    const bool has_months = known && *known != people::Situation::pregnant;
    const bool is_right = (programme.empty() || municipality.find(programme) != nullptr) &&
                          (situation.empty() || known) &&
                          (has_months ? months >= 1 && months <= most_months : months == 0);
    if (!is_right) {
        return fail(ErrorKind::malformed, "wrong_audience",
                    {"お知らせを出す相手を選び直してください。月齢は1か月から84か月までです。",
                     "Please choose anew whom the news are for. Months are 1 to 84."});
    }
    audience.months = static_cast<int>(months);
    return audience;
}

std::int64_t count_families(store::Snapshot& snapshot, const news::Audience& audience, Date today)
{
    if (!audience.programme && audience.situation.empty()) return people::count_households(snapshot);
    std::vector<Id> families;
    if (!audience.situation.empty()) {
        families = people::households_in(
            snapshot, {*people::parse_situation(audience.situation), audience.months}, today);
        if (!audience.programme) return static_cast<std::int64_t>(families.size());
    }
    const std::vector<Id> holders = ledger::households_of(snapshot, *audience.programme);
    if (audience.situation.empty()) return static_cast<std::int64_t>(holders.size());
    return std::count_if(families.begin(), families.end(), [&](const Id& one) {
        return std::binary_search(holders.begin(), holders.end(), one);
    });
}

/// Where nobody wrote English, its readers get the Japanese.
json::object words(const Text& text)
{
    return {{"ja", text.ja}, {"en", text.en.empty() ? text.ja : text.en}};
}

}  // namespace

std::int64_t count_unread_news(store::Snapshot& snapshot, const people::Caller& caller,
                               const Request& request)
{
    std::int64_t unread = 0;
    for (const news::News& one : news_of(snapshot, caller, request)) unread += one.is_read ? 0 : 1;
    return unread;
}

Result<Response> get_parent_news(const Site&, const people::Caller& caller, store::Snapshot& snapshot,
                                 const Request& request)
{
    json::array all;
    for (const news::News& one : news_of(snapshot, caller, request)) {
        all.push_back(json::object{{"id", to_string(one.id)},
                                   {"at", to_string_in_japan(one.at)},
                                   {"title", words(one.title)},
                                   {"body", words(one.body)},
                                   {"read", one.is_read}});
    }
    return json_response(200, json::object{{"news", std::move(all)}});
}

Recorded<Response> post_parent_news_read(const Site&, const people::Caller& caller, store::Transaction& tx,
                                         const Request& request)
{
    TRY(news::mark_read(tx, caller.account, TRY(id_in_path(request, 0)), request.at));
    return Result<Response>(no_content());
}

Result<Response> get_office_news(const Site& site, const people::Caller&, store::Snapshot& snapshot,
                                 const Request& request)
{
    json::array all, programmes;
    for (const news::News& one : news::all(snapshot)) {
        all.push_back(json::object{
            {"id", to_string(one.id)},
            {"at", to_string_in_japan(one.at)},
            {"programme", one.audience.programme ? json::value(*one.audience.programme) : nullptr},
            {"situation",
             one.audience.situation.empty() ? json::value(nullptr) : json::value(one.audience.situation)},
            {"months", one.audience.months > 0 ? json::value(one.audience.months) : nullptr},
            {"title", words(one.title)},
            {"body", words(one.body)},
            {"last_day", hagukumi::to_string(one.last_day)},
            {"withdrawn_at",
             one.withdrawn_at ? json::value(to_string_in_japan(*one.withdrawn_at)) : nullptr}});
    }
    for (const auto& programme : municipality_of(site, request).programmes)
        programmes.push_back(json::object{{"code", programme->code()}, {"name", to_json(programme->name())}});
    return json_response(200, json::object{{"news", std::move(all)}, {"programmes", std::move(programmes)}});
}

Result<Response> get_office_news_audience(const Site& site, const people::Caller&, store::Snapshot& snapshot,
                                          const Request& request)
{
    const std::string_view text = request.query_value("months");
    const auto months = text.empty() ? 0 : parse_whole_number<std::int64_t>(text).value_or(-1);
    const news::Audience audience =
        TRY(audience_asked(municipality_of(site, request), request.query_value("programme"),
                           request.query_value("situation"), months));
    return json_response(
        200, json::object{{"families", count_families(snapshot, audience, date_in_japan(request.at))}});
}

Recorded<Response> post_office_news(const Site& site, const people::Caller& caller, store::Transaction& tx,
                                    const Request& request)
{
    const json::object& body = *TRY(body_of(request));
    JsonIn in(body);
    news::Write command;
    command.key = in.id("key");
    command.title = {
        in.text("title_ja", longest_title), in.maybe_text("title_en", longest_title).value_or(""), {}};
    command.body = {
        in.text("body_ja", longest_body), in.maybe_text("body_en", longest_body).value_or(""), {}};
    const std::string programme = in.maybe_text("programme").value_or("");
    const std::string situation = in.maybe_text("situation").value_or("");
    const std::int64_t months = in.maybe_whole("months").value_or(0);
    const auto last_day = in.maybe_date("last_day");
    if (!last_day) in.mistake("last_day", "no date", "a date");
    TRY(in.done());
    command.audience = TRY(audience_asked(municipality_of(site, request), programme, situation, months));
    command.at = request.at;
    command.actor = caller.account;
    command.id = site.draw_id(request.at);
    command.last_day = *last_day;
    TRY(news::write(tx, command));
    return Result<Response>(no_content());
}

Recorded<Response> post_office_news_withdraw(const Site&, const people::Caller& caller,
                                             store::Transaction& tx, const Request& request)
{
    const json::object& body = *TRY(body_of(request));
    JsonIn in(body);
    news::Withdraw command;
    command.key = in.id("key");
    TRY(in.done());
    command.at = request.at;
    command.actor = caller.account;
    command.news = TRY(id_in_path(request, 0));
    TRY(news::withdraw(tx, command));
    return Result<Response>(no_content());
}

}  // namespace hagukumi::http
