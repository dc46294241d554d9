#include "line/city.hpp"

namespace hagukumi::test {

City::City() : Room(meguro, "目黒区", "131105-temporary-care", "131105-line", "2000000002-AbCdEfGh", 6)
{
    change([&](Transaction& tx) -> Result<void> {
        TRY(add_nursery(tx, futaba, "双葉の園保育園", "000-1105-0001"));
        return add_nursery(tx, kuwanomi, "桑の実中目黒保育園", "000-1105-0003");
    });
}

City::~City() = default;

Result<void> City::add_nursery(Transaction& tx, const Id& id, const char* name, const char* phone)
{
    facilities::AddFacility place;
    place.key = draw();
    place.at = now;
    place.actor = officer;
    place.facility.id = id;
    place.facility.code = "F" + to_string(id).substr(35);
    place.facility.name = name;
    place.facility.kana = "ホイクエン";
    place.facility.phone = phone;
    place.offers.push_back({programme->code(), "temporary_care", day(2026, 4, 1), {}, Yen{500}, {}});
    place.token = facilities::draw_poster_token(randomness);
    place.passcodes = facilities::draw_passcodes(randomness);
    TRY(facilities::add_facility(tx, place));
    TRY(offer(tx, id, "temporary_care", 3, 8 * 60, 17 * 60, 60));
    return offer(tx, id, "interview", 1, 10 * 60, 12 * 60, 30);
}

Result<void> City::offer(Transaction& tx, const Id& facility, const char* service, int seats, int from,
                         int until, int step)
{
    booking::SetWeek command;
    command.key = draw();
    command.at = now;
    command.actor = officer;
    command.place = {facility, programme->code(), service};
    command.first_day = date_in_japan(now);
    for (int weekday = 0; weekday < 7; ++weekday)
        for (int minute = from; minute < until; minute += step)
            command.seats.push_back({weekday, {minute, minute + step, "", seats}});
    TRY(booking::set_week(tx, {}, command));
    return {};
}

people::Joining City::joining()
{
    people::Joining command;
    for (Id* const id :
         {&command.household, &command.guardian, &command.account, &command.notice, &command.child.id})
        *id = draw();
    command.guardian_name = "目黒 花子";
    command.postal_code = "153-0064";
    command.address = "目黒区下目黒1-1";
    command.phone = "０３-0000-0000";
    command.pin = people::Secret("２４６８");
    command.child.name = "目黒 蓮";
    command.child.kana = "めぐろ れん";
    command.child.born_on = day(2024, 5, 20);
    command.child.sex = people::Sex::male;
    return command;
}

City::Family City::join(const std::string& person)
{
    Family family;
    change([&](Transaction& tx) -> Result<void> {
        const people::Joining checked = TRY(people::check_joining(joining(), date_in_japan(now)));
        family = {TRY(people::join(tx, {people::Issuer::line, person}, checked, "unused", now)),
                  checked.household, checked.child.id};
        return {};
    });
    return family;
}

Id City::register_child(const Family& family, const Id& facility)
{
    booking::Register command{
        draw(), now, draw(), family.account, family.household, programme->code(), facility, family.child};
    Id registration;
    change([&](Transaction& tx) -> Result<void> {
        registration = TRY(booking::register_child(tx, programmes, command)).registration;
        return {};
    });
    return registration;
}

void City::approve(const Id& registration, const Id& facility)
{
    booking::Approve command;
    command.key = draw();
    command.at = now;
    command.notice = draw();
    command.account = officer;
    command.facility = facility;
    command.registration = registration;
    command.interviewed_on = date_in_japan(now);
    for (int i = 0; i < 5; ++i) command.ids.push_back(draw());
    change([&](Transaction& tx) -> Result<void> {
        TRY(booking::approve(tx, programmes, command));
        return {};
    });
}

City::Family City::admitted(const Id& facility)
{
    const Family family = join();
    approve(register_child(family, facility), facility);
    return family;
}

Id City::book(const Family& family, const booking::Wanted& wanted)
{
    booking::Book command;
    command.key = draw();
    command.at = now;
    command.id = draw();
    command.asker = {rules::BookedBy::parent, family.account, family.household, {}};
    command.wanted = wanted;
    Id booked;
    change([&](Transaction& tx) -> Result<void> {
        const auto recorded = TRY(booking::book(tx, programmes, command));
        const auto outcome = TRY(recorded);
        must(std::holds_alternative<booking::Booked>(outcome), "the rules allow the booking");
        booked = std::get<booking::Booked>(outcome).booking;
        return {};
    });
    return booked;
}

Id City::book_care(const Family& family, const Id& facility, Date on)
{
    booking::Wanted wanted;
    change([&](Transaction& tx) -> Result<void> {
        for (const ledger::Coupon& coupon : ledger::coupons_of(tx, family.household))
            if (coupon.facility == facility) wanted.coupon = coupon.id;
        return {};
    });
    wanted.facility = facility;
    wanted.request.service = "temporary_care";
    wanted.request.first_day = wanted.request.last_day = on;
    wanted.request.boxes = {9 * 60, 10 * 60};
    return book(family, wanted);
}

Id City::book_interview(const Family& family, const Id& registration, const Id& facility, Date on)
{
    booking::Wanted wanted;
    wanted.registration = registration;
    wanted.facility = facility;
    wanted.request.service = rules::interview_code;
    wanted.request.first_day = wanted.request.last_day = on;
    wanted.request.boxes = {10 * 60};
    return book(family, wanted);
}

std::vector<line::Message> City::choose(const std::string& label, const std::string& person)
{
    return press(button(write("一時保育", person), label), person);
}

}  // namespace hagukumi::test
