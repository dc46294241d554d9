// What a parent does with an application.  Identifiers and instants are drawn by the caller.
#pragma once

#include <string>
#include <variant>

#include "applications/application.hpp"
#include "people/own_link.hpp"
#include "rules/programme.hpp"

namespace hagukumi::applications {

/// 一時保存.  It needs no key: `base_version` says on what it was written, and the same text on the same
/// version is saved once.
struct SaveDraft {
    Instant at;
    Id account, household;
    Id application;
    std::int64_t base_version = 0;  ///< 0: this begins the draft
    rules::WrittenAnswers written;
};

struct Saved {
    std::int64_t version = 1;
    rules::AnswersRead read;  ///< what is asked now, and what cannot be taken as it is written
};

/// Errors: `form_not_found`, `answers_too_large`, `draft_exists` (conflict; one for each form), `not_found`,
/// `application_changed` (conflict; another device was faster, look again).
Result<Saved> save_draft(store::Transaction& tx, const rules::Programme& programme, std::string_view form,
                         const SaveDraft& command);

/// 申請を送る.
struct Send {
    Id key;
    Instant at;
    Id account;
    Id application;
    std::int64_t version = 1;  ///< the one that was shown on the review page
    Id event;
    Id decision{};                          ///< the event of an approval by the rules
    std::vector<Id> ids{};                  ///< ids_to_decide(), where the rules decide
    std::optional<people::OwnLink> link{};  ///< of the approval's mail; empty: no mail is sent here
};

struct Sent {
    std::string answer;  ///< {"number":"2026-00123","answered_by":"2026-07-16"}
};

/// Something is missing or mistaken, or a rule that sending needs does not hold.  Nothing was sent.
struct NotSent {
    rules::AnswersRead read;
};

/// Errors: `not_found`, `application_changed`, `already_sent` (conflict), `form_not_found`.
Recorded<std::variant<Sent, NotSent>> send(store::Transaction& tx, const rules::Programme& programme,
                                           const Send& command);

/// 取下げ: a draft is forgotten, what was sent is withdrawn.
struct Withdraw {
    Id key;
    Instant at;
    Id account;
    Id application;
    Id event;
};
/// Errors: `not_found`, `already_withdrawn` (conflict).
Result<void> withdraw(store::Transaction& tx, const Withdraw& command);

}  // namespace hagukumi::applications
