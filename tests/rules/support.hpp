// Small programmes made of one changing part, for tests of one thing.
#pragma once

#include <gtest/gtest.h>

#include <fstream>
#include <sstream>

#include "rules/decide.hpp"
#include "rules/explain.hpp"
#include "rules/read_programme.hpp"

namespace hagukumi::test {

inline std::string text_of(const std::string& file)
{
    std::ifstream stream(std::string(HAGUKUMI_SOURCE_DIR) + "/" + file, std::ios::binary);
    std::ostringstream text;
    text << stream.rdbuf();
    return text.str();
}

inline constexpr const char* head = R"(programme: 131202-part
municipality: { code: "131202", name: { ja: 見本市, en: Sample } }
name: { ja: 見本, en: Sample }
document: { name: { ja: 見本, en: Sample }, date: 2026-04-01 }
contact: { name: { ja: 担当, en: Office } }
words: { coupon: { ja: 券, en: coupon } }
household_classes: { general: { ja: 一般, en: General }, tax_exempt: { ja: 非課税, en: Exempt } }
)";

inline rules::ReadResult read(const std::string& parts)
{
    return rules::read_programme("131202-part.yaml", head + parts);
}

/// A stay with this price and these rules.
inline std::string stay(const std::string& price, const std::string& rules = "use_rules: []\n")
{
    return R"(application_rules: []
allotments:
  stay: { source: T, name: { ja: 宿泊, en: Stay }, holder: birth, unit: day, units: 7, more_than_left: refuse }
services:
  stay:
    source: T
    name: { ja: 宿泊, en: Stay }
    allotment: stay
    unit: day
    asks: dates
    least_per_use: 2
    design: 1
)" + price +
           rules;
}

inline rules::Facts newborn(Date today, Date born_on)
{
    rules::Facts facts;
    facts.at = start_of_day_in_japan(today) + std::chrono::hours(12);
    facts.birth.born_on = born_on;
    facts.birth.due_date = born_on;
    facts.birth.children = 1;
    facts.child.born_on = born_on;
    facts.household.household_class = "general";
    facts.household.resident_from = date_of_days(days_since_epoch(born_on) - 1000);
    rules::FacilityFacts facility;
    facility.name = {"施設", "Facility"};
    facility.offers.push_back({"stay", Yen{28345}, {}, {}, {}});
    facts.facility = facility;
    facts.allotments.push_back({"stay", Units{7}, Units{0}, Units{7}, {}, {}});
    return facts;
}

inline Date ymd(int year, unsigned month, unsigned day)
{
    return {std::chrono::year(year), std::chrono::month(month), std::chrono::day(day)};
}

}  // namespace hagukumi::test
