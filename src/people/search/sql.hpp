// The statements by which families are found.
#pragma once

#include "store/statement.hpp"

namespace hagukumi::people::sql {

/// How many words begin like this, counted no further than $4.
inline constexpr store::Statement count_words{
    "people.count_words",
    "SELECT count(*) FROM (SELECT 1 FROM family_word WHERE municipality = $1 AND word >= $2 AND word < $3 "
    "LIMIT $4) AS found"};

// By one to three words, each by its beginning; the first pair of bounds is of the rarest of them.  CROSS
// JOIN keeps SQLite's planner to this order.
#define HAGUKUMI_HAS_WORD(first, end)                                                                       \
    "AND EXISTS (SELECT 1 FROM family_word other WHERE other.municipality = $1 AND other.household = h.id " \
    "AND other.word >= " first " AND other.word < " end ") "

/// Where few have the rarest word: in the order of the families.
inline constexpr store::Statement find_few_households{
    "people.find_few_households",
    "SELECT h.id, h.sort_key, h.address_protection FROM (SELECT DISTINCT household FROM family_word "
    "WHERE municipality = $1 AND word >= $5 AND word < $6) w CROSS JOIN household h "
    "WHERE h.municipality = $1 AND h.id = w.household "
    "AND (h.sort_key > $2 OR (h.sort_key = $2 AND h.id > $3)) " HAGUKUMI_HAS_WORD("$7", "$8")
        HAGUKUMI_HAS_WORD("$9", "$10") "ORDER BY h.sort_key, h.id LIMIT $4"};

/// Where many have it: in the order of that word, which none of them has to be sorted for.  From the word $5
/// on, behind the word $2 of the family $3; a family stands at the first of its words that begins like $11.
inline constexpr store::Statement find_many_households{
    "people.find_many_households",
    "SELECT h.id, w.word, h.address_protection FROM family_word w CROSS JOIN household h "
    "WHERE w.municipality = $1 AND w.word >= $5 AND w.word < $6 AND (w.word > $2 OR w.household > $3) "
    "AND h.municipality = $1 AND h.id = w.household " HAGUKUMI_HAS_WORD("$7", "$8")
        HAGUKUMI_HAS_WORD("$9", "$10")
    "AND NOT EXISTS (SELECT 1 FROM family_word before WHERE before.municipality = $1 "
    "AND before.household = w.household AND before.word >= $11 AND before.word <= w.word "
    "AND (before.word < w.word OR before.subject < w.subject)) "
    "ORDER BY w.word, w.household LIMIT $4"};

#undef HAGUKUMI_HAS_WORD

}  // namespace hagukumi::people::sql
