// What a fact is on a day of a use, and what the functions that look into the facts say of it.  For
// evaluate.cpp; all of it is missing, and named, where it is not known.
#pragma once

#include "base/age.hpp"
#include "rules/evaluate.hpp"
#include "rules/parts.hpp"

namespace hagukumi::rules {

inline Value known(std::int64_t number)
{
    return {Value::State::known, Fact::none, {number, 1}};
}

inline Value known(Ratio ratio)
{
    return {Value::State::known, Fact::none, ratio};
}

inline Value missing(Fact fact)
{
    return {Value::State::missing, fact, {}};
}

inline Value overflow()
{
    return {Value::State::overflow, Fact::none, {}};
}

inline Value known_or_overflow(std::optional<Ratio> ratio)
{
    return ratio ? known(*ratio) : overflow();
}

inline Value known_or_overflow(Date date)
{
    return is_in_range(date) ? known(days_since_epoch(date)) : overflow();
}

Value value_of(Fact fact, const Scene& scene);

/// `documents.<code>.valid`, `.valid_from`, `.valid_until`; `word` is the document's place in the file.
Value of_document(Op op, std::uint16_t word, const Scene& scene);

Value resident_on(const HouseholdFacts& household, std::int64_t day);
Value household_class(const Scene& scene, std::int64_t day);

/// How many children of the household are born and under an age on a day.
Value children_under(const Facts& facts, std::int64_t months, std::int64_t day);

/// The class of one tax year; the classes of the others say nothing about it.
Value class_in(const Scene& scene, std::int64_t year);

/// 市民税所得割額 of one tax year.
Value levy_in(const Scene& scene, std::int64_t year);

/// The hours of this use between two times of day, on whichever day they come round.
Value hours_in(const Scene& scene, std::int64_t from, std::int64_t until);

/// An answer that was not given is missing; which one it is, its field says.
Value answer_to(std::uint16_t question, const Scene& scene);

}  // namespace hagukumi::rules
