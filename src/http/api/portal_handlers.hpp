// The handlers of news, of what a parent wants to be told, of going to another family, and of the list of
// facilities, for the route table.
#pragma once

#include <set>
#include <string>

#include "http/route.hpp"

namespace hagukumi::http {

// ── parents ──
Result<Response> get_parent_news(const Site&, const people::Caller&, store::Snapshot&, const Request&);
Recorded<Response> post_parent_news_read(const Site&, const people::Caller&, store::Transaction&,
                                         const Request&);
Result<Response> get_parent_notice_choices(const Site&, const people::Caller&, store::Snapshot&,
                                           const Request&);
Recorded<Response> post_parent_notice_choices(const Site&, const people::Caller&, store::Transaction&,
                                              const Request&);
Recorded<Response> post_parent_push_device(const Site&, const people::Caller&, store::Transaction&,
                                           const Request&);
Recorded<Response> post_parent_push_device_end(const Site&, const people::Caller&, store::Transaction&,
                                               const Request&);
Recorded<Response> post_parent_language(const Site&, const people::Caller&, store::Transaction&,
                                        const Request&);
Recorded<Response> post_parent_join_family(const Site&, const people::Caller&, store::Transaction&,
                                           const Request&);
Result<Response> get_parent_facilities(const Site&, const people::Caller&, store::Snapshot&, const Request&);
Result<Response> get_parent_prices(const Site&, const people::Caller&, store::Snapshot&, const Request&);
Recorded<Response> post_parent_favourite(const Site&, const people::Caller&, store::Transaction&,
                                         const Request&);

// ── the office ──
Result<Response> get_office_news(const Site&, const people::Caller&, store::Snapshot&, const Request&);
Result<Response> get_office_news_audience(const Site&, const people::Caller&, store::Snapshot&,
                                          const Request&);
Recorded<Response> post_office_news(const Site&, const people::Caller&, store::Transaction&, const Request&);
Recorded<Response> post_office_news_withdraw(const Site&, const people::Caller&, store::Transaction&,
                                             const Request&);

/// How many news the caller has not read.
std::int64_t count_unread_news(store::Snapshot& snapshot, const people::Caller& caller,
                               const Request& request);

}  // namespace hagukumi::http
