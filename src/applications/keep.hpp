// What the commands of this room share; for its files only.
#pragma once

#include "applications/apply.hpp"
#include "messages/outbox.hpp"

namespace hagukumi::applications {

/// What is known of the household without the form: its residence and class.
Result<rules::Facts> known_facts(store::Snapshot& snapshot, const Id& household, Instant at);

/// `words` are for people, `detail` is JSON; empty: none.
void record_event(store::Transaction& tx, const Id& application, EventKind kind, Instant at, const Id& actor,
                  const Id& event, std::string_view words = {}, std::string_view detail = {});

/// The answers that become this, in its parts with a space between them; empty: it was not answered.
std::string answer_of(const rules::Form& form, const rules::AnswersRead& read, rules::Becomes becomes);
std::optional<Date> day_answered(const rules::Form& form, const rules::AnswersRead& read,
                                 rules::Becomes becomes);

/// The birth of the family that has one of these days.
const people::Birth* find_birth(const people::Family& family, const std::optional<Date>& due,
                                const std::optional<Date>& born, const std::optional<Date>& lost);

/// What is told of an application: its number, and what else there is to say.
void tell_account(store::Transaction& tx, const Application& application, std::string_view message_template,
                  Instant at, const Id& event, messages::Params params);

/// The same in the portal, and by a mail of its own that carries a link (people::give_link()).
void tell_with_link(store::Transaction& tx, const Application& application, std::string_view message_template,
                    Instant at, const Id& event, messages::Params params, const std::string& link);

tl::unexpected<Error> form_not_found();
tl::unexpected<Error> application_changed();
/// A draft, or returned for changes.
bool is_written_on(State state);
/// What is no draft any more is not written on.
tl::unexpected<Error> not_a_draft(State state);
tl::unexpected<Error> already_withdrawn();
tl::unexpected<Error> already_decided();

}  // namespace hagukumi::applications
