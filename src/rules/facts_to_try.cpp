#include "rules/facts_to_try.hpp"

#include <algorithm>

#include "rules/parts.hpp"
#include "rules/told.hpp"

namespace hagukumi::rules {

namespace {

using Kind = FactToTry::Kind;
using KnownFrom = FactToTry::KnownFrom;

/// What must be filled in so that a fact is known.
struct Row {
    Fact fact;
    std::string_view key;
    Kind kind;
    Text name = {};  ///< empty: the fact's own
    KnownFrom known_from = KnownFrom::service;
};

const std::vector<Row>& rows()
{
    static const std::vector<Row> all{
        {Fact::application_on, "application_on", Kind::date, {}},
        {Fact::issued_on, "issued_on", Kind::date, {}},
        {Fact::interviewed_on, "interviewed_on", Kind::date, {}},
        {Fact::birth_discharged_on, "birth.discharged_on", Kind::date, {}},
        {Fact::child_born_on, "child.born_on", Kind::date, {}},
        {Fact::child_enrolled_on, "child.enrolled_on", Kind::date, {}},
        {Fact::enrolled,
         "child.enrolled_on",
         Kind::date,
         {"保育園等に在籍し始めた日", "The day of enrolment"}},
        {Fact::child_birth_order,
         "household.children_born_on",
         Kind::dates,
         {"世帯の子全員の生年月日", "The dates of birth of all children"},
         KnownFrom::officer},
        {Fact::elder_sibling_born_on,
         "household.children_born_on",
         Kind::dates,
         {"世帯の子全員の生年月日", "The dates of birth of all children"},
         KnownFrom::officer},
        {Fact::household_children,
         "household.children_born_on",
         Kind::dates,
         {"世帯の子全員の生年月日", "The dates of birth of all children"},
         KnownFrom::officer},
        {Fact::resident, "household.resident_until", Kind::date, {"転出の日", "The day of moving out"}},
        {Fact::household_resident_until, "household.resident_until", Kind::date, {}},
        {Fact::hospitalised,
         "household.hospitalised_from",
         Kind::date,
         {"入院の初めの日", "The first day in hospital"}},
        {Fact::hospitalised,
         "household.hospitalised_until",
         Kind::date,
         {"入院の最後の日", "The last day in hospital"}},
        {Fact::visiting,
         "household.visiting_from",
         Kind::date,
         {"里帰りの初めの日", "The first day with relatives"},
         KnownFrom::officer},
        {Fact::visiting,
         "household.visiting_until",
         Kind::date,
         {"里帰りの最後の日", "The last day with relatives"},
         KnownFrom::officer},
        {Fact::household_levy,
         "household.levy_by_tax_year",
         Kind::yen_by_year,
         {"市民税所得割額（円）", "income levy of the residence tax (yen)"},
         KnownFrom::officer},
        {Fact::guardian_born_on, "guardian.born_on", Kind::date, {}},
        {Fact::facility_outside,
         "facility.outside",
         Kind::truth,
         {"市外の施設である", "The facility is outside of the municipality"}}};
    return all;
}

}  // namespace

std::string_view code_of(Kind kind)
{
    switch (kind) {
        case Kind::date: return "date";
        case Kind::dates: return "dates";
        case Kind::number: return "number";
        case Kind::truth: return "truth";
        case Kind::class_by_year: return "class_by_year";
        case Kind::yen_by_year: break;
    }
    return "yen_by_year";
}

std::vector<FactToTry> facts_to_try(const Programme& programme)
{
    const Parts& parts = programme.parts();
    std::vector<FactToTry> facts;
    for (const Row& row : rows()) {
        const bool is_named = (parts.facts_named >> static_cast<unsigned>(row.fact) & 1) != 0;
        const auto is_there = [&](const FactToTry& other) { return other.key == row.key; };
        if (!is_named || std::any_of(facts.begin(), facts.end(), is_there)) continue;
        facts.push_back({std::string(row.key), row.kind,
                         row.name.ja.empty() ? info_of(row.fact).name : row.name, row.known_from});
    }
    if ((parts.facts_named & names_class_of_tax_year) != 0) {
        facts.push_back({"household.class_by_tax_year",
                         Kind::class_by_year,
                         {"世帯区分", "household class"},
                         KnownFrom::officer});
    }
    for (const auto& [code, name] : parts.documents) {
        facts.push_back({"documents." + code + ".valid_from", Kind::date,
                         told("{}の有効期間の初め", "{}: valid from", name), KnownFrom::officer});
        facts.push_back({"documents." + code + ".valid_until", Kind::date,
                         told("{}の有効期間の終わり", "{}: valid until", name), KnownFrom::officer});
    }
    return facts;
}

}  // namespace hagukumi::rules
