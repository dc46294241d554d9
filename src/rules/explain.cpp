// A decision in sentences.
#include "rules/explain.hpp"

#include <algorithm>

#include "rules/catalogue.hpp"
#include "rules/parts.hpp"
#include "rules/sentence.hpp"
#include "rules/vocabulary.hpp"

namespace hagukumi::rules {

namespace {

constexpr std::size_t most_plans = 3;

/// What the sentences of one decision can name, and the language beside Japanese and English.
struct Subject {
    const Programme& programme;
    const Facts& facts;
    const Service* service = nullptr;
    std::optional<Date> day;
    std::optional<Language> also;

    Unit unit() const { return service != nullptr ? service->unit : Unit::visit; }
    Amount amount(std::int64_t count) const { return {count, unit()}; }

    Spoken service_name() const
    {
        return service != nullptr ? Spoken(service->name) : Spoken(Sentence::this_service);
    }
    Spoken facility_name() const
    {
        return facts.facility ? Spoken(facts.facility->name) : Spoken(Sentence::this_facility);
    }

    Text says(Sentence sentence, Places places = {}) const
    {
        return in_languages(also, [&](Language language) { return told(language, sentence, places); });
    }
};

/// A cap may count uses where its service counts days.
Unit unit_of(const Subject& subject, const RuleLook& look)
{
    const Parts& parts = subject.programme.parts();
    const bool counts_uses = !parts.built_in_of(look.rule) && parts.rules[look.rule].at_most.present() &&
                             parts.rules[look.rule].counting.counts == Counts::uses;
    return counts_uses ? Unit::visit : subject.unit();
}

const AllotmentFacts* held_by(const Subject& subject)
{
    if (subject.service == nullptr) return nullptr;
    const std::string& code = subject.programme.allotment_of(*subject.service).code;
    for (const AllotmentFacts& held : subject.facts.allotments) {
        if (held.code == code) return &held;
    }
    return nullptr;
}

/// The value of a place in the programme's own sentences.
Spoken value_of(std::string_view name, const Subject& subject, const RuleLook& look)
{
    const Facts& facts = subject.facts;
    const auto amount = [&](std::int64_t count) { return Amount{count, unit_of(subject, look)}; };
    if (name == "first_day") return look.first_day;
    if (name == "last_day") return look.last_day;
    if (name == "asked") return amount(look.asked);
    if (name == "left") return amount(look.left);
    if (name == "used") return amount(look.needed - look.left);
    if (name == "needed") return amount(look.needed);
    if (name == "service") return subject.service != nullptr ? subject.service->name : Text{};
    if (name == "coupon") return subject.programme.words().coupon;
    if (name == "facility") return facts.facility ? facts.facility->name : Text{};
    if (name == "day") return subject.day ? subject.day : date_in_japan(facts.at);
    if (name == "today") return date_in_japan(facts.at);
    if (name == "born_on") return facts.birth.born_on;
    if (name == "due_date") return facts.birth.due_date;
    if (name == "lost_on") return facts.birth.lost_on;
    if (name == "resident_until") return facts.household.resident_until;
    if (name == "application_on") return facts.application_on;
    if (name == "interviewed_on") return facts.interviewed_on;
    if (name == "discharged_on") return facts.birth.discharged_on;
    if (name == "first_use_on") {
        const AllotmentFacts* held = held_by(subject);
        return held != nullptr ? held->first_use_on : std::nullopt;
    }
    throw BugFound("a placeholder that the reader let pass has a value");
}

/// The programme's own sentence, in the languages in which the programme has it.  Days, amounts and
/// names in it follow its language, so that no sentence is half in one and half in another.
Text filled_in(const Text& pattern, const Subject& subject, const RuleLook& look)
{
    const auto in = [&](Language language, const std::string& text) {
        return filled(
            text, [&](std::string_view name) { return written(language, value_of(name, subject, look)); });
    };
    Text whole{in(Language::ja, pattern.ja), in(Language::en, pattern.en)};
    for (const auto& [language, text] : pattern.more) {
        if (language == subject.also) whole.more.emplace_back(language, in(language, text));
    }
    return whole;
}

/// A fact is missing: which, and what to do about it.  After a pregnancy loss a fact of a child is
/// not named: the office knows which one it is.
Text missing(const Subject& subject, const RuleLook& look)
{
    const FactInfo& asked = info_of(look.fact);
    const bool is_unspoken = asked.speaks_of_a_child && subject.facts.birth.lost_on;
    const FactInfo& fact = is_unspoken ? info_of(Fact::none) : asked;
    const auto& documents = subject.programme.parts().documents;
    const bool is_proof = fact.fact == Fact::document && look.document < documents.size();
    return subject.says(
        Sentence::fact_missing,
        {{"fact", is_proof ? documents[look.document].second : fact.name}, {"what_to_do", fact.what_to_do}});
}

/// The sentences of the checks that need no line in a file.
Text built_in_sentence(BuiltIn check, const Subject& subject, const RuleLook& look)
{
    const Named coupon{"coupon", subject.programme.words().coupon};
    const Named service{"service", subject.service_name()};
    const Named facility{"facility", subject.facility_name()};
    const Named left{"left", subject.amount(look.left)};
    const Named needed{"needed", subject.amount(look.needed)};
    switch (check) {
        case BuiltIn::request_well_formed: return subject.says(Sentence::not_well_formed);
        case BuiltIn::service_known: return subject.says(Sentence::no_such_service);
        case BuiltIn::service_offered:
            if (look.last_day)
                return subject.says(Sentence::offered_until,
                                    {facility, service, {"last_day", look.last_day}});
            if (look.first_day)
                return subject.says(Sentence::offered_from,
                                    {facility, service, {"first_day", look.first_day}});
            return subject.says(Sentence::not_offered, {facility, service});
        case BuiltIn::facility_open:
            return subject.says(Sentence::facility_closed, {facility, {"day", look.first_day}});
        case BuiltIn::coupon_held: return subject.says(Sentence::no_coupon_held, {service, coupon});
        case BuiltIn::bound_facility: return subject.says(Sentence::only_where_registered, {coupon});
        case BuiltIn::least_per_use: return subject.says(Sentence::too_few, {service, needed, left});
        case BuiltIn::most_per_use: return subject.says(Sentence::too_many, {service, left});
        case BuiltIn::units_left:
            if (look.verdict == Verdict::met) return subject.says(Sentence::enough_left, {left, needed});
            if (look.left == 0) return subject.says(Sentence::nothing_left, {coupon});
            if (look.verdict == Verdict::cut) return subject.says(Sentence::left_for_a_part, {left, needed});
            return subject.says(Sentence::not_enough_left, {left, needed});
        case BuiltIn::price_known: return subject.says(Sentence::price_unknown);
        case BuiltIn::allotment_known: return subject.says(Sentence::allotment_unknown);
        case BuiltIn::numbers_in_range: return subject.says(Sentence::number_too_large);
        case BuiltIn::whole_notes:
            if (look.verdict == Verdict::against)
                return subject.says(Sentence::less_than_a_note, {coupon, needed});
            return subject.says(Sentence::notes_and_the_rest,
                                {{"asked", Amount{look.asked, Unit::yen}}, left, coupon});
        case BuiltIn::count: break;
    }
    throw BugFound("every built-in check has a sentence");
}

/// The sentence of a rule that holds and has none of its own.
Text met_sentence(const Subject& subject, const RuleLook& look)
{
    const Named first_day{"first_day", look.first_day};
    const Named last_day{"last_day", look.last_day};
    if (look.first_day && look.last_day) return subject.says(Sentence::period, {first_day, last_day});
    if (look.last_day) return subject.says(Sentence::period_until, {last_day});
    if (look.first_day) return subject.says(Sentence::period_from, {first_day});
    if (look.needed > 0) {
        const Unit unit = unit_of(subject, look);
        return subject.says(Sentence::room_left,
                            {{"needed", Amount{look.needed, unit}}, {"left", Amount{look.left, unit}}});
    }
    return subject.says(Sentence::condition_met);
}

Text sentence(const Subject& subject, const RuleLook& look)
{
    const Parts& parts = subject.programme.parts();
    if (look.verdict == Verdict::unknown) return missing(subject, look);
    const auto check = parts.built_in_of(look.rule);
    if (check) {
        if (*check == BuiltIn::least_per_use && subject.service != nullptr &&
            look.verdict == Verdict::against) {
            const auto index = static_cast<std::size_t>(subject.service - parts.services.data());
            const Text& too_few = parts.service_parts[index].too_few;
            if (!too_few.ja.empty()) return filled_in(too_few, subject, look);
        }
        return built_in_sentence(*check, subject, look);
    }
    const Rule& rule = parts.rules[look.rule];
    if (look.verdict != Verdict::met) return filled_in(rule.refused, subject, look);
    return rule.met.ja.empty() ? met_sentence(subject, look) : filled_in(rule.met, subject, look);
}

/// A built-in check has the source of what it protects.
std::string source_of(const Subject& subject, const RuleLook& look)
{
    const RuleInfo& info = subject.programme.rule(look.rule);
    if (!info.source.empty() || subject.service == nullptr) return info.source;
    const auto check = subject.programme.parts().built_in_of(look.rule);
    const bool of_allotment =
        check == BuiltIn::units_left || check == BuiltIn::coupon_held || check == BuiltIn::bound_facility;
    return of_allotment ? subject.programme.allotment_of(*subject.service).source : subject.service->source;
}

std::vector<Reason> reasons_of(const Subject& subject, const std::vector<RuleLook>& looks)
{
    std::vector<Reason> reasons;
    for (const RuleLook& look : looks) {
        Reason reason;
        reason.rule = subject.programme.rule(look.rule).code;
        reason.source = source_of(subject, look);
        reason.verdict = look.verdict;
        reason.sentence = sentence(subject, look);
        reason.date = look.last_day ? look.last_day : look.first_day;
        reasons.push_back(std::move(reason));
    }
    const auto weight = [](const Reason& reason) {
        switch (reason.verdict) {
            case Verdict::against:
            case Verdict::unknown: return 0;
            case Verdict::cut: return 1;
            case Verdict::met: return 2;
        }
        return 2;
    };
    std::stable_sort(reasons.begin(), reasons.end(),
                     [&](const Reason& a, const Reason& b) { return weight(a) < weight(b); });
    return reasons;
}

/// 「10円未満は切捨て」
Text rounding_of(const Subject& subject, const Rounding& rounding)
{
    const Named unit{"unit", Amount{rounding.unit, Unit::yen}};
    switch (rounding.direction) {
        case Direction::floor: return subject.says(Sentence::rounded_down, {unit});
        case Direction::half_up: return subject.says(Sentence::rounded_half_up, {unit});
        case Direction::ceil: break;
    }
    return subject.says(Sentence::rounded_up, {unit});
}

std::vector<MoneyLine> money_of(const Subject& subject, const Decision& decision)
{
    std::vector<MoneyLine> lines;
    if (!decision.priced || subject.service == nullptr) return lines;
    const Price& price = subject.programme.parts().service_parts[*decision.service].price;
    const auto line = [&](Sentence label, Yen amount) { lines.push_back({subject.says(label), amount}); };
    line(Sentence::fee, decision.fee);
    for (const MoneyStep& step : decision.money) lines.push_back({price.steps[step.step].label, step.parent});
    if (decision.month) {
        const MonthSum& month = *decision.month;
        const Named rounded{"rounded", rounding_of(subject, price.rounding)};
        line(month.of_parent ? Sentence::parent_so_far : Sentence::public_so_far, month.before);
        lines.push_back(
            {subject.says(month.of_parent ? Sentence::parent_of_month : Sentence::public_of_month, {rounded}),
             month.after});
    }
    line(Sentence::paid_by_the_municipality, decision.public_share);
    if (decision.paid_afterwards) {
        line(Sentence::pay_on_the_day, decision.fee);
        line(Sentence::paid_back, decision.public_share);
    }
    line(decision.paid_afterwards ? Sentence::pay_in_the_end : Sentence::pay, decision.parent);
    return lines;
}

/// Nearby requests, each tried out with decide() on the same facts.
class Planning {
public:
    Planning(const Subject& subject, const Decision& decision) : x_subject(subject), x_decision(decision) {}

