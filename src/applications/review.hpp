// 審査: what the office does with an application.  Identifiers and instants are drawn by the caller.
//
//  1. Who has taken an application decides it; another officer takes it over first, and that is recorded.
//  2. Every change names the version that was looked at.
//  3. Where two officers decide, the first proposes and another one confirms; nobody confirms the own
//     proposal.
//  4. An approval records what the answers say of the family and grants the coupons in the same transaction.
//  5. What the rules refuse is not approved.
#pragma once

#include <string>
#include <variant>
#include <vector>

#include "applications/application.hpp"
#include "applications/apply.hpp"
#include "ledger/coupon.hpp"
#include "rules/programme.hpp"

namespace hagukumi::applications {

/// 担当する, or 担当を外れる.
struct Take {
    Id key;
    Instant at;
    Id officer;
    Id application;
    bool give_back = false;
    bool take_over = false;  ///< also from another officer
    Id event;
};
/// Errors: `not_found`, `taken_by_another` (conflict), `already_decided`, `already_withdrawn`.
Result<void> take(store::Transaction& tx, const Take& command);

/// 差戻し: the family is asked to correct these answers.
struct ReturnForChanges {
    Id key;
    Instant at;
    Id officer;
    Id application;
    std::int64_t version = 1;
    std::vector<std::string> questions;  ///< of the form, at least one
    std::string words;                   ///< what is to be done, for the family
    Id event;
};
/// Errors: `not_found`, `application_changed`, `taken_by_another`, `already_decided`, `questions_missing`,
/// `words_missing`.
Result<void> return_for_changes(store::Transaction& tx, const rules::Programme& programme,
                                const ReturnForChanges& command);

enum class Outcome : std::uint8_t { approved = 1, declined = 2 };

/// 承認, 一部承認 or 却下.
struct Decide {
    Id key;
    Instant at;
    Id officer;
    Id application;
    std::int64_t version = 1;
    Outcome outcome = Outcome::approved;
    std::vector<std::string> allotments;  ///< of an approval in part: what is granted; empty: everything
    std::string words;                    ///< for the family; a refusal has reasons
    Id event;
    std::vector<Id> ids;                    ///< ids_to_decide()
    std::optional<people::OwnLink> link{};  ///< of the approval's mail; empty: no mail is sent here
};

/// 決裁: a second officer confirms what was proposed, or gives it back with a word to the first.
struct Confirm {
    Id key;
    Instant at;
    Id officer;
    Id application;
    std::int64_t version = 1;
    bool agrees = true;
    std::string words;  ///< why not
    Id event;
    std::vector<Id> ids;
    std::optional<people::OwnLink> link{};
};
/// How many ids a decision is given: for the family's records, and for the coupons.
std::size_t ids_to_decide(const rules::Programme& programme);

struct Decided {
    std::string
        answer;  ///< {"state":"approved","coupons":["…"]}; while a second officer is needed "proposed"
};
/// The rules refuse what was to be approved; nothing was written.
struct NotEntitled {
    rules::AnswersRead read;
};
/// Errors: `not_found`, `application_changed`, `taken_by_another`, `already_decided`, `already_withdrawn`,
/// `waits_for_changes` (conflict), `words_missing`, `allotment_not_granted`, `form_not_found`, those of
/// people's commands and of ledger::grant().
Recorded<std::variant<Decided, NotEntitled>> decide(store::Transaction& tx, const rules::Programme& programme,
                                                    const Decide& command);
/// And: `not_proposed` (conflict), `own_proposal` (not allowed).
Recorded<std::variant<Decided, NotEntitled>> confirm(store::Transaction& tx,
                                                     const rules::Programme& programme,
                                                     const Confirm& command);

/// 疑い: why a person is to look at an application before it is approved.
enum class Doubt : std::uint8_t {
    rules,          ///< a rule does not hold, or nothing would be granted
    twice,          ///< there is a double
    documents,      ///< papers are to be looked at
    text,           ///< the family wrote something in its own words
    taken,          ///< another officer is at it, or has proposed a decision
    two_officers,   ///< two decide on this form
    change_notice,  ///< a change is recorded one by one
    reimbursement,  ///< a receipt is to be looked at
    changed,        ///< it is not what was shown any more, or decided already
};
std::string_view name_of(Doubt doubt);
/// Of what was sent, for this officer; empty: none.
std::vector<Doubt> doubts_of(store::Snapshot& snapshot, const rules::Form& form,
                             const Application& application, const rules::AnswersRead& read,
                             const Id& officer);

/// 一括承認: each of these that is still without doubt is approved as a whole; the others stay as they are.
struct ApproveClear {
    struct One {
        Id application;
        std::int64_t version = 1;
        Id event;
        std::vector<Id> ids;
        std::optional<people::OwnLink> link{};
    };
    Id key;
    Instant at;
    Id officer;
    std::vector<One> applications;
};
/// {"approved":["…"],"left":[{"id":"…","doubts":["twice"]}]}.  Errors: `not_found`, `form_not_found`, and
/// those of an approval, which then stands for none of them.
Result<std::string> approve_clear(store::Transaction& tx, ledger::Programmes programmes,
                                  const ApproveClear& command);

struct Decision {
    Outcome outcome = Outcome::approved;
    Id officer;
    Instant at;
    std::string words;
    std::vector<std::string> allotments;
    std::optional<Id> confirmed_by;
    std::optional<Instant> confirmed_at;  ///< empty: a proposal
};
std::optional<Decision> find_decision(store::Snapshot& snapshot, const Id& application);

/// One line of the office's list.
struct QueueLine {
    Id id;
    std::string programme, form;
    State state = State::sent;
    std::string number, applicant, applicant_kana;
    Instant sent_at;
    std::optional<Date> answered_by;
    std::optional<Id> officer, proposed_by;
    std::optional<Instant> decided_at;
    std::string file;  ///< from which it was received; empty: it was sent here
};
struct Wanted {
    State state = State::sent;
    std::string form;           ///< "331007-postpartum/application"; empty: all
    std::optional<Id> officer;  ///< who has taken it
    std::string text;           ///< number, name, kana, telephone or file; then in every state
};
struct Queue {
    std::vector<QueueLine> lines;
    std::string next;  ///< give it back as `after`; empty: there is none
};
/// Those that wait, oldest first; those that are finished and those that were searched, newest first.
/// limit: 1 to 200.
Queue queue(store::Snapshot& snapshot, const Wanted& wanted, std::string_view after, int limit);

/// How many stand in each state, from `sent` on.
std::vector<std::pair<State, std::int64_t>> count_by_state(store::Snapshot& snapshot);

/// What an application has in common with another or with another family.
enum class Match : std::uint8_t { child = 1, birth = 2, guardian = 3 };
std::string_view name_of(Match match);

struct Duplicate {
    Match what = Match::child;
    std::optional<Id> application, household;
};
/// 重複: same child (kana and day of birth), same birth (guardian's kana and its day), same guardian (kana
/// and date of birth), in other applications and in other families.  Shown to a person, never joined.
std::vector<Duplicate> duplicates_of(store::Snapshot& snapshot, const rules::Form& form,
                                     const Application& application, const rules::AnswersRead& read);

}  // namespace hagukumi::applications
