// 利用者カード: the office gives a guardian a user number and a PIN, to be printed and handed over.
//
// The PIN is drawn here, shown once in the answer and kept as a hash only; hashing is slow on purpose and
// happens before the lane (Upload).
#include "http/api/json_in.hpp"
#include "http/api/json_out.hpp"
#include "http/api/office_handlers.hpp"
#include "people/card/give_card.hpp"
#include "people/password.hpp"

namespace hagukumi::http {

Result<Work> open_office_card(const Site& site, const people::Caller& caller, store::Snapshot&,
                              const Request& request)
{
    const boost::json::object& body = *TRY(body_of(request));
    JsonIn in(body);
    people::GiveCard command;
    command.guardian = in.id("guardian");
    TRY(in.done());
    command.household = TRY(id_in_path(request, 0));
    command.key = site.draw_id(request.at);
    command.account = site.draw_id(request.at);
    command.at = request.at;
    command.actor = caller.account;
    const people::Secret pin = people::draw_pin(*site.randomness);
    command.pin_hash = people::hash_password(pin);
    return Work([command, pin](const people::Caller&, store::Transaction& tx) -> Recorded<Response> {
        const std::string number = TRY(people::give_card(tx, command));
        return Result<Response>(
            json_response(201, boost::json::object{{"number", number}, {"pin", pin.reveal()}}));
    });
}

}  // namespace hagukumi::http
