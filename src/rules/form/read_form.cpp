#include "rules/form/read_form.hpp"

#include <algorithm>

#include "rules/form/cases.hpp"
#include "rules/form/reimbursement.hpp"
#include "rules/schema.hpp"
#include "rules/told.hpp"

namespace hagukumi::rules {

namespace {

constexpr std::int64_t most_characters = 1000;
constexpr std::int64_t most_digits = 30;
constexpr std::size_t most_questions = 200;

bool has_options(AnswerKind kind)
{
    return kind == AnswerKind::choice || kind == AnswerKind::choices;
}

/// What a condition can do with the answer.
Type type_of(AnswerKind kind)
{
    switch (kind) {
        case AnswerKind::date: return Type::date;
        case AnswerKind::number: return Type::number;
        case AnswerKind::choice: return Type::answer;
        case AnswerKind::consent: return Type::truth;
        default: return Type::mistake;
    }
}

/// Reads one entry of `forms:`.
class FormReader {
public:
    FormReader(const Node& node, Parts& parts, const Names& names, Mistakes& mistakes)
        : x_map(node, Map::form, mistakes), x_parts(parts), x_names(names), x_mistakes(mistakes)
    {
        // What a form asks for is not what a decision reads of a family.
        x_names.facts_named = nullptr;
        x_form.first_question = static_cast<std::uint16_t>(parts.asked.size());
    }

    void read()
    {
        if (!x_map.is_map()) return;
        x_form.line = x_map.node().line;
        read_code();
        x_form.source = x_map.text("source");
        x_form.name = x_map.sentence("name");
        x_form.about = x_map.optional_sentence("about");
        x_form.purpose = x_map.sentence("purpose");
        read_needs();
        read_lead_time();
        read_deciders();
        read_change_notice();
        read_notice();
        read_pages();
        read_reimbursement();
        const Form& form = x_parts.forms.emplace_back(std::move(x_form));
        if (x_mistakes.empty()) read_form_cases(x_map.node(), form, x_parts, x_mistakes);
    }

private:
    void read_code()
    {
        const Node* const node = x_map.need("form");
        if (!node || !is_code(*node, {"書式", "a form"}, x_mistakes)) return;
        x_form.code = node->text;
        for (const Form& other : x_parts.forms) {
            if (other.code == x_form.code)
                x_mistakes.add(*node, told("{}が二つある", "{} a second time", backquoted(x_form.code)),
                               {"書式ごとに別のコード", "a code of its own"},
                               {"コードを変えてください", "rename the form"});
        }
    }

    void read_needs()
    {
        const Node* const node = x_map.find("sending_needs");
        if (!node) return;
        for_each(*node, same("`sending_needs`"), [&](const Node& item) {
            std::vector<std::string_view> names;
            for (std::size_t i = 0; i < x_parts.application_rules; ++i)
                names.push_back(x_parts.rules[i].info.code);
            const auto found = std::find(names.begin(), names.end(), item.text);
            if (found == names.end()) {
                x_mistakes.add(item, told("規則に{}が書かれている", "{} as a rule", what_is(item)),
                               names.empty()
                                   ? Text{"`application_rules` の規則", "a rule of `application_rules`"}
                                   : list_of(names),
                               suggest(item.text, names,
                                       {"`application_rules` の規則を書いてください",
                                        "name a rule of `application_rules`"}));
                return;
            }
            x_form.sending_needs.push_back(static_cast<std::uint16_t>(found - names.begin()));
        });
    }

    void read_lead_time()
    {
        const Node* const node = x_map.find("answered_within");
        if (!node) return;
        const MapReader map(*node, Map::lead_time, x_mistakes);
        LeadTime lead;
        lead.days = static_cast<int>(map.number("days").value_or(1));
        if (const auto counted = map.choice("counted_in")) lead.open_days = *counted == 1;
        if (lead.open_days && !x_names.has_calendar)
            x_mistakes.add(
                *node, {"暦がないのに開庁日で数えている", "open days without a calendar"},
                {"はじめの部分に `calendar: japan`", "`calendar: japan` in the head"},
                {"どの暦で開庁日を数えるか書いてください", "say by which calendar open days are counted"});
        x_form.answered_within = lead;
    }

