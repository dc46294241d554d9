// Cookies of this site: for this host only, out of reach of scripts, and not sent from other sites' forms.
#pragma once

#include <chrono>
#include <string>
#include <string_view>

#include "http/response.hpp"
#include "http/site.hpp"

namespace hagukumi::http {

/// The longest that browsers keep a cookie.
inline constexpr std::chrono::hours device_cookie_age{24 * 400};

/// "name=value; Path=/; …" for Set-Cookie.
std::string cookie(const Site& site, const std::string& name, std::string_view value,
                   std::chrono::seconds age);

/// The session of whoever has just signed in, and the device, if it is new.
void add_cookies(Response& response, const Site& site, MunicipalityCode municipality, people::Realm realm,
                 const people::SignedIn& signed_in);

}  // namespace hagukumi::http
