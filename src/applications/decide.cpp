#include <boost/json.hpp>

#include <algorithm>

#include "applications/changes.hpp"
#include "applications/keep.hpp"
#include "applications/offer.hpp"
#include "applications/record_family.hpp"
#include "applications/reimbursement.hpp"
#include "applications/review_steps.hpp"
#include "applications/sql.hpp"
#include "applications/written_json.hpp"
#include "audit/done_before.hpp"
#include "audit/record.hpp"
#include "base/grouped.hpp"
#include "ledger/keep.hpp"
#include "people/identity.hpp"
#include "people/open_change.hpp"

namespace hagukumi::applications {

namespace {

using DecideOutcome = std::variant<Decided, NotEntitled>;

/// Nobody: in the record and in the history this stands for the rules.
constexpr Id by_rules{};

/// What a decision comes to, whether one officer took it or two.
struct Carrying {
    const rules::Programme& programme;
    const rules::Form& form;
    const Application& application;
    const rules::AnswersRead& read;
    Outcome outcome = Outcome::approved;
    const std::vector<std::string>& allotments;
    const std::string& words;
    Instant at;
    Id officer;
    Id event;
    std::span<const Id> ids;
    const std::optional<people::OwnLink>& link;
};

Result<void> check_allotments(const rules::Programme& programme, const rules::AnswersRead& read,
                              const std::vector<std::string>& allotments)
{
    for (const std::string& code : allotments) {
        const auto& grants = read.judged.grants;
        const bool is_granted = std::any_of(grants.begin(), grants.end(), [&](const rules::Grant& grant) {
            return programme.allotments()[grant.allotment].code == code;
        });
        if (is_granted) continue;
        return fail(ErrorKind::malformed, "allotment_not_granted",
                    {"規則で発行できないものが選ばれています。画面を読み込み直してください。",
                     "Something was chosen that the rules do not give. Please load the page again."});
    }
    return {};
}

/// Records the family and grants; on any error nothing of it stays.
Result<std::vector<Id>> approve(store::Transaction& tx, const Carrying& what)
{
    Ids ids(what.ids);
    const Holder holder =
        TRY(record_family(tx, what.form, what.application, what.read, what.at, what.officer, ids));
    ledger::Grant grant;
    grant.key = ids.next();
    grant.at = what.at;
    grant.actor = what.officer;
    grant.household = what.application.household;
    grant.birth = holder.birth;
    grant.child = holder.child;
    grant.application_on = date_in_japan(*what.application.sent_at);
    grant.reason = "申請 " + number_of(*what.application.fiscal_year, *what.application.serial) + " の承認";
    grant.only = what.allotments;
    grant.ids = ids.rest();
    const auto granted = TRY(ledger::grant(tx, what.programme, grant));
    if (!granted) return tl::unexpected(granted.error());
    if (const auto* done = std::get_if<ledger::Granted>(&*granted)) return done->coupons;
    // The answers alone were enough, what is known of the family besides is not; nothing is left of it.
    return fail(ErrorKind::conflict, "family_not_entitled",
                {"世帯の記録と申請の内容が合いません。世帯の画面で確かめてください。",
                 "What is known of the family does not fit the application. Please look at the family."});
}

/// The template of what the family is told.
std::string_view told_by(const Carrying& what)
{
    if (what.outcome == Outcome::declined) return "application_declined";
    if (what.form.is_reimbursement()) return "reimbursement_approved";
    return what.form.is_change_notice ? "change_recorded" : "application_approved";
}

/// O-07: the mail of an approval carries a link that signs in once.  Who is reached by LINE signs in there.
void tell_outcome(store::Transaction& tx, const Carrying& what)
{
    const Id& account = what.application.account;
    messages::Params params;
    params.words("form", what.form.name).text("message", what.words);
    const auto repayment = ledger::repayment_of_application(tx, what.application.id);
    if (repayment) params.text("amount", grouped(repayment->yen.amount));
    const bool is_in_line = people::find_subject_of(tx, people::Issuer::line, account).has_value();
    if (what.outcome == Outcome::approved && what.link && !is_in_line && !repayment) {
        const std::string url = people::give_link(tx, account, *what.link, what.at);
        if (!url.empty())
            return tell_with_link(tx, what.application, told_by(what), what.at, what.event, params, url);
    }
    tell_account(tx, what.application, told_by(what), what.at, what.event, params);
}

Result<std::string> carry_out(store::Transaction& tx, const Carrying& what)
{
    const bool approves = what.outcome == Outcome::approved;
    std::vector<Id> coupons;
    std::string detail = to_json(what.allotments);
    if (approves && what.form.is_change_notice) {
        Ids ids(what.ids);
        detail = to_json(TRY(record_changes(tx, what.programme, what.form, what.application, what.read,
                                            what.at, what.officer, ids)));
    } else if (approves && what.form.is_reimbursement()) {
        Ids ids(what.ids);
        const PayBack how{what.at, what.officer, ids.next(), ids.next()};
        TRY(pay_back(tx, what.programme, what.form, what.application, what.read, how));
    } else if (approves) {
        coupons = TRY(approve(tx, what));
    }
    must(tx.execute(sql::decide, what.application.id, what.application.version,
                    approves ? State::approved : State::declined,
                    what.officer == by_rules ? std::optional<Id>() : what.officer, what.at) == 1,
         "what was read in this transaction is there");
    people::close_open_change(tx, what.application.household, what.application.id);
    record_event(tx, what.application.id, approves ? EventKind::approved : EventKind::declined, what.at,
                 what.officer, what.event, what.words, detail);
    audit::record(tx, what.at, what.officer, "applications.decide", what.application.id,
                  boost::json::serialize(boost::json::object{{"outcome", approves ? "approved" : "declined"},
                                                             {"coupons", coupons.size()}}));
    tell_outcome(tx, what);
    boost::json::array ids;
    for (const Id& coupon : coupons) ids.emplace_back(to_string(coupon));
    return boost::json::serialize(
        boost::json::object{{"state", approves ? "approved" : "declined"}, {"coupons", std::move(ids)}});
}

void add_decision(store::Transaction& tx, const Decide& command, bool is_proposal)
{
    const auto by = is_proposal ? std::optional<Id>() : command.officer;
    const auto at = is_proposal ? std::optional<Instant>() : command.at;
    tx.execute(sql::drop_proposal, command.application);
    tx.execute(sql::add_decision, command.application, command.outcome, command.officer, command.at,
               command.words, to_json(command.allotments), by, at);
}

std::string propose(store::Transaction& tx, const Decide& command)
{
    must(tx.execute(sql::propose, command.application, command.version, command.officer, command.at) == 1,
         "a proposal that waits is not proposed again");
    add_decision(tx, command, true);
    record_event(tx, command.application, EventKind::proposed, command.at, command.officer, command.event);
    audit::record(
        tx, command.at, command.officer, "applications.propose", command.application,
        command.outcome == Outcome::approved ? R"({"outcome":"approved"})" : R"({"outcome":"declined"})");
    return R"({"state":"proposed","coupons":[]})";
}

Result<const rules::Form*> form_of(const rules::Programme& programme, const Application& application)
{
    const rules::Form* const form =
        application.programme == programme.code() ? programme.find_form(application.form) : nullptr;
    if (form == nullptr) return form_not_found();
    return form;
}

/// The rules of application are about what is asked for; a change is recorded whatever it comes to, and
/// money is asked back by the rules of the use.
bool is_refused(const rules::Form& form, Outcome outcome, const rules::AnswersRead& read)
{
    return outcome == Outcome::approved && read.judged.refused && !form.is_change_notice &&
           !form.is_reimbursement();
}

}  // namespace

std::size_t ids_to_decide(const rules::Programme& programme)
{
    constexpr std::size_t most_children = 9;  // of one birth; a change may touch the coupons of each
    return ids_of_a_family + 1 + 2 * most_children * programme.allotments().size();
}

Recorded<DecideOutcome> decide(store::Transaction& tx, const rules::Programme& programme,
                               const Decide& command)
{
    constexpr std::string_view kind = "applications.decide";
    audit::Digest content(kind);
    content.add(command.application).add(command.version).add(static_cast<std::int64_t>(command.outcome));
    content.add(command.words);
    for (const std::string& allotment : command.allotments) content.add(allotment);
    const audit::Fingerprint fingerprint = content.finish();
    if (audit::Done done = TRY(audit::find_done(tx, command.key, command.officer, kind, fingerprint)))
        return Result<DecideOutcome>(Decided{std::move(*done)});

    const Application application =
        TRY(find_to_decide(tx, command.application, command.version, command.officer));
    const rules::Form* const form = TRY(form_of(programme, application));
    TRY(check_words(command.words, command.outcome == Outcome::declined));
    rules::AnswersRead read = TRY(look_at(tx, programme, *form, application, command.at));
    if (is_refused(*form, command.outcome, read)) return Result<DecideOutcome>(NotEntitled{std::move(read)});
    TRY(check_allotments(programme, read, command.allotments));

    Decided decided;
    if (form->decided_by == rules::DecidedBy::two_officers) {
        if (application.proposed_by) {
            return fail(ErrorKind::conflict, "waits_for_confirmation",
                        {"決裁待ちです。別の担当者が確かめるまでお待ちください。",
                         "It waits for another officer to confirm it."});
        }
        decided.answer = propose(tx, command);
    } else {
        add_decision(tx, command, false);
        decided.answer = TRY(carry_out(
            tx, {programme, *form, application, read, command.outcome, command.allotments, command.words,
                 command.at, command.officer, command.event, command.ids, command.link}));
    }
    audit::remember(tx, command.key, command.officer, kind, fingerprint, command.at, decided.answer);
    return Result<DecideOutcome>(std::move(decided));
}

Recorded<DecideOutcome> confirm(store::Transaction& tx, const rules::Programme& programme,
                                const Confirm& command)
{
    constexpr std::string_view kind = "applications.confirm";
    audit::Digest content(kind);
    content.add(command.application)
        .add(command.version)
        .add(std::int64_t{command.agrees})
        .add(command.words);
    const audit::Fingerprint fingerprint = content.finish();
    if (audit::Done done = TRY(audit::find_done(tx, command.key, command.officer, kind, fingerprint)))
        return Result<DecideOutcome>(Decided{std::move(*done)});

    const Application application = TRY(find_open(tx, command.application));
    if (application.version != command.version) return application_changed();
    const auto proposal = find_decision(tx, application.id);
    if (!application.proposed_by || !proposal) {
        return fail(ErrorKind::conflict, "not_proposed",
                    {"決裁を待っている決定はありません。", "No decision waits to be confirmed."});
    }
    if (*application.proposed_by == command.officer) {
        return fail(ErrorKind::not_allowed, "own_proposal",
                    {"起案した担当者は決裁できません。別の担当者に頼んでください。",
                     "Who proposed it cannot confirm it. Please ask another officer."});
    }
    const rules::Form* const form = TRY(form_of(programme, application));
    TRY(check_words(command.words, !command.agrees));
    Decided decided;
    if (command.agrees) {
        rules::AnswersRead read = TRY(look_at(tx, programme, *form, application, command.at));
        if (is_refused(*form, proposal->outcome, read))
            return Result<DecideOutcome>(NotEntitled{std::move(read)});
        TRY(check_allotments(programme, read, proposal->allotments));
        tx.execute(sql::confirm_decision, application.id, command.officer, command.at);
        decided.answer = TRY(carry_out(
            tx, {programme, *form, application, read, proposal->outcome, proposal->allotments,
                 proposal->words, command.at, command.officer, command.event, command.ids, command.link}));
    } else {
        must(tx.execute(sql::take_back_proposal, application.id, command.version, command.at) == 1,
             "what was read in this transaction is there");
        tx.execute(sql::drop_proposal, application.id);
        record_event(tx, application.id, EventKind::not_confirmed, command.at, command.officer, command.event,
                     command.words);
        audit::record(tx, command.at, command.officer, kind, application.id, R"({"agrees":false})");
        decided.answer = R"({"state":"sent","coupons":[]})";
    }
    audit::remember(tx, command.key, command.officer, kind, fingerprint, command.at, decided.answer);
    return Result<DecideOutcome>(std::move(decided));
}

Result<void> approve_whole(store::Transaction& tx, const rules::Programme& programme, const rules::Form& form,
                           const Application& application, const rules::AnswersRead& read,
                           const ApproveWhole& how)
{
    Decide decision;
    decision.at = how.at;
    decision.officer = how.officer;
    decision.application = application.id;
    add_decision(tx, decision, false);
    TRY(carry_out(tx, {programme, form, application, read, Outcome::approved, decision.allotments,
                       decision.words, how.at, how.officer, how.event, how.ids, how.link}));
    return {};
}

Result<void> decide_by_rules(store::Transaction& tx, const rules::Programme& programme,
                             const rules::Form& form, const Application& application,
                             const rules::AnswersRead& read, const Send& command)
{
    if (form.decided_by != rules::DecidedBy::rules) return {};
    if (is_refused(form, Outcome::approved, read) || !duplicates_of(tx, form, application, read).empty())
        return {};
    return approve_whole(tx, programme, form, application, read,
                         {command.at, by_rules, command.decision, command.ids, command.link});
}

}  // namespace hagukumi::applications
