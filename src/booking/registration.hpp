// 利用登録: a child at one facility.  It begins with the application, its interview is booked like a service,
// and the facility's approval grants the coupon that bookings stand on: to the fiscal year's end, there only.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "ledger/keep.hpp"
#include "people/family.hpp"

namespace hagukumi::booking {

using ledger::Programmes;

//   applied ──approve──► approved ──end──► ended
//      ├─────decline──► declined
//      └─────merge────► merged: another one stands
enum class RegistrationState : std::uint8_t {
    applied = 1,
    approved = 2,
    declined = 3,
    merged = 4,
    ended = 5
};
std::string_view name_of(RegistrationState state);  ///< "applied"

struct Registration {
    Id id;
    std::string programme;
    Id facility, household, child, account;
    RegistrationState state = RegistrationState::applied;
    std::optional<Date> interviewed_on, valid_until;
    std::optional<Id> coupon;
    std::string reason;  ///< of the facility, when it declined or ended it
    Instant made_at, changed_at;
    std::optional<Id> same_as;      ///< an earlier one that seems to be of the same child (G-07)
    std::optional<Id> merged_into;  ///< of a merged one: that which stands
    std::string name_key, kana_key;
};

std::optional<Registration> find_registration(store::Snapshot& snapshot, const Id& id);
std::vector<Registration> registrations_of_household(store::Snapshot& snapshot, const Id& household);
std::vector<Registration> registrations_of_facility(store::Snapshot& snapshot, const Id& facility,
                                                    RegistrationState state);

/// Approved ones whose last day lies between `first` and `last`, approved before `approved_before`, of which
/// the family was not told yet and which no later one follows.
std::vector<Registration> ending_registrations(store::Snapshot& snapshot, Date first, Date last,
                                               Instant approved_before, int most);

/// 児童の登録 (G-04).  Registered and waiting at this facility already: that registration is the answer, so
/// that nothing is lost and nobody stands there twice.  A child of the same name, or of the same kana and day
/// of birth, that is registered there by another family or twice in this one: the new registration waits
/// until the facility has said whether it is the same child (G-07).  In a protected family nobody learns what
/// another guardian registered.
struct Register {
    Id key;
    Instant at;
    Id id;  ///< of the new registration, and of what is told
    Id account, household;
    std::string programme;
    Id facility, child;
};
struct Registered {
    Id registration;
    bool was_there = false;
};
/// Errors: `child_not_found`, `facility_not_found`, `no_interview` (conflict): the programme has none.
Result<Registered> register_child(store::Transaction& tx, Programmes programmes, const Register& command);

/// 面談後の承認 (G-09): grants what the programme gives to a registration.
struct Approve {
    Id key;
    Instant at;
    Id notice;
    Id account, facility;
    Id registration;
    Date interviewed_on{};
    std::vector<Id> ids;  ///< as ledger::Grant::ids, and three more: keys, and the entry of what ends
};
/// Errors: `interview_ahead` (malformed), `registration_not_found`, `wrong_state`, `not_entitled` (conflict;
/// says why).
Result<Registered> approve(store::Transaction& tx, Programmes programmes, const Approve& command);

/// 登録をまとめる: the facility says whether the child of a registration is that of the one it seems to be
/// the same as.  The same: the earlier one stands, with its interview and coupon, and this one ends in it.
/// Another child: the interview can be booked.  Errors: `registration_not_found`, `wrong_state`.
enum class SameChild : std::uint8_t { no, yes };
struct TellApart {
    Id key;
    Instant at;
    Id notice;
    Id account, facility;
    Id registration;
    SameChild same = SameChild::no;
};
Result<void> tell_apart(store::Transaction& tx, Programmes programmes, const TellApart& command);

/// お断り with a reason (G-09.1).
struct DeclineRegistration {
    Id key;
    Instant at;
    Id notice;
    Id account, facility;
    Id registration;
    std::string reason;
};
Result<void> decline_registration(store::Transaction& tx, Programmes programmes,
                                  const DeclineRegistration& command);

/// 登録の取消 of an approved one, with a reason (G-26: one child registered by several people, and whatever
/// else the facility finds).  What was booked on it is cancelled, its coupon ends, and the family is told.
/// The child can be registered anew.
struct EndRegistration {
    Id key;
    Instant at;
    Id notice;
    Id account, facility;
    Id registration;
    std::string reason;
    Id expiry;  ///< of the ledger's entry that ends the coupon
};
/// Errors: `registration_not_found`, `wrong_state`, `child_is_here` (conflict): the child has arrived today;
/// `message_missing` (malformed).
Result<void> end_registration(store::Transaction& tx, Programmes programmes, const EndRegistration& command);

/// A child's date of birth was corrected: its registrations are compared by the right one from now on (G-07).
void remember_birthday(store::Transaction& tx, const Id& household, const people::Child& child);

}  // namespace hagukumi::booking
