// What the talk says of bookings: for whom one can be made, what is booked, whose interview is still open.
//
//  1. Choosing happens in the talk, days and hours on a page: its button carries an id, never a name.
//  2. A button to cancel carries the booking, no right: whose it is and whether it still can be is looked up
//     anew, in the transaction that cancels (G-19, G-20).
//  3. In a protected family each guardian reads the own doings only.
#pragma once

#include <vector>

#include "booking/booking.hpp"
#include "booking/registration.hpp"
#include "line/speaker.hpp"

namespace hagukumi::line {

class BookingTalk {
public:
    struct Parts {
        store::Transaction& tx;
        const Conversation& conversation;
        booking::Programmes programmes;
        const Speaker& speaker;
        const std::optional<people::Account>& account;  ///< of a household; empty: not registered
        Id menu;                                        ///< that led here; pages may ask for it
        Instant now;
        std::function<Id(Instant)> draw_id;
    };
    explicit BookingTalk(Parts parts);

    Message book(const Menu& menu);
    Message interview(const Menu& menu);
    Message bookings(const Menu& menu);

    Message ask_to_cancel(const Id& booking);
    Message cancel(const Id& booking);

private:
    std::vector<booking::Registration> registrations_of(const Menu& menu) const;
    std::optional<booking::Booking> find_own(const Id& booking) const;
    Message child_first() const;
    Message bookable(const rules::Programme& programme, const std::vector<booking::Registration>& approved);
    std::optional<Message> nothing_free(const rules::Programme& programme,
                                        const booking::Registration& registration,
                                        const std::string& service);
    Message not_yet(const booking::Registration& registration) const;
    Message failed(const Error& error, const booking::Registration& registration) const;
    std::optional<Error> against_interview(const booking::Registration& registration) const;
    static std::string calendar_of(const booking::Registration& registration, const std::string& service);
    Card card_of(const rules::Programme& programme, const booking::Booking& booking) const;

    std::string facility_of(const Id& facility) const;
    std::string phone_of(const Id& facility) const;
    std::string child_of(const Id& household, const Id& child) const;
    Values values_of(const booking::Booking& booking) const;
    std::string place_of(const booking::Registration& registration) const;
    std::string page_of(const std::string& at) const;
    std::vector<Action> calls(const Id& facility) const;  ///< the button, or none

    const Parts x_in;
    bool x_is_protected = false;
};

}  // namespace hagukumi::line
