#include "facilities/live_code.hpp"

#include <algorithm>

#include "audit/digest.hpp"
#include "audit/once.hpp"
#include "audit/record.hpp"
#include "facilities/facility.hpp"
#include "facilities/sql.hpp"
#include "facilities/token_in.hpp"

namespace hagukumi::facilities {

namespace {

constexpr std::int64_t steps_that_count = 4;  // this one and those of the 90 seconds before
constexpr std::size_t live_characters = 13;   // of five bits each
constexpr std::string_view alphabet = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";  // Crockford's, as in poster tokens

std::int64_t step_of(Instant at)
{
    return at.milliseconds / std::chrono::milliseconds(live_code_changes).count();
}

/// The secret stands first and has a fixed length, so that nobody who knows some codes makes others.
audit::Hash hash_of(const LiveSecret& secret, const Id& facility, std::int64_t step)
{
    const std::string_view bytes(reinterpret_cast<const char*>(secret.data()), secret.size());
    return audit::Digest("hagukumi.live_code.1").add(bytes).add(facility).add(step).finish();
}

std::string live_in(const audit::Hash& hash)
{
    std::string live;
    for (std::size_t i = 0; i < live_characters; ++i) live += alphabet[hash[i] & 31U];
    return live;
}

Passcode passcode_in(const audit::Hash& hash)
{
    std::uint64_t number = 0;
    for (std::size_t i = 16; i < 24; ++i) number = number << 8 | hash[i];
    std::string digits = std::to_string(number % 1'000'000);
    return std::string(6 - digits.size(), '0') + digits;
}

LiveSecret secret_in(const store::Row& row, int column)
{
    const store::Bytes stored = row.bytes(column);
    LiveSecret secret;
    must(stored.size() == secret.size(), "a facility's secret has 16 bytes");
    std::copy(stored.begin(), stored.end(), secret.begin());
    return secret;
}

}  // namespace

LiveCode live_code(const LiveSecret& secret, const Id& facility, Instant at)
{
    const std::int64_t step = step_of(at);
    const audit::Hash hash = hash_of(secret, facility, step);
    const std::chrono::milliseconds changes(live_code_changes);
    return {live_in(hash), passcode_in(hash), Instant{(step + 1) * changes.count()}};
}

bool is_live(const LiveSecret& secret, const Id& facility, std::string_view live, Instant at)
{
    for (std::int64_t back = 0; back < steps_that_count; ++back)
        if (live == live_in(hash_of(secret, facility, step_of(at) - back))) return true;
    return false;
}

std::optional<LiveSecret> find_live_secret(store::Snapshot& snapshot, const Id& facility)
{
    return snapshot.find(
        sql::find_live_secret, [](const store::Row& row) { return secret_in(row, 0); }, facility);
}

std::optional<Id> find_by_live_passcode(store::Snapshot& snapshot, const Passcode& passcode,
                                        const std::optional<Id>& chosen, Instant at)
{
    std::optional<Id> found;
    bool is_twice = false;
    snapshot.query(sql::live_secrets, [&](const store::Row& row) {
        const Id facility = row.id(0);
        if (chosen && facility != *chosen) return;
        const LiveSecret secret = secret_in(row, 1);
        for (std::int64_t back = 0; back < steps_that_count; ++back) {
            if (passcode != passcode_in(hash_of(secret, facility, step_of(at) - back))) continue;
            is_twice = is_twice || (found && *found != facility);
            found = facility;
        }
    });
    return is_twice ? std::nullopt : found;
}

Result<void> set_live_codes(store::Transaction& tx, const SetLiveCodes& command)
{
    audit::Digest content("facilities.set_live_codes");
    content.add(command.facility).add(std::int64_t{command.secret.has_value()});
    return audit::once(
        tx, command, command.actor, "facilities.set_live_codes", content, [&]() -> Result<void> {
            if (!find_facility(tx, command.facility)) return no_facility();
            std::optional<store::Bytes> secret;
            if (command.secret) secret = store::Bytes(command.secret->data(), command.secret->size());
            tx.execute(sql::set_live_secret, command.facility, secret);
            audit::record(tx, command.at, command.actor, "facilities.live_codes", command.facility,
                          command.secret ? R"({"on":true})" : R"({"on":false})");
            return {};
        });
}

}  // namespace hagukumi::facilities
