// The document, section by section.  Sections without anything say so: what is not there is a finding, too.
#include "rules/describe.hpp"

#include <algorithm>
#include <map>
#include <set>

#include "rules/counting_notes.hpp"
#include "rules/sentence.hpp"

namespace hagukumi::rules {

namespace {

/// What a placeholder of a sentence stands for.
Text words_of_placeholder(std::string_view name)
{
    static const std::map<std::string_view, Text> words{
        {"first_day", {"利用できる最初の日", "first day allowed"}},
        {"last_day", {"利用できる最後の日", "last day allowed"}},
        {"asked", {"申し出た数", "number asked for"}},
        {"left", {"残りの数", "number left"}},
        {"needed", {"必要な数又は上限", "number needed or limit"}},
        {"used", {"利用済みの数", "number used"}},
        {"service", {"サービスの名前", "name of the service"}},
        {"coupon", {"券の呼び名", "word for the coupon"}},
        {"facility", {"施設の名前", "name of the facility"}},
        {"day", {"利用日", "day of use"}},
        {"today", {"手続きをする日", "today"}},
        {"born_on", {"出産日", "day of birth"}},
        {"due_date", {"出産予定日", "due date"}},
        {"lost_on", {"流産又は死産の日", "day of the loss"}},
        {"resident_until", {"転出の日", "last day of residence"}},
        {"application_on", {"申請日", "day of application"}},
        {"interviewed_on", {"面談の日", "day of the interview"}},
        {"discharged_on", {"退院日", "day of discharge"}},
        {"first_use_on", {"最初に利用した日", "day of the first use"}}};
    const auto found = words.find(name);
    if (found == words.end()) throw BugFound("every placeholder has its words");
    return found->second;
}

/// A sentence of the file, with what it fills in said in square brackets.
Text shown(const Text& sentence)
{
    return {
        filled(sentence.ja,
               [](std::string_view name) { return "［" + words_of_placeholder(name).ja + "］"; }),
        filled(sentence.en, [](std::string_view name) { return "[" + words_of_placeholder(name).en + "]"; })};
}

/// 「A」「B」
Text quoted(const Text& name)
{
    return say("「{}」", "“{}”", name);
}

/// Puts what a value or a condition says into a sentence; its list goes with it.
Paragraph put(std::string_view ja, std::string_view en, Paragraph said)
{
    said.text = say(ja, en, said.text);
    return said;
}

class Describer {
public:
    explicit Describer(const Programme& programme) : x_parts(programme.parts()) {}

    Description describe()
    {
        x_description.title = say("{}　{}", "{}: {}", x_parts.municipality_name, x_parts.name);
        add({"もとの文書と問い合わせ先", "The document and whom to ask"}, head());
        add({"用語", "Terms"}, terms());
        add({"申請できる方と期間", "Who can apply, and when"}, application());
        add({"交付", "What is granted"}, allotments());
        add({"サービスと単位", "Services and how they are counted"}, services());
        add({"利用できる方", "Who can use them"},
            use_rules([](const Rule& rule) { return rule.require.present(); }));
        add({"利用できる期間", "When they can be used"},
            use_rules([](const Rule& rule) { return rule.is_window(); }));
        add({"上限", "Limits"}, limits());
        add({"料金", "Prices"}, prices());
        add({"必要な書類", "Documents"}, documents());
        add({"日と数の数え方", "How days are counted"}, counting_notes(x_used, x_parts.calendar.get()));
        add({"数や日付がいつから変わるか", "What changes from which day"}, std::move(x_changes));
        add({"どの事業でも確かめること", "What is always looked at"}, always());
        add({"決まっていない点と、ここでの読み方", "What the document leaves open, and how it is read here"},
            unsettled());
        add({"根拠の一覧", "Where each point comes from"}, sources());
        for (Section& section : x_description.sections) begin_sentences(section.items);
        return std::move(x_description);
    }

private:
    /// English sentences are put together of parts and begin with a capital at the end.
    static void begin_sentences(std::vector<Paragraph>& items)
    {
        for (Paragraph& item : items) {
            char& first = item.text.en[0];  // of an empty text the end, which is no letter
            if (first >= 'a' && first <= 'z') first = static_cast<char>(first - 'a' + 'A');
            begin_sentences(item.parts);
        }
    }

    void add(Text heading, std::vector<Paragraph> items)
    {
        if (items.empty()) items.push_back({{"定めはない。", "Nothing is laid down."}});
        x_description.sections.push_back({std::move(heading), std::move(items)});
    }

