// A parent applies: the forms, drafts that are saved as they are written, sending, withdrawing.
#include "applications/apply.hpp"
#include "applications/review.hpp"
#include "http/api/applications_out.hpp"
#include "http/api/handlers.hpp"
#include "http/api/json_in.hpp"
#include "http/api/json_out.hpp"
#include "people/manage_accounts.hpp"

namespace hagukumi::http {

namespace json = boost::json;

namespace {

constexpr int most_applications = 50;

const Id& household_of(const people::Caller& caller)
{
    must(caller.household.has_value(), "a parent belongs to a household");
    return *caller.household;
}

/// Of this parent, with its form as the file has it today.
struct Own {
    applications::Application application;
    FormOf of;
};

Result<Own> own_application(const Site& site, const people::Caller& caller, store::Snapshot& snapshot,
                            const Request& request)
{
    const Id id = TRY(id_in_path(request, 0));
    Own own;
    own.application = TRY(applications::find_own(snapshot, id, caller.account));
    own.of = TRY(form_of(municipality_of(site, request), own.application));
    return own;
}

json::array history_to_json(store::Snapshot& snapshot, const applications::Application& application)
{
    json::array out;
    for (const applications::Event& event : applications::events_of(snapshot, application.id)) {
        if (!applications::is_for_family(event.kind)) continue;
        out.push_back(json::object{{"kind", applications::name_of(event.kind)},
                                   {"at", to_string_in_japan(event.at)},
                                   {"words", event.words}});
    }
    return out;
}

Result<json::object> page_to_json(store::Snapshot& snapshot, const Own& own, const Request& request)
{
    const auto read =
        TRY(applications::look_at(snapshot, *own.of.programme, *own.of.form, own.application, request.at));
    return json::object{
        {"application", application_to_json(own.of, own.application)},
        {"form", form_to_json(*own.of.programme, *own.of.form)},
        {"written", written_to_json(own.application.written)},
        {"read", read_to_json(*own.of.programme, *own.of.form, read, language_asked(request))},
        {"documents", documents_to_json(snapshot, own.application.id)},
        {"to_correct", texts_to_json(own.application.asked)},
        {"changes", changes_to_json(snapshot, *own.of.programme, own.application)},
        {"reimbursement",
         reimbursement_to_json(snapshot, own.of, own.application, read, language_asked(request))},
        {"history", history_to_json(snapshot, own.application)}};
}

json::array offered_to_json(const Site& site, const people::Caller& caller, store::Snapshot& snapshot,
                            const people::Family& family, const Request& request)
{
    json::array out;
    for (const applications::OfferedForm& one : applications::offered_forms(
             snapshot, municipality_of(site, request).programmes, family, request.at)) {
        std::optional<Date> opens;
        for (const rules::RuleLook& look : one.read.against) {
            if (look.first_day && *look.first_day > date_in_japan(request.at)) opens = look.first_day;
        }
        const auto draft =
            applications::find_draft(snapshot, caller.account, one.programme->code(), one.form->code);
        out.push_back(json::object{
            {"programme", one.programme->code()},
            {"programme_name", to_json(one.programme->name())},
            {"form", one.form->code},
            {"name", to_json(one.form->name)},
            {"about", one.form->about.ja.empty() ? json::value(nullptr) : to_json(one.form->about)},
            {"reasons", looks_to_json(*one.programme, one.read, one.read.against, language_asked(request))},
            {"opens_on", to_json(opens)},
            {"answered_by", to_json(one.read.answered_by)},
            {"holds_coupons", one.holds_coupons},
            {"is_change_notice", one.form->is_change_notice},
            {"is_reimbursement", one.form->is_reimbursement()},
            {"draft", draft ? json::value(to_string(*draft)) : json::value(nullptr)}});
    }
    return out;
}

}  // namespace

Result<Response> get_parent_applications(const Site& site, const people::Caller& caller,
                                         store::Snapshot& snapshot, const Request& request)
{
    const people::Family family =
        TRY(people::load_family(snapshot, household_of(caller), people::Reader::parent));
    const Municipality& municipality = municipality_of(site, request);
    json::array list;
    for (const applications::Application& one :
         applications::applications_of(snapshot, caller.account, most_applications)) {
        if (const auto of = form_of(municipality, one)) list.push_back(application_to_json(*of, one));
    }
    return json_response(200,
                         json::object{{"forms", offered_to_json(site, caller, snapshot, family, request)},
                                      {"applications", std::move(list)}});
}

Recorded<Response> post_parent_application(const Site& site, const people::Caller& caller,
                                           store::Transaction& tx, const Request& request)
{
    const json::object& body = *TRY(body_of(request));
    JsonIn in(body);
    const std::string programme_code = in.text("programme");
    const std::string form_code = in.text("form");
    TRY(in.done());
    const Municipality& municipality = municipality_of(site, request);
    const rules::Programme* const programme = municipality.find(programme_code);
    const rules::Form* const form = programme != nullptr ? programme->find_form(form_code) : nullptr;
    if (form == nullptr) return not_found();

    // Begun twice it is one draft, which a second tap finds.
    auto id = applications::find_draft(tx, caller.account, programme_code, form_code);
    if (!id) {
        const people::Family family =
            TRY(people::load_family(tx, household_of(caller), people::Reader::parent));
        const auto account = people::load_account(tx, caller.account);
        must(account.has_value(), "a session belongs to an account");
        const people::Birth* birth = nullptr;
        for (const auto& one : applications::offered_forms(tx, municipality.programmes, family, request.at)) {
            if (one.form == form) birth = one.birth;
        }
        id = site.draw_id(request.at);
        const applications::SaveDraft command{
            request.at,
            caller.account,
            household_of(caller),
            *id,
            0,
            applications::known_answers(*form, family, caller.guardian, birth, account->email)};
        TRY(applications::save_draft(tx, *programme, form_code, command));
    }
    const Own own{TRY(applications::find_own(tx, *id, caller.account)), {programme, form}};
    return Result<Response>(json_response(201, TRY(page_to_json(tx, own, request))));
}

Result<Response> get_parent_application(const Site& site, const people::Caller& caller,
                                        store::Snapshot& snapshot, const Request& request)
{
    const Own own = TRY(own_application(site, caller, snapshot, request));
    return json_response(200, TRY(page_to_json(snapshot, own, request)));
}

Recorded<Response> post_parent_application_save(const Site& site, const people::Caller& caller,
                                                store::Transaction& tx, const Request& request)
{
    const json::object& body = *TRY(body_of(request));
    JsonIn in(body);
    applications::SaveDraft command;
    command.base_version = in.whole("version");
    command.written = in.text_lists("written");
    TRY(in.done());
    Own own = TRY(own_application(site, caller, tx, request));
    command.at = request.at;
    command.account = caller.account;
    command.household = household_of(caller);
    command.application = own.application.id;
    const auto saved = TRY(applications::save_draft(tx, *own.of.programme, own.of.form->code, command));
    // The page tells what is still missing where the parent goes on, so that it is told of all of it.
    own.application.written = std::move(command.written);
    const auto read =
        TRY(applications::look_at(tx, *own.of.programme, *own.of.form, own.application, request.at));
    return Result<Response>(json_response(
        200, json::object{
                 {"version", saved.version},
                 {"read", read_to_json(*own.of.programme, *own.of.form, read, language_asked(request))}}));
}

Recorded<Response> post_parent_application_send(const Site& site, const people::Caller& caller,
                                                store::Transaction& tx, const Request& request)
{
    const json::object& body = *TRY(body_of(request));
    JsonIn in(body);
    applications::Send command;
    command.key = in.id("key");
    command.version = in.whole("version");
    TRY(in.done());
    const Own own = TRY(own_application(site, caller, tx, request));
    command.at = request.at;
    command.account = caller.account;
    command.application = own.application.id;
    command.event = site.draw_id(request.at);
    command.decision = site.draw_id(request.at);
    for (std::size_t i = 0; i < applications::ids_to_decide(*own.of.programme); ++i)
        command.ids.push_back(site.draw_id(request.at));
    command.link = own_link(site, request);
    auto outcome = TRY(applications::send(tx, *own.of.programme, command));
    if (!outcome) return Result<Response>(tl::unexpected(std::move(outcome).error()));
    if (const auto* not_sent = std::get_if<applications::NotSent>(&*outcome)) {
        Error error;
        error.kind = ErrorKind::conflict;
        error.code = "not_sent";
        error.message = {"まだ送れません。下の内容をお確かめください。",
                         "It cannot be sent yet. Please look at what is shown below."};
        // Without what was written: a problem carries no personal datum.
        json::object read =
            read_to_json(*own.of.programme, *own.of.form, not_sent->read, language_asked(request));
        return Result<Response>(
            problem(422, error,
                    {{"mistakes", std::move(read["mistakes"])}, {"reasons", std::move(read["reasons"])}}));
    }
    return Result<Response>(json_text_response(200, std::get<applications::Sent>(*outcome).answer));
}

Recorded<Response> post_parent_application_withdraw(const Site& site, const people::Caller& caller,
                                                    store::Transaction& tx, const Request& request)
{
    const json::object& body = *TRY(body_of(request));
    JsonIn in(body);
    applications::Withdraw command;
    command.key = in.id("key");
    TRY(in.done());
    command.at = request.at;
    command.account = caller.account;
    command.application = TRY(id_in_path(request, 0));
    command.event = site.draw_id(request.at);
    TRY(applications::withdraw(tx, command));
    return Result<Response>(no_content());
}

}  // namespace hagukumi::http
