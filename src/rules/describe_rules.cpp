// Rules of application and of use, limits, and what earlier uses add up to.
#include <algorithm>

#include "rules/telling.hpp"

namespace hagukumi::rules {

namespace {

class RulesTold {
public:
    explicit RulesTold(Telling& telling) : x_telling(telling), x_parts(telling.parts()) {}

    std::vector<Paragraph> application()
    {
        std::vector<Paragraph> items;
        for (std::size_t i = 0; i < x_parts.application_rules; ++i)
            items.push_back(rule(x_parts.rules[i], Place::application, {"申請", "An application"}));
        if (items.empty())
            items.push_back({{"申請のときに確かめる要件は、定められていない。",
                              "No requirements are laid down for an application."}});
        return items;
    }

    template <class Is>
    std::vector<Paragraph> use_rules(Is is)
    {
        std::vector<Paragraph> items;
        for (std::size_t i = x_parts.application_rules; i < x_parts.rules.size(); ++i) {
            const Rule& rule = x_parts.rules[i];
            if (is(rule))
                items.push_back(this->rule(rule, Place::use, x_telling.services_named(rule.services)));
        }
        return items;
    }

    Paragraph rule(const Rule& rule, Place place, const Text& who)
    {
        Paragraph said = rule.require.present() ? requirement(rule, place, who) : window(rule, place, who);
        said.source = rule.info.source;
        add_when(said, rule, place, who);
        if (rule.facility_last_day.present())
            said.parts.push_back(put("施設の定めによりこれより早く終わるときは、その施設では、{}までとする。",
                                     "Where a facility ends it earlier, it is there until {}.",
                                     x_telling.value(rule.facility_last_day, place, Measure::nothing, who)));
        if (place == Place::use && x_telling.has_stays(rule.services)) {
            said.parts.push_back({rule.days_outside == DaysOutside::cut
                                      ? Text{"当てはまらない日がある利用は、その日を除いた残りの日を認める。",
                                             "Of a use with days outside of this, those days are taken off "
                                             "and the rest is covered."}
                                      : Text{"当てはまらない日がある利用は、その全体を認めない。",
                                             "A use with a day outside of this is refused as a whole."}});
        }
        add_sentences(said, rule);
        return said;
    }

    Paragraph requirement(const Rule& rule, Place place, const Text& who)
    {
        Paragraph said = x_telling.condition(rule.require, place, who);
        said.text = place == Place::application
                        ? say("申請できるのは、{}ときに限る。", "One can apply only if {}.", said.text)
                        : say("{}を利用できるのは、{}ときに限る。", "For {}: only if {}.", who, said.text);
        return said;
    }

    Paragraph window(const Rule& rule, Place place, const Text& who)
    {
        Paragraph first, last;
        const bool has_first = rule.first_day.present();
        const bool has_last = rule.last_day.present();
        if (has_first)
            first = x_telling.value(rule.first_day, place, Measure::nothing,
                                    say("{}の始まり", "the begin of {}", who));
        if (has_last)
            last = x_telling.value(rule.last_day, place, Measure::nothing,
                                   say("{}の終わり", "the end of {}", who));
        const Text lead = place == Place::application ? Text{"申請できるのは、", "One can apply "}
                                                      : say("{}を利用できるのは、", "{} can be used ", who);
        Paragraph said;
        if (first.parts.empty() && last.parts.empty()) {
            const Text days =
                !has_last ? say("{}から（その日を含む。）", "from {}, that day included", first.text)
                : !has_first ? say("{}まで（その日を含む。）", "until {}, that day included", last.text)
                             : say("{}から、{}まで（どちらの日も含む。）", "from {} until {}, both included",
                                   first.text, last.text);
            said.text = say("{}{}とする。", "{}{}.", lead, days);
            return said;
        }
        said.text = say("{}次の期間とする。", "{}in this time.", lead);
        if (has_first)
            said.parts.push_back(
                put("最初の日（その日を含む。）：{}", "First day, included: {}", std::move(first)));
        if (has_last)
            said.parts.push_back(
                put("最後の日（その日を含む。）：{}", "Last day, included: {}", std::move(last)));
        return said;
    }

    void add_when(Paragraph& said, const Rule& rule, Place place, const Text& who)
    {
        if (!rule.when.present()) return;
        said.parts.push_back(put("この定めは、{}ときに適用する。", "This applies if {}.",
                                 x_telling.condition(rule.when, place, who)));
    }

