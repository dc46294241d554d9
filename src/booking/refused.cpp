#include "booking/refused.hpp"

#include <algorithm>

#include "audit/once.hpp"
#include "booking/cancel_many.hpp"
#include "rules/explain.hpp"

namespace hagukumi::booking {

namespace {

constexpr std::string_view kind = "booking.cancel_refused";

/// Why the rules refuse a booking; nothing: they do not.
std::optional<Text> why_refused(store::Snapshot& snapshot, Programmes programmes, const Booking& booking,
                                Instant at)
{
    const auto loaded = load_again(snapshot, programmes, booking, at);
    if (!loaded) return std::nullopt;
    const rules::Programme& programme = *loaded->judged.programme;
    const rules::Facts& facts = loaded->judged.facts;
    if (!loaded->use_request) {
        // What the use will be is not known before: its first day is looked at, as in the list of coupons.
        const rules::Service* const service = programme.find_service(loaded->place.service);
        const rules::Outlook outlook = rules::outlook(programme, facts, *service, loaded->first_day);
        if (outlook.usable_now || !outlook.blocking) return std::nullopt;
        return rules::sentence_of(programme, facts, *outlook.blocking, service);
    }
    const rules::Decision decision = rules::decide(programme, facts, *loaded->use_request);
    if (!decision.refused()) return std::nullopt;
    const rules::Explanation told = rules::explain(programme, facts, decision);
    // Those against come first.
    if (told.reasons.empty() || told.reasons.front().verdict == rules::Verdict::met) return told.summary;
    return told.reasons.front().sentence;
}

}  // namespace

std::vector<RefusedBooking> refused_bookings(store::Snapshot& snapshot, Programmes programmes,
                                             const Id& household, Instant at)
{
    std::vector<RefusedBooking> refused;
    for (const Booking& booking :
         to_be_cancelled(bookings_of_household(snapshot, household, date_in_japan(at)))) {
        if (auto why = why_refused(snapshot, programmes, booking, at))
            refused.push_back({booking, std::move(*why)});
    }
    return refused;
}

Result<void> cancel_refused(store::Transaction& tx, Programmes programmes, const CancelRefused& command)
{
    audit::Digest content(kind);
    content.add(command.household).add(command.message);
    for (const Id& one : command.bookings) content.add(one);
    return audit::once(tx, command, command.actor, kind, content, [&]() -> Result<void> {
        std::vector<Booking> chosen;
        for (const RefusedBooking& one : refused_bookings(tx, programmes, command.household, command.at))
            if (std::find(command.bookings.begin(), command.bookings.end(), one.booking.id) !=
                command.bookings.end())
                chosen.push_back(one.booking);
        if (chosen.size() != command.bookings.size())
            return fail(
                ErrorKind::conflict, "bookings_changed",
                {"選んだ予約のうちに、すでに終わったもの、または決まりに合うようになったものがあります。何も"
                 "取り消していません。一覧を確かめて、もう一度選んでください。",
                 "Of the chosen bookings some have ended or are allowed again. Nothing was "
                 "cancelled. Please look at the list and choose again."});
        TRY(must_say_why(command.message));
        return cancel_many(tx, programmes, {kind, command.key, command.at, command.actor, command.message},
                           chosen);
    });
}

}  // namespace hagukumi::booking
