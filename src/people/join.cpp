#include "people/join.hpp"

#include <unicode/unistr.h>

#include <algorithm>

#include "audit/done_before.hpp"
#include "audit/failed_attempts.hpp"
#include "audit/record.hpp"
#include "base/age.hpp"
#include "messages/outbox.hpp"
#include "people/family_commands.hpp"
#include "people/family_writes.hpp"
#include "people/fold.hpp"
#include "people/identity.hpp"
#include "people/manage_accounts.hpp"
#include "people/password.hpp"
#include "people/sql.hpp"

namespace hagukumi::people {

namespace {

constexpr std::int32_t longest_name = 60, longest_address = 200;  // characters
constexpr int grown_up_at = 18;
constexpr std::uint64_t numbers = 1'000'000'000;  ///< of drawn user numbers, behind their first digit

/// What was typed, without spaces around it.
icu::UnicodeString trimmed(const std::string& typed)
{
    icu::UnicodeString text = icu::UnicodeString::fromUTF8(typed);
    return text.trim();
}

std::string utf8(const icu::UnicodeString& text)
{
    std::string out;
    text.toUTF8String(out);
    return out;
}

bool is_written(const icu::UnicodeString& text, std::int32_t most)
{
    if (text.isEmpty() || text.countChar32() > most) return false;
    for (std::int32_t i = 0; i < text.length(); ++i)
        if (text[i] < 0x20 || text[i] == 0x7f) return false;
    return true;
}

/// Hiragana becomes katakana; the text is then katakana, the long vowel, the middle dot and spaces only.
bool make_katakana(icu::UnicodeString& text)
{
    for (std::int32_t i = 0; i < text.length(); ++i) {
        char16_t c = text[i];
        if (c >= 0x3041 && c <= 0x3096) text.setCharAt(i, c = static_cast<char16_t>(c + 0x60));
        if (!(c >= 0x30A1 && c <= 0x30FC) && c != u' ') return false;
    }
    return true;
}

bool is_digits(const std::string& text, std::size_t least, std::size_t most)
{
    return text.size() >= least && text.size() <= most &&
           text.find_first_not_of("0123456789") == std::string::npos;
}

}  // namespace

std::string draw_user_number(store::Snapshot& snapshot, const Id& account)
{
    for (std::int64_t attempt = 0;; ++attempt) {
        const Id drawn = audit::subject_of(audit::Digest("people.user_number").add(account).add(attempt));
        std::uint64_t value = 0;
        for (std::size_t i = 0; i < 8; ++i) value = value << 8 | drawn.bytes[i];
        const std::string digits = std::to_string(value % numbers);
        std::string number = "9" + std::string(9 - digits.size(), '0') + digits;
        const bool is_taken =
            snapshot
                .find(
                    sql::sign_in_by_user_number, [](const store::Row&) { return true; }, number)
                .has_value();
        if (!is_taken) return number;
    }
}

Result<Child> check_child(Child child, Date today)
{
    const auto name = trimmed(child.name);
    TRY(demand(is_written(name, longest_name), "wrong_child_name", "お子さんの氏名を入力してください。",
               "Please enter the child's name."));
    auto kana = trimmed(nfkc(child.kana));
    TRY(demand(is_written(kana, longest_name) && make_katakana(kana), "wrong_kana",
               "フリガナは全角カタカナで入力してください（ひらがなは自動で直します）。",
               "Please enter the reading in katakana; hiragana is converted."));
    TRY(demand(child.born_on.ok() && child.born_on <= today &&
                   age_in_months(child.born_on, today) < grown_up_at * 12,
               "wrong_birth_date", "お子さんの生年月日をご確認ください。今日までの日付を選んでください。",
               "Please check the child's date of birth: it is not after today."));
    TRY(demand(child.sex == Sex::female || child.sex == Sex::male, "wrong_sex",
               "お子さんの性別を選んでください。", "Please choose the child's sex."));
    child.name = utf8(name);
    child.kana = utf8(kana);
    return child;
}

Result<Joining> check_joining(Joining joining, Date today)
{
    const auto name = trimmed(joining.guardian_name), address = trimmed(joining.address);
    TRY(demand(is_written(name, longest_name), "wrong_name", "保護者の氏名を入力してください。",
               "Please enter the guardian's name."));
    joining.postal_code = fold_digits(joining.postal_code);
    TRY(demand(is_digits(joining.postal_code, 7, 7), "wrong_postal_code", "郵便番号は7けたの数字です。",
               "A postal code has seven digits."));
    TRY(demand(is_written(address, longest_address), "wrong_address", "住所を入力してください。",
               "Please enter the address."));
    joining.phone = fold_digits(joining.phone);
    TRY(demand(is_digits(joining.phone, 10, 11) && joining.phone.front() == '0', "wrong_phone",
               "電話番号は、市外局番から数字で入力してください。",
               "Please enter the telephone number in digits, with its area code."));
    joining.guardian_name = utf8(name);
    joining.address = utf8(address);
    joining.child = TRY(check_child(std::move(joining.child), today));
    joining.pin = TRY(check_pin(joining.pin));
    return joining;
}

Result<Id> join(store::Transaction& tx, const Identity& identity, const Joining& joining,
                const std::string& pin_hash, Instant at)
{
    if (const auto known = find_account_of(tx, identity)) return *known;
    const Id& account = joining.account;
    RegisterHousehold family;
    family.key = joining.household;
    family.at = at;
    family.actor = account;
    family.household.id = joining.household;
    family.household.resident_from = date_in_japan(at);
    family.household.postal_code = joining.postal_code;
    family.household.address = joining.address;
    family.household.phone = joining.phone;
    family.guardians = {{joining.guardian, joining.guardian_name, "", {}, false}};
    family.children = {joining.child};
    TRY(register_household(tx, family));

    CreateAccount command;
    command.key = account;
    command.at = at;
    command.actor = account;
    command.id = account;
    command.user_number = draw_user_number(tx, account);
    command.pin_hash = pin_hash;
    command.household = joining.household;
    command.guardian = joining.guardian;
    command.display_name = joining.guardian_name;
    TRY(create_account(tx, command));
    TRY(link_identity(tx, {at, account, identity}));
    const std::string params = messages::Params().text("number", command.user_number).json();
    messages::enqueue(tx, {joining.notice, at, messages::channel::account, account, "joined", params});
    return account;
}

Result<Id> add_child(store::Transaction& tx, const AddChild& command)
{
    constexpr std::string_view kind = "people.add_child";
    Child named = command.child;
    named.id = {};  // it is drawn anew each time that the command comes
    audit::Digest content(kind);
    const audit::Fingerprint fingerprint = add(content.add(command.household), named).finish();
    if (const audit::Done done = TRY(audit::find_done(tx, command.key, command.actor, kind, fingerprint))) {
        const std::optional<Id> child = parse_id(*done);
        must(child.has_value(), "the answer that is kept of a child is its id");
        return *child;
    }
    const Child child = TRY(check_child(command.child, date_in_japan(command.at)));
    insert_child(tx, command.household, child);
    audit::record(tx, command.at, command.actor, kind, child.id, "{}");
    audit::remember(tx, command.key, command.actor, kind, fingerprint, command.at, to_string(child.id));
    return child.id;
}

}  // namespace hagukumi::people
