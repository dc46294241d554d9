#include "applications/record_family.hpp"

#include <algorithm>

#include "applications/keep.hpp"
#include "people/family_commands.hpp"
#include "people/manage_accounts.hpp"

namespace hagukumi::applications {

namespace {

using rules::Becomes;

/// One step after the other, in the order in which the records build on each other.
class Recording {
public:
    Recording(store::Transaction& tx, const rules::Form& form, const Application& application,
              const rules::AnswersRead& read, Instant at, const Id& officer, Ids& ids,
              const people::Birth* about)
        : x_tx(tx),
          x_form(form),
          x_application(application),
          x_read(read),
          x_at(at),
          x_officer(officer),
          x_ids(ids),
          x_about(about)
    {
    }

    Result<Holder> record()
    {
        x_family = TRY(people::load_family(x_tx, x_application.household, people::Reader::officer));
        const auto account = people::load_account(x_tx, x_application.account);
        for (const people::Guardian& one : x_family.guardians) {
            if (account && account->guardian ? one.id == *account->guardian : x_family.guardians.size() == 1)
                x_guardian = one;
        }
        TRY(record_guardian());
        TRY(record_residence());
        TRY(record_class());
        return record_birth();
    }

private:
    std::string text(Becomes becomes) const { return answer_of(x_form, x_read, becomes); }
    std::optional<Date> day(Becomes becomes) const { return day_answered(x_form, x_read, becomes); }

    Result<void> record_guardian()
    {
        const people::ChangeGuardian command{x_ids.next(),
                                             x_at,
                                             x_officer,
                                             x_family.household.id,
                                             x_guardian ? x_guardian->id : Id{},
                                             text(Becomes::guardian_name),
                                             text(Becomes::guardian_kana),
                                             day(Becomes::guardian_born_on)};
        if (!x_guardian) return {};
        const auto differs = [](const std::string& now, const std::string& before) {
            return !now.empty() && now != before;
        };
        if (!differs(command.name, x_guardian->name) && !differs(command.kana, x_guardian->kana) &&
            (!command.birth_date || command.birth_date == x_guardian->birth_date))
            return {};
        return people::change_guardian(x_tx, command);
    }

    Result<void> record_residence()
    {
        const people::Household& home = x_family.household;
        people::ChangeResidence command{
            x_ids.next(),     x_at,         x_officer, home.id, home.resident_from, home.resident_until,
            home.postal_code, home.address, home.phone};
        const auto take = [](const std::string& answered, std::string& into) {
            if (answered.empty() || answered == into) return false;
            into = answered;
            return true;
        };
        bool changes = take(text(Becomes::guardian_postal_code), command.postal_code);
        changes = take(text(Becomes::guardian_address), command.address) || changes;
        changes = take(text(Becomes::guardian_telephone), command.phone) || changes;
        if (const auto from = day(Becomes::household_resident_from); from && from != command.resident_from) {
            command.resident_from = from;
            changes = true;
        }
        if (const auto until = day(Becomes::household_resident_until);
            until && until != command.resident_until) {
            command.resident_until = until;
            changes = true;
        }
        return changes ? people::change_residence(x_tx, command) : Result<void>{};
    }

    Result<void> record_class()
    {
        people::ChangeHouseholdClass command;
        command.key = x_ids.next();
        command.at = x_at;
        command.actor = x_officer;
        command.household = x_family.household.id;
        command.household_class = text(Becomes::household_class);
        command.class_from = date_in_japan(*x_application.sent_at);
        if (command.household_class.empty() ||
            command.household_class == people::class_on(x_family.household, command.class_from))
            return {};
        return people::change_household_class(x_tx, command);
    }

    Result<Holder> record_birth()
    {
        people::StateBirth command;
        command.key = x_ids.next();
        command.at = x_at;
        command.actor = x_officer;
        command.household = x_family.household.id;
        people::Birth& birth = command.birth;
        birth.id = x_ids.next();
        birth.due_date = day(Becomes::birth_due_date);
        birth.born_on = day(Becomes::birth_born_on);
        birth.lost_on = day(Becomes::birth_lost_on);
        birth.discharged_on = day(Becomes::birth_discharged_on);
        if (x_guardian && x_guardian->is_mother) birth.mother = x_guardian->id;
        const people::Child child = named_child(birth);
        const people::Child* const same_child = known_child(child);
        const bool states_number = x_about != nullptr && !text(Becomes::birth_children).empty();
        const bool states_birth = birth.due_date || birth.born_on || birth.lost_on || states_number;
        if (!states_birth && same_child != nullptr) return Holder{same_child->birth, same_child->id};
        if (!states_birth && child.name.empty())
            return x_about != nullptr ? Holder{x_about->id, std::nullopt} : Holder{};
        // A child of whose birth nothing was asked was born all the same.
        if (!states_birth) birth.born_on = child.born_on;

        const people::Birth* const same_birth =
            x_about != nullptr ? x_about : find_birth(x_family, birth.due_date, birth.born_on, birth.lost_on);
        if (same_birth != nullptr) keep_what_is_known(*same_birth, birth);
        birth.children =
            x_read.facts.birth.children.value_or(same_birth != nullptr ? same_birth->children : 1);
        Holder holder{birth.id, std::nullopt};
        if (same_child != nullptr) {
            holder.child = same_child->id;
        } else if (!child.name.empty()) {
            holder.child = child.id;
            command.children.push_back(child);
        }
        TRY(people::state_birth(x_tx, command));
        return holder;
    }

    /// What is not stated now stays as it was.
    static void keep_what_is_known(const people::Birth& known, people::Birth& stated)
    {
        stated.id = known.id;
        if (!stated.due_date) stated.due_date = known.due_date;
        if (!stated.born_on) stated.born_on = known.born_on;
        if (!stated.lost_on) stated.lost_on = known.lost_on;
    }

    /// As answered; without a name where none is given yet.
    people::Child named_child(const people::Birth& birth)
    {
        people::Child child;
        child.id = x_ids.next();
        const auto born = day(Becomes::child_born_on) ? day(Becomes::child_born_on) : birth.born_on;
        if (!born) return child;
        child.born_on = *born;
        child.name = text(Becomes::child_name);
        child.kana = text(Becomes::child_kana);
        return child;
    }

    const people::Child* known_child(const people::Child& stated) const
    {
        if (stated.name.empty()) return nullptr;
        const auto found =
            std::find_if(x_family.children.begin(), x_family.children.end(), [&](const people::Child& known) {
                return known.name == stated.name && known.born_on == stated.born_on;
            });
        return found == x_family.children.end() ? nullptr : &*found;
    }

    store::Transaction& x_tx;
    const rules::Form& x_form;
    const Application& x_application;
    const rules::AnswersRead& x_read;
    const Instant x_at;
    const Id x_officer;
    Ids& x_ids;
    const people::Birth* const x_about;
    people::Family x_family;
    std::optional<people::Guardian> x_guardian;
};

}  // namespace

Result<Holder> record_family(store::Transaction& tx, const rules::Form& form, const Application& application,
                             const rules::AnswersRead& read, Instant at, const Id& officer, Ids& ids,
                             const people::Birth* about)
{
    return Recording(tx, form, application, read, at, officer, ids, about).record();
}

}  // namespace hagukumi::applications
