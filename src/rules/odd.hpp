// What is legal in a programme file and odd all the same: the checker's warnings.
//
// A warning is told only when it is certain, whatever the facts are; what may be meant is left to the author.
// There is no list of exceptions: a warning that is right is answered by a change of the file.
//
//   odd.cpp         what nothing uses, prices, holidays, worked cases
//   odd_texts.cpp   texts: one language that says less than another
//   odd_limits.cpp  caps that never bind, windows that are empty, rules in conflict, values out of reach
#pragma once

#include <functional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "rules/node.hpp"
#include "rules/parts.hpp"
#include "rules/read_programme.hpp"

namespace hagukumi::rules {

/// In the order of lines.  `text` is what `programme` was read from: the places come from it.  `cases` are
/// its worked cases, run.
std::vector<Oddity> find_oddities(const Programme& programme, std::string_view text,
                                  std::span<const CaseResult> cases);

/// "programmes/x.yaml:12:5: 注意: …", or "…: warning: …"
std::string to_string(const std::string& file, const Oddity& oddity, std::string_view language);

// ---- for these files only ----

/// Every node below `node`, with the key under which it stands (for items of a list: the list's).
void for_each_node(std::string_view key, const Node& node,
                   const std::function<void(std::string_view key, const Node& node)>& visit);

/// A formula of the programme and where it is written.
struct WrittenFormula {
    const Formula* formula;
    const Node* node;
};

/// A checked programme with the places of its parts.
class OddityFinder {
public:
    OddityFinder(const Parts& parts, const Node& root) : x_parts(parts), x_root(root) {}

    /// odd.cpp
    void look_at_uses();
    void look_at_prices();
    void look_at_holidays();
    void look_at_booking();
    void look_at_cases(std::span<const CaseResult> cases);

    /// odd_texts.cpp
    void look_at_texts();

    /// odd_limits.cpp
    void look_at_grants_and_uses();
    void look_at_caps();
    void look_at_windows();
    void look_at_conflicts();
    void look_at_versions();

    std::vector<Oddity> take();  ///< in the order of lines

private:
    void compare_placeholders(const Node& texts);
    void look_at_languages();

    void add(const Node& at, Text found, Text means, Text what_to_do);

    /// The name under which `code` stands in a map of the file.
    const Node& key_of(std::string_view section, std::string_view code) const;
    /// What stands under a name's key; the name itself when the key is not written.
    const Node& under(std::string_view section, std::string_view code, std::string_view key) const;
    const Node& rule_node(std::size_t rule) const;
    /// What stands under a rule's key; the rule itself when the key is not written.
    const Node& in_rule(std::size_t rule, std::string_view key) const;

    std::vector<WrittenFormula> formulas() const;

    std::optional<Ratio> most_granted(std::size_t service) const;
    void look_at_cap(std::size_t rule);
    void compare_caps(std::size_t inner, std::size_t outer);
    void compare_rules(std::size_t first, std::size_t second);
    bool may_meet(std::size_t first, std::size_t second) const;

    const Parts& x_parts;
    const Node& x_root;
    std::vector<Oddity> x_oddities;
};

}  // namespace hagukumi::rules