    // ---- expressions, noted as they are told ----

    void note(const Formula& formula, const Text& where)
    {
        for (const Branch& branch : formula.branches) {
            for (const Step& step : branch.expression.steps) {
                x_used.insert(step.op);
                if (step.op == Op::fact && step.word == static_cast<std::uint16_t>(Fact::day))
                    x_judges_a_day = true;
                if (step.op == Op::document_valid || step.op == Op::document_from ||
                    step.op == Op::document_until) {
                    auto& places = x_asked_documents[step.word];
                    if (std::find(places.begin(), places.end(), where) == places.end())
                        places.push_back(where);
                }
            }
        }
    }

    Paragraph value(const Formula& formula, Place place, Measure measure, const Text& where)
    {
        note(formula, where);
        Paragraph said = Phrases(x_parts, place, measure).value(formula);
        note_change(formula, said, where);
        return said;
    }

    Paragraph condition(const Formula& formula, Place place, const Text& where,
                        Measure measure = Measure::nothing)
    {
        note(formula, where);
        Paragraph said = Phrases(x_parts, place, measure).condition(formula);
        note_change(formula, said, where);
        return said;
    }

    void note_change(const Formula& formula, const Paragraph& said, const Text& where)
    {
        if (formula.by == KeyedBy::nothing) return;
        x_changes.push_back(
            {say("{}は、{}で決まる。", "{} goes by {}.", where, words_of(formula.by)), {}, said.parts});
    }

    // ---- the head and the terms ----

    std::vector<Paragraph> head() const
    {
        std::vector<Paragraph> items;
        const std::string code = fmt::format("{:06}", x_parts.municipality.value);
        items.push_back({say("自治体：{}（団体コード {}）", "Municipality: {} (code {})",
                             x_parts.municipality_name, Text{code, code})});
        items.push_back({say("もとの文書：{}（{}）", "Document: {} ({})", x_parts.document,
                             day_in_words(days_since_epoch(x_parts.document_date)))});
        Paragraph contact{say("問い合わせ先：{}", "Contact: {}", x_parts.contact.name)};
        if (!x_parts.contact.phone.empty())
            contact.parts.push_back(
                {say("電話：{}", "Telephone: {}", Text{x_parts.contact.phone, x_parts.contact.phone})});
        if (!x_parts.contact.hours.ja.empty())
            contact.parts.push_back({say("受付時間：{}", "Hours: {}", x_parts.contact.hours)});
        if (!x_parts.contact.note.ja.empty()) contact.parts.push_back({x_parts.contact.note});
        items.push_back(std::move(contact));
        items.push_back(
            {say("画面での券の呼び名：{}", "Word for the coupon: {}", quoted(x_parts.words.coupon))});
        return items;
    }

    std::vector<Paragraph> terms()
    {
        std::vector<Paragraph> items;
        for (std::size_t i = 0; i < x_parts.definitions.size(); ++i) items.push_back(definition(i));
        for (std::size_t i = 0; i < x_parts.counters.size(); ++i) items.push_back(counter(i));
        if (!x_parts.household_classes.empty()) {
            std::vector<Text> names;
            for (const auto& [code, name] : x_parts.household_classes) names.push_back(quoted(name));
            items.push_back({say("世帯区分は、{}とする。", "The household classes are {}.", all_of(names))});
        }
        if (x_judges_a_day) {
            items.push_back({{"「判定日」とは、申請のときは申請日、利用のときは利用するそれぞれの日をいう。",
                              "“The day that is judged” is the day of application, or each day of a use."}});
        }
        return items;
    }