    void add_sentences(Paragraph& said, const Rule& rule) const
    {
        said.parts.push_back(
            {say("認めないときに示す文：{}", "Shown when refused: {}", in_quotes(shown(rule.refused)))});
        if (!rule.met.ja.empty())
            said.parts.push_back(
                {say("認めるときに示す文：{}", "Shown when met: {}", in_quotes(shown(rule.met)))});
    }

    // ---- limits ----

    std::vector<Paragraph> limits()
    {
        std::vector<Paragraph> items;
        for (const Rule& rule : x_parts.rules) {
            if (rule.at_most.present()) items.push_back(limit(rule));
        }
        return items;
    }

    Paragraph limit(const Rule& rule)
    {
        const Counting& counting = rule.counting;
        const bool counts_uses = counting.per != Per::use && counting.counts == Counts::uses;
        const Measure measure = counts_uses ? Measure::visit : measure_of_services(x_parts, rule.services);
        const Text who = x_telling.services_named(rule.services);
        Paragraph said =
            x_telling.value(rule.at_most, Place::use, measure, say("{}の上限", "the limit of {}", who));
        said.text = say("{}は、{}、{}を上限とする。", "{0}: at most {2} {1}.", who, words_of(counting.per),
                        said.text);
        said.source = rule.info.source;
        add_when(said, rule, Place::use, who);
        if (counting.per != Per::use) {
            said.parts.push_back({what_is_counted(rule, counts_uses, measure)});
            add_counting(said, counting, rule.services, who);
            if (counting.from.present() || counting.until.present()) {
                said.parts.push_back({{"この期間の外の日の利用には、この上限を適用しない。",
                                       "A use on a day outside of this time is not limited by this."}});
            }
        }
        said.parts.push_back({rule.cuts_beyond ? Text{"上限を超える利用は、上限に収まる分だけを認める。",
                                                      "Of a use beyond the limit, what fits is covered."}
                                               : Text{"上限を超える利用は、その全体を認めない。",
                                                      "A use beyond the limit is refused."}});
        add_sentences(said, rule);
        return said;
    }

    Text what_is_counted(const Rule& rule, bool counts_uses, Measure measure) const
    {
        const Text what = counts_uses ? Text{"利用の回数（一度の利用を1回と数える。）", "the number of uses"}
                                      : say("利用した{}", "the {} used", sum_noun(measure));
        if (rule.each_by_itself)
            return say("同じサービスのこれまでの利用と今回の利用を合わせて、{}を数える。",
                       "Counted are {}, of this and the earlier uses of the same service.", what);
        return say("{}のこれまでの利用と今回の利用を合わせて、{}を数える。",
                   "Counted are {1}, of this and the earlier uses of {0} together.",
                   x_telling.services_named(rule.counting.services), what);
    }

    /// 「その年度の宿泊型の利用日数の合計」
    Paragraph counter(std::size_t index)
    {
        const Counter& counter = x_parts.counters[index];
        const Counting& counting = counter.counting;
        const Text name = name_of_counter(x_parts, index);
        Text what;
        switch (counting.counts) {
            case Counts::units:
                what = say("{}の合計", "the {} together",
                           sum_noun(measure_of_services(x_parts, counting.services)));
                break;
            case Counts::uses: what = {"回数（一度の利用を1回と数える。）", "the number of uses"}; break;
            case Counts::public_yen: what = {"公費負担額の合計", "the public shares together"}; break;
            case Counts::parent_yen: what = {"自己負担額の合計", "the parent's shares together"}; break;
            case Counts::first_day: what = {"利用日のうち最初の日", "the first day of all"}; break;
            case Counts::last_day: what = {"利用日のうち最後の日", "the last day of all"}; break;
        }
        Paragraph said{say("{}とは、{}のこれまでの利用について、{}{}をいう。",
                           "{0} is, of the earlier uses of {1}, {3} {2}.", name,
                           x_telling.services_named(counting.services), span_of(counting.per), what),
                       counter.source};
        add_counting(said, counting, counting.services, name);
        said.parts.push_back(
            {{"今回の利用は、含まない。", "The use that is being decided is not among them."}});
        return said;
    }

