#include "http/cookie.hpp"

namespace hagukumi::http {

std::string cookie(const Site& site, const std::string& name, std::string_view value,
                   std::chrono::seconds age)
{
    std::string text = name + "=" + std::string(value) + "; Path=/; Max-Age=" + std::to_string(age.count()) +
                       "; HttpOnly; SameSite=Lax";
    if (site.is_https()) text += "; Secure";
    return text;
}

void add_cookies(Response& response, const Site& site, MunicipalityCode municipality, people::Realm realm,
                 const people::SignedIn& signed_in)
{
    response.headers.emplace_back(
        "Set-Cookie", cookie(site, site.session_cookie(realm, municipality), signed_in.session.reveal(),
                             std::chrono::duration_cast<std::chrono::seconds>(signed_in.lifetime)));
    if (signed_in.device)
        response.headers.emplace_back("Set-Cookie", cookie(site, site.device_cookie(municipality),
                                                           signed_in.device->reveal(), device_cookie_age));
}

}  // namespace hagukumi::http