    std::vector<Plan> plans()
    {
        if (x_subject.service == nullptr || !x_subject.facts.facility) return {};
        const Service& service = *x_subject.service;
        if (service.asks == Asks::number || service.asks == Asks::hours) {
            fewer_units();
        } else if (is_stay(service)) {
            shorter_stays();
        }
        other_services();
        return std::move(x_plans);
    }

private:
    void fewer_units()
    {
        const std::int64_t least = x_subject.service->least_per_use.count;
        std::int64_t most = std::min(x_decision.asked.count, x_decision.limited ? x_decision.left_before.count
                                                                                : x_decision.asked.count);
        if (x_subject.service->most_per_use) most = std::min(most, x_subject.service->most_per_use->count);
        for (const RuleLook& look : x_decision.rules) {
            if (look.verdict == Verdict::against && look.left > 0) most = std::min(most, look.left);
        }
        if (most >= least && most < x_decision.asked.count)
            offer(*x_subject.service, x_decision.first_day, most);
    }

    /// The same first day but fewer days; then stays that end with, or begin with, the window that cut.
    void shorter_stays()
    {
        const std::int64_t first = days_since_epoch(x_decision.first_day);
        const std::int64_t asked = std::clamp<std::int64_t>(x_decision.asked.count, 1, 31);
        const std::int64_t least = std::max<std::int64_t>(1, x_subject.service->least_per_use.count);
        const std::int64_t longest = std::max(asked, least);
        for (std::int64_t days = longest; days >= least; --days) {
            if (days != x_decision.asked.count && offer(*x_subject.service, x_decision.first_day, days))
                break;
        }
        for (const RuleLook& look : x_decision.rules) {
            if (look.verdict == Verdict::met) continue;
            for (std::int64_t days = longest; days >= least; --days) {
                if (look.last_day && offer(*x_subject.service,
                                           date_of_days(days_since_epoch(*look.last_day) - days + 1), days))
                    break;
            }
            const bool begins_later = look.first_day && days_since_epoch(*look.first_day) > first;
            for (std::int64_t days = longest; begins_later && days >= least; --days) {
                if (offer(*x_subject.service, *look.first_day, days)) break;
            }
        }
    }

