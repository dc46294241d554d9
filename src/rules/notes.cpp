#include "rules/notes.hpp"

#include <algorithm>
#include <limits>

#include "base/age.hpp"
#include "rules/parts.hpp"

namespace hagukumi::rules {

namespace {

/// Tries the notes from the largest on.  The first sum found is the one with the largest notes, so a
/// later one must be better to take its place.
class Search {
public:
    Search(const std::vector<NotesTaken>& left, std::int64_t bill) : x_left(left), x_bill(bill)
    {
        x_now.assign(left.size(), 0);
        x_rest.assign(left.size() + 1, 0);
        for (std::size_t i = left.size(); i-- > 0;) {
            x_rest[i] = x_rest[i + 1] + left[i].value * left[i].count;
        }
        from(0, 0);
    }

    std::vector<NotesTaken> best() const
    {
        std::vector<NotesTaken> taken;
        for (std::size_t i = 0; i < x_best.size(); ++i) {
            if (x_best[i] > 0) taken.push_back({x_left[i].value, x_best[i]});
        }
        return taken;
    }

private:
    void from(std::size_t index, std::int64_t sum)
    {
        if (sum > x_best_sum) {
            x_best_sum = sum;
            x_best = x_now;
        }
        // Nothing beats the whole bill; nor can what is left of the notes reach beyond the best.
        if (index == x_left.size() || x_best_sum == x_bill || sum + x_rest[index] <= x_best_sum) return;
        if (++x_tried > most_tries) return;
        const NotesTaken& notes = x_left[index];
        for (std::int64_t count = std::min(notes.count, (x_bill - sum) / notes.value); count >= 0; --count) {
            x_now[index] = count;
            from(index + 1, sum + count * notes.value);
            if (x_best_sum == x_bill) return;
        }
        x_now[index] = 0;
    }

    /// Four values of a few dozen notes need some thousands.
    static constexpr std::int64_t most_tries = 100'000;

    const std::vector<NotesTaken>& x_left;
    std::int64_t x_bill;
    std::vector<std::int64_t> x_now, x_best, x_rest;
    std::int64_t x_best_sum = 0;
    std::int64_t x_tried = 0;
};

}  // namespace

std::vector<NotesTaken> best_notes(const std::vector<NotesTaken>& left, std::int64_t bill)
{
    return Search(left, bill).best();
}

std::int64_t sum_of(const std::vector<NotesTaken>& notes)
{
    std::int64_t sum = 0;
    for (const NotesTaken& note : notes) sum += note.value * note.count;
    return sum;
}

std::optional<std::vector<NotesTaken>> notes_left(const Scene& scene, Value& why)
{
    const std::uint16_t allotment = scene.service->allotment;
    // As many as were granted: the counts are those of the day of application.
    Scene granted = scene;
    granted.day = granted.first_day = days_of(scene.facts.application_on).value_or(scene.today);
    std::vector<NotesTaken> left;
    for (const NotePart& note : scene.parts.allotment_parts[allotment].notes) {
        const Value count = evaluate(note.count, granted);
        if (!count.is_known()) {
            why = count;
            return std::nullopt;
        }
        const std::int64_t number = count.ratio.is_whole() ? count.whole() : 0;
        left.push_back({note.value, std::clamp<std::int64_t>(number, 0, most_notes)});
    }
    std::uint64_t services = 0;
    for (std::size_t i = 0; i < scene.parts.services.size(); ++i) {
        if (scene.parts.services[i].allotment == allotment) services |= std::uint64_t{1} << i;
    }
    std::vector<std::pair<std::int64_t, std::int64_t>> paid;  // day and sum, so that no order is lost
    for (const PastUse& use : scene.facts.uses) {
        if (is_earlier_use(Whose::holder, services, scene, use))
            paid.emplace_back(days_since_epoch(use.first_day), use.units.count);
    }
    std::sort(paid.begin(), paid.end());
    for (const auto& [day, sum] : paid) {
        for (const NotesTaken& taken : best_notes(left, sum)) {
            for (NotesTaken& note : left) {
                if (note.value == taken.value) note.count -= taken.count;
            }
        }
    }
    return left;
}

}  // namespace hagukumi::rules
