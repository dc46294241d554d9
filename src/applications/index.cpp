#include "applications/index.hpp"

#include <algorithm>

#include "applications/keep.hpp"
#include "applications/receive.hpp"
#include "applications/sql.hpp"
#include "people/alike/alike.hpp"
#include "people/fold.hpp"

namespace hagukumi::applications {

namespace {

using rules::Becomes;

void add_key(std::vector<MatchKey>& keys, Match what, const std::string& kana, const std::optional<Date>& day)
{
    const std::string folded = people::search_key(kana);
    if (!folded.empty() && day) keys.push_back({what, folded + " " + to_string(*day)});
}

/// The same people in a family other than `own`.
void add_families(store::Snapshot& snapshot, const rules::Form& form, const Id& own,
                  const rules::AnswersRead& read, std::vector<Duplicate>& found)
{
    const auto add = [&](Match what, const std::vector<Id>& households) {
        for (const Id& household : households) {
            if (household != own) found.push_back({what, std::nullopt, household});
        }
    };
    auto child_born = day_answered(form, read, Becomes::child_born_on);
    if (!child_born) child_born = day_answered(form, read, Becomes::birth_born_on);
    if (child_born)
        add(Match::child,
            people::households_with_child(snapshot, answer_of(form, read, Becomes::child_kana), *child_born));
    if (const auto born = day_answered(form, read, Becomes::guardian_born_on))
        add(Match::guardian,
            people::households_with_guardian(snapshot, answer_of(form, read, Becomes::guardian_kana), *born));
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
    if (const auto origin = origin_of(tx, application)) add_words(origin->file);
    for (const std::string& digits :
         {people::fold_digits(number),
          people::fold_digits(answer_of(form, read, Becomes::guardian_telephone))}) {
        if (!digits.empty()) tx.execute(sql::add_word, digits, application);
    }
    // Of somebody who is known; what these repeat is no double.
    if (form.is_change_notice || form.is_reimbursement()) return;
    for (const MatchKey& key : match_keys(form, read))
        tx.execute(sql::add_match, key.what, key.value, application);
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
    add_families(snapshot, form, application.household, read, found);
    return found;
}

std::vector<MatchKey> match_keys(const rules::Form& form, const rules::AnswersRead& read)
{
    const auto day = [&](Becomes becomes) { return day_answered(form, read, becomes); };
    const std::string guardian = answer_of(form, read, Becomes::guardian_kana);
    const std::optional<Date> born = day(Becomes::birth_born_on);
    std::vector<MatchKey> keys;
    add_key(keys, Match::child, answer_of(form, read, Becomes::child_kana),
            day(Becomes::child_born_on) ? day(Becomes::child_born_on) : born);
    for (const auto& event : {born, day(Becomes::birth_due_date), day(Becomes::birth_lost_on)})
        add_key(keys, Match::birth, guardian, event);
    add_key(keys, Match::guardian, guardian, day(Becomes::guardian_born_on));
    return keys;
}

std::vector<Like> applications_like(store::Snapshot& snapshot, const std::vector<MatchKey>& keys)
{
    std::vector<Like> found;
    for (const MatchKey& key : keys) {
        snapshot.query(
            sql::applications_with,
            [&](const store::Row& row) {
                Like like{key.what,
                          row.id(0),
                          static_cast<State>(row.integer(1)),
                          std::string(row.text(2)),
                          std::string(row.text(3)),
                          number_of(static_cast<int>(row.integer(4)), row.integer(5))};
                const bool is_there = std::any_of(found.begin(), found.end(), [&](const Like& one) {
                    return one.application == like.application;
                });
                if (!is_there) found.push_back(std::move(like));
            },
            key.what, key.value);
    }
    return found;
}

std::vector<Duplicate> families_like(store::Snapshot& snapshot, const rules::Form& form,
                                     const rules::AnswersRead& read)
{
    std::vector<Duplicate> found;
    add_families(snapshot, form, Id{}, read, found);
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
