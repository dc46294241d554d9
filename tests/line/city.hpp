// A city that books temporary care over LINE: its own files, two nurseries with seats, a family that wrote
// itself down.
#pragma once

#include "booking/book.hpp"
#include "booking/edit.hpp"
#include "booking/registration.hpp"
#include "line/ward.hpp"
#include "people/join.hpp"

namespace hagukumi::test {

inline rules::Calendars calendars()
{
    const std::string name = "programmes/calendars/japan.yaml";
    rules::ReadCalendarResult read = rules::read_calendar("japan.yaml", text_of_file(name));
    return {{read.name, read.calendar}};
}

struct City : testing::Test {
    Scratch scratch;
    SeededRandomness randomness{6};
    std::unique_ptr<store::Database> database = open(scratch.file("city.sqlite"));
    Instant now = start_of_day_in_japan(day(2026, 7, 8)) + 9h;  // a Wednesday
    std::shared_ptr<const rules::Programme> programme =
        rules::read_programme("programmes/131105-temporary-care.yaml",
                              text_of_file("programmes/131105-temporary-care.yaml"), calendars())
            .programme;
    std::shared_ptr<const line::Conversation> conversation = conversation_of("131105-line");
    std::vector<std::shared_ptr<const rules::Programme>> programmes{programme};
    line::Channel channel;
    std::unique_ptr<line::Conversations> talk;
    const Id officer = number_id(1), futaba = number_id(2), kuwanomi = number_id(3);

    City()
    {
        must(programme != nullptr && conversation != nullptr, "the city's files are right");
        channel.municipality = meguro;
        channel.id = number_id(9);
        channel.liff_id = "2000000002-AbCdEfGh";
        talk = std::make_unique<line::Conversations>(
            std::map<MunicipalityCode, line::Conversations::Voice>{{meguro, {conversation, programmes}}},
            line::Conversations::Settings{"https://liff.line.me", "https://hagukumi.example.jp",
                                          [this](Instant at) { return make_id(at, randomness); }});
        change([&](Transaction& tx) -> Result<void> {
            tx.execute(add_municipality, "目黒区");
            TRY(add_nursery(tx, futaba, "双葉の園保育園", "000-1105-0001"));
            return add_nursery(tx, kuwanomi, "桑の実中目黒保育園", "000-1105-0003");
        });
    }

    Id draw() { return make_id(now, randomness); }

    template <class Work>
    void change(Work work)
    {
        const auto done =
            database->lane().run(meguro, [&](Transaction& tx) -> Result<void> { return work(tx); });
        ASSERT_TRUE(done.has_value()) << done.error().message.en;
    }
    template <class Work>
    auto take(Work work)
    {
        return database->lane().run(meguro, std::move(work));
    }

    Result<void> add_nursery(Transaction& tx, const Id& id, const char* name, const char* phone)
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
    Result<void> offer(Transaction& tx, const Id& facility, const char* service, int seats, int from,
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
        TRY(booking::set_week(tx, command));
        return {};
    }

    people::Joining joining()
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

    struct Family {
        Id account, household, child;
    };
    /// The family writes itself down: 児童の登録, first half.
    Family join(const std::string& person = "U1")
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
    Id register_child(const Family& family, const Id& facility)
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
    void approve(const Id& registration, const Id& facility)
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
    /// A registered and approved family of U1.
    Family admitted(const Id& facility)
    {
        const Family family = join();
        approve(register_child(family, facility), facility);
        return family;
    }
    Id book(const Family& family, const booking::Wanted& wanted)
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
    Id book_care(const Family& family, const Id& facility, Date on)
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
    Id book_interview(const Family& family, const Id& registration, const Id& facility, Date on)
    {
        booking::Wanted wanted;
        wanted.registration = registration;
        wanted.facility = facility;
        wanted.request.service = rules::interview_code;
        wanted.request.first_day = wanted.request.last_day = on;
        wanted.request.boxes = {10 * 60};
        return book(family, wanted);
    }

    std::vector<line::Message> say(line::EventKind kind, const std::string& words,
                                   const std::string& person = "U1")
    {
        line::Event event;
        event.kind = kind;
        event.at = now;
        event.person = person;
        event.words = words;
        std::vector<line::Message> messages;
        change([&](Transaction& tx) -> Result<void> {
            messages = talk->answer(tx, channel, event, now);
            return {};
        });
        Said::keep(messages);
        for (const line::Message& message : messages)
            for (const std::string& fault : faults_of(message)) ADD_FAILURE() << fault;
        return messages;
    }
    std::vector<line::Message> write(const std::string& words, const std::string& person = "U1")
    {
        return say(line::EventKind::text, words, person);
    }
    std::vector<line::Message> press(const std::string& data, const std::string& person = "U1")
    {
        return say(line::EventKind::postback, data, person);
    }
    /// Opens the menu and presses one of its buttons.
    std::vector<line::Message> choose(const std::string& label, const std::string& person = "U1")
    {
        return press(Ward::button(write("一時保育", person), label), person);
    }
    static std::string words(const std::vector<line::Message>& messages) { return Ward::words(messages); }
    static std::string button(const std::vector<line::Message>& messages, const std::string& label)
    {
        if (!messages.empty()) {
            if (const auto* cards = std::get_if<line::Carousel>(&messages[0].content))
                for (const line::Card& card : cards->cards)
                    for (const line::Action& action : card.buttons)
                        if (const auto* postback = std::get_if<line::Postback>(&action))
                            if (postback->label == label) return postback->data;
            if (const auto* confirm = std::get_if<line::Confirm>(&messages[0].content))
                for (const line::Action* action : {&confirm->yes, &confirm->no})
                    if (label_of(*action) == label) return std::get<line::Postback>(*action).data;
        }
        return Ward::button(messages, label);
    }
};

}  // namespace hagukumi::test
