// What the parts of a description share: how a programme's services, values and conditions are told, and what
// of the language was used meanwhile.  Only describe*.cpp include this.
#pragma once

#include <map>
#include <set>
#include <string_view>
#include <vector>

#include "rules/phrase.hpp"

namespace hagukumi::rules {

/// A sentence of the file, with what it fills in said in square brackets.
Text shown(const Text& sentence);

/// Puts what a value or a condition says into a sentence; its list goes with it.
Paragraph put(std::string_view ja, std::string_view en, Paragraph said);

bool is_stay(const Service& service);

/// Tells, and notes what it told.
class Telling {
public:
    explicit Telling(const Parts& parts) : x_parts(parts) {}

    const Parts& parts() const { return x_parts; }

    /// `where` names the place for the lists of changes and of documents.
    Paragraph value(const Formula& formula, Place place, Measure measure, const Text& where);
    Paragraph condition(const Formula& formula, Place place, const Text& where,
                        Measure measure = Measure::nothing);

    bool has_stays(std::uint64_t services) const;
    /// 「宿泊型及び日帰り型」「すべてのサービス」
    Text services_named(std::uint64_t services) const;

    // ---- what was told so far ----

    std::set<Op> used;
    bool judges_a_day = false;                                   ///< `day` in a definition
    std::map<std::uint16_t, std::vector<Text>> asked_documents;  ///< where each is asked for
    std::vector<Paragraph> changes;                              ///< values that change with a date

private:
    void note(const Formula& formula, Place place, const Text& where);
    void note_change(const Formula& formula, const Paragraph& said, const Text& where);

    const Parts& x_parts;
};

// The sections of rules, limits and prices.
Paragraph describe_counter(Telling& telling, std::size_t index);
std::vector<Paragraph> describe_application(Telling& telling);
std::vector<Paragraph> describe_requirements(Telling& telling);
std::vector<Paragraph> describe_windows(Telling& telling);
std::vector<Paragraph> describe_limits(Telling& telling);
std::vector<Paragraph> describe_prices(Telling& telling);

}  // namespace hagukumi::rules
