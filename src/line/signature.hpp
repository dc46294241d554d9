// 署名: what proves that a webhook comes from LINE ("Verify webhook signature").
#pragma once

#include <string>
#include <string_view>

namespace hagukumi::line {

/// base64(HMAC-SHA256(channel secret, body)), as LINE puts it into x-line-signature.
std::string sign(std::string_view channel_secret, std::string_view body);

/// Whether `signature` is that of the body's bytes as they came.  Takes the same time for every wrong one.
bool is_signed(std::string_view channel_secret, std::string_view body, std::string_view signature);

}  // namespace hagukumi::line
