// Which facts of a made-up family a programme looks at, for the form in which an officer tries one.
//
// Births, household class and registration as a resident are asked for with every programme; these are the
// others.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "rules/programme.hpp"
#include "rules/vocabulary.hpp"

namespace hagukumi::rules {

struct FactToTry {
    /// The last two are known for each tax year: a household class, a sum in yen.
    enum class Kind { date, dates, number, truth, class_by_year, yen_by_year };
    /// Who knows it of a real family: the service itself, or an officer who has seen it and states it.
    enum class KnownFrom { service, officer };

    std::string key;  ///< as in a file of facts: "guardian.born_on"
    Kind kind = Kind::date;
    Text name;
    KnownFrom known_from = KnownFrom::service;
};

/// "date", "class_by_year" …
std::string_view code_of(FactToTry::Kind kind);

std::vector<FactToTry> facts_to_try(const Programme& programme);

/// Beside the facts that formulas name (Parts::facts_named): one of them asks for the class of a tax year.
constexpr std::uint64_t names_class_of_tax_year = std::uint64_t{1} << 63;
static_assert(static_cast<int>(Fact::count_of_facts) < 64);

}  // namespace hagukumi::rules
