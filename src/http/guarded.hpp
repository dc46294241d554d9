// The one place outside of the lane where a bug or a broken database becomes an answer.
#pragma once

#include <functional>
#include <string>

#include "base/result.hpp"
#include "http/response.hpp"
#include "http/site.hpp"

namespace hagukumi::http {

using Log = std::function<void(const std::string&)>;

/// A bug was found: logs it under a new number, and says so without saying what.
Error incident(const Site& site, const Log& log, const std::string& what);

/// Notes on the lane that the session was used; nobody waits for it.
void keep_session(const Site& site, MunicipalityCode municipality, std::string token, Instant at);

/// What leaves for an answer: with its body where that was to be made later, an error as problem+json.
Response to_be_sent(const Site& site, const Log& log, Result<Response> answered);

/// work(), a Result<T>; what it throws becomes an error.
template <class Work>
auto guarded(const Site& site, const Log& log, Work work) -> decltype(work())
{
    try {
        return work();
    } catch (const store::Failure& found) {
        Error error = incident(site, log, found.what());
        if (found.kind() == store::Failure::Kind::unavailable) {
            error.kind = ErrorKind::unavailable;
            error.code = "storage_unavailable";
            error.retry_after_seconds = 5;
        }
        return tl::unexpected(std::move(error));
    } catch (const std::exception& found) {
        return tl::unexpected(incident(site, log, found.what()));
    }
}

}  // namespace hagukumi::http