    void other_services()
    {
        if (!x_decision.refused()) return;
        for (const Service& service : x_subject.programme.services()) {
            if (&service != x_subject.service)
                offer(service, x_decision.first_day, service.least_per_use.count);
        }
    }

    /// True when it is granted in full, so that nothing smaller need be tried.
    bool offer(const Service& service, Date first_day, std::int64_t units)
    {
        if (x_plans.size() >= most_plans || first_day < date_in_japan(x_subject.facts.at)) return false;
        Request request;
        request.service = service.code;
        request.first_day = first_day;
        request.units = Units{units};
        if (service.asks == Asks::hours && !times(service, units, request)) return false;
        if (is_stay(service)) {
            const auto days = days_for(service, units);
            if (!days) return false;
            request.last_day = date_of_days(days_since_epoch(first_day) + *days - 1);
        }
        const Decision decision = decide(x_subject.programme, x_subject.facts, request);
        if (decision.outcome != Outcome::granted) return false;
        const bool is_known = std::any_of(x_plans.begin(), x_plans.end(), [&](const Plan& plan) {
            return plan.request.service == request.service && plan.first_day == first_day &&
                   plan.units.count == units;
        });
        if (is_known) return true;
        Plan plan;
        plan.units = Units{units};
        plan.first_day = first_day;
        plan.last_day = decision.last_day;
        plan.sentence = sentence_for(service, plan);
        plan.request = std::move(request);
        x_plans.push_back(std::move(plan));
        return true;
    }