    Paragraph definition(std::size_t index)
    {
        const Definition& definition = x_parts.definitions[index];
        const Text name = name_of_definition(x_parts, index);
        Paragraph said = definition.is.type == Type::truth
                             ? put("とは、{}ことをいう。", " means that {}.",
                                   condition(definition.is, Place::definition, name))
                             : put("とは、{}をいう。", " is {}.",
                                   value(definition.is, Place::definition, Measure::nothing, name));
        said.text = say("{}{}", "{}{}", name, said.text);
        said.source = definition.source;
        return said;
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
            case Counts::first_day: what = {"利用日のうち最初の日", "the first day of all"}; break;
            case Counts::last_day: what = {"利用日のうち最後の日", "the last day of all"}; break;
        }
        Paragraph said{say("{}とは、{}のこれまでの利用について、{}{}をいう。",
                           "{0} is, of the earlier uses of {1}, {3} {2}.", name,
                           services_named(counting.services), span_of(counting.per), what),
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
        }
        if (counting.from.present())
            said.parts.push_back(put("{}以後の日の利用に限り数える。", "Only days on or after {} count.",
                                     value(counting.from, Place::use, Measure::nothing, where)));
        if (counting.until.present())
            said.parts.push_back(put("{}以前の日の利用に限り数える。", "Only days on or before {} count.",
                                     value(counting.until, Place::use, Measure::nothing, where)));
        const bool has_ends =
            counting.per != Per::life || counting.from.present() || counting.until.present();
        if (has_stays(counting.services) && has_ends && counting.counts == Counts::units) {
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

    bool has_stays(std::uint64_t services) const
    {
        for (std::size_t i = 0; i < x_parts.services.size(); ++i) {
            if ((services >> i & 1) != 0 && is_stay(x_parts.services[i])) return true;
        }
        return false;
    }

    static bool is_stay(const Service& service)
    {
        return service.asks == Asks::dates || service.asks == Asks::number_of_days;
    }

    /// 「宿泊型及び日帰り型」「すべてのサービス」
    Text services_named(std::uint64_t services) const
    {
        std::vector<Text> names;
        for (std::size_t i = 0; i < x_parts.services.size(); ++i) {
            if ((services >> i & 1) != 0) names.push_back(x_parts.services[i].name);
        }
        if (names.size() > 1 && names.size() == x_parts.services.size())
            return {"すべてのサービス", "all services"};
        return all_of(names);
    }

    // ---- application and allotments ----

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

    std::vector<Paragraph> allotments()
    {
        std::vector<Paragraph> items;
        for (std::size_t i = 0; i < x_parts.allotments.size(); ++i)
            items.push_back(allotment(x_parts.allotments[i], x_parts.allotment_parts[i]));
        return items;
    }

    Paragraph allotment(const Allotment& allotment, const AllotmentParts& parts)
    {
        const Text name = quoted(allotment.name);
        const Measure measure = measure_of(allotment.unit);
        const Text whose = words_of(allotment.holder);
        Paragraph said;
        if (!allotment.limited) {
            said.text = say("{}：{}交付する。数の上限はない。数えるときの単位は、{}とする。",
                            "{}: {}, without a number. It is counted in units of one {}.", name, whose,
                            one_of(measure));
        } else if (parts.notes.empty()) {
            said = value(parts.units, Place::application, measure, say("{}の数", "the number of {}", name));
            said.text = say("{}：{}{}を交付する。", "{}: {}, {}.", name, whose, said.text);
        } else {
            said.text =
                say("{}：{}次の額面の券を交付する。券は1枚単位で使い、釣銭は出さない。",
                    "{}: {}, notes of these values. They are used whole and give no change.", name, whose);
            for (const NotePart& note : parts.notes) {
                const Text face = money_in_words({note.value, 1});
                said.parts.push_back(
                    put(face.ja + "券：{}", "of " + face.en + ": {}",
                        value(note.count, Place::application, Measure::sheet,
                              say("{}の{}券の枚数", "the number of notes of {1} of {0}", name, face))));
            }
        }
        said.source = allotment.source;
        if (parts.granted_when.present())
            said.parts.push_back(put("{}ときに限り交付する。", "It is granted only if {}.",
                                     condition(parts.granted_when, Place::application, name)));
        if (allotment.limited) {
            said.parts.push_back({parts.use_what_is_left
                                      ? Text{"残りを超える利用は、残りに収まる分だけを認める。それが最少に満"
                                             "たないときは、認めない。",
                                             "Of a use beyond what is left, what is left is covered."}
                                      : Text{"残りを超える利用は、その全体を認めない。",
                                             "A use beyond what is left is refused."}});
        }
        return said;
    }

    // ---- services ----

    std::vector<Paragraph> services()
    {
        std::vector<Paragraph> items;
        for (std::size_t i = 0; i < x_parts.services.size(); ++i)
            items.push_back(service(x_parts.services[i], x_parts.service_parts[i]));
        return items;
    }

    Paragraph service(const Service& service, const ServiceParts& parts) const
    {
        const Measure measure = measure_of(service.unit);
        Paragraph said{say("{}：{}を使う。", "{}: uses {}.", quoted(service.name),
                           quoted(x_parts.allotments[service.allotment].name)),
                       service.source};
        if (!service.description.ja.empty())
            said.parts.push_back({say("案内文：{}", "As described: {}", quoted(service.description))});
        said.parts.push_back({how_counted(service, parts, measure)});
        const Text least = count_in({service.least_per_use.count, 1}, measure);
        if (!service.most_per_use) {
            said.parts.push_back({say("一度の利用は、{}以上とする。", "A use is at least {}.", least)});
        } else if (service.least_per_use == *service.most_per_use) {
            said.parts.push_back({say("一度の利用は、{}とする。", "A use is exactly {}.", least)});
        } else {
            said.parts.push_back(
                {say("一度の利用は、{}以上{}以下とする。", "A use is at least {} and at most {}.", least,
                     count_in({service.most_per_use->count, 1}, measure))});
        }
        if (!parts.too_few.ja.empty())
            said.parts.push_back({say("最少に満たないときに示す文：{}", "Shown when it is less: {}",
                                      quoted(shown(parts.too_few)))});
        const std::string design = std::to_string(service.design);
        said.parts.push_back(
            {say("画面の券の絵柄：{}番", "Picture of the coupon: number {}", Text{design, design})});
        return said;
    }

    Text how_counted(const Service& service, const ServiceParts& parts, Measure measure) const
    {
        const Text each = count_in({service.units_per_day, 1}, measure);
        const bool is_a_day = service.unit == Unit::day && service.units_per_day == 1;
        const Text weight = is_a_day ? Text{} : say("1日を{}とする。", "Each day counts as {}. ", each);
        switch (service.asks) {
            case Asks::dates:
                return service.nights_only
                           ? say("利用の初日と最終日を申し出る。泊数で数え、1泊を{}"
                                 "とする。施設ごとに数える。",
                                 "The first and the last day are given. Nights are counted, each as {}, by "
                                 "facility.",
                                 each)
                           : say("利用の初日と最終日を申し出る。泊数に1を加えた日数で数える（1泊2日は2日）。{"
                                 "}"
                                 "施設ごとに数え、施設を移る日は、どちらの施設でも数える。",
                                 "The first and the last day are given. The days are nights plus one (one "
                                 "night is "
                                 "two days). {}They are counted by facility: a day of moving counts at both.",
                                 weight);
            case Asks::number_of_days:
                return say("日数を申し出る。利用開始日から続く日とする。{}",
                           "The number of days is given; they follow each other from the first day. {}",
                           weight);
            case Asks::hours:
                return say("始まりと終わりの時刻を申し出る。{}を単位として数え、{}。",
                           "The times of begin and end are given, counted by the {}; {}.", one_of(measure),
                           parts.begun_unit_counts
                               ? Text{"これに満たない端数は切り上げる", "a begun one counts in full"}
                               : Text{"端数のある利用は認めない", "a use with a begun one is refused"});
            case Asks::amount:
                return {"施設の請求額を申し出る。そのうち券で支払う額を、円で数える。",
                        "The facility's bill is given; what the coupon pays of it counts, in yen."};
            case Asks::number: break;
        }
        return say("{}を申し出る。すべて利用開始日の利用として数える。",
                   "The number of {} is given; all count as of the first day.", sum_noun(measure));
    }

    // ---- rules ----

    template <class Is>
    std::vector<Paragraph> use_rules(Is is)
    {
        std::vector<Paragraph> items;
        for (std::size_t i = x_parts.application_rules; i < x_parts.rules.size(); ++i) {
            const Rule& rule = x_parts.rules[i];
            if (is(rule)) items.push_back(this->rule(rule, Place::use, services_named(rule.services)));
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
                                     value(rule.facility_last_day, place, Measure::nothing, who)));
        if (place == Place::use && has_stays(rule.services)) {
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
        Paragraph said = condition(rule.require, place, who);
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
            first = value(rule.first_day, place, Measure::nothing, say("{}の始まり", "the begin of {}", who));
        if (has_last)
            last = value(rule.last_day, place, Measure::nothing, say("{}の終わり", "the end of {}", who));
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
        said.parts.push_back(
            put("この定めは、{}ときに適用する。", "This applies if {}.", condition(rule.when, place, who)));
    }

    void add_sentences(Paragraph& said, const Rule& rule) const
    {
        said.parts.push_back(
            {say("認めないときに示す文：{}", "Shown when refused: {}", quoted(shown(rule.refused)))});
        if (!rule.met.ja.empty())
            said.parts.push_back(
                {say("認めるときに示す文：{}", "Shown when met: {}", quoted(shown(rule.met)))});
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
        const Text who = services_named(rule.services);
        Paragraph said = value(rule.at_most, Place::use, measure, say("{}の上限", "the limit of {}", who));
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
                   services_named(rule.counting.services), what);
    }

