// 出産の記録の訂正 by an officer: a birth, a due date, a loss or a number that was entered wrongly.
#include <algorithm>
#include <vector>

#include "audit/once.hpp"
#include "audit/record.hpp"
#include "base/age.hpp"
#include "people/family_commands.hpp"
#include "people/family_writes.hpp"
#include "people/not_found.hpp"
#include "people/sql.hpp"

namespace hagukumi::people {

namespace {

constexpr std::string_view kind = "people.correct_birth";
constexpr std::size_t longest_reason = 1500;  // bytes: 500 characters of Japanese
constexpr int grown_up_months = 18 * 12;
// A birth lies within these days of its due date, as for 利用者登録; a loss does from the first week of the
// pregnancy on, which is counted as 280 days.
constexpr std::int64_t days_early = 16 * 7, days_late = 4 * 7, pregnancy_days = 280;
// No due date is known earlier than this before it; three weeks more than a pregnancy, for a miscounted
// month.
constexpr std::int64_t longest_ahead = pregnancy_days + 21;

bool is_within(Date day, Date due_date, std::int64_t early, std::int64_t late)
{
    const std::int64_t after = days_since_epoch(day) - days_since_epoch(due_date);
    return after >= -early && after <= late;
}

Result<void> check_reason(const std::string& reason)
{
    TRY(demand(reason.find_first_not_of(" \t\r\n") != std::string::npos, "reason_missing",
               "理由を入力してください。監査の記録に残ります。",
               "Please give a reason; it is kept in the record."));
    return demand(reason.size() <= longest_reason, "reason_too_long", "理由は500文字以内で入力してください。",
                  "Please keep the reason below 500 characters.");
}

/// What no birth can be, whatever was known of it.
Result<void> check_days(const CorrectBirth& now, Date today)
{
    TRY(demand(now.due_date || now.born_on || now.lost_on, "birth_without_date",
               "出産予定日、出産日、流産・死産の日のどれかを入力してください。",
               "Please enter the due date, the date of birth or the day of the loss."));
    TRY(demand(!now.born_on || !now.lost_on, "birth_and_loss",
               "出産日と流産・死産の日の両方は記録できません。誤っている方を消してください。",
               "A date of birth and the day of a loss cannot both stand. Please clear the wrong one."));
    TRY(demand(!now.born_on || *now.born_on <= today, "birth_in_future",
               "出産日が未来の日付です。確かめてください。",
               "The date of birth lies in the future. Please check it."));
    TRY(demand(!now.lost_on || *now.lost_on <= today, "loss_in_future",
               "流産・死産の日が未来の日付です。確かめてください。",
               "The day of the loss lies in the future. Please check it."));
    for (const auto& day : {now.due_date, now.born_on, now.lost_on}) {
        TRY(demand(!day || *day > today || age_in_months(*day, today) < grown_up_months, "day_long_ago",
                   "18年以上前の日付です。年を確かめてください。",
                   "The day lies eighteen years or more back. Please check the year."));
    }
    TRY(demand(!now.due_date || days_since_epoch(*now.due_date) - days_since_epoch(today) <= longest_ahead,
               "due_date_far_ahead", "出産予定日が10か月より先です。確かめてください。",
               "The due date lies more than ten months ahead. Please check it."));
    TRY(demand(!now.due_date || !now.born_on || is_within(*now.born_on, *now.due_date, days_early, days_late),
               "birth_and_due_date", "出産日と出産予定日が離れすぎています。確かめてください。",
               "The date of birth and the due date lie too far apart. Please check them."));
    TRY(demand(
        !now.due_date || !now.lost_on || is_within(*now.lost_on, *now.due_date, pregnancy_days, days_late),
        "loss_and_due_date", "流産・死産の日と出産予定日が離れすぎています。確かめてください。",
        "The day of the loss and the due date lie too far apart. Please check them."));
    return demand(now.children >= 1 && now.children <= 9, "children_count",
                  "お子さんの人数は1人から9人までです。", "The number of children is 1 to 9.");
}

/// What would not agree with what else is recorded of this birth and its children.
Result<void> check_beside(const CorrectBirth& now, const Birth& before, const std::vector<Child>& children)
{
    if (!now.born_on && !children.empty())
        return fail(
            ErrorKind::conflict, "children_entered",
            {"この出産にはお子さんが登録されているため、出産日を消せません。正しい出産日を入力してください。",
             "Children are entered of this birth: its date cannot be cleared. Please enter the right "
             "date."});
    if (now.children < static_cast<int>(children.size()))
        return fail(ErrorKind::conflict, "children_entered_more",
                    {"登録されているお子さんの人数より少なくはできません。",
                     "The number cannot be lower than that of the children who are entered."});
    if (!now.born_on && before.discharged_on)
        return fail(ErrorKind::conflict, "discharge_recorded",
                    {"退院日が記録されています。先に退院の記録の日付を消してください。",
                     "A day of discharge is recorded. Please clear it first."});
    TRY(demand(!before.discharged_on || *before.discharged_on >= *now.born_on, "discharge_before_birth",
               "出産日が、記録されている退院日よりあとです。確かめてください。",
               "The date of birth lies after the day of discharge that is recorded. Please check it."));
    const bool is_enrolled_before = std::any_of(children.begin(), children.end(), [&](const Child& one) {
        return one.enrolled_on && *one.enrolled_on < *now.born_on;
    });
    TRY(demand(!is_enrolled_before, "enrolled_before_birth",
               "出産日が、記録されている保育園等の在籍の日よりあとです。確かめてください。",
               "The date of birth lies after a child's first day at a nursery. Please check it."));
    const bool is_as_it_was = now.due_date == before.due_date && now.born_on == before.born_on &&
                              now.lost_on == before.lost_on && now.children == before.children;
    return demand(!is_as_it_was, "nothing_changes", "変わることがありません。正しい内容を入力してください。",
                  "Nothing would change. Please enter what is right.");
}

boost::json::object record_of(const std::optional<Date>& due_date, const std::optional<Date>& born_on,
                              const std::optional<Date>& lost_on, int children)
{
    return {{"due_date", json_of(due_date)},
            {"born_on", json_of(born_on)},
            {"lost_on", json_of(lost_on)},
            {"children", children}};
}

}  // namespace

Result<void> correct_birth(store::Transaction& tx, const CorrectBirth& command)
{
    audit::Digest content(kind);
    content.add(command.household).add(command.birth).add(std::int64_t{command.children}).add(command.reason);
    for (const auto& day : {command.due_date, command.born_on, command.lost_on}) add(content, day);
    return audit::once(tx, command, command.actor, kind, content, [&]() -> Result<void> {
        TRY(check_reason(command.reason));
        const Family family = TRY(load_family(tx, command.household, Reader::officer));
        const auto before = std::find_if(family.births.begin(), family.births.end(),
                                         [&](const Birth& one) { return one.id == command.birth; });
        if (before == family.births.end()) return no_birth();
        std::vector<Child> children;
        for (const Child& child : family.children)
            if (child.birth == command.birth) children.push_back(child);
        TRY(check_days(command, date_in_japan(command.at)));
        TRY(check_beside(command, *before, children));

        // From here on the record says what the officer says, which confirms it.
        tx.execute(sql::correct_birth, command.birth, command.due_date, command.born_on, command.lost_on,
                   command.children);
        if (command.born_on)
            tx.execute(sql::correct_born_on, command.household, command.birth, *command.born_on);
        tx.execute(sql::mark_confirmed, command.birth);
        audit::record(
            tx, command.at, command.actor, kind, command.birth,
            boost::json::serialize(boost::json::object{
                {"before", record_of(before->due_date, before->born_on, before->lost_on, before->children)},
                {"now", record_of(command.due_date, command.born_on, command.lost_on, command.children)},
                {"reason", command.reason}}));
        return {};
    });
}

}  // namespace hagukumi::people
