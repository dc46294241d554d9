#include <boost/json/array.hpp>
#include <boost/json/object.hpp>
#include <boost/json/serialize.hpp>

#include <algorithm>

#include "audit/done_before.hpp"
#include "audit/record.hpp"
#include "facilities/facility.hpp"
#include "ledger/grant_steps.hpp"
#include "ledger/keep.hpp"
#include "ledger/notices.hpp"
#include "ledger/revoke/revoke_grant.hpp"
#include "ledger/sql.hpp"
#include "people/family.hpp"
#include "people/stated_facts.hpp"
#include "rules/decide.hpp"

namespace hagukumi::ledger {

namespace {

constexpr std::string_view kind = "grant";

void add(audit::Digest& content, const std::optional<Id>& id)
{
    content.add(id.value_or(Id{}));
}

void add(audit::Digest& content, const std::optional<Date>& day)
{
    content.add(day ? days_since_epoch(*day) : std::int64_t{-1});
}

audit::Fingerprint fingerprint_of(const rules::Programme& programme, const Grant& command)
{
    audit::Digest content(kind);
    content.add(programme.code()).add(command.household).add(command.reason);
    add(content, command.birth);
    add(content, command.child);
    add(content, command.facility);
    add(content, command.application_on);
    add(content, command.interviewed_on);
    for (const std::string& allotment : command.only) content.add(allotment);
    return content.finish();
}

/// Grants one allotment after the other, drawing on the command's ids.
class Granting {
public:
    Granting(store::Transaction& tx, const rules::Programme& programme, const Grant& command)
        : x_tx(tx), x_programme(programme), x_command(command), x_held(coupons_of(tx, command.household))
    {
    }

    Result<void> grant(const rules::Allotment& allotment, const rules::Grant& grant)
    {
        Coupon wanted;
        wanted.programme = x_programme.code();
        wanted.allotment = allotment.code;
        wanted.household = x_command.household;
        wanted.birth = x_command.birth;
        if (allotment.holder != rules::Holder::birth) wanted.child = x_command.child;
        if (allotment.holder == rules::Holder::registration) wanted.facility = x_command.facility;
        if (allotment.holder == rules::Holder::household) wanted.birth.reset();
        TRY(check_holder(allotment, wanted));
        const bool is_registration = allotment.holder == rules::Holder::registration;
        const auto held = std::find_if(x_held.begin(), x_held.end(), [&](const Coupon& coupon) {
            // A registration that has ended is followed by a new one, with an interview of its own (G-11).
            // What came to the family by mistake and was taken back is not brought to anything.  Without a
            // limit there is nothing that a new coupon would give twice.
            if (coupon.state == CouponState::expired &&
                (is_registration || !coupon.limited || is_revoked(x_tx, coupon.id)))
                return false;
            return coupon.programme == wanted.programme && coupon.allotment == wanted.allotment &&
                   coupon.birth == wanted.birth && coupon.child == wanted.child &&
                   coupon.facility == wanted.facility;
        });
        if (held != x_held.end()) {
            if (held->state == CouponState::expired) x_ended = &allotment;
            return change(*held, grant);
        }
        issue(std::move(wanted), grant);
        return {};
    }

    const std::vector<Id>& coupons() const { return x_coupons; }

    /// Error: `coupon_ended_before`, when nothing was issued or changed because of it.  What was used of it
    /// is not given a second time.
    Result<void> must_have_done_something() const
    {
        if (!x_coupons.empty() || x_ended == nullptr) return {};
        return fail(
            ErrorKind::conflict, "coupon_ended_before",
            {x_ended->name.ja + "は一度付与され、期限切れにされているため、もう一度の付与はできません。"
                                "世帯の画面で、戻す数と理由を入力して、使えるように戻してください。",
             x_ended->name.en + " was granted before and ended, and is not granted a second time. "
                                "Please bring it back on the family's page, with the units and a "
                                "reason."});
    }

private:
    Result<void> check_holder(const rules::Allotment& allotment, const Coupon& wanted) const
    {
        const auto missing = [&](const char* ja, const char* en) {
            return fail(ErrorKind::malformed, "holder_missing",
                        {allotment.name.ja + "は" + ja + "ごとに発行します。" + ja + "を選んでください。",
                         allotment.name.en + " is issued for each " + en + "; please choose one."});
        };
        switch (allotment.holder) {
            case rules::Holder::birth:
                if (!wanted.birth) return missing("出産", "birth");
                break;
            case rules::Holder::child:
                if (!wanted.child) return missing("お子さん", "child");
                break;
            case rules::Holder::registration:
                if (!wanted.child) return missing("お子さん", "child");
                if (!wanted.facility) return missing("施設", "facility");
                break;
            case rules::Holder::household: break;
        }
        return {};
    }

    Id next_id()
    {
        must(x_next < x_command.ids.size(), "a grant carries two ids for each allotment");
        return x_command.ids[x_next++];
    }

    NewEntry new_entry()
    {
        NewEntry entry;
        entry.id = next_id();
        entry.kind = EntryKind::grant;
        entry.at = x_command.at;
        entry.actor = x_command.actor;
        entry.programme = &x_programme;
        entry.reason = x_command.reason;
        return entry;
    }

