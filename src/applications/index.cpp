#include "applications/index.hpp"

#include <algorithm>

#include "applications/keep.hpp"
#include "applications/sql.hpp"
#include "people/fold.hpp"

namespace hagukumi::applications {

namespace {

using rules::Becomes;

struct Key {
    Match what;
    std::string value;
};

void add_key(std::vector<Key>& keys, Match what, const std::string& kana, const std::optional<Date>& day)
{
    const std::string folded = people::search_key(kana);
    if (!folded.empty() && day) keys.push_back({what, folded + " " + to_string(*day)});
}

std::vector<Key> keys_of(const rules::Form& form, const rules::AnswersRead& read)
{
    const auto day = [&](Becomes becomes) { return day_answered(form, read, becomes); };
    const std::string guardian = answer_of(form, read, Becomes::guardian_kana);
    const std::optional<Date> born = day(Becomes::birth_born_on);
    std::vector<Key> keys;
    add_key(keys, Match::child, answer_of(form, read, Becomes::child_kana),
            day(Becomes::child_born_on) ? day(Becomes::child_born_on) : born);
    for (const auto& event : {born, day(Becomes::birth_due_date), day(Becomes::birth_lost_on)})
        add_key(keys, Match::birth, guardian, event);
    add_key(keys, Match::guardian, guardian, day(Becomes::guardian_born_on));
    return keys;
}

/// The same people in another family.
void add_families(store::Snapshot& snapshot, const rules::Form& form, const Application& application,
                  const rules::AnswersRead& read, std::vector<Duplicate>& found)
{
    constexpr int most_families = 20;
    const auto same = [](const std::string& kana, const std::optional<Date>& day, const std::string& answered,
                         const std::optional<Date>& day_of_answer) {
        return !answered.empty() && day && day == day_of_answer &&
               people::search_key(kana) == people::search_key(answered);
    };
    const std::string guardian = answer_of(form, read, Becomes::guardian_kana);
    const std::string child = answer_of(form, read, Becomes::child_kana);
    const auto guardian_born = day_answered(form, read, Becomes::guardian_born_on);
    auto child_born = day_answered(form, read, Becomes::child_born_on);
    if (!child_born) child_born = day_answered(form, read, Becomes::birth_born_on);
    std::vector<Id> households;
    for (const std::string& kana : {guardian, child}) {
        if (kana.empty()) continue;
        for (const auto& line : people::find_families(snapshot, kana, "", most_families).families) {
            const bool is_known =
                line.household == application.household ||
                std::find(households.begin(), households.end(), line.household) != households.end();
            if (!is_known) households.push_back(line.household);
        }
    }
    for (const Id& household : households) {
        const auto family = people::load_family(snapshot, household, people::Reader::officer);
        if (!family) continue;
        const bool has_child = std::any_of(
            family->children.begin(), family->children.end(),
            [&](const people::Child& one) { return same(one.kana, one.born_on, child, child_born); });
        const bool has_guardian =
            std::any_of(family->guardians.begin(), family->guardians.end(), [&](const people::Guardian& one) {
                return same(one.kana, one.birth_date, guardian, guardian_born);
            });
        if (has_child) found.push_back({Match::child, std::nullopt, household});
        if (has_guardian) found.push_back({Match::guardian, std::nullopt, household});
    }
}

}  // namespace

void index_answers(store::Transaction& tx, const Id& application, const std::string& number,
                   const rules::Form& form, const rules::AnswersRead& read)
{
    tx.execute(sql::forget_words, application);
    tx.execute(sql::forget_matches, application);
    const auto add_words = [&](const std::string& text) {
        for (const std::string& word : people::search_words(text))
            tx.execute(sql::add_word, word, application);
    };
    for (const Becomes becomes :
         {Becomes::guardian_name, Becomes::guardian_kana, Becomes::child_name, Becomes::child_kana})
        add_words(answer_of(form, read, becomes));
    for (const std::string& digits :
         {people::fold_digits(number),
          people::fold_digits(answer_of(form, read, Becomes::guardian_telephone))}) {
        if (!digits.empty()) tx.execute(sql::add_word, digits, application);
    }
    // A change notice is of somebody who is known; what it repeats is no double.
    if (form.is_change_notice) return;
    for (const Key& key : keys_of(form, read)) tx.execute(sql::add_match, key.what, key.value, application);
}

std::vector<Duplicate> duplicates_of(store::Snapshot& snapshot, const rules::Form& form,
                                     const Application& application, const rules::AnswersRead& read)
{
    std::vector<Duplicate> found;
    snapshot.query(
        sql::matches_of,
        [&](const store::Row& row) {
            // One line for each application: what it has in common most closely comes first.
            const Id other = row.id(1);
            const bool is_there = std::any_of(found.begin(), found.end(),
                                              [&](const Duplicate& one) { return one.application == other; });
            if (!is_there) found.push_back({static_cast<Match>(row.integer(0)), other, std::nullopt});
        },
        application.id);
    add_families(snapshot, form, application, read, found);
    return found;
}

std::string_view name_of(Match match)
{
    switch (match) {
        case Match::child: return "child";
        case Match::birth: return "birth";
        case Match::guardian: return "guardian";
    }
    throw BugFound("what two applications have in common has a name");
}

}  // namespace hagukumi::applications
