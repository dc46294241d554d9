#include "rules/odd.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <functional>
#include <map>
#include <set>

#include "base/era.hpp"
#include "rules/cases.hpp"
#include "rules/told.hpp"

namespace hagukumi::rules {

void for_each_node(std::string_view key, const Node& node,
                   const std::function<void(std::string_view key, const Node& node)>& visit)
{
    visit(key, node);
    for (const auto& [name, value] : node.entries) for_each_node(name.text, value, visit);
    for (const Node& item : node.items) for_each_node(key, item, visit);
}

namespace {

/// The dates that a text contains.
std::vector<Date> dates_in(std::string_view text)
{
    std::vector<Date> dates;
    constexpr std::size_t length = 10;
    for (std::size_t i = 0; i + length <= text.size(); ++i) {
        if (text[i + 4] != '-') continue;
        if (const auto date = parse_iso_date(text.substr(i, length))) dates.push_back(*date);
    }
    return dates;
}

/// The texts that stand under `key` anywhere below `root`.
std::set<std::string> texts_under(std::string_view key, const Node& root)
{
    std::set<std::string> found;
    for_each_node("", root, [&](std::string_view at, const Node& node) {
        if (at == key) found.insert(node.text);
    });
    return found;
}

bool counts_open_days(Op op)
{
    return op == Op::open_days_after || op == Op::open_days_before || op == Op::open_day || op == Op::holiday;
}

bool answers_by_open_days(const Form& form)
{
    return form.answered_within && form.answered_within->open_days;
}

bool asks_household_class(const Form& form)
{
    for (std::size_t i = 0; i < form.question_count(); ++i) {
        if (form.question(i).becomes == Becomes::household_class) return true;
    }
    return false;
}

bool books_by_open_days(const BookingRules& rules)
{
    const auto by_open_days = [](const std::optional<Deadline>& one) { return one && one->needs_calendar(); };
    const Deadlines& deadlines = rules.deadlines;
    return rules.release.on_closed_day != OnClosedDay::stays || by_open_days(deadlines.book) ||
           by_open_days(deadlines.change) || by_open_days(deadlines.cancel) ||
           rules.facility_sets_deadlines ||
           std::any_of(rules.cancelling.begin(), rules.cancelling.end(),
                       [](const CancellationCost& cost) { return cost.from.needs_calendar(); });
}

}  // namespace

// ---- places ----

void OddityFinder::add(const Node& at, Text found, Text means, Text what_to_do)
{
    x_oddities.push_back({at.line, at.column, std::move(found), std::move(means), std::move(what_to_do)});
}

std::vector<Oddity> OddityFinder::take()
{
    std::stable_sort(x_oddities.begin(), x_oddities.end(), [](const Oddity& a, const Oddity& b) {
        return std::tie(a.line, a.column) < std::tie(b.line, b.column);
    });
    return std::move(x_oddities);
}

const Node& OddityFinder::key_of(std::string_view section, std::string_view code) const
{
    if (const Node* const map = x_root.find(section)) {
        for (const auto& [key, value] : map->entries) {
            if (key.text == code) return key;
        }
    }
    return x_root;
}

const Node& OddityFinder::under(std::string_view section, std::string_view code, std::string_view key) const
{
    const Node* const map = x_root.find(section);
    const Node* const one = map ? map->find(code) : nullptr;
    const Node* const found = one ? one->find(key) : nullptr;
    return found ? *found : key_of(section, code);
}

const Node& OddityFinder::rule_node(std::size_t rule) const
{
    const bool of_application = rule < x_parts.application_rules;
    const Node* const list = x_root.find(of_application ? "application_rules" : "use_rules");
    return list->items[of_application ? rule : rule - x_parts.application_rules];
}

const Node& OddityFinder::in_rule(std::size_t rule, std::string_view key) const
{
    const Node& node = rule_node(rule);
    const Node* const found = node.find(key);
    return found ? *found : node;
}

std::vector<WrittenFormula> OddityFinder::formulas() const
{
    std::vector<WrittenFormula> all;
    const auto note = [&](const Formula& formula, const Node& node) {
        if (formula.present()) all.push_back({&formula, &node});
    };
    for (const Definition& definition : x_parts.definitions)
        note(definition.is, under("definitions", definition.code, "is"));
    for (const Counter& counter : x_parts.counters) {
        note(counter.counting.from, under("counters", counter.code, "counting_from"));
        note(counter.counting.until, under("counters", counter.code, "counting_until"));
    }
    for (std::size_t i = 0; i < x_parts.allotments.size(); ++i) {
        const std::string& code = x_parts.allotments[i].code;
        const AllotmentParts& parts = x_parts.allotment_parts[i];
        note(parts.units, under("allotments", code, "units"));
        note(parts.granted_when, under("allotments", code, "granted_when"));
        for (std::size_t n = 0; n < parts.notes.size(); ++n)
            note(parts.notes[n].count, *under("allotments", code, "notes").items[n].find("count"));
    }
    for (std::size_t i = 0; i < x_parts.rules.size(); ++i) {
        const Rule& rule = x_parts.rules[i];
        note(rule.when, in_rule(i, "when"));
        note(rule.require, in_rule(i, "require"));
        note(rule.first_day, in_rule(i, "first_day"));
        note(rule.last_day, in_rule(i, "last_day"));
        note(rule.facility_last_day, in_rule(i, "facility_last_day"));
        note(rule.at_most, in_rule(i, "at_most"));
        note(rule.counting.from, in_rule(i, "counting_from"));
        note(rule.counting.until, in_rule(i, "counting_until"));
    }
    for (std::size_t i = 0; i < x_parts.services.size(); ++i) {
        if (!x_parts.services[i].priced) continue;
        const Price& price = x_parts.service_parts[i].price;
        const Node& node = under("services", x_parts.services[i].code, "price");
        note(price.fee, *node.find("fee"));
        for (std::size_t n = 0; n < price.steps.size(); ++n) {
            const Node& step = node.find("steps")->items[n];
            if (const Node* const when = step.find("when")) note(price.steps[n].when, *when);
            note(price.steps[n].parent_pays, *step.find("parent_pays"));
        }
    }
    for (std::size_t i = 0; i < x_parts.booking.size(); ++i) {
        const Node& entry = x_root.find("booking")->items[i];
        for (std::size_t n = 0; n < x_parts.booking[i].priorities.size(); ++n) {
            const Node* const when = entry.find("priority")->items[n].find("when");
            if (when != nullptr) note(x_parts.booking[i].priorities[n].when, *when);
        }
    }
    for (std::size_t i = 0; i < x_parts.forms.size(); ++i) {
        const Node& pages = *x_root.find("forms")->items[i].find("pages");
        for (std::size_t p = 0; p < pages.items.size(); ++p) {
            const Node& questions = *pages.items[p].find("questions");
            for (std::size_t q = 0; q < questions.items.size(); ++q) {
                const FormQuestion& question = x_parts.forms[i].pages[p].questions[q];
                const Node& node = questions.items[q];
                if (const Node* const when = node.find("when")) note(question.when, *when);
                for (std::size_t n = 0; n < question.checks.size(); ++n)
                    note(question.checks[n].require, *node.find("checks")->items[n].find("require"));
            }
        }
    }
    return all;
}

// ---- what nothing uses ----

void OddityFinder::look_at_uses()
{
    std::set<std::pair<Op, std::uint16_t>> named;
    std::set<Op> functions;
    for (const WrittenFormula& written : formulas()) {
        for (const Branch& branch : written.formula->branches) {
            for (const Step& step : branch.expression.steps) {
                named.emplace(step.op, step.word);
                functions.insert(step.op);
            }
        }
    }
    const auto names = [&](std::initializer_list<Op> ops, std::size_t word) {
        return std::any_of(ops.begin(), ops.end(), [&](Op op) {
            return named.count({op, static_cast<std::uint16_t>(word)}) != 0;
        });
    };
    const Text remove{"使うところを書くか、要らなければ消してください。",
                      "Use it where it is meant, or remove it."};
    for (std::size_t i = 0; i < x_parts.definitions.size(); ++i) {
        if (names({Op::definition, Op::known_definition}, i)) continue;
        const std::string& code = x_parts.definitions[i].code;
        add(key_of("definitions", code),
            told("定義 `{}` は、どこにも使われていません。", "The definition `{}` is used nowhere.", code),
            {"あってもなくても、判定は変わりません。", "No decision depends on it."}, remove);
    }
    for (std::size_t i = 0; i < x_parts.counters.size(); ++i) {
        if (names({Op::counter}, i)) continue;
        const std::string& code = x_parts.counters[i].code;
        add(key_of("counters", code),
            told("集計 `{}` は、どこにも使われていません。", "The counter `{}` is used nowhere.", code),
            {"あってもなくても、判定は変わりません。", "No decision depends on it."}, remove);
    }
    for (std::size_t i = 0; i < x_parts.documents.size(); ++i) {
        if (names({Op::document_valid, Op::document_from, Op::document_until}, i)) continue;
        const auto& [code, name] = x_parts.documents[i];
        add(key_of("documents", code),
            told("証明書類「{}」（`{}`）を求める規則がありません。",
                 "No rule asks for the proof `{1}` ({0}).", name, code),
            {"出してもらっても、判定は変わりません。", "Handing it in changes no decision."}, remove);
    }
    const bool asks_class =
        std::any_of(x_parts.forms.begin(), x_parts.forms.end(), asks_household_class) ||
        functions.count(Op::class_in) != 0 || functions.count(Op::class_on) != 0 ||
        names({Op::fact, Op::known_fact}, static_cast<std::size_t>(Fact::household_class));
    const std::set<std::string> in_cases = texts_under("class", x_root);
    for (const auto& [code, name] : x_parts.household_classes) {
        if (asks_class || in_cases.count(code) != 0) continue;
        add(key_of("household_classes", code),
            told("世帯区分「{}」（`{}`）は、規則にも料金にも例にも出てきません。",
                 "No rule, price or worked case names the household class `{1}` ({0}).", name, code),
            {"区分を確かめる手間だけがかかります。", "It is asked of families for nothing."},
            {"区分で変わることを書くか、変わらないことを例で示すか、要らなければ消してください。",
             "Write what depends on it, show in a case that nothing does, or remove it."});
    }
    const bool counts = std::any_of(functions.begin(), functions.end(), counts_open_days) ||
                        std::any_of(x_parts.booking.begin(), x_parts.booking.end(), books_by_open_days) ||
                        std::any_of(x_parts.forms.begin(), x_parts.forms.end(), answers_by_open_days);
    if (const Node* const calendar = x_root.find("calendar"); calendar && !counts) {
        add(*calendar,
            {"開庁日を数える規則がないのに、`calendar` が書かれています。",
             "`calendar` is written, but nothing counts open days."},
            {"祝日は判定に使われません。", "Holidays change no decision."},
            {"`open_day` などを使うか、この行を消してください。",
             "Use `open_day` and the like, or remove the line."});
    }
    for (std::size_t i = 0; i < x_parts.allotments.size(); ++i) {
        const auto draws = [&](const Service& service) { return service.allotment == i; };
        if (std::any_of(x_parts.services.begin(), x_parts.services.end(), draws)) continue;
        const Allotment& allotment = x_parts.allotments[i];
        add(key_of("allotments", allotment.code),
            told("「{}」（`{}`）を使う事業（`services`）がありません。",
                 "No service draws on the allotment `{1}` ({0}).", allotment.name, allotment.code),
            {"付与されても、使うところがありません。", "It is granted and cannot be used."},
            {"事業の `allotment` に書くか、要らなければ消してください。",
             "Name it in the `allotment` of a service, or remove it."});
    }
}

// ---- prices ----

void OddityFinder::look_at_prices()
{
    // A document that states no price at all is one thing; one service left out beside others is another.
    const auto priced = [](const Service& service) { return service.priced; };
    if (std::none_of(x_parts.services.begin(), x_parts.services.end(), priced)) return;
    for (const Service& service : x_parts.services) {
        if (service.priced) continue;
        add(under("services", service.code, "price"),
            told("「{}」（`{}`）だけ料金がありません。",
                 "The service `{1}` ({0}) has no price, while others have one.", service.name, service.code),
            {"保護者には、いくら払うかが示されません。", "Parents do not see what they pay."},
            {"要綱に料金があれば `price` に書き、本当にないときは `unsettled` に理由を残してください。",
             "Write the `price` if the rules state it; if they do not, say so under `unsettled`."});
    }
}

// ---- holidays ----

void OddityFinder::look_at_holidays()
{
    if (!x_parts.calendar) return;
    const auto all = formulas();
    const bool counts = std::any_of(all.begin(), all.end(), [](const WrittenFormula& written) {
        const auto& branches = written.formula->branches;
        return std::any_of(branches.begin(), branches.end(), [](const Branch& branch) {
            const auto& steps = branch.expression.steps;
            return std::any_of(steps.begin(), steps.end(),
                               [](const Step& step) { return counts_open_days(step.op); });
        });
    });
    if (!counts && std::none_of(x_parts.booking.begin(), x_parts.booking.end(), books_by_open_days)) return;
    // The days on which something is used or changes; not those of births and proofs.
    const Node* first = nullptr;
    Date date{};
    std::size_t more = 0;
    const auto note = [&](const Node& node) {
        for (const Date day : dates_in(node.text)) {
            if (x_parts.calendar->is_known(day)) continue;
            if (first == nullptr) {
                first = &node;
                date = day;
            } else {
                ++more;
            }
        }
    };
    for (const std::string_view section :
         {"definitions", "allotments", "services", "counters", "application_rules", "use_rules", "booking"}) {
        if (const Node* const node = x_root.find(section))
            for_each_node("", *node, [&](std::string_view, const Node& one) { note(one); });
    }
    if (const Node* const cases = x_root.find("cases")) {
        const auto note_today = [&](const Node& node) {
            if (const Node* const today = node.find("today")) note(*today);
            if (const Node* const request = node.find("request")) {
                for (const auto& [key, value] : request->entries) note(value);
            }
        };
        for (const Node& one : cases->items) {
            note_today(one);
            if (const Node* const steps = one.find("steps")) {
                for (const Node& step : steps->items) note_today(step);
            }
        }
    }
    if (first == nullptr) return;
    const std::string known_until = hagukumi::to_string(x_parts.calendar->known_until());
    Text found = told("{}は、祝日が公表されている{}より後です。",
                      "{} is later than {}, the last day for which the holidays are known.",
                      hagukumi::to_string(date), known_until);
    if (more > 0) found = told("{}（ほかに{}か所）", "{} (And {} more places.)", found, more);
    add(*first, std::move(found),
        {"その後の開庁日は、祝日のないものとして数えられます。",
         "Open days after it are counted as if there were no holidays."},
        {"祝日を `calendars` のファイルに加えるか、日付を確かめてください。",
         "Add the holidays to the file in `calendars`, or check the date."});
}

// ---- booking ----

void OddityFinder::look_at_booking()
{
    const Node* const entries = x_root.find("booking");
    if (entries == nullptr) return;
    for (const Node& entry : entries->items) {
        const Node* const deadlines = entry.find("deadlines");
        const Node* const cancel = deadlines != nullptr ? deadlines->find("cancel") : nullptr;
        const Node* const theirs = entry.find("facility_sets_deadlines");
        if (cancel == nullptr || cancel->text != "never" || entry.find("cancelling") == nullptr) continue;
        if (theirs != nullptr && theirs->text == "true") continue;
        add(*cancel,
            {"`cancel: never` と並んで、取消しにかかるもの（`cancelling`）があります。",
             "`cancel: never` stands beside what cancelling costs (`cancelling`)."},
            {"`never` は「できない」です。ご家庭は取り消せず、`cancelling` "
             "は職員が取り消したときにだけかかります。",
             "`never` says that it is not possible: families cannot cancel, and only a cancelling by staff "
             "costs "
             "anything."},
            {"遅れてからも取り消せるなら、いつまでかを `cancel` に書いてください。",
             "Where a late cancelling is possible, write until when under `cancel`."});
    }
}

// ---- worked cases ----

void OddityFinder::look_at_cases(std::span<const CaseResult> cases)
{
    if (cases.empty()) {
        add(x_root, {"例（`cases`）が一つもありません。", "There are no worked cases."},
            {"規則が要綱のとおりに働くか、確かめられていません。",
             "Nothing shows that the rules do what the document says."},
            {"規則ごとに、使える最後の日とその翌日などの例を書いてください。",
             "Write cases for each rule: the last day that holds, and the day after it."});
        return;
    }
    std::set<std::size_t> services, against;
    for (const CaseResult& one : cases) {
        services.insert(one.services.begin(), one.services.end());
        against.insert(one.against.begin(), one.against.end());
    }
    for (std::size_t i = 0; i < x_parts.services.size(); ++i) {
        if (services.count(i) != 0) continue;
        const Service& service = x_parts.services[i];
        add(key_of("services", service.code),
            told("「{}」（`{}`）を使う例がありません。", "No worked case uses the service `{1}` ({0}).",
                 service.name, service.code),
            {"この事業が要綱のとおりに判定されるか、確かめられていません。",
             "Nothing shows that it is decided as the document says."},
            {"使える例と使えない例を `cases` に書いてください。",
             "Write a case that is granted and one that is refused."});
    }
    for (std::size_t i = 0; i < x_parts.rules.size(); ++i) {
        if (against.count(i) != 0) continue;
        add(rule_node(i),
            told("規則 `{}` で使えなくなる例がありません。",
                 "In no worked case does the rule `{}` take anything away.", x_parts.rules[i].info.code),
            {"境目が要綱のとおりか、確かめられていません。",
             "Nothing shows that its edge is where the document says."},
            {"使える最後の日とその翌日のように、境目の例を `cases` に書いてください。",
             "Write cases at its edge: the last day that holds, and the day after it."});
    }
    const auto look_at_examples = [&](std::string_view section, std::string_view key, const Text& what) {
        const Node* const examples = x_root.find(section);
        const Node* const written = x_root.find("cases");
        if (examples == nullptr || written == nullptr) return;
        const std::set<std::string> named = texts_under(key, *written);
        for (const auto& entry : examples->entries) {
            if (named.count(entry.first.text) != 0) continue;
            add(entry.first,
                told("{} `{}` は、どの例にも出てきません。", "The {} `{}` is in no worked case.", what,
                     entry.first.text),
                {"確かめに使われていません。", "It shows nothing."},
                {"例に使うか、消してください。", "Use it in a case, or remove it."});
        }
    };
    look_at_examples("example_families", "family", {"見本の世帯", "example family"});
    look_at_examples("example_facilities", "facility", {"見本の施設", "example facility"});
}

std::vector<Oddity> find_oddities(const Programme& programme, std::string_view text,
                                  std::span<const CaseResult> cases)
{
    Mistakes ignored("");
    const Node root = read_yaml(text, ignored);
    OddityFinder finder(programme.parts(), root);
    finder.look_at_uses();
    finder.look_at_prices();
    finder.look_at_texts();
    finder.look_at_holidays();
    finder.look_at_booking();
    finder.look_at_grants_and_uses();
    finder.look_at_caps();
    finder.look_at_windows();
    finder.look_at_conflicts();
    finder.look_at_versions();
    finder.look_at_cases(cases);
    return finder.take();
}

std::string to_string(const std::string& file, const Oddity& oddity, std::string_view language)
{
    const Text line = told("{}:{}:{}: 注意: {}{}{}", "{}:{}:{}: warning: {} {} {}", file, oddity.line,
                           oddity.column, oddity.found, oddity.means, oddity.what_to_do);
    return language == "en" ? line.en : line.ja;
}

}  // namespace hagukumi::rules
