// 申請書式: a form as its programme file states it.
//
// A form asks questions, some of them only under a condition.  An answer may become a fact of the family
// (`becomes`): then the programme's own application rules judge what was written, with their own sentences,
// and nothing of them is said a second time here.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "base/result.hpp"
#include "rules/expression.hpp"

namespace hagukumi::rules {

/// What an answer is.
enum class AnswerKind : std::uint8_t {
    name,         ///< 氏名: family name and given name; or all of it in the first, where it is not parted
    kana,         ///< フリガナ of a name
    date,         ///< in 西暦 or with its era
    postal_code,  ///< 郵便番号
    address,      ///< 住所, as written
    telephone,    ///< 電話番号
    email,        ///< メールアドレス
    number,       ///< a whole number
    digits,       ///< a number that nobody counts with, its zeros kept: 0005
    choice,       ///< one of the answers
    choices,      ///< some of them
    text,         ///< a free text
    file,         ///< 添付: photographs or PDF
    consent,      ///< 同意: a tick
};

std::string_view code_of(AnswerKind kind);

/// What of the family an answer is.
enum class Becomes : std::uint8_t {
    nothing,
    guardian_name,
    guardian_kana,
    guardian_born_on,
    guardian_telephone,
    guardian_email,
    guardian_postal_code,
    guardian_address,
    child_name,
    child_kana,
    child_born_on,
    birth_due_date,
    birth_born_on,
    birth_lost_on,
    birth_discharged_on,
    birth_children,
    household_class,
    household_resident_from,
    household_resident_until,
    use_facility,  ///< 償還払い: where it was paid, and for what
    use_service,   ///< of the programme's
    use_first_day,
    use_last_day,  ///< where the service is asked by its days
    use_units,     ///< where it is asked by their number
    use_fee,       ///< what was paid, in yen
    payee_bank,    ///< 振込先: to whose account it is given back
    payee_bank_code,
    payee_branch,
    payee_branch_code,
    payee_kind,  ///< one of kinds_of_account()
    payee_number,
    payee_holder,
};

struct BecomesInfo {
    Becomes becomes = Becomes::nothing;
    std::string_view word;  ///< `birth.due_date`
    AnswerKind kind = AnswerKind::text;
    Text name;  ///< 「出産予定日」
};

/// Everything that an answer can become.
const std::vector<BecomesInfo>& all_becomings();

/// 預金種目, the answers to `payee.kind`: "ordinary" 普通, "current" 当座, "savings" 貯蓄.
const std::vector<std::string_view>& kinds_of_account();

struct FormOption {
    std::string code;
    Text name;
};

/// What must hold of the answers so far.
struct FormCheck {
    Formula require;
    Text refused;
};

struct FormQuestion {
    std::string code;
    std::string source;  ///< may be empty: that of the form
    Text ask;
    Text help;  ///< may be empty
    AnswerKind kind = AnswerKind::text;
    bool required = false;
    Formula when;  ///< not written: always asked
    Becomes becomes = Becomes::nothing;
    std::vector<FormOption> options;  ///< of choice and choices
    /// Of a number its bounds; of a text the characters; of digits, choices and files how many.
    std::int64_t least = 0, most = 0;
    std::optional<std::uint16_t> reading_of;  ///< of kana: the question of the name
    std::vector<FormCheck> checks;
};

/// Whether its answer is written in two halves, of the family's and the given name.
bool is_in_halves(const FormQuestion& question);

struct FormPage {
    Text title;
    Text text;  ///< may be empty
    std::vector<FormQuestion> questions;
};

/// 標準処理期間: when the family can expect an answer.  It is told, and never refuses anything.
struct LeadTime {
    int days = 0;
    bool open_days = false;  ///< counted in 開庁日, else in calendar days
};

/// Who decides.
enum class DecidedBy : std::uint8_t {
    officer,       ///< one officer
    two_officers,  ///< 決裁: a second one confirms
    rules,         ///< the rules alone where nothing is in doubt, else an officer
};

/// 決定通知書: the municipality's own words around what was decided.
struct DecisionNotice {
    std::string source;
    Text title;     ///< 「産後ケア事業利用決定通知書」
    Text from;      ///< 「岡山市長」
    Text approved;  ///< what is said above an approval
    Text declined;  ///< and above a refusal
    Text appeal;  ///< 教示 (行政不服審査法82条), where less was granted than asked for; may be empty
};

struct Form {
    int line = 0;
    std::string code;
    std::string source;
    Text name;
    Text about;  ///< may be empty
    Text purpose;  ///< 利用目的 (個人情報の保護に関する法律62条): shown before the first answer
    std::vector<FormPage> pages;
    /// Application rules that must hold when the form is sent; the others are for the officer to look at.
    std::vector<std::uint16_t> sending_needs;
    std::optional<LeadTime> answered_within;
    DecidedBy decided_by = DecidedBy::officer;
    /// 変更届: it asks for nothing new; what it says is recorded, and coupons are brought to what the rules
    /// give now.
    bool is_change_notice = false;
    /// 償還払い: the services that may be paid for at a facility without a contract; such a use is decided by
    /// the rules of its day, and its public share given back.  Empty: it asks for no money.
    std::vector<std::string> reimburses;
    bool blocks_booking = false;  ///< while a change notice waits for the office, nothing is booked
    std::optional<DecisionNotice> notice;
    std::uint16_t first_question = 0;  ///< the number of its first question among those of all forms

    bool is_reimbursement() const { return !reimburses.empty(); }
    std::size_t question_count() const;
    /// By their number in the form, over all its pages.
    const FormQuestion& question(std::size_t number) const;
    std::optional<std::size_t> find_question(std::string_view question_code) const;
};

}  // namespace hagukumi::rules
