#include "rules/form/form.hpp"

#include <array>

namespace hagukumi::rules {

std::string_view code_of(AnswerKind kind)
{
    static constexpr std::array<std::string_view, 14> codes{
        "name",   "kana",   "date",   "postal_code", "address", "telephone", "email",
        "number", "digits", "choice", "choices",     "text",    "file",      "consent"};
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
         {"転出の日", "the last day of its registration"}},
        {Becomes::use_facility, "use.facility", Kind::text, {"利用した施設", "the facility that was used"}},
        {Becomes::use_service,
         "use.service",
         Kind::choice,
         {"利用したサービス", "the service that was used"}},
        {Becomes::use_first_day, "use.first_day", Kind::date, {"利用した初日", "the first day of the use"}},
        {Becomes::use_last_day, "use.last_day", Kind::date, {"利用した最後の日", "the last day of the use"}},
        {Becomes::use_units, "use.units", Kind::number, {"利用した数", "how many units were used"}},
        {Becomes::use_fee, "use.fee", Kind::number, {"支払った利用料金", "the fee that was paid"}},
        {Becomes::payee_bank, "payee.bank", Kind::kana, {"振込先の金融機関", "the payee's bank"}},
        {Becomes::payee_bank_code,
         "payee.bank_code",
         Kind::digits,
         {"振込先の金融機関コード", "the code of the payee's bank"}},
        {Becomes::payee_branch, "payee.branch", Kind::kana, {"振込先の支店", "the payee's branch"}},
        {Becomes::payee_branch_code,
         "payee.branch_code",
         Kind::digits,
         {"振込先の支店コード", "the code of the payee's branch"}},
        {Becomes::payee_kind, "payee.kind", Kind::choice, {"振込先の預金種目", "the kind of the account"}},
        {Becomes::payee_number,
         "payee.number",
         Kind::digits,
         {"振込先の口座番号", "the number of the account"}},
        {Becomes::payee_holder,
         "payee.holder",
         Kind::kana,
         {"振込先の口座名義", "the holder of the account"}}};
    return all;
}

const std::vector<std::string_view>& kinds_of_account()
{
    static const std::vector<std::string_view> all{"ordinary", "current", "savings"};
    return all;
}

bool is_in_halves(const FormQuestion& question)
{
    // The kana of a bank or of an account's holder are one text.
    return question.kind == AnswerKind::name ||
           (question.kind == AnswerKind::kana && question.becomes < Becomes::use_facility);
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