    static Text span_of(Per per)
    {
        switch (per) {
            case Per::use:
            case Per::life: return {"これまでを通算した", "in all"};
            case Per::day: return {"利用日と同じ日の", "on the day of use"};
            case Per::week_from_monday:
                return {"利用日の属する週（月曜日から日曜日まで）の",
                        "in the week of the day of use, Monday to Sunday"};
            case Per::week_from_sunday:
                return {"利用日の属する週（日曜日から土曜日まで）の",
                        "in the week of the day of use, Sunday to Saturday"};
            case Per::month: return {"利用日の属する月の", "in the month of the day of use"};
            case Per::calendar_year:
                return {"利用日の属する年（1月1日から12月31日まで）の",
                        "in the calendar year of the day of use"};
            case Per::fiscal_year: break;
        }
        return {"利用日の属する年度（4月1日から翌年3月31日まで）の", "in the fiscal year of the day of use"};
    }

    /// What caps and counters share: whose uses, within which days, how a stay over an end counts.
    void add_counting(Paragraph& said, const Counting& counting, std::uint64_t of, const Text& where)
    {
        switch (counting.whose) {
            case Whose::holder:
                said.parts.push_back({say("{}の利用を数える。", "The uses are those {}.", holders(of))});
                break;
            case Whose::birth:
                said.parts.push_back({{"1回の出産（流産及び死産を含む。）ごとに、その利用を数える。",
                                       "The uses are those of one birth or loss."}});
                break;
            case Whose::child:
                said.parts.push_back(
                    {{"子1人ごとに、その利用を数える。", "The uses are those of one child."}});
                break;
            case Whose::household:
                said.parts.push_back(
                    {{"世帯の全員の利用を合わせて数える。", "The uses are those of the whole household."}});
                break;
            case Whose::guardian:
                said.parts.push_back(
                    {{"保護者1人ごとに、その利用を数える。", "The uses are those of one guardian."}});
                break;
        }
        if (counting.from.present())
            said.parts.push_back(put("{}以後の日の利用に限り数える。", "Only days on or after {} count.",
                                     x_telling.value(counting.from, Place::use, Measure::nothing, where)));
        if (counting.until.present())
            said.parts.push_back(put("{}以前の日の利用に限り数える。", "Only days on or before {} count.",
                                     x_telling.value(counting.until, Place::use, Measure::nothing, where)));
        const bool has_ends =
            counting.per != Per::life || counting.from.present() || counting.until.present();
        if (x_telling.has_stays(counting.services) && has_ends && counting.counts == Counts::units) {
            said.parts.push_back(
                {counting.by == CountedBy::each_day
                     ? Text{"期間の境をまたぐ利用は、それぞれの日の属する期間に分けて数える。",
                            "A stay over an end counts day by day, each day where it lies."}
                     : Text{"期間の境をまたぐ利用は、その全部を利用開始日の属する期間に数える。",
                            "A stay over an end counts as a whole where it begins."}});
        }
    }

    Text holders(std::uint64_t services) const
    {
        std::vector<Text> names;
        for (std::size_t i = 0; i < x_parts.services.size(); ++i) {
            if ((services >> i & 1) == 0) continue;
            const Holder holder = x_parts.allotments[x_parts.services[i].allotment].holder;
            const Text name = holder == Holder::birth
                                  ? Text{"1回の出産（流産及び死産を含む。）ごと", "of one birth or loss"}
                              : holder == Holder::household ? Text{"世帯ごと", "of the household"}
                                                            : Text{"子1人ごと", "of one child"};
            if (std::find(names.begin(), names.end(), name) == names.end()) names.push_back(name);
        }
        return any_of(names);
    }

    Telling& x_telling;
    const Parts& x_parts;
};

}  // namespace

Paragraph describe_counter(Telling& telling, std::size_t index)
{
    return RulesTold(telling).counter(index);
}

std::vector<Paragraph> describe_application(Telling& telling)
{
    return RulesTold(telling).application();
}

std::vector<Paragraph> describe_requirements(Telling& telling)
{
    return RulesTold(telling).use_rules([](const Rule& rule) { return rule.require.present(); });
}

std::vector<Paragraph> describe_windows(Telling& telling)
{
    return RulesTold(telling).use_rules([](const Rule& rule) { return rule.is_window(); });
}

std::vector<Paragraph> describe_limits(Telling& telling)
{
    return RulesTold(telling).limits();
}

}  // namespace hagukumi::rules