    void read_deciders()
    {
        const auto decided_by = x_map.choice("decided_by");
        if (!decided_by) return;
        x_form.decided_by = static_cast<DecidedBy>(*decided_by);
    }

    void read_change_notice()
    {
        x_form.is_change_notice = x_map.truth("change_notice").value_or(false);
        x_form.blocks_booking = x_map.truth("blocks_booking").value_or(false);
        if (x_form.blocks_booking && !x_form.is_change_notice)
            x_mistakes.add(*x_map.find("blocks_booking"),
                           {"変更届でない書式の `blocks_booking`", "`blocks_booking` of no change notice"},
                           {"`change_notice: true` の書式だけ", "it with `change_notice: true`"},
                           {"消すか、`change_notice: true` を書いてください",
                            "remove it, or write `change_notice: true`"});
    }

    /// 償還払い: what is asked is enough to decide the use and to pay it back, and no other form asks for it.
    void read_reimbursement()
    {
        const Node* const node = x_map.find("reimburses");
        if (node) for_each(*node, same("`reimburses`"), [&](const Node& item) { read_reimbursed(item); });
        const Node& where = node ? *node : x_map.node();
        for (const BecomesInfo* const missing : missing_of_a_reimbursement(x_form, x_parts))
            x_mistakes.add(
                where, told("{}になる質問がない", "no question that becomes {}", backquoted(missing->word)),
                told("種類{}の必須の質問", "a required question of the kind {}",
                     backquoted(code_of(missing->kind))),
                told("{}をたずねる質問に `becomes` と `required: true` を書いてください",
                     "ask for {}, with `becomes` and `required: true`", missing->name));
        if (!node && asks_for_a_payee(x_form))
            x_mistakes.add(where,
                           {"償還払いでない書式の `use` か `payee`", "`use` or `payee` without `reimburses`"},
                           {"`reimburses` のある書式だけ", "them with `reimburses`"},
                           {"その `becomes` を消すか、`reimburses` を書いてください",
                            "remove that `becomes`, or write `reimburses`"});
        if (node && x_form.decided_by == DecidedBy::rules)
            x_mistakes.add(*node,
                           {"規則だけで決まる償還払い", "a reimbursement that the rules alone approve"},
                           {"`decided_by` の `officer` か `two_officers`",
                            "`officer` or `two_officers` as `decided_by`"},
                           {"領収書は人が確かめます。`decided_by` を変えてください",
                            "a person looks at the receipt: change `decided_by`"});
        if (node && x_form.is_change_notice)
            x_mistakes.add(*node, {"変更届でもある書式", "a change notice as well"},
                           {"どちらか一つ", "one of the two"},
                           {"`change_notice` を消してください", "remove `change_notice`"});
    }

    void read_reimbursed(const Node& item)
    {
        std::vector<std::string_view> names;
        for (const Service& service : x_parts.services)
            if (can_be_reimbursed(service)) names.push_back(service.code);
        if (std::find(names.begin(), names.end(), item.text) == names.end()) {
            x_mistakes.add(
                item,
                told("払い戻すサービスに{}が書かれている", "{} as a service that is paid back",
                     what_is(item)),
                names.empty() ? Text{"自己負担があり、日数か数でたずねるサービス",
                                     "a service with a price that is asked by days or a number"}
                              : list_of(names),
                suggest(item.text, names, {"サービスのコードを書いてください", "name such a service"}));
            return;
        }
        x_form.reimburses.push_back(item.text);
    }

    void read_notice()
    {
        const Node* const node = x_map.find("notice");
        if (!node) return;
        const MapReader map(*node, Map::decision_notice, x_mistakes);
        if (!map.is_map()) return;
        x_form.notice = {map.text("source"),       map.sentence("title"),    map.sentence("from"),
                         map.sentence("approved"), map.sentence("declined"), map.optional_sentence("appeal")};
    }

