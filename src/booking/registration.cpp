#include "booking/registration.hpp"

#include <algorithm>

#include "audit/done_before.hpp"
#include "audit/record.hpp"
#include "base/age.hpp"
#include "booking/notices.hpp"
#include "booking/registering.hpp"
#include "booking/sql.hpp"
#include "facilities/facility.hpp"
#include "people/family.hpp"
#include "people/fold.hpp"
#include "rules/explain.hpp"

namespace hagukumi::booking {

namespace {

constexpr std::size_t ids_beside_the_grants = 3;  ///< two keys and the entry of what ends

/// Kana and the day of birth, as they are compared; empty where no kana is known.
std::string kana_key_of(const people::Child& child)
{
    std::string key = people::search_key(child.kana);
    if (!key.empty()) key += " " + hagukumi::to_string(child.born_on);
    return key;
}

/// The registration of this child that waits at the facility; in a protected family the account's own only.
std::optional<Registration> find_open(store::Snapshot& snapshot, const Register& command,
                                      const people::Family& family)
{
    std::optional<Registration> found;
    snapshot.query(
        sql::open_registration,
        [&](const store::Row& row) {
            Registration one = registration_in(row);
            const bool is_seen = !family.household.address_protection || one.account == command.account;
            if (is_seen && !found) found = std::move(one);
        },
        command.programme, command.facility, command.child);
    return found;
}

/// Another registration there that seems to be of the same child (X-15: a person decides).  Where one of the
/// two families is protected the question itself would tell where its child goes.
std::optional<Registration> find_similar(store::Snapshot& snapshot, const Register& command,
                                         const people::Family& family, const std::string& name_key,
                                         const std::string& kana_key)
{
    if (family.household.address_protection) return std::nullopt;
    std::vector<Registration> similar;
    snapshot.query(
        sql::similar_registrations, [&](const store::Row& row) { similar.push_back(registration_in(row)); },
        command.facility, command.programme, command.child, name_key, kana_key, date_in_japan(command.at));
    for (Registration& one : similar) {
        const auto other = people::load_family(snapshot, one.household, people::Reader::parent);
        if (other && !other->household.address_protection) return std::move(one);
    }
    return std::nullopt;
}

/// The coupon that the child holds at this facility, if it has not ended.
std::optional<ledger::Coupon> held_there(store::Snapshot& snapshot, const Registration& registration)
{
    for (ledger::Coupon& coupon : ledger::coupons_of(snapshot, registration.household)) {
        if (coupon.programme == registration.programme && coupon.child == registration.child &&
            coupon.facility == registration.facility && coupon.state == ledger::CouponState::active)
            return std::move(coupon);
    }
    return std::nullopt;
}

}  // namespace

std::string_view name_of(RegistrationState state)
{
    switch (state) {
        case RegistrationState::applied: return "applied";
        case RegistrationState::approved: return "approved";
        case RegistrationState::declined: return "declined";
        case RegistrationState::merged: return "merged";
        case RegistrationState::ended: break;
    }
    return "ended";
}

std::optional<Registration> find_registration(store::Snapshot& snapshot, const Id& id)
{
    return snapshot.find(sql::find_registration, registration_in, id);
}

std::vector<Registration> registrations_of_household(store::Snapshot& snapshot, const Id& household)
{
    std::vector<Registration> registrations;
    snapshot.query(
        sql::registrations_of_household,
        [&](const store::Row& row) { registrations.push_back(registration_in(row)); }, household);
    return registrations;
}

std::vector<Registration> registrations_of_facility(store::Snapshot& snapshot, const Id& facility,
                                                    RegistrationState state)
{
    std::vector<Registration> registrations;
    snapshot.query(
        sql::registrations_of_facility,
        [&](const store::Row& row) { registrations.push_back(registration_in(row)); }, facility, state);
    return registrations;
}

std::vector<Registration> ending_registrations(store::Snapshot& snapshot, Date first, Date last,
                                               Instant approved_before, int most)
{
    std::vector<Registration> registrations;
    snapshot.query(
        sql::ending_registrations,
        [&](const store::Row& row) { registrations.push_back(registration_in(row)); }, first, last,
        approved_before, most);
    return registrations;
}

Result<Registered> register_child(store::Transaction& tx, Programmes programmes, const Register& command)
{
    constexpr std::string_view kind = "register_child";
    const audit::Fingerprint fingerprint =
        audit::Digest(kind).add(command.programme).add(command.facility).add(command.child).finish();
    if (const audit::Done done = TRY(audit::find_done(tx, command.key, command.account, kind, fingerprint))) {
        const std::optional<Id> registration = parse_id(*done);
        must(registration.has_value(), "the answer that is kept of a registration is its id");
        return Registered{*registration, false};
    }
    const people::Family family = TRY(people::load_family(tx, command.household, people::Reader::parent));
    const auto child = std::find_if(family.children.begin(), family.children.end(),
                                    [&](const people::Child& one) { return one.id == command.child; });
    if (child == family.children.end()) {
        return fail(ErrorKind::not_found, "child_not_found",
                    {"お子さんが見つかりません。一覧から選び直してください。",
                     "There is no such child. Please choose from the list."});
    }
    if (!facilities::find_facility(tx, command.facility)) {
        return fail(ErrorKind::not_found, "facility_not_found",
                    {"施設が見つかりません。一覧から選び直してください。",
                     "There is no such facility. Please choose one from the list."});
    }
    const rules::Programme* const programme = ledger::find_programme(programmes, command.programme);
    if (programme == nullptr || programme->booking_of(rules::interview_code) == nullptr) {
        return fail(ErrorKind::conflict, "no_interview",
                    {"この事業では、ここからの登録を受け付けていません。施設へお電話ください。",
                     "This programme takes no registrations here. Please telephone the facility."});
    }
    const auto waiting = find_open(tx, command, family);
    Registered registered{waiting ? waiting->id : command.id, waiting.has_value()};
    if (!waiting) {
        const std::string name_key = people::search_key(child->name);
        const std::string kana_key = kana_key_of(*child);
        std::optional<Id> same_as;
        if (const auto other = find_similar(tx, command, family, name_key, kana_key)) same_as = other->id;
        tx.execute(sql::add_registration, command.id, command.programme, command.facility, command.household,
                   command.child, command.account, command.at, name_key, kana_key, same_as);
        const auto made = find_registration(tx, command.id);
        must(made.has_value(), "what was just written can be read");
        tell(tx, *programme, *made, command.id, command.at,
             same_as ? "registration_twice" : "registration_received");
    }
    audit::record(tx, command.at, command.account, waiting ? "booking.register_again" : "booking.register",
                  registered.registration, R"({"programme":")" + command.programme + R"("})");
    audit::remember(tx, command.key, command.account, kind, fingerprint, command.at,
                    to_string(registered.registration));
    return registered;
}

void remember_birthday(store::Transaction& tx, const Id& household, const people::Child& child)
{
    tx.execute(sql::set_kana_key, household, child.id, kana_key_of(child));
}

Result<Registered> approve(store::Transaction& tx, Programmes programmes, const Approve& command)
{
    constexpr std::string_view kind = "approve_registration";
    const audit::Fingerprint fingerprint =
        audit::Digest(kind).add(command.registration).add(days_since_epoch(command.interviewed_on)).finish();
    if (TRY(audit::find_done(tx, command.key, command.account, kind, fingerprint)))
        return Registered{command.registration, false};

    if (command.interviewed_on > date_in_japan(command.at)) {
        return fail(
            ErrorKind::malformed, "interview_ahead",
            {"面談の日が先の日付になっています。面談を終えてから、その日（きょうまで）を入力して"
             "承認してください。",
             "The day of the interview is still to come. Please approve when it is over, with its day, "
             "today or earlier."});
    }
    Registration registration =
        TRY(find_in_state(tx, command.facility, command.registration, RegistrationState::applied));
    const rules::Programme* const programme = ledger::find_programme(programmes, registration.programme);
    if (programme == nullptr) return answered_already();
    must(command.ids.size() >= ids_beside_the_grants, "an approval carries the ids that it needs");
    const std::size_t first_own = command.ids.size() - ids_beside_the_grants;

    std::optional<ledger::Coupon> held = held_there(tx, registration);
    const bool is_of_this_year = held && held->interviewed_on &&
                                 fiscal_year(*held->interviewed_on) == fiscal_year(command.interviewed_on);
    if (held && !is_of_this_year) {
        TRY(ledger::expire(tx, programmes,
                           {command.ids[first_own], command.at, command.account, command.ids[first_own + 1],
                            held->id, "新しい年度の登録による"}));
        held.reset();
    }
    if (!held) {
        ledger::Grant grant;
        grant.key = command.ids[first_own + 2];
        grant.at = command.at;
        grant.actor = command.account;
        grant.household = registration.household;
        grant.child = registration.child;
        grant.facility = registration.facility;
        grant.interviewed_on = command.interviewed_on;
        grant.reason = "面談後の登録";
        grant.ids.assign(command.ids.begin(), command.ids.begin() + static_cast<std::ptrdiff_t>(first_own));
        auto outcome = TRY(ledger::grant(tx, *programme, grant));
        if (!outcome) return tl::unexpected(std::move(outcome).error());
        if (const auto* const refused = std::get_if<ledger::NotEntitled>(&*outcome)) {
            // An error, not a refusal: with it what was ended above stays as it was.
            return fail(ErrorKind::conflict, "not_entitled",
                        rules::explain(*programme, refused->facts, refused->entitlement).summary);
        }
        held = held_there(tx, registration);
        must(held.has_value(), "what was just granted is held");
    }
    registration.state = RegistrationState::approved;
    registration.interviewed_on = command.interviewed_on;
    registration.valid_until = fiscal_year_end(*held->interviewed_on);
    registration.coupon = held->id;
    must(
        tx.execute(sql::answer_registration, registration.id, registration.state, registration.interviewed_on,
                   registration.valid_until, registration.coupon, std::string_view(), command.at) == 1,
        "a registration still waits in the transaction that read it");
    end_interview(tx, programmes, registration, State::fulfilled, command.at);
    audit::record(tx, command.at, command.account, "booking.approve_registration", registration.id,
                  audit_detail(registration));
    tell(tx, *programme, registration, command.notice, command.at, "registration_approved");
    audit::remember(tx, command.key, command.account, kind, fingerprint, command.at,
                    to_string(registration.id));
    return Registered{registration.id, false};
}

}  // namespace hagukumi::booking
