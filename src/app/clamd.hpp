// ClamAV's daemon, asked about each document that comes in (its INSTREAM command, documented in clamd(8)).
#pragma once

#include <string>
#include <string_view>

#include "base/result.hpp"

namespace hagukumi::app {

/// `address` is "127.0.0.1:3310" or the path of a socket, "/run/clamav/clamd.ctl".  Waits at most ten seconds
/// for each step.  Errors: `document_infected` (malformed); `virus_check_unavailable` (unavailable: nobody
/// answers, so that nothing is taken unseen).
Result<void> scan_with_clamd(const std::string& address, std::string_view bytes);

}  // namespace hagukumi::app