    void read_pages()
    {
        const Node* const node = x_map.need("pages");
        if (!node) return;
        for_each(*node, same("`pages`"), [&](const Node& item) {
            const MapReader map(item, Map::form_page, x_mistakes);
            FormPage& page = x_form.pages.emplace_back();
            page.title = map.sentence("title");
            page.text = map.optional_sentence("text");
            if (const Node* const questions = map.need("questions"))
                for_each(*questions, same("`questions`"), [&](const Node& one) { read_question(one, page); });
        });
        if (x_form.question_count() == 0)
            x_mistakes.add(
                *node, {"何もたずねない書式", "a form that asks nothing"},
                {"質問のある画面を一つ以上", "at least one page with a question"},
                {"`- title: …` と `questions:` を書いてください", "write `- title: …` with `questions:`"});
    }

    // ---- one question ----

    void read_question(const Node& node, FormPage& page)
    {
        const MapReader map(node, Map::form_question, x_mistakes);
        if (!map.is_map()) return;
        FormQuestion question;
        read_code(map, question);
        question.source = map.optional_text("source");
        question.ask = map.sentence("ask");
        question.help = map.optional_sentence("help");
        if (const auto kind = map.choice("kind")) question.kind = static_cast<AnswerKind>(*kind);
        question.required = map.truth("required").value_or(false);
        if (const Node* const when = map.find("when")) question.when = formula(*when);
        read_options(map, question);
        read_bounds(map, question);
        read_becoming(map, question);
        read_reading(map, question);
        name_it(question);
        read_checks(map, question);
        page.questions.push_back(std::move(question));
    }

    Formula formula(const Node& node)
    {
        return read_formula(node, Type::truth, Place::form, x_names, x_mistakes);
    }

    void read_code(const MapReader& map, FormQuestion& question)
    {
        const Node* const node = map.need("question");
        if (!node || !is_code(*node, {"質問", "a question"}, x_mistakes)) return;
        question.code = node->text;
        if (x_form.find_question(question.code))
            x_mistakes.add(*node, told("{}が二つある", "{} a second time", backquoted(question.code)),
                           {"質問ごとに別のコード", "a code of its own"},
                           {"コードを変えてください", "rename the question"});
        if (x_form.question_count() >= most_questions)
            x_mistakes.add(
                *node, {"201個目の質問", "a 201st question"}, {"200個まで", "at most 200"},
                {"質問を減らすか、書式を二つに分けてください", "ask less, or make two forms of it"});
    }

    void read_options(const MapReader& map, FormQuestion& question)
    {
        const Node* const node = map.find("answers");
        if (!has_options(question.kind)) {
            if (node)
                x_mistakes.add(*node,
                               told("種類{}に `answers` がある", "`answers` of the kind {}",
                                    backquoted(code_of(question.kind))),
                               {"`choice` と `choices` だけ", "them for `choice` and `choices`"},
                               {"消すか、`kind` を変えてください", "remove them, or change `kind`"});
            return;
        }
        if (!node || node->kind != Node::Kind::map || node->entries.size() < 2) {
            x_mistakes.add(node ? *node : map.node(),
                           {"選べる答えが二つない", "a choice with less than two answers"},
                           {"コードと文の組", "a map of codes and texts"},
                           {"`answers:` に、答えごとに `code: { ja: …, en: … }` を書いてください",
                            "write `answers:` with `code: { ja: …, en: … }` for each"});
            return;
        }
        for (const auto& [key, value] : node->entries) {
            if (is_code(key, {"答え", "an answer"}, x_mistakes))
                question.options.push_back({key.text, read_text(value, x_mistakes)});
        }
    }

