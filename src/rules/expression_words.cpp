// What an expression names: numbers, days, facts, definitions, counters, documents, answers and functions.
#include <algorithm>

#include "base/age.hpp"
#include "base/era.hpp"

#include "base/whole_number.hpp"
#include "rules/expression_reader.hpp"

namespace hagukumi::rules {

std::uint16_t ExpressionReader::number()
{
    const Token token = x_token;
    const auto value = ratio_of(token.text);
    if (!value) {
        mistake(token.offset, same(backquoted(token.text)),
                {"7や2.5のような、12桁までの数", "a number such as 7 or 2.5, of at most 12 digits"},
                {"もっと小さい数にしてください", "write a smaller number"});
        throw CannotGoOn{};
    }
    next();
    if (take_sign("%")) {
        const auto rate = divide(*value, {100, 1});
        return push_literal(Type::rate, rate.value_or(Ratio{}));
    }
    const auto period = [&](Type type, std::int64_t count_of_each) {
        next();
        const auto count = multiply(*value, {count_of_each, 1});
        const std::int64_t most = type == Type::months ? 1200 : 36500;
        if (!count || !count->is_whole() || count->numerator > most) {
            mistake(token.offset, same(backquoted(token.text)),
                    {"100年までの整数", "a whole number, at most 100 years"},
                    {"整数で書いてください", "write a whole number"});
            throw CannotGoOn{};
        }
        return push_literal(type, *count);
    };
    if (is_word("yen")) {
        next();
        return push_literal(Type::yen, *value);
    }
    if (is_word("month") || is_word("months")) return period(Type::months, 1);
    if (is_word("year") || is_word("years")) return period(Type::months, 12);
    if (is_word("day") || is_word("days")) return period(Type::days, 1);
    if (is_word("week") || is_word("weeks")) return period(Type::days, 7);
    return push_literal(Type::number, *value);
}

std::optional<Ratio> ExpressionReader::ratio_of(std::string_view text)
{
    const std::size_t point = text.find('.');
    const std::string_view whole_part = text.substr(0, point);
    const std::string_view fraction = point == std::string_view::npos ? "" : text.substr(point + 1);
    if (whole_part.size() + fraction.size() > 12 || fraction.find('.') != std::string_view::npos ||
        (point != std::string_view::npos && fraction.empty())) {
        return std::nullopt;
    }
    const std::string digits = std::string(whole_part) + std::string(fraction);
    const auto numerator = parse_whole_number<std::int64_t>(digits);
    if (!numerator) return std::nullopt;
    std::int64_t denominator = 1;
    for (std::size_t i = 0; i < fraction.size(); ++i) denominator *= 10;
    return divide({*numerator, 1}, {denominator, 1});
}

std::uint16_t ExpressionReader::date()
{
    const auto date = parse_iso_date(x_token.text);
    if (!date || !is_in_range(*date)) {
        mistake(x_token.offset, same(backquoted(x_token.text)),
                {"実在する日付（2026-04-01 のように）", "a day that exists, as in 2026-04-01"},
                {"年、月、日を書いてください", "write the year, month and day"});
        throw CannotGoOn{};
    }
    next();
    return push_literal(Type::date, {days_since_epoch(*date), 1});
}

std::uint16_t ExpressionReader::time()
{
    const auto minutes = parse_time_of_day(x_token.text, end_of_next_day);
    if (!minutes) {
        mistake(x_token.offset, same(backquoted(x_token.text)),
                {"0:00から48:00までの時刻（8:30 のように。翌日の7時は31:00）",
                 "a time from 0:00 to 48:00, as in 8:30 (31:00 is 7:00 on the next day)"},
                {"時と、2桁の分を書いてください", "write hours and two digits of minutes"});
        throw CannotGoOn{};
    }
    next();
    return push_literal(Type::time, {*minutes, 1});
}

std::uint16_t ExpressionReader::name(int depth)
{
    const Token token = x_token;
    if (!suggests_operator(token.text).empty()) {
        mistake(token.offset, same(backquoted(token.text)),
                {"数、日付、事実、関数、`(` のどれか", "a number, a date, a fact, a function or `(`"},
                {"足りない値を書いてください", "write the missing value"});
        throw CannotGoOn{};
    }
    next();
    if (token.text == "true" || token.text == "false") {
        return push_literal(Type::truth, {token.text == "true" ? 1 : 0, 1});
    }
    if (is_sign("(")) return call(token, depth);
    return fact_or_definition(token, false);
}

std::uint16_t ExpressionReader::fact_or_definition(const Token& token, bool only_whether_known)
{
    for (std::size_t i = 0; i < x_names.definitions.size(); ++i) {
        const DefinitionName& definition = x_names.definitions[i];
        if (definition.code != token.text) continue;
        Step step;
        step.op = only_whether_known ? Op::known_definition : Op::definition;
        step.type = only_whether_known ? Type::truth : definition.type;
        step.word = static_cast<std::uint16_t>(i);
        x_result.by_day |= definition.by_day;
        x_result.work += definition.work;
        const auto index = push(step);
        x_whole[index] = definition.whole;
        return index;
    }
    if (const auto answer = answer_to(token, only_whether_known)) return *answer;
    if (const auto special = counter_or_document(token))
        return only_whether_known ? push(Op::is_known, Type::truth, *special) : *special;
    for (const FactInfo& fact : all_facts()) {
        if (fact.word.empty() || fact.word != token.text) continue;
        if ((fact.places & static_cast<unsigned>(x_place)) == 0) {
            mistake(
                token.offset, same(backquoted(token.text)), places_of(fact),
                {"ここでは分かりません。別の事実を使ってください", "it is not known here; use another fact"});
        }
        Step step;
        step.op = only_whether_known ? Op::known_fact : Op::fact;
        step.type = only_whether_known ? Type::truth : fact.type;
        step.word = static_cast<std::uint16_t>(fact.fact);
        x_result.by_day |= fact.by_day;
        x_result.of_whole_use |= fact.fact == Fact::hours_length || fact.fact == Fact::amount;
        const auto index = push(step);
        if (fact.fact == Fact::hours_length) x_whole[index] = false;
        if (fact.fact == Fact::fee) x_whole[index] = x_names.fee_is_whole;
        if (fact.fact == Fact::share) x_whole[index] = x_names.share_is_whole;
        return index;
    }
    if (const auto& below = x_names.counters_below;
        x_names.counters.empty() && std::find(below.begin(), below.end(), token.text) != below.end()) {
        mistake(token.offset, same(backquoted(token.text)),
                {"use_rules と料金の中だけ", "it in use_rules and in a price only"},
                {"集計（`counters`）です。規則か料金の式に直接書いてください",
                 "it is a counter; write it in the rule or in the price itself"});
        Step step;
        step.op = Op::literal;
        return push(step);
    }
    std::vector<std::string_view> words;
    for (const FactInfo& fact : all_facts()) {
        if (!fact.word.empty() && (fact.places & static_cast<unsigned>(x_place)) != 0)
            words.push_back(fact.word);
    }
    for (const DefinitionName& definition : x_names.definitions) words.push_back(definition.code);
    for (const CounterName& counter : x_names.counters) words.push_back(counter.code);
    mistake(token.offset, same(backquoted(token.text)),
            told("事実、または上にある定義: {}", "a fact or a definition above: {}", list_of(words)),
            suggest(token.text, words,
                    {"docs/programme-files.md の事実の表をご覧ください",
                     "see the facts in docs/programme-files.md"}));
    Step step;
    step.op = Op::literal;
    return push(step);
}

std::optional<std::uint16_t> ExpressionReader::answer_to(const Token& token, bool only_whether_known)
{
    constexpr std::string_view prefix = "answers.";
    if (token.text.substr(0, prefix.size()) != prefix) return std::nullopt;
    const std::string_view code = token.text.substr(prefix.size());
    const auto found = std::find_if(x_names.answers.begin(), x_names.answers.end(),
                                    [&](const AnswerName& answer) { return answer.code == code; });
    if (x_place != Place::form || found == x_names.answers.end()) {
        std::vector<std::string_view> all;
        for (const AnswerName& answer : x_names.answers) all.push_back(answer.code);
        mistake(token.offset, same(backquoted(token.text)),
                x_place != Place::form
                    ? Text{"書式の条件と確かめの中だけ", "it in the conditions and checks of a form only"}
                : all.empty() ? Text{"何もない（上に質問がないため）", "nothing, as no question stands above"}
                              : told("上の質問：{}", "a question above: {}", list_of(all)),
                suggest(code, all, {"上でたずねるか、事実を使ってください", "ask it above, or use a fact"}));
        throw CannotGoOn{};
    }
    Step step;
    step.op = Op::answer;
    step.type = found->type;
    step.word = found->number;
    const auto answer = push(step);
    if (only_whether_known) return push(Op::is_known, Type::truth, answer);
    if (found->type == Type::mistake) {
        mistake(token.offset, told("{}が値として使われている", "{} as a value", backquoted(token.text)),
                same("`known(" + std::string(token.text) + ")`"),
                {"答えたかどうかをたずねてください", "ask whether it was answered"});
        throw CannotGoOn{};
    }
    return answer;
}

std::optional<std::uint16_t> ExpressionReader::counter_or_document(const Token& token)
{
    for (std::size_t i = 0; i < x_names.counters.size(); ++i) {
        const CounterName& counter = x_names.counters[i];
        if (counter.code != token.text) continue;
        if (x_place == Place::definition || x_place == Place::application || x_place == Place::form) {
            mistake(token.offset, same(backquoted(token.text)),
                    {"use_rules と料金の中だけ", "it in use_rules and in a price only"},
                    {"これまでの利用は、ここでは分かりません。別の事実を使ってください",
                     "what was used is not known here; use another fact"});
        }
        Step step;
        step.op = Op::counter;
        step.type = counter.type;
        step.word = static_cast<std::uint16_t>(i);
        x_result.by_day |= counter.by_day;
        x_result.counts_uses = true;
        x_result.work += 50;  // goes through all earlier uses
        return push(step);
    }
    constexpr std::string_view prefix = "documents.";
    if (token.text.substr(0, prefix.size()) != prefix) return std::nullopt;
    const std::string_view rest = token.text.substr(prefix.size());
    const std::size_t dot = rest.find('.');
    const std::string_view code = rest.substr(0, dot);
    const std::string_view part = dot == std::string_view::npos ? "" : rest.substr(dot + 1);
    const auto found = std::find(x_names.documents.begin(), x_names.documents.end(), code);
    if (found == x_names.documents.end()) {
        const std::vector<std::string_view> all(x_names.documents.begin(), x_names.documents.end());
        mistake(token.offset, told("証明書類{}が書かれている", "the document {}", backquoted(code)),
                all.empty()
                    ? Text{"なし（`documents` が書かれていません）", "nothing, as `documents` is not written"}
                    : list_of(all),
                suggest(code, all, {"`documents` に加えてください", "add it to `documents`"}));
        throw CannotGoOn{};
    }
    static const std::vector<std::string_view> parts{"valid", "valid_from", "valid_until"};
    const auto which = std::find(parts.begin(), parts.end(), part);
    if (which == parts.end()) {
        mistake(token.offset, same(backquoted(token.text)),
                told("`documents.{}.` と、{}", "`documents.{}.` and {}", code, list_of(parts)),
                suggest(part, parts,
                        {"証明書類の何をたずねるのか書いてください", "say what of the document is asked"}));
        throw CannotGoOn{};
    }
    Step step;
    step.op = which == parts.begin()       ? Op::document_valid
              : which == parts.begin() + 1 ? Op::document_from
                                           : Op::document_until;
    step.type = which == parts.begin() ? Type::truth : Type::date;
    step.word = static_cast<std::uint16_t>(found - x_names.documents.begin());
    x_result.by_day |= which == parts.begin();
    return push(step);
}

Text ExpressionReader::places_of(const FactInfo& fact)
{
    if ((fact.places & static_cast<unsigned>(Place::use)) != 0)
        return {"use_rules と料金の中だけ", "it in use_rules and in a price only"};
    return {"料金の `parent_pays` の中だけ", "it in `parent_pays` of a price only"};
}

std::uint16_t ExpressionReader::call(const Token& token, int depth)
{
    next();
    if (token.text == "known") {
        const Token argument = x_token;
        if (argument.kind != Token::Kind::name) {
            mistake(argument.offset, same(backquoted(argument.text)), {"事実の名前", "the name of a fact"},
                    {"known(birth.born_on) のように書いてください", "write known(birth.born_on)"});
            throw CannotGoOn{};
        }
        next();
        const auto step = fact_or_definition(argument, true);
        need_sign(")");
        return step;
    }
    if (token.text == "min" || token.text == "max" || token.text == "earlier" || token.text == "later") {
        return least_or_greatest(token, depth);
    }
    const auto functions = all_functions();
    const auto found = std::find_if(functions.begin(), functions.end(),
                                    [&](const FunctionInfo& info) { return info.word == token.text; });
    if (found == functions.end()) {
        std::vector<std::string_view> words{"known", "min", "max", "earlier", "later"};
        for (const FunctionInfo& info : functions) words.push_back(info.word);
        mistake(token.offset, same(backquoted(token.text)),
                told("関数: {}", "a function: {}", list_of(words)),
                suggest(token.text, words,
                        {"docs/programme-files.md の関数の表をご覧ください",
                         "see the functions in docs/programme-files.md"}));
        throw CannotGoOn{};
    }
    if (!x_names.has_calendar && (token.text.substr(0, 4) == "open" || token.text == "holiday")) {
        mistake(token.offset, told("暦がないのに{}がある", "{} without a calendar", backquoted(token.text)),
                {"`calendar:` が書かれているときだけ", "it where `calendar:` is written"},
                {"ファイルの初めに `calendar: japan` を加えてください",
                 "add `calendar: japan` to the head of the file"});
    }
    return call(*found, token, depth);
}

std::uint16_t ExpressionReader::call(const FunctionInfo& function, const Token& token, int depth)
{
    const Text of = told("（{} の中）", " in {}", function.word);
    const std::size_t first_offset = x_token.offset;
    const auto first = expression(depth + 1);
    need_type(first, function.first, first_offset, of);
    std::uint16_t second = 0;
    Op op = function.op;
    if (function.second != Type::mistake) {
        if (is_sign(")")) {
            mistake(x_token.offset, told("{}の値が一つしかない", "{} with one value", backquoted(token.text)),
                    told("二つの値: {}", "two values: {}", arguments_of(function)),
                    told("{}を加えてください", "add {}", name_of(function.second)));
            throw CannotGoOn{};
        }
        need_sign(",");
        const std::size_t second_offset = x_token.offset;
        second = expression(depth + 1);
        if (op == Op::after_elapsed && type_of(second) == Type::days) {
            op = Op::after_elapsed_days;
        } else {
            need_type(second, function.second, second_offset, of);
        }
    }
    if (is_sign(",")) {
        mistake(x_token.offset, {"値が一つ多い", "one value more"}, arguments_of(function),
                {"消してください", "remove it"});
        throw CannotGoOn{};
    }
    need_sign(")");
    // Counting open days looks at one day after the other.
    if (op == Op::open_days_after || op == Op::open_days_before) x_result.work += 50;
    if (op == Op::children_under) x_result.work += 20;
    const auto step = push(op, function.result, first, second);
    if (op == Op::hours_in) {
        x_whole[step] = false;
        x_result.of_whole_use = true;
    }
    if (op == Op::hours_in && x_place != Place::use && x_place != Place::price_fee &&
        x_place != Place::price_step) {
        mistake(token.offset, same(backquoted(token.text)),
                {"use_rules と料金の中だけ", "it in use_rules and in a price only"},
                {"利用の時刻は、ここでは分かりません。別の事実を使ってください",
                 "the hours of a use are not known here; use another fact"});
    }
    return step;
}

Text ExpressionReader::arguments_of(const FunctionInfo& function)
{
    if (function.second == Type::mistake)
        return told("{}({})", "{}({})", function.word, name_of(function.first));
    return told("{}({}, {})", "{}({}, {})", function.word, name_of(function.first), name_of(function.second));
}

std::uint16_t ExpressionReader::least_or_greatest(const Token& token, int depth)
{
    const bool least = token.text == "min" || token.text == "earlier";
    const bool dates = token.text == "earlier" || token.text == "later";
    std::size_t offset = x_token.offset;
    auto result = expression(depth + 1);
    if (dates) need_type(result, Type::date, offset, told("（{} の中）", " in {}", token.text));
    if (!is_sign(",")) {
        mistake(x_token.offset, told("{}の値が一つしかない", "{} of one value", backquoted(token.text)),
                {"二つ以上", "two or more"}, {"ほかの値を加えてください", "add the others"});
    }
    while (take_sign(",")) {
        offset = x_token.offset;
        const auto next_one = expression(depth + 1);
        unify(result, next_one, offset, told("{} の中に", "in {}", token.text));
        if (type_of(result) != Type::mistake && !is_ordered(type_of(result))) {
            mistake(offset, told("{1} の中に{0}がある", "{} in {}", name_of(type_of(result)), token.text),
                    {"数、額、日付、期間", "numbers, sums, dates or periods"},
                    {"条件には `and`、`or` を使ってください", "use `and`, `or` for truths"});
        }
        const bool is_whole = whole(result) && whole(next_one);
        result = push(least ? Op::min : Op::max, type_of(result), result, next_one);
        x_whole[result] = is_whole;
    }
    need_sign(")");
    return result;
}

}  // namespace hagukumi::rules
