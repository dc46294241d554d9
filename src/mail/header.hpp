// Header lines of a mail.  Pure text.
//
// Nothing that could begin another header passes: CR, LF and NUL are refused, not removed, because a value
// that has one was made by somebody who meant it (reliability.md T27).
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "base/instant.hpp"

namespace hagukumi::mail {

/// Whether a mail can go to this address: ASCII, one @, no spaces, quotes or angle brackets.  Dots may stand
/// side by side and before the @, as older mobile addresses in Japan have them.
bool is_address(std::string_view address);

/// "Name: value" with everything outside of ASCII as RFC 2047 encoded words of at most 75 characters, each
/// whole characters of UTF-8.  Nothing when the value has a control character or is not UTF-8.
std::optional<std::string> header_line(std::string_view name, std::string_view value);

/// "Display name <address>"; nothing when either is not possible.
std::optional<std::string> mailbox(std::string_view display_name, std::string_view address);

/// "Wed, 08 Jul 2026 09:30:00 +0900"
std::string date_value(Instant at);

}  // namespace hagukumi::mail
