#include "app/check.hpp"

#include <cstdlib>
#include <string_view>

#include "app/files.hpp"
#include "app/reminders.hpp"
#include "help/help.hpp"
#include "line/conversation.hpp"

namespace hagukumi::app {

namespace {

/// False: it has mistakes, and each was told.
bool check_conversation(const rules::FileText& file, std::string_view language, std::ostream& out)
{
    const line::ReadConversation read = line::read_conversation(file.name, file.text);
    for (const rules::Mistake& mistake : read.mistakes) out << rules::to_string(mistake, language) << '\n';
    if (read.conversation)
        out << file.name << ": " << read.conversation->menus.size() << " menus, "
            << read.conversation->texts.size() << " texts\n";
    return read.conversation != nullptr;
}

bool check_help(const rules::FileText& file, const rules::Calendars& calendars, std::string_view language,
                std::ostream& out)
{
    const help::ReadHelp read = help::read_help(file.name, file.text, calendars);
    for (const rules::Mistake& mistake : read.mistakes) out << rules::to_string(mistake, language) << '\n';
    if (read.help)
        out << file.name << ": " << read.help->questions.size() << " questions, " << read.help->offices.size()
            << " offices\n";
    return read.help != nullptr;
}

bool check_reminders(const rules::FileText& file, std::string_view language, std::ostream& out)
{
    const ReadReminders read = parse_reminders(file.name, file.text);
    for (const rules::Mistake& mistake : read.mistakes) out << rules::to_string(mistake, language) << '\n';
    if (read.rule) out << file.name << ": " << read.rule->days_before << " days before\n";
    return read.rule.has_value();
}

}  // namespace

int run_check(const std::vector<std::string>& names, std::string_view language, std::ostream& out)
{
    std::vector<rules::FileText> files;
    bool is_sound = true;
    rules::Calendars calendars;
    for (const std::string& name : names) {
        const auto file = read_file(name);
        const bool is_help = file && help::is_help(file->text);
        const auto beside = read_calendars_for(name, out);
        if (!file || !beside) {
            const Error& error = file ? beside.error() : file.error();
            out << error.message.ja << '\n' << error.message.en << '\n';
            return 1;
        }
        if (line::is_conversation(file->text)) {
            is_sound = check_conversation(*file, language, out) && is_sound;
            continue;
        }
        if (is_reminders(file->text)) {
            is_sound = check_reminders(*file, language, out) && is_sound;
            continue;
        }
        if (is_help) {
            is_sound = check_help(*file, *beside, language, out) && is_sound;
            continue;
        }
        files.push_back(*file);
        for (const auto& [calendar, days] : *beside) calendars.insert_or_assign(calendar, days);
    }
    if (files.empty() && !names.empty()) return is_sound ? 0 : 1;
    const int status = rules::check_files(files, calendars, out, language);
    return is_sound ? status : 1;
}

std::string_view language_of_terminal()
{
    for (const char* const name : {"LC_ALL", "LC_MESSAGES", "LANG"}) {
        const char* const value = std::getenv(name);
        if (value == nullptr || *value == '\0') continue;
        // C and POSIX name no language.
        const std::string_view locale = value;
        const bool is_none = locale.substr(0, 1) == "C" || locale.substr(0, 5) == "POSIX";
        return is_none || locale.substr(0, 2) == "ja" ? "ja" : "en";
    }
    return "ja";
}

}  // namespace hagukumi::app
