// Codes as people type them, and who may receive what with them.

#include <gtest/gtest.h>

#include <set>

#include "codes/code.hpp"
#include "codes/give_back.hpp"
#include "codes/receive.hpp"
#include "ledger/books.hpp"
#include "ledger/revoke/revoke_grant.hpp"
#include "people/family_commands.hpp"

namespace hagukumi::test {
namespace {

using namespace std::chrono_literals;
using codes::parse_code;

TEST(Code, M_05_1_IsUnderstoodHoweverItIsTyped)
{
    SeededRandomness randomness{5};
    for (int i = 0; i < 200; ++i) {
        const std::string code = codes::draw_code(randomness);
        EXPECT_EQ(code.size(), 12U);
        std::string lower, wide;
        for (const char c : codes::in_groups(code)) {
            lower += static_cast<char>(c >= 'A' && c <= 'Z' ? c - 'A' + 'a' : c);
            // Full-width forms begin at U+FF01 for '!'.
            const unsigned point = 0xff01u + static_cast<unsigned char>(c) - '!';
            wide += {static_cast<char>(0xe0 | (point >> 12)), static_cast<char>(0x80 | ((point >> 6) & 0x3f)),
                     static_cast<char>(0x80 | (point & 0x3f))};
        }
        for (const std::string& typed : {code, codes::in_groups(code), lower, " " + lower + " ", wide})
            EXPECT_EQ(parse_code(typed), code) << typed;
    }
}

TEST(Code, M_05_1_EveryMistypedCharacterAndEveryTwoThatChangedPlacesAreFound)
{
    constexpr std::string_view alphabet = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";
    SeededRandomness randomness{6};
    for (int round = 0; round < 20; ++round) {
        const std::string code = codes::draw_code(randomness);
        for (std::size_t i = 0; i < code.size(); ++i) {
            for (const char other : alphabet) {
                std::string typed = code;
                typed[i] = other;
                EXPECT_EQ(parse_code(typed).has_value(), typed == code) << typed;
            }
            for (std::size_t j = i + 1; j < code.size(); ++j) {
                std::string typed = code;
                std::swap(typed[i], typed[j]);
                EXPECT_EQ(parse_code(typed).has_value(), typed == code) << typed;
            }
        }
    }
}

TEST(Code, M_05_1_WhatLooksAlikeIsTheSame)
{
    SeededRandomness randomness{7};
    int seen = 0;
    for (int i = 0; i < 100; ++i) {
        const std::string code = codes::draw_code(randomness);
        std::string typed = code;
        for (char& c : typed) c = c == '0' ? 'O' : c == '1' ? (i % 2 ? 'I' : 'l') : c;
        seen += typed != code;
        EXPECT_EQ(parse_code(typed), code);
    }
    EXPECT_GT(seen, 20);
    for (const char* wrong : {"", "7K3M", "7K3M-Q9TD-2HVXX-1", "7K3M-Q9TD-2HV?", "あいうえ"})
        EXPECT_FALSE(parse_code(wrong)) << wrong;
}

struct Codes : testing::Test, Books {
    struct Home : Family {
        Id child;
    };
    Home add_home()
    {
        Home made{add_family(), {}};
        people::ReportBirth report;
        report.key = draw();
        report.at = now;
        report.account = made.account;
        report.household = made.household;
        report.birth = made.birth = draw();
        report.born_on = made.born_on;
        people::Child child;
        child.id = made.child = draw();
        child.name = "見本 一";
        report.children = {child};
        EXPECT_TRUE(run([&](store::Transaction& tx) { return people::report_birth(tx, report); }));
        return made;
    }
    Home home = add_home(), other = add_home();

