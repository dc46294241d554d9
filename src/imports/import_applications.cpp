#include <boost/json.hpp>

#include <algorithm>
#include <span>

#include "audit/done_before.hpp"
#include "audit/record.hpp"
#include "imports/applications.hpp"
#include "imports/sql.hpp"
#include "people/card/give_card.hpp"
#include "people/family_commands.hpp"
#include "people/fold.hpp"
#include "rules/explain.hpp"

namespace hagukumi::imports {

namespace {

using applications::Match;
using applications::MatchKey;
using rules::Becomes;

constexpr std::string_view kind = "imports.applications";
constexpr std::size_t ids_of_a_row = 8;  ///< household, guardian, account and their keys; application, events

/// What was taken as the answer that becomes this, in its parts with a space between them.
std::string answered(const rules::Form& form, const rules::AnswersRead& read, Becomes becomes)
{
    std::string whole;
    for (const rules::TakenAnswer& answer : read.answers) {
        if (form.question(answer.question).becomes != becomes || !whole.empty()) continue;
        for (const std::string& text : answer.texts) whole += (whole.empty() ? "" : " ") + text;
    }
    return whole;
}

std::optional<std::size_t> question_of(const rules::Form& form, Becomes becomes)
{
    for (std::size_t i = 0; i < form.question_count(); ++i) {
        if (form.question(i).becomes == becomes) return i;
    }
    return std::nullopt;
}

std::string mail_of(const rules::Form& form, const AppliedRow& row)
{
    const auto question = question_of(form, Becomes::guardian_email);
    if (!question) return {};
    const auto written = row.written.find(form.question(*question).code);
    if (written == row.written.end() || written->second.empty()) return {};
    const rules::Written mail = rules::email_written(written->second.front());
    return mail ? people::fold_email(*mail) : std::string();
}

/// A parent of this municipality who signs in with this address.
std::optional<people::Account> account_by_mail(store::Snapshot& snapshot, const std::string& mail)
{
    if (mail.empty()) return std::nullopt;
    auto account = people::find_account(snapshot, mail);
    const bool is_parent = account && account->role == people::Role::parent && account->household &&
                           account->state == people::AccountState::active;
    return is_parent ? account : std::nullopt;
}

/// Whether the account is that of somebody whose name is read like this.
bool is_of(store::Snapshot& snapshot, const people::Account& account, const std::string& kana)
{
    const auto family = people::load_family(snapshot, *account.household, people::Reader::officer);
    return family &&
           std::any_of(family->guardians.begin(), family->guardians.end(), [&](const people::Guardian& one) {
               const bool is_owner =
                   account.guardian ? one.id == *account.guardian : family->guardians.size() == 1;
               return is_owner &&
                      (one.kana.empty() || people::search_key(one.kana) == people::search_key(kana));
           });
}

/// The guardian of a family whose name is read like this.
std::optional<Id> guardian_in(store::Snapshot& snapshot, const Id& household, const std::string& kana)
{
    const auto family = people::load_family(snapshot, household, people::Reader::officer);
    if (!family) return std::nullopt;
    for (const people::Guardian& one : family->guardians) {
        if (!one.ended_on && people::search_key(one.kana) == people::search_key(kana)) return one.id;
    }
    return std::nullopt;
}

/// 「一般世帯、非課税世帯」, where one of them is to be written.
Text with_options(const rules::FormQuestion& question, Text message)
{
    if (question.options.empty()) return message;
    std::string ja, en;
    for (const rules::FormOption& option : question.options) {
        ja += (ja.empty() ? "" : "、") + option.name.ja;
        en += (en.empty() ? "" : ", ") + option.name.en;
    }
    message.ja += "（" + ja + "）";
    message.en += " (" + en + ")";
    return message;
}

class Looking {
public:
    Looking(store::Snapshot& snapshot, const rules::Programme& programme, const rules::Form& form,
            const Joined& joined, Instant at, ApplicationList& list)
        : x_snapshot(snapshot), x_programme(programme), x_form(form), x_joined(joined), x_at(at), x_list(list)
    {
    }

