// A ward with its conversation, one family with a coupon, one facility, and people who write to its account.
#pragma once

#include <gtest/gtest.h>

#include <fstream>
#include <sstream>

#include "facilities/check_in.hpp"
#include "facilities/facility_commands.hpp"
#include "ledger/keep.hpp"
#include "ledger/use.hpp"
#include "line/fake_line.hpp"
#include "line/said.hpp"
#include "line/talk.hpp"
#include "people/family_commands.hpp"
#include "people/identity.hpp"
#include "people/manage_accounts.hpp"
#include "rules/read_programme.hpp"
#include "store/scratch.hpp"
#include "store/statements.hpp"

namespace hagukumi::test {

using namespace std::chrono_literals;
using store::Snapshot;
using store::Transaction;

inline std::string text_of_file(const std::string& name)
{
    std::ifstream file(std::string(HAGUKUMI_SOURCE_DIR) + "/" + name);
    std::stringstream text;
    text << file.rdbuf();
    return text.str();
}

inline std::shared_ptr<const line::Conversation> conversation_of(const std::string& code)
{
    const std::string name = "conversations/" + code + ".yaml";
    const line::ReadConversation read = line::read_conversation(name, text_of_file(name));
    for (const rules::Mistake& mistake : read.mistakes) ADD_FAILURE() << rules::to_string(mistake);
    return read.conversation;
}

inline Date day(int year, unsigned month, unsigned number)
{
    return std::chrono::year(year) / static_cast<int>(month) / static_cast<int>(number);
}

struct Ward : testing::Test {
    Scratch scratch;
    SeededRandomness randomness{5};
    std::unique_ptr<store::Database> database = open(scratch.file("ward.sqlite"));
    FakeLine fake;
    Instant now = start_of_day_in_japan(day(2026, 7, 8)) + 9h;
    std::shared_ptr<const rules::Programme> programme =
        rules::read_programme("programmes/131202-postpartum.yaml",
                              text_of_file("programmes/131202-postpartum.yaml"))
            .programme;
    std::shared_ptr<const line::Conversation> conversation = conversation_of("131202-line");
    line::Channel channel;
    std::unique_ptr<line::Conversations> talk;
    const Id officer = number_id(1), household = number_id(2), mother = number_id(3), birth = number_id(4),
             account = number_id(5), facility = number_id(6);
    facilities::PosterToken poster{};

    Ward()
    {
        must(programme != nullptr && conversation != nullptr, "the ward's files are right");
        channel.municipality = nerima;
        channel.id = number_id(9);
        channel.liff_id = "2000000001-AbCdEfGh";
        talk = std::make_unique<line::Conversations>(
            std::map<MunicipalityCode, line::Conversations::Voice>{{nerima, {conversation, {programme}}}},
            line::Conversations::Settings{"https://liff.line.me", "https://hagukumi.example.jp",
                                          [this](Instant at) { return make_id(at, randomness); }});
        change([&](Transaction& tx) -> Result<void> {
            tx.execute(add_municipality, "練馬区");
            TRY(add_people(tx));
            return add_place(tx);
        });
    }

    Id draw() { return make_id(now, randomness); }

    template <class Work>
    void change(Work work)
    {
        const auto done =
            database->lane().run(nerima, [&](Transaction& tx) -> Result<void> { return work(tx); });
        ASSERT_TRUE(done.has_value()) << done.error().message.en;
    }

    Result<void> add_people(Transaction& tx)
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

    Result<void> add_place(Transaction& tx)
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

    /// 利用者登録 is done: U1 is the mother.
    void link(const std::string& person = "U1")
    {
        change([&](Transaction& tx) {
            return people::link_identity(tx, {now, account, {people::Issuer::line, person}});
        });
    }

    /// A short stay of so many days at the desk, by the account.
    void use(std::int64_t days = 2)
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
            const std::vector programmes{programme};
            const auto redeemed = TRY(ledger::redeem(tx, programmes, command));
            const auto outcome = TRY(redeemed);
            must(std::holds_alternative<ledger::Used>(outcome), "the rules grant the stay");
            return {};
        });
    }

    /// What is said to an event; every message is held against LINE's limits.
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

    /// What all the messages say.
    static std::string words(const std::vector<line::Message>& messages)
    {
        std::string all;
        for (const line::Message& message : messages) all += alternative_text(message) + "\n";
        return all;
    }
    /// What a button of the menu sends back or opens.
    static std::string button(const std::vector<line::Message>& messages, const std::string& label)
    {
        for (const line::Message& message : messages)
            if (const auto* card = std::get_if<line::Card>(&message.content))
                for (const line::Action& action : card->buttons) {
                    if (label_of(action) != label) continue;
                    if (const auto* postback = std::get_if<line::Postback>(&action)) return postback->data;
                    if (const auto* page = std::get_if<line::OpenUri>(&action)) return page->uri;
                }
        return {};
    }
};

}  // namespace hagukumi::test
