// 申請: what an account wrote into a form, and what became of it; reading.
//
//   draft ──send──► sent ──decide──► approved, declined
//     │              │ ▲
//     │       send back │ send again
//     │              ▼ │
//     │           returned          sent or returned ──withdraw──► withdrawn
//     └──withdraw──► gone: of what was never sent nothing is kept
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "base/id.hpp"
#include "base/result.hpp"
#include "people/family.hpp"
#include "rules/form/answers.hpp"
#include "store/transaction.hpp"

namespace hagukumi::applications {

/// As numbered in the table.
enum class State : std::uint8_t {
    draft = 1,
    sent = 2,      ///< 審査中
    returned = 3,  ///< 差戻し: the family is asked to correct something
    approved = 4,
    declined = 5,
    withdrawn = 6,
};
std::string_view name_of(State state);  ///< "draft"

struct Application {
    Id id;
    std::string programme, form;  ///< codes
    Id household, account;
    State state = State::draft;
    std::int64_t version = 1;  ///< rises with every change
    rules::WrittenAnswers written;
    rules::WrittenAnswers answers;  ///< as they were taken when it was sent
    std::optional<int> fiscal_year;
    std::optional<std::int64_t> serial;
    std::optional<Date> answered_by;
    Instant created_at, changed_at;
    std::optional<Instant> sent_at;
    std::optional<Id> officer;       ///< who has taken it
    std::optional<Id> proposed_by;   ///< a decision waits for a second officer
    std::vector<std::string> asked;  ///< the questions to correct, while it is returned
    std::optional<Instant> decided_at;
};

/// 受付番号: "2026-00123", the fiscal year and a number that rises by one.
std::string number_of(int fiscal_year, std::int64_t serial);

enum class EventKind : std::uint8_t {
    sent = 1,
    withdrawn = 2,
    returned = 3,
    sent_again = 4,
    approved = 5,
    declined = 6,
    taken = 7,
    given_back = 8,
    proposed = 9,
    not_confirmed = 10,
    received = 11,  ///< written elsewhere, and taken in by an officer
};
std::string_view name_of(EventKind kind);  ///< "sent"

struct Event {
    Id id;
    EventKind kind = EventKind::sent;
    Instant at;
    Id actor;
    std::string words;   ///< for the family; of not_confirmed for the officer
    std::string detail;  ///< JSON, as the table says
};

/// Whether the family is told of it; the others are the office's own.
bool is_for_family(EventKind kind);

/// Own applications, newest first, at most `limit`.  Those of the other guardian are not among them: an
/// application may hold what one guardian does not tell the other.
std::vector<Application> applications_of(store::Snapshot& snapshot, const Id& account, int limit);

std::optional<Application> find_application(store::Snapshot& snapshot, const Id& id);

/// Of this account.  `not_found` for everybody else's.
Result<Application> find_own(store::Snapshot& snapshot, const Id& id, const Id& account);

/// The draft that this account has begun of a form.
std::optional<Id> find_draft(store::Snapshot& snapshot, const Id& account, std::string_view programme,
                             std::string_view form);

/// Oldest first.
std::vector<Event> events_of(store::Snapshot& snapshot, const Id& application);

/// What the family has told before, as answers to this form, so that nobody writes it twice.  A protected
/// address is not among what parents read, and so not filled in.  `birth` is the one that the form is about,
/// where there is one; `email` that of the account.
rules::WrittenAnswers known_answers(const rules::Form& form, const people::Family& family,
                                    const std::optional<Id>& guardian, const people::Birth* birth = nullptr,
                                    const std::string& email = {});

}  // namespace hagukumi::applications
