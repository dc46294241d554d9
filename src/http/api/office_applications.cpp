// The office reviews applications: the queue, one of them beside what the rules say, and the decision.
#include <array>

#include "applications/receive.hpp"
#include "applications/review.hpp"
#include "http/api/applications_out.hpp"
#include "http/api/handlers.hpp"
#include "http/api/json_in.hpp"
#include "http/api/json_out.hpp"
#include "http/api/office_handlers.hpp"
#include "people/manage_accounts.hpp"

namespace hagukumi::http {

namespace json = boost::json;

namespace {

using applications::State;

constexpr std::size_t longest_words = 2000;
constexpr std::array shown_states{State::sent, State::returned, State::approved, State::declined,
                                  State::withdrawn};

json::value name_of_account(store::Snapshot& snapshot, const std::optional<Id>& id)
{
    if (!id) return nullptr;
    const auto account = people::load_account(snapshot, *id);
    return account ? json::value(account->display_name) : json::value(nullptr);
}

json::object line_to_json(const Site& site, store::Snapshot& snapshot, const applications::QueueLine& line,
                          const Request& request)
{
    const rules::Programme* const programme = municipality_of(site, request).find(line.programme);
    const rules::Form* const form = programme != nullptr ? programme->find_form(line.form) : nullptr;
    const Date today = date_in_japan(request.at);
    const bool waits = line.state == State::sent || line.state == State::returned;
    return {
        {"id", to_string(line.id)},
        {"number", line.number},
        {"form_name", form != nullptr ? json::value(to_json(form->name)) : json::value(nullptr)},
        {"state", applications::name_of(line.state)},
        {"applicant", line.applicant},
        {"applicant_kana", line.applicant_kana},
        {"sent_at", to_string_in_japan(line.sent_at)},
        {"days_waiting", waits ? days_since_epoch(today) - days_since_epoch(date_in_japan(line.sent_at)) : 0},
        {"answered_by", to_json(line.answered_by)},
        {"is_late", waits && line.answered_by && *line.answered_by < today},
        {"officer", name_of_account(snapshot, line.officer)},
        {"proposed", line.proposed_by.has_value()},
        {"file", line.file.empty() ? json::value(nullptr) : json::value(line.file)}};
}

Result<State> state_in_query(const Request& request)
{
    const std::string_view asked = request.query_value("state");
    if (asked.empty()) return State::sent;
    for (const State state : shown_states) {
        if (applications::name_of(state) == asked) return state;
    }
    return fail(ErrorKind::malformed, "wrong_state",
                {"一覧から選んでください。", "Allowed is: sent, returned, approved, declined, withdrawn."});
}

/// What the office knows of the family where the answers differ from it.
json::object differences(const rules::Form& form, const people::Family& family,
                         const std::optional<Id>& guardian, const rules::AnswersRead& read)
{
    json::object out;
    for (const auto& [question, known] : applications::known_answers(form, family, guardian)) {
        const auto number = form.find_question(question);
        const rules::TakenAnswer* const answer = number ? read.find(*number) : nullptr;
        if (answer == nullptr || answer->texts == known) continue;
        out[question] = texts_to_json(known);
    }
    return out;
}

json::array duplicates_to_json(const Site& site, store::Snapshot& snapshot, const rules::Form& form,
                               const applications::Application& application, const rules::AnswersRead& read,
                               const Request& request)
{
    json::array out;
    for (const auto& one : applications::duplicates_of(snapshot, form, application, read)) {
        json::object duplicate{{"what", applications::name_of(one.what)},
                               {"application", nullptr},
                               {"household", nullptr},
                               {"name", ""}};
        if (one.application) {
            const auto other = applications::find_application(snapshot, *one.application);
            must(other.has_value(), "a double exists");
            duplicate["application"] =
                json::object{{"id", to_string(other->id)},
                             {"number", applications::number_of(*other->fiscal_year, *other->serial)},
                             {"state", applications::name_of(other->state)},
                             {"sent_at", to_string_in_japan(*other->sent_at)}};
            duplicate["household"] = to_string(other->household);
            if (const auto of = form_of(municipality_of(site, request), *other))
                duplicate["name"] = of->form->name.ja;
        } else {
            duplicate["household"] = to_string(*one.household);
            const auto family = people::load_family(snapshot, *one.household, people::Reader::officer);
            if (family && !family->guardians.empty()) duplicate["name"] = family->guardians.front().name;
        }
        out.push_back(std::move(duplicate));
    }
    return out;
}

json::array whole_history(store::Snapshot& snapshot, const applications::Application& application)
{
    json::array out;
    for (const applications::Event& event : applications::events_of(snapshot, application.id)) {
        const bool by_family = event.actor == application.account;
        out.push_back(
            json::object{{"kind", applications::name_of(event.kind)},
                         {"at", to_string_in_japan(event.at)},
                         {"by_family", by_family},
                         {"by", by_family ? json::value(nullptr) : name_of_account(snapshot, event.actor)},
                         {"words", event.words}});
    }
    return out;
}

/// From which row of which file it was received.
json::value origin_to_json(store::Snapshot& snapshot, const Id& application)
{
    const auto origin = applications::origin_of(snapshot, application);
    if (!origin) return nullptr;
    return json::object{{"file", origin->file},
                        {"line", origin->line},
                        {"by", name_of_account(snapshot, origin->by)},
                        {"at", to_string_in_japan(origin->at)}};
}

json::value decision_to_json(store::Snapshot& snapshot, const applications::Application& application)
{
    const auto decision = applications::find_decision(snapshot, application.id);
    if (!decision) return nullptr;
    return json::object{
        {"outcome", decision->outcome == applications::Outcome::approved ? "approved" : "declined"},
        {"officer", name_of_account(snapshot, decision->officer)},
        {"at", to_string_in_japan(decision->at)},
        {"words", decision->words},
        {"allotments", texts_to_json(decision->allotments)},
        {"confirmed_by", name_of_account(snapshot, decision->confirmed_by)}};
}

json::array grants_to_json(const rules::Programme& programme, const rules::AnswersRead& read)
{
    json::array out;
    for (const rules::Grant& grant : read.judged.grants) {
        const rules::Allotment& allotment = programme.allotments()[grant.allotment];
        out.push_back(json::object{{"code", allotment.code},
                                   {"name", to_json(allotment.name)},
                                   {"limited", grant.limited},
                                   {"units", grant.units.count},
                                   {"unit_name", to_json(rules::name_of(allotment.unit))}});
    }
    return out;
}

std::string_view code_of(rules::DecidedBy who)
{
    switch (who) {
        case rules::DecidedBy::officer: return "officer";
        case rules::DecidedBy::two_officers: return "two_officers";
        case rules::DecidedBy::rules: return "rules";
    }
    throw BugFound("who decides has a name");
}

/// Of the office's sight: of a draft nobody but its writer knows.
struct Reviewed {
    applications::Application application;
    FormOf of;
};
Result<Reviewed> reviewed(const Site& site, store::Snapshot& snapshot, const Request& request)
{
    auto found = applications::find_application(snapshot, TRY(id_in_path(request, 0)));
    if (!found || found->state == State::draft) return not_found();
    const FormOf of = TRY(form_of(municipality_of(site, request), *found));
    return Reviewed{std::move(*found), of};
}

bool is_granted(const json::value& reimbursement)
{
    const json::value& preview = reimbursement.at("preview");
    return !preview.is_null() && preview.at("outcome") != "refused";
}

/// What a decision came to.
Recorded<Response> decided(const rules::Programme& programme, const Request& request,
                           Recorded<std::variant<applications::Decided, applications::NotEntitled>> outcome)
{
    auto done = TRY(std::move(outcome));
    if (!done) return Result<Response>(tl::unexpected(std::move(done).error()));
    if (const auto* refused = std::get_if<applications::NotEntitled>(&*done)) {
        const rules::Explanation told =
            rules::explain(programme, refused->read.facts, refused->read.judged, language_asked(request));
        Error error;
        error.kind = ErrorKind::conflict;
        error.code = "not_entitled";
        error.message = told.reasons.empty() ? told.summary : told.reasons.front().sentence;
        return Result<Response>(problem(422, error, {{"reasons", reasons_to_json(told)}}));
    }
    return Result<Response>(json_text_response(200, std::get<applications::Decided>(*done).answer));
}

std::vector<Id> draw_ids(const Site& site, const rules::Programme& programme, Instant at)
{
    std::vector<Id> ids;
    for (std::size_t i = 0; i < applications::ids_to_decide(programme); ++i) ids.push_back(site.draw_id(at));
    return ids;
}

}  // namespace

Result<Response> get_office_applications(const Site& site, const people::Caller& caller,
                                         store::Snapshot& snapshot, const Request& request)
{
    const int limit = TRY(limit_in_query(request, 50, 200));
    applications::Wanted wanted;
    wanted.state = TRY(state_in_query(request));
    wanted.form = request.query_value("form");
    wanted.text = request.query_value("q");
    if (wanted.text.size() > 200) {
        return fail(ErrorKind::malformed, "wrong_search",
                    {"検索の言葉が長すぎます。", "The search text is longer than 200 bytes."});
    }
    if (request.query_value("mine") == "true") wanted.officer = caller.account;
    const applications::Queue queue =
        applications::queue(snapshot, wanted, request.query_value("after"), limit);
    json::array lines, forms;
    for (const applications::QueueLine& line : queue.lines)
        lines.push_back(line_to_json(site, snapshot, line, request));
    for (const auto& programme : municipality_of(site, request).programmes) {
        for (const rules::Form& form : programme->forms())
            forms.push_back(
                json::object{{"code", programme->code() + "/" + form.code}, {"name", to_json(form.name)}});
    }
    json::object counts;
    for (const State state : shown_states) counts[applications::name_of(state)] = 0;
    for (const auto& [state, count] : applications::count_by_state(snapshot))
        counts[applications::name_of(state)] = count;
    return json_response(
        200, json::object{{"counts", std::move(counts)},
                          {"forms", std::move(forms)},
                          {"applications", std::move(lines)},
                          {"next", queue.next.empty() ? json::value(nullptr) : json::value(queue.next)}});
}

Result<Response> get_office_application(const Site& site, const people::Caller& caller,
                                        store::Snapshot& snapshot, const Request& request)
{
    const people::LookReason why = TRY(why_in_query(request));
    const Reviewed one = TRY(reviewed(site, snapshot, request));
    const applications::Application& application = one.application;
    const rules::Programme& programme = *one.of.programme;
    const rules::Form& form = *one.of.form;
    const auto read = TRY(applications::look_at(snapshot, programme, form, application, request.at));
    const people::Family family =
        TRY(people::load_family(snapshot, application.household, people::Reader::officer));
    const auto account = people::load_account(snapshot, application.account);
    const rules::Explanation told =
        rules::explain(programme, read.facts, read.judged, language_asked(request));
    json::value reimbursement =
        reimbursement_to_json(snapshot, one.of, application, read, language_asked(request));
    // 償還払い: the rules of the use decide, and a change is recorded whatever it comes to.
    const bool is_by_application_rules = !form.is_change_notice && !form.is_reimbursement();
    const bool is_entitled =
        form.is_change_notice || (form.is_reimbursement() ? is_granted(reimbursement) : !read.judged.refused);
    const bool is_mine = !application.officer || *application.officer == caller.account;
    const bool is_sent = application.state == State::sent;
    TRY(note_look(site, caller, request, application.household, people::Seen::application, application.id,
                  why));
    return json_response(
        200,
        json::object{
            {"application", application_to_json(one.of, application)},
            {"form", form_to_json(programme, form)},
            {"read", read_to_json(programme, form, read, language_asked(request))},
            {"documents", documents_to_json(snapshot, application.id)},
            {"decided_by", code_of(form.decided_by)},
            {"household", to_string(application.household)},
            {"origin", origin_to_json(snapshot, application.id)},
            {"officer", name_of_account(snapshot, application.officer)},
            {"taken_by_me", application.officer == caller.account},
            {"may_decide", is_sent && is_mine && !application.proposed_by},
            {"may_confirm", is_sent && application.proposed_by && *application.proposed_by != caller.account},
            {"summary", to_json(told.summary)},
            {"entitled", is_entitled},
            {"reasons", is_by_application_rules ? reasons_to_json(told) : json::array()},
            {"grants", is_by_application_rules ? grants_to_json(programme, read) : json::array()},
            {"reimbursement", std::move(reimbursement)},
            {"changes", changes_to_json(snapshot, programme, application)},
            {"known", differences(form, family, account ? account->guardian : std::nullopt, read)},
            {"duplicates", duplicates_to_json(site, snapshot, form, application, read, request)},
            {"history", whole_history(snapshot, application)},
            {"decision", decision_to_json(snapshot, application)}});
}

Recorded<Response> post_office_application_take(const Site& site, const people::Caller& caller,
                                                store::Transaction& tx, const Request& request)
{
    const json::object& body = *TRY(body_of(request));
    JsonIn in(body);
    applications::Take command;
    command.key = in.id("key");
    command.give_back = in.flag("give_back");
    command.take_over = in.flag("take_over");
    TRY(in.done());
    command.at = request.at;
    command.officer = caller.account;
    command.application = TRY(id_in_path(request, 0));
    command.event = site.draw_id(request.at);
    TRY(applications::take(tx, command));
    return Result<Response>(no_content());
}

Recorded<Response> post_office_application_return(const Site& site, const people::Caller& caller,
                                                  store::Transaction& tx, const Request& request)
{
    const json::object& body = *TRY(body_of(request));
    JsonIn in(body);
    applications::ReturnForChanges command;
    command.key = in.id("key");
    command.version = in.whole("version");
    command.questions = in.codes("questions");
    command.words = in.text("words", longest_words);
    TRY(in.done());
    const Reviewed one = TRY(reviewed(site, tx, request));
    command.at = request.at;
    command.officer = caller.account;
    command.application = one.application.id;
    command.event = site.draw_id(request.at);
    TRY(applications::return_for_changes(tx, *one.of.programme, command));
    return Result<Response>(no_content());
}

Recorded<Response> post_office_application_decide(const Site& site, const people::Caller& caller,
                                                  store::Transaction& tx, const Request& request)
{
    const json::object& body = *TRY(body_of(request));
    JsonIn in(body);
    applications::Decide command;
    command.key = in.id("key");
    command.version = in.whole("version");
    const std::string outcome = in.text("outcome");
    command.allotments = in.codes("allotments");
    command.words = in.maybe_text("words", longest_words).value_or("");
    if (outcome != "approved" && outcome != "declined")
        in.mistake("outcome", "something else", "approved or declined");
    TRY(in.done());
    const Reviewed one = TRY(reviewed(site, tx, request));
    command.outcome =
        outcome == "approved" ? applications::Outcome::approved : applications::Outcome::declined;
    command.at = request.at;
    command.officer = caller.account;
    command.application = one.application.id;
    command.event = site.draw_id(request.at);
    command.ids = draw_ids(site, *one.of.programme, request.at);
    command.link = own_link(site, request);
    return decided(*one.of.programme, request, applications::decide(tx, *one.of.programme, command));
}

Recorded<Response> post_office_application_confirm(const Site& site, const people::Caller& caller,
                                                   store::Transaction& tx, const Request& request)
{
    const json::object& body = *TRY(body_of(request));
    JsonIn in(body);
    applications::Confirm command;
    command.key = in.id("key");
    command.version = in.whole("version");
    const std::string answer = in.text("answer");
    command.words = in.maybe_text("words", longest_words).value_or("");
    if (answer != "confirmed" && answer != "given_back")
        in.mistake("answer", "something else", "confirmed or given_back");
    TRY(in.done());
    const Reviewed one = TRY(reviewed(site, tx, request));
    command.agrees = answer == "confirmed";
    command.at = request.at;
    command.officer = caller.account;
    command.application = one.application.id;
    command.event = site.draw_id(request.at);
    command.ids = draw_ids(site, *one.of.programme, request.at);
    command.link = own_link(site, request);
    return decided(*one.of.programme, request, applications::confirm(tx, *one.of.programme, command));
}

}  // namespace hagukumi::http
