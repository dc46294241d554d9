// 施設の内容: what a facility says of itself, and who may change what.
//
//  1. Telephone, note and page are the facility's own and change at once; so do its hours and closed days.
//  2. Name, address, provider, what it accepts and its prices count when an officer has approved them: they
//     are in the contract, and decide what families pay.
//     Of a proposal only what differed when it was made is changed, so that nothing of later days is lost.
//  3. A newer proposal of the same thing takes the place of an open one; what was decided stays on record.
//  4. A new price begins on a day to come: nobody pays another price than was shown when she came.
#pragma once

#include <optional>
#include <string>
#include <variant>
#include <vector>

#include "facilities/facility.hpp"

namespace hagukumi::facilities {

struct Profile {
    std::string name, kana, address, phone, provider, note, url;
    std::optional<Date> opened_on;
    bool accepts_corrected_age = false;
    bool accepts_loss = false;
    bool outside = false;  ///< 市外の施設

    friend bool operator==(const Profile&, const Profile&) = default;
};
Profile profile_of(const Facility& facility);
/// A facility that says this of itself, with neither id nor code.
Facility facility_of_profile(const Profile& profile);

/// Each field under the name that it has in what is kept and on the wire: visit(name, field), or the fields
/// of several profiles side by side: visit(name, field, field, …).  The one list of what a profile holds.
template <class Visit, class... OfProfile>
void for_each_field(Visit visit, OfProfile&... profile)
{
    visit("name", profile.name...);
    visit("kana", profile.kana...);
    visit("address", profile.address...);
    visit("phone", profile.phone...);
    visit("provider", profile.provider...);
    visit("note", profile.note...);
    visit("url", profile.url...);
    visit("opened_on", profile.opened_on...);
    visit("accepts_corrected_age", profile.accepts_corrected_age...);
    visit("accepts_loss", profile.accepts_loss...);
    visit("outside", profile.outside...);
}

/// Errors: `profile_form` (malformed: no name, a field that is too long, an address of a page that is none).
Result<void> check_profile(const Profile& profile);

/// The profile of before with what the facility changes by itself as it is afterwards: telephone, note, page.
Profile with_own_fields(Profile before, const Profile& after);

/// Whether the two differ in something that is in the contract.
bool needs_approval(const Profile& before, const Profile& after);

/// By an officer.  Errors: `facility_not_found`, `profile_form` (malformed: no name, or too long).
struct ChangeProfile {
    Id key;
    Instant at;
    Id actor;
    Id facility;
    Profile profile;
};
Result<void> change_profile(store::Transaction& tx, const ChangeProfile& command);

/// Hours of the week; none: no fixed hours.  Errors: `facility_not_found`, `hours_form` (malformed: they
/// overlap or end before they begin).
struct SetOpenings {
    Id key;
    Instant at;
    Id actor;
    Id facility;
    std::vector<Opening> openings;
};
Result<void> set_openings(store::Transaction& tx, const SetOpenings& command);

using Change = std::variant<Profile, Offer>;

enum class ChangeState : std::uint8_t { open = 1, approved = 2, declined = 3, replaced = 4 };
std::string_view name_of(ChangeState state);

struct Proposal {
    Id id, facility;
    Change change;
    std::optional<Profile> before;  ///< of a profile: as it stood when the change was proposed
    Id proposed_by;
    Instant proposed_at;
    ChangeState state = ChangeState::open;
    std::optional<Instant> decided_at;
    std::string reason;  ///< of an officer who declined
};

/// By the facility.  A profile without anything that needs approval is changed at once.
struct ProposeChange {
    Id key;
    Instant at;
    Id actor;
    Id facility;
    Id id;  ///< of the proposal
    Change change;
};
enum class Proposed { done, waits };
/// Errors: those of change_profile(); `offer_form`; `offer_too_early` (conflict: begins today or earlier).
Result<Proposed> propose_change(store::Transaction& tx, const ProposeChange& command);

/// By an officer.  Errors: `change_not_found`, `change_decided` (conflict), `offer_too_early` (conflict: its
/// day has come meanwhile), `reason_missing` (malformed: declining takes a reason).
struct DecideChange {
    Id key;
    Instant at;
    Id actor;
    Id change;
    bool approve = false;
    std::string reason;
};
Result<void> decide_change(store::Transaction& tx, const DecideChange& command);

std::vector<Proposal> open_changes(store::Snapshot& snapshot);                    ///< oldest first
std::vector<Proposal> changes_of(store::Snapshot& snapshot, const Id& facility);  ///< newest first

/// All offers, past and to come, by service and day.
std::vector<Offer> all_offers(store::Snapshot& snapshot, const Id& facility);

}  // namespace hagukumi::facilities
