// Results: a refusal, an error and a bug are three different things.
//
// A refusal is a value of the rules (rules::Decision).  An Error, here, says what the caller may do
// about it, in words for a person.  A bug is a BugFound exception: the transaction falls, the
// incident is logged under a number, and the service goes on.
#pragma once

#include <stdexcept>
#include <string>
#include <tl/expected.hpp>
#include <type_traits>
#include <utility>
#include <vector>

#include "base/language.hpp"

namespace hagukumi {

/// A sentence for people, Japanese first.
struct Text {
    std::string ja;
    std::string en;
    std::vector<std::pair<Language, std::string>> more{};  ///< where somebody has written them

    /// Null when nobody has written it in `language`.
    const std::string* find(Language language) const;

    /// In `language`, or else whole in the one that its readers know best: Japanese instead of
    /// やさしい日本語, English instead of the others, and Japanese where there is no English.
    const std::string& in(Language language) const;

    friend bool operator==(const Text&, const Text&) = default;
};

/// What the caller does about an error; the HTTP status follows from it.
enum class ErrorKind {
    malformed,        ///< 400: never send this again as it is
    unauthenticated,  ///< 401: sign in first
    not_allowed,      ///< 403: this person may not
    not_found,        ///< 404: nothing here, or nothing for this person; the two look alike
    conflict,         ///< 409: the state has changed, look again
    too_many,         ///< 429: wait, then try again
    unavailable,      ///< 503: nothing happened, send the same key later
    unknown_outcome,  ///< 503: the commit's answer was lost; the same key finds out
    bug,              ///< 500: a mistake of ours; Error::incident is the number in the log
};

struct Error {
    ErrorKind kind;
    std::string code;  ///< stable, snake_case, for programs: "check_in_expired"
    Text message;      ///< what was found and what to do next; no personal data
    int retry_after_seconds = 0;
    std::string incident = {};  ///< the number under which a bug was logged, else empty
};

template <class T>
using Result = tl::expected<T, Error>;

/// The answer of a command whose "no" must be stored too (a failed attempt is counted).  The outer
/// error rolls everything back; the inner one is committed with what was written.
template <class T>
using Recorded = Result<Result<T>>;

/// An assertion that stays on in production.
class BugFound : public std::logic_error {
public:
    using std::logic_error::logic_error;
};

/// Throws BugFound when `holds` is false.  `invariant` is one English sentence.  The place is the caller's;
/// clang 14 has no std::source_location.
inline void must(bool holds, const char* invariant, const char* file = __builtin_FILE(),
                 int line = __builtin_LINE())
{
    if (!holds) throw BugFound(std::string(invariant) + " (" + file + ":" + std::to_string(line) + ")");
}

inline tl::unexpected<Error> fail(ErrorKind kind, std::string code, Text message, int retry_after_seconds = 0)
{
    return tl::unexpected(Error{kind, std::move(code), std::move(message), retry_after_seconds, {}});
}

/// For TRY: what a result holds, nothing for Result<void>.
template <class T, class E>
T value_of(tl::expected<T, E>&& result)
{
    if constexpr (!std::is_void_v<T>) return std::move(result).value();
}

}  // namespace hagukumi

/// The value of `expression`, or return its error from the enclosing function.
#define TRY(expression) TRY_NUMBERED_(expression, __COUNTER__)
// The number gives each use a name of its own: a lambda inside a TRY may use TRY again.
#define TRY_NUMBERED_(expression, number) TRY_NAMED_(expression, number)
#define TRY_NAMED_(expression, number)                                                             \
    __extension__({                                                                                \
        auto try_result_##number = (expression);                                                   \
        if (!try_result_##number) return ::tl::unexpected(std::move(try_result_##number).error()); \
        ::hagukumi::value_of(std::move(try_result_##number));                                      \
    })