    /// Each kind has its own meaning of `least` and `most`, or none.
    void read_bounds(const MapReader& map, FormQuestion& question)
    {
        const auto least = map.number("least");
        const auto most = map.number("most");
        const bool counts = question.kind == AnswerKind::choices || question.kind == AnswerKind::file;
        const bool is_digits = question.kind == AnswerKind::digits;
        const bool takes_least = counts || is_digits || question.kind == AnswerKind::number;
        const bool takes_most = takes_least || question.kind == AnswerKind::text;
        const auto refuse = [&](std::string_view key) {
            x_mistakes.add(
                *map.find(key),
                told("種類{1}に{0}がある", "{0} of the kind {1}", backquoted(key),
                     backquoted(code_of(question.kind))),
                {"数、数字、文、選択、添付だけ", "it of numbers, digits, texts, choices and files"},
                {"消してください", "remove it"});
        };
        if (least && !takes_least) refuse("least");
        if (most && !takes_most) refuse("most");
        question.least = least.value_or(is_digits || (counts && question.required) ? 1 : 0);
        switch (question.kind) {
            case AnswerKind::number: question.most = most.value_or(999'999'999); break;
            case AnswerKind::digits: question.most = most.value_or(most_digits); break;
            case AnswerKind::choices:
                question.most = most.value_or(static_cast<std::int64_t>(question.options.size()));
                break;
            case AnswerKind::file: question.most = most.value_or(1); break;
            case AnswerKind::text: question.most = most.value_or(most_characters); break;
            default: break;
        }
        if (takes_least && question.least > question.most)
            x_mistakes.add(map.node(), told("`least` が {}", "a least of {}", question.least),
                           told("`most` の {} 以下", "no more than the most, {}", question.most),
                           {"`least` か `most` を直してください", "correct `least` or `most`"});
    }

    void read_becoming(const MapReader& map, FormQuestion& question)
    {
        const auto index = map.choice("becomes");
        if (!index) return;
        const Node& node = *map.find("becomes");
        const BecomesInfo& info = all_becomings()[*index];
        if (info.kind != question.kind)
            x_mistakes.add(node,
                           told("種類{1}の答えが{0}になる", "{0} of the kind {1}", backquoted(info.word),
                                backquoted(code_of(question.kind))),
                           told("種類{}", "the kind {}", backquoted(code_of(info.kind))),
                           {"`kind` か `becomes` を変えてください", "change `kind` or `becomes`"});
        question.becomes = info.becomes;
        for (const FormPage& page : x_form.pages) {
            for (const FormQuestion& other : page.questions) {
                // Two questions of which one or the other is asked may become the same.
                const bool may_meet = !other.when.present() || !question.when.present();
                if (other.becomes == question.becomes && may_meet)
                    x_mistakes.add(node, told("{}が二つある", "{} a second time", backquoted(info.word)),
                                   {"一つの質問", "one question for it"},
                                   {"一度だけたずねるか、どちらにも条件を書いてください",
                                    "ask it once, or each under its own condition"});
            }
        }
        if (question.becomes == Becomes::birth_children && (question.least < 1 || question.most > 9))
            x_mistakes.add(node, {"子の数に範囲がない", "a number of children without bounds"},
                           {"`least: 1` と、`most: 9` 以下", "`least: 1` and `most: 9` or less"},
                           {"両方を書いてください", "write both"});
        if (question.becomes == Becomes::payee_kind) fits_options(node, question, kinds_of_account());
        if (question.becomes == Becomes::use_service) {
            std::vector<std::string_view> services;
            for (const Service& service : x_parts.services) services.push_back(service.code);
            fits_options(node, question, services);
        }
        if (question.becomes != Becomes::household_class) return;
        const auto& classes = x_names.household_classes;
        for (const FormOption& option : question.options) {
            if (std::find(classes.begin(), classes.end(), option.code) != classes.end()) continue;
            const std::vector<std::string_view> known(classes.begin(), classes.end());
            x_mistakes.add(
                node,
                told("世帯区分でない答え{}", "the answer {}, which is no household class",
                     backquoted(option.code)),
                known.empty() ? Text{"何もない（`household_classes` がないため）",
                                     "nothing, as `household_classes` is not written"}
                              : list_of(known),
                suggest(option.code, known,
                        {"答えのコードを世帯区分と同じにしてください", "name the answers as the classes"}));
        }
    }

