// A small programme, one facility and families: what the ledger's tests stand on.
#pragma once

#include "facilities/check_in.hpp"
#include "facilities/facility_commands.hpp"
#include "ledger/balance.hpp"
#include "ledger/correct.hpp"
#include "ledger/keep.hpp"
#include "ledger/use.hpp"
#include "people/family_commands.hpp"
#include "rules/read_programme.hpp"
#include "store/scratch.hpp"

namespace hagukumi::test {

inline constexpr const char* small_programme = R"(
programme: 131202-small
municipality: { code: "131202", name: { ja: 見本市, en: Sample } }
name: { ja: 見本事業, en: Sample programme }
document: { name: { ja: 見本, en: Sample }, date: 2026-04-01 }
contact: { name: { ja: 担当, en: Office } }
words: { coupon: { ja: 券, en: coupon } }
allotments:
  stay: { source: T-1, name: { ja: 宿泊, en: Stay }, holder: birth, unit: day, units: if multiple_birth then 10 else 7, more_than_left: refuse }
  visit: { source: T-2, name: { ja: 訪問, en: Visit }, holder: birth, unit: visit, units: 5, more_than_left: refuse }
services:
  stay:
    source: T-1
    name: { ja: 宿泊型, en: Stay }
    allotment: stay
    unit: day
    asks: number_of_days
    least_per_use: 2
    design: 1
    price:
      source: T-3
      fee: facility.fee * units
      steps:
        - { label: { ja: 自己負担, en: Your share }, parent_pays: 20% * fee }
      rounding: { unit: 1, direction: floor, side: parent, level: use }
  visit: { source: T-2, name: { ja: 訪問型, en: Visit }, allotment: visit, unit: visit, asks: number, least_per_use: 1, design: 2, price: not_stated }
  day: { source: T-2, name: { ja: 日帰り型, en: Day }, allotment: visit, unit: visit, asks: number, least_per_use: 1, design: 3, price: not_stated }
application_rules: []
use_rules:
  - rule: within_a_year
    source: T-4
    for: all
    last_day: period_after_event(birth.event_on, 1 year)
    days_outside: refuse
    refused: { ja: "{last_day}までです。", en: "Until {last_day}." }
)";

class Books {
public:
    explicit Books(const std::string& text = small_programme)
    {
        rules::ReadResult read = rules::read_programme("131202-small.yaml", text);
        for (const rules::Mistake& mistake : read.mistakes) ADD_FAILURE() << rules::to_string(mistake, "en");
        programmes.push_back(read.programme);
        store::Options options;
        options.database = scratch.file("books.db");
        options.invariants.push_back(std::make_shared<ledger::LeftIsWhatTheNewestEntrySays>());
        options.on_committed = [this](std::span<const store::Announcement> told) {
            for (const store::Announcement& one : told) announced.push_back(one);
        };
        database = open(std::move(options));
        facility = add_facility("A1");
        other_facility = add_facility("B2");
    }

    template <class Work>
    auto run(Work work)
    {
        return database->lane().run(nerima, std::move(work));
    }
    template <class Read>
    auto read(Read read)
    {
        std::optional<std::invoke_result_t<Read, store::Snapshot&>> result;
        database->read(nerima, [&](store::Snapshot& snapshot) { result.emplace(read(snapshot)); });
        return std::move(*result);
    }

    Id draw() { return make_id(now, randomness); }
    const rules::Programme& programme() const { return *programmes.front(); }
    void pass(std::chrono::milliseconds time) { now = now + time; }

    struct Family {
        Id household, birth, account;
        Date born_on{};
    };
    enum class Born { already, not_yet };
    Family add_family(int children = 1, Born born = Born::already)
    {
        Family family{draw(), draw(), draw(), date_of_days(days_since_epoch(date_in_japan(now)) - 30)};
        people::RegisterHousehold command;
        command.key = draw();
        command.at = now;
        command.actor = officer;
        command.household.id = family.household;
        people::Guardian mother;
        mother.id = draw();
        mother.name = "見本 花子";
        mother.kana = "ミホン ハナコ";
        mother.is_mother = true;
        command.guardians = {mother};
        people::Birth birth;
        birth.id = family.birth;
        birth.mother = mother.id;
        birth.due_date = family.born_on;
        if (born == Born::already) birth.born_on = family.born_on;
        birth.children = children;
        command.births = {birth};
        const auto done =
            run([&](store::Transaction& tx) { return people::register_household(tx, command); });
        EXPECT_TRUE(done) << done.error().message.en;
        return family;
    }

    ledger::Grant grant_command(const Family& family)
    {
        ledger::Grant command;
        command.key = draw();
        command.at = now;
        command.actor = officer;
        command.household = family.household;
        command.birth = family.birth;
        command.reason = "申請";
        for (int i = 0; i < 4; ++i) command.ids.push_back(draw());
        return command;
    }
    ledger::Granted grant(const Family& family)
    {
        const ledger::Grant command = grant_command(family);
        auto outcome = run([&](store::Transaction& tx) { return ledger::grant(tx, programme(), command); });
        return std::get<ledger::Granted>(outcome.value().value());
    }
    ledger::Coupon coupon(const Family& family, std::string_view allotment)
    {
        return read([&](store::Snapshot& snapshot) {
            for (ledger::Coupon& one : ledger::coupons_of(snapshot, family.household))
                if (one.allotment == allotment) return one;
            throw std::runtime_error("no such coupon");
        });
    }

