#include <algorithm>

#include "people/family.hpp"
#include "people/family_rows.hpp"
#include "people/fold.hpp"
#include "people/search/sql.hpp"
#include "people/search/typed.hpp"
#include "people/sql.hpp"

namespace hagukumi::people {

namespace {

/// The place in the list: sort key, or the word that it goes by, and id, as one text for the caller.
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
            if (!line.guardian_name.empty()) return;  // who acts for it comes first
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
        const std::vector<Typed> typed = look_up(snapshot, sql::count_words, words);
        const Typed& rarest = typed[0];
        if (rarest.is_rare()) {
            snapshot.query(sql::find_few_households, add, from.sort_key, from.id, limit + 1, rarest.first,
                           rarest.end, typed[1].first, typed[1].end, typed[2].first, typed[2].end);
        } else {
            const std::string& begin = std::max(rarest.first, from.sort_key);
            snapshot.query(sql::find_many_households, add, from.sort_key, from.id, limit + 1, begin,
                           rarest.end, typed[1].first, typed[1].end, typed[2].first, typed[2].end,
                           rarest.first);
        }
    }
    if (page.families.size() > static_cast<std::size_t>(limit)) {
        page.families.pop_back();
        page.next = place(sort_keys[page.families.size() - 1], page.families.back().household);
    }
    for (FamilyLine& line : page.families) complete(snapshot, line);
    return page;
}

}  // namespace hagukumi::people
