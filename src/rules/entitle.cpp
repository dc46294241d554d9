// What a birth, child or registration is granted.
#include "base/age.hpp"
#include "rules/cases.hpp"
#include "rules/decide.hpp"
#include "rules/evaluate.hpp"
#include "rules/notes.hpp"
#include "rules/parts.hpp"

namespace hagukumi::rules {

namespace {

constexpr std::int64_t most_units = 1'000'000'000;

Scene scene_of(const Parts& parts, const Facts& facts)
{
    Scene scene{parts, facts};
    scene.today = days_since_epoch(date_in_japan(facts.at));
    scene.day = scene.first_day = days_of(facts.application_on).value_or(scene.today);
    return scene;
}

RuleLook& look(Entitlement& entitlement, std::uint16_t rule, Verdict verdict)
{
    if (verdict == Verdict::against || verdict == Verdict::unknown) entitlement.refused = true;
    RuleLook& look = entitlement.rules.emplace_back();
    look.rule = rule;
    look.verdict = verdict;
    return look;
}

void look_unknown(Entitlement& entitlement, const Parts& parts, std::uint16_t rule, const Value& value)
{
    if (value.state == Value::State::overflow) {
        look(entitlement, parts.rule_of(BuiltIn::numbers_in_range), Verdict::against);
        return;
    }
    RuleLook& unknown = look(entitlement, rule, Verdict::unknown);
    unknown.fact = static_cast<std::uint16_t>(value.fact);
    unknown.document = value.document;
}

void look_at(const Parts& parts, const Rule& rule, std::uint16_t number, const Scene& scene,
             Entitlement& entitlement)
{
    if (rule.when.present()) {
        const Value applies = evaluate(rule.when, scene);
        if (!applies.is_known()) return look_unknown(entitlement, parts, number, applies);
        if (!applies.is_true()) return;
    }
    if (rule.require.present()) {
        const Value holds = evaluate(rule.require, scene);
        if (!holds.is_known()) return look_unknown(entitlement, parts, number, holds);
        look(entitlement, number, holds.is_true() ? Verdict::met : Verdict::against);
        return;
    }
    bool inside = true;
    RuleLook window;
    if (rule.first_day.present()) {
        const Value first = evaluate(rule.first_day, scene);
        if (!first.is_known()) return look_unknown(entitlement, parts, number, first);
        window.first_day = date_of_days(first.whole());
        inside &= first.whole() <= scene.day;
    }
    if (rule.last_day.present()) {
        const Value last = evaluate(rule.last_day, scene);
        if (!last.is_known()) return look_unknown(entitlement, parts, number, last);
        window.last_day = date_of_days(last.whole());
        inside &= scene.day <= last.whole();
    }
    RuleLook& judged = look(entitlement, number, inside ? Verdict::met : Verdict::against);
    judged.first_day = window.first_day;
    judged.last_day = window.last_day;
}

/// All the notes together, in yen.
Value sum_of(const std::vector<NotePart>& notes, const Scene& scene)
{
    std::int64_t sum = 0;
    for (const NotePart& note : notes) {
        const Value count = evaluate(note.count, scene);
        if (!count.is_known()) return count;
        if (!count.ratio.is_whole() || count.whole() < 0 || count.whole() > most_notes)
            return {Value::State::overflow, Fact::none, {}};
        sum += note.value * count.whole();
    }
    return {Value::State::known, Fact::none, {sum, 1}};
}

void look_at_allotments(const Parts& parts, const Scene& scene, Entitlement& entitlement)
{
    const std::uint16_t known = parts.rule_of(BuiltIn::allotment_known);
    for (std::size_t i = 0; i < parts.allotments.size(); ++i) {
        const AllotmentParts& allotment = parts.allotment_parts[i];
        if (allotment.granted_when.present()) {
            const Value granted = evaluate(allotment.granted_when, scene);
            if (!granted.is_known()) {
                look_unknown(entitlement, parts, known, granted);
                continue;
            }
            if (!granted.is_true()) continue;
        }
        Grant grant;
        grant.allotment = static_cast<std::uint16_t>(i);
        grant.limited = parts.allotments[i].limited;
        if (grant.limited) {
            const Value units =
                allotment.notes.empty() ? evaluate(allotment.units, scene) : sum_of(allotment.notes, scene);
            if (!units.is_known()) {
                look_unknown(entitlement, parts, known, units);
                continue;
            }
            if (!units.ratio.is_whole() || units.whole() < 0 || units.whole() > most_units) {
                look(entitlement, parts.rule_of(BuiltIn::numbers_in_range), Verdict::against);
                continue;
            }
            if (units.whole() == 0) continue;
            grant.units = {units.whole()};
        }
        entitlement.grants.push_back(grant);
    }
}

}  // namespace

Entitlement entitle(const Programme& programme, const Facts& facts)
{
    const Parts& parts = programme.parts();
    const Scene scene = scene_of(parts, facts);
    Entitlement entitlement;
    for (std::size_t i = 0; i < parts.application_rules; ++i) {
        look_at(parts, parts.rules[i], static_cast<std::uint16_t>(i), scene, entitlement);
    }
    look_at_allotments(parts, scene, entitlement);
    if (entitlement.refused) entitlement.grants.clear();
    return entitlement;
}

void hold_what_is_granted(const Parts& parts, WrittenFacts& written)
{
    if (written.allotments_written) return;
    Facts& facts = written.facts;
    Entitlement entitlement;
    look_at_allotments(parts, scene_of(parts, facts), entitlement);
    for (const Grant& grant : entitlement.grants) {
        AllotmentFacts held;
        const Allotment& allotment = parts.allotments[grant.allotment];
        held.code = allotment.code;
        held.granted = held.left = grant.units;
        for (const auto& [code, used] : written.used) {
            if (code != held.code) continue;
            held.used = used;
            held.left = held.granted - used;
        }
        if (allotment.holder == Holder::registration && facts.facility) held.facility = facts.facility->id;
        facts.allotments.push_back(std::move(held));
    }
}

}  // namespace hagukumi::rules
