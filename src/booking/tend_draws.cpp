#include <fmt/format.h>

#include <algorithm>
#include <array>

#include "audit/record.hpp"
#include "booking/draw.hpp"
#include "booking/judge.hpp"
#include "booking/notices.hpp"
#include "booking/rows.hpp"
#include "booking/sql.hpp"
#include "ledger/keep.hpp"
#include "rules/booking/draw.hpp"
#include "rules/booking/moments.hpp"

namespace hagukumi::booking {

namespace {

const rules::BookingRules* rules_of(Programmes programmes, const Place& place)
{
    const rules::Programme* const programme = ledger::find_programme(programmes, place.programme);
    return programme != nullptr ? programme->booking_of(place.service) : nullptr;
}

/// A draw that should be there and is not.
struct Missing {
    Place place;
    Instant opens_at, closes_at;
};

/// Of each place that offers seats by lot: the release that collects now, and the next one.
std::vector<Missing> missing_draws(store::Snapshot& snapshot, Programmes programmes, Instant now)
{
    std::vector<Missing> missing;
    for (const auto& programme : programmes) {
        const auto look_at = [&](const std::string& service) {
            const rules::BookingRules* const rules = programme->booking_of(service);
            if (rules == nullptr || !rules->lottery) return;
            const auto collects = std::chrono::minutes(rules->lottery->collects_minutes);
            std::vector<Instant> releases;
            Instant from = now + -collects;
            do {
                const auto next = rules::next_release(rules->release, programme->calendar(), from);
                if (!next) break;
                releases.push_back(from = *next);
            } while (from <= now);
            for (const Instant opens_at : releases) {
                snapshot.query(
                    sql::places_without_draw,
                    [&](const store::Row& row) {
                        missing.push_back(
                            {{row.id(0), programme->code(), service}, opens_at, opens_at + collects});
                    },
                    programme->code(), service, date_in_japan(now), opens_at);
            }
        };
        for (const rules::Service& service : programme->services()) look_at(service.code);
        look_at(rules::interview_code);
    }
    return missing;
}

std::vector<Id> draws_to_end(store::Snapshot& snapshot, Instant now)
{
    std::vector<Id> due;
    snapshot.query(
        sql::draws_to_end, [&](const store::Row& row) { due.push_back(row.id(0)); }, now);
    return due;
}

void make_draw(store::Transaction& tx, const Missing& missing, Instant now, Randomness& randomness)
{
    std::array<std::uint8_t, 32> bytes{};
    randomness.fill(bytes.data(), bytes.size());
    const std::string seed = fmt::format("{:02x}", fmt::join(bytes, ""));
    const Id id = make_id(now, randomness);
    const Place& place = missing.place;
    tx.execute(sql::add_draw, id, place.facility, place.programme, place.service, missing.opens_at,
               missing.closes_at, seed, rules::commitment_of(seed), now);
    audit::record(tx, now, place.facility, "booking.make_draw", id,
                  fmt::format(R"({{"programme":"{}","service":"{}","commitment":"{}"}})", place.programme,
                              place.service, rules::commitment_of(seed)));
}

/// The line of all who applied and did not withdraw.
void put_in_line(store::Transaction& tx, const rules::BookingRules* rules, const Draw& draw, Instant now)
{
    std::vector<Booking> applied;
    tx.query(
        sql::in_draw, [&](const store::Row& row) { applied.push_back(booking_in(row)); }, draw.id);
    std::vector<rules::DrawEntry> entries;
    for (const Booking& one : applied)
        entries.push_back({ledger::number_of(one.id), static_cast<std::size_t>(one.priority)});
    int place = 0;
    for (const rules::DrawnPlace& drawn : rules::draw(draw.seed, entries)) {
        const Booking& booking = applied[drawn.entry];
        const auto priority = static_cast<std::size_t>(booking.priority);
        const std::string_view group = rules != nullptr && priority < rules->priorities.size()
                                           ? std::string_view(rules->priorities[priority].code)
                                           : std::string_view();
        ++place;
        tx.execute(sql::add_draw_place, draw.id, place, booking.id, entries[drawn.entry].number, group,
                   drawn.ticket, DrawOutcome::not_asked);
        tx.execute(sql::set_line_number, booking.id, place);
    }
    tx.execute(sql::mark_drawn, draw.id, now);
    audit::record(tx, now, draw.place.facility, "booking.draw", draw.id,
                  fmt::format(R"({{"seed":"{}","applications":{}}})", draw.seed, place));
}

/// One of the line takes the seat that it asked for, if there still is one and no rule is against it.
DrawOutcome ask(store::Transaction& tx, Programmes programmes, Booking booking, Instant now)
{
    const rules::Programme* const programme = ledger::find_programme(programmes, booking.place.programme);
    const rules::BookingRules* const rules = rules_of(programmes, booking.place);
    if (booking.state != State::waiting || rules == nullptr) return DrawOutcome::nothing;
    const auto loaded = load_booking(tx, programmes, family_of(booking), wanted_again(booking), now);
    if (loaded && !loaded->judged.refused()) {
        if (rules->reserves_units && booking.coupon) {
            // The rules said yes a moment ago in this transaction: the units are there.
            booking.reserved = loaded->units;
            must(ledger::set_units_aside(tx, *booking.coupon, booking.reserved).has_value(),
                 "units that the rules found left are left");
        }
        must(take_seats(tx, *loaded, booking.id),
             "a seat that the rules found free is free in the same transaction");
        booking.state = rules->by_acceptance ? State::requested : State::booked;
        tx.execute(sql::set_state, booking.id, State::waiting, booking.state, now, booking.message,
                   booking.reserved);
        audit::record(tx, now, booking.account, "booking.drawn", booking.id, audit_detail(booking));
        tell(tx, *programme, booking, notice_id(booking.id, now), now,
             booking.state == State::requested ? "booking_requested" : "booking_drawn");
        return DrawOutcome::seat;
    }
    if (!rules->waiting_list) {
        booking.state = State::declined;
        tx.execute(sql::set_state, booking.id, State::waiting, booking.state, now, booking.message, Units{});
    }
    audit::record(tx, now, booking.account, "booking.not_drawn", booking.id, audit_detail(booking));
    tell(tx, *programme, booking, notice_id(booking.id, now), now,
         rules->waiting_list ? "booking_not_drawn_waits" : "booking_not_drawn");
    return rules->waiting_list ? DrawOutcome::waits : DrawOutcome::nothing;
}

}  // namespace

bool is_draw_due(store::Snapshot& snapshot, Programmes programmes, Instant now)
{
    return !draws_to_end(snapshot, now).empty() || !missing_draws(snapshot, programmes, now).empty();
}

Result<int> tend_draws(store::Transaction& tx, Programmes programmes, Instant now, Randomness& randomness,
                       int most)
{
    int done = 0;
    for (const Missing& missing : missing_draws(tx, programmes, now)) {
        make_draw(tx, missing, now, randomness);
        ++done;
    }
    for (const Id& id : draws_to_end(tx, now)) {
        if (done >= most) return done;
        const Draw draw = find_draw(tx, id).value();
        if (!draw.drawn_at) {
            put_in_line(tx, rules_of(programmes, draw.place), draw, now);
            ++done;
        }
        const std::vector<DrawLine> lines = lines_of(tx, id);
        const auto is_open = [](const DrawLine& line) { return line.outcome == DrawOutcome::not_asked; };
        for (const DrawLine& line : lines) {
            if (!is_open(line)) continue;
            if (done >= most) return done;
            const DrawOutcome outcome = ask(tx, programmes, find_booking(tx, line.booking).value(), now);
            tx.execute(sql::set_draw_outcome, id, line.place, outcome);
            ++done;
        }
        tx.execute(sql::end_draw, id, now);
        tx.announce({tx.municipality(), draw.place.facility, notice_id(id, now), "booking", {}});
    }
    return done;
}

}  // namespace hagukumi::booking
