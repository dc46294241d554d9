#include <boost/json.hpp>

#include <algorithm>

#include "applications/documents.hpp"
#include "applications/keep.hpp"
#include "applications/offer.hpp"
#include "applications/review_steps.hpp"
#include "audit/done_before.hpp"
#include "ledger/coupon.hpp"

namespace hagukumi::applications {

namespace {

namespace json = boost::json;

constexpr std::string_view kind = "applications.approve_clear";

bool has_free_text(const rules::Form& form, const rules::AnswersRead& read)
{
    return std::any_of(read.answers.begin(), read.answers.end(), [&](const rules::TakenAnswer& answer) {
        return form.question(answer.question).kind == rules::AnswerKind::text && !answer.texts.empty() &&
               !answer.texts.front().empty();
    });
}

/// What is in doubt about an application as it stands now; `changed` where it is no longer what was shown.
Result<std::vector<Doubt>> doubts_now(store::Transaction& tx, const rules::Programme& programme,
                                      const rules::Form& form, const Application& application,
                                      std::int64_t version, const Id& officer, rules::AnswersRead& read,
                                      Instant at)
{
    if (application.state != State::sent || application.version != version)
        return std::vector<Doubt>{Doubt::changed};
    read = TRY(look_at(tx, programme, form, application, at));
    return doubts_of(tx, form, application, read, officer);
}

}  // namespace

std::string_view name_of(Doubt doubt)
{
    switch (doubt) {
        case Doubt::rules: return "rules";
        case Doubt::twice: return "twice";
        case Doubt::documents: return "documents";
        case Doubt::text: return "text";
        case Doubt::taken: return "taken";
        case Doubt::two_officers: return "two_officers";
        case Doubt::change_notice: return "change_notice";
        case Doubt::reimbursement: return "reimbursement";
        case Doubt::changed: return "changed";
    }
    throw BugFound("a doubt has a name");
}

std::vector<Doubt> doubts_of(store::Snapshot& snapshot, const rules::Form& form,
                             const Application& application, const rules::AnswersRead& read,
                             const Id& officer)
{
    std::vector<Doubt> doubts;
    const auto doubt_if = [&](bool is_so, Doubt doubt) {
        if (is_so) doubts.push_back(doubt);
    };
    doubt_if(read.judged.refused || !read.mistakes.empty() || read.judged.grants.empty(), Doubt::rules);
    doubt_if(!duplicates_of(snapshot, form, application, read).empty(), Doubt::twice);
    doubt_if(!documents_of(snapshot, application.id).empty(), Doubt::documents);
    doubt_if(has_free_text(form, read), Doubt::text);
    doubt_if((application.officer && *application.officer != officer) || application.proposed_by,
             Doubt::taken);
    doubt_if(form.decided_by == rules::DecidedBy::two_officers, Doubt::two_officers);
    doubt_if(form.is_change_notice, Doubt::change_notice);
    doubt_if(form.is_reimbursement(), Doubt::reimbursement);
    return doubts;
}

Result<std::string> approve_clear(store::Transaction& tx, ledger::Programmes programmes,
                                  const ApproveClear& command)
{
    audit::Digest content(kind);
    for (const ApproveClear::One& one : command.applications) content.add(one.application).add(one.version);
    const audit::Fingerprint fingerprint = content.finish();
    if (audit::Done done = TRY(audit::find_done(tx, command.key, command.officer, kind, fingerprint)))
        return std::move(*done);

    json::array approved, left;
    for (const ApproveClear::One& one : command.applications) {
        const Application application = TRY(find_seen_by_office(tx, one.application));
        const rules::Programme* const programme = ledger::find_programme(programmes, application.programme);
        const rules::Form* const form =
            programme != nullptr ? programme->find_form(application.form) : nullptr;
        if (form == nullptr) return form_not_found();
        rules::AnswersRead read;
        const std::vector<Doubt> doubts = TRY(
            doubts_now(tx, *programme, *form, application, one.version, command.officer, read, command.at));
        if (!doubts.empty()) {
            json::array names;
            for (const Doubt doubt : doubts) names.emplace_back(name_of(doubt));
            left.push_back(json::object{{"id", to_string(application.id)}, {"doubts", std::move(names)}});
            continue;
        }
        TRY(approve_whole(tx, *programme, *form, application, read,
                          {command.at, command.officer, one.event, one.ids, one.link}));
        approved.emplace_back(to_string(application.id));
    }
    std::string answer =
        json::serialize(json::object{{"approved", std::move(approved)}, {"left", std::move(left)}});
    audit::remember(tx, command.key, command.officer, kind, fingerprint, command.at, answer);
    return answer;
}

}  // namespace hagukumi::applications
