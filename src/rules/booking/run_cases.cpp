// Worked cases of booking, run.
#include <fmt/format.h>

#include <algorithm>

#include "rules/booking/cases.hpp"
#include "rules/booking/moments.hpp"
#include "rules/missed.hpp"

namespace hagukumi::rules {

namespace {

class BookingComparison {
public:
    BookingComparison(const Programme& programme, const BookingCase& one) : x_programme(programme), x_one(one)
    {
    }

    std::vector<Text> failures()
    {
        switch (x_one.deed) {
            case BookingCase::Deed::draw: compare_draw(); break;
            case BookingCase::Deed::cancel: compare_cancellation(); break;
            case BookingCase::Deed::book: compare(book(x_programme, x_one.facts, x_one.request)); break;
            case BookingCase::Deed::change:
                compare(change_booking(x_programme, x_one.facts, x_one.given_up, x_one.request));
                break;
        }
        return x_misses.take();
    }

private:
    void compare(const BookingDecision& decision)
    {
        const BookingExpectation& expected = x_one.expected;
        x_misses.compare("outcome", expected.outcome, std::string(code_of(decision.outcome)));
        compare_looks(decision.looks);
        moment("change_until", expected.change_until, decision.change_until);
        moment("cancel_until", expected.cancel_until, decision.cancel_until);
        if (expected.priority) compare_priority(*expected.priority);
        if (expected.may_wait)
            x_misses.compare("may_wait", *expected.may_wait ? "true" : "false",
                             decision.may_wait ? "true" : "false");
    }

    void compare_priority(const std::string& expected)
    {
        const BookingRules* const rules = x_programme.booking_of(x_one.request.service);
        must(rules != nullptr, "a case of booking stands in an entry of its service");
        Facts family = x_one.family;
        family.at = x_one.facts.at;
        const std::size_t group = priority_of(x_programme, *rules, family);
        x_misses.compare("priority", expected.empty() ? "~" : expected,
                         group < rules->priorities.size() ? rules->priorities[group].code : "~");
    }

    void compare_cancellation()
    {
        const BookingExpectation& expected = x_one.expected;
        const Cancellation answer = may_cancel(x_programme, x_one.facts, x_one.request.service,
                                               x_one.given_up.first_day, x_one.given_up.from);
        x_misses.compare("outcome", expected.outcome, answer.allowed ? "allowed" : "refused");
        compare_looks({answer.look});
        moment("cancel_until", expected.cancel_until, answer.until);
        if (expected.units)
            x_misses.compare("units", fmt::to_string(*expected.units), fmt::to_string(answer.units.count));
        if (expected.fee)
            x_misses.compare("fee_yen", fmt::to_string(*expected.fee), fmt::to_string(answer.fee.amount));
    }

    void compare_draw()
    {
        std::vector<std::string> order;
        for (const DrawnPlace& place : draw(x_one.seed, x_one.entries))
            order.push_back(x_one.entries[place.entry].number);
        x_misses.compare("order", fmt::format("{}", fmt::join(x_one.expected.order, ", ")),
                         fmt::format("{}", fmt::join(order, ", ")));
    }

    void compare_looks(const std::vector<BookingLook>& looks)
    {
        std::vector<std::string> against;
        std::string told;
        for (const BookingLook& look : looks) {
            if (look.verdict != Verdict::met) against.emplace_back(code_of(look.check));
            const Text sentence = sentence_of(x_programme, look, x_one.request.service);
            told += sentence.ja + "\n" + sentence.en + "\n";
        }
        if (x_one.expected.against) {
            std::vector<std::string> wanted = *x_one.expected.against;
            std::sort(wanted.begin(), wanted.end());
            std::sort(against.begin(), against.end());
            x_misses.compare("against", fmt::format("{}", fmt::join(wanted, ", ")),
                             fmt::format("{}", fmt::join(against, ", ")));
        }
        for (const std::string& says : x_one.expected.says) {
            if (told.find(says) == std::string::npos) x_misses.add("says", same(says), same(told));
        }
    }

    void moment(const char* what, const std::optional<Instant>& wanted, const std::optional<Instant>& got)
    {
        if (!wanted || wanted == got) return;
        x_misses.add(what, same(to_string_in_japan(*wanted)),
                     got ? same(to_string_in_japan(*got)) : nothing_there);
    }

    const Programme& x_programme;
    const BookingCase& x_one;
    Misses x_misses;
};

}  // namespace

CaseResult run_booking_case(const Programme& programme, const BookingCase& one)
{
    return {one.name, one.line, BookingComparison(programme, one).failures()};
}

}  // namespace hagukumi::rules
