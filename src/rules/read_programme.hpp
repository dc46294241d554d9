// From the text of a programme file to a checked Programme, or to every mistake in it.
#pragma once

#include <iosfwd>
#include <map>
#include <memory>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "base/calendar.hpp"
#include "rules/programme.hpp"

namespace hagukumi::rules {

/// What is wrong with a file, where, and what to do.
struct Mistake {
    std::string file;
    int line = 0;    ///< from 1
    int column = 0;  ///< from 1, in characters
    Text found;
    Text allowed;
    Text what_to_do;
};

/// "found …; allowed: …; …", and in Japanese.
Text sentence_of(const Mistake& mistake);

/// "programmes/x.yaml:12:5: " and the sentence.  `language` is "ja" or "en".
std::string to_string(const Mistake& mistake, std::string_view language = "en");

/// What is legal and odd (odd.hpp): what was seen, what it means, and what to do.
struct Oddity {
    int line = 0;    ///< from 1
    int column = 0;  ///< from 1, in characters
    Text found;
    Text means;
    Text what_to_do;
};

/// The calendars of open days by the name that `calendar:` uses.
using Calendars = std::map<std::string, std::shared_ptr<const Calendar>, std::less<>>;

struct ReadResult {
    std::shared_ptr<const Programme> programme;  ///< empty when there are mistakes
    std::vector<Mistake> mistakes;
};

ReadResult read_programme(std::string file_name, std::string_view text, const Calendars& calendars = {});

struct ReadCalendarResult {
    std::shared_ptr<const Calendar> calendar;
    std::string name;
    std::vector<Mistake> mistakes;
};

/// programmes/calendars/japan.yaml
ReadCalendarResult read_calendar(std::string file_name, std::string_view text);

/// One worked case of the file, run.
struct CaseResult {
    std::string name;
    int line = 0;
    std::vector<Text> failures;             ///< "units: expected 2, got 3"; empty: passed
    std::vector<std::uint16_t> services{};  ///< those that its steps ask for, Programme::services()
    std::vector<std::uint16_t> against{};   ///< rules that refuse or cut in it, Programme::rule(index)

    bool passed() const { return failures.empty(); }
};

std::vector<CaseResult> run_cases(const Programme& programme);

/// `hagukumi check`: a file's name and its text.
struct FileText {
    std::string name;
    std::string text;
};

/// Reads every file, runs every case, writes each mistake, each failing case and each oddity; then, when
/// there are oddities, `N warnings`; and as the last line `N programmes, M cases: P passed, F failed`.  0
/// when nothing is wrong, else 1: what is only odd fails nothing.  `language` is "ja" or "en".
int check_files(std::span<const FileText> files, const Calendars& calendars, std::ostream& out,
                std::string_view language = "ja");

}  // namespace hagukumi::rules
