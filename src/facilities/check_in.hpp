// チェックイン: the parent is at this facility's desk.  It spends nothing and ends by itself (N-12, N-12.1).
//
//  1. A check-in belongs to one account; nobody else finds it.
//  2. It lives for check_in_lives (15 minutes): at ends_at it has ended.
//  3. Wrong, foreign and retired passcodes get one and the same answer, and count (T03).
//  4. A QR code that does not lead to an open facility gets its own text each (N-10.1).
#pragma once

#include <chrono>
#include <optional>
#include <string>
#include <string_view>

#include "base/result.hpp"
#include "facilities/facility.hpp"
#include "store/transaction.hpp"

namespace hagukumi::facilities {

enum class Way : std::uint8_t {
    qr = 0,
    passcode = 1,
    desk = 2,  ///< number or card and PIN, on the facility's tablet
    late = 3,  ///< taken by the desk while the line was cut
};
std::string_view name_of(Way way);  ///< "qr", "passcode", "desk", "late"

struct CheckInSettings {
    std::chrono::milliseconds check_in_lives{std::chrono::minutes(15)};
    bool passcode_needs_facility =
        false;                    ///< the passcode counts only with a facility the parent chose (T03)
    int wrong_in_10_minutes = 5;  ///< passcodes per account
    int wrong_a_day = 20;         ///< passcodes per account
    int alarm_an_hour = 200;      ///< wrong passcodes in the municipality
    std::string phone;            ///< of the municipality, for the texts; may be empty
};

struct CheckIn {
    Id id;
    Id facility;
    Id account;
    Id household;
    Way way = Way::qr;
    Instant at;
    Instant ends_at;
};

struct OpenCheckIn {
    Instant at;
    Id account;
    Id household;
    Id id;                       ///< of the new check-in
    std::string scanned;         ///< what the camera read; empty: a passcode was typed
    std::string passcode;        ///< as typed
    std::optional<Id> facility;  ///< chosen before the passcode was typed
};

/// The inner error is the answer to the parent: wrong passcodes are counted by committing them.
Recorded<CheckIn> open_check_in(store::Transaction& tx, const CheckInSettings& settings,
                                const OpenCheckIn& command);

/// The account's own check-in, while it lives.  `not_found`, or `conflict` "check_in_expired" with what to
/// do.
void ask_check_in_ahead(store::Snapshot& snapshot, const Id& id, const Id& account);
Result<CheckIn> find_check_in(store::Snapshot& snapshot, const Id& id, const Id& account, Instant at);

/// Whether a facility receives anybody on this day; what is missing is told in words for the parent.
std::optional<Error> find_closed(store::Snapshot& snapshot, const CheckInSettings& settings,
                                 const Facility& facility, Date day);

/// "check_in_expired": the same words everywhere, for ledger too.
Error check_in_expired();

/// Whether the wrong passcodes of the last hour reach the alarm; for /metrics and the officers.
bool passcode_alarm(store::Snapshot& snapshot, const CheckInSettings& settings, Instant at);

}  // namespace hagukumi::facilities
