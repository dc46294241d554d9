#include "people/registration.hpp"

#include <algorithm>

#include "audit/digest.hpp"
#include "audit/failed_attempts.hpp"
#include "base/age.hpp"
#include "messages/outbox.hpp"
#include "people/family.hpp"
#include "people/identity.hpp"
#include "people/manage_accounts.hpp"
#include "people/sql.hpp"

namespace hagukumi::people {

namespace {

constexpr std::size_t longest_nickname = 20;  // characters
constexpr int youngest_mother = 10, oldest_mother = 70;
constexpr std::int64_t days_after_birth = 366, days_before_due = 300;
constexpr std::int64_t days_early = 16 * 7, days_late = 4 * 7;

std::size_t characters_in(std::string_view text)
{
    return static_cast<std::size_t>(std::count_if(
        text.begin(), text.end(), [](char c) { return (static_cast<unsigned char>(c) & 0xc0) != 0x80; }));
}

bool has_control_character(std::string_view text)
{
    return std::any_of(text.begin(), text.end(), [](char c) {
        return static_cast<unsigned char>(c) < 0x20 || static_cast<unsigned char>(c) == 0x7f;
    });
}

bool fits_birth(const Birth& birth, const Registration& registration)
{
    if (registration.due_date) return birth.due_date == registration.due_date;
    if (birth.born_on || birth.lost_on)
        return birth.born_on == registration.born_on || birth.lost_on == registration.born_on;
    if (!birth.due_date) return false;
    const std::int64_t late = days_since_epoch(*registration.born_on) - days_since_epoch(*birth.due_date);
    return late >= -days_early && late <= days_late;
}

}  // namespace

Result<void> check_registration(const Registration& registration, Date today)
{
    const auto refuse = [](const char* code, const char* ja, const char* en) {
        return fail(ErrorKind::malformed, code, {ja, en});
    };
    const std::size_t length = characters_in(registration.nickname);
    if (length == 0 || length > longest_nickname || has_control_character(registration.nickname))
        return refuse("wrong_nickname",
                      "ニックネームは1〜20文字で入力してください。本名でなくてかまいません。",
                      "Please enter a nickname of 1 to 20 characters. It need not be your real name.");
    const Date& mother = registration.mother_born_on;
    if (!mother.ok() || mother >= today || age_in_months(mother, today) < youngest_mother * 12 ||
        age_in_months(mother, today) >= oldest_mother * 12)
        return refuse("wrong_date", "母の生年月日をご確認ください。",
                      "Please check the mother's date of birth.");
    if (registration.born_on.has_value() == registration.due_date.has_value())
        return refuse("wrong_date", "出産日または出産予定日のどちらかを選んでください。",
                      "Please choose the date of birth or the due date.");
    const Date day = registration.born_on ? *registration.born_on : *registration.due_date;
    const std::int64_t ahead =
        day.ok() ? days_since_epoch(day) - days_since_epoch(today) : days_before_due + 1;
    if (registration.born_on && (ahead > 0 || ahead < -days_after_birth))
        return refuse("wrong_date", "出産日をご確認ください。今日までの1年以内の日付を選んでください。",
                      "Please check the date of birth: it lies within the last year, today included.");
    if (registration.due_date && (ahead > days_before_due || ahead < -days_late))
        return refuse("wrong_date", "出産予定日をご確認ください。今日から300日後までの日付を選んでください。",
                      "Please check the due date: it lies within the next 300 days.");
    return {};
}

bool fits(store::Snapshot& snapshot, const Id& account, const Registration& registration)
{
    const auto found = load_account(snapshot, account);
    if (!found || !found->household) return false;
    const auto family = load_family(snapshot, *found->household, Reader::officer);
    if (!family) return false;
    const bool is_other_mother =
        std::any_of(family->guardians.begin(), family->guardians.end(), [&](const Guardian& guardian) {
            return guardian.is_mother && guardian.birth_date &&
                   *guardian.birth_date != registration.mother_born_on;
        });
    return !is_other_mother &&
           std::any_of(family->births.begin(), family->births.end(),
                       [&](const Birth& birth) { return fits_birth(birth, registration); });
}

Result<void> register_account(store::Transaction& tx, const Id& account, const Registration& registration,
                              Instant at)
{
    const auto linked = find_account_of(tx, registration.identity);
    if (linked == account) return {};
    TRY(link_identity(tx, {at, account, registration.identity}));
    tx.execute(sql::set_display_name, account, registration.nickname);

    // One registration is one message, made of whom it links: the time in front, as every id has it.
    Id event = audit::subject_of(audit::Digest("people.registered")
                                     .add(account)
                                     .add(registration.identity.subject)
                                     .add(at.milliseconds));
    for (std::size_t i = 0; i < 6; ++i)
        event.bytes[i] = static_cast<std::uint8_t>(at.milliseconds >> (40 - 8 * i) & 0xff);
    const auto found = load_account(tx, account);
    const std::string params = messages::Params()
                                   .text("nickname", registration.nickname)
                                   .text("number", found ? found->user_number : "")
                                   .json();
    messages::enqueue(tx, {event, at, messages::channel::account, account, "registered", params});
    return {};
}

}  // namespace hagukumi::people
