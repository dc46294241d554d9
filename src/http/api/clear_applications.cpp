// 一括承認: the applications without doubt, oldest first, and their approval in one go.
#include <algorithm>

#include "applications/offer.hpp"
#include "applications/review.hpp"
#include "http/api/applications_out.hpp"
#include "http/api/decision_handlers.hpp"
#include "http/api/json_in.hpp"
#include "http/api/json_out.hpp"

namespace hagukumi::http {

namespace json = boost::json;

namespace {

/// So many are looked at in one go, and approved in one transaction.
constexpr int most_at_once = 50;

}  // namespace

Result<Response> get_clear_applications(const Site& site, const people::Caller& caller,
                                        store::Snapshot& snapshot, const Request& request)
{
    applications::Wanted wanted;
    wanted.form = request.query_value("form");
    const applications::Queue queue =
        applications::queue(snapshot, wanted, request.query_value("after"), most_at_once);
    json::array lines;
    for (const applications::QueueLine& line : queue.lines) {
        const auto application = applications::find_application(snapshot, line.id);
        must(application.has_value(), "a line of the queue is an application");
        const auto of = form_of(municipality_of(site, request), *application);
        if (!of) continue;
        const auto read =
            TRY(applications::look_at(snapshot, *of->programme, *of->form, *application, request.at));
        json::array doubts;
        for (const auto doubt :
             applications::doubts_of(snapshot, *of->form, *application, read, caller.account))
            doubts.emplace_back(applications::name_of(doubt));
        lines.push_back(json::object{{"id", to_string(line.id)},
                                     {"version", application->version},
                                     {"number", line.number},
                                     {"form_name", to_json(of->form->name)},
                                     {"applicant", line.applicant},
                                     {"applicant_kana", line.applicant_kana},
                                     {"sent_at", to_string_in_japan(line.sent_at)},
                                     {"doubts", std::move(doubts)}});
    }
    return json_response(
        200, json::object{{"applications", std::move(lines)},
                          {"next", queue.next.empty() ? json::value(nullptr) : json::value(queue.next)}});
}

Recorded<Response> post_clear_applications(const Site& site, const people::Caller& caller,
                                           store::Transaction& tx, const Request& request)
{
    const json::object& body = *TRY(body_of(request));
    JsonIn in(body);
    applications::ApproveClear command;
    command.key = in.id("key");
    for (const json::object* one : in.objects("applications", most_at_once)) {
        JsonIn one_in(*one);
        applications::ApproveClear::One asked;
        asked.application = one_in.id("id");
        asked.version = one_in.whole("version");
        TRY(one_in.done());
        command.applications.push_back(std::move(asked));
    }
    if (command.applications.empty()) in.mistake("applications", "none", "one or more");
    TRY(in.done());
    command.at = request.at;
    command.officer = caller.account;
    const auto& programmes = municipality_of(site, request).programmes;
    std::size_t ids = 0;
    for (const auto& programme : programmes) ids = std::max(ids, applications::ids_to_decide(*programme));
    for (applications::ApproveClear::One& one : command.applications) {
        one.event = site.draw_id(request.at);
        for (std::size_t i = 0; i < ids; ++i) one.ids.push_back(site.draw_id(request.at));
        one.link = own_link(site, request);
    }
    return Result<Response>(
        json_text_response(200, TRY(applications::approve_clear(tx, programmes, command))));
}

}  // namespace hagukumi::http
