// Handlers of lists that other programs wrote, for the route table.
#pragma once

#include "http/route.hpp"

namespace hagukumi::http {

/// A list is at most so large.
inline constexpr std::size_t largest_list = 1 << 20;

// ── user numbers ──
Result<Response> get_user_numbers_example(const Site&, const people::Caller&, store::Snapshot&,
                                          const Request&);
Result<Work> open_user_numbers_look(const Site&, const people::Caller&, store::Snapshot&, const Request&);
Result<Work> open_user_numbers_import(const Site&, const people::Caller&, store::Snapshot&, const Request&);

// ── applications ──
/// The file within JSON, and which column answers what.
inline constexpr std::size_t largest_application_list = 2 * largest_list;
Result<Response> get_application_forms(const Site&, const people::Caller&, store::Snapshot&, const Request&);
Result<Work> open_applications_look(const Site&, const people::Caller&, store::Snapshot&, const Request&);
Result<Work> open_applications_import(const Site&, const people::Caller&, store::Snapshot&, const Request&);

}  // namespace hagukumi::http
