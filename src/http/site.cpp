#include "http/site.hpp"

#include "base/municipality_code.hpp"

namespace hagukumi::http {

const rules::Programme* Municipality::find(std::string_view programme_code) const
{
    for (const auto& programme : programmes)
        if (programme->code() == programme_code) return programme.get();
    return nullptr;
}

const Municipality* Site::find(MunicipalityCode code) const
{
    const auto found = municipalities.find(code);
    return found == municipalities.end() ? nullptr : &found->second;
}

std::string Site::address_of(MunicipalityCode municipality) const
{
    return public_url + "/" + to_string(municipality) + "/";
}

// The prefix makes the browser insist on Secure, on Path=/ and on this very host (RFC 6265bis).
std::string Site::session_cookie(people::Realm realm, MunicipalityCode municipality) const
{
    return std::string(is_https() ? "__Host-" : "") + "hagukumi-" + std::string(people::name_of(realm)) +
           "-" + to_string(municipality);
}

std::string Site::device_cookie(MunicipalityCode municipality) const
{
    return std::string(is_https() ? "__Host-" : "") + "hagukumi-device-" + to_string(municipality);
}

}  // namespace hagukumi::http
