#include "applications/application.hpp"

#include <fmt/format.h>

#include "applications/sql.hpp"
#include "applications/written_json.hpp"
#include "rules/form/written.hpp"

namespace hagukumi::applications {

namespace {

Application application_in(const store::Row& row)
{
    Application found;
    found.id = row.id(0);
    found.programme = row.text(1);
    found.form = row.text(2);
    found.household = row.id(3);
    found.account = row.id(4);
    found.state = static_cast<State>(row.integer(5));
    found.version = row.integer(6);
    found.written = answers_from_json(row.text(7));
    if (!row.is_null(8)) found.answers = answers_from_json(row.text(8));
    if (const auto year = row.maybe_integer(9)) found.fiscal_year = static_cast<int>(*year);
    found.serial = row.maybe_integer(10);
    found.answered_by = row.maybe_date(11);
    found.created_at = row.instant(12);
    found.changed_at = row.instant(13);
    found.sent_at = row.maybe_instant(14);
    found.officer = row.maybe_id(15);
    found.proposed_by = row.maybe_id(16);
    if (!row.is_null(17)) found.asked = texts_from_json(row.text(17));
    found.decided_at = row.maybe_instant(18);
    return found;
}

/// Family and given name, where a Japanese name is written with a space between them.
std::vector<std::string> in_parts(const std::string& name, bool is_japanese)
{
    const rules::Written written = rules::name_written(name);
    if (!written || written->empty()) return {};
    const std::size_t space = written->find(' ');
    if (!is_japanese || space == std::string::npos) return {*written};
    return {written->substr(0, space), written->substr(space + 1)};
}

std::vector<std::string> day_of(const std::optional<Date>& day)
{
    return day ? std::vector{to_string(*day)} : std::vector<std::string>{};
}

std::vector<std::string> one(const std::string& text)
{
    return text.empty() ? std::vector<std::string>{} : std::vector{text};
}

std::vector<std::string> known_of_birth(rules::Becomes becomes, const people::Birth& birth)
{
    switch (becomes) {
        case rules::Becomes::birth_due_date: return day_of(birth.due_date);
        case rules::Becomes::birth_born_on: return day_of(birth.born_on);
        case rules::Becomes::birth_lost_on: return day_of(birth.lost_on);
        case rules::Becomes::birth_discharged_on: return day_of(birth.discharged_on);
        case rules::Becomes::birth_children: return one(std::to_string(birth.children));
        default: return {};
    }
}

std::vector<std::string> known_answer(rules::Becomes becomes, const people::Family& family,
                                      const people::Guardian* guardian)
{
    const people::Household& home = family.household;
    switch (becomes) {
        case rules::Becomes::guardian_name:
            return guardian ? in_parts(guardian->name, rules::has_kanji(guardian->name))
                            : std::vector<std::string>{};
        case rules::Becomes::guardian_kana:
            return guardian ? in_parts(guardian->kana, rules::has_kanji(guardian->name))
                            : std::vector<std::string>{};
        case rules::Becomes::guardian_born_on: return day_of(guardian ? guardian->birth_date : std::nullopt);
        case rules::Becomes::guardian_telephone: return one(home.phone);
        case rules::Becomes::guardian_postal_code: return one(home.postal_code);
        case rules::Becomes::guardian_address: return one(home.address);
        // Which child is meant is not known before it is said, and what a class gives is to be said anew each
        // time.
        case rules::Becomes::guardian_email:
        case rules::Becomes::child_name:
        case rules::Becomes::child_kana:
        case rules::Becomes::child_born_on:
        case rules::Becomes::birth_due_date:
        case rules::Becomes::birth_born_on:
        case rules::Becomes::birth_lost_on:
        case rules::Becomes::birth_discharged_on:
        case rules::Becomes::birth_children:
        case rules::Becomes::household_class:
        case rules::Becomes::household_resident_from:
        case rules::Becomes::household_resident_until:
        case rules::Becomes::nothing:
        case rules::Becomes::use_facility:
        case rules::Becomes::use_service:
        case rules::Becomes::use_first_day:
        case rules::Becomes::use_last_day:
        case rules::Becomes::use_units:
        case rules::Becomes::use_fee:
        case rules::Becomes::payee_bank:
        case rules::Becomes::payee_bank_code:
        case rules::Becomes::payee_branch:
        case rules::Becomes::payee_branch_code:
        case rules::Becomes::payee_kind:
        case rules::Becomes::payee_number:
        case rules::Becomes::payee_holder: break;
    }
    return {};
}

}  // namespace

std::string_view name_of(State state)
{
    switch (state) {
        case State::draft: return "draft";
        case State::sent: return "sent";
        case State::returned: return "returned";
        case State::approved: return "approved";
        case State::declined: return "declined";
        case State::withdrawn: return "withdrawn";
    }
    throw BugFound("an application has one of the states");
}

std::string_view name_of(EventKind kind)
{
    switch (kind) {
        case EventKind::sent: return "sent";
        case EventKind::withdrawn: return "withdrawn";
        case EventKind::returned: return "returned";
        case EventKind::sent_again: return "sent_again";
        case EventKind::received: return "received";
        case EventKind::approved: return "approved";
        case EventKind::declined: return "declined";
        case EventKind::taken: return "taken";
        case EventKind::given_back: return "given_back";
        case EventKind::proposed: return "proposed";
        case EventKind::not_confirmed: return "not_confirmed";
    }
    throw BugFound("what happens to an application has a name");
}

bool is_for_family(EventKind kind)
{
    return kind <= EventKind::declined || kind == EventKind::received;
}

std::string number_of(int fiscal_year, std::int64_t serial)
{
    return fmt::format("{}-{:05}", fiscal_year, serial);
}

std::vector<Application> applications_of(store::Snapshot& snapshot, const Id& account, int limit)
{
    std::vector<Application> all;
    snapshot.query(
        sql::applications_of, [&](const store::Row& row) { all.push_back(application_in(row)); }, account,
        limit);
    return all;
}

std::optional<Application> find_application(store::Snapshot& snapshot, const Id& id)
{
    return snapshot.find(sql::find_application, application_in, id);
}

Result<Application> find_own(store::Snapshot& snapshot, const Id& id, const Id& account)
{
    auto found = find_application(snapshot, id);
    if (!found || found->account != account) {
        return fail(ErrorKind::not_found, "not_found",
                    {"この申請は見つかりません。申請の一覧からお選びください。",
                     "There is no such application. Please choose from the list."});
    }
    return std::move(*found);
}

std::optional<Id> find_draft(store::Snapshot& snapshot, const Id& account, std::string_view programme,
                             std::string_view form)
{
    return snapshot.find(
        sql::draft_of, [](const store::Row& row) { return row.id(0); }, account, programme, form);
}

std::vector<Event> events_of(store::Snapshot& snapshot, const Id& application)
{
    std::vector<Event> all;
    snapshot.query(
        sql::events_of,
        [&](const store::Row& row) {
            all.push_back({row.id(0), static_cast<EventKind>(row.integer(1)), row.instant(2), row.id(3),
                           row.is_null(4) ? "" : std::string(row.text(4)),
                           row.is_null(5) ? "" : std::string(row.text(5))});
        },
        application);
    return all;
}

rules::WrittenAnswers known_answers(const rules::Form& form, const people::Family& family,
                                    const std::optional<Id>& guardian, const people::Birth* birth,
                                    const std::string& email)
{
    const people::Guardian* who = nullptr;
    for (const people::Guardian& one_of : family.guardians) {
        if (guardian ? one_of.id == *guardian : family.guardians.size() == 1) who = &one_of;
    }
    rules::WrittenAnswers answers;
    for (std::size_t i = 0; i < form.question_count(); ++i) {
        const rules::FormQuestion& question = form.question(i);
        std::vector<std::string> known = known_answer(question.becomes, family, who);
        if (known.empty() && birth != nullptr) known = known_of_birth(question.becomes, *birth);
        if (question.becomes == rules::Becomes::guardian_email) known = one(email);
        if (!known.empty()) answers[question.code] = std::move(known);
    }
    return answers;
}

}  // namespace hagukumi::applications