    /// A batch of `count` codes, which are given.
    std::vector<std::string> make(int count = 1, std::optional<Id> household = {}, int days = 30)
    {
        codes::MakeBatch command;
        command.key = draw();
        command.at = now;
        command.actor = officer;
        command.id = batch = draw();
        command.programme = programme().code();
        command.label = "4月発送分";
        command.last_day = date_of_days(days_since_epoch(date_in_japan(now)) + days);
        command.household = household;
        for (int i = 0; i < count; ++i) command.codes.push_back(codes::draw_code(randomness));
        EXPECT_TRUE(run([&](store::Transaction& tx) { return codes::make_batch(tx, command); }));
        return command.codes;
    }
    codes::Receive command(const Home& whose, const std::string& typed)
    {
        codes::Receive command;
        command.key = draw();
        command.attempt = {now, draw(), whose.account, whose.household, typed};
        command.child = whose.child;
        command.grant_key = draw();
        for (int i = 0; i < 4; ++i) command.ids.push_back(draw());
        return command;
    }
    /// The code of the error, or the number of coupons issued.
    std::string receive(const codes::Receive& command)
    {
        auto outcome =
            run([&](store::Transaction& tx) { return codes::receive(tx, {}, programme(), command); });
        if (!outcome) return outcome.error().code;
        if (!*outcome) return outcome->error().code;
        if (std::holds_alternative<ledger::NotEntitled>(**outcome)) return "not_entitled";
        return std::to_string(std::get<ledger::Granted>(**outcome).coupons.size());
    }
    std::string receive(const Home& whose, const std::string& typed)
    {
        return receive(command(whose, typed));
    }
    std::size_t coupons(const Home& whose)
    {
        return read(
            [&](store::Snapshot& snapshot) { return ledger::coupons_of(snapshot, whose.household).size(); });
    }
    Id batch;
};

TEST_F(Codes, M_05_ACodeOpensTheCouponsOfItsProgrammeOnce)
{
    const std::string code = make()[0];
    const auto first = command(home, code);
    EXPECT_EQ(receive(first), "2");
    EXPECT_EQ(coupons(home), 2U);
    EXPECT_EQ(receive(first), "0") << "a second tap: the same answer, nothing more";
    EXPECT_EQ(receive(home, code), "code_received");
    EXPECT_EQ(coupons(home), 2U);
}

// M-07: used by somebody else reads like nobody's.
TEST_F(Codes, M_07_1_OnlyTheirOwnFamilyIsToldWhatBecameOfACode)
{
    const std::string used = make()[0];
    receive(home, used);
    const std::string given = make(1, home.household, 0)[0];
    const std::string ended = make(1, {}, 0)[0];
    std::string nobodys = codes::draw_code(randomness);
    EXPECT_EQ(receive(other, given), "code_unusable");
    pass(24h);
    EXPECT_EQ(receive(home, given), "code_over");
    EXPECT_EQ(receive(home, used), "code_received");
    std::set<std::string> texts;
    for (const std::string& code : {used, given, ended, nobodys}) {
        auto outcome = run([&](store::Transaction& tx) {
            return codes::check_code(tx, {}, {now, draw(), other.account, other.household, code});
        });
        ASSERT_TRUE(outcome);
        ASSERT_FALSE(*outcome);
        texts.insert(outcome->error().code + outcome->error().message.ja);
    }
    EXPECT_EQ(texts.size(), 1U);
}

TEST_F(Codes, M_07_1_GuessingIsStoppedAndAMistypedCodeIsNoGuess)
{
    const std::string code = make()[0];
    std::string mistyped = code;
    mistyped[0] = mistyped[0] == 'A' ? 'B' : 'A';
    for (int i = 0; i < 30; ++i) EXPECT_EQ(receive(home, mistyped), "code_mistyped");
    for (int i = 0; i < 5; ++i) EXPECT_EQ(receive(home, codes::draw_code(randomness)), "code_unusable");
    EXPECT_EQ(receive(home, code), "too_many_codes");
    EXPECT_EQ(receive(other, code), "2") << "another family is not held up";
    pass(15min);
    EXPECT_EQ(receive(home, code), "code_unusable");
}

TEST_F(Codes, M_07_OneSetAChildAndTheCodeIsNotLost)
{
    const auto two = make(2);
    EXPECT_EQ(receive(home, two[0]), "2");
    EXPECT_EQ(receive(home, two[1]), "set_received");
    EXPECT_EQ(receive(other, two[1]), "2");
}

TEST_F(Codes, TheLastDayIsIncludedAndAWithdrawnBatchOpensNothing)
{
    const auto codes = make(2, {}, 1);
    pass(24h);
    EXPECT_EQ(receive(home, codes[0]), "2");
    const auto withdraw = [&] {
        const auto done = run([&](store::Transaction& tx) {
            return codes::withdraw_batch(tx, {draw(), now, officer, batch, "発送の取りやめ"});
        });
        return done ? "" : done.error().code;
    };
    EXPECT_EQ(withdraw(), "");
    EXPECT_EQ(withdraw(), "batch_withdrawn");
    EXPECT_EQ(receive(other, codes[1]), "code_unusable");
    EXPECT_EQ(receive(home, codes[0]), "code_received");
}

TEST_F(Codes, AnotherFamilysChildReceivesNothing)
{
    auto wrong = command(home, make()[0]);
    wrong.child = other.child;
    EXPECT_EQ(receive(wrong), "child_not_found");
    EXPECT_EQ(coupons(home) + coupons(other), 0U);
}

TEST_F(Codes, TheOfficeSeesWhatBecameOfEachCode)
{
    const auto three = make(3);
    receive(home, three[1]);
    const auto found =
        read([&](store::Snapshot& snapshot) { return codes::find_batch(snapshot, batch).value(); });
    EXPECT_EQ(found.codes, 3);
    EXPECT_EQ(found.received, 1);
    const auto all = read([&](store::Snapshot& snapshot) { return codes::codes_of(snapshot, batch); });
    ASSERT_EQ(all.size(), 3U);
    EXPECT_EQ(all[1].household, home.household);
    EXPECT_FALSE(all[0].received_at);
    const auto traced = read([&](store::Snapshot& snapshot) { return codes::trace(snapshot, three[2]); });
    ASSERT_TRUE(traced);
    EXPECT_EQ(traced->code.number, 3);
}

TEST_F(Codes, ABatchHasASizeANameAndADayAhead)
{
    codes::MakeBatch command;
    command.key = draw();
    command.at = now;
    command.actor = officer;
    command.id = draw();
    command.programme = programme().code();
    command.label = "x";
    command.last_day = date_in_japan(now);
    const auto make = [&] {
        const auto done = run([&](store::Transaction& tx) { return codes::make_batch(tx, command); });
        return done ? "" : done.error().code;
    };
    EXPECT_EQ(make(), "batch_size");
    command.codes = {codes::draw_code(randomness)};
    command.label = "";
    EXPECT_EQ(make(), "batch_label");
    command.label = "x";
    command.last_day = date_of_days(days_since_epoch(date_in_japan(now)) - 1);
    EXPECT_EQ(make(), "batch_over");
    command.last_day = date_in_japan(now);
    command.household = draw();
    EXPECT_EQ(make(), "household_not_found");
    command.household.reset();
    EXPECT_EQ(make(), "");
    command.codes = {codes::draw_code(randomness)};  // the same command again: made once
    EXPECT_EQ(make(), "");
    EXPECT_EQ(read([](store::Snapshot& snapshot) { return codes::batches(snapshot); }).size(), 1U);
}

/// A code that was meant for `home`, read aloud, and taken by `other`.
struct TakenCodes : Codes {
    const std::string code = make(1, {}, 10)[0];
    const std::string first = receive(other, code);

