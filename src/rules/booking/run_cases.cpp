// Worked cases of booking, run.
#include <fmt/format.h>

#include <algorithm>

#include "rules/booking/cases.hpp"
#include "rules/booking/moments.hpp"

namespace hagukumi::rules {

namespace {

class BookingComparison {
public:
    BookingComparison(const Programme& programme, const BookingCase& one) : x_programme(programme), x_one(one)
    {
    }

    std::vector<std::string> failures()
    {
        switch (x_one.deed) {
            case BookingCase::Deed::draw: compare_draw(); break;
            case BookingCase::Deed::cancel: compare_cancellation(); break;
            case BookingCase::Deed::book: compare(book(x_programme, x_one.facts, x_one.request)); break;
            case BookingCase::Deed::change:
                compare(change_booking(x_programme, x_one.facts, x_one.given_up, x_one.request));
                break;
        }
        return std::move(x_failures);
    }

private:
    void compare(const BookingDecision& decision)
    {
        const BookingExpectation& expected = x_one.expected;
        same("outcome", expected.outcome, std::string(code_of(decision.outcome)));
        compare_looks(decision.looks);
        moment("change_until", expected.change_until, decision.change_until);
        moment("cancel_until", expected.cancel_until, decision.cancel_until);
        if (expected.may_wait)
            same("may_wait", *expected.may_wait ? "true" : "false", decision.may_wait ? "true" : "false");
    }

    void compare_cancellation()
    {
        const BookingExpectation& expected = x_one.expected;
        const Cancellation answer =
            may_cancel(x_programme, x_one.facts, x_one.request.service, x_one.given_up.first_day);
        same("outcome", expected.outcome, answer.allowed ? "allowed" : "refused");
        compare_looks({answer.look});
        moment("cancel_until", expected.cancel_until, answer.until);
        if (expected.units)
            same("units", fmt::to_string(*expected.units), fmt::to_string(answer.units.count));
        if (expected.fee) same("fee_yen", fmt::to_string(*expected.fee), fmt::to_string(answer.fee.amount));
    }

    void compare_draw()
    {
        std::vector<std::string> order;
        for (const DrawnPlace& place : draw(x_one.seed, x_one.entries))
            order.push_back(x_one.entries[place.entry].number);
        same("order", fmt::format("{}", fmt::join(x_one.expected.order, ", ")),
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
            same("against", fmt::format("{}", fmt::join(wanted, ", ")),
                 fmt::format("{}", fmt::join(against, ", ")));
        }
        for (const std::string& says : x_one.expected.says) {
            if (told.find(says) == std::string::npos) miss("says", says, told);
        }
    }

    void moment(const char* what, const std::optional<Instant>& wanted, const std::optional<Instant>& got)
    {
        if (!wanted) return;
        same(what, to_string_in_japan(*wanted), got ? to_string_in_japan(*got) : "none");
    }

    void same(const char* what, const std::string& wanted, const std::string& got)
    {
        if (wanted != got) miss(what, wanted, got);
    }
    void miss(const char* what, const std::string& wanted, const std::string& got)
    {
        x_failures.push_back(fmt::format("{}: expected {}, got {}", what, wanted, got));
    }

    const Programme& x_programme;
    const BookingCase& x_one;
    std::vector<std::string> x_failures;
};

}  // namespace

CaseResult run_booking_case(const Programme& programme, const BookingCase& one)
{
    return {one.name, one.line, BookingComparison(programme, one).failures()};
}

}  // namespace hagukumi::rules
