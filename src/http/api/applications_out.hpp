// Forms and applications as JSON, for parents and for the office.
#pragma once

#include <boost/json/array.hpp>
#include <boost/json/object.hpp>

#include "applications/application.hpp"
#include "applications/changes.hpp"
#include "applications/documents.hpp"
#include "applications/offer.hpp"
#include "http/request.hpp"
#include "http/site.hpp"
#include "rules/explain.hpp"

namespace hagukumi::http {

/// Programme and form of an application; `not_found` when the file has them no more.
struct FormOf {
    const rules::Programme* programme = nullptr;
    const rules::Form* form = nullptr;
};
Result<FormOf> form_of(const Municipality& municipality, const applications::Application& application);

/// A fresh link for the mail of an approval; nothing where no mails are sent.
std::optional<people::OwnLink> own_link(const Site& site, const Request& request);

/// The form with its pages and questions.
boost::json::object form_to_json(const rules::Programme& programme, const rules::Form& form);

boost::json::array texts_to_json(const std::vector<std::string>& texts);
boost::json::object written_to_json(const rules::WrittenAnswers& answers);

/// What is asked now, what was taken, what is to be corrected, what speaks against sending.
boost::json::object read_to_json(const rules::Programme& programme, const rules::Form& form,
                                 const rules::AnswersRead& read, std::optional<Language> also);

/// Rules that do not hold, in sentences.
boost::json::array looks_to_json(const rules::Programme& programme, const rules::AnswersRead& read,
                                 const std::vector<rules::RuleLook>& looks, std::optional<Language> also);

boost::json::object document_to_json(const applications::DocumentLine& document);
boost::json::array documents_to_json(store::Snapshot& snapshot, const Id& application);

/// What an approved change notice changed; null of everything else.
boost::json::value changes_to_json(store::Snapshot& snapshot, const rules::Programme& programme,
                                   const applications::Application& application);

/// What a receipt comes to by the rules, while it waits, and what became of the money afterwards; null of
/// every other form.
boost::json::value reimbursement_to_json(store::Snapshot& snapshot, const FormOf& of,
                                         const applications::Application& application,
                                         const rules::AnswersRead& read, std::optional<Language> also);

/// One line of a list.
boost::json::object application_to_json(const FormOf& of, const applications::Application& application);

}  // namespace hagukumi::http
