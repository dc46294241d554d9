// The rules back in words (hagukumi explain): every word of the language is said, nothing of a file is lost,
// and no change of a number, an operator or a choice goes unsaid.
#include "rules/describe.hpp"

#include <algorithm>
#include <filesystem>
#include <map>
#include <set>

#include "base/patterns.hpp"
#include "rules/node.hpp"
#include "rules/phrase.hpp"
#include "rules/sentence.hpp"
#include "rules/support.hpp"

namespace hagukumi::test {
namespace {

using rules::Node;

const rules::Calendars& calendars()
{
    static const rules::Calendars all = [] {
        auto read = rules::read_calendar("japan.yaml", text_of("programmes/calendars/japan.yaml"));
        return rules::Calendars{{read.name, read.calendar}};
    }();
    return all;
}

/// Every key of `booking:`, some of which no file of this repository uses.
const std::string booked = "calendar: japan\n" + stay("    price: not_stated\n", R"(use_rules: []
booking:
  - for: all
    source: 第10条
    seats: day
    opens: { months_before: 1, on_day: 15, at: 9:00, on_closed_day: next_open_day }
    deadlines:
      book: { days_before: 2, counted_in: open_days, until: 17:00 }
      change: never
      cancel: { days_before: 1, counted_in: calendar_days, on_closed_day: previous_open_day, until: 24:00 }
    days_at_once: 3
    held: { days: 5, counted: at_each_facility }
    reserves_units: true
    needed_for_use: false
    age_groups:
      - { group: baby, name: { ja: 0歳, en: Babies }, until_months: 12 }
      - { group: older, name: { ja: 1歳から, en: Older }, }
    priority:
      - { group: twins, name: { ja: 多胎, en: Twins }, when: multiple_birth and day >= 2026-04-01 }
    lottery: { collects_minutes: 30 }
    waiting_list: { offer_minutes: 45, most_offers: 3, quiet_from: 21:00, quiet_until: 7:00 }
    no_shows: { count: 2, within_days: 90, suspended_days: 30 }
    cancelling:
      - { from: { days_before: 3, counted_in: calendar_days, until: 17:00 }, fee_yen: 500 }
      - { from: { days_before: 0, until: 9:00 }, units: 1, fee_yen: 1000 }
    questions:
      - question: allergy
        ask: { ja: アレルギーの有無, en: Allergies }
        answers: { yes_some: { ja: ある, en: There are }, none: { ja: ない, en: None } }
        required: true
forms:
  - form: apply
    source: 第3条
    name: { ja: 利用申請書, en: Application }
    about: { ja: 事前に出してください, en: Send it before }
    purpose: { ja: 利用の決定, en: To decide }
    answered_within: { days: 3, counted_in: open_days }
    pages:
      - title: { ja: はじめに, en: First }
        text: { ja: 三つ尋ねます, en: Three questions }
        questions:
          - question: has
            ask: { ja: 障害の有無, en: Disability }
            help: { ja: 手帳のある方, en: With a certificate }
            kind: choice
            required: true
            answers: { some: { ja: 有り, en: Some }, none: { ja: 無し, en: None } }
          - question: wishes
            source: 第4条
            ask: { ja: 希望する曜日, en: Wished weekdays }
            kind: choices
            when: answers.has is some and not known(answers.has)
            answers: { early: { ja: 平日, en: Weekdays }, late: { ja: 休日, en: Holidays }, all: { ja: 毎日, en: All } }
            least: 1
            most: 2
          - question: people
            ask: { ja: 利用する人数, en: People }
            kind: number
            least: 2
            most: 9
            checks:
              - require: answers.people >= 3 or answers.has is not none
                refused: { ja: 3人からです, en: From three }
          - question: proof
            ask: { ja: 証明, en: Proof }
            kind: file
            required: true
            most: 4
          - question: why
            ask: { ja: 理由, en: Reason }
            kind: text
            most: 300
          - question: yes
            ask: { ja: 調査への同意, en: Consent }
            kind: consent
          - question: signed
            ask: { ja: 署名, en: Signature }
            kind: name
            when: answers.yes
)");

/// The rules of a file without its worked cases, which are no rules.
struct File {
    std::string name;
    std::string text;
};

std::vector<File> all_files()
{
    std::vector<File> files;
    for (const std::string folder : {"programmes", "programmes/examples"}) {
        for (const auto& entry :
             std::filesystem::directory_iterator(std::string(HAGUKUMI_SOURCE_DIR) + "/" + folder)) {
            if (entry.path().extension() != ".yaml") continue;
            const std::string name = entry.path().filename().string();
            const std::string text = text_of(folder + "/" + name);
            files.push_back({name, text.substr(0, text.find("\ncases:") + 1)});
        }
    }
    files.push_back({"131202-part.yaml", head + booked});
    std::sort(files.begin(), files.end(), [](const File& a, const File& b) { return a.name < b.name; });
    return files;
}

struct Said {
    std::string ja;
    std::string en;
};

/// Nothing when the text is not a programme.
std::optional<Said> said_of(const std::string& name, const std::string& text)
{
    const auto read = rules::read_programme(name, text, calendars());
    if (!read.programme) return std::nullopt;
    const rules::Description description = rules::describe(*read.programme);
    return Said{rules::in_plain_text(description, true), rules::in_plain_text(description, false)};
}

Said said_of_rules(const std::string& parts)
{
    const auto read = rules::read_programme("131202-part.yaml", head + parts, calendars());
    for (const auto& mistake : read.mistakes) ADD_FAILURE() << rules::to_string(mistake);
    return said_of("131202-part.yaml", head + parts).value_or(Said{});
}

/// What a condition of a use says.
std::string required(const std::string& expression)
{
    const std::string ja =
        said_of_rules(
            stay("    price: not_stated\n",
                 "use_rules:\n  - { rule: r, source: T, for: all, days_outside: refuse, refused: { ja: "
                 "x, en: x }, require: \"" +
                     expression + "\" }\n"))
            .ja;
    const std::size_t begin = ja.find("宿泊を利用できるのは、");
    return begin == std::string::npos ? ja : ja.substr(begin, ja.find("認めないときに示す文", begin) - begin);
}

bool has(const std::string& text, std::string_view part)
{
    return text.find(part) != std::string::npos;
}

// ---- every word ----

TEST(Describe, U_05_EveryFactIsSaidInBothLanguages)
{
    for (const auto& fact : rules::all_facts()) {
        if (fact.word.empty()) continue;
        const rules::FactWords words = rules::words_of(fact.fact);
        EXPECT_FALSE(words.noun.ja.empty() || words.noun.en.empty()) << fact.word;
        EXPECT_FALSE(words.is_known.ja.empty() || words.is_unknown.en.empty()) << fact.word;
        EXPECT_NE(words.is_known.ja, words.is_unknown.ja) << fact.word;
        EXPECT_NO_THROW(rules::continuing(words.is_known.ja)) << fact.word;
        EXPECT_NO_THROW(rules::continuing(words.is_unknown.ja)) << fact.word;
        if (fact.type != rules::Type::truth) continue;
        EXPECT_FALSE(words.holds.ja.empty() || words.holds.en.empty()) << fact.word;
        EXPECT_NE(words.holds.ja, words.fails.ja) << fact.word;
        EXPECT_NO_THROW(rules::continuing(words.holds.ja)) << fact.word;
        EXPECT_NO_THROW(rules::continuing(words.fails.ja)) << fact.word;
    }
}

/// An argument of a type, as it would be written.
std::string sample(rules::Type type)
{
    switch (type) {
        case rules::Type::date: return "birth.born_on";
        case rules::Type::months: return "4 months";
        case rules::Type::days: return "90 days";
        case rules::Type::time: return "8:30";
        default: return "7";
    }
}

/// A condition on what a function gives.
std::string asked_of(const rules::FunctionInfo& function)
{
    std::string call = std::string(function.word) + "(" + sample(function.first);
    if (function.second != rules::Type::mistake) call += ", " + sample(function.second);
    call += ")";
    switch (function.result) {
        case rules::Type::truth: return call;
        case rules::Type::date: return "day <= " + call;
        case rules::Type::choice: return call + " is general";
        case rules::Type::weekday: return call + " is monday";
        case rules::Type::yen: return call + " < 1000 yen";
        default: return call + " < 3";
    }
}

TEST(Describe, U_05_EveryFunctionIsSaidAndNoTwoAlike)
{
    std::map<std::string, std::string_view> sentences;
    for (const auto& function : rules::all_functions()) {
        const std::string ja =
            said_of_rules(
                "calendar: japan\n" +
                stay("    price: not_stated\n",
                     "use_rules:\n  - { rule: r, source: T, for: all, days_outside: refuse, refused: "
                     "{ ja: x, en: x }, require: \"" +
                         asked_of(function) + "\" }\n"))
                .ja;
        const std::size_t begin = ja.find("宿泊を利用できるのは、");
        ASSERT_NE(begin, std::string::npos) << function.word;
        const auto [same, is_new] =
            sentences.emplace(ja.substr(begin, ja.find("〔", begin) - begin), function.word);
        // The day on which an age is attained may end one period and begin another.
        EXPECT_TRUE(is_new || function.word == "from_attainment_day")
            << function.word << " as " << same->second;
    }
}

TEST(Describe, U_05_EveryPlaceholderIsSaid)
{
    for (const std::string_view placeholder : rules::all_placeholders()) {
        const std::string sentence = "文{" + std::string(placeholder) + "}";
        const std::string ja =
            said_of_rules(stay("    price: not_stated\n",
                               "use_rules:\n  - { rule: r, source: T, for: all, days_outside: "
                               "refuse, require: resident, refused: { ja: '" +
                                   sentence + "', en: '" + sentence + "' } }\n"))
                .ja;
        EXPECT_TRUE(has(ja, "文［")) << placeholder;
    }
}

// ---- precedence and exactness ----

TEST(Describe, U_05_WhatBelongsTogetherIsSaidTogether)
{
    EXPECT_NE(required("(resident or visiting) and enrolled"),
              required("resident or (visiting and enrolled)"));
    EXPECT_NE(required("resident and not (visiting or enrolled)"),
              required("resident and (not visiting or enrolled)"));
    EXPECT_NE(required("(2 + 3) * birth.children < 7"), required("2 + 3 * birth.children < 7"));
    EXPECT_NE(required("10 - (5 - birth.children) < 7"), required("10 - 5 - birth.children < 7"));
    EXPECT_EQ(required("not (resident and visiting)"), required("not resident or not visiting"));
    EXPECT_EQ(required("not day < birth.born_on"), required("day >= birth.born_on"));
}

TEST(Describe, U_05_WordsOfComparisonSayWhetherTheBoundaryIsInside)
{
    EXPECT_TRUE(has(required("birth.children < 2"), "2人未満である"));
    EXPECT_TRUE(has(required("birth.children <= 2"), "2人以下である"));
    EXPECT_TRUE(has(required("birth.children > 2"), "2人を超える"));
    EXPECT_TRUE(has(required("birth.children >= 2"), "2人以上である"));
    EXPECT_TRUE(has(required("day < 2026-04-01"), "令和8年4月1日より前である"));
    EXPECT_TRUE(has(required("day <= 2026-04-01"), "令和8年4月1日以前である"));
    EXPECT_TRUE(has(required("child.birth_order >= 3"), "第3子以降である"));
}

TEST(Describe, U_03_PeriodsAreSaidByTheLawsWords)
{
    EXPECT_TRUE(has(required("day <= before_attained(birth.born_on, 1 year)"),
                    "出産日から起算して1年を経過する日以前"));
    EXPECT_TRUE(has(required("day <= before_day_of_attainment(birth.born_on, 1 year)"),
                    "出産日から起算して1年を経過する日の前日以前"));
    EXPECT_TRUE(has(required("day <= period_after_event(birth.born_on, 1 year)"),
                    "出産日の翌日から起算して1年を経過する日以前"));
    EXPECT_TRUE(has(required("day <= before_attained(child.born_on, 3 years)"), "子が満3歳に達する日以前"));
}

TEST(Describe, U_05_NumbersCarryTheirUnits)
{
    EXPECT_EQ(rules::money_in_words({3000, 1}).ja, "3,000円");
    EXPECT_EQ(rules::money_in_words({1234567, 1}).en, "1,234,567 yen");
    EXPECT_EQ(rules::rate_in_words({1, 5}).ja, "2割");
    EXPECT_EQ(rules::rate_in_words({1, 4}).ja, "2割5分");
    EXPECT_EQ(rules::rate_in_words({3, 40}).ja, "7.5パーセント");
    EXPECT_EQ(rules::months_in_words(18).ja, "1年6か月");
    EXPECT_EQ(rules::days_in_words(56).ja, "56日（8週間）");
    EXPECT_EQ(rules::time_in_words(450).ja, "7時30分");
    EXPECT_EQ(rules::day_in_words(days_since_epoch(ymd(2026, 4, 1))).ja, "令和8年4月1日");
    EXPECT_EQ(rules::day_in_words(days_since_epoch(ymd(2026, 4, 1))).en, "1 April 2026");
    EXPECT_EQ(rules::count_in({24, 1}, rules::Measure::half_hour).ja, "12時間（30分を1コマとして24コマ）");
    EXPECT_EQ(rules::count_in({5, 2}, rules::Measure::hour).ja, "2.5時間");
}

/// The lines of a section that begin with its heading, down to the next.
std::string section_of(const std::string& text, std::string_view heading)
{
    const std::size_t begin = text.find(heading);
    return begin == std::string::npos ? std::string()
                                      : text.substr(begin, text.find("\n\n", begin) - begin + 1);
}

// Read by eye beside the file's own sentences of the 要綱.
TEST(Describe, U_05_AnOfficerReadsTheLimitsOfTheExample)
{
    const auto said = said_of("990019-caps.yaml", text_of("programmes/examples/990019-caps.yaml"));
    ASSERT_TRUE(said);
    EXPECT_EQ(section_of(said->ja, "上限\n"), R"(上限
　(1)　宿泊型は、通算して、次に掲げる出産日（流産又は死産のときはその日、出産前は出産予定日）の区分に応じた日数を上限とする。〔第6条第1項〕
　　ア　令和8年3月31日まで：2日
　　イ　令和8年4月1日から：3日
　　ウ　宿泊型のこれまでの利用と今回の利用を合わせて、利用した日数を数える。
　　エ　1回の出産（流産及び死産を含む。）ごとの利用を数える。
　　オ　上限を超える利用は、その全体を認めない。
　　カ　認めないときに示す文：「宿泊型は通算［必要な数又は上限］までです。［利用済みの数］を利用済みで、あと［残りの数］使えます。」
　(2)　すべてのサービスは、1か月（1日から末日まで）につき、多胎（2人以上の出産）であるときは6日、それ以外のときは4日を上限とする。〔第6条第2項〕
　　ア　すべてのサービスのこれまでの利用と今回の利用を合わせて、利用した日数を数える。
　　イ　1回の出産（流産及び死産を含む。）ごとの利用を数える。
　　ウ　期間の境をまたぐ利用は、それぞれの日の属する期間に分けて数える。
　　エ　上限を超える利用は、上限に収まる分だけを認める。
　　オ　認めないときに示す文：「1か月に使えるのは合わせて［必要な数又は上限］までです。この月はあと［残りの数］です。」
　(3)　宿泊型は、1年度（4月1日から翌年3月31日まで）につき、2回を上限とする。〔第6条第3項〕
　　ア　同じサービスのこれまでの利用と今回の利用を合わせて、利用の回数（一度の利用を1回と数える。）を数える。
　　イ　1回の出産（流産及び死産を含む。）ごとの利用を数える。
　　ウ　上限を超える利用は、その全体を認めない。
　　エ　認めないときに示す文：「宿泊型は年度内［必要な数又は上限］までです。」
)");
}

// ---- nothing is lost ----

bool is_outside_of_rules(std::string_view key)
{
    return key == "example_families" || key == "example_facilities" || key == "example" || key == "cases";
}

template <class Do>
void walk(const Node& node, std::string_view key, Do act)
{
    act(node, key);
    for (const auto& [entry_key, value] : node.entries) {
        if (!is_outside_of_rules(entry_key.text)) walk(value, entry_key.text, act);
    }
    for (const Node& item : node.items) walk(item, key, act);
}

Node tree_of(const std::string& text)
{
    rules::Mistakes mistakes("");
    return rules::read_yaml(text, mistakes);
}

TEST(Describe, U_05_EveryTextAndEverySourceOfAFileIsThere)
{
    for (const File& file : all_files()) {
        const auto said = said_of(file.name, file.text);
        ASSERT_TRUE(said) << file.name;
        const auto expect_pieces = [&](const std::string& sentence, const std::string& description) {
            std::size_t at = 0;
            const auto expect_until = [&](std::size_t end) {
                const std::string piece = sentence.substr(at, end - at);
                EXPECT_TRUE(has(description, piece)) << file.name << ": " << piece;
            };
            for (const Match& placeholder : find_matches(sentence, "\\{[a-z_]+\\}")) {
                expect_until(placeholder.position);
                at = placeholder.position + placeholder.parts[0].size();
            }
            expect_until(sentence.size());
        };
        std::size_t texts = 0;
        walk(tree_of(file.text), "", [&](const Node& node, std::string_view key) {
            if (const Node* const ja = node.find("ja")) {
                expect_pieces(ja->text, said->ja);
                expect_pieces(node.find("en")->text, said->en);
                ++texts;
            }
            if (key == "source" || key == "phone") {
                EXPECT_TRUE(has(said->ja, node.text)) << file.name << ": " << node.text;
                EXPECT_TRUE(has(said->en, node.text)) << file.name << ": " << node.text;
            }
        });
        EXPECT_GE(texts, 10u) << file.name;
    }
}

TEST(Describe, U_05_NoNameOfTheLanguageStandsInJapanese)
{
    for (const File& file : all_files()) {
        const auto said = said_of(file.name, file.text);
        ASSERT_TRUE(said) << file.name;
        // Byte by byte, as the patterns are ASCII and the brackets of sources are whole characters.
        std::string ja;
        for (std::size_t at = 0; at < said->ja.size();) {
            const std::size_t open = said->ja.find("〔", at);
            ja += said->ja.substr(at, open - at);
            if (open == std::string::npos) break;
            at = said->ja.find("〕", open);
        }
        const auto raw = find_match(ja, "[a-z_]{3,}|[<>=!*/{}]|\\b(is|or)\\b");
        EXPECT_FALSE(raw) << file.name << ": " << ja.substr(raw->position, 60);
    }
}

// ---- no change goes unsaid ----

/// Every other way to write one token of an expression, most of which are no programme any more.
std::vector<std::string> others(const std::string& token)
{
    static const std::vector<std::vector<std::string>> families = {{"=", "!=", "<", "<=", ">", ">="},
                                                                   {"+", "-"},
                                                                   {"*", "/"},
                                                                   {"and", "or"},
                                                                   {"min", "max"},
                                                                   {"earlier", "later"},
                                                                   {"true", "false"},
                                                                   {"months", "years"},
                                                                   {"month", "year"},
                                                                   {"is", "is not"}};
    std::vector<std::string> changed;
    for (const auto& family : families) {
        if (std::find(family.begin(), family.end(), token) == family.end()) continue;
        for (const std::string& other : family) {
            if (other != token) changed.push_back(other);
        }
    }
    if (token == "not") changed.push_back("");
    const auto functions = rules::all_functions();
    const auto is_function = [&](std::string_view word) {
        return std::any_of(functions.begin(), functions.end(),
                           [&](const auto& one) { return one.word == word; });
    };
    if (is_function(token)) {
        for (const auto& function : functions) {
            // Both are the day on which an age is attained: one ends a period, the other begins it.
            const bool is_same = (token == "before_attained" && function.word == "from_attainment_day") ||
                                 (token == "from_attainment_day" && function.word == "before_attained");
            if (function.word != token && !is_same) changed.emplace_back(function.word);
        }
    }
    if (const auto date = match_whole(token, "(\\d{4}-\\d{2}-)(\\d{2})")) {
        changed.push_back(date->parts[1] + (date->parts[2] == "28" ? "27" : "28"));
    } else if (const auto time = match_whole(token, "(\\d{1,2}):(\\d{2})")) {
        const std::string &hour = time->parts[1], &minute = time->parts[2];
        changed.push_back(hour + ":" + (minute == "15" ? "20" : "15"));
        if (hour != "0") changed.push_back(std::to_string(std::stoi(hour) - 1) + ":" + minute);
    } else if (!token.empty() && std::isdigit(static_cast<unsigned char>(token.front())) != 0) {
        changed.push_back(std::to_string(std::stoll(token) + 1));
        if (token != "0") changed.push_back(std::to_string(std::stoll(token) - 1));
        if (token != "0") changed.push_back(token + "0");
    }
    return changed;
}

/// The choices of the keys that hold one.
const std::map<std::string_view, std::vector<std::string>>& choices()
{
    static const std::map<std::string_view, std::vector<std::string>> all{
        {"holder", {"birth", "child", "household", "registration"}},
        {"more_than_left", {"refuse", "use_what_is_left"}},
        {"asks", {"dates", "number_of_days", "number", "hours", "amount"}},
        {"begun_unit", {"counts", "refuse"}},
        {"ends_next_day", {"refuse", "counts_for_first_day"}},
        {"days_outside", {"refuse", "cut"}},
        {"beyond", {"refuse", "cut"}},
        {"per",
         {"use", "day", "week_from_monday", "week_from_sunday", "month", "calendar_year", "fiscal_year",
          "life"}},
        {"of", {"birth", "child", "household", "guardian"}},
        {"counts", {"units", "uses", "public_yen", "parent_yen", "first_day", "last_day", "days", "nights"}},
        {"counted_by", {"first_day", "each_day"}},
        {"fee_by", {"first_day", "each_day"}},
        {"paid", {"at_desk", "afterwards"}},
        {"direction", {"floor", "half_up", "ceil"}},
        {"side", {"parent", "public"}},
        {"level", {"unit", "use", "month"}},
        {"at", {"each_facility", "all_facilities"}},
        {"seats", {"none", "day", "hour"}},
        {"counted_in", {"calendar_days", "open_days"}},
        {"counted", {"over_all_facilities", "at_each_facility"}},
        {"kind",
         {"name", "kana", "date", "postal_code", "address", "telephone", "email", "number", "choice",
          "choices", "text", "file", "consent"}},
        {"becomes",
         {"guardian.born_on", "birth.due_date", "birth.born_on", "birth.lost_on", "child.born_on",
          "birth.discharged_on", "household.resident_from", "guardian.name", "child.name"}},
        {"gaps", {"refuse", "allow"}},
        {"on_closed_day", {"stays", "next_open_day", "previous_open_day"}},
        {"by", {"birth", "application", "issue", "first_day", "day"}}};
    return all;
}

/// The text with each token of one scalar changed in turn.
std::vector<std::string> changes_of(const Node& node, std::string_view key)
{
    std::vector<std::string> changed;
    if (const auto known = choices().find(key); known != choices().end()) {
        for (const std::string& other : known->second) {
            if (other != node.text) changed.push_back(other);
        }
        return changed;
    }
    static const std::string any_token =
        "\\d{4}-\\d{2}-\\d{2}|\\d{1,2}:\\d{2}|\\d+|[a-z_.]+|<=|>=|!=|[=<>+*/-]";
    for (const Match& token : find_matches(node.text, any_token)) {
        for (const std::string& other : others(token.parts[0])) {
            std::string text = node.text;
            text.replace(token.position, token.parts[0].size(), other);
            changed.push_back(std::move(text));
        }
    }
    return changed;
}

/// The file with what stands at a scalar's place replaced.
std::optional<std::string> with(const std::string& file, const Node& node, const std::string& changed)
{
    std::size_t begin = 0;
    for (int line = 1; line < node.line; ++line) begin = file.find('\n', begin) + 1;
    std::size_t at = begin;
    for (int column = 1; column < node.column; ++column) {
        do ++at;
        while ((static_cast<unsigned char>(file[at]) & 0xC0U) == 0x80U);
    }
    if (node.quoted) ++at;
    if (at < file.size() && file.compare(at, node.text.size(), node.text) == 0)
        return file.substr(0, at) + changed + file.substr(at + node.text.size());
    return std::nullopt;
}

TEST(Describe, U_05_NoChangeOfANumberAnOperatorOrAChoiceGoesUnsaid)
{
    std::size_t told = 0;
    for (const File& file : all_files()) {
        const auto before = said_of(file.name, file.text);
        ASSERT_TRUE(before) << file.name;
        std::size_t told_of_this = 0;
        walk(tree_of(file.text), "", [&](const Node& node, std::string_view key) {
            static const std::set<std::string_view> no_rule{
                "ja",   "en",         "source", "phone",     "programme", "code",     "group", "question",
                "form", "reading_of", "rule",   "allotment", "for",       "counting", "unit",  "calendar"};
            if (node.kind != Node::Kind::scalar || (no_rule.contains(key) && key != "unit")) return;
            for (const std::string& other : changes_of(node, key)) {
                const auto text = with(file.text, node, other);
                ASSERT_TRUE(text) << file.name << ":" << node.line << " " << node.text;
                const auto after = said_of(file.name, *text);
                if (!after) continue;
                ++told_of_this;
                EXPECT_NE(after->ja, before->ja)
                    << file.name << ":" << node.line << " " << key << ": " << node.text << " → " << other;
                EXPECT_NE(after->en, before->en)
                    << file.name << ":" << node.line << " " << key << ": " << node.text << " → " << other;
            }
        });
        EXPECT_GT(told_of_this, 10u) << file.name;
        told += told_of_this;
    }
    EXPECT_GT(told, 700u);
    std::cout << told << " changes, all told\n";
}

}  // namespace
}  // namespace hagukumi::test
