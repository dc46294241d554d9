// A decision in sentences.
#include "rules/explain.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "base/era.hpp"
#include "rules/parts.hpp"
#include "rules/sentence.hpp"
#include "rules/vocabulary.hpp"

namespace hagukumi::rules {

namespace {

constexpr std::size_t most_plans = 3;

/// 「2日」 or "2 days"
std::string amount(std::int64_t count, Unit unit, bool japanese)
{
    const Text& name = name_of(unit);
    if (japanese) return fmt::format("{}{}", count, name.ja);
    std::string word = name.en;
    if (count == 1 && word.back() == 's') word.pop_back();
    return fmt::format("{} {}", count, word);
}

Text amount(std::int64_t count, Unit unit)
{
    return {amount(count, unit, true), amount(count, unit, false)};
}

std::string in_words(const std::optional<Date>& day, bool japanese)
{
    if (!day) return japanese ? "未登録の日" : "a day not registered";
    return japanese ? in_japanese(*day) : in_english(*day);
}

/// What the sentences of one decision can name.
struct Subject {
    const Programme& programme;
    const Facts& facts;
    const Service* service = nullptr;
    std::optional<Date> day;

    Unit unit() const { return service != nullptr ? service->unit : Unit::visit; }
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

std::string value_of(std::string_view name, bool japanese, const Subject& subject, const RuleLook& look)
{
    const Facts& facts = subject.facts;
    const auto pick = [&](const Text& text) { return japanese ? text.ja : text.en; };
    if (name == "first_day") return in_words(look.first_day, japanese);
    if (name == "last_day") return in_words(look.last_day, japanese);
    if (name == "asked") return amount(look.asked, unit_of(subject, look), japanese);
    if (name == "left") return amount(look.left, unit_of(subject, look), japanese);
    if (name == "used") return amount(look.needed - look.left, unit_of(subject, look), japanese);
    if (name == "needed") return amount(look.needed, unit_of(subject, look), japanese);
    if (name == "service") return subject.service != nullptr ? pick(subject.service->name) : std::string();
    if (name == "coupon") return pick(subject.programme.words().coupon);
    if (name == "facility") return facts.facility ? pick(facts.facility->name) : std::string();
    if (name == "day") return in_words(subject.day ? subject.day : date_in_japan(facts.at), japanese);
    if (name == "today") return in_words(date_in_japan(facts.at), japanese);
    if (name == "born_on") return in_words(facts.birth.born_on, japanese);
    if (name == "due_date") return in_words(facts.birth.due_date, japanese);
    if (name == "lost_on") return in_words(facts.birth.lost_on, japanese);
    if (name == "resident_until") return in_words(facts.household.resident_until, japanese);
    if (name == "application_on") return in_words(facts.application_on, japanese);
    if (name == "interviewed_on") return in_words(facts.interviewed_on, japanese);
    if (name == "discharged_on") return in_words(facts.birth.discharged_on, japanese);
    if (name == "first_use_on") {
        const AllotmentFacts* held = held_by(subject);
        return in_words(held != nullptr ? held->first_use_on : std::nullopt, japanese);
    }
    throw BugFound("a placeholder that the reader let pass has a value");
}

Text filled_in(const Text& pattern, const Subject& subject, const RuleLook& look)
{
    const auto in = [&](const std::string& text, bool japanese) {
        return filled(std::string_view(text),
                      [&](std::string_view name) { return value_of(name, japanese, subject, look); });
    };
    return {in(pattern.ja, true), in(pattern.en, false)};
}

/// A fact is missing: which, and what to do about it.
Text missing(const Subject& subject, const RuleLook& look)
{
    FactInfo fact = info_of(look.fact);
    const auto& documents = subject.programme.parts().documents;
    if (fact.fact == Fact::document && look.document < documents.size())
        fact.name = documents[look.document].second;
    return {fact.name.ja + "が確認できないため、判断できません。" + fact.what_to_do.ja,
            fact.name.en + " is not known, so this cannot be decided. " + fact.what_to_do.en};
}

/// The sentences of the checks that need no line in a file.
Text built_in_sentence(BuiltIn check, const Subject& subject, const RuleLook& look)
{
    const Text& coupon = subject.programme.words().coupon;
    const Text service =
        subject.service != nullptr ? subject.service->name : Text{"このサービス", "This service"};
    const Text facility =
        subject.facts.facility ? subject.facts.facility->name : Text{"この施設", "This facility"};
    const Text left = amount(look.left, subject.unit());
    const Text needed = amount(look.needed, subject.unit());
    const bool is_met = look.verdict == Verdict::met;
    switch (check) {
        case BuiltIn::request_well_formed:
            return {"利用する日か数が正しくありません。日付と数を確かめて、もう一度入力してください。",
                    "The days or the number are not right. Please check them and try again."};
        case BuiltIn::service_known:
            return {"このサービスはありません。一覧から選び直してください。",
                    "There is no such service. Please choose one from the list."};
        case BuiltIn::service_offered:
            if (look.first_day || look.last_day) {
                if (look.last_day) {
                    return {fmt::format("{}の{}は、{}までです。別の日か、ほかの施設を選んでください。",
                                        facility.ja, service.ja, in_japanese(*look.last_day)),
                            fmt::format("{} offers {} until {}. Please choose another day or facility.",
                                        facility.en, service.en, in_english(*look.last_day))};
                }
                return {fmt::format("{}の{}は、{}からです。それより後の日か、ほかの施設を選んでください。",
                                    facility.ja, service.ja, in_japanese(*look.first_day)),
                        fmt::format("{} offers {} from {}. Please choose a later day or another facility.",
                                    facility.en, service.en, in_english(*look.first_day))};
            }
            return {fmt::format("{}では{}を行っていません。ほかのサービスか、ほかの施設を選んでください。",
                                facility.ja, service.ja),
                    fmt::format("{} does not offer {}. Please choose another service or facility.",
                                facility.en, service.en)};
        case BuiltIn::facility_open:
            return {fmt::format("{}は{}がお休みです。別の日を選んでください。", facility.ja,
                                in_words(look.first_day, true)),
                    fmt::format("{} is closed on {}. Please choose another day.", facility.en,
                                in_words(look.first_day, false))};
        case BuiltIn::coupon_held:
            return {fmt::format("{}に使える{}がありません。申請がお済みか、担当窓口へお問い合わせください。",
                                service.ja, coupon.ja),
                    fmt::format("You hold no {} for {}. Please ask the office whether you have applied.",
                                coupon.en, service.en)};
        case BuiltIn::bound_facility:
            return {
                fmt::format("この{}は、面談をして登録した施設でだけ使えます。登録した施設をご利用ください。",
                            coupon.ja),
                fmt::format("This {} counts only at the facility where you registered. Please use that one.",
                            coupon.en)};
        case BuiltIn::least_per_use:
            return {
                fmt::format("{}は{}から使えます。使えるのは{}分のため、ご利用いただけません。", service.ja,
                            needed.ja, left.ja),
                fmt::format("{} needs at least {}; only {} can be used.", service.en, needed.en, left.en)};
        case BuiltIn::most_per_use:
            return {
                fmt::format("{}は1回のご利用で{}までです。{}以内にしてください。", service.ja, left.ja,
                            left.ja),
                fmt::format("{} takes at most {} in one use. Please ask for no more.", service.en, left.en)};
        case BuiltIn::units_left:
            if (is_met) {
                return {fmt::format("残りは{}、今回使うのは{}です。", left.ja, needed.ja),
                        fmt::format("{} are left, {} are used now.", left.en, needed.en)};
            }
            if (look.left == 0) {
                return {fmt::format("{}は残っていません。使える分は、すべて使われています。", coupon.ja),
                        fmt::format("Nothing is left of this {}; all of it has been used.", coupon.en)};
            }
            if (look.verdict == Verdict::cut) {
                return {
                    fmt::format("残りが{}のため、{}のうち{}分だけ使えます。", left.ja, needed.ja, left.ja),
                    fmt::format("{} are left, so {} of {} are covered.", left.en, left.en, needed.en)};
            }
            return {fmt::format("残りは{}です。{}には足りません。", left.ja, needed.ja),
                    fmt::format("{} are left, which is not enough for {}.", left.en, needed.en)};
        case BuiltIn::price_known:
            return {"料金を計算できません。施設の職員か担当窓口へお問い合わせください。",
                    "The price cannot be worked out. Please ask the facility's staff or the office."};
        case BuiltIn::allotment_known:
            return {"付与する数を決められません。担当者が登録の内容を確認してください。",
                    "The number of units cannot be worked out. Please check what is registered."};
        case BuiltIn::numbers_in_range:
            return {"数が大きすぎて計算できません。入力を確かめてください。",
                    "A number is too large to work with. Please check what was typed."};
        case BuiltIn::whole_notes:
            if (look.verdict == Verdict::against) {
                return {fmt::format("{}はおつりが出ないため、{}より少ない額には使えません。", coupon.ja,
                                    needed.ja),
                        fmt::format("No change is given, so a {} cannot pay less than {}.", coupon.en,
                                    needed.en)};
            }
            return {fmt::format("おつりは出ません。{}のうち{}を{}で支払い、残りはお客さまのお支払いです。",
                                amount(look.asked, Unit::yen, true), left.ja, coupon.ja),
                    fmt::format("No change is given. Of {}, {} are paid by {}; the rest is yours to pay.",
                                amount(look.asked, Unit::yen, false), left.en, coupon.en)};
        case BuiltIn::count: break;
    }
    throw BugFound("every built-in check has a sentence");
}

/// The sentence of a rule that holds and has none of its own.
Text met_sentence(const Subject& subject, const RuleLook& look)
{
    if (look.first_day && look.last_day) {
        return {fmt::format("対象の期間は{}から{}までです。", in_japanese(*look.first_day),
                            in_japanese(*look.last_day)),
                fmt::format("The period is from {} to {}.", in_english(*look.first_day),
                            in_english(*look.last_day))};
    }
    if (look.last_day) {
        return {fmt::format("対象の期間は{}までです。", in_japanese(*look.last_day)),
                fmt::format("The period ends on {}.", in_english(*look.last_day))};
    }
    if (look.first_day) {
        return {fmt::format("{}から対象です。", in_japanese(*look.first_day)),
                fmt::format("Covered from {}.", in_english(*look.first_day))};
    }
    if (look.needed > 0) {
        return {
            fmt::format("上限{}のうち、あと{}使えます。", amount(look.needed, unit_of(subject, look), true),
                        amount(look.left, unit_of(subject, look), true)),
            fmt::format("Of at most {}, {} can still be used.",
                        amount(look.needed, unit_of(subject, look), false),
                        amount(look.left, unit_of(subject, look), false))};
    }
    return {"条件を満たしています。", "This condition is met."};
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

std::vector<MoneyLine> money_of(const Subject& subject, const Decision& decision)
{
    std::vector<MoneyLine> lines;
    if (!decision.priced || subject.service == nullptr) return lines;
    const Price& price = subject.programme.parts().service_parts[*decision.service].price;
    lines.push_back({{"利用料金", "Fee"}, decision.fee});
    for (const MoneyStep& step : decision.money) lines.push_back({price.steps[step.step].label, step.parent});
    lines.push_back({{"自治体の負担", "Paid by the municipality"}, decision.public_share});
    if (decision.paid_afterwards) {
        lines.push_back({{"当日のお支払い", "You pay on the day"}, decision.fee});
        lines.push_back({{"あとで戻る額（申請が必要です）", "Paid back afterwards, on application"},
                         decision.public_share});
    }
    lines.push_back({decision.paid_afterwards ? Text{"差し引きのお支払い", "You pay in the end"}
                                              : Text{"お支払い", "You pay"},
                     decision.parent});
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
        if (units > 48 || until > 24 * 60) return false;
        request.until = static_cast<int>(until);
        return true;
    }

    static Text sentence_for(const Service& service, const Plan& plan)
    {
        const Text units = amount(plan.units.count, service.unit);
        if (!is_stay(service)) {
            return {fmt::format("{}を{}なら使えます。", service.name.ja, units.ja),
                    fmt::format("{} of {} can be used.", units.en, service.name.en)};
        }
        return {fmt::format("{}から{}までの{}を、{}分使えます。", in_japanese(plan.first_day),
                            in_japanese(plan.last_day), service.name.ja, units.ja),
                fmt::format("{} from {} to {} can be used: {}.", service.name.en, in_english(plan.first_day),
                            in_english(plan.last_day), units.en)};
    }

    const Subject& x_subject;
    const Decision& x_decision;
    std::vector<Plan> x_plans;
};

Text summary_of(const Subject& subject, const Decision& decision)
{
    const Text service =
        subject.service != nullptr ? subject.service->name : Text{"このサービス", "This service"};
    const Text units = amount(decision.units.count, subject.unit());
    const Text asked = amount(decision.asked.count, subject.unit());
    const Text left = amount(decision.left_after.count, subject.unit());
    const std::string left_ja = decision.limited ? fmt::format("残りは{}になります。", left.ja) : "";
    const std::string left_en = decision.limited ? fmt::format(" {} will be left.", left.en) : "";
    switch (decision.outcome) {
        case Outcome::granted:
            return {fmt::format("{}を{}分使えます。{}", service.ja, units.ja, left_ja),
                    fmt::format("{}: {} can be used.{}", service.en, units.en, left_en)};
        case Outcome::partly:
            return {
                fmt::format("{}は、{}のうち{}分だけ使えます。{}", service.ja, asked.ja, units.ja, left_ja),
                fmt::format("{}: {} of {} can be used.{}", service.en, units.en, asked.en, left_en)};
        case Outcome::refused: break;
    }
    return {fmt::format("{}は、この内容では使えません。", service.ja),
            fmt::format("{} cannot be used as asked.", service.en)};
}

}  // namespace

Explanation explain(const Programme& programme, const Facts& facts, const Decision& decision)
{
    const Service* service = decision.service ? &programme.services()[*decision.service] : nullptr;
    const Subject subject{programme, facts, service, decision.first_day};
    Explanation told;
    told.summary = summary_of(subject, decision);
    told.reasons = reasons_of(subject, decision.rules);
    told.money = money_of(subject, decision);
    if (decision.outcome != Outcome::granted) told.possible = Planning(subject, decision).plans();
    told.version = programme.version_hex();
    return told;
}

Explanation explain(const Programme& programme, const Facts& facts, const Entitlement& entitlement)
{
    const Subject subject{programme, facts, nullptr, facts.application_on};
    Explanation told;
    told.reasons = reasons_of(subject, entitlement.rules);
    told.version = programme.version_hex();
    if (entitlement.refused || entitlement.grants.empty()) {
        told.summary = {fmt::format("{}を発行できません。", programme.words().coupon.ja),
                        fmt::format("No {} can be issued.", programme.words().coupon.en)};
        return told;
    }
    Text list;
    for (const Grant& grant : entitlement.grants) {
        const Allotment& allotment = programme.allotments()[grant.allotment];
        const Text units = grant.limited ? amount(grant.units.count, allotment.unit)
                                         : Text{"（回数の制限なし）", "(no limit)"};
        list.ja += (list.ja.empty() ? "" : "、") + allotment.name.ja + units.ja;
        list.en += (list.en.empty() ? "" : ", ") + allotment.name.en + " " + units.en;
    }
    told.summary = {list.ja + "を発行できます。", "Can be issued: " + list.en + "."};
    return told;
}

Text sentence_of(const Programme& programme, const Facts& facts, const RuleLook& look, const Service* service)
{
    return sentence(Subject{programme, facts, service, std::nullopt}, look);
}

}  // namespace hagukumi::rules
