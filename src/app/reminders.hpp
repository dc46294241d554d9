// お知らせの日数: a municipality's file of how many days before an end and after an approval its families are
// told, and the jobs that do so.
#pragma once

#include <filesystem>
#include <map>
#include <vector>

#include "ledger/remind.hpp"
#include "rules/node.hpp"
#include "store/database.hpp"

namespace hagukumi::app {

/// Of ends, and of approvals that nobody has looked at.
struct Reminders : ledger::ReminderRule {
    int days_after_approval = 0;  ///< zero: nobody is reminded of those
};

struct ReadReminders {
    std::optional<Reminders> rule;  ///< nothing when there are mistakes
    std::vector<rules::Mistake> mistakes;
};

/// One of each municipality.
using ReminderRules = std::map<MunicipalityCode, Reminders>;

/// Reads the text of a file; all its mistakes are told in one run.
ReadReminders parse_reminders(std::string file_name, std::string_view text);

/// Whether a text is such a file, by its first key.
bool is_reminders(std::string_view text);

/// `folder`/202029.yaml, else `folder`/common.yaml; without either nobody is reminded.
Result<Reminders> read_reminders(const std::filesystem::path& folder, MunicipalityCode municipality);

/// What is due of today's round, at most so many pages: each is read beside the lane and told in one command,
/// and others come in between. Gives the number of messages. The next call goes on where this one stopped.
Result<int> send_reminders(store::Database& database, MunicipalityCode municipality,
                           ledger::Programmes programmes, const ledger::ReminderRule& rule, Instant now,
                           int most_pages = 25);

}  // namespace hagukumi::app
