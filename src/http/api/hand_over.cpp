// 権利の引継ぎ: an officer names who acts for a family from now on, and ends what acted for it before.
#include "people/hand_over.hpp"

#include "http/api/json_in.hpp"
#include "http/api/office_handlers.hpp"

namespace hagukumi::http {

namespace {

constexpr std::size_t longest_reason = 1500;  // bytes
constexpr std::size_t most_accounts = 20;     // of one family, at once

}  // namespace

Recorded<Response> post_office_hand_over(const Site& site, const people::Caller& caller,
                                         store::Transaction& tx, const Request& request)
{
    const boost::json::object& body = *TRY(body_of(request));
    JsonIn in(body);
    people::HandOver command;
    command.key = in.id("key");
    if (const auto known = in.maybe_id("guardian")) {
        command.named.id = *known;
    } else {
        command.named.id = site.draw_id(request.at);
        command.named.name = in.text("name");
        command.named.kana = in.text("kana");
        command.named.birth_date = in.maybe_date("birth_date");
    }
    command.ended = in.maybe_id("ended");
    command.accounts = in.ids("accounts", most_accounts);
    command.reason = in.text("reason", longest_reason);
    TRY(in.done());
    command.at = request.at;
    command.actor = caller.account;
    command.household = TRY(id_in_path(request, 0));
    TRY(people::hand_over(tx, command));
    return Result<Response>(no_content());
}

}  // namespace hagukumi::http
