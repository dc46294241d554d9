// What sending and receiving share; for the files of this room.
#pragma once

#include <string>
#include <utility>

#include "applications/application.hpp"
#include "rules/form/answers.hpp"

namespace hagukumi::applications {

/// The answers as they were taken, in one spelling.
rules::WrittenAnswers taken(const rules::Form& form, const rules::AnswersRead& read);

/// The fiscal year and the next number of it, without gaps.
std::pair<int, std::int64_t> next_number(store::Transaction& tx, Instant at);

/// {"number":"2026-00123","answered_by":"2026-07-16"}
std::string receipt_of(const std::string& number, const rules::AnswersRead& read);

/// 受付のお知らせ, with the day by which an answer can be expected.
void tell_received(store::Transaction& tx, const Application& application, const rules::Form& form,
                   const rules::AnswersRead& read, Instant at, const Id& event);

}  // namespace hagukumi::applications