    /// Each answer to choose is one of these codes.
    void fits_options(const Node& node, const FormQuestion& question,
                      const std::vector<std::string_view>& known)
    {
        for (const FormOption& option : question.options) {
            if (std::find(known.begin(), known.end(), option.code) != known.end()) continue;
            x_mistakes.add(node, told("答え{}", "the answer {}", backquoted(option.code)), list_of(known),
                           suggest(option.code, known,
                                   {"答えのコードをこのどれかにしてください", "name the answers as these"}));
        }
    }

    void read_reading(const MapReader& map, FormQuestion& question)
    {
        const Node* const node = map.find("reading_of");
        if (!node) return;
        const auto name = x_form.find_question(node->text);
        const bool is_name = name && x_form.question(*name).kind == AnswerKind::name;
        if (question.kind != AnswerKind::kana || !is_name) {
            x_mistakes.add(
                *node,
                told("読む名前に{}が書かれている", "{} as the name that is read", backquoted(node->text)),
                {"上にある種類 `name` の質問（種類 `kana` の質問の中で）",
                 "a question of the kind `name` above, in a question of the kind `kana`"},
                {"名前の質問を書いてください", "name the question of the name"});
            return;
        }
        question.reading_of = static_cast<std::uint16_t>(*name);
    }

    /// From here on conditions may name it; a check of the question itself, too.
    void name_it(const FormQuestion& question)
    {
        AnswerName name{
            question.code, type_of(question.kind), {}, static_cast<std::uint16_t>(x_parts.asked.size())};
        AskedWords words{question.ask, {}};
        for (const FormOption& option : question.options) {
            name.options.push_back(option.code);
            words.options.push_back(option.name);
        }
        x_names.answers.push_back(std::move(name));
        x_parts.asked.push_back(std::move(words));
    }

    void read_checks(const MapReader& map, FormQuestion& question)
    {
        const Node* const node = map.find("checks");
        if (!node) return;
        for_each(*node, same("`checks`"), [&](const Node& item) {
            const MapReader check_map(item, Map::form_check, x_mistakes);
            FormCheck check;
            if (const Node* const require = check_map.need("require")) check.require = formula(*require);
            check.refused = check_map.sentence("refused");
            if (check.refused.ja.find_first_of("{}") != std::string::npos ||
                check.refused.en.find_first_of("{}") != std::string::npos)
                x_mistakes.add(*check_map.find("refused"),
                               {"書式の文に { } がある", "a placeholder in a form's sentence"},
                               {"{ } のない文", "words without braces"},
                               {"値を入れずに書いてください", "say it without the value"});
            question.checks.push_back(std::move(check));
        });
    }

    template <class Do>
    void for_each(const Node& node, const Text& what, Do act)
    {
        if (node.kind != Node::Kind::list)
            x_mistakes.add(node, told("{1}に{0}が書かれている", "{} as {}", what_is(node), what),
                           {"一覧", "a list"}, {"それぞれを `- ` で始めてください", "begin each with `- `"});
        for (const Node& item : node.items) act(item);
    }

    MapReader x_map;
    Parts& x_parts;
    Names x_names;
    Mistakes& x_mistakes;
    Form x_form;
};

}  // namespace

void read_forms(const Node& root, Parts& parts, const Names& names, Mistakes& mistakes)
{
    const Node* const node = root.find("forms");
    if (node == nullptr) return;
    if (node->kind != Node::Kind::list) {
        mistakes.add(*node, told("`forms` に{}が書かれている", "{} as `forms`", what_is(*node)),
                     {"書式の一覧", "a list of forms"},
                     {"それぞれを `- form: …` で始めてください", "begin each with `- form: …`"});
        return;
    }
    for (const Node& item : node->items) FormReader(item, parts, names, mistakes).read();
}

}  // namespace hagukumi::rules
