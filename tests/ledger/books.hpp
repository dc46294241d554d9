// A small programme, one facility and families: what the ledger's tests stand on.
#pragma once

#include "ledger/correct.hpp"
#include "ledger/keep.hpp"
#include "ledger/use.hpp"
#include "rules/programme.hpp"
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
    explicit Books(const std::string& text = small_programme);
    ~Books();

    template <class Work>
    auto run(Work&& work)
    {
        return run_on(*database, nerima, work);
    }
    template <class Read>
    auto read(Read&& read)
    {
        return read_from(*database, nerima, read);
    }

    Id draw() { return make_id(now, randomness); }
    const rules::Programme& programme() const { return *programmes.front(); }
    void pass(std::chrono::milliseconds time);

    struct Family {
        Id household, birth, account;
        Date born_on{};
    };
    enum class Born { already, not_yet };
    Family add_family(int children = 1, Born born = Born::already);

    ledger::Grant grant_command(const Family& family);
    ledger::Granted grant(const Family& family);
    ledger::Coupon coupon(const Family& family, std::string_view allotment);

    Id check_in(const Family& family, const std::string& scanned);
    ledger::Redeem redeem_command(const Family& family, const char* service, std::int64_t units,
                                  const Id& check_in);
    Recorded<std::variant<ledger::Used, ledger::Preview>> redeem(const ledger::Redeem& command);
    Result<std::string> void_use(const Id& use, const char* reason = "まちがい");
    ledger::CorrectUse correct_command(const Id& use, std::int64_t units, std::optional<Id> desk = {});
    Recorded<std::variant<ledger::Corrected, ledger::Preview>> correct(const ledger::CorrectUse& command);
    Result<std::string> adjust(const Id& coupon, std::int64_t units, const char* reason = "窓口");
    Result<std::string> expire(const Id& coupon);
    std::vector<ledger::Entry> history(const Id& coupon);
    std::vector<std::string> wrong_balances();

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
    Id add_facility(const char* code);
};

bool is_used(const Recorded<std::variant<ledger::Used, ledger::Preview>>& outcome);
bool is_refused(const Recorded<std::variant<ledger::Used, ledger::Preview>>& outcome);
bool is_corrected(const Recorded<std::variant<ledger::Corrected, ledger::Preview>>& outcome);

}  // namespace hagukumi::test
