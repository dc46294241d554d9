// Under what an application is found, and what makes another one its double; for the files of this room.
#pragma once

#include <utility>

#include "applications/review.hpp"

namespace hagukumi::applications {

/// Makes the application findable by what was answered now, and by nothing older.
void index_answers(store::Transaction& tx, const Id& application, const std::string& number,
                   const rules::Form& form, const rules::AnswersRead& read);

}  // namespace hagukumi::applications
