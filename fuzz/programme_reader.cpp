// Any bytes as a programme file: it is read or every mistake is told, and what was read decides anything:
// uses, bookings and applications, and says itself in words.
#include <cstddef>
#include <cstdint>
#include <string_view>

#include "rules/booking/book.hpp"
#include "rules/decide.hpp"
#include "rules/describe.hpp"
#include "rules/explain.hpp"
#include "rules/form/answers.hpp"
#include "rules/read_programme.hpp"

namespace {

using namespace hagukumi;

constexpr Instant now{1'783'000'000'000};

void must_be_said(const Text& text)
{
    if (text.ja.empty() || text.en.empty()) __builtin_trap();
}

void book_anything(const rules::Programme& programme, std::string_view service)
{
    const rules::BookingRules* const rules = programme.booking_of(service);
    if (rules == nullptr) return;
    rules::BookingFacts facts;
    facts.at = now;
    facts.facility = Id{{1}};
    facts.seats_left = 1;
    const Date today = date_in_japan(now);
    facts.no_shows = {today, today};
    facts.held.push_back({Id{{2}}, today, today, 0, 24 * 60, true});
    rules::BookingRequest request;
    request.service = service;
    for (const int days : {0, 1, 40}) {
        request.first_day = date_of_days(days_since_epoch(today) + days);
        request.boxes.clear();
        if (rules->hours)
            request.boxes = {rules->hours->opens, rules->hours->opens + rules->hours->slot_minutes};
        const rules::BookingDecision decision = rules::book(programme, facts, request);
        for (const rules::BookingLook& look : decision.looks)
            must_be_said(rules::sentence_of(programme, look, service));
        (void)rules::change_booking(programme, facts, facts.held.front(), request);
        (void)rules::may_cancel(programme, facts, service, *request.first_day, 9 * 60);
    }
    rules::Facts family;
    family.at = now;
    (void)rules::priority_of(programme, *rules, family);
}

/// The same text as the answer to each question, and the form's own reading of it once more.
void apply_with_anything(const rules::Programme& programme, const rules::Form& form)
{
    rules::Facts known;
    known.at = now;
    for (const char* const text : {"1", "yes", "2026-10-01", "general"}) {
        rules::WrittenAnswers written;
        for (std::size_t i = 0; i < form.question_count(); ++i) written[form.question(i).code] = {text};
        const rules::AnswersRead read =
            rules::read_answers(programme, form, written, known, rules::Reading::sending);
        for (const rules::FieldMistake& mistake : read.mistakes) must_be_said(mistake.message);
    }
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size)
{
    const rules::ReadResult read =
        rules::read_programme("131202-small.yaml", {reinterpret_cast<const char*>(data), size});
    if (!read.programme) {
        if (read.mistakes.empty()) __builtin_trap();  // a refusal names its reason
        return 0;
    }
    for (const rules::CaseResult& result : rules::run_cases(*read.programme)) (void)result;
    rules::Facts facts;
    facts.at = now;
    facts.facility.emplace();
    (void)rules::entitle(*read.programme, facts);
    for (const rules::Service& service : read.programme->services()) {
        rules::Request request;
        request.service = service.code;
        request.units = Units{2};
        const rules::Decision decision = rules::decide(*read.programme, facts, request);
        (void)rules::explain(*read.programme, facts, decision);
        (void)rules::outlook(*read.programme, facts, service, date_in_japan(facts.at));
        book_anything(*read.programme, service.code);
    }
    book_anything(*read.programme, rules::interview_code);
    for (const rules::Form& form : read.programme->forms()) apply_with_anything(*read.programme, form);
    (void)rules::describe(*read.programme);
    return 0;
}
