// The built-in sentences of decisions, bookings and forms, in every language.
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

// Each is a key in the catalogues; decisions come first.
// clang-format off
#define HAGUKUMI_SENTENCES(one)                                                                          \
    one(this_service) one(this_facility) one(a_day_not_registered) one(without_limit) one(between_items) \
    one(granted) one(granted_and_left) one(partly) one(partly_and_left) one(refused) one(issued)         \
    one(issued_item) one(none_issued) one(use_possible) one(stay_possible) one(fee)                      \
    one(paid_by_the_municipality) one(pay_on_the_day) one(paid_back) one(pay_in_the_end) one(pay)        \
    one(rounded_down) one(rounded_half_up) one(rounded_up) one(parent_so_far) one(parent_of_month)       \
    one(public_so_far) one(public_of_month)                                                              \
    one(period) one(period_until) one(period_from) one(room_left) one(condition_met)                     \
    one(not_well_formed) one(no_such_service) one(offered_until) one(offered_from) one(not_offered)      \
    one(facility_closed) one(no_coupon_held) one(only_where_registered) one(too_few) one(too_many)       \
    one(enough_left) one(nothing_left) one(left_for_a_part) one(not_enough_left) one(price_unknown)      \
    one(allotment_unknown) one(number_too_large) one(less_than_a_note) one(notes_and_the_rest)           \
    one(fact_missing) one(ask_the_office) one(tell_the_staff) one(have_the_interview)                    \
    one(register_the_due_date) one(register_the_birth) one(register_birth_and_due_date)                  \
    one(register_how_many) one(register_the_child) one(register_the_guardian) one(tell_the_discharge)    \
    one(tell_the_birth_order) one(tell_the_family) one(class_not_confirmed) one(residence_not_confirmed) \
    one(tax_not_confirmed) one(scan_the_facility) one(hand_in_the_proof)                                 \
    /* booking */                                                                                        \
    one(the_interview) one(minutes) one(booking_well_formed) one(booking_not_well_formed) one(bookable)  \
    one(not_bookable) one(deed_of_booking) one(deed_of_changing) one(deed_of_cancelling)                 \
    one(deed_possible) one(deed_possible_until) one(deed_not_here) one(deed_was_until)                   \
    one(release_unknown) one(released) one(released_from) one(released_from_and_now_until)               \
    one(within_hours) one(outside_hours) one(contiguous) one(not_contiguous) one(length_fine)            \
    one(length_too_short) one(length_too_long) one(days_fine) one(too_many_days_at_once)                 \
    one(not_registered_yet) one(registered_until) one(registered_only_until) one(may_hold) one(all_held) \
    one(more_than_may_be_held) one(not_overlapping) one(overlapping) one(not_suspended) one(suspended)   \
    one(seats_left) one(no_seats_offered) one(seats_taken)                                               \
    /* answers in a form */                                                                              \
    one(fill_in) one(choose_one) one(choose_some) one(attach) one(tick_to_agree) one(shorten_to)         \
    one(shorten) one(unreadable) one(letters_only_in_names) one(private_character) one(write_kana)       \
    one(write_a_date) one(no_such_date) one(year_without_era) one(write_a_postal_code)                   \
    one(write_a_telephone) one(check_the_mail_address) one(write_a_number) one(write_a_number_between)   \
    one(write_digits) one(write_digits_between) one(choose_again) one(chosen_twice) one(attach_at_least) one(attach_at_most) one(choose_at_least)    \
    one(choose_at_most) one(attach_again) one(write_both_names) one(give_one_answer)                     \
    one(check_this_answer)
// clang-format on

enum class Sentence : std::uint8_t {
#define HAGUKUMI_NAMED(key) key,
    HAGUKUMI_SENTENCES(HAGUKUMI_NAMED)
#undef HAGUKUMI_NAMED
        count,
};

/// "no_coupon_held": the key in the catalogues.
std::string_view key_of(Sentence sentence);

struct Amount {
    std::int64_t count = 0;
    Unit unit = Unit::visit;
};

/// What stands in a place: a day (or that none is registered), a moment, an amount, another sentence, the
/// programme's own words in the nearest language that they have, or what is written already.
using Spoken = std::variant<std::optional<Date>, Instant, Amount, Sentence, Text, std::string>;

struct Named {
    std::string_view place;
    Spoken value;
};

using Places = std::initializer_list<Named>;

/// The sentence with its places filled in.  A place without a value is a bug.
std::string told(Language language, Sentence sentence, Places places = {});

/// 「令和8年7月9日（木）」, "Thursday 9 July 2026", "thứ Năm, ngày 9 tháng 7 năm 2026"
std::string told(Language language, const std::optional<Date>& day);

/// 「令和8年7月7日（火）17時」, "Tuesday 7 July 2026, 17:00", in Japan
std::string told(Language language, Instant moment);

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

/// In all of them, for what is kept and shown later.
Text told_in_all(Sentence sentence, Places places = {});

/// As the catalogue has it, with its places in braces.
const std::string& pattern_of(Language language, Sentence sentence);

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
