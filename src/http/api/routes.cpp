#include "http/api/routes.hpp"

#include "http/api/handlers.hpp"

namespace hagukumi::http {

std::vector<Route> api_routes()
{
    using people::Realm;
    const std::string base = "/api/v1/{municipality}";
    const SignInWay parent{parse_parent_sign_in, welcome};
    const SignInWay desk{parse_desk_sign_in, welcome};
    const SignInWay office{parse_office_sign_in, welcome};
    return {
        {"GET", "/api/v1/municipalities", "municipalities", {}, Plain(get_municipalities)},
        {"GET", base + "/about", "about", {}, Plain(get_about)},

        {"POST", base + "/parent/sign-in", "parent_sign_in", Realm::parent, parent},
        {"POST", base + "/parent/register", "parent_register_in_line", Realm::parent,
         SignInWay{parse_registration, welcome}},
        {"POST", base + "/parent/sign-out", "parent_sign_out", Realm::parent, SignOut{}},
        {"GET", base + "/parent/me", "parent_me", Realm::parent, Query(get_parent_me)},
        {"GET", base + "/parent/coupons", "parent_coupons", Realm::parent, Query(get_parent_coupons)},
        {"GET", base + "/parent/coupons/{coupon}", "parent_coupon", Realm::parent, Query(get_parent_coupon)},
        {"GET", base + "/parent/history", "parent_history", Realm::parent, Query(get_parent_history)},
        {"POST", base + "/parent/check-ins", "parent_check_in", Realm::parent, Command(post_parent_check_in)},
        {"GET", base + "/parent/check-ins/{check_in}", "parent_check_in_get", Realm::parent,
         Query(get_parent_check_in)},
        {"POST", base + "/parent/check-ins/{check_in}/preview", "parent_preview", Realm::parent,
         Query(post_parent_preview)},
        {"POST", base + "/parent/uses", "parent_use", Realm::parent, Command(post_parent_use)},
        {"GET", base + "/parent/uses/by-key/{key}", "parent_use_by_key", Realm::parent,
         Query(get_parent_use_by_key)},
        {"GET", base + "/parent/notices", "parent_notices", Realm::parent, Query(get_parent_notices)},
        {"POST", base + "/parent/notices/{notice}/read", "parent_notice_read", Realm::parent,
         Command(post_parent_notice_read)},

        {"GET", base + "/parent/bookings", "parent_bookings", Realm::parent, Query(get_parent_bookings)},
        {"POST", base + "/parent/bookings", "parent_book", Realm::parent, Command(post_parent_booking)},
        {"POST", base + "/parent/bookings/{booking}/change", "parent_booking_change", Realm::parent,
         Command(post_parent_booking_change)},
        {"POST", base + "/parent/bookings/{booking}/cancel", "parent_booking_cancel", Realm::parent,
         Command(post_parent_booking_cancel)},
        {"POST", base + "/parent/bookings/{booking}/take", "parent_booking_take", Realm::parent,
         Command(post_parent_booking_take)},
        {"GET", base + "/parent/bookings/{booking}/calendar", "parent_booking_calendar", Realm::parent,
         Query(get_parent_booking_calendar)},
        {"GET", base + "/parent/openings", "parent_openings", Realm::parent, Query(get_parent_openings)},
        {"GET", base + "/parent/places", "parent_places", Realm::parent, Query(get_parent_places)},
        {"POST", base + "/parent/registrations", "parent_register_child", Realm::parent,
         Command(post_parent_registration)},

        {"POST", base + "/desk/sign-in", "desk_sign_in", Realm::desk, desk},
        {"POST", base + "/desk/sign-out", "desk_sign_out", Realm::desk, SignOut{}},
        {"GET", base + "/desk/me", "desk_me", Realm::desk, Query(get_desk_me)},
        {"GET", base + "/desk/uses", "desk_uses", Realm::desk, Query(get_desk_uses)},
        {"GET", base + "/desk/poster", "desk_poster", Realm::desk, Query(get_desk_poster)},
        {"GET", base + "/desk/events", "desk_events", Realm::desk,
         Stream{start_desk_events, render_desk_event}},
        {"GET", base + "/desk/bookings", "desk_bookings", Realm::desk, Query(get_desk_bookings)},
        {"POST", base + "/desk/bookings", "desk_book", Realm::desk, Command(post_desk_booking)},
        {"POST", base + "/desk/bookings/{booking}/answer", "desk_booking_answer", Realm::desk,
         Command(post_desk_booking_answer)},
        {"POST", base + "/desk/bookings/{booking}/move", "desk_booking_move", Realm::desk,
         Command(post_desk_booking_move)},
        {"GET", base + "/desk/registrations", "desk_registrations", Realm::desk,
         Query(get_desk_registrations)},
        {"POST", base + "/desk/registrations/{registration}/answer", "desk_registration_answer", Realm::desk,
         Command(post_desk_registration_answer)},
        {"GET", base + "/desk/seats", "desk_seats", Realm::desk, Query(get_desk_seats)},
        {"POST", base + "/desk/seats/week", "desk_seats_week", Realm::desk, Command(post_desk_seats_week)},
        {"POST", base + "/desk/seats/day", "desk_seats_day", Realm::desk, Command(post_desk_seats_day)},
        {"POST", base + "/desk/seats/deadlines", "desk_deadlines", Realm::desk, Command(post_desk_deadlines)},

        {"POST", base + "/office/sign-in", "office_sign_in", Realm::office, office},
        {"POST", base + "/office/sign-out", "office_sign_out", Realm::office, SignOut{}},
        {"GET", base + "/office/me", "office_me", Realm::office, Query(get_office_me)},
        {"GET", base + "/office/families", "office_families", Realm::office, Query(get_office_families)},
        {"GET", base + "/office/families/{household}", "office_family", Realm::office,
         Query(get_office_family)},
        {"POST", base + "/office/families/{household}/grants", "office_grant", Realm::office,
         Command(post_office_grant)},
        {"POST", base + "/office/coupons/{coupon}/adjustments", "office_adjustment", Realm::office,
         Command(post_office_adjustment)},
        {"POST", base + "/office/coupons/{coupon}/expire", "office_expiry", Realm::office,
         Command(post_office_expiry)},
        {"POST", base + "/office/uses/{use}/void", "office_void", Realm::office, Command(post_office_void)},
        {"GET", base + "/office/facilities", "office_facilities", Realm::office,
         Query(get_office_facilities)},
        {"GET", base + "/office/facilities/{facility}/poster", "office_poster", Realm::office,
         Query(get_office_poster)},
        {"POST", base + "/office/facilities/{facility}/poster/rotate", "office_rotate", Realm::office,
         Command(post_office_rotate)},
        {"GET", base + "/office/programmes", "office_programmes", Realm::office,
         Query(get_office_programmes)},
        {"GET", base + "/office/programmes/{programme}", "office_programme", Realm::office,
         Query(get_office_programme)},
        {"POST", base + "/office/programmes/{programme}/check", "office_programme_check", Realm::office,
         Query(post_office_programme_check)},
        {"POST", base + "/office/programmes/{programme}/try", "office_programme_try", Realm::office,
         Query(post_office_programme_try)},
        {"GET", base + "/office/audit", "office_audit", Realm::office, Query(get_office_audit)},
    };
}

}  // namespace hagukumi::http
