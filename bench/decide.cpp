// How long one decision takes, for a household with 50 earlier uses: what preview and deed pay for their
// rules.
//
//     bench_decide PROGRAMME-FILE…     median of 31 rounds, in microseconds a decision, one core
#include <algorithm>
#include <array>
#include <chrono>
#include <cstdio>
#include <filesystem>
#include <fstream>
#include <sstream>

#include "rules/decide.hpp"
#include "rules/read_programme.hpp"

namespace {

using namespace hagukumi;

std::string text_of(const std::filesystem::path& name)
{
    std::ostringstream text;
    text << std::ifstream(name, std::ios::binary).rdbuf();
    return text.str();
}

Date day(int year, unsigned month, unsigned number)
{
    return {std::chrono::year(year), std::chrono::month(month), std::chrono::day(number)};
}

/// A family in the middle of its coupons: born in March, today in July, a use every second day before.
rules::Facts facts_of(const rules::Programme& programme, const rules::Service& service)
{
    rules::Facts facts;
    facts.at = start_of_day_in_japan(day(2026, 7, 8)) + std::chrono::hours(10);
    facts.application_on = facts.issued_on = facts.interviewed_on = day(2026, 4, 1);
    facts.birth = {day(2026, 3, 12), day(2026, 3, 10), {}, 1, day(2026, 3, 15)};
    facts.child.born_on = day(2026, 3, 10);
    facts.household.resident_from = day(2020, 4, 1);
    if (!programme.household_classes().empty())
        facts.household.household_class = programme.household_classes().front().first;
    facts.guardian.born_on = day(1994, 1, 1);
    facts.facility.emplace();
    facts.facility->offers.push_back({service.code, Yen{12000}, {}, {}, {}});
    facts.facility->accepts_corrected_age = facts.facility->accepts_loss = true;
    const rules::Allotment& allotment = programme.allotment_of(service);
    facts.allotments.push_back(
        {allotment.code, Units{1'000'000}, Units{50}, Units{999'950}, day(2026, 4, 1), {}});
    for (int i = 0; i < 50; ++i) {
        const Date used = date_of_days(days_since_epoch(day(2026, 7, 7)) - 2 * i);
        facts.uses.push_back({service.code, used, used, Units{1}, Yen{9600}});
    }
    return facts;
}

rules::Request request_for(const rules::Service& service)
{
    rules::Request request;
    request.service = service.code;
    request.first_day = day(2026, 7, 8);
    if (service.asks == rules::Asks::dates) request.last_day = day(2026, 7, 10);
    else if (service.asks == rules::Asks::hours) request.from = 9 * 60, request.until = 12 * 60;
    else request.units = std::max(service.least_per_use, Units{2});
    return request;
}

double median_of_a_decision(const rules::Programme& programme, const rules::Service& service)
{
    constexpr int decisions = 400;
    const rules::Facts facts = facts_of(programme, service);
    const rules::Request request = request_for(service);
    std::array<double, 31> rounds{};
    std::int64_t sum = 0;  // so that nothing is left out
    for (double& round : rounds) {
        const auto begun = std::chrono::steady_clock::now();
        for (int i = 0; i < decisions; ++i) sum += rules::decide(programme, facts, request).units.count;
        const std::chrono::duration<double, std::micro> took = std::chrono::steady_clock::now() - begun;
        round = took.count() / decisions;
    }
    std::nth_element(rounds.begin(), rounds.begin() + 15, rounds.end());
    return sum < 0 ? 0 : rounds[15];
}

}  // namespace

int main(int argc, char** argv)
{
    double longest = 0;
    for (int i = 1; i < argc; ++i) {
        const std::filesystem::path name = argv[i];
        rules::Calendars calendars;
        for (std::filesystem::path folder = name.parent_path(); !folder.empty() && calendars.empty();
             folder = folder.parent_path()) {
            const auto file = folder / "calendars" / "japan.yaml";
            if (!std::filesystem::exists(file)) continue;
            auto read = rules::read_calendar(file, text_of(file));
            calendars[read.name] = read.calendar;
        }
        const rules::ReadResult read = rules::read_programme(name.string(), text_of(name), calendars);
        if (!read.programme) {
            std::fprintf(stderr, "%s: has mistakes\n", argv[i]);
            return 1;
        }
        for (const rules::Service& service : read.programme->services()) {
            const double took = median_of_a_decision(*read.programme, service);
            longest = std::max(longest, took);
            std::printf("%-28s %-24s %6.2f us\n", read.programme->code().c_str(), service.code.c_str(), took);
        }
    }
    std::printf("longest: %.2f us a decision with 50 earlier uses (aim 20)\n", longest);
}
