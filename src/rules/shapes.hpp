// The shape of a programme file: which keys each of its maps has, what stands under them, and whether they
// must be there.  One table (shapes.cpp): the readers take what is allowed from it (MapReader), and the JSON
// Schema with which an editor completes and checks is written from it (`hagukumi schema`).
//
// What no table can say (one of two keys, a name that stands elsewhere in the file, the types inside an
// expression) is said by the readers alone.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.hpp"
#include "rules/vocabulary.hpp"

namespace hagukumi::rules {

/// The maps of the file, and `calendar`, which is a file of its own.
enum class Map : std::uint8_t {
    file,
    municipality,
    sentence,
    document,
    contact,
    words,
    corrections,
    unsettled,
    definition,
    allotment,
    note,
    service,
    price,
    price_step,
    rounding,
    counter,
    application_rule,
    use_rule,
    worked_case,
    case_step,
    expectation,
    request,
    facts,
    birth,
    child,
    household,
    guardian,
    proof,
    facility,
    offer,
    held,
    earlier_use,
    booking,
    release,
    deadlines,
    deadline,
    booking_hours,
    holding,
    age_group,
    priority_group,
    lottery,
    waiting_list,
    no_shows,
    cancellation_cost,
    question,
    booking_case,
    booking_change,
    wanted_booking,
    held_booking,
    booking_given,
    facility_deadlines,
    draw,
    booking_expectation,
    draw_expectation,
    form,
    form_page,
    form_question,
    form_check,
    lead_time,
    decision_notice,
    form_case,
    form_expectation,
    calendar,
    count_of_maps,
};

/// What stands under a key.
struct Holds {
    enum class Kind : std::uint8_t {
        text,        ///< one scalar, not empty
        code,        ///< small letters, digits and _
        sentence,    ///< { ja: …, en: … }
        number,      ///< from `least` to `most`
        date,        ///< 2026-04-01
        time,        ///< 8:30
        truth,       ///< true or false
        choice,      ///< one of `choices`
        expression,  ///< of `type`, or values keyed by a day
        map,         ///< of the shape `of`
        map_of,      ///< names, and under each `inner[0]`
        list_of,     ///< of `inner[0]`
        nothing,     ///< ~
        either,      ///< one of `inner`
    };

    Kind kind = Kind::text;
    Type type = Type::mistake;
    Map of = Map::file;
    std::int64_t least = 0, most = 0;
    std::vector<std::string_view> choices;
    std::vector<Holds> inner;
};

struct Key {
    std::string_view name;
    bool required = false;
    Holds holds;
    Text about;  ///< in one line; also what a reader asks for when the key is missing: "write …"
};

struct Shape {
    std::string_view name;  ///< among the definitions of the schema: "use_rule"
    Text what;              ///< in messages: "a rule"
    bool laid_over =
        false;  ///< facts: laid over those of a family, so that nothing is required and ~ takes away
    std::vector<Key> keys;

    const Key* find(std::string_view key) const;
    std::vector<std::string_view> names() const;
};

const Shape& shape_of(Map map);

/// The JSON Schema (2020-12) of a programme file, as programmes/programme.schema.json holds it.
std::string programme_schema();

}  // namespace hagukumi::rules
