#include "rules/stated_facts.hpp"

#include <algorithm>
#include <optional>

#include "base/era.hpp"
#include "base/whole_number.hpp"
#include "rules/parts.hpp"
#include "rules/told.hpp"

namespace hagukumi::rules {

namespace {

constexpr std::string_view documents = "documents.";
constexpr std::int64_t most_yen = 1'000'000'000;

bool set(std::optional<Date>& into, std::string_view text)
{
    const auto date = parse_iso_date(text);
    if (date) into = *date;
    return date.has_value();
}

/// "2022-08-01 2025-03-01"
std::optional<std::vector<Date>> dates_in(std::string_view text)
{
    std::vector<Date> dates;
    while (!text.empty()) {
        const std::size_t end = std::min(text.find(' '), text.size());
        const auto date = parse_iso_date(text.substr(0, end));
        if (!date) return std::nullopt;
        dates.push_back(*date);
        text.remove_prefix(std::min(end + 1, text.size()));
    }
    if (dates.empty()) return std::nullopt;
    return dates;
}

/// What is known for one year takes the place of what was known for it.
template <class Value>
void put(std::vector<std::pair<int, Value>>& by_year, int year, Value value)
{
    by_year.erase(std::remove_if(by_year.begin(), by_year.end(),
                                 [&](const auto& known) { return known.first == year; }),
                  by_year.end());
    by_year.emplace_back(year, std::move(value));
}

/// The year behind `prefix`, if the key is the prefix and a year.
std::optional<int> year_behind(std::string_view key, std::string_view prefix)
{
    if (!key.starts_with(prefix)) return std::nullopt;
    const auto year = parse_whole_number<std::int64_t>(key.substr(prefix.size()));
    if (!year || *year < 1900 || *year > 2200) return std::nullopt;
    return static_cast<int>(*year);
}

bool lay_over_document(std::vector<DocumentFacts>& all, std::string_view key, std::string_view value)
{
    const std::size_t dot = key.rfind('.');
    const std::string_view code = key.substr(0, dot);
    if (dot == std::string_view::npos || code.empty()) return false;
    std::optional<Date> day;
    if (!set(day, value)) return false;
    const std::string_view end = key.substr(dot + 1);
    if (end != "valid_from" && end != "valid_until") return false;
    auto found = std::find_if(all.begin(), all.end(), [&](const auto& one) { return one.code == code; });
    if (found == all.end()) found = all.insert(all.end(), {std::string(code), {}, {}});
    (end == "valid_from" ? found->valid_from : found->valid_until) = day;
    return true;
}

}  // namespace

std::vector<FactToTry> facts_to_state(const Programme& programme, int tax_year)
{
    std::vector<FactToTry> facts;
    for (FactToTry& fact : facts_to_try(programme)) {
        if (fact.known_from != FactToTry::KnownFrom::officer) continue;
        const bool is_yearly =
            fact.kind == FactToTry::Kind::class_by_year || fact.kind == FactToTry::Kind::yen_by_year;
        if (!is_yearly) {
            facts.push_back(std::move(fact));
            continue;
        }
        for (const int year : {tax_year, tax_year - 1}) {
            facts.push_back({fact.key + "." + std::to_string(year), fact.kind,
                             told("{}年度の{}", "{1}, tax year {0}", year, fact.name), fact.known_from});
        }
    }
    return facts;
}

bool asks_an_officer(const Programme& programme)
{
    constexpr auto bit = [](Fact fact) { return std::uint64_t{1} << static_cast<unsigned>(fact); };
    constexpr std::uint64_t stated = bit(Fact::visiting) | bit(Fact::household_children) |
                                     bit(Fact::child_birth_order) | bit(Fact::elder_sibling_born_on) |
                                     bit(Fact::household_levy) | names_class_of_tax_year;
    return (programme.parts().facts_named & stated) != 0 || !programme.parts().documents.empty();
}

bool lay_over(Facts& facts, const StatedFact& fact)
{
    const std::string_view key = fact.key, value = fact.value;
    HouseholdFacts& household = facts.household;
    if (key == "household.visiting_from") return set(household.visiting_from, value);
    if (key == "household.visiting_until") return set(household.visiting_until, value);
    if (key == "household.children_born_on") {
        const auto dates = dates_in(value);
        if (dates) household.children_born_on = *dates;
        return dates.has_value();
    }
    if (const auto year = year_behind(key, "household.class_by_tax_year.")) {
        if (value.empty()) return false;
        put(household.class_by_tax_year, *year, std::string(value));
        return true;
    }
    if (const auto year = year_behind(key, "household.levy_by_tax_year.")) {
        const auto yen = parse_whole_number<std::int64_t>(value);
        if (!yen || *yen < 0 || *yen > most_yen) return false;
        put(household.levy_by_tax_year, *year, Yen{*yen});
        return true;
    }
    if (key.starts_with(documents))
        return lay_over_document(facts.documents, key.substr(documents.size()), value);
    return false;
}

}  // namespace hagukumi::rules
