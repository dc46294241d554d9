// The inside of a Programme.  Only the rules room includes this.
#pragma once

#include <array>
#include <map>
#include <memory>
#include <string>
#include <vector>

#include "base/calendar.hpp"
#include "rules/booking/terms.hpp"
#include "rules/counting.hpp"
#include "rules/expression.hpp"
#include "rules/form/form.hpp"
#include "rules/programme.hpp"

namespace hagukumi::rules {

enum class DaysOutside : std::uint8_t { refuse, cut };

/// At most this many, so that a set of services is one word.
constexpr std::size_t most_services = 64;

struct Rule {
    RuleInfo info;
    int line = 0;
    std::uint64_t services = 0;  ///< bit n: services[n]
    Formula when;
    Formula require;
    Formula first_day;
    Formula last_day;
    Formula facility_last_day;
    Formula at_most;
    Counting counting;            ///< of `at_most`
    bool each_by_itself = false;  ///< the service that is used is counted, whatever `counting.services` says
    bool cuts_beyond = false;     ///< a request that fits only in part is partly met, else refused
    DaysOutside days_outside = DaysOutside::refuse;
    Text refused;
    Text met;  ///< empty: a built-in sentence

    bool is_window() const { return first_day.present() || last_day.present(); }
};

/// The checks that need no line in a file.
enum class BuiltIn : std::uint16_t {
    request_well_formed,
    service_known,
    service_offered,
    facility_open,
    coupon_held,
    bound_facility,
    least_per_use,
    most_per_use,
    units_left,
    price_known,
    allotment_known,
    numbers_in_range,
    whole_notes,
    count,
};

struct PriceStep {
    Text label;
    Formula when;
    Formula parent_pays;
};

/// 端数処理: where it is done.
enum class RoundedAt : std::uint8_t {
    unit,   ///< each day or visit, then they are added
    use,    ///< the whole use
    month,  ///< the sum of the month's uses: each takes what that sum grows by
};

struct Rounding {
    std::int64_t unit = 1;
    Direction direction = Direction::floor;
    bool of_parent = true;  ///< else of the public share
    RoundedAt level = RoundedAt::use;
    // What is added up, for RoundedAt::month.
    std::uint64_t services = 0;  ///< bit n: services[n]
    Whose whose = Whose::holder;
    bool each_facility = true;  ///< else over all facilities together

    bool each_unit() const { return level == RoundedAt::unit; }
    friend bool operator==(const Rounding&, const Rounding&) = default;
};

struct Price {
    std::string source;
    Formula fee;
    std::vector<PriceStep> steps;
    Rounding rounding;
    bool is_rounded = false;  ///< the file says how; else nothing here is a fraction of a yen
    bool by_day = false;
    bool fee_each_day = false;  ///< `facility.fee` is that of each day of a stay, else that of its first day
    bool of_whole_use = false;  ///< depends on the hours or the bill, which no unit has for itself
    bool counts_uses = false;   ///< depends on a counter, which grows from one unit to the next
    bool paid_afterwards = false;
};

/// Notes of one value.
struct NotePart {
    std::int64_t value = 0;  ///< in yen
    Formula count;
};

struct AllotmentParts {
    Formula units;  ///< not written: unlimited
    Formula granted_when;
    bool use_what_is_left = false;
    std::vector<NotePart> notes;  ///< largest first; then `units` is not written
};

struct ServiceParts {
    Text too_few;
    bool begun_unit_counts = true;  ///< for Asks::hours
    Price price;
};

struct Definition {
    std::string code;
    Text name;  ///< for people; may be empty
    std::string source;
    Formula is;
};

struct Unsettled {
    std::string source;
    Text text;
};

/// How a form's question is called where a condition names it.
struct AskedWords {
    Text ask;
    std::vector<Text> options;
};

struct Case;      // cases.hpp
struct FormCase;  // form/cases.hpp

struct Parts {
    Parts();
    ~Parts();

    std::string code;
    MunicipalityCode municipality;
    Text municipality_name;
    Text name;
    Text document;
    Date document_date{};
    Contact contact;
    Words words;
    std::optional<Corrections> corrections;
    std::vector<std::pair<std::string, Text>> household_classes;
    std::shared_ptr<const Calendar> calendar;
    std::vector<std::pair<std::string, Text>> documents;
    std::vector<Unsettled> unsettled;
    std::vector<Definition> definitions;
    std::vector<Counter> counters;
    std::vector<Allotment> allotments;
    std::vector<AllotmentParts> allotment_parts;
    std::vector<Service> services;
    std::vector<ServiceParts> service_parts;

    /// Application rules, then use rules; the built-in checks are counted after them.
    std::vector<Rule> rules;
    std::size_t application_rules = 0;
    std::vector<std::uint16_t> cutting_caps;   ///< rules with `beyond: cut`
    std::vector<std::uint16_t> refusing_caps;  ///< with `beyond: refuse`
    std::array<RuleInfo, static_cast<std::size_t>(BuiltIn::count)> built_in;

    std::vector<BookingRules> booking;
    std::vector<Form> forms;
    std::vector<AskedWords> asked;  ///< the questions of all forms, one after the other

    std::vector<Case> cases;
    std::vector<BookingCase> booking_cases;
    std::vector<FormCase> form_cases;
    std::array<std::uint8_t, 32> version{};
    bool needs_history = false;
    std::uint64_t facts_named = 0;  ///< bit n: some formula names Fact n

    std::uint16_t rule_of(BuiltIn check) const
    {
        return static_cast<std::uint16_t>(rules.size() + static_cast<std::size_t>(check));
    }
    std::optional<BuiltIn> built_in_of(std::uint16_t rule) const
    {
        if (rule < rules.size()) return std::nullopt;
        return static_cast<BuiltIn>(rule - rules.size());
    }
};

}  // namespace hagukumi::rules
