#include "news/news.hpp"

#include "audit/once.hpp"
#include "audit/record.hpp"
#include "news/sql.hpp"

namespace hagukumi::news {

namespace {

constexpr std::size_t longest_title = 400, longest_body = 12'000;  // bytes

News news_in(const store::Row& row)
{
    News news;
    news.id = row.id(0);
    news.at = row.instant(1);
    if (!row.is_null(2)) news.audience.programme = std::string(row.text(2));
    if (!row.is_null(3)) news.audience.situation = row.text(3);
    news.audience.months = static_cast<int>(row.maybe_integer(4).value_or(0));
    news.title = {std::string(row.text(5)), std::string(row.text(6)), {}};
    news.body = {std::string(row.text(7)), std::string(row.text(8)), {}};
    news.last_day = row.date(9);
    news.withdrawn_at = row.maybe_instant(10);
    return news;
}

Result<void> check(const Write& command)
{
    const auto fits = [](const Text& text, std::size_t longest) {
        return !text.ja.empty() && text.ja.size() <= longest && text.en.size() <= longest;
    };
    if (!fits(command.title, longest_title) || !fits(command.body, longest_body) ||
        command.title.en.empty() != command.body.en.empty())
        return fail(
            ErrorKind::malformed, "news_empty",
            {"題名と本文を日本語で入力してください。英語は、題名と本文の両方を書くか、両方を空けてください。",
             "Please write a title and a text in Japanese. In English, write both or neither."});
    if (!command.last_day.ok() || command.last_day < date_in_japan(command.at))
        return fail(ErrorKind::malformed, "news_over",
                    {"表示する最後の日が過去の日付です。", "The last day lies in the past."});
    return {};
}

}  // namespace

Result<Id> write(store::Transaction& tx, const Write& command)
{
    audit::Digest content("news.write");
    content.add(command.audience.programme.value_or("")).add(command.title.ja).add(command.title.en);
    content.add(command.body.ja).add(command.body.en).add(command.last_day);
    // As it was before there were situations, so that a repetition of then is known.
    if (!command.audience.situation.empty())
        content.add(command.audience.situation).add(std::int64_t{command.audience.months});
    const auto situation = command.audience.situation.empty() ? std::optional<std::string>()
                                                              : std::optional(command.audience.situation);
    const auto months = command.audience.months > 0 ? std::optional<std::int64_t>(command.audience.months)
                                                    : std::optional<std::int64_t>();
    TRY(audit::once(tx, command, command.actor, "news.write", content, [&]() -> Result<void> {
        TRY(check(command));
        tx.execute(sql::add, command.id, command.at, command.actor, command.audience.programme, situation,
                   months, command.title.ja, command.title.en, command.body.ja, command.body.en,
                   command.last_day);
        audit::record(tx, command.at, command.actor, "news.write", command.id, "{}");
        return {};
    }));
    return command.id;
}

Result<void> withdraw(store::Transaction& tx, const Withdraw& command)
{
    const auto content = audit::Digest("news.withdraw").add(command.news);
    return audit::once(tx, command, command.actor, "news.withdraw", content, [&]() -> Result<void> {
        if (tx.execute(sql::withdraw, command.news, command.at) != 1)
            return fail(ErrorKind::not_found, "no_such_notice",
                        {"このお知らせは見つかりません。", "There is no such notice."});
        audit::record(tx, command.at, command.actor, "news.withdraw", command.news, "{}");
        return {};
    });
}

std::vector<News> all(store::Snapshot& snapshot)
{
    std::vector<News> found;
    snapshot.query(sql::all, [&](const store::Row& row) { found.push_back(news_in(row)); });
    return found;
}

std::vector<News> news_for(store::Snapshot& snapshot, const Id& account, const IsFor& is_for, Date day)
{
    std::vector<News> found;
    snapshot.query(
        sql::on_day,
        [&](const store::Row& row) {
            News news = news_in(row);
            const bool is_for_some = news.audience.programme || !news.audience.situation.empty();
            if (is_for_some && !is_for(news.audience)) return;
            news.is_read = !row.is_null(11);
            found.push_back(std::move(news));
        },
        account, day);
    return found;
}

Result<void> mark_read(store::Transaction& tx, const Id& account, const Id& news, Instant at)
{
    const bool is_there = tx.find(
                                sql::find, [](const store::Row&) { return true; }, news)
                              .has_value();
    if (!is_there)
        return fail(ErrorKind::not_found, "no_such_notice",
                    {"このお知らせは見つかりません。", "There is no such notice."});
    tx.execute(sql::read, account, news, at);
    return {};
}

}  // namespace hagukumi::news
