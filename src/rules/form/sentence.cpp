// What to do about each flaw, at its field.
#include <fmt/format.h>

#include "rules/form/answers.hpp"

namespace hagukumi::rules {

namespace {

Text missing(AnswerKind kind)
{
    switch (kind) {
        case AnswerKind::choice: return {"一つお選びください。", "Please choose one."};
        case AnswerKind::choices: return {"一つ以上お選びください。", "Please choose at least one."};
        case AnswerKind::file:
            return {"写真またはPDFを添付してください。", "Please attach a photograph or a PDF."};
        case AnswerKind::consent:
            return {"お読みのうえ、同意いただける場合はチェックを入れてください。",
                    "Please read it and tick the box if you agree."};
        default: return {"ご記入ください。", "Please fill this in."};
    }
}

Text counted(const char* ja, const char* en, std::int64_t number)
{
    return {fmt::format(fmt::runtime(ja), number), fmt::format(fmt::runtime(en), number)};
}

}  // namespace

Text sentence_of(const FormQuestion& question, Flaw flaw)
{
    const bool is_file = question.kind == AnswerKind::file;
    switch (flaw) {
        case Flaw::missing:
        case Flaw::not_consented: return missing(question.kind);
        case Flaw::too_long:
            return question.kind == AnswerKind::text
                       ? counted("{}文字までで、短くしてください。", "Please shorten it to {} characters.",
                                 question.most)
                       : Text{"長すぎます。短くしてください。", "This is too long. Please shorten it."};
        case Flaw::unreadable:
            return {"読み取れない文字が入っています。消して、もう一度ご記入ください。",
                    "There are characters that cannot be read. Please delete them and write again."};
        case Flaw::not_in_names:
            return {
                "お名前に使えない文字（数字、記号、絵文字）があります。漢字、かな、英字でご記入ください。",
                "There are digits, signs or pictures in the name. Please use letters only."};
        case Flaw::private_character:
            return {
                "ほかの端末では表示できない文字（外字）があります。近い文字でご記入のうえ、正しい文字は窓口"
                "へお知らせください。",
                "There is a character that other devices cannot show. Please write a similar one, and tell "
                "the office the right one."};
        case Flaw::not_kana:
            return {"カタカナでご記入ください。ひらがなでもかまいません。",
                    "Please write the reading in katakana or hiragana."};
        case Flaw::not_a_date:
            return {"年、月、日を「2026年4月1日」または「令和8年4月1日」のようにご記入ください。",
                    "Please write year, month and day, as in 2026-04-01."};
        case Flaw::no_such_date:
            return {"暦にない日付です。年、月、日をお確かめください。",
                    "There is no such day. Please check year, month and day."};
        case Flaw::year_without_era:
            return {"年を、西暦の4桁（2026）か、元号（令和8年）でご記入ください。",
                    "Please write the year in four digits, or with its era."};
        case Flaw::not_a_postal_code:
            return {"郵便番号を7桁の数字でご記入ください（例：100-0001）。",
                    "Please write the seven digits of the postal code, as in 100-0001."};
        case Flaw::not_a_telephone:
            return {
                "電話番号を市外局番から、10桁か11桁の数字でご記入ください（例：03-1234-5678）。",
                "Please write the telephone number with its area code, 10 or 11 digits, as in 03-1234-5678."};
        case Flaw::not_an_email:
            return {"メールアドレスをお確かめください（例：hanako@example.jp）。",
                    "Please check the mail address. It looks like hanako@example.jp."};
        case Flaw::not_a_number: return {"数字でご記入ください。", "Please write a number in digits."};
        case Flaw::out_of_range:
            return {fmt::format("{}から{}までの数でご記入ください。", question.least, question.most),
                    fmt::format("Please write a number from {} to {}.", question.least, question.most)};
        case Flaw::not_a_choice:
            return {"いまの選択肢にない答えです。もう一度お選びください。",
                    "This answer cannot be chosen any more. Please choose again."};
        case Flaw::chosen_twice:
            return {"同じものが2回入っています。一つを外してください。",
                    "The same is there twice. Please remove one."};
        case Flaw::too_few:
            return is_file
                       ? counted("{}点以上を添付してください。", "Please attach at least {}.", question.least)
                       : counted("{}つ以上お選びください。", "Please choose at least {}.", question.least);
        case Flaw::too_many:
            return is_file
                       ? counted("{}点までで添付してください。", "Please attach at most {}.", question.most)
                       : counted("{}つまででお選びください。", "Please choose at most {}.", question.most);
        case Flaw::not_a_document:
            return {"添付が届いていません。もう一度添付してください。",
                    "The attachment did not arrive. Please attach it again."};
        case Flaw::given_name_missing:
            return {"姓と名の両方をご記入ください。", "Please write both family name and given name."};
        case Flaw::several_for_one: return {"答えを一つにしてください。", "Please give one answer."};
        case Flaw::not_fitting: break;  // the check of the form has its own sentence
    }
    return {"この答えをお確かめください。", "Please check this answer."};
}

}  // namespace hagukumi::rules
