// The document, section by section.  Sections without anything say so: what is not there is a finding, too.
#include "rules/describe.hpp"

#include <algorithm>

#include "base/municipality_code.hpp"
#include "rules/booking/describe.hpp"
#include "rules/counting_notes.hpp"
#include "rules/form/describe.hpp"
#include "rules/telling.hpp"

namespace hagukumi::rules {

namespace {

class Describer {
public:
    explicit Describer(const Programme& programme) : x_telling(programme.parts()), x_parts(programme.parts())
    {
    }

    Description describe()
    {
        x_description.title = say("{}　{}", "{}: {}", x_parts.municipality_name, x_parts.name);
        add({"もとの文書と問い合わせ先", "The document and whom to ask"}, head());
        add({"用語", "Terms"}, terms());
        add({"申請できる方と期間", "Who can apply, and when"}, describe_application(x_telling));
        add({"申請書式", "Forms"}, forms());
        add({"交付", "What is granted"}, allotments());
        add({"サービスと単位", "Services and how they are counted"}, services());
        add({"利用できる方", "Who can use them"}, describe_requirements(x_telling));
        add({"利用できる期間", "When they can be used"}, describe_windows(x_telling));
        add({"上限", "Limits"}, describe_limits(x_telling));
        add({"料金", "Prices"}, describe_prices(x_telling));
        add({"予約", "Booking"}, booking());
        add({"まちがえたとき", "Putting a mistake right"}, corrections());
        add({"必要な書類", "Documents"}, documents());
        add({"日と数の数え方", "How days are counted"}, days());
        add({"数や日付がいつから変わるか", "What changes from which day"}, std::move(x_telling.changes));
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

    // ---- the head and the terms ----

    std::vector<Paragraph> head() const
    {
        std::vector<Paragraph> items;
        const std::string code = to_string(x_parts.municipality);
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
            {say("画面での券の呼び名：{}", "Word for the coupon: {}", in_quotes(x_parts.words.coupon))});
        return items;
    }

    std::vector<Paragraph> corrections() const
    {
        const Text office{
            "自治体の担当者は、理由を記録に残して、いつでも訂正し、取り消すことができる。",
            "The municipality's officers can correct or cancel a use at any time, with a reason "
            "on record."};
        if (!x_parts.corrections) {
            return {{office},
                    {{"施設が訂正し、取り消すことはできない。", "Facilities cannot correct or cancel it."}}};
        }
        const Corrections& rules = *x_parts.corrections;
        const std::string hours = std::to_string(rules.within.count());
        const Text until = rules.last_moment_included
                               ? say("記録から{}時間が過ぎるまで（ちょうどの時刻を含む）",
                                     "until {} hours after it was "
                                     "entered, that moment included",
                                     Text{hours, hours})
                               : say("記録から{}時間未満の間", "less than {} hours after it was entered",
                                     Text{hours, hours});
        Paragraph facility{say("施設は、{}、利用の数を訂正し、または取り消すことができる。",
                               "Facilities can correct the number or cancel a use {}.", until),
                           rules.source};
        facility.parts.push_back(
            {rules.more_allowed ? Text{"数を増やす訂正もできる。", "The number may also become higher."}
                                : Text{"数を増やす訂正はできない。", "The number may not become higher."}});
        return {std::move(facility), {office}};
    }

    std::vector<Paragraph> terms()
    {
        std::vector<Paragraph> items;
        for (std::size_t i = 0; i < x_parts.definitions.size(); ++i) items.push_back(definition(i));
        for (std::size_t i = 0; i < x_parts.counters.size(); ++i)
            items.push_back(describe_counter(x_telling, i));
        if (!x_parts.household_classes.empty()) {
            std::vector<Text> names;
            for (const auto& [code, name] : x_parts.household_classes) names.push_back(in_quotes(name));
            items.push_back({say("世帯区分は、{}とする。", "The household classes are {}.", all_of(names))});
        }
        return items;
    }

    Paragraph definition(std::size_t index)
    {
        const Definition& definition = x_parts.definitions[index];
        const Text name = name_of_definition(x_parts, index);
        Paragraph said = definition.is.type == Type::truth
                             ? put("とは、{}ことをいう。", " means that {}.",
                                   x_telling.condition(definition.is, Place::definition, name))
                             : put("とは、{}をいう。", " is {}.",
                                   x_telling.value(definition.is, Place::definition, Measure::nothing, name));
        said.text = say("{}{}", "{}{}", name, said.text);
        said.source = definition.source;
        return said;
    }

    // ---- application and allotments ----

    std::vector<Paragraph> allotments()
    {
        std::vector<Paragraph> items;
        for (std::size_t i = 0; i < x_parts.allotments.size(); ++i)
            items.push_back(allotment(x_parts.allotments[i], x_parts.allotment_parts[i]));
        return items;
    }

