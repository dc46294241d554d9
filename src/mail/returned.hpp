// 不達通知: what a mail server writes back when a mail that our relay took cannot be delivered after all.
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "base/id.hpp"
#include "base/quantity.hpp"

namespace hagukumi::mail {

struct Returned {
    Id message;
    MunicipalityCode municipality;
    std::string status;  ///< "5.1.1", as RFC 3463 numbers them; empty: the server gave none
};

/// Reads a delivery status notification (RFC 3464) about one of our mails, by the Message-ID that we gave it
/// at `domain`.  Nothing when it is something else: a person's answer, a holiday reply, a delay that is not
/// the end, a mail of others.  Pure; the bytes are a stranger's.
///
/// Who forges one needs the message's identifier, of which 74 bits are random; what it would come to is that
/// an officer telephones.
std::optional<Returned> read_returned(std::string_view mail, std::string_view domain);

}  // namespace hagukumi::mail
