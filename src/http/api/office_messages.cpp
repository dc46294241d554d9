// 届かなかったメッセージ: the office sees what did not arrive, tries it again or writes down that it told the
// person otherwise, and sees the month's messages of LINE.
#include "audit/record.hpp"
#include "http/api/handlers.hpp"
#include "http/api/json_in.hpp"
#include "http/api/json_out.hpp"
#include "messages/undelivered.hpp"
#include "people/manage_accounts.hpp"

namespace hagukumi::http {

namespace json = boost::json;

namespace {

constexpr int most_letters = 200;

/// Whom it was for: the family, so that the officer can telephone.
void add_person(json::object& out, store::Snapshot& snapshot, const std::optional<Id>& account)
{
    out["name"] = "";
    out["household"] = nullptr;
    const auto found = account ? people::load_account(snapshot, *account) : std::nullopt;
    if (!found) return;
    out["name"] = found->display_name;
    if (found->household) out["household"] = to_string(*found->household);
}

/// A subject has no placeholders.  A message that cannot be made any more is named by its template.
Text subject_of(const messages::Undelivered& letter)
{
    for (const messages::Template& one : messages::all_templates())
        if (letter.message_template == one.name) return {one.subject_ja, one.subject_en};
    return {letter.message_template, letter.message_template};
}

json::object letter_to_json(store::Snapshot& snapshot, const messages::Undelivered& letter)
{
    json::object out{{"id", to_string(letter.id)},
                     {"way", letter.channel},
                     {"at", to_string_in_japan(letter.at)},
                     {"subject", to_json(subject_of(letter))},
                     {"why", letter.why},
                     {"returned", letter.is_returned},
                     {"attempts", letter.attempts}};
    add_person(out, snapshot, letter.account);
    return out;
}

json::object answer_to_json(store::Snapshot& snapshot, const LineDoor::Undelivered& answer)
{
    json::object out{{"id", to_string(answer.id)},
                     {"way", "talk"},
                     {"at", to_string_in_japan(answer.at)},
                     {"subject", to_json(Text{answer.says, answer.says})},
                     {"why", answer.why},
                     {"returned", false},
                     {"attempts", answer.attempts}};
    add_person(out, snapshot, answer.account);
    return out;
}

/// Families whom no message of LINE reaches (G-27), so that the office telephones or writes.
json::array blocked_to_json(const Site& site, store::Snapshot& snapshot)
{
    json::array blocked;
    if (site.line == nullptr) return blocked;
    for (const Id& account : site.line->blocked_accounts(snapshot)) {
        json::object one;
        add_person(one, snapshot, account);
        if (!one.at("household").is_null()) blocked.push_back(std::move(one));
    }
    return blocked;
}

}  // namespace

Result<Response> get_office_undelivered(const Site& site, const people::Caller&, store::Snapshot& snapshot,
                                        const Request&)
{
    json::array letters;
    for (const messages::Undelivered& letter : messages::find_undelivered(snapshot, most_letters))
        letters.push_back(letter_to_json(snapshot, letter));
    json::value quota;
    if (site.line != nullptr) {
        for (const LineDoor::Undelivered& answer : site.line->undelivered(snapshot))
            letters.push_back(answer_to_json(snapshot, answer));
        if (const auto looked = site.line->quota(snapshot))
            quota = json::object{{"most", looked->most ? json::value(*looked->most) : json::value()},
                                 {"used", looked->used},
                                 {"looked_at", to_string_in_japan(looked->looked_at)}};
    }
    return json_response(200, json::object{{"letters", std::move(letters)},
                                           {"quota", std::move(quota)},
                                           {"blocked", blocked_to_json(site, snapshot)}});
}

Recorded<Response> post_office_undelivered(const Site& site, const people::Caller& caller,
                                           store::Transaction& tx, const Request& request)
{
    const Id id = TRY(id_in_path(request, 0));
    const json::object& body = *TRY(body_of(request));
    JsonIn in(body);
    const std::string action = in.text("action");
    if (action != "send_again" && action != "told_otherwise")
        in.mistake("action", action, "send_again or told_otherwise");
    TRY(in.done());
    const bool is_again = action == "send_again";
    const bool is_letter =
        is_again ? messages::send_again(tx, id, request.at) : messages::forget_undelivered(tx, id);
    const bool is_done =
        is_letter || (site.line != nullptr &&
                      (is_again ? site.line->send_again(tx, id, request.at) : site.line->forget(tx, id)));
    if (!is_done) return Result<Response>(not_found());
    audit::record(tx, request.at, caller.account,
                  is_again ? "messages.send_again" : "messages.told_otherwise", id, "{}");
    return Result<Response>(TRY(get_office_undelivered(site, caller, tx, request)));
}

}  // namespace hagukumi::http
