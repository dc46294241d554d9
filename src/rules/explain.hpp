// A decision in sentences: what, until when or how much, and what to do next.  After a pregnancy
// loss no sentence speaks of a child.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "rules/decide.hpp"

namespace hagukumi::rules {

struct Reason {
    std::string rule;    ///< code
    std::string source;  ///< requirement, page or article
    Verdict verdict = Verdict::met;
    Text sentence;
    std::optional<Date> date;  ///< the last (else first) day of the rule's window
};

struct MoneyLine {
    Text label;
    Yen amount;
};

/// A nearby request that decide() grants (or partly grants) on the same facts.
struct Plan {
    Text sentence;
    Request request;
    Units units;
    Date first_day{};
    Date last_day{};
};

struct Explanation {
    Text summary;                 ///< 「宿泊型を2日分使えます。残りは5日です。」
    std::vector<Reason> reasons;  ///< those against first, then those that cut, then those met
    std::vector<MoneyLine> money;
    std::vector<Plan> possible;  ///< only when refused or partly granted
    std::string version;         ///< of the programme, hexadecimal
};

/// Every text is in Japanese, in English and in `also`; the programme's own words are in `also` only
/// where its file has them (Text::in says what stands in their place).
Explanation explain(const Programme& programme, const Facts& facts, const Decision& decision,
                    std::optional<Language> also = std::nullopt);

/// The reasons of an entitlement; grants are named with their units in the summary.
Explanation explain(const Programme& programme, const Facts& facts, const Entitlement& entitlement,
                    std::optional<Language> also = std::nullopt);

/// One rule's sentence, for coupon lists (Outlook::blocking).
Text sentence_of(const Programme& programme, const Facts& facts, const RuleLook& look,
                 const Service* service = nullptr, std::optional<Language> also = std::nullopt);

}  // namespace hagukumi::rules
