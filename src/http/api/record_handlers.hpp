// 届出の記録: what an officer is told on the telephone or at the window, of a family that exists.
#pragma once

#include "http/route.hpp"

namespace hagukumi::http {

Result<Response> get_office_residence_look(const Site&, const people::Caller&, store::Snapshot&,
                                           const Request&);
Recorded<Response> post_office_residence(const Site&, const people::Caller&, store::Transaction&,
                                         const Request&);
Result<Response> get_office_refused_bookings(const Site&, const people::Caller&, store::Snapshot&,
                                             const Request&);
Recorded<Response> post_office_cancel_refused(const Site&, const people::Caller&, store::Transaction&,
                                              const Request&);
Recorded<Response> post_office_household_class(const Site&, const people::Caller&, store::Transaction&,
                                               const Request&);
Recorded<Response> post_office_protection(const Site&, const people::Caller&, store::Transaction&,
                                          const Request&);
Recorded<Response> post_office_birth_correction(const Site&, const people::Caller&, store::Transaction&,
                                                const Request&);
Recorded<Response> post_office_loss(const Site&, const people::Caller&, store::Transaction&, const Request&);
Recorded<Response> post_office_discharge(const Site&, const people::Caller&, store::Transaction&,
                                         const Request&);
Recorded<Response> post_office_hospitalisation(const Site&, const people::Caller&, store::Transaction&,
                                               const Request&);
Recorded<Response> post_office_enrolment(const Site&, const people::Caller&, store::Transaction&,
                                         const Request&);

/// The classes that any programme of the municipality knows: `code` and `name`.
boost::json::array household_classes_to_json(const Municipality& municipality);

}  // namespace hagukumi::http
