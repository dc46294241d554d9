// 決定通知書 over the API: as blocks for the screen, and as PDF to keep.
#include "applications/notice.hpp"
#include "http/api/applications_out.hpp"
#include "http/api/decision_handlers.hpp"
#include "http/api/file_response.hpp"
#include "http/api/json_in.hpp"
#include "http/api/json_out.hpp"
#include "http/api/office_handlers.hpp"
#include "http/api/paper_out.hpp"
#include "paper/pdf.hpp"

namespace hagukumi::http {

namespace json = boost::json;

namespace {

struct Asked {
    applications::Application application;
    FormOf of;
};

Result<Asked> own(const Site& site, const people::Caller& caller, store::Snapshot& snapshot,
                  const Request& request)
{
    const Id id = TRY(id_in_path(request, 0));
    auto found = TRY(applications::find_own(snapshot, id, caller.account));
    const FormOf of = TRY(form_of(municipality_of(site, request), found));
    return Asked{std::move(found), of};
}

Result<Asked> of_office(const Site& site, store::Snapshot& snapshot, const Request& request)
{
    auto found = applications::find_application(snapshot, TRY(id_in_path(request, 0)));
    if (!found || found->state == applications::State::draft) return not_found();
    const FormOf of = TRY(form_of(municipality_of(site, request), *found));
    return Asked{std::move(*found), of};
}

Result<Response> shown(store::Snapshot& snapshot, const Asked& asked)
{
    const auto in = [&](Language language) {
        return applications::decision_notice(snapshot, *asked.of.programme, *asked.of.form, asked.application,
                                             language);
    };
    return json_response(200, json::object{{"ja", paper_to_json(TRY(in(Language::ja)))},
                                           {"en", paper_to_json(TRY(in(Language::en)))}});
}

Result<Response> drawn(store::Snapshot& snapshot, const Asked& asked)
{
    const auto number = applications::number_of(asked.application.fiscal_year.value_or(0),
                                                asked.application.serial.value_or(0));
    const paper::Document notice = TRY(applications::decision_notice(
        snapshot, *asked.of.programme, *asked.of.form, asked.application, Language::ja));
    return file_response(paper::write_pdf(notice), "application/pdf", "kettei-" + number + ".pdf");
}

Result<void> note(const Site& site, const people::Caller& caller, const Request& request, const Asked& asked)
{
    return note_look(site, caller, request, asked.application.household, people::Seen::decision_notice,
                     asked.application.id, people::LookReason::application);
}

}  // namespace

Result<Response> get_parent_decision_notice(const Site& site, const people::Caller& caller,
                                            store::Snapshot& snapshot, const Request& request)
{
    return shown(snapshot, TRY(own(site, caller, snapshot, request)));
}

Result<Response> get_parent_decision_notice_pdf(const Site& site, const people::Caller& caller,
                                                store::Snapshot& snapshot, const Request& request)
{
    return drawn(snapshot, TRY(own(site, caller, snapshot, request)));
}

Result<Response> get_office_decision_notice(const Site& site, const people::Caller& caller,
                                            store::Snapshot& snapshot, const Request& request)
{
    const Asked asked = TRY(of_office(site, snapshot, request));
    TRY(note(site, caller, request, asked));
    return shown(snapshot, asked);
}

Result<Response> get_office_decision_notice_pdf(const Site& site, const people::Caller& caller,
                                                store::Snapshot& snapshot, const Request& request)
{
    const Asked asked = TRY(of_office(site, snapshot, request));
    TRY(note(site, caller, request, asked));
    return drawn(snapshot, asked);
}

}  // namespace hagukumi::http
