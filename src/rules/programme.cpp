#include "rules/programme.hpp"

#include <algorithm>
#include <array>
#include <initializer_list>

#include "rules/booking/cases.hpp"
#include "rules/cases.hpp"
#include "rules/catalogue.hpp"
#include "rules/form/cases.hpp"
#include "rules/parts.hpp"
#include "rules/vocabulary.hpp"

namespace hagukumi::rules {

Parts::Parts()
{
    static constexpr const char* codes[] = {
        "request_well_formed", "service_known",    "service_offered", "facility_open", "coupon_held",
        "bound_facility",      "least_per_use",    "most_per_use",    "units_left",    "price_known",
        "allotment_known",     "numbers_in_range", "whole_notes"};
    static_assert(std::size(codes) == static_cast<std::size_t>(BuiltIn::count));
    for (std::size_t i = 0; i < built_in.size(); ++i) built_in[i].code = codes[i];
}
Parts::~Parts() = default;

const Text& name_of(Unit unit)
{
    static const std::array words{word_for(Unit::day),     word_for(Unit::visit), word_for(Unit::hour),
                                  word_for(Unit::sheet),   word_for(Unit::yen),   word_for(Unit::half_hour),
                                  word_for(Unit::half_day)};
    return words[static_cast<std::size_t>(unit)];
}

std::string_view code_of(Unit unit)
{
    switch (unit) {
        case Unit::day: return "day";
        case Unit::visit: return "visit";
        case Unit::hour: return "hour";
        case Unit::sheet: return "sheet";
        case Unit::half_hour: return "half_hour";
        case Unit::half_day: return "half_day";
        case Unit::yen: break;
    }
    return "yen";
}

std::optional<Unit> find_unit(std::string_view code)
{
    for (const Unit unit :
         {Unit::day, Unit::visit, Unit::hour, Unit::sheet, Unit::yen, Unit::half_hour, Unit::half_day})
        if (code_of(unit) == code) return unit;
    return std::nullopt;
}

std::optional<std::int64_t> days_for(const Service& service, std::int64_t units)
{
    if (units < 0 || units % service.units_per_day != 0) return std::nullopt;
    return units / service.units_per_day + (service.nights_only ? 1 : 0);
}

Programme::Programme(std::unique_ptr<const Parts> parts) : x_parts(std::move(parts)) {}
Programme::~Programme() = default;

const std::string& Programme::code() const
{
    return x_parts->code;
}
MunicipalityCode Programme::municipality() const
{
    return x_parts->municipality;
}
const Text& Programme::municipality_name() const
{
    return x_parts->municipality_name;
}
const Text& Programme::name() const
{
    return x_parts->name;
}
const Text& Programme::source() const
{
    return x_parts->document;
}
Date Programme::text_date() const
{
    return x_parts->document_date;
}
const Contact& Programme::contact() const
{
    return x_parts->contact;
}
const Words& Programme::words() const
{
    return x_parts->words;
}
const Corrections* Programme::corrections() const
{
    return x_parts->corrections ? &*x_parts->corrections : nullptr;
}
const std::array<std::uint8_t, 32>& Programme::version() const
{
    return x_parts->version;
}

std::string Programme::version_hex() const
{
    static constexpr char digits[] = "0123456789abcdef";
    std::string hex;
    hex.reserve(64);
    for (const std::uint8_t byte : x_parts->version) {
        hex.push_back(digits[byte >> 4]);
        hex.push_back(digits[byte & 15]);
    }
    return hex;
}

std::span<const Service> Programme::services() const
{
    return x_parts->services;
}
std::span<const Allotment> Programme::allotments() const
{
    return x_parts->allotments;
}

const Service* Programme::find_service(std::string_view code) const
{
    for (const Service& service : x_parts->services) {
        if (service.code == code) return &service;
    }
    return nullptr;
}

const Allotment* Programme::find_allotment(std::string_view code) const
{
    for (const Allotment& allotment : x_parts->allotments) {
        if (allotment.code == code) return &allotment;
    }
    return nullptr;
}

const Allotment& Programme::allotment_of(const Service& service) const
{
    return x_parts->allotments[service.allotment];
}

const BookingRules* Programme::booking_of(std::string_view service) const
{
    for (const BookingRules& rules : x_parts->booking) {
        if (rules.of_interview && service == interview_code) return &rules;
    }
    for (std::size_t i = 0; i < x_parts->services.size(); ++i) {
        if (x_parts->services[i].code != service) continue;
        for (const BookingRules& rules : x_parts->booking) {
            if ((rules.services >> i & 1) != 0) return &rules;
        }
    }
    return nullptr;
}

std::span<const Form> Programme::forms() const
{
    return x_parts->forms;
}

const Form* Programme::find_form(std::string_view code) const
{
    for (const Form& form : x_parts->forms) {
        if (form.code == code) return &form;
    }
    return nullptr;
}

const Calendar* Programme::calendar() const
{
    return x_parts->calendar.get();
}

std::span<const std::pair<std::string, Text>> Programme::household_classes() const
{
    return x_parts->household_classes;
}

const Text* Programme::find_household_class(std::string_view code) const
{
    for (const auto& [name, text] : x_parts->household_classes) {
        if (name == code) return &text;
    }
    return nullptr;
}

const RuleInfo& Programme::rule(std::uint16_t index) const
{
    const auto check = x_parts->built_in_of(index);
    return check ? x_parts->built_in[static_cast<std::size_t>(*check)] : x_parts->rules[index].info;
}

std::size_t Programme::rule_count() const
{
    return x_parts->rules.size() + x_parts->built_in.size();
}

bool Programme::needs_history() const
{
    return x_parts->needs_history;
}

namespace {

bool names_any(std::uint64_t named, std::initializer_list<Fact> facts)
{
    return std::any_of(facts.begin(), facts.end(),
                       [&](Fact fact) { return (named >> static_cast<unsigned>(fact) & 1) != 0; });
}

}  // namespace

bool Programme::needs_child() const
{
    return names_any(x_parts->facts_named, {Fact::child_born_on, Fact::child_enrolled_on, Fact::enrolled,
                                            Fact::child_birth_order, Fact::elder_sibling_born_on});
}

bool Programme::tells_guardians_apart() const
{
    const auto is_by_guardian = [](const auto& one) { return one.counting.whose == Whose::guardian; };
    return std::any_of(x_parts->rules.begin(), x_parts->rules.end(), is_by_guardian) ||
           std::any_of(x_parts->counters.begin(), x_parts->counters.end(), is_by_guardian) ||
           std::any_of(x_parts->service_parts.begin(), x_parts->service_parts.end(),
                       [](const ServiceParts& one) { return one.price.rounding.whose == Whose::guardian; });
}

bool Programme::needs_guardian() const
{
    return names_any(x_parts->facts_named, {Fact::guardian_born_on});
}

std::size_t Programme::case_count() const
{
    return x_parts->cases.size() + x_parts->booking_cases.size() + x_parts->form_cases.size();
}

bool is_correctable_by_facility(const Programme& programme, Instant used_at, Instant at)
{
    const Corrections* corrections = programme.corrections();
    if (corrections == nullptr) return false;
    const std::chrono::milliseconds passed = at - used_at;
    return passed < corrections->within ||
           (corrections->last_moment_included && passed == corrections->within);
}

}  // namespace hagukumi::rules
