// Nonsense in every body: 400 with what is wrong and what is allowed, never 500, and nothing repeated of it.
#include <gtest/gtest.h>

#include <boost/json/serialize.hpp>

#include "http_api/world.hpp"

namespace hagukumi::test {

namespace {

constexpr const char* canary = "Yamada-Canary-0312";

struct Sendable {
    const http::Route* route;
    Person who;
    std::string path;
    boost::json::object body;
};

/// The same on the three sites.
void add_passkeys(std::map<std::string, std::pair<std::string, boost::json::object>>& bodies)
{
    for (const std::string site : {"parent", "desk", "office"}) {
        bodies[site + "_passkey_challenge"] = {"/" + site + "/passkeys/challenge", {}};
        bodies[site + "_passkey_add"] = {"/" + site + "/passkeys",
                                         {{"client_data", "e30"}, {"attestation", "oA"}, {"name", "x"}}};
        bodies[site + "_passkey_remove"] = {"/" + site + "/passkeys/remove", {{"credential", "AAEC"}}};
        bodies[site + "_passkey_sign_in_challenge"] = {"/" + site + "/passkey-sign-in/challenge", {}};
        bodies[site + "_passkey_sign_in"] = {"/" + site + "/passkey-sign-in",
                                             {{"credential", "AAEC"},
                                              {"client_data", "e30"},
                                              {"authenticator_data", "AAEC"},
                                              {"signature", "AAEC"}}};
    }
}

/// Every route that takes a body, with a body that is right.
std::vector<Sendable> all_with_a_body(World& world)
{
    Town& town = world.nerima_town();
    const Family& family = town.families[0];
    const std::string check_in = world.check_in(family, town.desks[0]);
    auto use = world.use_of(family, check_in);
    auto preview = use;
    preview.erase("key");
    preview.erase("check_in");
    const boost::json::object because{{"key", world.new_key()}, {"reason", "確認"}};
    auto grant = because, adjustment = because;
    grant["programme"] = town.programme;
    adjustment["units"] = 1;
    auto corrected = boost::json::object{{"service", "overnight_stay"}, {"units", 2}};
    auto correction = because;
    for (const auto& member : corrected) correction[member.key()] = member.value();
    const boost::json::object confirmation{{"key", world.new_key()}, {"digest", std::string(64, '0')}};
    const boost::json::object account{
        {"key", world.new_key()}, {"bank_code", "9901"}, {"bank_name", "ｻﾝﾌﾟﾙ"}, {"branch_code", "005"},
        {"branch_name", "ｴｷﾏｴ"},  {"kind", 1},           {"number", "7654321"},  {"holder", "ｻﾝﾌﾟﾙ"}};
    auto payer = account;
    payer["consignor_code"] = "1234567890";
    payer["designation"] = "7";
    const std::string facility = "/office/facilities/" + to_string(town.desks[0].facility);
    const boost::json::object offer{{"key", world.new_key()},
                                    {"programme", town.programme},
                                    {"service", "overnight_stay"},
                                    {"first_day", "2027-01-01"},
                                    {"fee_yen", 33000},
                                    {"age_limit_months", 3}};
    const boost::json::object staff{{"name", "x"}, {"password", "y"}, {"totp", "123456"}};
    std::map<std::string, std::pair<std::string, boost::json::object>> bodies{
        {"parent_sign_in",
         {"/parent/sign-in", {{"way", "email"}, {"email", "nobody@example.jp"}, {"password", "x"}}}},
        {"parent_register_in_line",
         {"/parent/register",
          {{"id_token", "x.y.z"},
           {"user_number", "0001001"},
           {"pin", "2468"},
           {"nickname", "はな"},
           {"mother_born_on", "1994-02-03"},
           {"born_on", "2026-10-09"}}}},
        {"parent_link_ask",
         {"/parent/links",
          {{"purpose", "sign_up"},
           {"email", "nobody@example.jp"},
           {"terms", "2026-04-01"},
           {"language", "ja"}}}},
        {"parent_accept_in_line",
         {"/parent/accept", {{"id_token", "x"}, {"invitation", "x"}, {"name", "x"}, {"pin", "2468"}}}},
        {"parent_join_in_line",
         {"/parent/join",
          {{"id_token", "x"},
           {"guardian_name", "x"},
           {"postal_code", "1530064"},
           {"address", "x"},
           {"phone", "0300000000"},
           {"pin", "2468"},
           {"child_name", "x"},
           {"child_kana", "メグロ レン"},
           {"child_born_on", "2024-05-20"},
           {"child_sex", "male"}}}},
        {"parent_child",
         {"/parent/children",
          {{"key", world.new_key()},
           {"child_name", "x"},
           {"child_kana", "メグロ レン"},
           {"child_born_on", "2024-05-20"},
           {"child_sex", "male"}}}},
        {"office_undelivered_post", {"/office/undelivered/" + world.new_key(), {{"action", "send_again"}}}},
        {"parent_link_look", {"/parent/links/look", {{"token", "x"}}}},
        {"parent_sign_up",
         {"/parent/links/sign-up",
          {{"token", "x"}, {"password", "plum rain over Tokyo"}, {"name", "x"}, {"kana", "x"}}}},
        {"parent_new_password",
         {"/parent/links/new-password", {{"token", "x"}, {"password", "plum rain over Tokyo"}}}},
        {"parent_sign_in_by_link", {"/parent/links/sign-in", {{"token", "x"}}}},
        {"parent_email_confirm", {"/parent/links/confirm-email", {{"token", "x"}}}},
        {"parent_birth",
         {"/parent/family/births",
          {{"key", world.new_key()},
           {"born_on", "2026-10-09"},
           {"due_date", "2026-10-09"},
           {"children", boost::json::array{boost::json::object{{"name", "x"}}}}}}},
        {"parent_child_name",
         {"/parent/family/children/" + to_string(family.child) + "/nickname",
          {{"key", world.new_key()}, {"nickname", "x"}}}},
        {"parent_invite",
         {"/parent/family/invitations", {{"key", world.new_key()}, {"name", "x"}, {"rights", "helper"}}}},
        {"parent_invitation_withdraw",
         {"/parent/family/invitations/" + world.new_key() + "/withdraw", {{"key", world.new_key()}}}},
        {"parent_member_remove",
         {"/parent/family/members/" + world.new_key() + "/remove", {{"key", world.new_key()}}}},
        {"parent_invitation_look", {"/parent/invitations/look", {{"token", "x"}}}},
        {"office_birth_confirm",
         {"/office/families/" + to_string(family.household) + "/births/" + to_string(family.birth) +
              "/confirm",
          {{"key", world.new_key()}}}},
        {"office_residence",
         {"/office/families/" + to_string(family.household) + "/residence",
          {{"key", world.new_key()},
           {"resident_until", "2026-11-20"},
           {"address", "x"},
           {"bookings", boost::json::array()},
           {"message", "x"}}}},
        {"office_household_class",
         {"/office/families/" + to_string(family.household) + "/household-class",
          {{"key", world.new_key()}, {"household_class", "general"}, {"class_from", "2026-11-01"}}}},
        {"office_protection",
         {"/office/families/" + to_string(family.household) + "/protection",
          {{"key", world.new_key()}, {"protection", "on"}}}},
        {"office_birth_correction",
         {"/office/families/" + to_string(family.household) + "/births/" + to_string(family.birth) +
              "/correction",
          {{"key", world.new_key()},
           {"due_date", "2026-10-20"},
           {"born_on", "2026-10-02"},
           {"lost_on", nullptr},
           {"children", 1},
           {"reason", "x"}}}},
        {"office_loss",
         {"/office/families/" + to_string(family.household) + "/births/" + to_string(family.birth) + "/loss",
          {{"key", world.new_key()}, {"lost_on", "2026-11-01"}}}},
        {"office_discharge",
         {"/office/families/" + to_string(family.household) + "/births/" + to_string(family.birth) +
              "/discharge",
          {{"key", world.new_key()}, {"discharged_on", "2026-10-20"}}}},
        {"office_hospitalisation",
         {"/office/families/" + to_string(family.household) + "/births/" + to_string(family.birth) +
              "/hospitalisation",
          {{"key", world.new_key()}, {"hospitalised_from", "2026-10-01"}}}},
        {"office_enrolment",
         {"/office/families/" + to_string(family.household) + "/children/" + to_string(family.child) +
              "/enrolment",
          {{"key", world.new_key()}, {"enrolled_on", "2026-11-01"}}}},
        {"parent_code_look", {"/parent/codes/look", {{"code", "7K3M"}}}},
        {"parent_code_receive",
         {"/parent/codes/receive",
          {{"key", world.new_key()}, {"code", "7K3M"}, {"child", to_string(family.child)}}}},
        {"office_codes_make",
         {"/office/codes",
          {{"key", world.new_key()},
           {"programme", town.programme},
           {"label", "x"},
           {"count", 1},
           {"last_day", "2026-12-31"},
           {"household", to_string(family.household)}}}},
        {"office_codes_withdraw", {"/office/codes/" + world.new_key() + "/withdraw", because}},
        {"office_code_trace", {"/office/codes/trace", {{"code", "7K3M"}}}},
        {"office_code_give_back",
         {"/office/codes/give-back",
          {{"key", world.new_key()},
           {"code", "7K3M"},
           {"owner", to_string(family.household)},
           {"last_day", "2026-12-31"},
           {"reason", "確認"}}}},
        {"office_news_write",
         {"/office/news",
          {{"key", world.new_key()},
           {"programme", town.programme},
           {"title_ja", "x"},
           {"body_ja", "x"},
           {"title_en", "x"},
           {"body_en", "x"},
           {"last_day", "2026-12-31"}}}},
        {"office_news_withdraw",
         {"/office/news/" + world.new_key() + "/withdraw", {{"key", world.new_key()}}}},
        {"parent_favourite",
         {"/parent/facilities/" + to_string(town.desks[0].facility) + "/favourite", {{"deed", "add"}}}},
        {"parent_notice_choices_keep",
         {"/parent/notice-choices", {{"mail", {"uses", "reminders"}}, {"line", boost::json::array()}}}},
        {"parent_push_device",
         {"/parent/push-devices",
          {{"endpoint", "https://fcm.googleapis.com/x"}, {"p256dh", "BA"}, {"auth", "AA"}}}},
        {"parent_push_device_end",
         {"/parent/push-devices/end", {{"endpoint", "https://fcm.googleapis.com/x"}}}},
        {"parent_language", {"/parent/language", {{"language", "vi"}}}},
        {"parent_join_family", {"/parent/invitations/join", {{"token", "x"}}}},
        {"parent_terms", {"/parent/account/terms", {{"version", "2026-04-01"}}}},
        {"parent_email", {"/parent/account/email", {{"email", "nobody@example.jp"}}}},
        {"parent_delete", {"/parent/account/delete", {{"key", world.new_key()}}}},
        {"desk_sign_in", {"/desk/sign-in", staff}},
        {"office_sign_in", {"/office/sign-in", staff}},
        {"parent_check_in", {"/parent/check-ins", {{"token", town.desks[0].poster}}}},
        {"parent_preview", {"/parent/check-ins/" + check_in + "/preview", preview}},
        {"parent_use", {"/parent/uses", use}},
        {"office_grant", {"/office/families/" + to_string(family.household) + "/grants", grant}},
        {"office_state_facts",
         {"/office/families/" + to_string(family.household) + "/facts",
          {{"key", world.new_key()}, {"facts", boost::json::object()}}}},
        {"office_adjustment", {"/office/coupons/" + to_string(family.coupon) + "/adjustments", adjustment}},
        {"office_expiry", {"/office/coupons/" + to_string(family.coupon) + "/expire", because}},
        {"office_void", {"/office/uses/" + world.new_key() + "/void", because}},
        {"office_hand_over",
         {"/office/families/" + to_string(family.household) + "/hand-over",
          {{"key", world.new_key()},
           {"name", "見本 太郎"},
           {"kana", "ミホン タロウ"},
           {"accounts", boost::json::array()},
           {"reason", "引継ぎ"}}}},
        {"office_misuse",
         {"/office/uses/" + world.new_key() + "/misuse",
          {{"key", world.new_key()}, {"yen", 1000}, {"reason", "確認"}}}},
        {"office_misuse_close",
         {"/office/misuses/" + world.new_key() + "/close",
          {{"key", world.new_key()}, {"outcome", "repaid"}, {"reason", "確認"}}}},
        {"desk_void", {"/desk/uses/" + world.new_key() + "/void", because}},
        {"office_correction", {"/office/uses/" + world.new_key() + "/correction", correction}},
        {"desk_correction", {"/desk/uses/" + world.new_key() + "/correction", correction}},
        {"office_correction_preview", {"/office/uses/" + world.new_key() + "/correction-preview", corrected}},
        {"desk_correction_preview", {"/desk/uses/" + world.new_key() + "/correction-preview", corrected}},
        {"desk_statement_confirm", {"/desk/statements/2026-10", confirmation}},
        {"desk_account_propose", {"/desk/account", account}},
        {"office_statement_confirm", {facility + "/statements/2026-10", confirmation}},
        {"office_statement_approve",
         {"/office/statements/" + world.new_key() + "/approve", {{"key", world.new_key()}}}},
        {"office_statement_send_back", {"/office/statements/" + world.new_key() + "/send-back", because}},
        {"office_account_propose", {facility + "/account", account}},
        {"office_account_decide",
         {facility + "/account/decide",
          {{"key", world.new_key()}, {"version", 1}, {"decision", "approved"}}}},
        {"office_payer_set", {"/office/payer", payer}},
        {"office_transfer",
         {"/office/transfers",
          {{"key", world.new_key()}, {"until", "2026-10"}, {"pay_on", "2026-11-30"}, {"total_yen", 1}}}},
        {"office_transfer_move",
         {"/office/transfers/" + world.new_key() + "/move",
          {{"key", world.new_key()}, {"to", "paid"}, {"paid_on", "2026-11-18"}}}},
        {"office_programme_check", {"/office/programmes/" + town.programme + "/check", {{"text", "a: 1"}}}},
        {"office_programme_try",
         {"/office/programmes/" + town.programme + "/try",
          {{"text", "a: 1"},
           {"name", "x"},
           {"facts", boost::json::object()},
           {"request", boost::json::object()}}}},
        {"parent_book",
         {"/parent/bookings",
          {{"key", world.new_key()},
           {"coupon", to_string(family.coupon)},
           {"facility", to_string(town.desks[0].facility)},
           {"service", "overnight_stay"},
           {"first_day", "2026-11-25"},
           {"boxes", boost::json::array{"09:00"}}}}},
        {"parent_book_days",
         {"/parent/bookings/days",
          {{"key", world.new_key()},
           {"coupon", to_string(family.coupon)},
           {"facility", to_string(town.desks[0].facility)},
           {"service", "overnight_stay"},
           {"days", boost::json::array{"2026-11-25", "2026-11-27"}}}}},
        {"parent_booking_change",
         {"/parent/bookings/" + world.new_key() + "/change",
          {{"key", world.new_key()}, {"first_day", "2026-11-25"}}}},
        {"parent_booking_cancel",
         {"/parent/bookings/" + world.new_key() + "/cancel", {{"key", world.new_key()}}}},
        {"parent_application_begin",
         {"/parent/applications", {{"programme", town.programme}, {"form", "application"}}}},
        {"parent_application_save",
         {"/parent/applications/" + world.new_key() + "/save",
          {{"version", 1}, {"written", boost::json::object{{"name", boost::json::array{"x", "y"}}}}}}},
        {"parent_application_send",
         {"/parent/applications/" + world.new_key() + "/send", {{"key", world.new_key()}, {"version", 1}}}},
        {"parent_application_withdraw",
         {"/parent/applications/" + world.new_key() + "/withdraw", {{"key", world.new_key()}}}},
        {"office_application_take",
         {"/office/applications/" + world.new_key() + "/take", {{"key", world.new_key()}}}},
        {"office_application_return",
         {"/office/applications/" + world.new_key() + "/return",
          {{"key", world.new_key()},
           {"version", 2},
           {"questions", boost::json::array{"address"}},
           {"words", "確認"}}}},
        {"office_application_decide",
         {"/office/applications/" + world.new_key() + "/decide",
          {{"key", world.new_key()},
           {"version", 2},
           {"outcome", "approved"},
           {"allotments", boost::json::array()},
           {"words", "確認"}}}},
        {"office_application_confirm",
         {"/office/applications/" + world.new_key() + "/confirm",
          {{"key", world.new_key()}, {"version", 2}, {"answer", "confirmed"}, {"words", "確認"}}}},
        {"office_staff_disable", {"/office/staff/" + world.new_key() + "/disable", because}},
        {"office_staff_passkey_remove",
         {"/office/staff/" + world.new_key() + "/passkeys/remove", {{"credential", "AAEC"}}}},
        {"office_applications_approve_clear",
         {"/office/clear-applications",
          {{"key", world.new_key()},
           {"applications",
            boost::json::array{boost::json::object{{"id", world.new_key()}, {"version", 2}}}}}}},
        {"office_applications_look",
         {"/office/imports/applications/look",
          {{"programme", town.programme}, {"form", "application"}, {"file", "x.csv"}, {"content", "YQo"}}}},
        {"office_applications_import",
         {"/office/imports/applications",
          {{"key", world.new_key()},
           {"programme", town.programme},
           {"form", "application"},
           {"file", "x.csv"},
           {"content", "YQo"}}}},
        {"parent_booking_take",
         {"/parent/bookings/" + world.new_key() + "/take", {{"key", world.new_key()}}}},
        {"parent_register_child",
         {"/parent/registrations",
          {{"key", world.new_key()},
           {"programme", town.programme},
           {"facility", to_string(town.desks[0].facility)},
           {"child", to_string(family.child)}}}},
        {"desk_book",
         {"/desk/bookings",
          {{"key", world.new_key()},
           {"coupon", to_string(family.coupon)},
           {"service", "overnight_stay"},
           {"first_day", "2026-11-25"}}}},
        {"desk_booking_answer",
         {"/desk/bookings/" + world.new_key() + "/answer",
          {{"key", world.new_key()}, {"deed", "decline"}, {"message", "満室"}}}},
        {"desk_booking_move",
         {"/desk/bookings/" + world.new_key() + "/move",
          {{"key", world.new_key()}, {"first_day", "2026-11-25"}}}},
        {"desk_registration_answer",
         {"/desk/registrations/" + world.new_key() + "/answer",
          {{"key", world.new_key()}, {"interviewed_on", "2026-11-18"}, {"reason", "定員"}}}},
        {"desk_registration_end",
         {"/desk/registrations/" + world.new_key() + "/end", {{"key", world.new_key()}, {"reason", "重複"}}}},
        {"desk_registration_same",
         {"/desk/registrations/" + world.new_key() + "/same", {{"key", world.new_key()}}}},
        {"desk_seats_week",
         {"/desk/seats/week",
          {{"key", world.new_key()},
           {"programme", town.programme},
           {"service", "overnight_stay"},
           {"lines", boost::json::array()}}}},
        {"desk_seats_day",
         {"/desk/seats/day",
          {{"key", world.new_key()},
           {"programme", town.programme},
           {"service", "overnight_stay"},
           {"lines", boost::json::array()}}}},
        {"desk_deadlines",
         {"/desk/seats/deadlines",
          {{"key", world.new_key()},
           {"programme", town.programme},
           {"service", "overnight_stay"},
           {"book", boost::json::object()},
           {"change", boost::json::object()},
           {"cancel", boost::json::object()}}}},
        {"desk_profile", {"/desk/facility/profile", {{"key", world.new_key()}, {"name", "x"}}}},
        {"desk_offer", {"/desk/facility/offers", offer}},
        {"desk_hours", {"/desk/facility/hours", {{"key", world.new_key()}, {"hours", boost::json::array()}}}},
        {"desk_closed_day",
         {"/desk/facility/closed-days", {{"key", world.new_key()}, {"day", "2026-12-29"}}}},
        {"office_profile", {facility + "/profile", {{"key", world.new_key()}, {"name", "x"}}}},
        {"office_offer", {facility + "/offers", offer}},
        {"office_hours", {facility + "/hours", {{"key", world.new_key()}, {"hours", boost::json::array()}}}},
        {"office_closed_day", {facility + "/closed-days", {{"key", world.new_key()}, {"day", "2026-12-29"}}}},
        {"office_change_decide", {"/office/facility-changes/" + world.new_key(), {{"key", world.new_key()}}}},
        {"office_list_look", {"/office/facility-list/look", {{"csv", "ID,名称\r\nF-1,x\r\n"}}}},
        {"office_list_take",
         {"/office/facility-list", {{"key", world.new_key()}, {"csv", "ID,名称\r\nF-1,x\r\n"}}}},
        {"office_list_file", {"/office/facility-list/file", {}}},
        {"desk_switch", {"/desk/switch", {{"name", "x"}, {"pin", "2468"}}}},
        {"desk_live_code_set", {"/desk/live-code", {{"key", world.new_key()}}}},
        {"desk_note", {"/desk/notes", {{"key", world.new_key()}, {"day", "2026-11-18"}, {"note", "x"}}}},
        {"desk_note_remove", {"/desk/notes/" + world.new_key() + "/remove", {{"key", world.new_key()}}}},
        {"desk_check_in", {"/desk/check-ins", {{"user_number", "1001"}, {"pin", "2468"}}}},
        {"desk_preview", {"/desk/check-ins/" + world.new_key() + "/preview", preview}},
        {"desk_use", {"/desk/uses", use}},
        {"desk_day_sheet", {"/desk/day-sheet", {{"day", "2026-11-18"}}}},
        {"desk_waiting_answer",
         {"/desk/waiting/" + world.new_key() + "/answer", {{"key", world.new_key()}, {"reason", "確認"}}}},
        {"office_allowance_rule",
         {"/office/allowance-rules",
          {{"key", world.new_key()}, {"programme", town.programme}, {"most_units", 2}, {"hours", 48}}}},
        {"parent_allowance_issue",
         {"/parent/coupons/" + world.new_key() + "/allowance", {{"key", world.new_key()}, {"units", 1}}}},
        {"desk_shared_poster", {"/desk/shared-posters", {{"key", world.new_key()}, {"scanned", "x"}}}},
        {"desk_shared_poster_end",
         {"/desk/shared-posters/" + world.new_key() + "/end", {{"key", world.new_key()}}}},
        {"office_shared_poster",
         {facility + "/shared-posters", {{"key", world.new_key()}, {"scanned", "x"}}}},
        {"office_shared_poster_answer",
         {"/office/shared-posters/" + world.new_key() + "/answer", {{"key", world.new_key()}}}},
        {"office_shared_poster_end",
         {"/office/shared-posters/" + world.new_key() + "/end", {{"key", world.new_key()}}}},
        {"office_confirms_uses", {facility + "/confirms-uses", {{"key", world.new_key()}}}},
        {"office_facility_add",
         {"/office/facilities", {{"key", world.new_key()}, {"code", "S-0101"}, {"name", "もりの助産院"}}}},
        {"office_facility_end",
         {facility + "/end", {{"key", world.new_key()}, {"left_on", "2026-12-01"}, {"reason", "確認"}}}},
        {"desk_objection",
         {"/desk/statements/2026-10/objections",
          {{"key", world.new_key()}, {"entry", world.new_key()}, {"words", "確認"}}}},
        {"desk_objection_answer",
         {"/desk/objections/" + world.new_key() + "/answer", {{"key", world.new_key()}, {"answer", "確認"}}}},
        {"office_objection",
         {facility + "/statements/2026-10/objections",
          {{"key", world.new_key()}, {"entry", world.new_key()}, {"words", "確認"}}}},
        {"office_objection_answer",
         {"/office/objections/" + world.new_key() + "/answer",
          {{"key", world.new_key()}, {"answer", "確認"}}}},
        {"desk_late_use",
         {"/desk/late-uses",
          {{"key", world.new_key()},
           {"seconds_ago", 60},
           {"user_number", "1001"},
           {"birthday", 203},
           {"programme", town.programme},
           {"service", "overnight_stay"}}}},
        {"office_report_file",
         {"/office/reports/file",
          {{"first", "2026-10"}, {"last", "2026-11"}, {"by", "month"}, {"format", "csv"}}}},
        {"office_year_file", {"/office/reports/year-file", {{"fiscal_year", 2026}}}},
        {"office_budget",
         {"/office/budget", {{"key", world.new_key()}, {"fiscal_year", 2026}, {"planned_yen", 1000}}}},
        {"desk_statement_paper", {"/desk/statements/2026-10/paper", {{"paper", "invoice"}}}},
        {"office_statement_paper",
         {"/office/facilities/" + to_string(town.desks[0].facility) + "/statements/2026-10/paper",
          {{"paper", "usage"}}}},
        {"office_transfer_paper",
         {"/office/transfers/" + world.new_key() + "/paper", {{"paper", "payments"}, {"encoding", "cp932"}}}},
        {"office_rotate",
         {"/office/facilities/" + to_string(town.desks[0].facility) + "/poster/rotate",
          {{"key", world.new_key()}, {"what", "qr"}}}}};
    add_passkeys(bodies);
    std::vector<Sendable> all;
    for (const http::Route& route : world.routes()) {
        // Signing out, reading a notice and taking a file look at no body.
        if (route.method != "POST" || std::holds_alternative<http::SignOut>(route.handler) ||
            std::holds_alternative<http::Upload>(route.handler) ||
            route.name.find("_document_") != std::string::npos || route.name == "parent_notice_read" ||
            route.name == "office_transfer_file" || route.name.find("_session_end") != std::string::npos ||
            route.name == "parent_sign_out_others" || route.name == "parent_line_unlink" ||
            route.name == "parent_news_read")
            continue;
        const auto& [path, body] = bodies.at(route.name);
        const people::Realm realm = route.realm.value_or(people::Realm::parent);
        const Person& who = realm == people::Realm::parent ? family.parent
                            : realm == people::Realm::desk ? town.desks[0].staff
                                                           : town.officer;
        all.push_back({&route, who, path, body});
    }
    return all;
}

void must_be_malformed(World& world, const Sendable& one, const std::string& body)
{
    const auto response = world.post_text(one.who, one.path, body);
    EXPECT_EQ(response.status, 400) << one.route->name << " " << body << " " << response.body;
    EXPECT_EQ(response.body.find(canary), std::string::npos) << one.route->name << " " << response.body;
}

}  // namespace

TEST(Nonsense, WhatIsNoObjectIsRefused)
{
    World world;
    const std::string twice = std::string(R"({"key":1,"key":")") + canary + "\"}";
    const std::string deep = std::string(40, '[') + std::string(40, ']');
    for (const Sendable& one : all_with_a_body(world))
        for (const std::string& body :
             {std::string(), std::string("{"), std::string("null"), std::string("[]"),
              std::string("\"text\""), std::string("{} {}"), std::string("{\"a\":\"\xff\"}"),
              std::string("{'a':1}"), twice, deep, "{\"" + std::string(canary) + "\":" + deep + "}"})
            must_be_malformed(world, one, body);
}

// PostgreSQL keeps U+0000 in no text: SQLite would take it, and the municipality could not move.
TEST(Nonsense, ATextWithTheCharacterZeroIsRefused)
{
    World world;
    const Town& town = world.nerima_town();
    const Person nobody{town.code, people::Realm::parent, "", {}};
    for (const char* body : {R"({"email":"a\u0000b@example.jp","password":"x"})", R"({"em\u0000ail":"a"})",
                             R"({"note":["a\u0000"]})"}) {
        const auto response = world.post_text(nobody, "/parent/sign-in", body);
        EXPECT_EQ(response.status, 400) << body;
        EXPECT_EQ(code_of(response), "not_json") << response.body;
    }
    EXPECT_TRUE(world.incidents().empty());
}

TEST(Nonsense, UnknownMembersAreRefusedEverywhere)
{
    World world;
    for (Sendable& one : all_with_a_body(world)) {
        one.body[canary] = canary;
        must_be_malformed(world, one, boost::json::serialize(one.body));
    }
}

TEST(Nonsense, EveryMemberMayHaveOnlyItsType)
{
    World world;
    const std::vector<boost::json::value> wrong{boost::json::object{{"x", canary}},
                                                boost::json::array{canary}, 1.5, 18446744073709551615U, true};
    for (const Sendable& one : all_with_a_body(world)) {
        for (const auto& member : one.body) {
            for (const boost::json::value& value : wrong) {
                auto body = one.body;
                body[member.key()] = value;
                must_be_malformed(world, one, boost::json::serialize(body));
            }
        }
    }
}

TEST(Nonsense, EveryTextHasAnEnd)
{
    World world;
    for (const Sendable& one : all_with_a_body(world)) {
        for (const auto& member : one.body) {
            if (!member.value().is_string()) continue;
            auto body = one.body;
            body[member.key()] = std::string(61000, 'a') + canary;
            must_be_malformed(world, one, boost::json::serialize(body));
        }
    }
}

// What the contract requires, the handlers require.
TEST(Nonsense, EveryRequiredMemberIsMissed)
{
    World world;
    for (const Sendable& one : all_with_a_body(world)) {
        for (const std::string& name : World::contract().required_of_request("POST", one.route->path)) {
            ASSERT_TRUE(one.body.contains(name)) << one.route->name << " " << name;
            auto body = one.body;
            body.erase(name);
            const auto response = world.post(one.who, one.path, body);
            EXPECT_EQ(response.status, 400) << one.route->name << " " << name << " " << response.body;
            EXPECT_NE(response.body.find(name + ": found"), std::string::npos) << response.body;
        }
    }
}

TEST(Nonsense, NumbersAtTheEdgesAreNoBugs)
{
    World world;
    Town& town = world.nerima_town();
    const Family& family = town.families[0];
    const std::string check_in = world.check_in(family, town.desks[0]);
    for (const std::int64_t units :
         {std::int64_t{0}, std::int64_t{-1}, std::int64_t{1000001}, std::numeric_limits<std::int64_t>::max(),
          std::numeric_limits<std::int64_t>::min()}) {
        auto use = world.use_of(family, check_in);
        use["units"] = units;
        EXPECT_GE(world.post(family.parent, "/parent/uses", use).status, 400) << units;
        if (units == -1) continue;  // an officer may take one
        const auto adjusted =
            world.post(town.officer, "/office/coupons/" + to_string(family.coupon) + "/adjustments",
                       {{"key", world.new_key()}, {"units", units}, {"reason", "確認"}});
        EXPECT_GE(adjusted.status, 400) << units;
    }
    for (const char* day : {"1900-01-01", "2026-02-30", "9999-12-31", "2026-7-1", "", "0000-00-00"}) {
        auto use = world.use_of(family, check_in);
        use["first_day"] = day;
        EXPECT_GE(world.post(family.parent, "/parent/uses", use).status, 400) << day;
        use["last_day"] = "1900-01-01";
        EXPECT_GE(world.post(family.parent, "/parent/uses", use).status, 400) << day;
    }
}

TEST(Nonsense, InAddressesThereIsNothing)
{
    World world;
    Town& town = world.nerima_town();
    for (const char* text : {"1", "x", "00000000-0000-0000-0000-00000000000", "%27"}) {
        EXPECT_EQ(world.get(town.families[0].parent, std::string("/parent/coupons/") + text).status, 404);
        EXPECT_EQ(world.get(town.families[0].parent, std::string("/parent/check-ins/") + text).status, 404);
        EXPECT_EQ(world.get(town.officer, std::string("/office/families/") + text).status, 404);
        EXPECT_EQ(world.get(town.officer, std::string("/office/facilities/") + text + "/poster").status, 404);
    }
}

TEST(Nonsense, InQueriesItIsRefused)
{
    World world;
    Town& town = world.nerima_town();
    for (const char* path :
         {"/parent/history?limit=0", "/parent/history?limit=201", "/parent/history?limit=x",
          "/parent/history?before=x", "/parent/notices?before=x", "/parent/notices?limit=-1"})
        EXPECT_EQ(world.get(town.families[0].parent, path).status, 400) << path;
    for (const char* path :
         {"/office/audit?before=0", "/office/audit?before=x", "/office/families?limit=1e3"})
        EXPECT_EQ(world.get(town.officer, path).status, 400) << path;
    EXPECT_EQ(world.get(town.desks[0].staff, "/desk/uses?day=2026-13-01").status, 400);
}

}  // namespace hagukumi::test
