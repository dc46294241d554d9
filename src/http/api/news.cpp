// News from the municipality: families read, the office writes.
#include "news/news.hpp"
#include "http/api/json_in.hpp"
#include "http/api/json_out.hpp"
#include "http/api/portal_handlers.hpp"
#include "ledger/coupon.hpp"

namespace hagukumi::http {

namespace json = boost::json;

namespace {

constexpr std::size_t longest_title = 400, longest_body = 12'000;

/// Of what the family holds coupons.
std::set<std::string> programmes_of(store::Snapshot& snapshot, const people::Caller& caller)
{
    must(caller.household.has_value(), "a parent belongs to a household");
    std::set<std::string> programmes;
    for (const ledger::Coupon& coupon : ledger::coupons_of(snapshot, *caller.household))
        programmes.insert(coupon.programme);
    return programmes;
}

std::vector<news::News> news_of(store::Snapshot& snapshot, const people::Caller& caller,
                                const Request& request)
{
    return news::news_for(snapshot, caller.account, programmes_of(snapshot, caller),
                          date_in_japan(request.at));
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
        all.push_back(
            json::object{{"id", to_string(one.id)},
                         {"at", to_string_in_japan(one.at)},
                         {"programme", one.programme ? json::value(*one.programme) : nullptr},
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

Recorded<Response> post_office_news(const Site& site, const people::Caller& caller, store::Transaction& tx,
                                    const Request& request)
{
    const auto body = TRY(parse_body(request.body));
    JsonIn in(body);
    news::Write command;
    command.key = in.id("key");
    command.title = {
        in.text("title_ja", longest_title), in.maybe_text("title_en", longest_title).value_or(""), {}};
    command.body = {
        in.text("body_ja", longest_body), in.maybe_text("body_en", longest_body).value_or(""), {}};
    command.programme = in.maybe_text("programme");
    const auto last_day = in.maybe_date("last_day");
    if (!last_day) in.mistake("last_day", "no date", "a date");
    if (command.programme && municipality_of(site, request).find(*command.programme) == nullptr)
        in.mistake("programme", "something else", "a programme of this municipality");
    TRY(in.done());
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
    const auto body = TRY(parse_body(request.body));
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
