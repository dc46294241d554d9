#include <algorithm>

#include "people/family.hpp"
#include "people/family_rows.hpp"
#include "people/fold.hpp"
#include "people/sql.hpp"

namespace hagukumi::people {

namespace {

// After every text in UTF-8; what begins with a word lies between it and it with this behind.
constexpr std::string_view after_all = "\xF4\x8F\xBF\xBF";
/// The place in the list: sort key and id, as one text for the caller.
std::string place(const std::string& sort_key, const Id& id)
{
    return to_string(id) + sort_key;
}

struct Place {
    std::string sort_key;
    Id id{};
};

Place parse_place(std::string_view text)
{
    if (text.size() < 36) return {};
    const auto id = parse_id(text.substr(0, 36));
    return id ? Place{std::string(text.substr(36)), *id} : Place{};
}

void complete(store::Snapshot& snapshot, FamilyLine& line)
{
    snapshot.query(
        sql::guardians_of,
        [&](const store::Row& row) {
            if (!line.guardian_name.empty()) return;  // the mother comes first
            line.guardian_name = std::string(row.text(1));
            line.guardian_kana = std::string(row.text(2));
        },
        line.household);
    snapshot.query(
        sql::children_of, [&](const store::Row& row) { line.children.emplace_back(row.text(2)); },
        line.household);
    snapshot.query(
        sql::births_of,
        [&](const store::Row& row) {
            const Birth birth = birth_in(row);
            if (const auto day = birth.born_on ? birth.born_on : birth.due_date) line.last_birth = day;
        },
        line.household);
    snapshot.query(
        sql::user_numbers_of, [&](const store::Row& row) { line.user_numbers.emplace_back(row.text(0)); },
        line.household);
}

}  // namespace

FamilyPage find_families(store::Snapshot& snapshot, std::string_view text, std::string_view after, int limit)
{
    limit = std::clamp(limit, 1, 200);
    const Place from = parse_place(after);
    const std::vector<std::string> words = typed_words(text);

    FamilyPage page;
    std::vector<std::string> sort_keys;
    const auto add = [&](const store::Row& row) {
        FamilyLine line;
        line.household = row.id(0);
        line.address_protection = row.integer(2) == 1;
        page.families.push_back(std::move(line));
        sort_keys.emplace_back(row.text(1));
    };
    if (words.empty()) {
        if (nfkc(text).find_first_not_of(" \t\r\n") != std::string::npos) return page;  // only punctuation
        snapshot.query(sql::list_households, add, from.sort_key, from.id, limit + 1);
    } else {
        std::vector<std::string> bounds;  // "" … after_all for what was not typed
        for (std::size_t i = 0; i < most_typed_words; ++i) {
            const std::string word = i < words.size() ? words[i] : std::string();
            bounds.push_back(word);
            bounds.push_back(word + std::string(after_all));
        }
        snapshot.query(sql::find_households, add, from.sort_key, from.id, limit + 1, bounds[0], bounds[1],
                       bounds[2], bounds[3], bounds[4], bounds[5]);
    }
    if (page.families.size() > static_cast<std::size_t>(limit)) {
        page.families.pop_back();
        page.next = place(sort_keys[page.families.size() - 1], page.families.back().household);
    }
    for (FamilyLine& line : page.families) complete(snapshot, line);
    return page;
}

}  // namespace hagukumi::people
