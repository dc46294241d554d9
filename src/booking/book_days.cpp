#include <algorithm>

#include "audit/done_before.hpp"
#include "booking/judge.hpp"

namespace hagukumi::booking {

namespace {

constexpr std::string_view kind = "book_days";

audit::Fingerprint fingerprint_of(const BookDays& command)
{
    const Wanted& wanted = command.book.wanted;
    audit::Digest content(kind);
    content.add(wanted.coupon.value_or(Id{})).add(wanted.facility).add(wanted.request.service);
    for (const auto& [question, answer] : wanted.answers) content.add(question).add(answer);
    for (const Date day : command.days) content.add(days_since_epoch(day));
    for (const int box : wanted.request.boxes) content.add(std::int64_t{box});
    return content.finish();
}

std::string text_of(const std::vector<Id>& ids)
{
    std::string text;
    for (const Id& id : ids) text += to_string(id) + ' ';
    return text;
}

std::vector<Id> ids_in(std::string_view text)
{
    constexpr std::size_t length = 37;  // an identifier and the space behind it
    std::vector<Id> ids;
    for (; text.size() >= length; text.remove_prefix(length)) {
        const auto id = parse_id(text.substr(0, length - 1));
        must(id.has_value(), "the answer that is kept of several bookings is their ids");
        ids.push_back(*id);
    }
    return ids;
}

Wanted wanted_on(const BookDays& command, Date day)
{
    Wanted wanted = command.book.wanted;
    wanted.request.first_day = day;
    wanted.request.last_day.reset();
    return wanted;
}

/// Judges each day as if those before it were booked already.
Result<std::vector<LoadedBooking>> judge_all(store::Transaction& tx, Programmes programmes,
                                             const BookDays& command)
{
    std::vector<LoadedBooking> all;
    Beside beside;
    for (const Date day : command.days) {
        all.push_back(TRY(load_booking(tx, programmes, command.book.asker, wanted_on(command, day),
                                       command.book.at, nullptr, beside)));
        const LoadedBooking& loaded = all.back();
        const rules::BookingDecision& decision = loaded.judged.booking;
        beside.held.push_back(
            {loaded.place.facility, decision.first_day, decision.last_day, decision.from, decision.until});
        if (loaded.rules != nullptr && loaded.rules->reserves_units)
            beside.units = beside.units + loaded.units;
    }
    return all;
}

}  // namespace

Recorded<std::variant<BookedDays, std::vector<JudgedDay>>> book_days(store::Transaction& tx,
                                                                     Programmes programmes,
                                                                     const BookDays& command)
{
    using Outcome = std::variant<BookedDays, std::vector<JudgedDay>>;
    const Book& book = command.book;
    const audit::Fingerprint fingerprint = fingerprint_of(command);
    if (const audit::Done done = TRY(audit::find_done(tx, book.key, book.asker.account, kind, fingerprint)))
        return Result<Outcome>(BookedDays{ids_in(*done), true});

    std::vector<Date> sorted = command.days;
    std::sort(sorted.begin(), sorted.end());
    const bool is_sound = sorted.size() >= 2 && sorted.size() <= command.ids.size() &&
                          std::adjacent_find(sorted.begin(), sorted.end()) == sorted.end();
    if (!is_sound) {
        return fail(ErrorKind::malformed, "wrong_days",
                    {"別々の日を、2日以上選んでください。", "Please choose two or more different days."});
    }
    std::vector<LoadedBooking> all = TRY(judge_all(tx, programmes, command));
    const rules::BookingRules* const rules = all.front().rules;
    if (rules != nullptr && static_cast<std::size_t>(rules->most_days) < all.size()) {
        const std::string most = std::to_string(rules->most_days);
        return fail(ErrorKind::malformed, "wrong_days",
                    {"一度に予約できるのは" + most + "日までです。選ぶ日を減らしてください。",
                     "No more than " + most + " days can be booked at once. Please choose fewer."});
    }
    const auto refused = [](const LoadedBooking& one) { return one.judged.refused(); };
    if (std::any_of(all.begin(), all.end(), refused)) {
        std::vector<JudgedDay> judged;
        for (std::size_t i = 0; i < all.size(); ++i) {
            if (refused(all[i])) record_refusal(tx, book, all[i]);
            judged.push_back({command.days[i], std::move(all[i].judged)});
        }
        return Result<Outcome>(std::move(judged));
    }
    const std::string answers = TRY(check_answers(*rules, book.wanted.answers));

    // From here on all of them stand or the whole transaction falls.
    BookedDays booked;
    for (std::size_t i = 0; i < all.size(); ++i) {
        Book one = book;
        one.id = command.ids[i];
        one.wanted = wanted_on(command, command.days[i]);
        booked.bookings.push_back(TRY(write_booking(tx, one, all[i], answers, false)).booking);
    }
    audit::remember(tx, book.key, book.asker.account, kind, fingerprint, book.at, text_of(booked.bookings));
    return Result<Outcome>(std::move(booked));
}

}  // namespace hagukumi::booking
