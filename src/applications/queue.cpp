#include <algorithm>
#include <charconv>

#include "applications/review.hpp"
#include "applications/sql.hpp"
#include "people/fold.hpp"

namespace hagukumi::applications {

namespace {

// After every text in UTF-8; what begins with a word lies between it and it with this behind.
constexpr std::string_view after_all = "\xF4\x8F\xBF\xBF";

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
    Place place;
    const std::string_view digits = text.substr(id_length);
    const auto read =
        std::from_chars(digits.data(), digits.data() + digits.size(), place.sent_at.milliseconds);
    if (!id || read.ec != std::errc() || read.ptr != digits.data() + digits.size()) return std::nullopt;
    place.id = *id;
    return place;
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
    if (is_search) {
        std::vector<std::string> bounds;
        for (std::size_t i = 0; i < people::most_typed_words; ++i) {
            const std::string& word = words[std::min(i, words.size() - 1)];
            bounds.push_back(word);
            bounds.push_back(word + std::string(after_all));
        }
        snapshot.query(sql::find, add, bounds[0], bounds[1], bounds[2], bounds[3], bounds[4], bounds[5],
                       from.sent_at, from.id, limit + 1);
    } else {
        snapshot.query(newest_first ? sql::queue_newest : sql::queue, add, wanted.state, wanted.form,
                       wanted.officer, from.sent_at, from.id, limit + 1);
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
