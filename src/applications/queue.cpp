#include <algorithm>

#include "applications/review.hpp"
#include "applications/sql.hpp"
#include "base/whole_number.hpp"
#include "people/fold.hpp"
#include "people/search/typed.hpp"

namespace hagukumi::applications {

namespace {

QueueLine line_in(const store::Row& row)
{
    QueueLine line;
    line.id = row.id(0);
    line.programme = row.text(1);
    line.form = row.text(2);
    line.state = static_cast<State>(row.integer(3));
    line.number = number_of(static_cast<int>(row.integer(4)), row.integer(5));
    line.sent_at = row.instant(6);
    line.answered_by = row.maybe_date(7);
    if (!row.is_null(8)) line.applicant = row.text(8);
    if (!row.is_null(9)) line.applicant_kana = row.text(9);
    line.officer = row.maybe_id(10);
    line.proposed_by = row.maybe_id(11);
    line.decided_at = row.maybe_instant(12);
    if (!row.is_null(13)) line.file = row.text(13);
    return line;
}

struct Place {
    Instant sent_at;
    Id id{};
};

/// "01981f6a-…" and the milliseconds behind it; nothing else.
std::optional<Place> parse_place(std::string_view text)
{
    constexpr std::size_t id_length = 36;
    if (text.size() <= id_length) return std::nullopt;
    const auto id = parse_id(text.substr(0, id_length));
    const auto sent_at = parse_whole_number<std::int64_t>(text.substr(id_length));
    if (!id || !sent_at) return std::nullopt;
    return Place{Instant{*sent_at}, *id};
}

Place first_of(bool newest_first)
{
    Place place;
    if (newest_first) {
        place.sent_at.milliseconds = std::numeric_limits<std::int64_t>::max();
        place.id.bytes.fill(0xFF);
    }
    return place;
}

}  // namespace

Queue queue(store::Snapshot& snapshot, const Wanted& wanted, std::string_view after, int limit)
{
    limit = std::clamp(limit, 1, 200);
    Queue queue;
    const auto add = [&](const store::Row& row) { queue.lines.push_back(line_in(row)); };
    const std::vector<std::string> words = people::typed_words(wanted.text);
    const bool is_search = !words.empty();
    if (!is_search && people::nfkc(wanted.text).find_first_not_of(" \t\r\n") != std::string::npos)
        return queue;  // only punctuation
    const bool newest_first = is_search || wanted.state >= State::approved;
    const Place from = parse_place(after).value_or(first_of(newest_first));
    const auto slash = std::min(wanted.form.find('/'), wanted.form.size());
    if (is_search) {
        const auto typed = people::look_up(snapshot, sql::count_words, words);
        snapshot.query(typed[0].is_rare() ? sql::find_few : sql::find_many, add, typed[0].first, typed[0].end,
                       from.sent_at, from.id, limit + 1, typed[1].first, typed[1].end, typed[2].first,
                       typed[2].end);
    } else if (wanted.form.empty()) {
        snapshot.query(newest_first ? sql::queue_newest : sql::queue, add, wanted.state, wanted.officer,
                       from.sent_at, from.id, limit + 1);
    } else {
        snapshot.query(newest_first ? sql::queue_of_form_newest : sql::queue_of_form, add, wanted.state,
                       wanted.officer, from.sent_at, from.id, limit + 1, wanted.form.substr(0, slash),
                       wanted.form.substr(std::min(slash + 1, wanted.form.size())));
    }
    if (queue.lines.size() > static_cast<std::size_t>(limit)) {
        queue.lines.pop_back();
        const QueueLine& last = queue.lines.back();
        queue.next = to_string(last.id) + std::to_string(last.sent_at.milliseconds);
    }
    return queue;
}

std::vector<std::pair<State, std::int64_t>> count_by_state(store::Snapshot& snapshot)
{
    std::vector<std::pair<State, std::int64_t>> counts;
    snapshot.query(sql::count_by_state, [&](const store::Row& row) {
        counts.emplace_back(static_cast<State>(row.integer(0)), row.integer(1));
    });
    return counts;
}

}  // namespace hagukumi::applications
