#include "settlement/papers.hpp"

#include <fmt/format.h>

#include <map>

#include "audit/record.hpp"
#include "base/era.hpp"
#include "base/grouped.hpp"
#include "settlement/printed.hpp"
#include "settlement/rows.hpp"
#include "settlement/sql.hpp"

namespace hagukumi::settlement {

namespace {

using paper::Align;

std::string yen(Yen amount)
{
    return grouped(amount.amount) + "円";
}

/// 「令和8年6月」
std::string in_era(Month month)
{
    const std::string day = hagukumi::in_era(first_day_of(month));
    return day.substr(0, day.find("月") + std::string_view("月").size());
}

std::string days_of(const Line& line)
{
    const auto short_day = [](Date day) {
        return fmt::format("{}/{}", unsigned(day.month()), unsigned(day.day()));
    };
    return line.first_day == line.last_day ? short_day(line.first_day)
                                           : short_day(line.first_day) + "〜" + short_day(line.last_day);
}

std::string kind_of(const Line& line)
{
    std::string kind = line.kind == LineKind::void_use ? "取消" : line.corrects ? "訂正" : "利用";
    if (line.is_adjustment) kind += "（調整）";
    if (line.cancels_out) kind += "（同月取消）";
    return kind;
}

/// The words of a programme for a line; its codes where the programme is no longer here.
struct Words {
    std::string service, unit;
};
Words words_of(const StatementPaper& loaded, const Line& line)
{
    const rules::Programme* programme = ledger::find_programme(loaded.programmes, line.programme);
    const rules::Service* service = programme != nullptr ? programme->find_service(line.service) : nullptr;
    if (service == nullptr) return {line.service, ""};
    return {service->name.ja, rules::name_of(service->unit).ja};
}

/// What a service adds up to, apart from what earlier months put right.
struct ServiceSum {
    Words words;
    std::int64_t uses = 0;
    Units units;
    Money money;
};
std::vector<ServiceSum> sums_by_service(const StatementPaper& loaded)
{
    std::map<std::pair<std::string, std::string>, ServiceSum> sums;
    for (const Line& line : loaded.draft.lines) {
        if (line.is_adjustment) continue;
        ServiceSum& sum = sums[{line.programme, line.service}];
        sum.words = words_of(loaded, line);
        sum.uses += line.kind == LineKind::use ? 1 : -1;
        sum.units = sum.units + line.units;
        sum.money = sum.money + line.money;
    }
    std::vector<ServiceSum> all;
    for (auto& [code, sum] : sums) all.push_back(std::move(sum));
    return all;
}

std::string number_of(const Statement& statement)
{
    return ledger::number_of(statement.id);
}

/// Who compares paper and screen finds the same number and digest on both.
std::string foot_of(const StatementPaper& loaded)
{
    return fmt::format("{}　{}分　請求番号 {}　照合 {}", loaded.facility.name, in_era(loaded.statement.month),
                       number_of(loaded.statement), audit::to_hex(loaded.statement.digest).substr(0, 16));
}

paper::Row money_row(std::string label, std::string uses, std::string units, const Money& money, bool is_sum)
{
    return {{std::move(label), std::move(uses), std::move(units), yen(money.fee), yen(money.parent),
             yen(money.public_share)},
            is_sum};
}

std::string name_of(AccountKind kind)
{
    switch (kind) {
        case AccountKind::ordinary: return "普通";
        case AccountKind::current: return "当座";
        case AccountKind::savings: return "貯蓄";
        case AccountKind::other: return "その他";
    }
    throw BugFound("an account is of one of four kinds");
}

}  // namespace

Result<StatementPaper> load_statement_paper(store::Snapshot& snapshot, ledger::Programmes programmes,
                                            const std::string& municipality, const Id& facility, Month month)
{
    auto found = facilities::find_facility(snapshot, facility);
    if (!found) {
        return fail(ErrorKind::not_found, "statement_not_found",
                    {"この請求は見つかりません。", "There is no such statement."});
    }
    const auto statement = find_statement(snapshot, facility, month);
    if (!statement) {
        return fail(ErrorKind::conflict, "statement_open",
                    {"この月の請求は、まだ確認されていません。確認すると、請求書を取り出せます。",
                     "This month is not confirmed yet. Its papers can be taken once it is."});
    }
    StatementPaper loaded{municipality, std::move(*found), *statement, read_lines(snapshot, *statement),
                          {},           programmes};
    const auto kept = find_printed(snapshot, statement->id);
    const Printed printed = kept ? *kept : printed_now(snapshot, loaded.facility, loaded.draft);
    loaded.facility.name = printed.facility_name;
    loaded.facility.address = printed.facility_address;
    loaded.facility.phone = printed.facility_phone;
    for (const Line& line : loaded.draft.lines) {
        const auto use = ledger::find_entry(snapshot, line.use);
        must(use.has_value(), "a line is of a use");
        loaded.users.push_back(printed.users.at(use->coupon));
    }
    return loaded;
}

paper::Document invoice(const StatementPaper& loaded)
{
    const Statement& statement = loaded.statement;
    paper::Document page{"請求書", statement.confirmed_at, foot_of(loaded)};
    page.add(paper::Paragraph{"請求番号 " + number_of(statement) + "\n" +
                                  hagukumi::in_era(date_in_japan(statement.confirmed_at)),
                              Align::right})
        .add(paper::Paragraph{loaded.municipality + "長　様"})
        .add(paper::Paragraph{loaded.facility.name + "\n" + loaded.facility.address +
                                  (loaded.facility.phone.empty() ? "" : "\n電話 " + loaded.facility.phone),
                              Align::right})
        .add(paper::Title{"請　求　書"})
        .add(paper::Paragraph{in_era(statement.month) + "分の利用について、次のとおり請求します。"})
        .add(paper::Highlight{"請求金額", yen(statement.total.public_share)})
        .add(paper::FactList{{{"対象月", in_era(statement.month)},
                              {"利用件数", grouped(statement.uses) + "件"},
                              {"振込先", "届け出ている口座"}}})
        .add(paper::Heading{"内訳"});
    paper::Table table{{{"サービス", 4},
                        {"件数", 2, Align::right},
                        {"数量", 2, Align::right},
                        {"利用料金", 3, Align::right},
                        {"保護者の負担", 3, Align::right},
                        {"請求額", 3, Align::right}},
                       {}};
    for (const ServiceSum& sum : sums_by_service(loaded)) {
        table.rows.push_back(money_row(sum.words.service, grouped(sum.uses) + "件",
                                       grouped(sum.units.count) + sum.words.unit, sum.money, false));
    }
    const Sums& sums = loaded.draft.sums;
    if (sums.adjustments != Money{})
        table.rows.push_back(money_row("前月までの調整", "", "", sums.adjustments, false));
    table.rows.push_back(money_row("合計", grouped(sums.uses) + "件", "", sums.total(), true));
    page.add(std::move(table))
        .add(paper::Paragraph{"利用料金のうち保護者の負担分は、施設が直接受け取ります。請求額は、利用料金から"
                              "保護者の負担分を除いた額です。"
                              "各利用の明細は「利用実績」のとおりです。",
                              Align::left, true});
    return page;
}

paper::Document usage_report(const StatementPaper& loaded)
{
    paper::Document page{"利用実績", loaded.statement.confirmed_at, foot_of(loaded)};
    page.is_wide = true;
    page.add(paper::Title{in_era(loaded.statement.month) + "分　利用実績"})
        .add(paper::Paragraph{loaded.facility.name, Align::right});
    paper::Table table{{{"番号", 2, Align::right},
                        {"利用日", 4},
                        {"受付番号", 4},
                        {"利用者", 5},
                        {"サービス", 5},
                        {"区分", 5},
                        {"数量", 3, Align::right},
                        {"利用料金", 4, Align::right},
                        {"保護者の負担", 4, Align::right},
                        {"請求額", 4, Align::right}},
                       {}};
    for (std::size_t i = 0; i < loaded.draft.lines.size(); ++i) {
        const Line& line = loaded.draft.lines[i];
        const Words words = words_of(loaded, line);
        const auto money = [&](Yen amount) { return line.is_priced ? yen(amount) : "―"; };
        table.rows.push_back(
            {{std::to_string(i + 1), days_of(line), ledger::number_of(line.use), loaded.users[i],
              words.service, kind_of(line), grouped(line.units.count) + words.unit, money(line.money.fee),
              money(line.money.parent), money(line.money.public_share)}});
    }
    const Money total = loaded.draft.sums.total();
    table.rows.push_back({{"", "合計", "", "", "", "", grouped(loaded.draft.sums.uses) + "件", yen(total.fee),
                           yen(total.parent), yen(total.public_share)},
                          true});
    page.add(std::move(table));
    return page;
}

paper::Workbook statement_book(const StatementPaper& loaded)
{
    const Sums& sums = loaded.draft.sums;
    const auto money = [](const Money& sum) {
        return std::vector<paper::Value>{sum.fee, sum.parent, sum.public_share};
    };
    const auto row = [&](std::vector<paper::Value> values, const Money& sum) {
        for (paper::Value& value : money(sum)) values.push_back(std::move(value));
        return values;
    };
    const std::string month = to_string(loaded.statement.month);
    paper::Sheet claim{
        "請求書",
        {loaded.municipality + "長　様", loaded.facility.name, in_era(loaded.statement.month) + "分の請求",
         "請求番号 " + number_of(loaded.statement)}};
    claim.columns = {{"サービス", 24}, {"件数", 8},          {"数量", 8},   {"単位", 8},
                     {"利用料金", 14}, {"保護者の負担", 14}, {"請求額", 14}};
    for (const ServiceSum& sum : sums_by_service(loaded))
        claim.rows.push_back(row({sum.words.service, sum.uses, sum.units.count, sum.words.unit}, sum.money));
    const paper::Value nothing;
    if (sums.adjustments != Money{})
        claim.rows.push_back(
            row({std::string("前月までの調整"), nothing, nothing, nothing}, sums.adjustments));
    claim.sums = row({std::string("合計"), sums.uses, nothing, nothing}, sums.total());

    paper::Sheet usage{"利用実績", {loaded.facility.name + "　" + in_era(loaded.statement.month) + "分"}};
    usage.columns = {{"番号", 6},      {"対象月", 10},       {"初日", 12},  {"最終日", 12}, {"受付番号", 12},
                     {"利用者", 18},   {"サービス", 20},     {"区分", 14},  {"数量", 8},    {"単位", 8},
                     {"利用料金", 14}, {"保護者の負担", 14}, {"請求額", 14}};
    for (std::size_t i = 0; i < loaded.draft.lines.size(); ++i) {
        const Line& line = loaded.draft.lines[i];
        const Words words = words_of(loaded, line);
        usage.rows.push_back(row({static_cast<std::int64_t>(i + 1), to_string(month_of(line.last_day)),
                                  line.first_day, line.last_day, ledger::number_of(line.use), loaded.users[i],
                                  words.service, kind_of(line), line.units.count, words.unit},
                                 line.money));
    }
    usage.sums = row({nothing, std::string("合計"), nothing, nothing, nothing, nothing, nothing, nothing,
                      sums.uses, std::string("件")},
                     sums.total());
    return {"請求書 " + loaded.facility.name + " " + month,
            loaded.statement.confirmed_at,
            {std::move(claim), std::move(usage)}};
}

Result<TransferPaper> load_transfer_paper(store::Snapshot& snapshot, const std::string& municipality,
                                          const Id& transfer)
{
    auto found = find_transfer(snapshot, transfer);
    if (!found) {
        return fail(ErrorKind::not_found, "transfer_not_found",
                    {"この振込は見つかりません。一覧からもう一度選んでください。",
                     "There is no such transfer. Please choose again from the list."});
    }
    // What is not handed to the bank has no sheet to hand in with it; what was paid or withdrawn has its own.
    if (found->state == TransferState::made || found->state == TransferState::approved)
        TRY(check_repayments(*found));
    const auto payer = find_payer(snapshot, found->payer_version);
    must(payer.has_value(), "a transfer names the payer's version");
    TransferPaper loaded{municipality, std::move(*found), payer->payer, {}, {}};
    for (const TransferLine& line : loaded.transfer.lines) {
        auto account = find_account(snapshot, line.facility, line.account_version);
        must(account.has_value(), "a transfer pays to an account that is kept");
        loaded.accounts.push_back(std::move(account->account));
    }
    for (const ledger::Repayment& one : loaded.transfer.repayments) {
        auto account = account_of(one.payee);
        must(account.has_value(), "a transfer pays to an account that a bank takes");
        loaded.accounts.push_back(*std::move(account));
    }
    snapshot.query(
        sql::statements_of_transfer,
        [&](const store::Row& row) { loaded.statements.push_back(statement_in(row)); }, transfer);
    return loaded;
}

paper::Document control_sheet(const TransferPaper& loaded)
{
    const Transfer& transfer = loaded.transfer;
    const BankAccount& from = loaded.payer.account;
    const auto bank_of = [](const BankAccount& account) {
        return fmt::format("{} {}（{}-{}）", account.bank_name, account.branch_name, account.bank_code,
                           account.branch_code);
    };
    paper::Document page{"総合振込 送付票", transfer.made_at,
                         "照合 " + audit::to_hex(transfer.file_hash).substr(0, 32)};
    page.add(paper::Title{"総合振込　送付票"})
        .add(paper::Highlight{"振込金額の合計", yen(transfer.total)})
        .add(paper::FactList{{{"振込指定日", in_japanese(transfer.pay_on)},
                              {"件数", grouped(static_cast<std::int64_t>(transfer.payments())) + "件"},
                              {"依頼人", loaded.municipality + "（" + from.holder + "）"},
                              {"委託者コード", loaded.payer.consignor_code},
                              {"振込元", bank_of(from) + " " + name_of(from.kind) + " " + from.number},
                              {"作成", hagukumi::in_era(date_in_japan(transfer.made_at))}}})
        .add(paper::Heading{"振込先"});
    paper::Table table{
        {{"番号", 2}, {"施設", 6}, {"銀行・支店", 7}, {"口座", 4}, {"名義", 6}, {"金額", 4, Align::right}},
        {}};
    for (std::size_t i = 0; i < transfer.lines.size(); ++i) {
        const TransferLine& line = transfer.lines[i];
        const BankAccount& account = loaded.accounts[i];
        table.rows.push_back(
            {{line.facility_code, line.facility_name, bank_of(account),
              name_of(account.kind) + " " + account.number, account.holder, yen(line.amount)}});
    }
    for (std::size_t i = 0; i < transfer.repayments.size(); ++i) {
        const BankAccount& account = loaded.accounts[transfer.lines.size() + i];
        table.rows.push_back(
            {{"", "償還払い（利用番号 " + ledger::number_of(transfer.repayments[i].entry) + "）",
              bank_of(account), name_of(account.kind) + " " + account.number, account.holder,
              yen(transfer.repayments[i].yen)}});
    }
    table.rows.push_back({{"", "合計", "", grouped(static_cast<std::int64_t>(transfer.payments())) + "件", "",
                           yen(transfer.total)},
                          true});
    page.add(std::move(table))
        .add(paper::Heading{"確認"})
        .add(paper::Table{{{"作成した職員", 1}, {"承認した職員", 1}, {"会計の確認", 1}},
                          {{{"\n\n", "", ""}}}});
    return page;
}

paper::Sheet payment_sheet(const TransferPaper& loaded)
{
    std::map<Id, const TransferLine*> lines;
    for (const TransferLine& line : loaded.transfer.lines) lines[line.facility] = &line;
    paper::Sheet sheet{"支払明細"};
    sheet.columns = {{"債権者番号", 12}, {"債権者名", 24}, {"請求番号", 12},  {"対象月", 10},
                     {"金額", 14},       {"摘要", 30},     {"支払予定日", 12}};
    for (const Statement& statement : loaded.statements) {
        const TransferLine& line = *lines.at(statement.facility);
        sheet.rows.push_back({line.facility_code, line.facility_name, number_of(statement),
                              to_string(statement.month), statement.total.public_share,
                              in_era(statement.month) + "分 " + grouped(statement.uses) + "件",
                              loaded.transfer.pay_on});
    }
    for (const ledger::Repayment& one : loaded.transfer.repayments)
        sheet.rows.push_back({"", "償還払い " + one.payee.holder, ledger::number_of(one.entry), "", one.yen,
                              "利用者への払戻し", loaded.transfer.pay_on});
    return sheet;
}

void note_paper(store::Transaction& tx, Instant at, const Id& actor, const Id& object, std::string_view name)
{
    audit::record(tx, at, actor, "settlement.paper", object, fmt::format(R"({{"paper":"{}"}})", name));
}

}  // namespace hagukumi::settlement
