// Families: registered, changed, found, and kept to their municipality.

#include "people/family.hpp"

#include <gtest/gtest.h>

#include <set>

#include "audit/verify.hpp"
#include "people/search/typed.hpp"
#include "people/town.hpp"

namespace hagukumi::test {
namespace {

using people::Birth;
using people::Child;
using people::Reader;

struct Families : Town {
    Id mother, birth;  // before home, whose making sets them
    const Id home = register_household(expecting());

    people::RegisterHousehold expecting()
    {
        auto command = household_of("髙﨑 花子", "タカサキ ハナコ");
        mother = command.guardians[0].id;
        command.guardians.push_back({draw(), "髙﨑 太郎", "タカサキ タロウ", {}, false});
        Birth expected;
        birth = expected.id = draw();
        expected.mother = mother;
        expected.due_date = day(2026, 7, 20);
        command.births = {expected};
        return command;
    }
    Child newborn(const char* name)
    {
        Child child;
        child.id = draw();
        child.name = name;
        child.kana = "タカサキ";
        return child;
    }
    people::Family family(const Id& id, Reader reader = Reader::officer)
    {
        return ask(nerima, [&](Snapshot& snapshot) { return people::load_family(snapshot, id, reader); })
            .value();
    }
    Result<void> born(Date on, std::vector<Child> children)
    {
        people::RecordBirth recording;
        recording.birth = birth;
        recording.born_on = on;
        recording.children = std::move(children);
        return command(recording, people::record_birth);
    }
    /// To what the tests' birth is by default: on 6 July, two weeks before it was due, two children.
    people::CorrectBirth correction()
    {
        people::CorrectBirth correcting;
        correcting.household = home;
        correcting.birth = birth;
        correcting.due_date = day(2026, 7, 20);
        correcting.born_on = day(2026, 7, 6);
        correcting.children = 2;
        correcting.reason = "入力の誤り";
        return correcting;
    }
    std::vector<Id> found(const char* text, MunicipalityCode municipality = nerima)
    {
        std::vector<Id> ids;
        for (const auto& line : ask(municipality, [&](Snapshot& snapshot) {
                                    return people::find_families(snapshot, text, "", 50);
                                }).families)
            ids.push_back(line.household);
        return ids;
    }
    audit::Entry newest()
    {
        return ask(nerima, [](Snapshot& snapshot) { return audit::entries_before(snapshot, 0, 1); }).at(0);
    }
};

// O-11.1: twins known only at birth; both values stay in the record.
TEST_F(Families, O_11_1_TheBirthKeepsTheDueDateBesideItAndLearnsOfTwins)
{
    ASSERT_TRUE(born(day(2026, 7, 1), {newborn("髙﨑 一"), newborn("髙﨑 二")}));
    const auto now_known = family(home);
    ASSERT_EQ(now_known.births.size(), 1U);
    EXPECT_EQ(now_known.births[0].due_date, day(2026, 7, 20));
    EXPECT_EQ(now_known.births[0].born_on, day(2026, 7, 1));
    EXPECT_EQ(now_known.births[0].children, 2);
    ASSERT_EQ(now_known.children.size(), 2U);
    EXPECT_EQ(now_known.children[0].birth, birth);
    EXPECT_EQ(now_known.children[0].born_on, day(2026, 7, 1));
    EXPECT_NE(newest().detail.find("\"children_expected\":1"), std::string::npos);
    EXPECT_NE(newest().detail.find("2026-07-20"), std::string::npos);
}

TEST_F(Families, O_11_ABirthIsNotInTheFutureAndNotTwice)
{
    EXPECT_EQ(born(day(2026, 7, 9), {newborn("一")}).error().code, "birth_in_future");
    EXPECT_EQ(born(day(2026, 7, 8), {}).error().code, "children_count");
    ASSERT_TRUE(born(day(2026, 7, 8), {newborn("一")}));
    EXPECT_EQ(born(day(2026, 7, 7), {newborn("一")}).error().kind, ErrorKind::conflict);
}

TEST_F(Families, ALossIsKeptWithItsDay)
{
    people::RecordLoss recording;
    recording.birth = birth;
    recording.lost_on = day(2026, 7, 9);
    EXPECT_EQ(command(recording, people::record_loss).error().code, "loss_in_future");
    recording.lost_on = day(2026, 7, 2);
    ASSERT_TRUE(command(recording, people::record_loss));
    EXPECT_EQ(family(home).births[0].lost_on, day(2026, 7, 2));
    EXPECT_FALSE(family(home).births[0].born_on);
}

TEST_F(Families, M_20_ADischargeFollowsTheBirthAndCanBeTakenBack)
{
    people::RecordDischarge recording;
    recording.birth = birth;
    recording.discharged_on = day(2026, 7, 7);
    EXPECT_EQ(command(recording, people::record_discharge).error().code, "birth_not_recorded");
    ASSERT_TRUE(born(day(2026, 7, 6), {newborn("一")}));
    ASSERT_TRUE(command(recording, people::record_discharge));
    EXPECT_EQ(family(home).births[0].discharged_on, day(2026, 7, 7));
    recording.discharged_on = day(2026, 7, 5);
    EXPECT_EQ(command(recording, people::record_discharge).error().code, "discharge_before_birth");
    recording.discharged_on.reset();
    ASSERT_TRUE(command(recording, people::record_discharge));
    EXPECT_FALSE(family(home).births[0].discharged_on);
}

TEST_F(Families, C_10_ALossIsTakenBackAndIsNotOfABirthThatTookPlace)
{
    people::RecordLoss recording;
    recording.birth = birth;
    recording.lost_on = day(2026, 7, 2);
    ASSERT_TRUE(command(recording, people::record_loss));
    recording.lost_on.reset();
    ASSERT_TRUE(command(recording, people::record_loss));
    EXPECT_FALSE(family(home).births[0].lost_on);
    ASSERT_TRUE(born(day(2026, 7, 6), {newborn("一")}));
    recording.lost_on = day(2026, 7, 2);
    EXPECT_EQ(command(recording, people::record_loss).error().code, "birth_recorded_already");
}

// O-11: the day was mistyped; the due date, the children's birthday and the record follow.
TEST_F(Families, O_11_ABirthThatWasEnteredWronglyIsCorrectedWithItsChildren)
{
    ASSERT_TRUE(born(day(2026, 6, 7), {newborn("一"), newborn("二")}));
    auto correcting = correction();
    correcting.due_date = day(2026, 7, 25);
    ASSERT_TRUE(command(correcting, people::correct_birth));
    const auto corrected = family(home);
    EXPECT_EQ(corrected.births[0].born_on, day(2026, 7, 6));
    EXPECT_EQ(corrected.births[0].due_date, day(2026, 7, 25));
    EXPECT_EQ(corrected.births[0].children, 2);
    for (const Child& child : corrected.children) EXPECT_EQ(child.born_on, day(2026, 7, 6));
    EXPECT_EQ(newest().action, "people.correct_birth");
    EXPECT_NE(newest().detail.find("2026-06-07"), std::string::npos) << "what was before";
    EXPECT_NE(newest().detail.find("入力の誤り"), std::string::npos);
}

TEST_F(Families, O_11_ACorrectionThatCannotBeIsRefused)
{
    ASSERT_TRUE(born(day(2026, 7, 6), {newborn("一"), newborn("二")}));
    people::RecordDischarge discharge;
    discharge.birth = birth;
    discharge.discharged_on = day(2026, 7, 7);
    ASSERT_TRUE(command(discharge, people::record_discharge));
    people::RecordEnrolment enrolment;
    enrolment.child = family(home).children[0].id;
    enrolment.enrolled_on = day(2026, 7, 6);
    ASSERT_TRUE(command(enrolment, people::record_enrolment));

    const auto refused = [&](void (*change)(people::CorrectBirth&)) {
        auto correcting = correction();
        change(correcting);
        const auto done = command(correcting, people::correct_birth);
        return done ? std::string("corrected") : done.error().code;
    };
    using Correct = people::CorrectBirth;
    EXPECT_EQ(refused([](Correct&) {}), "nothing_changes");
    EXPECT_EQ(refused([](Correct& now) { now.reason = " \n"; }), "reason_missing");
    EXPECT_EQ(refused([](Correct& now) { now.reason = std::string(1501, 'x'); }), "reason_too_long");
    EXPECT_EQ(refused([](Correct& now) { now.born_on = day(2026, 7, 9); }), "birth_in_future");
    EXPECT_EQ(refused([](Correct& now) { now.born_on = day(2008, 7, 8); }), "day_long_ago");
    EXPECT_EQ(refused([](Correct& now) { now.lost_on = day(2026, 7, 6); }), "birth_and_loss");
    EXPECT_EQ(refused([](Correct& now) { now.due_date = day(2027, 5, 6); }), "due_date_far_ahead");
    EXPECT_EQ(refused([](Correct& now) { now.due_date = day(2026, 10, 27); }), "birth_and_due_date");
    EXPECT_EQ(refused([](Correct& now) { now.due_date = day(2026, 6, 7); }), "birth_and_due_date");
    EXPECT_EQ(refused([](Correct& now) { now.children = 0; }), "children_count");
    EXPECT_EQ(refused([](Correct& now) { now.children = 10; }), "children_count");
    EXPECT_EQ(refused([](Correct& now) { now.children = 1; }), "children_entered_more");
    EXPECT_EQ(refused([](Correct& now) { now.born_on.reset(); }), "children_entered");
    EXPECT_EQ(refused([](Correct& now) { now.born_on.reset(), now.due_date.reset(); }), "birth_without_date");
    EXPECT_EQ(refused([](Correct& now) { now.born_on = day(2026, 7, 8); }), "discharge_before_birth");
    EXPECT_EQ(refused([](Correct& now) { now.born_on = day(2026, 7, 7); }), "enrolled_before_birth");
    EXPECT_EQ(refused([](Correct& now) { now.children = 3; }), "corrected") << "one of them is not entered";
    EXPECT_EQ(family(home).births[0].children, 3);
}

TEST_F(Families, C_10_ALossThatWasABirthIsCorrectedAndBack)
{
    people::RecordLoss loss;
    loss.birth = birth;
    loss.lost_on = day(2026, 7, 2);
    ASSERT_TRUE(command(loss, people::record_loss));
    auto correcting = correction();
    correcting.lost_on = day(2026, 7, 9);
    correcting.born_on.reset();
    EXPECT_EQ(command(correcting, people::correct_birth).error().code, "loss_in_future");
    correcting.lost_on = day(2025, 10, 12);
    EXPECT_EQ(command(correcting, people::correct_birth).error().code, "loss_and_due_date");
    correcting.lost_on.reset();
    correcting.born_on = day(2026, 7, 2);
    correcting.children = 1;
    ASSERT_TRUE(command(correcting, people::correct_birth));
    EXPECT_EQ(family(home).births[0].born_on, day(2026, 7, 2));
    EXPECT_FALSE(family(home).births[0].lost_on);

    people::RecordDischarge discharge;
    discharge.birth = birth;
    discharge.discharged_on = day(2026, 7, 5);
    ASSERT_TRUE(command(discharge, people::record_discharge));
    correcting.born_on.reset();
    EXPECT_EQ(command(correcting, people::correct_birth).error().code, "discharge_recorded");
    discharge.discharged_on.reset();
    ASSERT_TRUE(command(discharge, people::record_discharge));
    ASSERT_TRUE(command(correcting, people::correct_birth)) << "it was another family's: only expected";
    EXPECT_FALSE(family(home).births[0].born_on);
}

TEST_F(Families, O_11_ACorrectionConfirmsWhatParentsEnteredAndKnowsItsFamily)
{
    people::ReportBirth reporting;
    reporting.household = home;
    reporting.birth = birth;
    reporting.is_expected = true;
    reporting.born_on = day(2026, 7, 5);
    reporting.children = {newborn("一")};
    reporting.key = draw();
    reporting.at = now;
    reporting.account = draw();
    ASSERT_TRUE(change(nerima, [&](Transaction& tx) { return people::report_birth(tx, reporting); }));
    const auto unconfirmed = [&] {
        return ask(nerima, [&](Snapshot& snapshot) { return people::unconfirmed_births(snapshot, home); });
    };
    ASSERT_EQ(unconfirmed().size(), 1U);
    auto correcting = correction();
    correcting.household = register_household(household_of("隣 花子", "トナリ ハナコ"));
    EXPECT_EQ(command(correcting, people::correct_birth).error().code, "birth_not_found");
    correcting.household = home;
    ASSERT_TRUE(command(correcting, people::correct_birth));
    EXPECT_TRUE(unconfirmed().empty());
}

// O-14.1: from its date on, never for past uses.
TEST_F(Families, O_14_1_AClassHoldsFromItsDayOn)
{
    people::ChangeHouseholdClass changing;
    changing.household = home;
    changing.household_class = "tax_exempt";
    changing.class_from = day(2026, 7, 15);
    changing.class_until = day(2027, 3, 31);
    ASSERT_TRUE(command(changing, people::change_household_class));
    const auto household = family(home).household;
    EXPECT_EQ(people::class_on(household, day(2026, 7, 14)), "general");
    EXPECT_EQ(people::class_on(household, day(2026, 7, 15)), "tax_exempt");
    EXPECT_EQ(people::class_on(household, day(2027, 3, 31)), "tax_exempt");
    EXPECT_EQ(people::class_on(household, day(2027, 4, 1)), "general");
}

// never shown to the other guardian, who may look at the same screen.
TEST_F(Families, X_17_AProtectedAddressIsForOfficersOnly)
{
    EXPECT_EQ(family(home, Reader::parent).household.address, "緑町1-2-3");
    people::ProtectAddress protecting;
    protecting.household = home;
    ASSERT_TRUE(command(protecting, people::protect_address));
    const auto seen = family(home, Reader::parent).household;
    EXPECT_TRUE(seen.address_protection);
    EXPECT_EQ(seen.address, "");
    EXPECT_EQ(seen.postal_code, "");
    EXPECT_EQ(seen.phone, "");
    EXPECT_EQ(family(home, Reader::officer).household.address, "緑町1-2-3");
    // Moving house while protected stays protected.
    people::ChangeResidence moving;
    moving.household = home;
    moving.address = "桜町9-9";
    ASSERT_TRUE(command(moving, people::change_residence));
    EXPECT_EQ(family(home, Reader::parent).household.address, "");
    EXPECT_EQ(newest().detail.find("桜町"), std::string::npos) << "the record names no address";
}

TEST_F(Families, X_15_AreFoundHoweverTheNameIsTyped)
{
    for (const char* typed : {"髙﨑", "高崎", "高崎花子", "髙﨑　花子", "花子 高崎", "タカサキ",
                              "たかさき はな", "ﾀｶｻｷ", "000-1111-2222", "０００１１１１"})
        EXPECT_EQ(found(typed), std::vector<Id>{home}) << typed;
    for (const char* typed : {"崎", "花子 月子", "タカサギ", "1111", "・"})
        EXPECT_TRUE(found(typed).empty()) << typed;
    EXPECT_EQ(found(""), std::vector<Id>{home});
}

TEST_F(Families, WhatWasTypedIsNoPattern)
{
    for (const char* typed : {"%", "_", "*", "'", "タ%キ", "タカ_キ", "' OR 1=1 --"})
        EXPECT_TRUE(found(typed).empty()) << typed;
}

TEST_F(Families, AreFoundByTheirChildrenAndTheirUserNumber)
{
    ASSERT_TRUE(born(day(2026, 7, 1), {newborn("髙﨑 ひまり")}));
    ASSERT_TRUE(create(parent_of(home, "", "0012345")));
    EXPECT_EQ(found("ヒマリ"), std::vector<Id>{home});
    EXPECT_EQ(found("００１２"), std::vector<Id>{home});
    EXPECT_TRUE(found("12345").empty()) << "the zeros belong to it";
}

TEST_F(Families, AreFoundByTheirNewTelephoneNumberOnly)
{
    people::ChangeResidence moving;
    moving.household = home;
    moving.phone = "000-3333-4444";
    ASSERT_TRUE(command(moving, people::change_residence));
    EXPECT_EQ(found("00033334444"), std::vector<Id>{home});
    EXPECT_TRUE(found("00011112222").empty());
}

TEST_F(Families, AreListedByKanaAPageAtATime)
{
    std::vector<Id> in_order;
    for (const char* kana : {"アオキ", "イトウ", "ウエダ", "エノモト"})
        in_order.push_back(register_household(household_of("名", kana)));
    in_order.push_back(home);
    std::vector<Id> seen;
    std::string after;
    int pages = 0;
    do {
        const auto page =
            ask(nerima, [&](Snapshot& snapshot) { return people::find_families(snapshot, "", after, 2); });
        for (const auto& line : page.families) seen.push_back(line.household);
        after = page.next;
        ++pages;
    } while (!after.empty() && pages < 9);
    EXPECT_EQ(seen, in_order);
    EXPECT_EQ(pages, 3);
}

TEST_F(Families, ThatManyHaveAWordInCommonAreEachFoundOnceByItAndByItWithAnother)
{
    constexpr int many = people::most_sorted + 100, with_child = 700;
    std::set<Id> all, sisters;
    const auto registered = change(nerima, [&](Transaction& tx) -> Result<void> {
        for (int i = 0; i < many; ++i) {
            auto command = household_of("佐藤 花子", i % 3 == 0 ? "サトウ ハナ" : "サトウ ハナコ");
            command.household.phone = "000-5555-" + std::to_string(10'000 + i);
            if (i < with_child) command.children = {newborn("佐藤 咲")};
            TRY(people::register_household(tx, command));
            all.insert(command.household.id);
            if (i < with_child) sisters.insert(command.household.id);
        }
        return {};
    });
    ASSERT_TRUE(registered) << registered.error().message.en;
    const auto pages_of = [&](const char* text) {
        std::vector<Id> seen;
        std::string after;
        do {
            const auto page = ask(nerima, [&](Snapshot& snapshot) {
                return people::find_families(snapshot, text, after, 200);
            });
            for (const auto& line : page.families) seen.push_back(line.household);
            after = page.next;
        } while (!after.empty() && seen.size() <= 2 * all.size());
        return seen;
    };
    for (const char* text : {"さ", "サトウ", "佐藤", "000-5555", "ハナ サトウ"}) {
        const auto seen = pages_of(text);
        EXPECT_EQ(seen.size(), all.size()) << text;
        EXPECT_EQ(std::set<Id>(seen.begin(), seen.end()), all) << text;
    }
    const auto seen = pages_of("サトウ 咲");
    EXPECT_EQ(seen.size(), sisters.size());
    EXPECT_EQ(std::set<Id>(seen.begin(), seen.end()), sisters) << "the rarer word leads";
}

TEST_F(Families, ALineTellsWhomTheOfficerLooksFor)
{
    ASSERT_TRUE(born(day(2026, 7, 1), {newborn("髙﨑 ひまり")}));
    const auto page =
        ask(nerima, [](Snapshot& snapshot) { return people::find_families(snapshot, "", "", 10); });
    ASSERT_EQ(page.families.size(), 1U);
    EXPECT_EQ(page.families[0].guardian_name, "髙﨑 花子");
    EXPECT_EQ(page.families[0].children, std::vector<std::string>{"髙﨑 ひまり"});
    EXPECT_EQ(page.families[0].last_birth, day(2026, 7, 1));
}

TEST_F(Families, AnotherMunicipalityNeitherFindsNorReadsNorChangesThem)
{
    EXPECT_TRUE(found("高崎", meguro).empty());
    EXPECT_TRUE(found("", meguro).empty());
    const auto read =
        ask(meguro, [&](Snapshot& snapshot) { return people::load_family(snapshot, home, Reader::officer); });
    ASSERT_FALSE(read);
    EXPECT_EQ(read.error().kind, ErrorKind::not_found);
    people::ProtectAddress protecting;
    protecting.household = home;
    const auto changed = command(protecting, people::protect_address, meguro);
    ASSERT_FALSE(changed);
    EXPECT_EQ(changed.error().kind, ErrorKind::not_found);
    EXPECT_FALSE(family(home).household.address_protection);
}

// A birth or child of another household is as if there were none.
TEST_F(Families, FactsAreLoadedOfOneFamilyOnly)
{
    auto other = household_of("大泉 月子", "オオイズミ ツキコ");
    const Id other_home = register_household(other);
    rules::Facts facts;
    const auto load = [&](const Id& household) {
        return ask(nerima, [&](Snapshot& snapshot) {
            return people::load_facts(snapshot, household, birth, {}, day(2026, 7, 8), facts);
        });
    };
    ASSERT_TRUE(load(home));
    EXPECT_EQ(facts.guardian.born_on, day(1994, 2, 3)) << "the mother's, not the father's";
    const auto foreign = load(other_home);
    ASSERT_FALSE(foreign);
    EXPECT_EQ(foreign.error().kind, ErrorKind::not_found);
}

TEST_F(Families, SentTwiceItIsRegisteredOnceAndAChangedOneIsNoticed)
{
    auto command = household_of("大泉 月子", "オオイズミ ツキコ");
    const auto send = [&] {
        return change(nerima, [&](Transaction& tx) { return people::register_household(tx, command); });
    };
    ASSERT_TRUE(send());
    EXPECT_EQ(send(), command.household.id);
    EXPECT_EQ(found("オオイズミ").size(), 1U);
    command.household.address = "別の町1-1";
    EXPECT_EQ(send().error().code, "key_reused");
}

TEST_F(Families, WhatDoesNotBelongTogetherIsNotRegistered)
{
    const auto send = [&](const people::RegisterHousehold& command) {
        const auto done =
            change(nerima, [&](Transaction& tx) { return people::register_household(tx, command); });
        return done ? std::string() : done.error().code;
    };
    auto command = household_of("大泉 月子", "オオイズミ ツキコ");
    auto wrong = command;
    wrong.guardians.clear();
    EXPECT_EQ(send(wrong), "guardian_missing");
    wrong = command;
    wrong.births.emplace_back().id = draw();
    EXPECT_EQ(send(wrong), "birth_without_date");
    wrong.births[0].due_date = day(2026, 9, 1);
    wrong.births[0].mother = mother;  // of the other household
    EXPECT_EQ(send(wrong), "mother_unknown");
    wrong = command;
    wrong.children.push_back(newborn("大泉"));
    wrong.children[0].birth = birth;
    EXPECT_EQ(send(wrong), "birth_unknown");
    EXPECT_EQ(found("オオイズミ").size(), 0U);
    EXPECT_EQ(send(command), "") << "a refused command leaves its key free";
}

TEST_F(Families, TheRecordNamesNobodyAndIsIntact)
{
    ASSERT_TRUE(born(day(2026, 7, 1), {newborn("髙﨑 ひまり")}));
    for (const auto& entry :
         ask(nerima, [](Snapshot& snapshot) { return audit::entries_before(snapshot, 0, 50); }))
        for (const char* personal : {"髙﨑", "ひまり", "緑町", "1111"})
            EXPECT_EQ(entry.detail.find(personal), std::string::npos) << entry.detail;
    EXPECT_EQ(ask(nerima, [](Snapshot& snapshot) { return audit::verify(snapshot); }).finding,
              audit::Finding::intact);
}

}  // namespace
}  // namespace hagukumi::test