    Result<void> look()
    {
        for (AppliedRow& row : x_list.rows) TRY(look(row));
        tell_without_column();
        std::stable_sort(x_list.mistakes.begin(), x_list.mistakes.end(),
                         [](const CellMistake& a, const CellMistake& b) { return a.line < b.line; });
        return {};
    }

private:
    Result<void> look(AppliedRow& row)
    {
        const std::string mail = mail_of(x_form, row);
        const auto joined = x_joined.find(row.line);
        if (joined != x_joined.end()) row.household = joined->second;
        const auto account =
            joined == x_joined.end() ? account_by_mail(x_snapshot, mail) : std::optional<people::Account>();
        if (account) row.household = account->household;
        row.read = TRY(applications::read_received(x_snapshot, x_programme, x_form, row.written,
                                                   row.household, row.sent_at, x_at));
        const std::string kana = answered(x_form, row.read, Becomes::guardian_kana);
        tell_mistakes(row);
        if (joined != x_joined.end()) join(row, kana);
        if (account && !is_of(x_snapshot, *account, kana)) tell_mail(row);
        else if (account) row.account = account->id;
        if (!mail.empty()) {
            const auto [first, is_new] = x_mails.try_emplace(mail, people::search_key(kana));
            if (!is_new && first->second != people::search_key(kana)) tell_mail(row);
        }
        look_for_doubles(row);
        return {};
    }

    void join(AppliedRow& row, const std::string& kana)
    {
        const auto guardian = guardian_in(x_snapshot, *row.household, kana);
        if (!guardian) {
            mistake(row, std::nullopt,
                    {"選ばれた世帯に、同じフリガナの保護者がいません。",
                     "No guardian of the chosen family has this reading."});
            return;
        }
        const auto account = people::account_of_guardian(x_snapshot, *row.household, *guardian);
        if (account) row.account = account->id;
    }

    void tell_mail(AppliedRow& row)
    {
        mistake(
            row, question_of(x_form, Becomes::guardian_email),
            {"このメールアドレスは、別の方が利用しています。空欄にするか、正しいアドレスに直してください。",
             "Somebody else uses this address. Please leave it empty, or correct it."});
    }

    void tell_mistakes(AppliedRow& row)
    {
        for (const rules::FieldMistake& one : applications::mistakes_of_received(x_form, row.read)) {
            const rules::FormQuestion& question = x_form.question(one.question);
            const bool has_column = !x_list.headings[one.question].empty();
            const bool is_missing =
                one.flaw == rules::Flaw::missing || one.flaw == rules::Flaw::not_consented;
            if (has_column || !is_missing) {
                mistake(row, one.question,
                        one.flaw == rules::Flaw::not_a_choice || is_missing
                            ? with_options(question, one.message)
                            : one.message);
                continue;
            }
            row.state = RowState::mistaken;
            x_without_column[one.question].push_back(&row);
        }
        const bool is_read_whole = row.state != RowState::mistaken;
        for (const rules::RuleLook& look : row.read.against) {
            // What a rule does not know because a cell is wrong is told at the cell.
            if (is_read_whole || look.verdict == rules::Verdict::against)
                mistake(row, std::nullopt, rules::sentence_of(x_programme, row.read.facts, look));
        }
    }

    /// What every row lacks is told once, at the first that is not here already.
    void tell_without_column()
    {
        for (const auto& [question, rows] : x_without_column) {
            const auto first = std::find_if(rows.begin(), rows.end(), [](const AppliedRow* row) {
                return row->state == RowState::mistaken;
            });
            if (first == rows.end()) continue;
            mistake(**first, question,
                    {"この質問に答える列がありません。列を選んでください。",
                     "No column answers this question. Please choose one."});
        }
    }

