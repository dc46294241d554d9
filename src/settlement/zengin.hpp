// 全銀フォーマット 総合振込: the file that a bank takes.  Pure: values in, bytes out.
//
// 全国銀行協会「適用業務およびレコード・フォーマット」(令和元年12月), section 8: records of 120 bytes in JIS
// X 0201, one header (1), one line a payee (2), one trailer (8), one end (9).  Digits stand right with zeros
// before them, letters left with spaces behind them.  Where banks differ, the payer's settings say what this
// one wants.
#pragma once

#include <cstdint>
#include <span>
#include <string>

#include "base/instant.hpp"
#include "base/quantity.hpp"
#include "base/result.hpp"

namespace hagukumi::settlement {

enum class AccountKind : std::uint8_t {
    ordinary = 1,  ///< 普通
    current = 2,   ///< 当座
    savings = 4,   ///< 貯蓄, for payees only
    other = 9,     ///< その他
};

/// An account at a bank.  Names are in the form of the file (kana.hpp).
struct BankAccount {
    std::string bank_code;    ///< four digits
    std::string bank_name;    ///< at most 15 letters
    std::string branch_code;  ///< three digits
    std::string branch_name;  ///< at most 15 letters
    AccountKind kind = AccountKind::ordinary;
    std::string number;  ///< seven digits
    std::string holder;  ///< 口座名義, at most 30 letters; 40 for the payer

    friend bool operator==(const BankAccount&, const BankAccount&) = default;
};

inline constexpr std::size_t most_letters_of_holder = 30;  ///< of a payee

/// The account with its names in the form of the file and its number filled up to seven digits.  Errors
/// (malformed): `bank_code_form`, `branch_code_form`, `account_number_form`, and those of to_zengin().
Result<BankAccount> check_account(BankAccount typed, std::size_t most_letters_of_holder);

/// What banks want differently.
struct ZenginStyle {
    enum class RecordEnd : std::uint8_t { none = 1, crlf = 2 };
    enum class FileEnd : std::uint8_t { none = 1, eof = 2 };            ///< eof: one byte 0x1A
    enum class ClearingHouse : std::uint8_t { zeros = 1, spaces = 2 };  ///< 手形交換所番号, which nobody uses

    RecordEnd record_end = RecordEnd::crlf;
    FileEnd file_end = FileEnd::none;
    ClearingHouse clearing_house = ClearingHouse::zeros;
    char designation = '7';  ///< 振込指定区分: '7' 電信, '8' 文書, '0' or ' '
};

/// 振込依頼人
struct Payer {
    std::string consignor_code;  ///< 委託者コード, ten digits, given by the bank
    BankAccount account;         ///< holder: 委託者名
    ZenginStyle style;
};

/// The payer with what it names in the form of the file.  Errors: `consignor_code_form`, `designation_form`,
/// `payer_account_kind` (貯蓄 pays nobody), and those of check_account().
Result<Payer> check_payer(Payer typed);

struct Payment {
    BankAccount account;
    Yen amount;             ///< above zero, at most ten digits
    std::string customer;   ///< 顧客コード1, the payer's own key, at most ten digits; empty: zeros
    std::string reference;  ///< 顧客コード2, likewise
};

/// The whole file.  Errors: `nothing_to_pay`, `amount_form` (a payment that is not above zero or has more
/// than ten digits), `total_form`, `too_many_payments`.
Result<std::string> write_zengin(const Payer& payer, Date pay_on, std::span<const Payment> payments);

}  // namespace hagukumi::settlement
