// Commands on facilities.  Each is done once per key and audited.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "facilities/facility.hpp"
#include "facilities/poster.hpp"

namespace hagukumi::facilities {

/// A facility joins, with what it offers, its hours and its first poster.
struct AddFacility {
    Id key;
    Instant at;
    Id actor;
    Facility facility;
    std::vector<Offer> offers;
    std::vector<Opening> openings;
    std::vector<Date> closed_days;
    PosterToken token;
    std::vector<Passcode> passcodes;  ///< draw_passcodes(): the first that is free is taken
};
/// Errors: `facility_incomplete` (malformed: no code, no name), `profile_form`, `facility_code_taken`
/// (conflict), `key_reused`.
Result<Id> add_facility(store::Transaction& tx, const AddFacility& command);

/// The facility takes part no more from `left_on`.  Its posters are refused from that day.  What
/// families have booked there is booking::end_facility's, which an officer calls.
struct LeaveProgramme {
    Id key;
    Instant at;
    Id actor;
    Id facility;
    Date left_on;
};
Result<void> leave_programme(store::Transaction& tx, const LeaveProgramme& command);

/// A new fee, service or age limit from offer.first_day on; the one that ran before ends the day before.
struct ChangeOffer {
    Id key;
    Instant at;
    Id actor;
    Id facility;
    Offer offer;
};
Result<void> change_offer(store::Transaction& tx, const ChangeOffer& command);

/// Closed on a day, or open after all.
struct CloseDay {
    Id key;
    Instant at;
    Id actor;
    Id facility;
    Date day;
    bool closed = true;
};
Result<void> close_day(store::Transaction& tx, const CloseDay& command);

/// A new QR code or a new passcode, by an officer.  The old one is refused from that moment (M-16.1).
struct Rotate {
    enum class What { qr, passcode };

    Id key;
    Instant at;
    Id actor;
    Id facility;
    What what = What::qr;
    PosterToken token;                ///< drawn by the caller, for a new QR code
    std::vector<Passcode> passcodes;  ///< drawn by the caller, for a new passcode
};
struct Rotated {
    int poster_version = 0;
    int passcode_version = 0;
};
Result<Rotated> rotate(store::Transaction& tx, const Rotate& command);

}  // namespace hagukumi::facilities