    void look_for_doubles(AppliedRow& row)
    {
        const audit::Hash content = applications::content_of(x_programme, x_form, row.read);
        row.was_imported = applications::find_received(x_snapshot, content).has_value();
        const auto [first, is_new] = x_contents.try_emplace(content, row.line);
        if (!is_new) row.same_as = first->second;
        const std::vector<MatchKey> keys = applications::match_keys(x_form, row.read);
        for (const MatchKey& key : keys) {
            if (key.what == Match::guardian) continue;
            const auto [line, is_first] = x_lines.try_emplace(key, row.line);
            if (!is_first && !row.same_as) row.same_as = line->second;
        }
        row.alike = applications::applications_like(x_snapshot, keys);
        if (!row.household) row.families = applications::families_like(x_snapshot, x_form, row.read);
        const bool is_there =
            row.was_imported || row.same_as ||
            std::any_of(row.alike.begin(), row.alike.end(), [&](const applications::Like& one) {
                return one.what != Match::guardian && one.state != applications::State::declined &&
                       one.programme == x_programme.code() && one.form == x_form.code;
            });
        if (is_there) leave_out(row);
    }

    /// What is here already is no mistake, whatever the rules say of it today.
    void leave_out(AppliedRow& row)
    {
        row.state = RowState::there;
        std::erase_if(x_list.mistakes, [&](const CellMistake& one) { return one.line == row.line; });
    }

    void mistake(AppliedRow& row, std::optional<std::size_t> question, const Text& message)
    {
        row.state = RowState::mistaken;
        CellMistake one;
        one.line = row.line;
        if (question) {
            one.column = x_list.headings[*question];
            one.question = x_form.question(*question).code;
            one.found = row.found[*question];
        }
        one.message = {message.ja, message.en};  // officers read no other language
        x_list.mistakes.push_back(std::move(one));
    }