    // ---- prices ----

    std::vector<Paragraph> prices()
    {
        std::vector<Paragraph> items;
        for (std::size_t i = 0; i < x_parts.services.size(); ++i) {
            const Service& service = x_parts.services[i];
            if (service.priced) {
                items.push_back(price(service, x_parts.service_parts[i].price));
            } else {
                items.push_back({say("{}：料金は、定められていない。", "{}: the price is not stated.",
                                     quoted(service.name))});
            }
        }
        return items;
    }

    Paragraph price(const Service& service, const Price& price)
    {
        const Measure measure = measure_of(service.unit);
        const Text where = say("{}の料金", "the price of {}", service.name);
        Paragraph said{quoted(service.name), price.source};
        said.parts.push_back(put("利用料金は、{}とする。", "The fee is {}.",
                                 value(price.fee, Place::price_fee, measure, where)));
        Paragraph steps{{"自己負担額は、利用料金から始めて、次の順に求める。",
                         "The parent's share begins with the fee and is worked out in this order."}};
        for (const PriceStep& step : price.steps) steps.parts.push_back(price_step(step, measure, where));
        said.parts.push_back(std::move(steps));
        said.parts.push_back(
            {{"求めた自己負担額が0円に満たないときは0円とし、利用料金を超えるときは利用料金とする。残りを公費"
              "負担額とする。",
              "The share is never below 0 yen nor above the fee; the rest is the public share."}});
        if (price.by_day || price.rounding.each_unit)
            said.parts.push_back({say("{}ごとに求めて、合計する。", "It is worked out for each {} and added.",
                                      each_of(service))});
        if (!is_whole(price)) said.parts.push_back({words_of(price.rounding, each_of(service))});
        said.parts.push_back(
            {price.paid_afterwards
                 ? Text{"利用者は、利用料金の全額を施設に支払い、後日、公費負担額の払戻し（償還払い）を受ける"
                        "。",
                        "The parent pays the whole fee and gets the public share back afterwards."}
                 : Text{"利用者は、利用のときに自己負担額を施設に支払う。",
                        "The parent pays the share to the facility at the use."}});
        return said;
    }

