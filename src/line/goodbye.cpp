#include "line/goodbye.hpp"

#include <algorithm>

#include "line/sql.hpp"

namespace hagukumi::line {

namespace {

using namespace std::chrono_literals;

constexpr int at_a_time = 20;
/// An access token of a page is good for 12 hours at most ("LIFF app development guidelines").
constexpr std::chrono::hours token_lives = 12h;

struct Goodbye {
    Id id;
    std::vector<std::uint8_t> sealed;
    Instant at;
    std::int64_t attempts = 0;
};

std::chrono::milliseconds pause_after(std::int64_t attempts)
{
    return std::min<std::chrono::milliseconds>(1min * (1 << std::min<std::int64_t>(attempts, 10)), 1h);
}

}  // namespace

void Goodbyes::add(store::Transaction& tx, std::string_view access_token, Instant at)
{
    const Channel* const channel = x_channels.of(tx.municipality());
    if (channel == nullptr) return;
    const std::vector<std::uint8_t> sealed =
        x_seal.close(people::Secret(std::string(access_token)), x_randomness);
    tx.execute(sql::add_goodbye, channel->id, make_id(at, x_randomness), store::Bytes(sealed), at);
}

int Goodbyes::say(MunicipalityCode municipality)
{
    const Channel* const channel = x_channels.of(municipality);
    if (channel == nullptr) return 0;
    const Instant now = x_now();
    std::vector<Goodbye> due;
    x_database.read(municipality, [&](store::Snapshot& snapshot) {
        snapshot.query(
            sql::due_goodbyes,
            [&](const store::Row& row) {
                const store::Bytes sealed = row.bytes(1);
                due.push_back({row.id(0), {sealed.begin(), sealed.end()}, row.instant(2), row.integer(3)});
            },
            channel->id, now, at_a_time);
    });
    int told = 0;
    for (const Goodbye& one : due) {
        const auto token = x_seal.open(store::Bytes(one.sealed));
        const bool can_be_told = token && now - one.at < token_lives;
        const Result<void> answer =
            can_be_told ? channel->client->deauthorize(token->reveal()) : Result<void>();
        // What LINE refuses is a token that is good no longer, or a link that the person has ended there.
        const bool is_over = answer || answer.error().kind == ErrorKind::malformed;
        told += can_be_told && answer ? 1 : 0;
        static_cast<void>(x_database.lane().run(municipality, [&](store::Transaction& tx) -> Result<void> {
            if (is_over) tx.execute(sql::drop_goodbye, one.id);
            else tx.execute(sql::put_goodbye_off, one.id, now + pause_after(one.attempts));
            return {};
        }));
    }
    return told;
}

}  // namespace hagukumi::line
