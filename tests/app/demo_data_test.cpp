// The demonstration: every situation is there, through the real commands, and the same each time.

#include "app/demo_data.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <map>
#include <set>
#include <sstream>

#include "app/installation.hpp"
#include "audit/verify.hpp"
#include "facilities/check_in.hpp"
#include "ledger/balance.hpp"
#include "ledger/coupon.hpp"
#include "people/family.hpp"
#include "people/sign_in.hpp"
#include "people/totp.hpp"
#include "store/scratch.hpp"

namespace hagukumi::test {
namespace {

using store::Snapshot;

constexpr int families_of_a_municipality = 40;

/// A filled installation, as of a morning in July.
struct Filled {
    Scratch scratch;
    std::unique_ptr<store::Database> database = open(scratch.file("demo.db"));
    http::Programmes programmes;
    Instant now = start_of_day_in_japan(std::chrono::year(2026) / 7 / 8) + std::chrono::hours(9);
    app::DemoSignIns sign_ins;

    explicit Filled(std::uint64_t seed = 1)
    {
        const std::filesystem::path root = HAGUKUMI_SOURCE_DIR;
        std::ostringstream complaints;
        const auto files = app::read_programmes(root / "programmes", complaints);
        if (!files) throw std::runtime_error(complaints.str());
        const auto enrolled = app::enrol(*database, *files, now);
        if (!enrolled) throw std::runtime_error(enrolled.error().message.en);
        for (const auto& file : *files) programmes.push_back(file.programme);
        SeededRandomness randomness(seed);
        auto filled = app::fill_demo(*database, programmes, root / "demo" / "demo.yaml",
                                     "http://localhost:8080", now, randomness);
        if (!filled) throw std::runtime_error(filled.error().message.en);
        sign_ins = std::move(*filled);
    }

    template <class Question>
    auto ask(MunicipalityCode municipality, Question question)
    {
        std::optional<std::invoke_result_t<Question, Snapshot&>> answer;
        database->read(municipality, [&](Snapshot& snapshot) { answer = question(snapshot); });
        return std::move(*answer);
    }

