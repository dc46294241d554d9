// What the office's commands share; for the files of this room.
#pragma once

#include <span>

#include "applications/review.hpp"

namespace hagukumi::applications {

/// Anything but a draft, of which the office knows nothing.
Result<Application> find_seen_by_office(store::Snapshot& snapshot, const Id& id);

/// Sent or returned; with its number.
Result<Application> find_open(store::Snapshot& snapshot, const Id& id);

/// That is before this officer, as it was looked at.
Result<Application> find_to_decide(store::Snapshot& snapshot, const Id& id, std::int64_t version,
                                   const Id& officer);

/// Who approves everything that was asked for, without a word.
struct ApproveWhole {
    Instant at;
    Id officer;
    Id event;
    std::span<const Id> ids;
    const std::optional<people::OwnLink>& link;
};
/// The caller has looked at it: the rules hold.
Result<void> approve_whole(store::Transaction& tx, const rules::Programme& programme, const rules::Form& form,
                           const Application& application, const rules::AnswersRead& read,
                           const ApproveWhole& how);

/// 規則による承認: what was just sent, where the file leaves it to the rules and nothing is in doubt: all
/// rules hold, and there is no double.  Else an officer decides.
Result<void> decide_by_rules(store::Transaction& tx, const rules::Programme& programme,
                             const rules::Form& form, const Application& application,
                             const rules::AnswersRead& read, const Send& command);

tl::unexpected<Error> taken_by_another();

/// At most 2,000 bytes, and something in them where something is needed.
Result<void> check_words(const std::string& words, bool needed);

}  // namespace hagukumi::applications