    Result<void> change(const Coupon& coupon, const rules::Grant& grant)
    {
        if (TRY(bring_to(x_tx, x_programme, coupon, grant, new_entry()))) x_coupons.push_back(coupon.id);
        return {};
    }

    void issue(Coupon coupon, const rules::Grant& grant)
    {
        coupon.id = next_id();
        coupon.limited = grant.limited;
        coupon.granted = coupon.left = grant.limited ? grant.units : Units{};
        coupon.application_on = x_command.application_on;
        coupon.interviewed_on = x_command.interviewed_on;
        coupon.issued_on = date_in_japan(x_command.at);
        NewEntry entry = new_entry();
        entry.coupon = coupon.id;
        entry.units = entry.left_after = coupon.granted;
        x_tx.execute(sql::add_coupon, coupon.id, coupon.programme, coupon.allotment, coupon.household,
                     coupon.birth, coupon.child, coupon.facility, coupon.limited, coupon.granted,
                     coupon.application_on, coupon.interviewed_on, coupon.issued_on, entry.id);
        write_grant(x_tx, x_programme, coupon, entry);
        x_coupons.push_back(coupon.id);
    }

    store::Transaction& x_tx;
    const rules::Programme& x_programme;
    const Grant& x_command;
    std::vector<Coupon> x_held;
    std::vector<Id> x_coupons;
    const rules::Allotment* x_ended = nullptr;  ///< one whose coupon had been ended
    std::size_t x_next = 0;
};

}  // namespace

std::optional<Date> last_day_of(store::Snapshot& snapshot, const rules::Programme& programme,
                                const Coupon& coupon, Instant at)
{
    const Date today = date_in_japan(at);
    const auto facts = facts_of(snapshot, programme, coupon, std::nullopt, at, today, today);
    if (!facts) return std::nullopt;
    std::optional<Date> last;
    for (const rules::Service& service : programme.services()) {
        if (programme.allotment_of(service).code != coupon.allotment) continue;
        const rules::Outlook outlook = rules::outlook(programme, *facts, service, today);
        if (outlook.last_day) last = last ? std::max(*last, *outlook.last_day) : *outlook.last_day;
    }
    return last;
}

void write_grant(store::Transaction& tx, const rules::Programme& programme, const Coupon& coupon,
                 const NewEntry& entry)
{
    write_entry(tx, entry);
    audit::record(tx, entry.at, entry.actor, "ledger.grant", coupon.id,
                  audit_detail(coupon, entry.units, entry.left_after));
    tell_granted(tx, programme, coupon, entry, last_day_of(tx, programme, coupon, entry.at));
}

Recorded<std::variant<Granted, NotEntitled>> grant(store::Transaction& tx, const rules::Programme& programme,
                                                   const Grant& asked)
{
    using Outcome = std::variant<Granted, NotEntitled>;
    TRY(check_reason(asked.reason));
    // What was asked for is compared, not what today adds to it: a repetition after midnight is the same.
    const audit::Fingerprint fingerprint = fingerprint_of(programme, asked);
    Grant command = asked;
    if (!command.application_on) command.application_on = date_in_japan(command.at);
    if (audit::Done done = TRY(audit::find_done(tx, command.key, command.actor, kind, fingerprint))) {
        return Result<Outcome>(Granted{{}, std::move(*done)});
    }
    rules::Facts facts;
    facts.at = command.at;
    facts.application_on = command.application_on;
    facts.interviewed_on = command.interviewed_on;
    const Date day = *command.application_on;
    TRY(people::load_facts(tx, command.household, command.birth, command.child, day, facts));
    people::load_stated_facts(tx, command.household, facts);
    if (command.facility) {
        facts.facility =
            TRY(facilities::load_facility_facts(tx, *command.facility, programme.code(), day, day));
    }
    rules::Entitlement entitlement = rules::entitle(programme, facts);
    if (entitlement.refused) {
        audit::record(tx, command.at, command.actor, "ledger.grant_refused", command.household,
                      boost::json::serialize(boost::json::object{{"programme", programme.code()}}));
        Outcome refused = NotEntitled{std::move(facts), std::move(entitlement)};
        return Result<Outcome>(std::move(refused));
    }
    Granting granting(tx, programme, command);
    for (const rules::Grant& one : entitlement.grants) {
        const rules::Allotment& allotment = programme.allotments()[one.allotment];
        const auto& only = command.only;
        if (!only.empty() && std::find(only.begin(), only.end(), allotment.code) == only.end()) continue;
        TRY(granting.grant(allotment, one));
    }
    TRY(granting.must_have_done_something());
    boost::json::array coupons;
    for (const Id& coupon : granting.coupons()) coupons.emplace_back(to_string(coupon));
    Granted granted{granting.coupons(),
                    boost::json::serialize(boost::json::object{{"coupons", std::move(coupons)}})};
    audit::remember(tx, command.key, command.actor, kind, fingerprint, command.at, granted.answer);
    return Result<Outcome>(std::move(granted));
}

}  // namespace hagukumi::ledger
