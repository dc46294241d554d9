// 添付書類: photographs and PDF that belong to an application.
//
//  1. What is kept was made anew (media) and is sealed; the key is not in the database.
//  2. Only the sender and officers of the municipality see a document; each look of theirs is in the record.
//  3. What no answer names any more goes with the next sending; everything goes with a withdrawal, and
//     documents_kept_days after the decision, or after a draft was touched last.
#pragma once

#include <vector>

#include "applications/application.hpp"
#include "media/document.hpp"
#include "people/seal.hpp"
#include "rules/programme.hpp"

namespace hagukumi::applications {

/// The reasons of a decision are kept; the papers that it was taken on are not needed longer than an appeal
/// can be made (行政不服審査法18条: three months).
inline constexpr int documents_kept_days = 92;

struct DocumentLine {
    Id id;
    std::string question;
    media::Kind kind = media::Kind::photograph;
    int pages = 1;
    std::int64_t size = 0;  ///< bytes
};

/// In the order in which they were added.
std::vector<DocumentLine> documents_of(store::Snapshot& snapshot, const Id& application);

struct Attach {
    Instant at;
    Id account;
    Id application;
    std::string question;
    Id id;
    media::Kind kind = media::Kind::photograph;
    int pages = 1;
    std::int64_t size = 0;
    std::vector<std::uint8_t> sealed;
};
/// To a draft, or to what was returned.  Errors: `not_found`, those of not_a_draft(), `question_unknown` (or
/// none for documents), `documents_too_many`.
Result<void> attach(store::Transaction& tx, const rules::Programme& programme, const Attach& command);

/// Takes it away again; what is not there stays away.  Errors: `not_found`, those of not_a_draft().
Result<void> detach(store::Transaction& tx, const Id& account, const Id& application, const Id& document,
                    Instant at);

struct Seen {
    media::Kind kind = media::Kind::photograph;
    std::string bytes;
};
/// Opens a document of this application and records who looked at it.  The caller has found the application
/// in its own sight.  Errors: `not_found`, `document_unreadable` (sealed with another key).
Result<Seen> look_at_document(store::Transaction& tx, const people::Seal& seal, const Id& application,
                              const Id& document, const Id& who, Instant at);

/// Deletes what was decided, or left as a draft, documents_kept_days ago; gives how many documents went.  A
/// draft that is taken up again asks for them again at their question.
std::int64_t forget_documents(store::Transaction& tx, Instant now);

}  // namespace hagukumi::applications
