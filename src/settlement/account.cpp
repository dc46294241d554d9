#include "settlement/account.hpp"

#include <fmt/format.h>

#include "audit/once.hpp"
#include "audit/record.hpp"
#include "facilities/facility.hpp"
#include "settlement/sql.hpp"

namespace hagukumi::settlement {

namespace {

FacilityAccount account_in(const store::Row& row)
{
    FacilityAccount found;
    found.version = row.integer(0);
    found.account.bank_code = std::string(row.text(1));
    found.account.bank_name = std::string(row.text(2));
    found.account.branch_code = std::string(row.text(3));
    found.account.branch_name = std::string(row.text(4));
    found.account.kind = static_cast<AccountKind>(row.integer(5));
    found.account.number = std::string(row.text(6));
    found.account.holder = std::string(row.text(7));
    found.state = static_cast<AccountState>(row.integer(8));
    found.proposed_at = row.instant(9);
    found.proposed_by = row.id(10);
    found.decided_at = row.maybe_instant(11);
    found.decided_by = row.maybe_id(12);
    return found;
}

PayerVersion payer_in(const store::Row& row)
{
    PayerVersion found;
    found.version = row.integer(0);
    Payer& payer = found.payer;
    payer.consignor_code = std::string(row.text(1));
    payer.account.holder = std::string(row.text(2));
    payer.account.bank_code = std::string(row.text(3));
    payer.account.bank_name = std::string(row.text(4));
    payer.account.branch_code = std::string(row.text(5));
    payer.account.branch_name = std::string(row.text(6));
    payer.account.kind = static_cast<AccountKind>(row.integer(7));
    payer.account.number = std::string(row.text(8));
    payer.style.record_end = static_cast<ZenginStyle::RecordEnd>(row.integer(9));
    payer.style.file_end = static_cast<ZenginStyle::FileEnd>(row.integer(10));
    payer.style.clearing_house = static_cast<ZenginStyle::ClearingHouse>(row.integer(11));
    payer.style.designation = row.text(12).front();
    return found;
}

void add(audit::Digest& content, const BankAccount& account)
{
    content.add(account.bank_code).add(account.bank_name).add(account.branch_code).add(account.branch_name);
    content.add(static_cast<std::int64_t>(account.kind)).add(account.number).add(account.holder);
}

}  // namespace

std::string_view name_of(AccountState state)
{
    switch (state) {
        case AccountState::proposed: return "proposed";
        case AccountState::approved: return "approved";
        case AccountState::declined: return "declined";
    }
    throw BugFound("an account is in one of three states");
}

std::optional<FacilityAccount> newest_account(store::Snapshot& snapshot, const Id& facility)
{
    return snapshot.find(sql::newest_account, account_in, facility);
}

std::optional<FacilityAccount> approved_account(store::Snapshot& snapshot, const Id& facility)
{
    return snapshot.find(sql::approved_account, account_in, facility);
}

std::optional<FacilityAccount> find_account(store::Snapshot& snapshot, const Id& facility,
                                            std::int64_t version)
{
    return snapshot.find(sql::account_version, account_in, facility, version);
}

Result<std::string> propose_account(store::Transaction& tx, const ProposeAccount& command)
{
    constexpr std::string_view kind = "settlement.propose_account";
    const BankAccount account = TRY(check_account(command.account, most_letters_of_holder));
    audit::Digest content(kind);
    content.add(command.facility);
    add(content, account);
    const audit::Fingerprint fingerprint = content.finish();
    if (audit::Done done = TRY(audit::find_done(tx, command.key, command.actor, kind, fingerprint)))
        return *done;

    if (!facilities::find_facility(tx, command.facility)) {
        return fail(ErrorKind::not_found, "facility_not_found",
                    {"施設が見つかりません。", "There is no such facility."});
    }
    const auto newest = newest_account(tx, command.facility);
    if (newest && newest->account == account && newest->state != AccountState::declined) {
        return fail(ErrorKind::conflict, "account_unchanged",
                    {"届け出ている口座と同じです。", "This is the account that was given before."});
    }
    const std::int64_t version = newest ? newest->version + 1 : 1;
    tx.execute(sql::add_account, command.facility, version, account.bank_code, account.bank_name,
               account.branch_code, account.branch_name, account.kind, account.number, account.holder,
               command.at, command.actor);
    audit::record(tx, command.at, command.actor, kind, command.facility,
                  fmt::format(R"({{"version":{}}})", version));
    const std::string answer = fmt::format(R"({{"version":{}}})", version);
    audit::remember(tx, command.key, command.actor, kind, fingerprint, command.at, answer);
    return answer;
}

Result<void> decide_account(store::Transaction& tx, const DecideAccount& command)
{
    constexpr std::string_view kind = "settlement.decide_account";
    const auto content =
        audit::Digest(kind).add(command.facility).add(command.version).add(std::int64_t{command.approve});
    return audit::once(tx, command, command.actor, kind, content, [&]() -> Result<void> {
        const auto found = find_account(tx, command.facility, command.version);
        if (!found) {
            return fail(ErrorKind::not_found, "account_not_found",
                        {"この口座の届け出は見つかりません。", "There is no such account."});
        }
        if (found->proposed_by == command.actor) {
            return fail(ErrorKind::not_allowed, "same_person",
                        {"口座を入力した方とは別の職員が承認してください。",
                         "Somebody else than the person who entered the account must approve it."});
        }
        const AccountState state = command.approve ? AccountState::approved : AccountState::declined;
        const std::int64_t changed = tx.execute(sql::decide_account, command.facility, command.version, state,
                                                command.at, command.actor);
        if (changed == 0) {
            return fail(ErrorKind::conflict, "account_decided",
                        {"この口座は、すでに承認または却下されています。",
                         "This account was approved or declined before."});
        }
        audit::record(tx, command.at, command.actor, kind, command.facility,
                      fmt::format(R"({{"version":{},"state":"{}"}})", command.version, name_of(state)));
        return {};
    });
}

std::optional<PayerVersion> newest_payer(store::Snapshot& snapshot)
{
    return snapshot.find(sql::newest_payer, payer_in);
}

std::optional<PayerVersion> find_payer(store::Snapshot& snapshot, std::int64_t version)
{
    return snapshot.find(sql::payer_version, payer_in, version);
}

Result<void> set_payer(store::Transaction& tx, const SetPayer& command)
{
    constexpr std::string_view kind = "settlement.set_payer";
    const Payer payer = TRY(check_payer(command.payer));
    const ZenginStyle& style = payer.style;
    audit::Digest content(kind);
    content.add(payer.consignor_code);
    add(content, payer.account);
    content.add(static_cast<std::int64_t>(style.record_end)).add(static_cast<std::int64_t>(style.file_end));
    content.add(static_cast<std::int64_t>(style.clearing_house)).add(std::string_view(&style.designation, 1));
    return audit::once(tx, command, command.actor, kind, content, [&]() -> Result<void> {
        const auto newest = newest_payer(tx);
        const std::int64_t version = newest ? newest->version + 1 : 1;
        tx.execute(sql::add_payer, version, payer.consignor_code, payer.account.holder,
                   payer.account.bank_code, payer.account.bank_name, payer.account.branch_code,
                   payer.account.branch_name, payer.account.kind, payer.account.number, style.record_end,
                   style.file_end, style.clearing_house, std::string_view(&style.designation, 1), command.at,
                   command.actor);
        audit::record(tx, command.at, command.actor, kind, {}, fmt::format(R"({{"version":{}}})", version));
        return {};
    });
}

}  // namespace hagukumi::settlement
