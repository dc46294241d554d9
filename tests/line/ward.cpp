#include "line/ward.hpp"

namespace hagukumi::test {

Ward::Ward() : Room(nerima, "練馬区", "131202-postpartum", "131202-line", "2000000001-AbCdEfGh", 5)
{
    change([&](Transaction& tx) -> Result<void> {
        TRY(add_people(tx));
        return add_place(tx);
    });
}

Ward::~Ward() = default;

Result<void> Ward::add_people(Transaction& tx)
{
    people::RegisterHousehold family;
    family.key = draw();
    family.at = now;
    family.actor = officer;
    family.household.id = household;
    family.household.resident_from = day(2020, 1, 1);
    family.guardians = {{mother, "練馬 花子", "ネリマ ハナコ", day(1994, 2, 3), true}};
    people::Birth its;
    its.id = birth;
    its.mother = mother;
    its.due_date = day(2026, 6, 1);
    its.born_on = day(2026, 5, 20);
    family.births = {its};
    TRY(people::register_household(tx, family));
    people::CreateAccount command;
    command.key = draw();
    command.at = now;
    command.actor = officer;
    command.id = account;
    command.user_number = "0001001";
    command.pin_hash = "unused";
    command.household = household;
    command.guardian = mother;
    command.display_name = "練馬 花子";
    TRY(people::create_account(tx, command));
    ledger::Grant grant;
    grant.key = draw();
    grant.at = now;
    grant.actor = officer;
    grant.household = household;
    grant.birth = birth;
    grant.application_on = day(2026, 7, 1);
    grant.reason = "申請";
    for (std::size_t i = 0; i < 2 * programme->allotments().size(); ++i) grant.ids.push_back(draw());
    const auto granted = TRY(ledger::grant(tx, *programme, grant));
    must(granted && std::holds_alternative<ledger::Granted>(*granted), "the family is entitled");
    return {};
}

Result<void> Ward::add_place(Transaction& tx)
{
    facilities::AddFacility place;
    place.key = draw();
    place.at = now;
    place.actor = officer;
    place.facility.id = facility;
    place.facility.code = "F1";
    place.facility.name = "もりの助産院";
    place.facility.kana = "モリノジョサンイン";
    place.facility.phone = "000-1202-0001";
    place.facility.address = "練馬区見本町1-1";
    for (const rules::Service& service : programme->services())
        place.offers.push_back({programme->code(), service.code, day(2026, 4, 1), {}, Yen{10'000}, {}});
    place.token = facilities::draw_poster_token(randomness);
    place.passcodes = facilities::draw_passcodes(randomness);
    poster = place.token;
    TRY(facilities::add_facility(tx, place));
    return {};
}

void Ward::link(const std::string& person)
{
    change([&](Transaction& tx) {
        return people::link_identity(tx, {now, account, {people::Issuer::line, person}});
    });
}

void Ward::use(std::int64_t days)
{
    change([&](Transaction& tx) -> Result<void> {
        facilities::OpenCheckIn check_in;
        check_in.at = now;
        check_in.account = account;
        check_in.household = household;
        check_in.id = draw();
        check_in.scanned = facilities::to_string(poster);
        const auto checked_in = TRY(facilities::open_check_in(tx, {}, check_in));
        const auto opened = TRY(checked_in);
        ledger::Redeem command;
        command.key = draw();
        command.id = draw();
        command.use.at = now;
        command.use.account = account;
        command.use.household = household;
        command.use.check_in = opened.id;
        for (const ledger::Coupon& coupon : ledger::coupons_of(tx, household))
            if (coupon.allotment == "short_stay") command.use.coupon = coupon.id;
        command.use.request.service = "short_stay";
        command.use.request.units = Units{days};
        command.use.request.first_day = date_in_japan(now);
        const auto redeemed = TRY(ledger::redeem(tx, programmes, command));
        const auto outcome = TRY(redeemed);
        must(std::holds_alternative<ledger::Used>(outcome), "the rules grant the stay");
        return {};
    });
}

}  // namespace hagukumi::test
