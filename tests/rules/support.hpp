// Small programmes made of one changing part, for tests of one thing.
#pragma once

#include <gtest/gtest.h>

#include <string>

#include "rules/decide.hpp"
#include "rules/explain.hpp"
#include "rules/read_programme.hpp"

namespace hagukumi::test {

std::string text_of(const std::string& file);

inline constexpr const char* head = R"(programme: 131202-part
municipality: { code: "131202", name: { ja: 見本市, en: Sample } }
name: { ja: 見本, en: Sample }
document: { name: { ja: 見本, en: Sample }, date: 2026-04-01 }
contact: { name: { ja: 担当, en: Office } }
words: { coupon: { ja: 券, en: coupon } }
household_classes: { general: { ja: 一般, en: General }, tax_exempt: { ja: 非課税, en: Exempt } }
)";

rules::ReadResult read(const std::string& parts);

/// A stay with this price and these rules.
std::string stay(const std::string& price, const std::string& rules = "use_rules: []\n");

rules::Facts newborn(Date today, Date born_on);

inline Date ymd(int year, unsigned month, unsigned day)
{
    return {std::chrono::year(year), std::chrono::month(month), std::chrono::day(day)};
}

}  // namespace hagukumi::test
