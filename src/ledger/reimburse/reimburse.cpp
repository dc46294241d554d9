#include "ledger/reimburse/reimburse.hpp"

#include <fmt/format.h>

#include "audit/record.hpp"
#include "facilities/facility.hpp"
#include "ledger/loaded_use.hpp"
#include "ledger/reimburse/sql.hpp"
#include "ledger/sql.hpp"
#include "ledger/write_entry.hpp"
#include "rules/json.hpp"

namespace hagukumi::ledger {

namespace {

/// The rules are those of the day on which the family paid: its noon.
Instant noon_of(Date day)
{
    return start_of_day_in_japan(day) + std::chrono::hours(12);
}

/// A facility that nobody knows more of than its name and what it took.  It turned nobody away.
rules::FacilityFacts facility_of(const Receipt& receipt, std::int64_t units)
{
    rules::FacilityFacts facility;
    facility.name = {receipt.facility, receipt.facility};
    facility.offers.push_back({receipt.request.service, receipt.fee, {}, {}, {}, units});
    facility.accepts_corrected_age = true;
    facility.accepts_loss = true;
    facility.outside = true;
    return facility;
}

Result<Preview> judge(store::Snapshot& snapshot, const rules::Programme& programme, const Coupon& coupon,
                      const Receipt& receipt)
{
    const Date day = *receipt.request.first_day;
    const auto [first_day, last_day] =
        days_asked(programme.find_service(receipt.request.service), receipt.request, day);
    Preview preview;
    preview.programme = &programme;
    preview.facts = TRY(facts_of(snapshot, programme, coupon, std::nullopt, noon_of(day), first_day, last_day,
                                 nullptr, receipt.account));
    // How many units were paid for is known when the request was read.
    preview.facts.facility = facility_of(receipt, 1);
    const std::int64_t units = rules::decide(programme, preview.facts, receipt.request).asked.count;
    preview.facts.facility = facility_of(receipt, std::max<std::int64_t>(units, 1));
    preview.decision = rules::decide(programme, preview.facts, receipt.request);
    return preview;
}

NewEntry entry_of(const JudgedReceipt& judged, const Reimburse& command, const Id& facility,
                  std::string_view compact)
{
    const rules::Decision& decision = judged.preview.decision;
    NewEntry entry;
    entry.id = command.entry;
    entry.kind = EntryKind::redeem;
    entry.coupon = judged.coupon.id;
    entry.units = Units{-decision.units.count};
    entry.left_after = judged.coupon.left - decision.units;
    entry.at = command.at;
    entry.actor = command.actor;
    entry.service = command.receipt.request.service;
    entry.facility = facility;
    entry.first_day = decision.first_covered;
    entry.last_day = decision.last_covered;
    entry.fee = decision.fee;
    entry.parent = decision.parent;
    entry.public_share = decision.public_share;
    entry.programme = judged.preview.programme;
    entry.decision = compact;
    entry.before_coupon = judged.coupon.last_entry;
    return entry;
}

Repayment repayment_in(const store::Row& row)
{
    Repayment one;
    one.entry = row.id(0);
    one.application = row.id(1);
    one.household = row.id(2);
    one.account = row.id(3);
    one.yen = row.yen(4);
    one.payee = {std::string(row.text(5)), std::string(row.text(6)),         std::string(row.text(7)),
                 std::string(row.text(8)), static_cast<int>(row.integer(9)), std::string(row.text(10)),
                 std::string(row.text(11))};
    one.transfer = row.maybe_id(12);
    one.paid_on = row.maybe_date(13);
    one.voided = row.maybe_id(14).has_value();
    return one;
}

}  // namespace

Result<JudgedReceipt> judge_receipt(store::Snapshot& snapshot, const rules::Programme& programme,
                                    const Receipt& receipt)
{
    const rules::Service* const service = programme.find_service(receipt.request.service);
    if (service == nullptr || !receipt.request.first_day)
        return fail(ErrorKind::malformed, "service_unknown",
                    {"このサービスはありません。一覧から選び直してください。",
                     "There is no such service. Please choose it from the list again."});
    std::optional<JudgedReceipt> first;
    for (const Coupon& coupon : coupons_of(snapshot, receipt.household)) {
        if (coupon.programme != programme.code() ||
            coupon.allotment != programme.allotment_of(*service).code || coupon.state == CouponState::expired)
            continue;
        JudgedReceipt judged{coupon, TRY(judge(snapshot, programme, coupon, receipt))};
        if (!judged.preview.decision.refused()) return judged;
        if (!first) first = std::move(judged);
    }
    if (first) return *std::move(first);
    const Text& word = programme.words().coupon;
    return fail(ErrorKind::conflict, "no_coupon_for_service",
                {"このサービスに使える" + word.ja + "がありません。",
                 "There is no " + word.en + " for this service."});
}

Result<std::variant<Id, Preview>> reimburse(store::Transaction& tx, const rules::Programme& programme,
                                            const Reimburse& command)
{
    using Outcome = std::variant<Id, Preview>;
    JudgedReceipt judged = TRY(judge_receipt(tx, programme, command.receipt));
    const rules::Decision& decision = judged.preview.decision;
    if (decision.refused()) return Outcome(std::move(judged.preview));
    if (!decision.priced || decision.public_share.amount == 0)
        return fail(ErrorKind::conflict, "nothing_to_repay",
                    {"自己負担額が支払った額のすべてなので、払い戻す額がありません。",
                     "The family's own share is all that was paid: there is nothing to pay back."});
    const Id facility = facilities::facility_of_receipt(tx, command.receipt.facility, command.facility);
    const std::string compact = rules::to_compact_json(programme, decision);
    NewEntry entry = entry_of(judged, command, facility, compact);
    must(tx.execute(sql::take_units, judged.coupon.id, decision.units, decision.first_covered, command.entry,
                    Units{}, judged.coupon.left) == 1,
         "the rules and the statement agree on what is left");
    entry.left_is_proven = true;
    write_entry(tx, entry);
    const PayeeAccount& to = command.payee;
    tx.execute(sql::add_repayment, command.entry, command.application, decision.public_share, to.bank_code,
               to.bank_name, to.branch_code, to.branch_name, to.kind, to.number, to.holder);
    audit::record(tx, command.at, command.actor, "ledger.reimburse", command.entry,
                  audit_detail(judged.coupon, entry.units, entry.left_after, *entry.service));
    return Outcome(command.entry);
}

std::optional<Repayment> repayment_of_application(store::Snapshot& snapshot, const Id& application)
{
    return snapshot.find(sql::repayment_of_application, repayment_in, application);
}

std::vector<Repayment> repayments_to_pay(store::Snapshot& snapshot, Date until)
{
    std::vector<Repayment> all;
    snapshot.query(
        sql::repayments_to_pay, [&](const store::Row& row) { all.push_back(repayment_in(row)); }, until);
    return all;
}

std::vector<Repayment> repayments_of_transfer(store::Snapshot& snapshot, const Id& transfer)
{
    std::vector<Repayment> all;
    snapshot.query(
        sql::repayments_of_transfer, [&](const store::Row& row) { all.push_back(repayment_in(row)); },
        transfer);
    return all;
}

void join_transfer(store::Transaction& tx, const Id& entry, const Id& transfer)
{
    must(tx.execute(sql::join_repayment, entry, transfer) == 1, "what is to be paid is in no transfer");
}

void leave_transfer(store::Transaction& tx, const Id& transfer)
{
    tx.execute(sql::free_repayments, transfer);
}

void mark_repaid(store::Transaction& tx, const Id& transfer, Date paid_on)
{
    tx.execute(sql::mark_repaid, transfer, paid_on);
}

std::vector<std::string> wrong_repayments(store::Snapshot& snapshot)
{
    std::vector<std::string> wrong;
    snapshot.query(sql::wrong_repayments, [&](const store::Row& row) {
        wrong.push_back(fmt::format("use {}: {} yen of public share, but {} yen are paid back",
                                    hagukumi::to_string(row.id(0)), row.integer(1), row.integer(2)));
    });
    return wrong;
}

}  // namespace hagukumi::ledger
