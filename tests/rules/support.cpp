#include "rules/support.hpp"

#include <fstream>
#include <sstream>

namespace hagukumi::test {

std::string text_of(const std::string& file)
{
    std::ifstream stream(std::string(HAGUKUMI_SOURCE_DIR) + "/" + file, std::ios::binary);
    std::ostringstream text;
    text << stream.rdbuf();
    return text.str();
}

rules::ReadResult read(const std::string& parts)
{
    return rules::read_programme("131202-part.yaml", head + parts);
}

std::string stay(const std::string& price, const std::string& rules)
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

rules::Facts newborn(Date today, Date born_on)
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

}  // namespace hagukumi::test