    codes::GiveBack give_back_command()
    {
        codes::GiveBack command;
        command.key = draw();
        command.at = now;
        command.actor = officer;
        command.typed = code;
        command.owner = home.household;
        command.last_day = date_of_days(days_since_epoch(date_in_japan(now)) + 30);
        command.reason = "読み上げたコードを先に使われた";
        for (int i = 0; i < 4; ++i) command.ids.push_back(draw());
        return command;
    }
    /// The answer, or the code of the error.
    std::string give_back(const codes::GiveBack& command)
    {
        const auto done =
            run([&](store::Transaction& tx) { return codes::give_back(tx, programme(), command); });
        return done ? *done : done.error().code;
    }
    /// Of the household's messages of a kind, the values that they were promised with.
    std::string promised(const Home& whose, std::string_view message)
    {
        static constexpr store::Statement rows{
            "test.promised",
            "SELECT params FROM outbox WHERE municipality = $1 AND recipient = $2 AND template = $3"};
        std::string all;
        read([&](store::Snapshot& snapshot) {
            snapshot.query(
                rows, [&](const store::Row& row) { all += row.text(0); }, whose.household,
                std::string(message));
            return 0;
        });
        return all;
    }
};

TEST_F(TakenCodes, X_14_TheTakingIsUndoneAndTheCodeIsItsOwnersAlone)
{
    ASSERT_EQ(first, "2");
    EXPECT_EQ(give_back(give_back_command()), R"({"coupons":2,"used":[]})");
    for (const auto* allotment : {"stay", "visit"}) {
        EXPECT_EQ(coupon(other, allotment).state, ledger::CouponState::expired);
        EXPECT_EQ(coupon(other, allotment).left.count, 0);
    }
    EXPECT_EQ(receive(other, code), "code_unusable") << "who took it once does not take it twice";
    pass(20 * 24h);
    EXPECT_EQ(receive(home, code), "2") << "the batch is over, the owner has a day of its own";
    EXPECT_EQ(coupon(home, "stay").left.count, 7);
    EXPECT_EQ(wrong_balances(), std::vector<std::string>{});
    EXPECT_NE(promised(other, "code_taken_back").find("なし"), std::string::npos);
    EXPECT_NE(promised(home, "code_given_back").find("2026"), std::string::npos);
    EXPECT_EQ(promised(other, "expired"), "") << "nothing has run out, and nobody is told so";
}

TEST_F(TakenCodes, X_14_WhatTheTakerUsedStaysUsedAndIsTold)
{
    const auto use = redeem_command(other, "visit", 2, check_in(other, poster));
    ASSERT_TRUE(is_used(redeem(use)));
    const std::string answer = give_back(give_back_command());
    EXPECT_NE(answer.find(R"("units":2)"), std::string::npos) << answer;
    const ledger::Coupon taken = coupon(other, "visit");
    EXPECT_EQ(taken.used.count, 2);
    EXPECT_EQ(taken.expired.count, 3);
    EXPECT_FALSE(
        read([&](store::Snapshot& snapshot) { return *ledger::find_entry(snapshot, use.id); }).voided_by);
    EXPECT_NE(promised(other, "code_taken_back").find("2"), std::string::npos);
    EXPECT_EQ(receive(home, code), "2");
    EXPECT_EQ(coupon(home, "visit").left.count, 5) << "the owner loses nothing by it";
    EXPECT_EQ(wrong_balances(), std::vector<std::string>{});
}

TEST_F(TakenCodes, X_14_TheTakerStillReceivesWithACodeOfItsOwn)
{
    ASSERT_EQ(receive(other, make()[0]), "set_received");
    give_back(give_back_command());
    EXPECT_EQ(receive(other, make()[0]), "2");
    EXPECT_EQ(coupons(other), 4U);
    EXPECT_EQ(receive(other, make()[0]), "set_received") << "once each child, as before";
}

TEST_F(TakenCodes, X_14_WhatBookingsSetAsideIsNotTakenFromUnderThem)
{
    const Id held = coupon(other, "stay").id;
    ASSERT_TRUE(run([&](store::Transaction& tx) { return ledger::set_units_aside(tx, held, Units{2}); }));
    EXPECT_EQ(give_back(give_back_command()), "units_reserved");
    EXPECT_EQ(coupon(other, "visit").state, ledger::CouponState::active) << "all of it, or nothing";
    EXPECT_EQ(receive(home, code), "code_unusable");
}

TEST_F(TakenCodes, X_14_TwiceIsOnceAndEachObstacleHasItsName)
{
    const auto with = [&](auto change) {
        codes::GiveBack command = give_back_command();
        change(command);
        return give_back(command);
    };
    EXPECT_EQ(with([](auto& one) { one.reason = " "; }), "reason_missing");
    EXPECT_EQ(with([&](auto& one) { one.owner = other.household; }), "owner_is_taker");
    EXPECT_EQ(with([&](auto& one) { one.owner = draw(); }), "household_not_found");
    EXPECT_EQ(with([&](auto& one) { one.last_day = date_of_days(days_since_epoch(one.last_day) - 31); }),
              "last_day_over");
    const auto command = give_back_command();
    const std::string answer = give_back(command);
    EXPECT_EQ(give_back(command), answer);
    EXPECT_EQ(give_back(give_back_command()), "code_not_received");
    EXPECT_EQ(receive(home, code), "2");
    const auto withdraw = [&](store::Transaction& tx) {
        return codes::withdraw_batch(tx, {draw(), now, officer, batch, "発送の取りやめ"});
    };
    ASSERT_TRUE(run(withdraw));
    EXPECT_EQ(with([&](auto& one) { one.owner = other.household; }), "batch_withdrawn");
}

}  // namespace
}  // namespace hagukumi::test
