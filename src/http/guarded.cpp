#include "http/guarded.hpp"

#include "people/session.hpp"

namespace hagukumi::http {

Error incident(const Site& site, const Log& log, const std::string& what)
{
    // The random end of an identifier: short enough to be told on the telephone.
    std::string number = to_string(site.draw_id(site.now()));
    number = number.substr(number.size() - 8);
    if (log) log("incident " + number + ": " + what);
    return Error{ErrorKind::bug,
                 "internal_error",
                 {"システムの誤りが見つかりました。お問い合わせの際は番号 " + number + " をお伝えください。",
                  "A mistake of ours was found. When you contact us, please give the number " + number + "."},
                 0,
                 number};
}

Response to_be_sent(const Site& site, const Log& log, Result<Response> answered)
{
    if (answered && answered->body_later) {
        answered = guarded(site, log, [&]() -> Result<Response> {
            answered->body = answered->body_later();
            return std::move(*answered);
        });
    }
    return answered ? std::move(*answered) : problem(answered.error());
}

void keep_session(const Site& site, MunicipalityCode municipality, std::string token, Instant at)
{
    site.database->lane().submit(
        municipality,
        [token = std::move(token), at](store::Transaction& tx) -> Result<void> {
            people::touch_session(tx, token, at);
            return {};
        },
        [](const Result<void>&) {});
}

}  // namespace hagukumi::http
