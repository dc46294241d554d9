// base64url without padding (RFC 4648 section 5): how bytes travel in tokens, links and JSON.
#pragma once

#include <optional>
#include <string>
#include <string_view>

namespace hagukumi {

/// Nothing when the text is none.
std::optional<std::string> from_base64url(std::string_view text);
std::string to_base64url(std::string_view bytes);

}  // namespace hagukumi