    static bool is_whole(const Price& price)
    {
        bool whole = price.fee.whole;
        for (const PriceStep& step : price.steps) whole &= step.parent_pays.whole;
        return whole;
    }

    static Text each_of(const Service& service)
    {
        if (service.asks == Asks::dates && service.nights_only) return {"1泊", "night"};
        return is_stay(service) ? Text{"1日", "day"} : one_of(measure_of(service.unit));
    }

    Paragraph price_step(const PriceStep& step, Measure measure, const Text& where)
    {
        Paragraph said = value(step.parent_pays, Place::price_step, measure, where);
        const Text label = quoted(step.label);
        if (!step.when.present()) {
            said.text = say("{}：{}とする。", "{}: {}.", label, said.text);
            return said;
        }
        Paragraph when = condition(step.when, Place::price_step, where, measure);
        said.text = say("{}：{}ときは、{}とする。", "{0}: if {1}, {2}.", label, when.text, said.text);
        // The list of the condition comes before that of the sum, in the order of the sentence.
        said.parts.insert(said.parts.begin(), when.parts.begin(), when.parts.end());
        return said;
    }

    // ---- the rest ----

    std::vector<Paragraph> documents() const
    {
        std::vector<Paragraph> items;
        for (std::size_t i = 0; i < x_parts.documents.size(); ++i) {
            const auto asked = x_asked_documents.find(static_cast<std::uint16_t>(i));
            const Text& name = x_parts.documents[i].second;
            items.push_back(
                {asked == x_asked_documents.end()
                     ? say("{}（これを確かめる定めはない。）", "{} (nothing asks for it)", name)
                     : say("{}（{}について確かめる。）", "{} (asked for {})", name, all_of(asked->second))});
        }
        return items;
    }

