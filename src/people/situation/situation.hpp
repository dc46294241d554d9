// 家庭の様子: which families a notice is for, by what is known of their births.
//
//  1. A family whose newest birth was a loss is in none of these situations, whatever else is known of it
//  (U-07).
//  2. What is known today counts: a family comes in and goes out as time passes.
#pragma once

#include <span>
#include <string_view>
#include <vector>

#include "people/family.hpp"

namespace hagukumi::people {

enum class Situation : std::uint8_t {
    pregnant = 1,     ///< 妊娠中: a birth is expected; until six weeks after its due date
    child_under = 2,  ///< a child younger than so many months
    multiple = 3,     ///< 多胎: the newest birth is of two or more
    premature =
        4,  ///< 早産: the newest child came before week 37 (母子保健: 21 days or more before the due date)
};
std::string_view name_of(Situation situation);  ///< "child_under"
std::optional<Situation> parse_situation(std::string_view name);

struct SituationWanted {
    Situation situation = Situation::pregnant;
    int months = 0;  ///< of child_under, multiple and premature: how old the child is at most, 1 to 84
};

/// What of a birth says in which situation its family is.
struct BirthSeen {
    std::optional<Date> due_date, born_on, lost_on;
    int children = 1;
};

/// Pure.  Of all births of one family, in any order.
bool is_in(const SituationWanted& wanted, std::span<const BirthSeen> births, Date today);

/// Of a family that was loaded; children of whom no birth is known count as born alone.
bool is_in(const SituationWanted& wanted, const Family& family, Date today);

/// All families in a situation, in the order of their ids.
std::vector<Id> households_in(store::Snapshot& snapshot, const SituationWanted& wanted, Date today);

std::int64_t count_households(store::Snapshot& snapshot);

}  // namespace hagukumi::people
