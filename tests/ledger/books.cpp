#include "ledger/books.hpp"

#include "facilities/check_in.hpp"
#include "facilities/facility_commands.hpp"
#include "ledger/balance.hpp"
#include "people/family_commands.hpp"
#include "rules/read_programme.hpp"

namespace hagukumi::test {

Books::Books(const std::string& text)
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

Books::~Books() = default;

void Books::pass(std::chrono::milliseconds time)
{
    now = now + time;
}

Books::Family Books::add_family(int children, Born born)
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
    const auto done = run([&](store::Transaction& tx) { return people::register_household(tx, command); });
    EXPECT_TRUE(done) << done.error().message.en;
    return family;
}

ledger::Grant Books::grant_command(const Family& family)
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

ledger::Granted Books::grant(const Family& family)
{
    const ledger::Grant command = grant_command(family);
    auto outcome = run([&](store::Transaction& tx) { return ledger::grant(tx, programme(), command); });
    return std::get<ledger::Granted>(outcome.value().value());
}

ledger::Coupon Books::coupon(const Family& family, std::string_view allotment)
{
    return read([&](store::Snapshot& snapshot) {
        for (ledger::Coupon& one : ledger::coupons_of(snapshot, family.household))
            if (one.allotment == allotment) return one;
        throw std::runtime_error("no such coupon");
    });
}

Id Books::check_in(const Family& family, const std::string& scanned)
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

ledger::Redeem Books::redeem_command(const Family& family, const char* service, std::int64_t units,
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

Recorded<std::variant<ledger::Used, ledger::Preview>> Books::redeem(const ledger::Redeem& command)
{
    return run([&](store::Transaction& tx) { return ledger::redeem(tx, programmes, command); });
}

Result<std::string> Books::void_use(const Id& use, const char* reason)
{
    const ledger::VoidUse command{draw(), now, officer, draw(), use, reason};
    return run([&](store::Transaction& tx) { return ledger::void_use(tx, programmes, command); });
}

ledger::CorrectUse Books::correct_command(const Id& use, std::int64_t units, std::optional<Id> desk)
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

Recorded<std::variant<ledger::Corrected, ledger::Preview>> Books::correct(const ledger::CorrectUse& command)
{
    return run([&](store::Transaction& tx) { return ledger::correct_use(tx, programmes, command); });
}

Result<std::string> Books::adjust(const Id& coupon, std::int64_t units, const char* reason)
{
    const ledger::Adjust command{draw(), now, officer, draw(), coupon, Units{units}, reason};
    return run([&](store::Transaction& tx) { return ledger::adjust(tx, programmes, command); });
}

Result<std::string> Books::expire(const Id& coupon)
{
    const ledger::Expire command{draw(), now, officer, draw(), coupon, "期限"};
    return run([&](store::Transaction& tx) { return ledger::expire(tx, programmes, command); });
}

std::vector<ledger::Entry> Books::history(const Id& coupon)
{
    return read([&](store::Snapshot& snapshot) { return ledger::history_of_coupon(snapshot, coupon, 1000); });
}

std::vector<std::string> Books::wrong_balances()
{
    return read([](store::Snapshot& snapshot) { return ledger::wrong_balances(snapshot); });
}

Id Books::add_facility(const char* code)
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

bool is_used(const Recorded<std::variant<ledger::Used, ledger::Preview>>& outcome)
{
    return outcome && *outcome && std::holds_alternative<ledger::Used>(**outcome);
}

bool is_refused(const Recorded<std::variant<ledger::Used, ledger::Preview>>& outcome)
{
    return outcome && *outcome && std::holds_alternative<ledger::Preview>(**outcome);
}

bool is_corrected(const Recorded<std::variant<ledger::Corrected, ledger::Preview>>& outcome)
{
    return outcome && *outcome && std::holds_alternative<ledger::Corrected>(**outcome);
}

}  // namespace hagukumi::test
