#include "settlement/zengin.hpp"

#include <algorithm>

#include "settlement/kana.hpp"

namespace hagukumi::settlement {

namespace {

constexpr std::size_t record_bytes = 120;
constexpr std::size_t most_letters_of_bank = 15;
constexpr std::size_t most_letters_of_payer = 40;
constexpr std::size_t most_payments = 999'999;
constexpr std::int64_t most_yen = 9'999'999'999;
constexpr std::int64_t most_total_yen = 999'999'999'999;

bool are_digits(std::string_view text)
{
    return std::all_of(text.begin(), text.end(), [](char c) { return c >= '0' && c <= '9'; });
}

Result<void> check_digits(const std::string& text, std::size_t count, const char* code, const char* name_ja,
                          const char* name_en)
{
    if (text.size() == count && are_digits(text)) return {};
    const std::string number = std::to_string(count);
    return fail(ErrorKind::malformed, code,
                {std::string(name_ja) + "は半角数字" + number + "桁で入力してください。",
                 std::string(name_en) + " has " + number + " digits."});
}

/// One record: fields are added in the order of the layout, and it must come out at 120 bytes.
class Record {
public:
    Record& digits(std::string_view value, std::size_t width)
    {
        must(value.size() <= width && are_digits(value), "a number fits into its field");
        x_bytes.append(width - value.size(), '0').append(value);
        return *this;
    }
    Record& digits(std::int64_t value, std::size_t width) { return digits(std::to_string(value), width); }
    Record& letters(std::string_view zengin, std::size_t width)
    {
        const std::string value = to_jis_x_0201(zengin);
        must(value.size() <= width, "a name fits into its field");
        x_bytes.append(value).append(width - value.size(), ' ');
        return *this;
    }
    Record& spaces(std::size_t width) { return letters("", width); }

    const std::string& bytes() const
    {
        must(x_bytes.size() == record_bytes, "a record has 120 bytes");
        return x_bytes;
    }

private:
    std::string x_bytes;
};

Record header(const Payer& payer, Date pay_on)
{
    constexpr std::int64_t bulk_transfer = 21;
    const BankAccount& account = payer.account;
    Record record;
    record.digits(1, 1).digits(bulk_transfer, 2).digits(0, 1);  // 0: JIS
    record.digits(payer.consignor_code, 10).letters(account.holder, most_letters_of_payer);
    record.digits(static_cast<unsigned>(pay_on.month()), 2).digits(static_cast<unsigned>(pay_on.day()), 2);
    record.digits(account.bank_code, 4).letters(account.bank_name, most_letters_of_bank);
    record.digits(account.branch_code, 3).letters(account.branch_name, most_letters_of_bank);
    record.digits(static_cast<std::int64_t>(account.kind), 1).digits(account.number, 7);
    return record.spaces(17);
}

Record line(const ZenginStyle& style, const Payment& payment)
{
    const BankAccount& account = payment.account;
    Record record;
    record.digits(2, 1);
    record.digits(account.bank_code, 4).letters(account.bank_name, most_letters_of_bank);
    record.digits(account.branch_code, 3).letters(account.branch_name, most_letters_of_bank);
    if (style.clearing_house == ZenginStyle::ClearingHouse::zeros) record.digits(0, 4);
    else record.spaces(4);
    record.digits(static_cast<std::int64_t>(account.kind), 1).digits(account.number, 7);
    record.letters(account.holder, 30).digits(payment.amount.amount, 10);
    record.digits(0, 1);  // 新規コード: neither new nor changed, which banks do not ask for
    record.digits(payment.customer, 10).digits(payment.reference, 10);
    record.letters({&style.designation, 1}, 1);
    return record.spaces(1).spaces(7);  // 識別表示: no EDI
}

}  // namespace

Result<BankAccount> check_account(BankAccount typed, std::size_t most_letters_of_holder)
{
    TRY(check_digits(typed.bank_code, 4, "bank_code_form", "金融機関コード", "The bank's code"));
    TRY(check_digits(typed.branch_code, 3, "branch_code_form", "支店コード", "The branch's code"));
    constexpr std::size_t digits_of_number = 7;
    if (!typed.number.empty() && typed.number.size() < digits_of_number)
        typed.number.insert(0, digits_of_number - typed.number.size(), '0');
    TRY(check_digits(typed.number, digits_of_number, "account_number_form", "口座番号",
                     "The account's number"));
    typed.bank_name = TRY(to_zengin(typed.bank_name, NameOf::bank, most_letters_of_bank));
    typed.branch_name = TRY(to_zengin(typed.branch_name, NameOf::bank, most_letters_of_bank));
    typed.holder = TRY(to_zengin(typed.holder, NameOf::holder, most_letters_of_holder));
    return typed;
}

Result<Payer> check_payer(Payer typed)
{
    TRY(check_digits(typed.consignor_code, 10, "consignor_code_form", "委託者コード",
                     "The consignor's code"));
    if (std::string_view("780 ").find(typed.style.designation) == std::string_view::npos) {
        return fail(ErrorKind::malformed, "designation_form",
                    {"振込指定区分は7、8、0、空白のどれかです。",
                     "The designation of transfers is 7, 8, 0 or a space."});
    }
    if (typed.account.kind == AccountKind::savings) {
        return fail(ErrorKind::malformed, "payer_account_kind",
                    {"貯蓄預金からは総合振込ができません。普通、当座、その他から選んでください。",
                     "Bulk transfers are not paid from a savings account."});
    }
    typed.account = TRY(check_account(std::move(typed.account), most_letters_of_payer));
    return typed;
}

Result<std::string> write_zengin(const Payer& payer, Date pay_on, std::span<const Payment> payments)
{
    if (payments.empty()) {
        return fail(ErrorKind::conflict, "nothing_to_pay",
                    {"振り込むものがありません。", "There is nothing to pay."});
    }
    if (payments.size() > most_payments) {
        return fail(
            ErrorKind::conflict, "too_many_payments",
            {"1つのファイルで振り込めるのは999,999件までです。", "One file holds at most 999,999 payments."});
    }
    Yen total;
    for (const Payment& payment : payments) {
        if (payment.amount <= Yen{} || payment.amount.amount > most_yen) {
            return fail(ErrorKind::conflict, "amount_form",
                        {"振込金額は1円から9,999,999,999円までです。",
                         "A payment is between 1 and 9,999,999,999 yen."});
        }
        total = total + payment.amount;
    }
    if (total.amount > most_total_yen) {
        return fail(ErrorKind::conflict, "total_form",
                    {"合計が999,999,999,999円を超えます。ファイルを分けてください。",
                     "The total is above 999,999,999,999 yen. Please make several files."});
    }
    const std::string_view record_end = payer.style.record_end == ZenginStyle::RecordEnd::crlf ? "\r\n" : "";
    std::string file;
    file.reserve((payments.size() + 3) * (record_bytes + record_end.size()) + 1);
    const auto add = [&](const Record& record) { file.append(record.bytes()).append(record_end); };
    add(header(payer, pay_on));
    for (const Payment& payment : payments) add(line(payer.style, payment));
    add(Record()
            .digits(8, 1)
            .digits(static_cast<std::int64_t>(payments.size()), 6)
            .digits(total.amount, 12)
            .spaces(101));
    add(Record().digits(9, 1).spaces(119));
    if (payer.style.file_end == ZenginStyle::FileEnd::eof) file += '\x1A';
    return file;
}

}  // namespace hagukumi::settlement
