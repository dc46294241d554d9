// 受付: an application that was written elsewhere (another form service, paper) and is received by an
// officer. It is looked at as sending looks at it; documents stay where they were handed in.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "applications/apply.hpp"
#include "applications/review.hpp"
#include "audit/digest.hpp"
#include "rules/programme.hpp"

namespace hagukumi::applications {

/// As the form and the rules see it.  `sent_at` is when it was written there, and decides; `at` is today,
/// from which an answer can be expected.  `household` is the family that is known; without one, a family that
/// lives here since that day, as somebody who joins by herself (people::join).
Result<rules::AnswersRead> read_received(store::Snapshot& snapshot, const rules::Programme& programme,
                                         const rules::Form& form, const rules::WrittenAnswers& written,
                                         const std::optional<Id>& household, Instant sent_at, Instant at);

/// What keeps it from being received: everything but papers, which the officer has from elsewhere.
std::vector<rules::FieldMistake> mistakes_of_received(const rules::Form& form,
                                                      const rules::AnswersRead& read);

/// What makes another application its double.
struct MatchKey {
    Match what = Match::child;
    std::string value;

    friend auto operator<=>(const MatchKey&, const MatchKey&) = default;
};
std::vector<MatchKey> match_keys(const rules::Form& form, const rules::AnswersRead& read);

struct Like {
    Match what = Match::child;
    Id application;
    State state = State::sent;
    std::string programme, form, number;
};
/// Applications that were sent and not withdrawn, with one of these keys; each once, the closest first.
std::vector<Like> applications_like(store::Snapshot& snapshot, const std::vector<MatchKey>& keys);

/// Families with the same guardian or child; shown to a person, never joined by themselves.
std::vector<Duplicate> families_like(store::Snapshot& snapshot, const rules::Form& form,
                                     const rules::AnswersRead& read);

/// What says that these answers to this form are those.
audit::Hash content_of(const rules::Programme& programme, const rules::Form& form,
                       const rules::AnswersRead& read);
/// The application that was received with this content, however it stands now.
std::optional<Id> find_received(store::Snapshot& snapshot, const audit::Hash& content);

/// From where an application came.
struct Origin {
    std::string file;
    int line = 0;
    Id by{};
    Instant at{};
};
/// Nothing: the family sent it here.
std::optional<Origin> origin_of(store::Snapshot& snapshot, const Id& application);

struct Receive {
    Instant at;
    Instant sent_at;
    Id officer;
    Id account, household;
    Id application;
    rules::WrittenAnswers written;
    std::string file;  ///< in which it stood
    int line = 0;
    Id event;
    Id decision{};          ///< as Send has them, where the rules decide
    std::vector<Id> ids{};  ///< ids_to_decide()
    std::optional<people::OwnLink> link{};
};
/// A part of its caller's command, which looks whether it was done before.  It is sent, with the next number,
/// and the family is told.  What read_received() finds a mistake in is not to come here.
Result<std::string> receive(store::Transaction& tx, const rules::Programme& programme,
                            const rules::Form& form, const Receive& command);

}  // namespace hagukumi::applications