    static bool is_stay(const Service& service)
    {
        return service.asks == Asks::dates || service.asks == Asks::number_of_days;
    }

    /// From the hour that was asked for; without one there is nothing to propose.
    bool times(const Service& service, std::int64_t units, Request& request) const
    {
        if (!x_decision.from) return false;
        request.from = x_decision.from;
        const std::int64_t until = *x_decision.from + units * (service.unit == Unit::half_hour ? 30 : 60);
        constexpr std::int64_t a_day = 24 * 60;
        if (units > 48 || until > (service.ends_next_day ? *x_decision.from + a_day : a_day)) return false;
        request.until = static_cast<int>(until > a_day ? until - a_day : until);
        return true;
    }

    Text sentence_for(const Service& service, const Plan& plan) const
    {
        const Named name{"service", service.name};
        const Named units{"units", Amount{plan.units.count, service.unit}};
        if (!is_stay(service)) return x_subject.says(Sentence::use_possible, {name, units});
        return x_subject.says(Sentence::stay_possible,
                              {{"first_day", plan.first_day}, {"last_day", plan.last_day}, name, units});
    }

    const Subject& x_subject;
    const Decision& x_decision;
    std::vector<Plan> x_plans;
};

Text summary_of(const Subject& subject, const Decision& decision)
{
    const Named service{"service", subject.service_name()};
    const Named units{"units", subject.amount(decision.units.count)};
    const Named asked{"asked", subject.amount(decision.asked.count)};
    const Named left{"left", subject.amount(decision.left_after.count)};
    switch (decision.outcome) {
        case Outcome::granted:
            if (!decision.limited) return subject.says(Sentence::granted, {service, units});
            return subject.says(Sentence::granted_and_left, {service, units, left});
        case Outcome::partly:
            if (!decision.limited) return subject.says(Sentence::partly, {service, asked, units});
            return subject.says(Sentence::partly_and_left, {service, asked, units, left});
        case Outcome::refused: break;
    }
    return subject.says(Sentence::refused, {service});
}

/// 「宿泊型利用券7日、日帰り型利用券5回」
std::string list_of(Language language, const Programme& programme, const Entitlement& entitlement)
{
    std::string list;
    for (const Grant& grant : entitlement.grants) {
        const Allotment& allotment = programme.allotments()[grant.allotment];
        const std::string units = grant.limited ? told(language, Amount{grant.units.count, allotment.unit})
                                                : told(language, Sentence::without_limit);
        if (!list.empty()) list += told(language, Sentence::between_items);
        list += told(language, Sentence::issued_item, {{"allotment", allotment.name}, {"units", units}});
    }
    return list;
}

}  // namespace

Explanation explain(const Programme& programme, const Facts& facts, const Decision& decision,
                    std::optional<Language> also)
{
    const Service* service = decision.service ? &programme.services()[*decision.service] : nullptr;
    const Subject subject{programme, facts, service, decision.first_day, also};
    Explanation told;
    told.summary = summary_of(subject, decision);
    told.reasons = reasons_of(subject, decision.rules);
    told.money = money_of(subject, decision);
    if (decision.outcome != Outcome::granted) told.possible = Planning(subject, decision).plans();
    told.version = programme.version_hex();
    return told;
}

Explanation explain(const Programme& programme, const Facts& facts, const Entitlement& entitlement,
                    std::optional<Language> also)
{
    const Subject subject{programme, facts, nullptr, facts.application_on, also};
    Explanation told;
    told.reasons = reasons_of(subject, entitlement.rules);
    told.version = programme.version_hex();
    if (entitlement.refused || entitlement.grants.empty()) {
        told.summary = subject.says(Sentence::none_issued, {{"coupon", programme.words().coupon}});
        return told;
    }
    told.summary = in_languages(also, [&](Language language) {
        return rules::told(language, Sentence::issued, {{"list", list_of(language, programme, entitlement)}});
    });
    return told;
}

Text sentence_of(const Programme& programme, const Facts& facts, const RuleLook& look, const Service* service,
                 std::optional<Language> also)
{
    return sentence(Subject{programme, facts, service, std::nullopt, also}, look);
}

}  // namespace hagukumi::rules
