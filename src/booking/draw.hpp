// 抽選: whoever applies within the first minutes after a release stands in line by lot, not by speed
// (docs/booking-draw.md).
//
//   made ──► collects (opens_at … closes_at) ──► drawn ──► ended
//     commitment public          applications      seed and line public, asked in turn
//
// A draw is made before its release, so that its seed was committed to before anybody applied.  From its
// release until it has ended no parent takes a seat of its days by speed.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "booking/book.hpp"

namespace hagukumi::booking {

struct Draw {
    Id id;
    Place place;
    Instant opens_at, closes_at;
    std::string seed;        ///< 64 hexadecimal digits; of nobody's knowledge before drawn_at
    std::string commitment;  ///< SHA-256 of the seed
    Instant made_at;
    std::optional<Instant> drawn_at, ended_at;
};

enum class DrawOutcome : std::uint8_t {
    not_asked = 0,
    seat = 1,
    waits = 2,  ///< no seat was left, or a rule was against it: on the waiting list, in the order of the draw
    nothing = 3,  ///< the same where there is no waiting list, or withdrawn meanwhile
};
std::string_view name_of(DrawOutcome outcome);  ///< "seat"

/// One place of the line, as everybody may read it.
struct DrawLine {
    int place = 0;
    Id booking;
    std::string number, priority_group, ticket;
    DrawOutcome outcome = DrawOutcome::not_asked;
};

std::optional<Draw> find_draw(store::Snapshot& snapshot, const Id& id);

/// The draw that decides over `day` at this place; nothing when its release has none.
std::optional<Draw> draw_of_day(store::Snapshot& snapshot, const rules::Programme& programme,
                                const Place& place, Date day);

/// The draws that close after `since`, of a facility or (nil) of all, the first to open first.
std::vector<Draw> draws_since(store::Snapshot& snapshot, Instant since, const Id& facility = {});

/// The line of a draw in its order; empty before it was drawn.
std::vector<DrawLine> lines_of(store::Snapshot& snapshot, const Id& draw);

/// How many applications stand in it.
std::int64_t applications_in(store::Snapshot& snapshot, const Id& draw);

/// Whether tend_draws() would find something.
bool is_draw_due(store::Snapshot& snapshot, Programmes programmes, Instant now);

/// Makes the draws of the releases that come next, draws those whose time is over, and asks `most` of the
/// line at a time.  Gives how many were made, drawn or asked.
Result<int> tend_draws(store::Transaction& tx, Programmes programmes, Instant now, Randomness& randomness,
                       int most = 100);

}  // namespace hagukumi::booking
