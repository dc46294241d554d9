// ヘルプ: questions with their answers, offices with their hours, as a municipality writes them into a file.
#pragma once

#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/calendar.hpp"
#include "base/instant.hpp"
#include "base/result.hpp"
#include "rules/read_programme.hpp"

namespace hagukumi::help {

struct Question {
    std::string code;   ///< by which a municipality's answer takes the place of the common one
    std::string topic;  ///< of Help::topics
    Text ask;
    Text answer;
    std::optional<Date> from, until;  ///< the days on which the answer is true (M-31)
    Text source;                      ///< where the municipality says so; may be empty (C-21)
};

struct Topic {
    std::string code;
    Text name;
};

/// Minutes after midnight in Japan.
struct Span {
    int from = 0, until = 0;
};

struct Office {
    Text name;
    Text about;  ///< what it is asked for; may be empty
    std::string phone;
    std::string address;      ///< may be empty
    std::vector<Span> hours;  ///< in their order, on open days of the calendar; empty: not known
    std::shared_ptr<const Calendar> calendar;
};

struct Thing {
    Text what;
    Text when;  ///< 「交付されている場合」; empty: always
};

/// One file, or both files of a municipality together.
struct Help {
    Text document;             ///< 「千代田区 産後ケア事業 Q&A」; empty: nothing in particular
    std::optional<Date> date;  ///< of the document (C-21, G-31)
    std::vector<Topic> topics;
    std::vector<Question> questions;
    std::vector<Office> offices;
    std::vector<std::string> senders;  ///< addresses that a spam filter has to let in (O-16)
    std::vector<Text> steps;           ///< from the application to the use (C-22)
    std::vector<Thing> bring;          ///< what to take along (C-18)
    std::string page;                  ///< the municipality's own page, https (O-18); may be empty
};

struct ReadHelp {
    std::shared_ptr<const Help> help;  ///< empty when there are mistakes
    std::vector<rules::Mistake> mistakes;
};

/// Reads a file; all its mistakes are told in one run. `calendars` are those that `calendar:` may name.
ReadHelp read_help(std::string file_name, std::string_view text, const rules::Calendars& calendars);

/// Whether a text is a help file, by its first key.
bool is_help(std::string_view text);

/// The common file with a municipality's own: its topics and questions first, its answers instead of common
/// ones.
Help joined(const Help& own, const Help& common);

/// Whether the answer is true on `day`.
bool is_true_on(const Question& question, Date day);

/// Whether somebody answers the telephone at `at`; nothing when the hours are not known.
std::optional<bool> is_open(const Office& office, Instant at);

/// When it opens next after `at`, within the days whose holidays are published.
std::optional<Instant> next_opening(const Office& office, Instant at);

}  // namespace hagukumi::help
