// The words of the expression language: types, facts, functions.  docs/programme-files.md lists the
// same words; a test compares the two.
#pragma once

#include <cstdint>
#include <span>
#include <string_view>

#include "base/result.hpp"

namespace hagukumi::rules {

enum class Type : std::uint8_t {
    mistake,
    number,
    units,
    yen,
    rate,
    date,
    months,
    days,
    truth,
    choice,
    time,
    weekday,
    answer,  ///< of a form's question, one of its choices
};

const Text& name_of(Type type);

/// Where an expression stands decides which facts it may use.
enum class Place : std::uint8_t {
    definition = 1,   ///< used everywhere, so only what exists everywhere
    application = 2,  ///< application rules and allotments
    use = 4,          ///< use rules
    price_fee = 8,    ///< `fee:` of a price
    price_step = 16,  ///< `parent_pays:` of a price
    form = 32,        ///< conditions and checks of a form
};

enum class Fact : std::uint16_t {
    none,
    today,
    day,
    first_day,
    application_on,
    issued_on,
    interviewed_on,
    birth_due_date,
    birth_born_on,
    birth_lost_on,
    birth_discharged_on,
    birth_event_on,
    birth_children,
    after_loss,
    multiple_birth,
    born_preterm,
    child_born_on,
    child_enrolled_on,
    child_birth_order,
    elder_sibling_born_on,
    enrolled,
    household_class,
    household_resident_from,
    household_resident_until,
    resident,
    hospitalised,
    visiting,
    guardian_born_on,
    facility_fee,
    facility_age_limit,
    facility_accepts_corrected_age,
    facility_accepts_loss,
    facility_outside,
    units,
    allotment_granted,
    allotment_used,
    allotment_left,
    allotment_first_use_on,
    hours_from,
    hours_until,
    hours_length,
    amount,
    fee,
    share,
    facility,            ///< the facility itself; not a word of the language
    household_children,  ///< all children's birthdays; not a word of the language
    document,            ///< a proof; its words are `documents.<code>.…`
    household_levy,      ///< of a tax year; not a word of the language
    earlier_use,         ///< the day of one, in a counter; not a word of the language
    count_of_facts,
};

static_assert(static_cast<int>(Fact::count_of_facts) <= 64, "a set of facts is one word");

struct FactInfo {
    Fact fact = Fact::none;
    std::string_view word;  ///< `birth.born_on`
    Type type = Type::mistake;
    std::uint8_t places = 0;         ///< of Place
    bool by_day = false;             ///< may differ from one day of use to the next
    Text name;                       ///< 「出産日」
    Text what_to_do;                 ///< when it is missing
    bool speaks_of_a_child = false;  ///< so that after a pregnancy loss it is not named
};

std::span<const FactInfo> all_facts();
const FactInfo& info_of(Fact fact);
/// For RuleLook::fact.
const FactInfo& info_of(std::uint16_t fact);

enum class Op : std::uint8_t {
    literal,
    fact,
    definition,
    known_fact,
    known_definition,
    is_known,
    counter,
    answer,
    document_valid,
    document_from,
    document_until,
    if_then_else,
    op_and,
    op_or,
    op_not,
    equal,
    not_equal,
    less,
    less_equal,
    greater,
    greater_equal,
    add,
    subtract,
    multiply,
    divide,
    negate,
    min,
    max,
    // functions of dates, in the order of base/age.hpp
    before_attained,
    before_day_of_attainment,
    through_corresponding_day,
    through_corresponding_day_or_next,
    period_after_event,
    eom_of_attainment,
    eom_of_corresponding_month,
    fiscal_year_end_after_attainment,
    days_counting_first,
    days_after,
    from_first_whole_day,
    from_attainment_day,
    after_elapsed,
    after_elapsed_days,
    from_nth_day,
    months_before,
    pregnancy_week,
    fiscal_year_end,
    fiscal_year_start,
    fiscal_year,
    month_end,
    day_before,
    day_after,
    age_in_months,
    weeks_pregnant,
    open_days_after,
    open_days_before,
    open_day,
    holiday,
    tax_year,
    weekday,
    corrected_birth,
    class_in,
    levy_in,
    children_under,
    hours_in,
    round_up,
    round_down,
    class_on,
    resident_on,
    days_between,
    month,
};

struct FunctionInfo {
    std::string_view word;
    Op op;
    Type result;
    Type first;
    Type second;  ///< Type::mistake: takes one argument
};

/// The names after `weekday(…) is`: monday is 1, sunday is 7.
std::span<const std::string_view> all_weekdays();

/// `min`, `max`, `earlier`, `later` and `known` are not here: they take any number or any fact.
std::span<const FunctionInfo> all_functions();

}  // namespace hagukumi::rules
