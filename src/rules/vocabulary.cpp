#include "rules/vocabulary.hpp"

#include <algorithm>
#include <array>
#include <iterator>

#include "rules/catalogue.hpp"

namespace hagukumi::rules {

namespace {

constexpr std::uint8_t places(std::initializer_list<Place> list)
{
    unsigned bits = 0;
    for (const Place place : list) bits |= static_cast<unsigned>(place);
    return static_cast<std::uint8_t>(bits);
}

constexpr std::uint8_t everywhere = places(
    {Place::definition, Place::application, Place::use, Place::price_fee, Place::price_step, Place::form});
constexpr std::uint8_t for_a_use = places({Place::use, Place::price_fee, Place::price_step});
constexpr std::uint8_t for_a_step = places({Place::price_step});

/// What is known of a fact here; its names stand in the catalogues.
struct FactRow {
    Fact fact;
    std::string_view word;
    Type type;
    std::uint8_t places;
    bool by_day;
    Sentence what_to_do;
    bool speaks_of_a_child = false;
    std::string_view key = {};  ///< in the catalogues; empty: the word
};

constexpr std::array<FactRow, static_cast<std::size_t>(Fact::count_of_facts)> rows{{
    {Fact::none, "", Type::mistake, 0, false, Sentence::ask_the_office, false, "none"},
    {Fact::today, "today", Type::date, everywhere, false, Sentence::ask_the_office},
    {Fact::day, "day", Type::date, everywhere, true, Sentence::tell_the_staff},
    {Fact::first_day, "first_day", Type::date, everywhere, false, Sentence::tell_the_staff},
    {Fact::application_on, "application_on", Type::date, everywhere, false, Sentence::ask_the_office},
    {Fact::issued_on, "issued_on", Type::date, everywhere, false, Sentence::ask_the_office},
    {Fact::interviewed_on, "interviewed_on", Type::date, everywhere, false, Sentence::have_the_interview},
    {Fact::birth_due_date, "birth.due_date", Type::date, everywhere, false, Sentence::register_the_due_date},
    {Fact::birth_born_on, "birth.born_on", Type::date, everywhere, false, Sentence::register_the_birth, true},
    {Fact::birth_lost_on, "birth.lost_on", Type::date, everywhere, false, Sentence::ask_the_office},
    {Fact::birth_discharged_on, "birth.discharged_on", Type::date, everywhere, false,
     Sentence::tell_the_discharge},
    {Fact::birth_event_on, "birth.event_on", Type::date, everywhere, false, Sentence::register_the_birth,
     true},
    {Fact::birth_children, "birth.children", Type::number, everywhere, false, Sentence::register_how_many,
     true},
    {Fact::after_loss, "after_loss", Type::truth, everywhere, false, Sentence::ask_the_office},
    {Fact::multiple_birth, "multiple_birth", Type::truth, everywhere, false, Sentence::register_how_many,
     true},
    {Fact::born_preterm, "born_preterm", Type::truth, everywhere, false,
     Sentence::register_birth_and_due_date, true},
    {Fact::child_born_on, "child.born_on", Type::date, everywhere, false, Sentence::register_the_child, true},
    {Fact::child_enrolled_on, "child.enrolled_on", Type::date, everywhere, false, Sentence::ask_the_office,
     true},
    {Fact::child_birth_order, "child.birth_order", Type::number, everywhere, false,
     Sentence::tell_the_birth_order, true},
    {Fact::elder_sibling_born_on, "elder_sibling.born_on", Type::date, everywhere, false,
     Sentence::tell_the_family, true},
    {Fact::enrolled, "enrolled", Type::truth, everywhere, true, Sentence::ask_the_office, true},
    {Fact::household_class, "household.class", Type::choice, everywhere, true, Sentence::class_not_confirmed},
    {Fact::household_resident_from, "household.resident_from", Type::date, everywhere, false,
     Sentence::ask_the_office},
    {Fact::household_resident_until, "household.resident_until", Type::date, everywhere, false,
     Sentence::ask_the_office},
    {Fact::resident, "resident", Type::truth, everywhere, true, Sentence::residence_not_confirmed},
    {Fact::hospitalised, "hospitalised", Type::truth, everywhere, true, Sentence::ask_the_office},
    {Fact::visiting, "visiting", Type::truth, everywhere, true, Sentence::ask_the_office},
    {Fact::guardian_born_on, "guardian.born_on", Type::date, everywhere, false,
     Sentence::register_the_guardian},
    {Fact::facility_fee, "facility.fee", Type::yen, for_a_use, false, Sentence::tell_the_staff},
    {Fact::facility_age_limit, "facility.age_limit", Type::months, for_a_use, false, Sentence::tell_the_staff,
     true},
    {Fact::facility_accepts_corrected_age, "facility.accepts_corrected_age", Type::truth, everywhere, false,
     Sentence::tell_the_staff},
    {Fact::facility_accepts_loss, "facility.accepts_loss", Type::truth, everywhere, false,
     Sentence::tell_the_staff},
    {Fact::facility_outside, "facility.outside", Type::truth, everywhere, false, Sentence::ask_the_office},
    {Fact::units, "units", Type::units, for_a_use, false, Sentence::tell_the_staff},
    {Fact::allotment_granted, "allotment.granted", Type::units, for_a_use, false, Sentence::ask_the_office},
    {Fact::allotment_used, "allotment.used", Type::units, for_a_use, false, Sentence::ask_the_office},
    {Fact::allotment_left, "allotment.left", Type::units, for_a_use, false, Sentence::ask_the_office},
    {Fact::allotment_first_use_on, "allotment.first_use_on", Type::date, for_a_use, false,
     Sentence::ask_the_office},
    {Fact::hours_from, "hours.from", Type::time, for_a_use, false, Sentence::tell_the_staff},
    {Fact::hours_until, "hours.until", Type::time, for_a_use, false, Sentence::tell_the_staff},
    {Fact::hours_length, "hours.length", Type::number, for_a_use, false, Sentence::tell_the_staff},
    {Fact::amount, "amount", Type::yen, for_a_use, false, Sentence::tell_the_staff},
    {Fact::fee, "fee", Type::yen, for_a_step, false, Sentence::tell_the_staff},
    {Fact::share, "share", Type::yen, for_a_step, false, Sentence::tell_the_staff},
    {Fact::facility, "", Type::mistake, 0, false, Sentence::scan_the_facility, false, "facility"},
    {Fact::household_children, "", Type::mistake, 0, false, Sentence::tell_the_family, false,
     "household.children"},
    {Fact::document, "", Type::mistake, 0, false, Sentence::hand_in_the_proof, false, "document"},
    {Fact::household_levy, "", Type::mistake, 0, false, Sentence::tax_not_confirmed, false, "household.levy"},
    {Fact::earlier_use, "", Type::mistake, 0, false, Sentence::ask_the_office, false, "earlier_use"},
}};

/// With the names in every language, which the catalogues give at the first question.
const std::array<FactInfo, rows.size()>& facts()
{
    static const auto all = [] {
        std::array<FactInfo, rows.size()> named;
        std::transform(rows.begin(), rows.end(), named.begin(), [](const FactRow& row) {
            return FactInfo{row.fact,
                            row.word,
                            row.type,
                            row.places,
                            row.by_day,
                            name_of_fact(row.key.empty() ? row.word : row.key),
                            told_in_all(row.what_to_do),
                            row.speaks_of_a_child};
        });
        return named;
    }();
    return all;
}

constexpr Type none = Type::mistake;
constexpr std::array functions{
    FunctionInfo{"before_attained", Op::before_attained, Type::date, Type::date, Type::months},
    FunctionInfo{"before_day_of_attainment", Op::before_day_of_attainment, Type::date, Type::date,
                 Type::months},
    FunctionInfo{"through_corresponding_day", Op::through_corresponding_day, Type::date, Type::date,
                 Type::months},
    FunctionInfo{"through_corresponding_day_or_next", Op::through_corresponding_day_or_next, Type::date,
                 Type::date, Type::months},
    FunctionInfo{"period_after_event", Op::period_after_event, Type::date, Type::date, Type::months},
    FunctionInfo{"eom_of_attainment", Op::eom_of_attainment, Type::date, Type::date, Type::months},
    FunctionInfo{"eom_of_corresponding_month", Op::eom_of_corresponding_month, Type::date, Type::date,
                 Type::months},
    FunctionInfo{"fiscal_year_end_after_attainment", Op::fiscal_year_end_after_attainment, Type::date,
                 Type::date, Type::months},
    FunctionInfo{"days_counting_first", Op::days_counting_first, Type::date, Type::date, Type::days},
    FunctionInfo{"days_after", Op::days_after, Type::date, Type::date, Type::days},
    FunctionInfo{"from_first_whole_day", Op::from_first_whole_day, Type::date, Type::date, Type::months},
    FunctionInfo{"from_attainment_day", Op::from_attainment_day, Type::date, Type::date, Type::months},
    FunctionInfo{"after_elapsed", Op::after_elapsed, Type::date, Type::date, Type::months},
    FunctionInfo{"from_nth_day", Op::from_nth_day, Type::date, Type::date, Type::number},
    FunctionInfo{"months_before", Op::months_before, Type::date, Type::date, Type::months},
    FunctionInfo{"pregnancy_week", Op::pregnancy_week, Type::date, Type::date, Type::number},
    FunctionInfo{"fiscal_year_end", Op::fiscal_year_end, Type::date, Type::date, none},
    FunctionInfo{"fiscal_year_start", Op::fiscal_year_start, Type::date, Type::date, none},
    FunctionInfo{"fiscal_year", Op::fiscal_year, Type::number, Type::date, none},
    FunctionInfo{"month_end", Op::month_end, Type::date, Type::date, none},
    FunctionInfo{"day_before", Op::day_before, Type::date, Type::date, none},
    FunctionInfo{"day_after", Op::day_after, Type::date, Type::date, none},
    FunctionInfo{"age_in_months", Op::age_in_months, Type::number, Type::date, Type::date},
    FunctionInfo{"weeks_pregnant", Op::weeks_pregnant, Type::number, Type::date, Type::date},
    FunctionInfo{"open_days_after", Op::open_days_after, Type::date, Type::date, Type::number},
    FunctionInfo{"open_days_before", Op::open_days_before, Type::date, Type::date, Type::number},
    FunctionInfo{"open_day", Op::open_day, Type::truth, Type::date, none},
    FunctionInfo{"holiday", Op::holiday, Type::truth, Type::date, none},
    FunctionInfo{"tax_year", Op::tax_year, Type::number, Type::date, Type::number},
    FunctionInfo{"weekday", Op::weekday, Type::weekday, Type::date, none},
    FunctionInfo{"corrected_birth", Op::corrected_birth, Type::date, Type::date, Type::date},
    FunctionInfo{"class_in", Op::class_in, Type::choice, Type::number, none},
    FunctionInfo{"levy_in", Op::levy_in, Type::yen, Type::number, none},
    FunctionInfo{"children_under", Op::children_under, Type::number, Type::months, Type::date},
    FunctionInfo{"hours_in", Op::hours_in, Type::number, Type::time, Type::time},
    FunctionInfo{"round_up", Op::round_up, Type::number, Type::number, none},
    FunctionInfo{"round_down", Op::round_down, Type::number, Type::number, none},
    FunctionInfo{"class_on", Op::class_on, Type::choice, Type::date, none},
    FunctionInfo{"resident_on", Op::resident_on, Type::truth, Type::date, none},
    FunctionInfo{"days_between", Op::days_between, Type::number, Type::date, Type::date},
    FunctionInfo{"month", Op::month, Type::number, Type::date, none},
};

constexpr std::array<std::string_view, 7> weekdays{"monday", "tuesday",  "wednesday", "thursday",
                                                   "friday", "saturday", "sunday"};

}  // namespace

std::span<const std::string_view> all_weekdays()
{
    return weekdays;
}

const Text& name_of(Type type)
{
    // In the order of `Type`.
    static const Text names[] = {{"何もない", "nothing"},
                                 {"数", "a number"},
                                 {"単位の数", "units"},
                                 {"円の額", "a sum in yen"},
                                 {"割合", "a rate"},
                                 {"日付", "a date"},
                                 {"月や年の期間", "a period in months or years"},
                                 {"日や週の期間", "a period in days or weeks"},
                                 {"条件", "a truth"},
                                 {"世帯区分", "a household class"},
                                 {"時刻", "a time of day"},
                                 {"曜日", "a weekday"},
                                 {"答え", "an answer"}};
    static_assert(std::size(names) == static_cast<std::size_t>(Type::answer) + 1);
    return names[static_cast<std::size_t>(type)];
}

std::span<const FactInfo> all_facts()
{
    return facts();
}

const FactInfo& info_of(Fact fact)
{
    return facts()[static_cast<std::size_t>(fact)];
}

const FactInfo& info_of(std::uint16_t fact)
{
    return facts()[fact < rows.size() ? fact : 0];
}

std::span<const FunctionInfo> all_functions()
{
    return functions;
}

}  // namespace hagukumi::rules
