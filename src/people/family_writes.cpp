#include "people/family_writes.hpp"

#include <algorithm>

#include "people/family_rows.hpp"
#include "people/fold.hpp"
#include "people/not_found.hpp"
#include "people/sql.hpp"

namespace hagukumi::people {

void index_words(store::Transaction& tx, const Id& household, const Id& subject,
                 std::initializer_list<std::string_view> texts)
{
    tx.execute(sql::forget_words, subject);
    for (const std::string_view text : texts)
        for (const std::string& word : search_words(text))
            tx.execute(sql::add_word, word, household, subject);
}

void index_phone(store::Transaction& tx, const Id& household, std::string_view phone)
{
    tx.execute(sql::forget_words, household);
    if (const std::string digits = fold_digits(phone); !digits.empty())
        tx.execute(sql::add_word, digits, household, household);
}

Result<Household> household_of(store::Snapshot& snapshot, const Id& id)
{
    auto found = snapshot.find(sql::load_household, household_in, id);
    if (!found) return no_household();
    return std::move(*found);
}

Result<Birth> birth_of(store::Snapshot& snapshot, const Id& id, Id* household)
{
    auto found = snapshot.find(
        sql::load_birth,
        [&](const store::Row& row) {
            if (household != nullptr) *household = row.id(9);
            return birth_in(row);
        },
        id);
    if (!found) return no_birth();
    return std::move(*found);
}

void insert_guardian(store::Transaction& tx, const Id& household, const Guardian& guardian)
{
    tx.execute(sql::add_guardian, guardian.id, household, guardian.name, guardian.kana, guardian.birth_date,
               guardian.is_mother);
    index_words(tx, household, guardian.id, {guardian.name, guardian.kana});
}

void insert_birth(store::Transaction& tx, const Id& household, const Birth& birth)
{
    tx.execute(sql::add_birth, birth.id, household, birth.mother, birth.due_date, birth.born_on,
               birth.lost_on, birth.children, birth.discharged_on, birth.hospitalised_from,
               birth.hospitalised_until);
}

void insert_child(store::Transaction& tx, const Id& household, const Child& child)
{
    tx.execute(sql::add_child, child.id, child.birth, household, child.name, child.kana, child.nickname,
               child.sex, child.born_on, child.enrolled_on);
    index_words(tx, household, child.id, {child.name, child.kana});
}

audit::Digest& add(audit::Digest& digest, const std::optional<Date>& day)
{
    digest.add(std::int64_t{day.has_value()});
    return day ? digest.add(*day) : digest;
}

audit::Digest& add(audit::Digest& digest, const Birth& birth)
{
    digest.add(birth.id).add(birth.mother.value_or(Id{})).add(std::int64_t{birth.children});
    for (const auto& day : {birth.due_date, birth.born_on, birth.lost_on, birth.discharged_on,
                            birth.hospitalised_from, birth.hospitalised_until})
        add(digest, day);
    return digest;
}

audit::Digest& add(audit::Digest& digest, const Child& child)
{
    digest.add(child.id).add(child.birth.value_or(Id{})).add(child.name).add(child.kana).add(child.nickname);
    digest.add(static_cast<std::int64_t>(child.sex)).add(child.born_on);
    return add(digest, child.enrolled_on);
}

boost::json::value json_of(const std::optional<Date>& day)
{
    return day ? boost::json::value(to_string(*day)) : boost::json::value(nullptr);
}

Result<void> demand(bool holds, const char* code, const char* ja, const char* en)
{
    if (holds) return {};
    return fail(ErrorKind::malformed, code, {ja, en});
}

Result<void> check_names(std::string_view name, std::string_view kana)
{
    constexpr std::int64_t longest = 50;
    const auto characters = [](std::string_view text) {
        return std::count_if(text.begin(), text.end(),
                             [](char c) { return (static_cast<unsigned char>(c) & 0xc0) != 0x80; });
    };
    const auto has_control = [](std::string_view text) {
        return std::any_of(text.begin(), text.end(), [](char c) {
            return static_cast<unsigned char>(c) < 0x20 || static_cast<unsigned char>(c) == 0x7f;
        });
    };
    return demand(!search_key(name).empty() && characters(name) <= longest && characters(kana) <= longest &&
                      !has_control(name) && !has_control(kana),
                  "wrong_name", "お名前は50文字以内で入力してください。",
                  "Please enter the name, with at most 50 characters.");
}

bool is_code(std::string_view text)
{
    const auto is_letter = [](char c) { return c >= 'a' && c <= 'z'; };
    return !text.empty() && is_letter(text[0]) && std::all_of(text.begin(), text.end(), [&](char c) {
        return is_letter(c) || (c >= '0' && c <= '9') || c == '_';
    });
}

}  // namespace hagukumi::people
