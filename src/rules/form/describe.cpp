#include "rules/form/describe.hpp"

#include "rules/telling.hpp"
#include "rules/words.hpp"

namespace hagukumi::rules {

namespace {

Text number(std::int64_t count)
{
    return count_in({count, 1}, Measure::nothing);
}

/// 「3」 or 「1から3」
Text between(std::int64_t least, std::int64_t most)
{
    return least == most ? number(most) : say("{}から{}", "{} to {}", number(least), number(most));
}

Text words_of(const FormQuestion& question)
{
    switch (question.kind) {
        case AnswerKind::name: return {"氏名を書く", "a name"};
        case AnswerKind::kana: return {"フリガナを書く", "a reading in kana"};
        case AnswerKind::date: return {"日付を書く", "a date"};
        case AnswerKind::postal_code: return {"郵便番号を書く", "a postal code"};
        case AnswerKind::address: return {"住所を書く", "an address"};
        case AnswerKind::telephone: return {"電話番号を書く", "a telephone number"};
        case AnswerKind::email: return {"メールアドレスを書く", "a mail address"};
        case AnswerKind::number:
            return say("{}の数を書く", "a number from {}", between(question.least, question.most));
        case AnswerKind::digits:
            return say("{}桁の数字を書く", "{} digits", between(question.least, question.most));
        case AnswerKind::choice: return {"次から一つを選ぶ", "one of these"};
        case AnswerKind::choices:
            return say("次から{}個を選ぶ", "{} of these", between(question.least, question.most));
        case AnswerKind::text:
            return say("{}文字以内で書く", "a text of at most {} characters", number(question.most));
        case AnswerKind::file:
            return say("写真又は文書を{}点添付する", "{} photographs or documents",
                       between(question.least, question.most));
        case AnswerKind::consent: return {"同意を示す", "a consent"};
    }
    throw BugFound("every kind of answer has its words");
}

Paragraph describe_notice(const DecisionNotice& notice)
{
    Paragraph said{say("決定は{}で、{}の名前で知らせる。", "The decision is told by {} in the name of {}.",
                       in_quotes(notice.title), in_quotes(notice.from)),
                   notice.source};
    said.parts.push_back({say("承認のとき：{}", "When approved: {}", in_quotes(notice.approved))});
    said.parts.push_back({say("承認しないとき：{}", "When declined: {}", in_quotes(notice.declined))});
    if (!notice.appeal.ja.empty())
        said.parts.push_back({say("教示：{}", "How to appeal: {}", in_quotes(notice.appeal))});
    return said;
}

Paragraph describe_question(const Form& form, const FormQuestion& question,
                            const std::function<Paragraph(const Formula&)>& condition)
{
    const Text must =
        question.required ? Text{"必ず答える", "required"} : Text{"答えなくてもよい", "may be left out"};
    Paragraph said{say("「{}」（{}。{}。）", "“{}” ({}, {})", question.ask, must, words_of(question)),
                   question.source};
    for (const FormOption& option : question.options) said.parts.push_back({in_quotes(option.name)});
    if (!question.help.ja.empty())
        said.parts.push_back({say("説明：{}", "Help: {}", in_quotes(question.help))});
    if (question.when.present())
        said.parts.push_back(
            put("{}ときに限り尋ねる。", "It is asked only if {}.", condition(question.when)));
    if (question.reading_of)
        said.parts.push_back({say("{}の答えの読みである。", "It is the reading of the answer to {}.",
                                  in_quotes(form.question(*question.reading_of).ask))});
    for (const BecomesInfo& info : all_becomings()) {
        if (info.becomes == question.becomes)
            said.parts.push_back({say("答えは、{}とする。", "The answer is taken as {}.", info.name)});
    }
    for (const FormCheck& check : question.checks) {
        Paragraph held = put("{}ことを確かめる。", "It is checked that {}.", condition(check.require));
        held.parts.push_back(
            {say("そうでないときに示す文：{}", "Shown when it is not so: {}", in_quotes(check.refused))});
        said.parts.push_back(std::move(held));
    }
    return said;
}

}  // namespace

Paragraph describe_form(const Parts& parts, const Form& form,
                        const std::function<Paragraph(const Formula&)>& condition)
{
    Paragraph said{say("{}：次の画面で尋ねる。", "{}: asked on these pages.", in_quotes(form.name)),
                   form.source};
    if (!form.about.ja.empty())
        said.parts.push_back({say("案内文：{}", "As described: {}", in_quotes(form.about))});
    said.parts.push_back({say("利用目的：{}", "Purpose: {}", in_quotes(form.purpose))});
    for (const FormPage& page : form.pages) {
        Paragraph list{say("画面{}", "Page {}", in_quotes(page.title))};
        if (!page.text.ja.empty())
            list.parts.push_back({say("案内文：{}", "As described: {}", in_quotes(page.text))});
        for (const FormQuestion& question : page.questions)
            list.parts.push_back(describe_question(form, question, condition));
        said.parts.push_back(std::move(list));
    }
    if (form.sending_needs.empty()) {
        said.parts.push_back({{"申請の規則は、送った後に担当者が確かめる。",
                               "The rules of application are looked at after it was sent."}});
    } else {
        Paragraph list{
            {"次の規則に当てはまらないときは、送ることができない。ほかの規則は、送った後に担当者が"
             "確かめる。",
             "It cannot be sent while one of these rules does not hold; the others are looked at "
             "after it was sent."}};
        for (const std::uint16_t rule : form.sending_needs)
            list.parts.push_back(
                {say("{}に係る規則", "the rule which says {}", in_quotes(shown(parts.rules[rule].refused)))});
        said.parts.push_back(std::move(list));
    }
    switch (form.decided_by) {
        case DecidedBy::officer: said.parts.push_back({{"担当者が決める。", "An officer decides."}}); break;
        case DecidedBy::two_officers:
            said.parts.push_back({{"担当者が決め、別の担当者が確かめて決まる。",
                                   "An officer decides, and another one confirms it."}});
            break;
        case DecidedBy::rules:
            said.parts.push_back(
                {{"疑いがないときは、規則だけで承認する。ほかは担当者が決める。",
                  "Where nothing is in doubt the rules approve it; else an officer decides."}});
            break;
    }
    if (form.is_change_notice)
        said.parts.push_back(
            {form.blocks_booking
                 ? Text{"変更届である。新しく発行せず、残りを計算し直す。審査中は予約できない。",
                        "It reports a change: nothing new is issued, and what is left follows. "
                        "Nothing can be booked while it waits."}
                 : Text{"変更届である。新しく発行せず、残りを計算し直す。",
                        "It reports a change: nothing new is issued, and what is left "
                        "follows."}});
    if (form.is_reimbursement())
        said.parts.push_back(
            {{"償還払いの請求である。契約していない施設での利用を、その日の規則で利用として決め、公費分を"
              "払い戻す。",
              "It asks for money back: the use of a facility without a contract is decided by "
              "the rules of its day, and the public share is paid back."}});
    if (form.notice) said.parts.push_back(describe_notice(*form.notice));
    if (form.answered_within) {
        const LeadTime& lead = *form.answered_within;
        said.parts.push_back(
            {say("返事の目安は、送った日の{}後とする。", "An answer can be expected {} after it was sent.",
                 lead.open_days ? say("{}開庁日", "{} open days", number(lead.days))
                                : count_in({lead.days, 1}, Measure::day))});
    }
    return said;
}

}  // namespace hagukumi::rules
