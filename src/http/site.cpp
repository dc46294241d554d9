#include "http/site.hpp"

namespace hagukumi::http {

namespace {

/// The six digits of 総務省.
std::string digits_of(MunicipalityCode code)
{
    std::string digits = std::to_string(code.value);
    if (digits.size() < 6) digits.insert(0, 6 - digits.size(), '0');
    return digits;
}

}  // namespace

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

// The prefix makes the browser insist on Secure, on Path=/ and on this very host (RFC 6265bis).
std::string Site::session_cookie(people::Realm realm, MunicipalityCode municipality) const
{
    return std::string(is_https() ? "__Host-" : "") + "hagukumi-" + std::string(people::name_of(realm)) +
           "-" + digits_of(municipality);
}

std::string Site::device_cookie(MunicipalityCode municipality) const
{
    return std::string(is_https() ? "__Host-" : "") + "hagukumi-device-" + digits_of(municipality);
}

}  // namespace hagukumi::http
