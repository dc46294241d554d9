// 事業: a municipality's rules, read from a programme file, checked, and never changed again.
//
// A Programme is immutable and shared (shared_ptr<const Programme>); every thread may use it.
// Services, allotments and rules are known by their place in the file (an index, for decide()) and
// by their code (for everybody else).
#pragma once

#include <array>
#include <chrono>
#include <cstdint>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "base/calendar.hpp"
#include "base/instant.hpp"
#include "base/quantity.hpp"
#include "base/result.hpp"

namespace hagukumi::rules {

enum class Unit { day, visit, hour, sheet, yen, half_hour, half_day };

/// 「日」「回」「時間」「枚」「円」「コマ（30分）」「回（半日）」
const Text& name_of(Unit unit);
std::string_view code_of(Unit unit);  ///< "day"
std::optional<Unit> find_unit(std::string_view code);

/// What the parent is asked for at the desk.
enum class Asks {
    dates,           ///< first and last day of a stay; units = nights + 1, or as Service::nights_only says
    number_of_days,  ///< a number N; the days are first_day … first_day + N − 1
    number,          ///< a number N of units, all on first_day
    hours,           ///< from when until when, begun on first_day; units = hours or half hours
    amount,          ///< the bill in yen; units = what the coupon pays of it
};

/// To whom an allotment belongs.
enum class Holder {
    birth,         ///< 1回の出産につき
    child,         ///< お子さん1人につき
    household,     ///< 世帯につき
    registration,  ///< a child registered at one facility; bound to that facility
};

struct Allotment {
    std::string code;
    Text name;  ///< 「宿泊型利用券」
    Holder holder = Holder::birth;
    Unit unit = Unit::visit;
    bool limited = true;  ///< false: entitles without a number of units
    std::vector<std::int64_t>
        notes;  ///< 額面: the values in yen of its notes, largest first; empty: no notes
    std::string source;
};

struct Service {
    std::string code;
    Text name;         ///< 「宿泊型」
    Text description;  ///< for the page; may be empty
    Unit unit = Unit::visit;
    Asks asks = Asks::number;
    int design = 1;  ///< 1–8, the coupon's picture
    Units least_per_use{1};
    std::optional<Units> most_per_use;
    bool nights_only = false;        ///< a stay counts its nights, not the days that it touches
    std::int64_t units_per_day = 1;  ///< how many units a day (or a night) of a stay weighs
    bool ends_next_day = false;      ///< hours may go over midnight; the use belongs to the day of its begin
    std::uint16_t allotment = 0;     ///< index into allotments()
    bool priced = false;             ///< the programme states what the parent pays
    std::string source;
};

/// The days from the first to the last that make `units` of a stay; nothing when none do.
std::optional<std::int64_t> days_for(const Service& service, std::int64_t units);

/// 問い合わせ先
struct Contact {
    Text name;
    std::string phone;
    Text hours;
    Text note;
};

/// 訂正: what a facility puts right by itself when a wrong number was entered.  Where a programme says
/// nothing, only the municipality does.
struct Corrections {
    std::string source;
    std::chrono::hours within{};        ///< after the use was entered
    bool last_moment_included = false;  ///< whether exactly so much later is still in time
    bool more_allowed = false;          ///< also a higher number than before
};

struct Words {
    Text coupon;  ///< 「クーポン」「利用券」「電子チケット」: one word throughout
};

/// A rule as explanations show it.  The built-in checks come after the file's own rules.
struct RuleInfo {
    std::string code;    ///< "stay_under_four_months"
    std::string source;  ///< "C-08 問8"
};

struct Parts;         // parts.hpp, for the rules room only
struct BookingRules;  // booking/terms.hpp
struct Form;          // form/form.hpp

class Programme {
public:
    explicit Programme(std::unique_ptr<const Parts> parts);
    ~Programme();
    Programme(const Programme&) = delete;
    Programme& operator=(const Programme&) = delete;

    const std::string& code() const;  ///< "131016-postpartum", also the file's name
    MunicipalityCode municipality() const;
    const Text& municipality_name() const;
    const Text& name() const;    ///< 「産後ケア事業」
    const Text& source() const;  ///< the document that the rules come from
    Date text_date() const;      ///< the date of that document, shown with every answer
    const Contact& contact() const;
    const Words& words() const;
    const Corrections* corrections() const;               ///< nullptr: facilities correct nothing
    const std::array<std::uint8_t, 32>& version() const;  ///< SHA-256 of the file
    std::string version_hex() const;

    std::span<const Service> services() const;
    std::span<const Allotment> allotments() const;
    const Service* find_service(std::string_view code) const;
    const Allotment* find_allotment(std::string_view code) const;
    const Allotment& allotment_of(const Service& service) const;

    /// 予約の決まり of a service or of `interview`, or nullptr when it is not booked here.
    const BookingRules* booking_of(std::string_view service) const;

    /// 申請書式, in the order of the file; none: nothing is applied for here.
    std::span<const Form> forms() const;
    const Form* find_form(std::string_view code) const;

    /// The calendar of open days, or nullptr when the programme counts none.
    const Calendar* calendar() const;

    /// Code and name, in the order of the file.
    std::span<const std::pair<std::string, Text>> household_classes() const;

    /// The name of a household class, or nullptr when the programme does not know it.
    const Text* find_household_class(std::string_view code) const;

    /// What RuleLook::rule counts.
    const RuleInfo& rule(std::uint16_t index) const;
    std::size_t rule_count() const;

    /// Whether decisions need Facts::uses (caps and counters over time, notes).
    bool needs_history() const;

    /// Whether decisions need Facts::child and Facts::guardian: to read what no rule asks for costs time.
    bool needs_child() const;
    /// Whether they need to know by which guardian each use was (caps and counters for each guardian).
    bool tells_guardians_apart() const;
    bool needs_guardian() const;

    std::size_t case_count() const;

    const Parts& parts() const { return *x_parts; }

private:
    std::unique_ptr<const Parts> x_parts;
};

/// Whether a facility may still correct what was entered at `used_at`.
///     24 hours, the last moment excluded: 1 June 10:00:00.000 until 2 June 09:59:59.999
bool is_correctable_by_facility(const Programme& programme, Instant used_at, Instant at);

}  // namespace hagukumi::rules
