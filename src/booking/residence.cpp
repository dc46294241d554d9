#include "booking/residence.hpp"

#include <algorithm>

#include "audit/failed_attempts.hpp"
#include "audit/once.hpp"
#include "base/age.hpp"
#include "booking/cancel_many.hpp"

namespace hagukumi::booking {

namespace {

constexpr std::string_view kind = "booking.change_residence";

/// A decision as far as two of one request can differ: whether it refuses, and by which rules.
struct Against {
    bool refused = false;
    std::vector<std::uint16_t> rules;
};

Against against(const rules::Programme& programme, const rules::Facts& facts, const LoadedBooking& loaded)
{
    Against found;
    if (loaded.use_request) {
        const rules::Decision decision = rules::decide(programme, facts, *loaded.use_request);
        found.refused = decision.refused();
        for (const rules::RuleLook& look : decision.rules)
            if (look.verdict == rules::Verdict::against || look.verdict == rules::Verdict::unknown)
                found.rules.push_back(look.rule);
        return found;
    }
    // What the use will be is not known before: its first day is looked at, as in the list of coupons.
    const rules::Service* const service = programme.find_service(loaded.place.service);
    const rules::Outlook outlook = rules::outlook(programme, facts, *service, loaded.first_day);
    found.refused = !outlook.usable_now;
    if (outlook.blocking) found.rules.push_back(outlook.blocking->rule);
    return found;
}

/// Whether the end of the residence, and nothing else, stands against a booking.
bool is_beyond(store::Snapshot& snapshot, Programmes programmes, const Booking& booking, Date resident_until,
               Instant at)
{
    const auto loaded = load_again(snapshot, programmes, booking, at);
    if (!loaded) return false;
    const rules::Programme& programme = *loaded->judged.programme;
    rules::Facts facts = loaded->judged.facts;
    facts.household.resident_until = resident_until;
    const Against gone = against(programme, facts, *loaded);
    facts.household.resident_until.reset();
    const Against stays = against(programme, facts, *loaded);
    if (!gone.refused) return false;
    return !stays.refused || std::any_of(gone.rules.begin(), gone.rules.end(), [&](std::uint16_t rule) {
        return std::find(stays.rules.begin(), stays.rules.end(), rule) == stays.rules.end();
    });
}

Result<void> check_shown(const ChangeResidence& command, const std::vector<Booking>& bookings)
{
    const bool all_shown = std::all_of(bookings.begin(), bookings.end(), [&](const Booking& one) {
        return std::find(command.shown.begin(), command.shown.end(), one.id) != command.shown.end();
    });
    if (all_shown) return {};
    const std::string count = std::to_string(bookings.size());
    return fail(ErrorKind::conflict, "bookings_not_shown",
                {"住民登録の最後の日よりあとの予約が" + count +
                     "件あり、記録すると取り消しになります。予約を確かめてから、もう一度記録してください。",
                 "Bookings after the last day of residence (" + count +
                     ") would be cancelled. Please look at them, and record it again."});
}

audit::Digest content_of(const ChangeResidence& command)
{
    const people::ChangeResidence& residence = command.residence;
    audit::Digest content(kind);
    content.add(residence.household)
        .add(residence.postal_code)
        .add(residence.address)
        .add(residence.phone)
        .add(command.message);
    for (const auto& day : {residence.resident_from, residence.resident_until}) {
        content.add(std::int64_t{day.has_value()});
        if (day) content.add(*day);
    }
    for (const Id& one : command.shown) content.add(one);
    return content;
}

}  // namespace

std::vector<Booking> bookings_beyond(store::Snapshot& snapshot, Programmes programmes, const Id& household,
                                     Date resident_until, Instant at)
{
    const Date since = std::max(date_in_japan(at), day_after(resident_until));
    std::vector<Booking> bookings = to_be_cancelled(bookings_of_household(snapshot, household, since));
    std::erase_if(bookings, [&](const Booking& one) {
        return !is_beyond(snapshot, programmes, one, resident_until, at);
    });
    return bookings;
}

Result<int> change_residence(store::Transaction& tx, Programmes programmes, const ChangeResidence& command)
{
    int cancelled = 0;
    const people::ChangeResidence& residence = command.residence;
    TRY(audit::once(tx, residence, residence.actor, kind, content_of(command), [&]() -> Result<void> {
        std::vector<Booking> bookings;
        if (residence.resident_until) {
            bookings =
                bookings_beyond(tx, programmes, residence.household, *residence.resident_until, residence.at);
        }
        TRY(check_shown(command, bookings));
        if (!bookings.empty()) TRY(must_say_why(command.message));
        // Under a key of its own, and first: a freed seat is judged by what is known from now on.
        people::ChangeResidence changing = residence;
        changing.key = audit::subject_of(audit::Digest(kind).add(residence.key));
        TRY(people::change_residence(tx, changing));
        TRY(cancel_many(tx, programmes, {kind, residence.key, residence.at, residence.actor, command.message},
                        bookings));
        cancelled = static_cast<int>(bookings.size());
        return {};
    }));
    return cancelled;
}

}  // namespace hagukumi::booking
