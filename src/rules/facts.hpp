// What a decision is made from.  Whoever calls the rules reads these from the store, in the same
// transaction that will write; the rules read nothing themselves.
//
// A fact that is not known stays empty.  The rules then answer with a refusal that names the fact
// and says what to do; they never guess.  The names here are the names in facts files (JSON), in
// worked cases (YAML) and in the expressions of a programme file: `birth.born_on` everywhere.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "base/id.hpp"
#include "base/instant.hpp"
#include "base/quantity.hpp"
#include "base/result.hpp"
#include "rules/ratio.hpp"

namespace hagukumi::rules {

/// 1回の出産 (or 流産・死産): the event that most allotments belong to.
struct BirthFacts {
    std::optional<Date> due_date;       ///< 出産予定日
    std::optional<Date> born_on;        ///< 出産日
    std::optional<Date> lost_on;        ///< 流産・死産の日; empty means that there was no loss
    std::optional<int> children;        ///< how many were born, or are expected
    std::optional<Date> discharged_on;  ///< 退院日
};

/// お子さん
struct ChildFacts {
    std::optional<Date> born_on;
    std::optional<Date> enrolled_on;  ///< 保育園等に在籍し始めた日; empty means: attends none
    std::optional<int> birth_order;   ///< 第何子
};

/// 世帯.  An empty end means that it goes on.
struct HouseholdFacts {
    std::string household_class;  ///< 世帯区分, one of the programme's `household_classes`
    std::optional<Date> class_from;
    std::optional<Date> class_until;
    std::optional<Date> resident_from;   ///< 住民登録の日; empty: not known
    std::optional<Date> resident_until;  ///< the last day of residence
    std::optional<Date> hospitalised_from;
    std::optional<Date> hospitalised_until;
    /// 課税年度ごとの世帯区分, where a programme asks for the class of a certain tax year.
    std::vector<std::pair<int, std::string>> class_by_tax_year;
    /// The birthdays of all children of the household, this child's too; empty: not known.
    std::optional<std::vector<Date>> children_born_on;
    /// 里帰り: the days on which it stays in the municipality without being registered there.
    std::optional<Date> visiting_from;
    std::optional<Date> visiting_until;
    /// 市民税所得割額 of the household, by tax year.
    std::vector<std::pair<int, Yen>> levy_by_tax_year;
};

/// 証明書類: a proof that was seen, and the days for which it holds.
struct DocumentFacts {
    std::string code;  ///< one of the programme's `documents`
    std::optional<Date> valid_from;
    std::optional<Date> valid_until;
};

struct GuardianFacts {
    std::optional<Date> born_on;
};

/// What a facility offers of the programme.
struct OfferFacts {
    std::string service;  ///< the service's code
    Yen fee;              ///< 利用料金 of one unit
    std::optional<Date> first_day;
    std::optional<Date> last_day;
    std::optional<int> age_limit_months;  ///< the facility's own, narrower 対象月齢
    std::int64_t fee_units = 1;           ///< of a receipt: `fee` is that of so many units
};

/// 施設
struct FacilityFacts {
    Id id;
    Text name;
    std::vector<OfferFacts> offers;
    bool accepts_corrected_age = false;  ///< 修正月齢での受け入れ
    bool accepts_loss = false;           ///< 流産・死産の方の受け入れ
    std::vector<Date> closed_on;         ///< closed days within the days asked for
    std::optional<bool> outside;         ///< 市外の施設; empty: not known
};

/// What the household holds of one allotment.
struct AllotmentFacts {
    std::string code;
    Units granted;  ///< granted and adjusted
    Units used;
    Units left;
    std::optional<Date> first_use_on;
    std::optional<Id> facility;  ///< the facility to which it is bound (目黒区: 面談した保育園)
};

/// An earlier use.  Needed only where Programme::needs_history() says so.
struct PastUse {
    std::string service;
    Date first_day;
    Date last_day;
    Units units;
    Yen public_share{};         ///< what the municipality paid
    bool of_this_birth = true;  ///< of the same birth as the coupon that is used now
    bool of_this_child = true;  ///< of the same child; a birth's coupon is for its children
    /// By the same guardian; so is a use of which nobody knows by whom: it counts for each of them.
    bool of_this_guardian = true;
    Yen parent{};  ///< what the parent was charged
    /// The parent's share before its rounding, where the sum of a month is rounded; empty: `parent` is exact.
    std::optional<Ratio> exact_parent = std::nullopt;
    std::optional<Id> facility = std::nullopt;  ///< empty: not known; such a use counts at each facility
};

struct Facts {
    Instant at;  ///< now; `today` is its day in Japan
    std::optional<Date> application_on;
    std::optional<Date> issued_on;
    std::optional<Date> interviewed_on;  ///< 面談の日
    BirthFacts birth;
    ChildFacts child;
    HouseholdFacts household;
    GuardianFacts guardian;
    std::vector<DocumentFacts> documents;
    std::optional<FacilityFacts> facility;
    std::vector<AllotmentFacts> allotments;
    std::vector<PastUse> uses;
};

/// What is asked for.  Which members are read depends on Service::asks.
struct Request {
    std::string service;
    std::optional<Date> first_day;  ///< empty: today
    std::optional<Date> last_day;   ///< for Asks::dates; 退所日
    std::optional<Units> units;     ///< for Asks::number, Asks::number_of_days and Asks::amount (yen)
    std::optional<int> from;        ///< for Asks::hours: minutes after midnight
    /// For Asks::hours; after `from`, at most 24:00.  Where a use may end on the next day, a time that is not
    /// after `from` is of that day: from 22:00 until 7:00.
    std::optional<int> until;
};

}  // namespace hagukumi::rules
