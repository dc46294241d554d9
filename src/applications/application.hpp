// 申請: what an account wrote into a form, and what became of it; reading.
//
//   draft ──send──► sent ──withdraw──► withdrawn
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
enum class State : std::uint8_t { draft = 1, sent = 2, withdrawn = 6 };
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
};

/// 受付番号: "2026-00123", the fiscal year and a number that rises by one.
std::string number_of(int fiscal_year, std::int64_t serial);

enum class EventKind : std::uint8_t { sent = 1, withdrawn = 2 };

struct Event {
    Id id;
    EventKind kind = EventKind::sent;
    Instant at;
    Id actor;
};

/// Own applications, newest first, at most `limit`.  Those of the other guardian are not among them: an
/// application may hold what one guardian does not tell the other.
std::vector<Application> applications_of(store::Snapshot& snapshot, const Id& account, int limit);

/// Of this account.  `not_found` for everybody else's.
Result<Application> find_own(store::Snapshot& snapshot, const Id& id, const Id& account);

/// Oldest first.
std::vector<Event> events_of(store::Snapshot& snapshot, const Id& application);

/// What the family has told before, as answers to this form, so that nobody writes it twice.  A protected
/// address is not among what parents read, and so not filled in.
rules::WrittenAnswers known_answers(const rules::Form& form, const people::Family& family,
                                    const std::optional<Id>& guardian);

}  // namespace hagukumi::applications