    Paragraph allotment(const Allotment& allotment, const AllotmentParts& parts)
    {
        const Text name = in_quotes(allotment.name);
        const Measure measure = measure_of(allotment.unit);
        const Text whose = words_of(allotment.holder);
        Paragraph said;
        if (!allotment.limited) {
            said.text = say("{}：{}、交付する。数の上限はない。数えるときの単位は、{}とする。",
                            "{}: {}, without a number. It is counted in units of one {}.", name, whose,
                            one_of(measure));
        } else if (parts.notes.empty()) {
            said = x_telling.value(parts.units, Place::application, measure,
                                   say("{}の数", "the number of {}", name));
            said.text = say("{}：{}、{}を交付する。", "{}: {}, {}.", name, whose, said.text);
        } else {
            said.text =
                say("{}：{}、次の額面の券を交付する。券は1枚単位で使い、釣銭は出さない。",
                    "{}: {}, notes of these values. They are used whole and give no change.", name, whose);
            for (const NotePart& note : parts.notes) {
                const Text face = money_in_words({note.value, 1});
                said.parts.push_back(put(
                    face.ja + "券：{}", "of " + face.en + ": {}",
                    x_telling.value(note.count, Place::application, Measure::sheet,
                                    say("{}の{}券の枚数", "the number of notes of {1} of {0}", name, face))));
            }
        }
        said.source = allotment.source;
        if (parts.granted_when.present())
            said.parts.push_back(put("{}ときに限り交付する。", "It is granted only if {}.",
                                     x_telling.condition(parts.granted_when, Place::application, name)));
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
        Paragraph said{say("{}：{}を使う。", "{}: uses {}.", in_quotes(service.name),
                           in_quotes(x_parts.allotments[service.allotment].name)),
                       service.source};
        if (!service.description.ja.empty())
            said.parts.push_back({say("案内文：{}", "As described: {}", in_quotes(service.description))});
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
                                      in_quotes(shown(parts.too_few)))});
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
                return say("始まりと終わりの時刻を申し出る。{}を単位として数え、{}。{}",
                           "The times of begin and end are given, counted by the {}; {}. {}", one_of(measure),
                           parts.begun_unit_counts
                               ? Text{"これに満たない端数は切り上げる", "a begun one counts in full"}
                               : Text{"端数のある利用は認めない", "a use with a begun one is refused"},
                           service.ends_next_day
                               ? Text{"翌日にかけて利用することができ、始まった日の利用として数える。",
                                      "A use may end on the next day; it counts for the day of its begin."}
                               : Text{"利用は、その日のうちに終わるものとする。", "A use ends on its day."});
            case Asks::amount:
                return {"施設の請求額を申し出る。そのうち券で支払う額を、円で数える。",
                        "The facility's bill is given; what the coupon pays of it counts, in yen."};
            case Asks::number: break;
        }
        return say("{}を申し出る。すべて利用開始日の利用として数える。",
                   "The number of {} is given; all count as of the first day.", sum_noun(measure));
    }

    // ---- the rest ----

    std::vector<Paragraph> booking()
    {
        std::vector<Paragraph> items;
        for (const BookingRules& rules : x_parts.booking) {
            const Text who =
                rules.of_interview ? Text{"面談", "the interview"} : x_telling.services_named(rules.services);
            if (rules.release.by == Release::By::whole_month &&
                rules.release.on_closed_day != OnClosedDay::stays)
                x_telling.used.insert(Op::open_day);
            for (const auto& deadline :
                 {rules.deadlines.book, rules.deadlines.change, rules.deadlines.cancel}) {
                if (deadline && deadline->open_days) x_telling.used.insert(Op::open_days_before);
                if (deadline && deadline->on_closed_day != OnClosedDay::stays)
                    x_telling.used.insert(Op::open_day);
            }
            if (!rules.age_groups.empty()) x_telling.used.insert(Op::age_in_months);
            items.push_back(describe_booking(rules, who, [&](const Formula& formula) {
                return x_telling.condition(formula, Place::definition, say("{}の予約", "booking of {}", who));
            }));
        }
        return items;
    }

    std::vector<Paragraph> forms()
    {
        std::vector<Paragraph> items;
        for (const Form& form : x_parts.forms) {
            if (form.answered_within && form.answered_within->open_days)
                x_telling.used.insert(Op::open_days_after);
            items.push_back(describe_form(x_parts, form, [&](const Formula& formula) {
                return x_telling.condition(formula, Place::form, in_quotes(form.name));
            }));
        }
        return items;
    }

    std::vector<Paragraph> documents() const
    {
        std::vector<Paragraph> items;
        for (std::size_t i = 0; i < x_parts.documents.size(); ++i) {
            const auto asked = x_telling.asked_documents.find(static_cast<std::uint16_t>(i));
            const Text& name = x_parts.documents[i].second;
            items.push_back(
                {asked == x_telling.asked_documents.end()
                     ? say("{}（これを確かめる定めはない。）", "{} (nothing asks for it)", name)
                     : say("{}（{}について確かめる。）", "{} (asked for {})", name, all_of(asked->second))});
        }
        return items;
    }

    std::vector<Paragraph> days() const
    {
        std::vector<Paragraph> items;
        if (x_telling.judges_a_day) {
            items.push_back({{"「判定日」とは、申請のときは申請日、利用のときは利用するそれぞれの日をいう。",
                              "“The day that is judged” is the day of application, or each day of a use."}});
        }
        for (Paragraph& note : counting_notes(x_telling.used, x_parts.calendar.get()))
            items.push_back(std::move(note));
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

    Telling x_telling;
    const Parts& x_parts;
    Description x_description;
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
