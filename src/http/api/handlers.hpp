// The handlers of the API, for the route table.  What each takes and gives stands in api/openapi.yaml.
#pragma once

#include "http/route.hpp"

namespace hagukumi::http {

// ── for everybody ──
Result<Response> get_municipalities(const Site& site, const Request& request);
Result<Response> get_about(const Site& site, const Request& request);
Result<Response> get_help(const Site& site, const Request& request);
Result<Response> get_registrable(const Site& site, store::Snapshot& snapshot, const Request& request);
Result<Response> get_draws(const Site& site, store::Snapshot& snapshot, const Request& request);
Result<Response> get_draw(const Site& site, store::Snapshot& snapshot, const Request& request);

// ── signing in ──
Result<people::SignIn> parse_parent_sign_in(const Site& site, const Request& request);
Result<people::SignIn> parse_registration(const Site& site, const Request& request);
Result<people::SignIn> parse_accept(const Site&, const Request&);
Result<people::SignIn> parse_join(const Site& site, const Request& request);
Result<people::SignIn> parse_desk_sign_in(const Site& site, const Request& request);
Result<people::SignIn> parse_office_sign_in(const Site& site, const Request& request);
Response welcome(const Site& site, const people::SignedIn& signed_in);

// ── a parent's own account ──
Result<Response> get_terms(const Site& site, const Request& request);
Recorded<Response> post_parent_link(const Site&, store::Transaction&, const Request&);
Result<Response> post_parent_link_look(const Site&, store::Snapshot&, const Request&);
Result<people::SignIn> parse_sign_up(const Site& site, const Request& request);
Result<people::SignIn> parse_new_password(const Site& site, const Request& request);
Result<people::SignIn> parse_sign_in_by_link(const Site& site, const Request& request);
Result<Response> get_parent_account(const Site&, const people::Caller&, store::Snapshot&, const Request&);
Recorded<Response> post_parent_terms(const Site&, const people::Caller&, store::Transaction&, const Request&);
Recorded<Response> post_parent_session_end(const Site&, const people::Caller&, store::Transaction&,
                                           const Request&);
Recorded<Response> post_parent_other_sessions_end(const Site&, const people::Caller&, store::Transaction&,
                                                  const Request&);
Recorded<Response> post_parent_email(const Site&, const people::Caller&, store::Transaction&, const Request&);
Recorded<Response> post_parent_email_confirm(const Site&, store::Transaction&, const Request&);
Recorded<Response> post_parent_delete(const Site&, const people::Caller&, store::Transaction&,
                                      const Request&);

// ── a family, by its guardians ──
Result<Response> get_parent_family(const Site&, const people::Caller&, store::Snapshot&, const Request&);
Recorded<Response> post_parent_birth(const Site&, const people::Caller&, store::Transaction&, const Request&);
Recorded<Response> post_parent_child_name(const Site&, const people::Caller&, store::Transaction&,
                                          const Request&);
Recorded<Response> post_parent_invitation(const Site&, const people::Caller&, store::Transaction&,
                                          const Request&);
Recorded<Response> post_parent_invitation_withdraw(const Site&, const people::Caller&, store::Transaction&,
                                                   const Request&);
Recorded<Response> post_parent_member_remove(const Site&, const people::Caller&, store::Transaction&,
                                             const Request&);
Result<Response> post_invitation_look(const Site&, store::Snapshot&, const Request&);
Recorded<Response> post_office_birth_confirm(const Site&, const people::Caller&, store::Transaction&,
                                             const Request&);

// ── parents ──
Result<Response> get_parent_me(const Site&, const people::Caller&, store::Snapshot&, const Request&);
Result<Response> get_parent_coupons(const Site&, const people::Caller&, store::Snapshot&, const Request&);
Result<Response> get_parent_coupon(const Site&, const people::Caller&, store::Snapshot&, const Request&);
Result<Response> get_parent_history(const Site&, const people::Caller&, store::Snapshot&, const Request&);
Recorded<Response> post_parent_check_in(const Site&, const people::Caller&, store::Transaction&,
                                        const Request&);
Result<Response> get_parent_check_in(const Site&, const people::Caller&, store::Snapshot&, const Request&);
Result<Response> post_parent_preview(const Site&, const people::Caller&, store::Snapshot&, const Request&);
Result<Work> read_parent_use(const Site&, const Request&);
Result<Response> get_parent_use_by_key(const Site&, const people::Caller&, store::Snapshot&, const Request&);
Result<Response> get_parent_notices(const Site&, const people::Caller&, store::Snapshot&, const Request&);
Recorded<Response> post_parent_notice_read(const Site&, const people::Caller&, store::Transaction&,
                                           const Request&);

// ── parents and LINE ──
Result<Response> get_parent_line(const Site&, const people::Caller&, store::Snapshot&, const Request&);
Recorded<Response> post_parent_line_unlink(const Site&, const people::Caller&, store::Transaction&,
                                           const Request&);
Recorded<Response> post_parent_child(const Site&, const people::Caller&, store::Transaction&, const Request&);

// ── parents book ──
Result<Response> get_parent_bookings(const Site&, const people::Caller&, store::Snapshot&, const Request&);
Result<Response> get_parent_openings(const Site&, const people::Caller&, store::Snapshot&, const Request&);
Result<Response> get_parent_places(const Site&, const people::Caller&, store::Snapshot&, const Request&);
Result<Response> get_parent_search(const Site&, const people::Caller&, store::Snapshot&, const Request&);
Recorded<Response> post_parent_booking(const Site&, const people::Caller&, store::Transaction&,
                                       const Request&);
Recorded<Response> post_parent_booking_days(const Site&, const people::Caller&, store::Transaction&,
                                            const Request&);
Recorded<Response> post_parent_booking_change(const Site&, const people::Caller&, store::Transaction&,
                                              const Request&);
Recorded<Response> post_parent_booking_cancel(const Site&, const people::Caller&, store::Transaction&,
                                              const Request&);
Recorded<Response> post_parent_booking_take(const Site&, const people::Caller&, store::Transaction&,
                                            const Request&);
Result<Response> get_parent_booking_calendar(const Site&, const people::Caller&, store::Snapshot&,
                                             const Request&);
Recorded<Response> post_parent_registration(const Site&, const people::Caller&, store::Transaction&,
                                            const Request&);

// ── parents apply ──
Result<Response> get_parent_applications(const Site&, const people::Caller&, store::Snapshot&,
                                         const Request&);
Recorded<Response> post_parent_application(const Site&, const people::Caller&, store::Transaction&,
                                           const Request&);
Result<Response> get_parent_application(const Site&, const people::Caller&, store::Snapshot&, const Request&);
Recorded<Response> post_parent_application_save(const Site&, const people::Caller&, store::Transaction&,
                                                const Request&);
Recorded<Response> post_parent_application_send(const Site&, const people::Caller&, store::Transaction&,
                                                const Request&);
Recorded<Response> post_parent_application_withdraw(const Site&, const people::Caller&, store::Transaction&,
                                                    const Request&);

Result<Work> open_document(const Site&, const people::Caller&, store::Snapshot&, const Request&);
Recorded<Response> post_parent_document_remove(const Site&, const people::Caller&, store::Transaction&,
                                               const Request&);
Recorded<Response> post_parent_document_look(const Site&, const people::Caller&, store::Transaction&,
                                             const Request&);
Recorded<Response> post_office_document_look(const Site&, const people::Caller&, store::Transaction&,
                                             const Request&);

// ── the facility's desk ──
Result<Response> get_desk_me(const Site&, const people::Caller&, store::Snapshot&, const Request&);
Result<Response> get_desk_uses(const Site&, const people::Caller&, store::Snapshot&, const Request&);
Result<Response> get_desk_poster(const Site&, const people::Caller&, store::Snapshot&, const Request&);
Result<Stream::Start> start_desk_events(const Site&, const people::Caller&, store::Snapshot&, const Request&);
std::optional<Event> render_desk_event(const Site&, const people::Caller&, store::Snapshot&,
                                       const store::Announcement&);

// ── bookings at the desk ──
Result<Response> get_desk_bookings(const Site&, const people::Caller&, store::Snapshot&, const Request&);
Recorded<Response> post_desk_booking(const Site&, const people::Caller&, store::Transaction&, const Request&);
Recorded<Response> post_desk_booking_answer(const Site&, const people::Caller&, store::Transaction&,
                                            const Request&);
Recorded<Response> post_desk_booking_move(const Site&, const people::Caller&, store::Transaction&,
                                          const Request&);
Result<Response> get_desk_registrations(const Site&, const people::Caller&, store::Snapshot&, const Request&);
Recorded<Response> post_desk_registration_answer(const Site&, const people::Caller&, store::Transaction&,
                                                 const Request&);
Recorded<Response> post_desk_registration_end(const Site&, const people::Caller&, store::Transaction&,
                                              const Request&);
Recorded<Response> post_desk_registration_same(const Site&, const people::Caller&, store::Transaction&,
                                               const Request&);
Result<Response> get_desk_seats(const Site&, const people::Caller&, store::Snapshot&, const Request&);
Recorded<Response> post_desk_seats_week(const Site&, const people::Caller&, store::Transaction&,
                                        const Request&);
Recorded<Response> post_desk_seats_day(const Site&, const people::Caller&, store::Transaction&,
                                       const Request&);
Recorded<Response> post_desk_deadlines(const Site&, const people::Caller&, store::Transaction&,
                                       const Request&);

// ── corrections, at the desk and in the office ──
Result<Response> post_correction_preview(const Site&, const people::Caller&, store::Snapshot&,
                                         const Request&);
Recorded<Response> post_correction(const Site&, const people::Caller&, store::Transaction&, const Request&);
Recorded<Response> post_void(const Site&, const people::Caller&, store::Transaction&, const Request&);

// ── months, at the desk ──
Result<Response> get_desk_statements(const Site&, const people::Caller&, store::Snapshot&, const Request&);
Result<Response> get_desk_statement(const Site&, const people::Caller&, store::Snapshot&, const Request&);
Recorded<Response> post_desk_statement(const Site&, const people::Caller&, store::Transaction&,
                                       const Request&);
Result<Response> get_desk_account(const Site&, const people::Caller&, store::Snapshot&, const Request&);
Recorded<Response> post_desk_account(const Site&, const people::Caller&, store::Transaction&, const Request&);

// ── months and money in the office ──
Result<Response> get_office_month(const Site&, const people::Caller&, store::Snapshot&, const Request&);
Result<Response> get_office_statement(const Site&, const people::Caller&, store::Snapshot&, const Request&);
Recorded<Response> post_office_statement(const Site&, const people::Caller&, store::Transaction&,
                                         const Request&);
Recorded<Response> post_office_statement_approve(const Site&, const people::Caller&, store::Transaction&,
                                                 const Request&);
Recorded<Response> post_office_statement_send_back(const Site&, const people::Caller&, store::Transaction&,
                                                   const Request&);
Result<Response> get_office_account(const Site&, const people::Caller&, store::Snapshot&, const Request&);
Recorded<Response> post_office_account(const Site&, const people::Caller&, store::Transaction&,
                                       const Request&);
Recorded<Response> post_office_account_decide(const Site&, const people::Caller&, store::Transaction&,
                                              const Request&);
Result<Response> get_office_payer(const Site&, const people::Caller&, store::Snapshot&, const Request&);
Recorded<Response> post_office_payer(const Site&, const people::Caller&, store::Transaction&, const Request&);
Result<Response> get_office_transfers(const Site&, const people::Caller&, store::Snapshot&, const Request&);
Recorded<Response> post_office_transfer(const Site&, const people::Caller&, store::Transaction&,
                                        const Request&);
Recorded<Response> post_office_transfer_move(const Site&, const people::Caller&, store::Transaction&,
                                             const Request&);
Recorded<Response> post_office_transfer_file(const Site&, const people::Caller&, store::Transaction&,
                                             const Request&);

// ── the office reviews applications ──
Result<Response> get_office_applications(const Site&, const people::Caller&, store::Snapshot&,
                                         const Request&);
Result<Response> get_office_application(const Site&, const people::Caller&, store::Snapshot&, const Request&);
Recorded<Response> post_office_application_take(const Site&, const people::Caller&, store::Transaction&,
                                                const Request&);
Recorded<Response> post_office_application_return(const Site&, const people::Caller&, store::Transaction&,
                                                  const Request&);
Recorded<Response> post_office_application_decide(const Site&, const people::Caller&, store::Transaction&,
                                                  const Request&);
Recorded<Response> post_office_application_confirm(const Site&, const people::Caller&, store::Transaction&,
                                                   const Request&);

// ── the office ──
Result<Response> get_office_me(const Site&, const people::Caller&, store::Snapshot&, const Request&);
Result<Response> get_office_families(const Site&, const people::Caller&, store::Snapshot&, const Request&);
Result<Response> get_office_family(const Site&, const people::Caller&, store::Snapshot&, const Request&);
Result<Response> get_office_family_facts(const Site&, const people::Caller&, store::Snapshot&,
                                         const Request&);
Recorded<Response> post_office_family_facts(const Site&, const people::Caller&, store::Transaction&,
                                            const Request&);
Recorded<Response> post_office_grant(const Site&, const people::Caller&, store::Transaction&, const Request&);
Recorded<Response> post_office_adjustment(const Site&, const people::Caller&, store::Transaction&,
                                          const Request&);
Recorded<Response> post_office_expiry(const Site&, const people::Caller&, store::Transaction&,
                                      const Request&);
Result<Response> get_office_undelivered(const Site&, const people::Caller&, store::Snapshot&, const Request&);
Recorded<Response> post_office_undelivered(const Site&, const people::Caller&, store::Transaction&,
                                           const Request&);
Result<Response> get_office_facilities(const Site&, const people::Caller&, store::Snapshot&, const Request&);
Result<Response> get_office_poster(const Site&, const people::Caller&, store::Snapshot&, const Request&);
Recorded<Response> post_office_rotate(const Site&, const people::Caller&, store::Transaction&,
                                      const Request&);
Result<Response> get_office_programmes(const Site& site, const people::Caller& caller,
                                       store::Snapshot& snapshot, const Request& request);
Result<Response> get_office_programme(const Site& site, const people::Caller& caller,
                                      store::Snapshot& snapshot, const Request& request);
Result<Response> post_office_programme_check(const Site& site, const people::Caller& caller,
                                             store::Snapshot& snapshot, const Request& request);
Result<Response> post_office_programme_try(const Site& site, const people::Caller& caller,
                                           store::Snapshot& snapshot, const Request& request);
Result<Response> get_office_audit(const Site&, const people::Caller&, store::Snapshot&, const Request&);

}  // namespace hagukumi::http
