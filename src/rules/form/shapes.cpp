#include "rules/form/shapes.hpp"

#include "rules/form/form.hpp"
#include "rules/form/written.hpp"
#include "rules/shaping.hpp"

namespace hagukumi::rules {

using namespace shaping;

namespace {

/// What a parent writes: one text, or several (a name has two); ~ takes away what `example` has.
Holds written_answers()
{
    return map_of(either({text, list_of(text), nothing}));
}

std::vector<std::string_view> all_kinds()
{
    std::vector<std::string_view> kinds;
    for (int i = 0; i <= static_cast<int>(AnswerKind::consent); ++i)
        kinds.push_back(code_of(static_cast<AnswerKind>(i)));
    return kinds;
}

std::vector<std::string_view> all_words_of_becoming()
{
    std::vector<std::string_view> words;
    for (const BecomesInfo& info : all_becomings()) words.push_back(info.word);
    return words;
}

std::vector<std::string_view> all_flaws()
{
    std::vector<std::string_view> codes;
    for (int i = 0; i <= static_cast<int>(Flaw::several_for_one); ++i)
        codes.push_back(code_of(static_cast<Flaw>(i)));
    return codes;
}

}  // namespace

Shape form_shape()
{
    return {"form",
            {"申請書式", "a form"},
            false,
            {must("form", code, "書式のコード", "its code"),
             must("source", text, "要件の番号と文書の場所", "the requirements that it comes from"),
             must("name", sentence, "書式の名前", "its name"),
             may("about", sentence, "はじめに伝えること", "what is told before the first question"),
             must("purpose", sentence, "個人情報の利用目的（法62条）",
                  "what the answers are used for, as the law on personal data asks"),
             may("sending_needs", list_of(code), "送るときに成り立たなければならない申請の規則",
                 "the application rules that must hold when it is sent"),
             may("answered_within", map(Map::lead_time), "返事までの日数",
                 "when the family can expect an answer"),
             may("decided_by", one_of({"officer", "two_officers", "rules"}),
                 "だれが決めるか（担当者一人、二人、疑いがなければ規則だけ）。書かなければ担当者一人",
                 "who decides: one officer (as without it), two, or the rules where nothing is in doubt"),
             may("change_notice", truth, "変更届か（新しく発行せず、記録を改めて、残りを計算し直す）",
                 "whether it reports a change: nothing new is issued, what is left follows the new facts"),
             may("reimburses", list_of(code),
                 "償還払い：契約していない施設での利用を払い戻すサービス（利用券の利用として決める）",
                 "the services whose use at a facility without a contract is decided and paid back"),
             may("blocks_booking", truth, "この変更届が審査中のあいだ、予約を止めるか",
                 "whether nothing can be booked while this change notice waits"),
             may("notice", map(Map::decision_notice), "決定通知書の言葉", "the words of the decision notice"),
             must("pages", list_of(map(Map::form_page)), "画面", "the pages"),
             may("example", written_answers(), "例のもとになる答え", "answers under every case"),
             may("cases", list_of(map(Map::form_case)), "書式の例", "worked cases of the form")}};
}

Shape form_page_shape()
{
    return {"form_page",
            {"画面", "a page"},
            false,
            {must("title", sentence, "画面の見出し", "its title"),
             may("text", sentence, "見出しの下の説明", "what stands below the title"),
             must("questions", list_of(map(Map::form_question)), "質問", "its questions")}};
}

Shape form_question_shape()
{
    return {
        "form_question",
        {"書式の質問", "a question of a form"},
        false,
        {must("question", code, "質問のコード", "its code"),
         may("source", text, "要件の番号と文書の場所", "where this comes from"),
         must("ask", sentence, "質問", "the question"),
         may("help", sentence, "答え方の説明", "how to answer"),
         must("kind", one_of(all_kinds()), "答えの種類", "what the answer is"),
         may("required", truth, "答えが要るか", "whether it must be answered"),
         may("when", expression(Type::truth), "たずねる条件", "when it is asked"),
         may("becomes", one_of(all_words_of_becoming()), "答えが何になるか",
             "what of the family the answer is"),
         may("answers", map_of(sentence), "選べる答え", "the answers to choose from"),
         may("least", number(0, most_yen), "最小の数、桁数、または最少の数",
             "the least number, the digits, or how many at least"),
         may("most", number(1, most_yen), "最大の数、文字数、桁数、または最多の数",
             "the greatest number, the characters, the digits, or how many at most"),
         may("reading_of", code, "だれのフリガナか（名前の質問）", "the question of the name that it is of"),
         may("checks", list_of(map(Map::form_check)), "答えの確かめ", "what must hold of the answer")}};
}

Shape form_check_shape()
{
    return {"form_check",
            {"答えの確かめ", "a check"},
            false,
            {must("require", expression(Type::truth), "成り立たなければならないこと", "what must hold"),
             must("refused", sentence, "成り立たないときに伝える文", "what is told when it does not")}};
}

Shape lead_time_shape()
{
    return {"lead_time",
            {"返事までの日数", "a time to answer"},
            false,
            {must("days", number(1, 200), "日数", "how many days"),
             must("counted_in", one_of({"calendar_days", "open_days"}), "暦日で数えるか、開庁日で数えるか",
                  "in calendar days or in open days")}};
}

Shape decision_notice_shape()
{
    return {"decision_notice",
            {"決定通知書", "a decision notice"},
            false,
            {must("source", text, "要件の番号と文書の場所", "where this comes from"),
             must("title", sentence, "表題", "its title"),
             must("from", sentence, "だれからの通知か（○○市長）", "who decides, as the mayor"),
             must("approved", sentence, "承認のときの文", "what is said above an approval"),
             must("declined", sentence, "承認しないときの文", "what is said above a refusal"),
             may("appeal", sentence, "承認しないとき、または一部だけ承認するときの教示（行政不服審査法82条）",
                 "how to appeal, told where less is granted than was asked for")}};
}

Shape form_case_shape()
{
    return {"form_case",
            {"書式の例", "a case of a form"},
            false,
            {must("case", text, "何を示す例か、短い言葉で", "what it shows, in a few words"),
             must("shows", list_of(text), "示している要件（[O-01] のように）",
                  "the requirements that it shows, as [O-01]"),
             must("today", date, "送る日（2026-04-01 のように）", "the day on which it is sent"),
             may("answers", written_answers(), "`example` に重ねる答え", "answers laid over `example`"),
             must("expect", map(Map::form_expectation), "どうなるか", "what comes of it")}};
}

Shape form_expectation_shape()
{
    return {"form_expectation",
            {"書式の見込み", "an expectation"},
            false,
            {must("outcome", one_of({"accepted", "mistaken", "refused"}),
                  "受け付ける、書き直しを求める、まだ（もう）送れない", "accepted, mistaken or refused"),
             may("mistakes", map_of(one_of(all_flaws())), "質問ごとの誤り（これですべて）",
                 "exactly these mistakes, by question"),
             may("against", list_of(code), "断る申請の規則のすべて", "exactly the rules that refuse"),
             may("says", either({text, list_of(text)}), "文に含まれる言葉", "what the sentences contain"),
             may("asked", list_of(code), "たずねられる質問（このほかにもあってよい）",
                 "questions that are asked"),
             may("not_asked", list_of(code), "たずねられない質問", "questions that are not asked"),
             may("kept", map_of(either({text, list_of(text)})), "質問ごとの、残る答え",
                 "what is kept of an answer"),
             may("answered_by", date, "返事の目安の日", "when an answer can be expected")}};
}

}  // namespace hagukumi::rules