    Id check_in(const Family& family, const std::string& scanned)
    {
        facilities::OpenCheckIn command;
        command.at = now;
        command.account = family.account;
        command.household = family.household;
        command.id = draw();
        command.scanned = scanned;
        auto opened = run([&](store::Transaction& tx) { return facilities::open_check_in(tx, {}, command); });
        return opened.value().value().id;
    }
    ledger::Redeem redeem_command(const Family& family, const char* service, std::int64_t units,
                                  const Id& check_in)
    {
        ledger::Redeem command;
        command.key = draw();
        command.id = draw();
        command.use.at = now;
        command.use.account = family.account;
        command.use.household = family.household;
        command.use.check_in = check_in;
        command.use.coupon = coupon(family, service).id;
        command.use.request.service = service;
        command.use.request.units = Units{units};
        command.again = true;
        return command;
    }
    Recorded<std::variant<ledger::Used, ledger::Preview>> redeem(const ledger::Redeem& command)
    {
        return run([&](store::Transaction& tx) { return ledger::redeem(tx, programmes, command); });
    }
    Result<std::string> void_use(const Id& use, const char* reason = "まちがい")
    {
        const ledger::VoidUse command{draw(), now, officer, draw(), use, reason};
        return run([&](store::Transaction& tx) { return ledger::void_use(tx, programmes, command); });
    }
    ledger::CorrectUse correct_command(const Id& use, std::int64_t units, std::optional<Id> desk = {})
    {
        ledger::CorrectUse command;
        command.key = draw();
        command.actor = desk ? staff : officer;
        command.ids = {draw(), draw()};
        command.correction.at = now;
        command.correction.use = use;
        command.correction.desk = desk;
        command.correction.request.service =
            read([&](store::Snapshot& snapshot) { return ledger::find_entry(snapshot, use)->service; });
        command.correction.request.units = Units{units};
        command.reason = "入力まちがい";
        return command;
    }
    Recorded<std::variant<ledger::Corrected, ledger::Preview>> correct(const ledger::CorrectUse& command)
    {
        return run([&](store::Transaction& tx) { return ledger::correct_use(tx, programmes, command); });
    }
    Result<std::string> adjust(const Id& coupon, std::int64_t units, const char* reason = "窓口")
    {
        const ledger::Adjust command{draw(), now, officer, draw(), coupon, Units{units}, reason};
        return run([&](store::Transaction& tx) { return ledger::adjust(tx, programmes, command); });
    }
    Result<std::string> expire(const Id& coupon)
    {
        const ledger::Expire command{draw(), now, officer, draw(), coupon, "期限"};
        return run([&](store::Transaction& tx) { return ledger::expire(tx, programmes, command); });
    }
    std::vector<ledger::Entry> history(const Id& coupon)
    {
        return read(
            [&](store::Snapshot& snapshot) { return ledger::history_of_coupon(snapshot, coupon, 1000); });
    }
    std::vector<std::string> wrong_balances()
    {
        return read([](store::Snapshot& snapshot) { return ledger::wrong_balances(snapshot); });
    }

    Scratch scratch;
    SeededRandomness randomness{7};
    Instant now =
        start_of_day_in_japan({std::chrono::year(2026), std::chrono::month(7), std::chrono::day(8)}) +
        std::chrono::hours(10);
    std::vector<std::shared_ptr<const rules::Programme>> programmes;
    std::vector<store::Announcement> announced;
    std::unique_ptr<store::Database> database;
    Id officer = draw(), staff = draw();
    Id facility, other_facility;
    std::string poster, other_poster;

private:
    Id add_facility(const char* code)
    {
        facilities::AddFacility command;
        command.key = draw();
        command.at = now;
        command.actor = officer;
        command.facility.id = draw();
        command.facility.code = code;
        command.facility.name = std::string("施設") + code;
        command.facility.kana = "シセツ";
        const Date first{std::chrono::year(2020), std::chrono::month(1), std::chrono::day(1)};
        command.offers.push_back({"131202-small", "visit", first, {}, Yen{9000}, {}});
        command.offers.push_back({"131202-small", "day", first, {}, Yen{9000}, {}});
        if (poster.empty()) command.offers.push_back({"131202-small", "stay", first, {}, Yen{30000}, {}});
        command.token = facilities::draw_poster_token(randomness);
        command.passcodes = facilities::draw_passcodes(randomness);
        (poster.empty() ? poster : other_poster) = facilities::to_string(command.token);
        const auto done = run([&](store::Transaction& tx) { return facilities::add_facility(tx, command); });
        EXPECT_TRUE(done) << done.error().message.en;
        return command.facility.id;
    }
};

inline bool is_used(const Recorded<std::variant<ledger::Used, ledger::Preview>>& outcome)
{
    return outcome && *outcome && std::holds_alternative<ledger::Used>(**outcome);
}
inline bool is_refused(const Recorded<std::variant<ledger::Used, ledger::Preview>>& outcome)
{
    return outcome && *outcome && std::holds_alternative<ledger::Preview>(**outcome);
}

inline bool is_corrected(const Recorded<std::variant<ledger::Corrected, ledger::Preview>>& outcome)
{
    return outcome && *outcome && std::holds_alternative<ledger::Corrected>(**outcome);
}

}  // namespace hagukumi::test
