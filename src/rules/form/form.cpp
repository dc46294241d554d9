#include "rules/form/form.hpp"

#include <array>

namespace hagukumi::rules {

std::string_view code_of(AnswerKind kind)
{
    static constexpr std::array<std::string_view, 13> codes{
        "name",   "kana",   "date",    "postal_code", "address", "telephone", "email",
        "number", "choice", "choices", "text",        "file",    "consent"};
    static_assert(static_cast<std::size_t>(AnswerKind::consent) + 1 == codes.size());
    return codes[static_cast<std::size_t>(kind)];
}

const std::vector<BecomesInfo>& all_becomings()
{
    using Kind = AnswerKind;
    static const std::vector<BecomesInfo> all{
        {Becomes::guardian_name, "guardian.name", Kind::name, {"保護者の氏名", "the guardian's name"}},
        {Becomes::guardian_kana,
         "guardian.kana",
         Kind::kana,
         {"保護者のフリガナ", "the reading of the guardian's name"}},
        {Becomes::guardian_born_on,
         "guardian.born_on",
         Kind::date,
         {"保護者の生年月日", "the guardian's date of birth"}},
        {Becomes::guardian_telephone,
         "guardian.telephone",
         Kind::telephone,
         {"保護者の電話番号", "the guardian's telephone"}},
        {Becomes::guardian_email,
         "guardian.email",
         Kind::email,
         {"保護者のメールアドレス", "the guardian's mail address"}},
        {Becomes::guardian_postal_code,
         "guardian.postal_code",
         Kind::postal_code,
         {"保護者の郵便番号", "the guardian's postal code"}},
        {Becomes::guardian_address,
         "guardian.address",
         Kind::address,
         {"保護者の住所", "the guardian's address"}},
        {Becomes::child_name, "child.name", Kind::name, {"子の氏名", "the child's name"}},
        {Becomes::child_kana, "child.kana", Kind::kana, {"子のフリガナ", "the reading of the child's name"}},
        {Becomes::child_born_on, "child.born_on", Kind::date, {"子の生年月日", "the child's date of birth"}},
        {Becomes::birth_due_date, "birth.due_date", Kind::date, {"出産予定日", "the due date"}},
        {Becomes::birth_born_on, "birth.born_on", Kind::date, {"出産日", "the day of birth"}},
        {Becomes::birth_lost_on, "birth.lost_on", Kind::date, {"流産又は死産の日", "the day of the loss"}},
        {Becomes::birth_discharged_on, "birth.discharged_on", Kind::date, {"退院日", "the day of discharge"}},
        {Becomes::birth_children,
         "birth.children",
         Kind::number,
         {"一度の出産の子の数", "the number of children of the birth"}},
        {Becomes::household_class, "household.class", Kind::choice, {"世帯区分", "the household class"}},
        {Becomes::household_resident_from,
         "household.resident_from",
         Kind::date,
         {"住民登録の日", "the day since which it is registered"}},
        {Becomes::household_resident_until,
         "household.resident_until",
         Kind::date,
         {"転出の日", "the last day of its registration"}}};
    return all;
}

std::size_t Form::question_count() const
{
    std::size_t count = 0;
    for (const FormPage& page : pages) count += page.questions.size();
    return count;
}

const FormQuestion& Form::question(std::size_t number) const
{
    for (const FormPage& page : pages) {
        if (number < page.questions.size()) return page.questions[number];
        number -= page.questions.size();
    }
    throw BugFound("a form is asked for a question that it has");
}

std::optional<std::size_t> Form::find_question(std::string_view question_code) const
{
    std::size_t number = 0;
    for (const FormPage& page : pages) {
        for (const FormQuestion& one : page.questions) {
            if (one.code == question_code) return number;
            ++number;
        }
    }
    return std::nullopt;
}

}  // namespace hagukumi::rules