    static std::vector<Paragraph> always()
    {
        return {
            {{"施設が、そのサービスをその日に行っており、休業日でないこと。",
              "The facility offers the service on these days and is not closed."}},
            {{"利用者が、そのサービスに使う券を持っており、その残りがあること。",
              "The family holds the coupon, and some of it is left."}},
            {{"要件、期間及び上限は、すべて満たすこと。満たさないものが二つ以上あるときは、そのすべてを示す"
              "。",
              "All requirements, times and limits must be kept; all that are not are told."}},
            {{"上限が二つ以上あるときは、そのすべてに収まること。",
              "Where there are several limits, all of them hold."}},
            {{"判断に必要な事実が登録されていないときは、認めず、何が分からないかを示す。",
              "Where a fact is missing, the use is refused and the fact is named."}},
        };
    }

    std::vector<Paragraph> unsettled() const
    {
        std::vector<Paragraph> items;
        for (const Unsettled& point : x_parts.unsettled) items.push_back({point.text, point.source});
        return items;
    }

    /// Each source once, in the order of its first mention, with the places that rest on it.
    std::vector<Paragraph> sources() const
    {
        std::vector<std::pair<std::string, std::vector<Text>>> places;
        const auto place_of = [&](const std::string& source) -> std::vector<Text>& {
            const auto is_same = [&](const auto& known) { return known.first == source; };
            const auto found = std::find_if(places.begin(), places.end(), is_same);
            if (found != places.end()) return found->second;
            return places.emplace_back(source, std::vector<Text>{}).second;
        };
        for (std::size_t i = 0; i < x_description.sections.size(); ++i) {
            const auto& items = x_description.sections[i].items;
            for (std::size_t j = 0; j < items.size(); ++j) {
                if (items[j].source.empty()) continue;
                const std::string number = fmt::format("{}({})", i + 1, j + 1);
                place_of(items[j].source).push_back({number, number});
            }
        }
        std::vector<Paragraph> items;
        for (const auto& [source, numbers] : places) items.push_back({all_of(numbers), source});
        return items;
    }

    const Parts& x_parts;
    Description x_description;
    std::set<Op> x_used;
    bool x_judges_a_day = false;
    std::map<std::uint16_t, std::vector<Text>> x_asked_documents;
    std::vector<Paragraph> x_changes;
};

}  // namespace

Description describe(const Programme& programme)
{
    return Describer(programme).describe();
}

namespace {

/// 1 (1) ア (ア) a, as a 要綱 numbers its 項 and 号.
std::string number_of(std::size_t depth, std::size_t index, bool japanese)
{
    static constexpr std::string_view kana[] = {
        "ア", "イ", "ウ", "エ", "オ", "カ", "キ", "ク", "ケ", "コ", "サ", "シ", "ス", "セ", "ソ", "タ",
        "チ", "ツ", "テ", "ト", "ナ", "ニ", "ヌ", "ネ", "ノ", "ハ", "ヒ", "フ", "ヘ", "ホ", "マ", "ミ"};
    if (depth == 0) return fmt::format("({})", index + 1);
    if (depth > 2) return "・";
    const std::string letter = japanese && index < std::size(kana) ? std::string(kana[index])
                               : !japanese && index < 26 ? std::string(1, static_cast<char>('a' + index))
                                                         : std::to_string(index + 1);
    if (depth == 1) return japanese ? letter : letter + ".";
    return "(" + letter + ")";
}

void write(const std::vector<Paragraph>& items, std::size_t depth, bool japanese, std::string& out)
{
    for (std::size_t i = 0; i < items.size(); ++i) {
        const Paragraph& item = items[i];
        for (std::size_t n = 0; n <= depth; ++n) out += japanese ? "　" : "  ";
        out += number_of(depth, i, japanese) + (japanese ? "　" : " ") +
               (japanese ? item.text.ja : item.text.en);
        if (!item.source.empty()) out += japanese ? "〔" + item.source + "〕" : " [" + item.source + "]";
        out += '\n';
        write(item.parts, depth + 1, japanese, out);
    }
}

}  // namespace

std::string in_plain_text(const Description& description, bool japanese)
{
    std::string out = (japanese ? description.title.ja : description.title.en) + "\n";
    for (std::size_t i = 0; i < description.sections.size(); ++i) {
        const Section& section = description.sections[i];
        out += fmt::format("\n{}{}{}\n", i + 1, japanese ? "　" : ". ",
                           japanese ? section.heading.ja : section.heading.en);
        write(section.items, 0, japanese, out);
    }
    return out;
}

}  // namespace hagukumi::rules