    struct FamilyAndCoupons {
        people::Family family;
        std::vector<ledger::Coupon> coupons;
    };
    std::vector<FamilyAndCoupons> families(MunicipalityCode municipality)
    {
        return ask(municipality, [&](Snapshot& snapshot) {
            std::vector<FamilyAndCoupons> all;
            for (const auto& line : people::find_families(snapshot, "", "", 200).families)
                all.push_back({people::load_family(snapshot, line.household, people::Reader::officer).value(),
                               ledger::coupons_of(snapshot, line.household)});
            return all;
        });
    }
};

/// Filled once for all tests that only look.
Filled& demo()
{
    static Filled filled;
    return filled;
}

TEST(DemoData, EveryMunicipalityHasItsFamiliesAndASoundRecord)
{
    const auto municipalities = demo().database->municipalities();
    EXPECT_EQ(municipalities.size(), 5U);
    for (const MunicipalityCode municipality : municipalities) {
        EXPECT_EQ(demo().families(municipality).size(), families_of_a_municipality) << municipality.value;
        const auto verdict =
            demo().ask(municipality, [](Snapshot& snapshot) { return audit::verify(snapshot); });
        EXPECT_EQ(verdict.finding, audit::Finding::intact) << verdict.sentence.en;
        EXPECT_GE(verdict.entries, families_of_a_municipality);
    }
}

TEST(DemoData, EverySituationIsThereInEveryMunicipality)
{
    const Date today = date_in_japan(demo().now);
    for (const MunicipalityCode municipality : demo().database->municipalities()) {
        std::set<std::string> seen;
        for (const auto& [family, coupons] : demo().families(municipality)) {
            if (family.births.empty()) {
                if (coupons.empty()) seen.insert("about to apply");
                continue;
            }
            const people::Birth& birth = family.births.front();
            const auto days_old =
                birth.born_on ? days_since_epoch(today) - days_since_epoch(*birth.born_on) : -1;
            if (birth.lost_on) seen.insert("loss");
            if (!birth.born_on && !birth.lost_on) seen.insert("pregnant");
            if (days_old >= 0 && days_old < 90) seen.insert("newborn");
            if (birth.children == 2 && family.children.size() == 2) seen.insert("twins");
            if (birth.born_on && birth.due_date &&
                days_since_epoch(*birth.due_date) - days_since_epoch(*birth.born_on) >= 56)
                seen.insert("premature");
            if (days_old > 730) seen.insert("expired");
            if (family.household.resident_until && *family.household.resident_until < today)
                seen.insert("moved away");
            if (family.household.address_protection) seen.insert("protected address");
            if (std::any_of(family.children.begin(), family.children.end(),
                            [](const people::Child& child) { return !child.birth; }))
                seen.insert("sibling");
        }
        EXPECT_EQ(seen, (std::set<std::string>{"about to apply", "loss", "pregnant", "newborn", "twins",
                                               "premature", "expired", "moved away", "protected address",
                                               "sibling"}))
            << municipality.value;
    }
}

// granted = used + left + expired, and somebody has nearly used up what was granted.
TEST(DemoData, CouponsAddUpAndSomebodysAreNearlyUsedUp)
{
    for (const MunicipalityCode municipality : demo().database->municipalities()) {
        int coupons_seen = 0;
        bool has_limited = false, nearly_used_up = false;
        for (const auto& [family, coupons] : demo().families(municipality)) {
            for (const ledger::Coupon& coupon : coupons) {
                ++coupons_seen;
                EXPECT_EQ(coupon.granted.count + coupon.adjusted.count,
                          coupon.used.count + coupon.expired.count + coupon.left.count);
                if (!coupon.limited) continue;
                has_limited = true;
                EXPECT_GE(coupon.left.count, 0);
                nearly_used_up = nearly_used_up || coupon.used.count * 2 >= coupon.granted.count;
            }
        }
        EXPECT_TRUE(demo().ask(municipality, ledger::wrong_balances).empty());
        EXPECT_GT(coupons_seen, 0) << municipality.value;
        // Where everything is unlimited, nothing can be nearly used up.
        EXPECT_EQ(nearly_used_up, has_limited) << municipality.value;
    }
}

TEST(DemoData, EveryoneOnTheListCanSignIn)
{
    std::map<std::pair<std::int32_t, std::string>, int> roles;
    SeededRandomness randomness(5);
    std::set<std::string> hashed;  // one of each kind: they share their hashes
    for (const app::DemoSignIn& one : demo().sign_ins) {
        ++roles[{one.municipality.value, one.role}];
        const bool is_parent = one.role == "parent";
        std::vector<people::SignIn> ways;
        people::SignIn typed;
        typed.at = demo().now;
        typed.source.network = "203.0.113.0/24";
        typed.name = one.name;
        typed.secret = people::Secret(one.password);
        typed.realm = is_parent ? people::Realm::parent
                                : (one.role == "officer" ? people::Realm::office : people::Realm::desk);
        typed.way = is_parent ? people::Way::email : people::Way::staff;
        if (!is_parent) {
            EXPECT_EQ(one.totp_secret.size(), 32U) << one.name;
            typed.code = "000000";
        }
        ways.push_back(typed);
        if (is_parent) {
            typed.way = people::Way::user_number;
            typed.name = one.user_number;
            typed.secret = people::Secret(one.pin);
            ways.push_back(typed);
        }
        for (const people::SignIn& way : ways) {
            auto job = demo().ask(one.municipality, [&](Snapshot& snapshot) {
                return people::prepare_sign_in(snapshot, {}, way);
            });
            ASSERT_TRUE(job) << one.name;
            EXPECT_TRUE(job->account) << one.name;
            EXPECT_EQ(people::base32(job->totp_secret), one.totp_secret);
            if (!hashed.insert(one.role + way.name.substr(0, 4)).second) continue;
            EXPECT_TRUE(people::verify(*job).secret_matches) << one.name;
        }
    }
    for (const MunicipalityCode municipality : demo().database->municipalities()) {
        EXPECT_EQ((roles[{municipality.value, "officer"}]), 2) << "what two persons decide needs two";
        EXPECT_EQ((roles[{municipality.value, "facility_manager"}]), 1);
        EXPECT_GE((roles[{municipality.value, "facility_staff"}]), 2) << municipality.value;
        EXPECT_GE((roles[{municipality.value, "parent"}]), 5);
    }
}

TEST(DemoData, ThePrintedPostersOpenTheirFacilities)
{
    int posters = 0;
    for (const app::DemoSignIn& one : demo().sign_ins) {
        if (one.poster.empty()) continue;
        ++posters;
        for (const bool by_scan : {true, false}) {
            facilities::OpenCheckIn command;
            command.at = demo().now;
            command.account = command.household = Id{};
            command.id.bytes[0] = static_cast<std::uint8_t>(2 * posters + by_scan);
            (by_scan ? command.scanned : command.passcode) = by_scan ? one.poster : one.passcode;
            // Rolled back: the other tests look at the same data.
            std::optional<Result<facilities::CheckIn>> opened;
            const auto run =
                run_on(*demo().database, one.municipality, [&](store::Transaction& tx) -> Result<int> {
                    auto recorded = facilities::open_check_in(tx, {}, command);
                    opened =
                        recorded ? *recorded : Result<facilities::CheckIn>(tl::unexpected(recorded.error()));
                    return fail(ErrorKind::conflict, "only_looked", {"", ""});
                });
            EXPECT_FALSE(run);
            ASSERT_TRUE(*opened) << opened->error().message.en;
            EXPECT_EQ(to_string((*opened)->facility), one.facility);
        }
    }
    EXPECT_GE(posters, 15);
}

TEST(DemoData, TelephoneNumbersOfFamiliesAreInvented)
{
    for (const MunicipalityCode municipality : demo().database->municipalities())
        for (const auto& [family, coupons] : demo().families(municipality))
            EXPECT_EQ(family.household.phone.substr(0, 4), "000-");
}

// The record's head covers every id, instant and deed; hashes of passwords have salts of their own and are
// not in it.
TEST(DemoData, TheSameSeedGivesTheSameAndAnotherGivesOthers)
{
    Filled again(1), other(2);
    const auto head = [](Filled& filled, MunicipalityCode municipality) {
        return filled.ask(municipality, [](Snapshot& snapshot) { return audit::find_head(snapshot); });
    };
    for (const MunicipalityCode municipality : demo().database->municipalities()) {
        EXPECT_EQ(head(again, municipality), head(demo(), municipality)) << municipality.value;
        EXPECT_NE(head(other, municipality), head(demo(), municipality)) << municipality.value;
    }
    ASSERT_EQ(again.sign_ins.size(), demo().sign_ins.size());
    for (std::size_t i = 0; i < again.sign_ins.size(); ++i) {
        EXPECT_EQ(again.sign_ins[i].name, demo().sign_ins[i].name);
        EXPECT_EQ(again.sign_ins[i].totp_secret, demo().sign_ins[i].totp_secret);
        EXPECT_EQ(again.sign_ins[i].poster, demo().sign_ins[i].poster);
        EXPECT_EQ(again.sign_ins[i].passcode, demo().sign_ins[i].passcode);
    }
    EXPECT_NE(other.sign_ins[0].totp_secret, demo().sign_ins[0].totp_secret);
}

}  // namespace
}  // namespace hagukumi::test
