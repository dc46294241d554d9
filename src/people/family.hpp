// Families: 世帯 household, 保護者 guardian, 出産 birth, お子さん child; reading them and finding them.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "base/id.hpp"
#include "base/instant.hpp"
#include "base/result.hpp"
#include "rules/facts.hpp"
#include "store/transaction.hpp"

namespace hagukumi::people {

struct Household {
    Id id;
    std::string household_class = "general";  ///< 世帯区分, a code of the programme files
    std::optional<Date> class_from, class_until;
    std::string class_otherwise = "general";  ///< the class outside of these days
    std::optional<Date> resident_from, resident_until;
    std::string postal_code, address, phone;
    bool address_protection = false;  ///< 支援措置
};

struct Guardian {
    Id id;
    std::string name, kana;
    std::optional<Date> birth_date;
    bool is_mother = false;
    std::optional<Date> ended_on{};  ///< since when they act for the family no more
};

/// 1回の出産 (or 流産・死産): what most allotments belong to.
struct Birth {
    Id id;
    std::optional<Id> mother;
    std::optional<Date> due_date, born_on, lost_on;
    int children = 1;  ///< born, or expected
    std::optional<Date> discharged_on, hospitalised_from, hospitalised_until;
};

enum class Sex : std::uint8_t { not_stated = 0, female = 1, male = 2 };

struct Child {
    Id id;
    std::optional<Id> birth;
    std::string name, kana, nickname;
    Sex sex = Sex::not_stated;
    Date born_on;
    std::optional<Date> enrolled_on;  ///< 保育園等に在籍し始めた日
};

struct Family {
    Household household;
    std::vector<Guardian> guardians;        ///< first who acts for it; last who does no more
    std::vector<Birth> births;              ///< oldest first
    std::vector<Child> children;            ///< oldest first
    std::vector<std::string> user_numbers;  ///< 利用者番号 of its accounts
};

/// Who reads.  A protected address (支援措置) is given to officers only, never to a guardian, not even the
/// own one: the other guardian may look at the same screen.
enum class Reader { parent, officer };

Result<Family> load_family(store::Snapshot& snapshot, const Id& household, Reader reader);

/// 支援措置: no guardian reads where another one is.  Also true of a household that is not there.
bool is_address_protected(store::Snapshot& snapshot, const Id& household);

/// One line of the office's list.
struct FamilyLine {
    Id household;
    std::string guardian_name, guardian_kana;  ///< of the mother, else of the first guardian
    std::vector<std::string> user_numbers;
    std::vector<std::string> children;  ///< their names
    std::optional<Date> last_birth;     ///< born_on, else due_date of the newest birth
    bool address_protection = false;
};

struct FamilyPage {
    std::vector<FamilyLine> families;
    std::string next;  ///< give it back as `after` for the next page; empty: there is none
};

/// Families of this municipality in the order of their kana, found by the beginning of a name, kana, user
/// number or telephone number as typed; every word must be found.  Empty text: all.  limit: 1 to 200.
FamilyPage find_families(store::Snapshot& snapshot, std::string_view text, std::string_view after, int limit);

/// 世帯区分 on a day.
const std::string& class_on(const Household& household, Date day);

/// The parts of rules::Facts that belong to people; ledger joins the columns of sql.hpp and calls these too.
rules::HouseholdFacts household_facts(const Household& household, const Birth* birth, Date day);
rules::BirthFacts birth_facts(const Birth& birth);
rules::ChildFacts child_facts(const Child& child);

/// Fills application-independent facts of a birth and perhaps a child of this household: birth, child,
/// household, and the mother if she is wanted.  `not_found` when they do not belong together.
Result<void> load_facts(store::Snapshot& snapshot, const Id& household, const std::optional<Id>& birth,
                        const std::optional<Id>& child, Date day, rules::Facts& into,
                        bool with_mother = true);

}  // namespace hagukumi::people