    store::Snapshot& x_snapshot;
    const rules::Programme& x_programme;
    const rules::Form& x_form;
    const Joined& x_joined;
    const Instant x_at;
    ApplicationList& x_list;
    std::map<std::string, std::string> x_mails;  ///< of this file, and whose
    std::map<audit::Hash, int> x_contents;
    std::map<MatchKey, int> x_lines;
    std::map<std::size_t, std::vector<AppliedRow*>> x_without_column;  ///< by question
};

/// Who applies, as this row says; made where nobody is known.
struct Applicant {
    Id account, household;
    bool is_new = false;
};

Result<Id> make_account(store::Transaction& tx, const ImportApplications& command, const Id& household,
                        const Id& guardian, const std::string& name, const std::string& mail,
                        std::span<const Id> ids)
{
    if (mail.empty()) {
        people::GiveCard card;
        card.key = ids[4];
        card.at = command.at;
        card.actor = command.officer;
        card.account = ids[2];
        card.household = household;
        card.guardian = guardian;
        card.pin_hash = command.secret_hash;
        TRY(people::give_card(tx, card));
        return ids[2];
    }
    people::CreateAccount account;
    account.key = ids[4];
    account.at = command.at;
    account.actor = command.officer;
    account.id = ids[2];
    account.email = mail;
    account.password_hash = command.secret_hash;
    account.household = household;
    account.guardian = guardian;
    account.display_name = name;
    return people::create_account(tx, account);
}

Result<Applicant> applicant_of(store::Transaction& tx, const rules::Form& form,
                               const ImportApplications& command, const AppliedRow& row,
                               std::span<const Id> ids)
{
    if (row.account) return Applicant{*row.account, *row.household, false};
    const std::string name = answered(form, row.read, Becomes::guardian_name);
    const std::string kana = answered(form, row.read, Becomes::guardian_kana);
    const std::string mail = mail_of(form, row);
    if (row.household) {
        const auto guardian = guardian_in(tx, *row.household, kana);
        must(guardian.has_value(), "the family was looked at in this transaction");
        const bool is_taken = account_by_mail(tx, mail).has_value();
        return Applicant{
            TRY(make_account(tx, command, *row.household, *guardian, name, is_taken ? "" : mail, ids)),
            *row.household, false};
    }
    // An earlier row of this file may have made it.
    if (const auto account = account_by_mail(tx, mail))
        return Applicant{account->id, *account->household, false};
    people::RegisterHousehold home;
    home.key = ids[3];
    home.at = command.at;
    home.actor = command.officer;
    home.household.id = ids[0];
    home.household.resident_from = date_in_japan(row.sent_at);
    home.household.postal_code = answered(form, row.read, Becomes::guardian_postal_code);
    home.household.address = answered(form, row.read, Becomes::guardian_address);
    home.household.phone = answered(form, row.read, Becomes::guardian_telephone);
    const auto born = rules::date_written(answered(form, row.read, Becomes::guardian_born_on));
    home.guardians = {{ids[1], name, kana, born ? std::optional(*born) : std::nullopt, false}};
    TRY(people::register_household(tx, home));
    return Applicant{TRY(make_account(tx, command, ids[0], ids[1], name, mail, ids)), ids[0], true};
}

}  // namespace

std::size_t ids_to_import_applications(const rules::Programme& programme)
{
    return ids_of_a_row + applications::ids_to_decide(programme);
}

Result<void> look_over(store::Snapshot& snapshot, const rules::Programme& programme, const rules::Form& form,
                       const Joined& joined, Instant at, ApplicationList& list)
{
    return Looking(snapshot, programme, form, joined, at, list).look();
}

Result<ApplicationsOutcome> import_applications(store::Transaction& tx, const rules::Programme& programme,
                                                const rules::Form& form, const ImportApplications& command)
{
    audit::Digest digest(kind);
    digest.add(programme.code()).add(form.code);
    for (const AppliedRow& row : command.list.rows) {
        digest.add(std::int64_t{row.line}).add(date_in_japan(row.sent_at));
        for (const auto& [question, texts] : row.written) {
            digest.add(question);
            for (const std::string& text : texts) digest.add(text);
        }
    }
    for (const auto& [line, household] : command.joined) digest.add(std::int64_t{line}).add(household);
    const audit::Fingerprint fingerprint = digest.finish();
    if (audit::Done done = TRY(audit::find_done(tx, command.key, command.officer, kind, fingerprint)))
        return ApplicationsOutcome(ApplicationsImported{std::move(*done)});

    ApplicationList list = command.list;
    TRY(look_over(tx, programme, form, command.joined, command.at, list));
    const auto fresh = std::count_if(list.rows.begin(), list.rows.end(),
                                     [](const AppliedRow& row) { return row.state == RowState::fresh; });
    if (!list.mistakes.empty() || fresh == 0) return ApplicationsOutcome(std::move(list));

    // From here on every row that is new stands, or none does.
    const std::size_t each = ids_to_import_applications(programme);
    must(command.ids.size() == each * list.rows.size(), "each row has its ids");
    std::int64_t families = 0;
    std::string first, last;
    for (std::size_t i = 0; i < list.rows.size(); ++i) {
        const AppliedRow& row = list.rows[i];
        if (row.state != RowState::fresh) continue;
        const auto ids = std::span(command.ids).subspan(i * each, each);
        const Applicant applicant = TRY(applicant_of(tx, form, command, row, ids));
        families += applicant.is_new ? 1 : 0;
        applications::Receive receive;
        receive.at = command.at;
        receive.sent_at = row.sent_at;
        receive.officer = command.officer;
        receive.account = applicant.account;
        receive.household = applicant.household;
        receive.application = ids[5];
        receive.written = row.written;
        receive.file = command.file;
        receive.line = row.line;
        receive.event = ids[6];
        receive.decision = ids[7];
        receive.ids.assign(ids.begin() + ids_of_a_row, ids.end());
        if (!command.links.empty()) receive.link = command.links[i];
        const std::string receipt = TRY(applications::receive(tx, programme, form, receive));
        last = boost::json::parse(receipt).at("number").as_string();
        if (first.empty()) first = last;
    }
    tx.execute(sql::keep_columns, programme.code(), form.code, command.columns, command.at);
    ApplicationsImported imported{boost::json::serialize(
        boost::json::object{{"received", fresh},
                            {"left_out", static_cast<std::int64_t>(list.rows.size()) - fresh},
                            {"families", families},
                            {"first", first},
                            {"last", last}})};
    audit::record(tx, command.at, command.officer, kind, command.key, imported.answer);
    audit::remember(tx, command.key, command.officer, kind, fingerprint, command.at, imported.answer);
    return ApplicationsOutcome(std::move(imported));
}

}  // namespace hagukumi::imports
