// The built-in sentences of decisions, in every language.
//
// sentences/<code>.yaml hold them and are compiled in, so that the program needs no file beside it.
// The code names a sentence and the values of its places; how a day, a number and a unit are written
// belongs to the language.  Every catalogue has every key, or the program does not start to explain.
#pragma once

#include <initializer_list>
#include <optional>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

#include "rules/programme.hpp"

namespace hagukumi::rules {

enum class Sentence : std::uint8_t {
    this_service,
    this_facility,
    a_day_not_registered,
    without_limit,
    between_items,
    granted,
    granted_and_left,
    partly,
    partly_and_left,
    refused,
    issued,
    issued_item,
    none_issued,
    use_possible,
    stay_possible,
    fee,
    paid_by_the_municipality,
    pay_on_the_day,
    paid_back,
    pay_in_the_end,
    pay,
    period,
    period_until,
    period_from,
    room_left,
    condition_met,
    not_well_formed,
    no_such_service,
    offered_until,
    offered_from,
    not_offered,
    facility_closed,
    no_coupon_held,
    only_where_registered,
    too_few,
    too_many,
    enough_left,
    nothing_left,
    left_for_a_part,
    not_enough_left,
    price_unknown,
    allotment_unknown,
    number_too_large,
    less_than_a_note,
    notes_and_the_rest,
    fact_missing,
    ask_the_office,
    tell_the_staff,
    have_the_interview,
    register_the_due_date,
    register_the_birth,
    register_birth_and_due_date,
    register_how_many,
    register_the_child,
    register_the_guardian,
    tell_the_discharge,
    tell_the_birth_order,
    tell_the_family,
    class_not_confirmed,
    residence_not_confirmed,
    tax_not_confirmed,
    scan_the_facility,
    hand_in_the_proof,
    count,
};

/// "no_coupon_held": the key in the catalogues.
std::string_view key_of(Sentence sentence);

struct Amount {
    std::int64_t count = 0;
    Unit unit = Unit::visit;
};

/// What stands in a place: a day (or that none is registered), an amount, another sentence, the
/// programme's own words in the nearest language that they have, or what is written already.
using Spoken = std::variant<std::optional<Date>, Amount, Sentence, Text, std::string>;

struct Named {
    std::string_view place;
    Spoken value;
};

using Places = std::initializer_list<Named>;

/// The sentence with its places filled in.  A place without a value is a bug.
std::string told(Language language, Sentence sentence, Places places = {});

/// 「令和8年7月9日（木）」, "Thursday 9 July 2026", "thứ Năm, ngày 9 tháng 7 năm 2026"
std::string told(Language language, const std::optional<Date>& day);

/// 「2日」, "2 days", "1 dia"
std::string told(Language language, const Amount& amount);

/// A value as it stands inside a sentence.
std::string written(Language language, const Spoken& value);

/// What `render` makes of Japanese, of English, and of `also`.
template <class Render>
Text in_languages(std::optional<Language> also, Render render)
{
    Text text{render(Language::ja), render(Language::en)};
    if (also && *also != Language::ja && *also != Language::en) text.more.emplace_back(*also, render(*also));
    return text;
}

/// As the catalogue has it, with its places in braces.
const std::string& pattern_of(Language language, Sentence sentence);

Text in_all_languages(Sentence sentence);

/// 「出産予定日」 in every language, by the key below `facts`.
Text name_of_fact(std::string_view key);

/// 「日」 and "days", to stand beside a number that a page writes by itself.
Text word_for(Unit unit);

/// What is wrong with a catalogue: keys that are missing or unknown, facts and places other than those
/// of the Japanese one, forms that are not there.  Empty when all is well.
std::vector<std::string> faults_of_catalogue(std::string_view yaml);

/// The text of sentences/<code>.yaml, as it was compiled in.
std::string_view catalogue_text(Language language);

}  // namespace hagukumi::rules
