// How many units the use takes: what is left, whole notes, the least and the most in one use.
#include <algorithm>

#include "rules/deciding.hpp"
#include "rules/notes.hpp"

namespace hagukumi::rules {

void Deciding::look_at_amount()
{
    x_amount = is_stay() ? units_of_days() : x_asked;
    const bool some_left = x_amount > 0;
    if (x_caps) look_at_cutting_caps();
    const std::int64_t covered = x_amount;
    const bool enough_left = look_at_units_left();
    if (x_notes) take_notes();

    // With nothing at all left, that alone is the reason.
    const std::int64_t least = x_service->least_per_use.count;
    if (x_amount > 0 && x_amount < least) {
        RuleLook& too_few = look(BuiltIn::least_per_use, Verdict::against);
        too_few.asked = x_asked;
        too_few.left = x_amount;
        too_few.needed = least;
    }
    if (x_amount == 0 && !some_left) {
        // Several rules together have taken every day.
        RuleLook& no_day = look(BuiltIn::least_per_use, Verdict::against);
        no_day.asked = x_asked;
        no_day.needed = least;
    }
    if (x_service->most_per_use && covered > x_service->most_per_use->count) {
        RuleLook& too_many = look(BuiltIn::most_per_use, Verdict::against);
        too_many.asked = covered;
        too_many.left = x_service->most_per_use->count;
    }
    if (x_caps) {
        // Where too few units are left the use is refused; the caps then tell of all that was asked.
        const std::int64_t left = x_amount;
        if (!enough_left) x_amount = covered;
        look_at_refusing_caps();
        x_amount = left;
    }

    std::int64_t first = 0;
    std::int64_t last = x_days - 1;
    if (x_amount > 0 && is_stay()) {
        while (!is_taken(first)) ++first;
        while (!is_taken(last)) --last;
    }
    x_decision.units = {x_amount};
    x_decision.first_covered = date_of_days(x_scene.first_day + first);
    x_decision.last_covered = date_of_days(x_scene.first_day + last);
}

bool Deciding::look_at_units_left()
{
    if (!x_decision.limited || !x_scene.allotment) return true;
    const std::int64_t covered = x_amount;
    const bool enough = covered <= x_left;
    const bool cuts = !enough && x_parts.allotment_parts[x_service->allotment].use_what_is_left && x_left > 0;
    if (cuts) shorten_to(x_left);
    if (!enough && !cuts) x_amount = x_left;
    const bool partly = cuts && x_amount > 0;
    RuleLook& left = look(BuiltIn::units_left, enough   ? Verdict::met
                                               : partly ? Verdict::cut
                                                        : Verdict::against);
    left.asked = left.needed = covered;
    left.left = x_left;
    return enough || partly;
}

void Deciding::shorten_to(std::int64_t units)
{
    if (!is_stay()) {
        x_amount = std::min(x_amount, units);
        return;
    }
    for (std::int64_t i = x_days; i-- > 0 && x_amount > units;) {
        x_cut.set(static_cast<std::size_t>(i));
        x_amount = units_of_days();
    }
}

void Deciding::take_notes()
{
    Value why;
    const auto left = notes_left(x_scene, why);
    if (!left) {
        look_unknown(x_parts.rule_of(BuiltIn::whole_notes), why);
        return;
    }
    const std::int64_t bill = x_amount;
    x_decision.notes = best_notes(*left, bill);
    x_amount = sum_of(x_decision.notes);
    if (x_amount == bill) return;
    RuleLook& notes = look(BuiltIn::whole_notes, x_amount > 0 ? Verdict::cut : Verdict::against);
    notes.asked = bill;
    notes.left = x_amount;
    for (const NotesTaken& note : *left) {
        if (note.count > 0) notes.needed = note.value;  // the smallest is the last
    }
}

}  // namespace hagukumi::rules
