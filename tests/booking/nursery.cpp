#include "booking/nursery.hpp"

#include <algorithm>

#include "facilities/facility_commands.hpp"
#include "facilities/poster.hpp"
#include "ledger/balance.hpp"
#include "messages/outbox.hpp"
#include "people/family_commands.hpp"
#include "rules/read_programme.hpp"

namespace hagukumi::test {

std::string nursery_for_residents()
{
    std::string programme = nursery_programme;
    const std::string begin = "use_rules:\n";
    programme.insert(
        programme.find(begin) + begin.size(),
        "  - { rule: resident_on_day, source: T, for: [care, visit], require: resident, refused: { ja: "
        "市民の方, en: For residents } }\n");
    return programme;
}

Nursery::Nursery(int seats, const std::string& programme)
{
    rules::ReadResult read = rules::read_programme("131202-nursery.yaml", programme);
    for (const rules::Mistake& mistake : read.mistakes) ADD_FAILURE() << rules::to_string(mistake);
    programmes.push_back(read.programme);
    store::Options options;
    options.database = scratch.file("nursery.db");
    options.invariants.push_back(std::make_shared<ledger::LeftIsWhatTheNewestEntrySays>());
    database = open(std::move(options));
    facility = add_facility("A1");
    other_facility = add_facility("B2");
    offer(facility, "care", seats, 8 * 60, 17 * 60, 60);
    offer(other_facility, "care", seats, 8 * 60, 17 * 60, 60);
    offer(facility, "interview", 1, 10 * 60, 12 * 60, 30);
}

Nursery::~Nursery() = default;

booking::Place Nursery::place(const char* service) const
{
    return {facility, "131202-nursery", service};
}

Nursery::Family Nursery::add_family(std::string child_name, std::string child_kana, bool is_protected)
{
    Family family{draw(), draw(), draw()};
    people::RegisterHousehold command;
    command.key = draw();
    command.at = now;
    command.actor = officer;
    command.household.id = family.household;
    command.household.resident_from = Date(std::chrono::sys_days{});
    people::Guardian mother;
    mother.id = draw();
    mother.name = "見本 花子";
    mother.kana = "ミホン ハナコ";
    command.guardians = {mother};
    people::Child child;
    child.id = family.child;
    ++x_children;
    child.name = child_name.empty() ? "見本 子" + std::to_string(x_children) : child_name;
    child.kana = child_kana.empty() ? "ミホン コ" + std::to_string(x_children) : child_kana;
    child.born_on = date_of_days(days_since_epoch(date_in_japan(now)) - 400);
    command.children = {child};
    command.household.address_protection = is_protected;
    const auto done = run([&](store::Transaction& tx) { return people::register_household(tx, command); });
    EXPECT_TRUE(done) << done.error().message.en;
    return family;
}

booking::Registered Nursery::register_child(const Family& family, std::optional<Id> at_facility)
{
    booking::Register command;
    command.key = draw();
    command.at = now;
    command.id = draw();
    command.account = family.account;
    command.household = family.household;
    command.programme = "131202-nursery";
    command.facility = at_facility.value_or(facility);
    command.child = family.child;
    return run([&](store::Transaction& tx) { return booking::register_child(tx, programmes, command); })
        .value();
}

Result<booking::Registered> Nursery::approve(const Id& registration, std::optional<Id> at_facility)
{
    booking::Approve command;
    command.key = draw();
    command.at = now;
    command.notice = draw();
    command.account = officer;
    command.facility = at_facility.value_or(facility);
    command.registration = registration;
    command.interviewed_on = date_in_japan(now);
    for (int i = 0; i < 7; ++i) command.ids.push_back(draw());
    return run([&](store::Transaction& tx) { return booking::approve(tx, programmes, command); });
}

booking::EndRegistration Nursery::end_command(const Id& registration, const std::string& reason)
{
    return {draw(), now, draw(), officer, facility, registration, reason, draw()};
}

Result<void> Nursery::end(const booking::EndRegistration& command)
{
    return run([&](store::Transaction& tx) { return booking::end_registration(tx, programmes, command); });
}

Id Nursery::registration_of(const Family& family)
{
    return read([&](store::Snapshot& s) { return booking::registrations_of_household(s, family.household); })
        .at(0)
        .id;
}

Nursery::Family Nursery::add_registered_family(std::optional<Id> at_facility)
{
    const Family family = add_family();
    EXPECT_TRUE(approve(register_child(family, at_facility).registration, at_facility));
    return family;
}

std::optional<ledger::Coupon> Nursery::coupon(const Family& family, std::string_view allotment,
                                              std::optional<Id> at_facility)
{
    return read([&](store::Snapshot& snapshot) -> std::optional<ledger::Coupon> {
        for (ledger::Coupon& one : ledger::coupons_of(snapshot, family.household)) {
            if (one.allotment != allotment || one.state != ledger::CouponState::active) continue;
            if (!at_facility || one.facility == at_facility) return std::move(one);
        }
        return std::nullopt;
    });
}

booking::Asker Nursery::parent(const Family& family) const
{
    return {rules::BookedBy::parent, family.account, family.household, {}};
}

booking::Book Nursery::book_command(const Family& family, int ahead, int from, int until)
{
    booking::Book command;
    command.key = draw();
    command.at = now;
    command.id = draw();
    command.asker = parent(family);
    command.wanted.coupon = coupon(family).value().id;
    command.wanted.facility = facility;
    command.wanted.request.service = "care";
    command.wanted.request.first_day = day(ahead);
    for (int hour = from; hour < until; ++hour) command.wanted.request.boxes.push_back(hour * 60);
    return command;
}

booking::Book Nursery::visit_command(const Family& family, int ahead)
{
    booking::Book command = book_command(family, ahead, 0, 0);
    command.wanted.coupon = coupon(family, "visits").value().id;
    command.wanted.request.service = "visit";
    return command;
}

Nursery::BookOutcome Nursery::book(const booking::Book& command)
{
    return run([&](store::Transaction& tx) { return booking::book(tx, programmes, command); });
}

Nursery::BookOutcome Nursery::change(const Family& family, const Id& id, int ahead, int from, int until)
{
    booking::Change command;
    command.key = draw();
    command.at = now;
    command.notice = draw();
    command.asker = parent(family);
    command.booking = id;
    command.request.first_day = day(ahead);
    for (int hour = from; hour < until; ++hour) command.request.boxes.push_back(hour * 60);
    return run([&](store::Transaction& tx) { return booking::change(tx, programmes, command); });
}

booking::Cancel Nursery::cancel_command(const booking::Asker& asker, const Id& id)
{
    return {draw(), now, draw(), draw(), asker, id, {}};
}

std::string Nursery::cancel(const booking::Asker& asker, const Id& id)
{
    const booking::Cancel command = cancel_command(asker, id);
    const auto outcome =
        run([&](store::Transaction& tx) { return booking::cancel(tx, programmes, command); });
    if (!outcome) return outcome.error().code;
    if (!*outcome) return outcome->error().code;
    return std::holds_alternative<booking::Booked>(**outcome) ? "cancelled" : "too_late";
}

int Nursery::tend_draws(int most)
{
    int steps = 0;
    while (run([&](store::Transaction& tx) {
               return booking::tend_draws(tx, programmes, now, randomness, most);
           }).value() > 0)
        ++steps;
    return steps;
}

bool Nursery::was_told(std::string_view message_template, const Id& recipient)
{
    const auto told = read([&](store::Snapshot& s) { return messages::find_untold(s, now, 1000); });
    return std::any_of(told.begin(), told.end(), [&](const messages::Waiting& one) {
        return one.message_template == message_template && one.recipient == recipient;
    });
}

booking::Tended Nursery::tend()
{
    return run([&](store::Transaction& tx) { return booking::tend(tx, programmes, now); }).value();
}

booking::Booking Nursery::found(const Id& id)
{
    return read([&](store::Snapshot& s) { return booking::find_booking(s, id); }).value();
}

int Nursery::left(int ahead, int hour)
{
    return read([&](store::Snapshot& s) {
        for (const booking::Slot& slot : booking::slots_between(s, place(), day(ahead), day(ahead)))
            if (slot.seats.from_minute == hour * 60) return slot.left();
        return -1;
    });
}

std::vector<std::string> Nursery::wrong_books()
{
    return read([](store::Snapshot& snapshot) {
        std::vector<std::string> wrong = booking::wrong_seats(snapshot);
        for (std::string& one : ledger::wrong_balances(snapshot)) wrong.push_back(std::move(one));
        return wrong;
    });
}

void Nursery::offer(const Id& at_facility, const char* service, int seats, int from, int until, int step)
{
    booking::SetWeek command;
    command.key = draw();
    command.at = now;
    command.actor = officer;
    command.place = {at_facility, "131202-nursery", service};
    command.first_day = day(0);
    for (int weekday = 0; weekday < 7; ++weekday)
        for (int minute = from; minute < until; minute += step)
            command.seats.push_back({weekday, {minute, minute + step, "", seats}});
    const auto done = run([&](store::Transaction& tx) { return booking::set_week(tx, programmes, command); });
    EXPECT_TRUE(done) << done.error().message.en;
}

Id Nursery::add_facility(const char* code)
{
    facilities::AddFacility command;
    command.key = draw();
    command.at = now;
    command.actor = officer;
    command.facility.id = draw();
    command.facility.code = code;
    command.facility.name = std::string("保育園") + code;
    command.facility.kana = "ホイクエン";
    command.facility.phone = "000-0000-0000";
    const Date first{std::chrono::year(2020), std::chrono::month(1), std::chrono::day(1)};
    for (const char* service : {"care", "visit"})
        command.offers.push_back({"131202-nursery", service, first, {}, Yen{500}, {}});
    command.token = facilities::draw_poster_token(randomness);
    command.passcodes = facilities::draw_passcodes(randomness);
    const auto done = run([&](store::Transaction& tx) { return facilities::add_facility(tx, command); });
    EXPECT_TRUE(done) << done.error().message.en;
    return command.facility.id;
}

Id booked(const Nursery::BookOutcome& outcome)
{
    if (!outcome || !*outcome) return {};
    const auto* const done = std::get_if<booking::Booked>(&**outcome);
    return done != nullptr ? done->booking : Id{};
}

std::string against(const Nursery::BookOutcome& outcome)
{
    if (!outcome) return outcome.error().code;
    if (!*outcome) return outcome->error().code;
    const auto* const judged = std::get_if<booking::Judged>(&**outcome);
    if (judged == nullptr) return "booked";
    std::string codes;
    for (const rules::BookingLook& look : judged->booking.looks) {
        if (look.verdict != rules::Verdict::met) codes += std::string(code_of(look.check)) + " ";
    }
    if (judged->use && judged->use->refused()) codes += "use ";
    return codes;
}

}  // namespace hagukumi::test
