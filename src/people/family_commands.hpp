// Commands on families.  Each is done once per key, audited with what was before, and in a file of its own
// name.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "people/family.hpp"
#include "rules/stated_facts.hpp"

namespace hagukumi::people {

/// A whole family at once: by intake, by an officer, by the demonstration.  All ids are drawn by the caller.
struct RegisterHousehold {
    Id key;
    Instant at;
    Id actor;
    Household household;
    std::vector<Guardian> guardians;
    std::vector<Birth> births;
    std::vector<Child> children;
};
Result<Id> register_household(store::Transaction& tx, const RegisterHousehold& command);

/// 妊娠の届: a birth that is expected, with its due date.
struct RecordPregnancy {
    Id key;
    Instant at;
    Id actor;
    Id household;
    Id birth;
    std::optional<Id> mother;
    Date due_date;
    int children = 1;
};
Result<Id> record_pregnancy(store::Transaction& tx, const RecordPregnancy& command);

/// 出産日修正 (O-11): the birth took place.  The due date stays beside it; twins may be learnt only now
/// (O-11.1).
struct RecordBirth {
    Id key;
    Instant at;
    Id actor;
    Id birth;
    Date born_on;
    std::vector<Child> children;  ///< their `birth` and `born_on` are set here
    std::optional<Date> discharged_on;
};
Result<void> record_birth(store::Transaction& tx, const RecordBirth& command);

/// Children that the parents enter themselves: born already, or the birth that was expected.  The office sees
/// that nobody has confirmed it yet.
struct ReportBirth {
    Id key;
    Instant at;
    Id account;  ///< of the guardian
    Id household;
    Id birth;  ///< a new one, or the expected one
    bool is_expected = false;
    Date born_on;
    std::optional<Date> due_date;  ///< of a new one
    std::optional<Id> gave_birth;  ///< the mother, if she is a guardian here; of a new one
    std::vector<Child> children;   ///< id, name, kana, nickname
};
/// Errors: `malformed` for what cannot be, `child_known` and `birth_recorded_already` (conflict).
Result<void> report_birth(store::Transaction& tx, const ReportBirth& command);

/// The office has compared what parents entered with its own register.
struct ConfirmBirth {
    Id key;
    Instant at;
    Id actor;
    Id household;
    Id birth;
};
Result<void> confirm_birth(store::Transaction& tx, const ConfirmBirth& command);

/// Births of a household that parents entered and nobody has confirmed.
std::vector<Id> unconfirmed_births(store::Snapshot& snapshot, const Id& household);

/// 呼び名: what the family calls the child on its screens.
struct NameChild {
    Id key;
    Instant at;
    Id account;
    Id household;
    Id child;
    std::string nickname;  ///< empty: the name
};
Result<void> name_child(store::Transaction& tx, const NameChild& command);

/// A birth as an application states it: a new one, or laid over what is known of it; what is not stated
/// stays. `children` are added to it.
struct StateBirth {
    Id key;
    Instant at;
    Id actor;
    Id household;
    Birth birth;
    std::vector<Child> children;  ///< their `birth` is set here
};
Result<void> state_birth(store::Transaction& tx, const StateBirth& command);

/// 訂正: what stands of a birth was entered wrongly.  All of it as it is right, also what stays; an empty
/// date: there is none.  It is confirmed by that, and the birthday of the children who came of it follows.
struct CorrectBirth {
    Id key;
    Instant at;
    Id actor;  ///< an officer
    Id household;
    Id birth;
    std::optional<Date> due_date, born_on, lost_on;
    int children = 1;
    std::string reason;  ///< for the record
};
/// Errors: `birth_not_found`; malformed: `reason_missing`, `reason_too_long`, `birth_without_date`,
/// `birth_and_loss`, `birth_in_future`, `loss_in_future`, `day_long_ago` (eighteen years back or more),
/// `due_date_far_ahead`, `birth_and_due_date`, `loss_and_due_date`, `children_count`,
/// `discharge_before_birth`, `enrolled_before_birth`, `nothing_changes`; conflict: `children_entered` (the
/// date of their birth cannot go), `children_entered_more` (than the number says), `discharge_recorded`,
/// `key_reused`.
Result<void> correct_birth(store::Transaction& tx, const CorrectBirth& command);

/// 流産・死産 (C-10); empty: it was recorded by mistake.  `birth_recorded_already` (conflict) where a day of
/// birth is known: what happens after a birth is no loss of the pregnancy.
struct RecordLoss {
    Id key;
    Instant at;
    Id actor;
    Id birth;
    std::optional<Date> lost_on;
};
Result<void> record_loss(store::Transaction& tx, const RecordLoss& command);

/// 退院 after the birth (M-20); empty: it is not known.  `birth_not_recorded` (conflict) before there was
/// one.
struct RecordDischarge {
    Id key;
    Instant at;
    Id actor;
    Id birth;
    std::optional<Date> discharged_on;
};
Result<void> record_discharge(store::Transaction& tx, const RecordDischarge& command);

/// 入院 for treatment (O-03): from one day to another, or open; both empty: none.
struct RecordHospitalisation {
    Id key;
    Instant at;
    Id actor;
    Id birth;
    std::optional<Date> from, until;
};
Result<void> record_hospitalisation(store::Transaction& tx, const RecordHospitalisation& command);

/// 変更届: address, telephone and residence.
struct ChangeResidence {
    Id key;
    Instant at;
    Id actor;
    Id household;
    std::optional<Date> resident_from, resident_until;
    std::string postal_code, address, phone;
};
Result<void> change_residence(store::Transaction& tx, const ChangeResidence& command);

/// 氏名等の変更: a guardian as named now; what is empty stays as it was.
struct ChangeGuardian {
    Id key;
    Instant at;
    Id actor;
    Id household;
    Id guardian;
    std::string name, kana;
    std::optional<Date> birth_date;
};
Result<void> change_guardian(store::Transaction& tx, const ChangeGuardian& command);

/// 世帯区分の変更: from its date on, never for past uses (O-14.1).
struct ChangeHouseholdClass {
    Id key;
    Instant at;
    Id actor;
    Id household;
    std::string household_class;
    Date class_from;
    std::optional<Date> class_until;
};
Result<void> change_household_class(store::Transaction& tx, const ChangeHouseholdClass& command);

/// What an officer has seen and some programme asks for: proofs, tax years, a stay with relatives, brothers
/// and sisters.  An empty value: it is known no more.  `wrong_fact` (malformed): a key or a value that is
/// none.
struct StateFacts {
    Id key;
    Instant at;
    Id actor;
    Id household;
    std::vector<rules::StatedFact> facts;
};
Result<void> state_facts(store::Transaction& tx, const StateFacts& command);

/// 支援措置 on or off.
struct ProtectAddress {
    Id key;
    Instant at;
    Id actor;
    Id household;
    bool protect = true;
};
Result<void> protect_address(store::Transaction& tx, const ProtectAddress& command);

/// 在籍: the child attends a nursery from this day; empty: no longer.
struct RecordEnrolment {
    Id key;
    Instant at;
    Id actor;
    Id child;
    std::optional<Date> enrolled_on;
};
Result<void> record_enrolment(store::Transaction& tx, const RecordEnrolment& command);

}  // namespace hagukumi::people
