// The handlers of passkeys, for the route table: parents', the desk's and the office's alike.
#pragma once

#include "http/route.hpp"

namespace hagukumi::http {

Recorded<Response> post_passkey_challenge(const Site&, const people::Caller&, store::Transaction&,
                                          const Request&);
Recorded<Response> post_passkey(const Site&, const people::Caller&, store::Transaction&, const Request&);
Recorded<Response> post_passkey_remove(const Site&, const people::Caller&, store::Transaction&,
                                       const Request&);
/// An officer removes that of a device which a member of staff lost.
Recorded<Response> post_office_passkey_remove(const Site&, const people::Caller&, store::Transaction&,
                                              const Request&);

/// At whose sign-in it is asked decides whose passkeys open something.
template <people::Realm realm>
Recorded<Response> post_passkey_sign_in_challenge(const Site&, store::Transaction&, const Request&);
template <people::Realm realm>
Recorded<Response> post_passkey_sign_in(const Site&, store::Transaction&, const Request&);

}  // namespace hagukumi::http
