#include "app/reminders.hpp"

#include <fmt/format.h>

#include "app/files.hpp"
#include "base/municipality_code.hpp"
#include "base/whole_number.hpp"
#include "rules/key_reader.hpp"

namespace hagukumi::app {

namespace {

constexpr int most_days = 366;

using rules::KeyReader;
using rules::Mistakes;
using rules::Node;

/// So many days; zero where it is not written rightly.
int read_days(const Node& node, Mistakes& mistakes)
{
    const auto days = parse_whole_number<int>(node.text);
    if (days && *days >= 0 && *days <= most_days) return *days;
    mistakes.add(
        node, rules::what_is(node),
        {fmt::format("0から{}までの日数", most_days), fmt::format("a number of days, 0 to {}", most_days)},
        {"知らせないときは0を書いてください", "write 0 to remind nobody"});
    return 0;
}

Reminders read_rule(const Node& root, Mistakes& mistakes)
{
    const KeyReader map(root, {"期限前のお知らせのファイル", "a file of reminders"},
                        {"reminders", "days_before", "days_after_approval", "programmes"}, mistakes);
    Reminders rule;
    if (!map.is_map()) return rule;
    map.text("reminders", {"拡張子のないファイル名", "the file's name without .yaml"});
    if (const Node* days = map.need("days_before", {"期限の何日前か", "how many days before the end"}))
        rule.days_before = read_days(*days, mistakes);
    if (const Node* days = map.find("days_after_approval"))
        rule.days_after_approval = read_days(*days, mistakes);
    const Node* const programmes = map.find("programmes");
    if (programmes == nullptr) return rule;
    if (programmes->kind != Node::Kind::map)
        mistakes.add(*programmes, rules::what_is(*programmes),
                     {"事業のコードと日数", "codes of programmes with their days"},
                     {"書き直してください", "write that"});
    for (const auto& [code, days] : programmes->entries)
        rule.of_programme[code.text] = read_days(days, mistakes);
    return rule;
}

}  // namespace

ReadReminders parse_reminders(std::string file_name, std::string_view text)
{
    Mistakes mistakes(std::move(file_name));
    const Node root = rules::read_yaml(text, mistakes);
    ReadReminders read;
    if (mistakes.empty()) {
        Reminders rule = read_rule(root, mistakes);
        if (mistakes.empty()) read.rule = std::move(rule);
    }
    read.mistakes = mistakes.take();
    return read;
}

bool is_reminders(std::string_view text)
{
    return rules::first_key(text) == "reminders";
}

Result<Reminders> read_reminders(const std::filesystem::path& folder, MunicipalityCode municipality)
{
    std::filesystem::path name = folder / (to_string(municipality) + ".yaml");
    if (!std::filesystem::exists(name)) name = folder / "common.yaml";
    if (!std::filesystem::exists(name)) return Reminders{};
    const rules::FileText file = TRY(read_file(name));
    const ReadReminders read = parse_reminders(file.name, file.text);
    if (read.rule) return *read.rule;
    Text all;
    for (const rules::Mistake& mistake : read.mistakes) {
        all.ja += (all.ja.empty() ? "" : "\n") + rules::to_string(mistake, "ja");
        all.en += (all.en.empty() ? "" : "\n") + rules::to_string(mistake, "en");
    }
    return fail(ErrorKind::malformed, "wrong_reminders", all);
}

Result<int> send_reminders(store::Database& database, MunicipalityCode municipality,
                           ledger::Programmes programmes, const ledger::ReminderRule& rule, Instant now,
                           int most_pages)
{
    int told = 0;
    for (int pages = 0; pages < most_pages; ++pages) {
        std::optional<ledger::ReminderPage> page;
        database.read(municipality, [&](store::Snapshot& snapshot) {
            const auto after = ledger::reminders_go_on_after(snapshot, now);
            if (after) page = ledger::look_for_endings(snapshot, programmes, rule, *after, now);
        });
        if (!page) break;
        told += TRY(database.lane().run(municipality, [&](store::Transaction& tx) {
            return ledger::remind(tx, programmes, rule, *page, now);
        }));
    }
    return told;
}

}  // namespace hagukumi::app
