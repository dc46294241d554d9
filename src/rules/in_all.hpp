// Days, moments and amounts in every language, for what is kept now and read later, by somebody whose
// language is not known yet: the values of messages.
#pragma once

#include "rules/catalogue.hpp"

namespace hagukumi::rules {

/// 「令和8年7月9日（木）」, "Thursday 9 July 2026", "thứ Năm, ngày 9 tháng 7 năm 2026"
Text day_in_all(Date day);

/// Begins with Japanese and English as a message writes them: 「令和8年7月9日（木）17:00」.
Text moment_in_all(Instant moment);

/// 「2日」, "2 days", "2 ngày"
Text amount_in_all(const Amount& amount);

/// What stands beside the number, in the form that it takes: 「日」, "day" of 1, "days" of 2.
std::string unit_told(Language language, const Amount& amount);

/// 「宿泊型、日帰り型」: each in its language, with that language's mark between them.
Text list_in_all(const std::vector<Text>& items);

}  // namespace hagukumi::rules
