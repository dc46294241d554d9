// Worked cases: what a programme's author expects, run by `hagukumi check`.
#pragma once

#include <map>
#include <optional>
#include <string>
#include <vector>

#include "rules/decision.hpp"
#include "rules/facts.hpp"
#include "rules/node.hpp"

namespace hagukumi::rules {

/// Facts as they stand in a file: what is used may be written instead of what is held.
struct WrittenFacts {
    Facts facts;
    std::vector<std::pair<std::string, Units>> used;
    bool allotments_written = false;
};

struct Expectation {
    Outcome outcome = Outcome::granted;
    std::optional<std::int64_t> units;
    std::optional<std::int64_t> left;
    std::optional<std::int64_t> fee;
    std::optional<std::int64_t> parent;
    std::optional<std::int64_t> public_share;
    std::optional<std::vector<std::string>> against;
    std::optional<std::vector<std::string>> cut;
    std::vector<std::pair<std::string, Date>> first_day;
    std::vector<std::pair<std::string, Date>> last_day;
    std::optional<std::pair<Date, Date>> covered;
    std::optional<std::vector<Request>> possible;
    std::vector<std::string> says;
    std::optional<std::vector<std::pair<std::int64_t, std::int64_t>>> notes;  ///< value and count
    std::vector<std::pair<std::string, std::int64_t>> room;  ///< what a cap leaves before this use
    std::optional<std::vector<std::pair<std::string, std::optional<std::int64_t>>>>
        grants;  ///< none: unlimited
};

struct CaseStep {
    int line = 0;
    WrittenFacts written;  ///< of the first step; later ones keep what was used
    Request request;
    Expectation expected;
};

struct Case {
    std::string name;
    int line = 0;
    std::vector<std::string> shows;
    bool apply = false;
    std::vector<CaseStep> steps;  ///< one for a plain request or an application
};

struct Parts;
class MapReader;

/// Reads a map of facts.  The names are those of docs/programme-files.md.
WrittenFacts read_facts(const Node& node, const Parts& parts, Mistakes& mistakes);
Request read_request(const Node& node, const Parts& parts, Mistakes& mistakes);

/// The example family that a case names, or nullptr; a mistake when there is none of that name.
const Node* family_of(const Node& root, const MapReader& map, Mistakes& mistakes);

/// `over` laid over `under`, key by key; a null takes a key away.
Node merged(const Node& under, const Node& over);

/// Fills Facts::allotments: what the programme grants, less what is written as used.
void hold_what_is_granted(const Parts& parts, WrittenFacts& written);

void read_cases(const Node& root, Parts& parts, Mistakes& mistakes);

}  // namespace hagukumi::rules
