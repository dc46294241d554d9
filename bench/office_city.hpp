// A city with an office: a year in which families register and apply, officers decide, coupons are used,
// months are closed and paid; and everything else that an officer's pages read.
#pragma once

#include <array>
#include <chrono>
#include <condition_variable>
#include <cstdio>
#include <mutex>
#include <stdexcept>
#include <string>
#include <vector>

#include "applications/apply.hpp"
#include "applications/review.hpp"
#include "booking/desk.hpp"
#include "codes/batch.hpp"
#include "codes/code.hpp"
#include "facilities/check_in.hpp"
#include "facilities/facility_commands.hpp"
#include "facilities/profile.hpp"
#include "ledger/keep.hpp"
#include "ledger/use.hpp"
#include "messages/outbox.hpp"
#include "news/news.hpp"
#include "people/family_commands.hpp"
#include "people/looks/looks.hpp"
#include "people/manage_accounts.hpp"
#include "people/sign_in.hpp"
#include "settlement/account.hpp"
#include "settlement/statement.hpp"
#include "settlement/transfer.hpp"
#include "store/database.hpp"

namespace hagukumi::bench {

/// How large a city.
struct Size {
    int families = 100'000;
    int applications = 20'000;
    int waiting = 1000;  ///< of the applications: the newest are not decided yet
};

class City {
public:
    City(std::shared_ptr<const rules::Programme> programme, store::Database& database, std::uint64_t seed)
        : x_programmes{std::move(programme)}, x_database(database), x_randomness(seed)
    {
    }

    /// Lives a year until now(), with this much of everything.
    void fill(const Size& size)
    {
        const auto begins = std::chrono::steady_clock::now();
        x_size = size;
        x_day = 0;
        x_officer = draw();
        x_second = draw();
        set_payer();
        for (int i = 0; i < facilities_count; ++i) add_facility(i);
        for (; x_day < days_of_life; ++x_day) live_a_day();
        x_day = days_of_life - 1;
        add_the_rest();
        wait();
        if (x_failures > 0) throw std::runtime_error("the city could not be filled");
        const std::chrono::duration<double> took = std::chrono::steady_clock::now() - begins;
        std::printf("%zu families, %d applications of which %d wait, %d uses, %d bookings in %.0f s\n",
                    x_families.size(), x_applied, size.waiting, x_uses, x_bookings, took.count());
    }

    /// Lets an officer in, with this token.
    void sign_in(const std::string& token)
    {
        people::CreateAccount account;
        account.key = draw();
        account.at = now();
        account.id = draw();
        account.role = people::Role::officer;
        account.staff_name = "officer-" + to_string(account.id);
        account.display_name = "担当";
        account.password_hash = "x";
        account.totp_secret = "x";
        run([&](store::Transaction& tx) -> Result<void> {
            TRY(people::create_account(tx, account));
            TRY(people::open_session(tx, account.id, people::Role::officer, people::Realm::office, now(),
                                     people::Secret(token), ""));
            return {};
        });
    }

    MunicipalityCode code() const { return own().municipality(); }
    /// Ten o'clock of the day that is lived; after the year of its last, 8 July 2026.
    Instant now() const
    {
        return start_of_day_in_japan(day(0)) + std::chrono::hours(10) +
               std::chrono::milliseconds(x_moments % 3'600'000);
    }
    Id draw() { return make_id(now(), x_randomness); }

private:
    static constexpr int facilities_count = 120;
    static constexpr int days_of_life = 365;
    static constexpr int looks_a_day = 300;
    static constexpr int guests_of_today = 600;
    static constexpr std::array uses_after_days{14, 35};
    static constexpr const char* service = "day_care";

    static constexpr std::array<std::array<const char*, 2>, 12> surnames{{{"佐藤", "サトウ"},
                                                                          {"鈴木", "スズキ"},
                                                                          {"高橋", "タカハシ"},
                                                                          {"田中", "タナカ"},
                                                                          {"伊藤", "イトウ"},
                                                                          {"渡辺", "ワタナベ"},
                                                                          {"山本", "ヤマモト"},
                                                                          {"中村", "ナカムラ"},
                                                                          {"小林", "コバヤシ"},
                                                                          {"加藤", "カトウ"},
                                                                          {"髙﨑", "タカサキ"},
                                                                          {"見本", "ミホン"}}};
    static constexpr std::array<std::array<const char*, 2>, 10> given_names{{{"花子", "ハナコ"},
                                                                             {"春菜", "ハルナ"},
                                                                             {"美咲", "ミサキ"},
                                                                             {"陽子", "ヨウコ"},
                                                                             {"結衣", "ユイ"},
                                                                             {"葵", "アオイ"},
                                                                             {"千尋", "チヒロ"},
                                                                             {"薫", "カオル"},
                                                                             {"真理", "マリ"},
                                                                             {"直美", "ナオミ"}}};

    struct Known {
        Id household, account;
        people::Guardian mother;
        Date born{};
        std::string phone;
        bool has_coupons = false;
    };

    const rules::Programme& own() const { return *x_programmes.front(); }
    Date day(int ahead) const
    {
        constexpr Date last = std::chrono::year(2026) / std::chrono::July / 8;
        return date_of_days(days_since_epoch(last) - (days_of_life - 1) + x_day + ahead);
    }

    template <class Work>
    void run(Work work)
    {
        const auto done = x_database.lane().run(code(), std::move(work));
        if (!done) throw std::runtime_error(done.error().message.en);
    }
    template <class Work>
    void submit(Work work)
    {
        {
            std::unique_lock lock(x_mutex);
            x_changed.wait(lock, [&] { return x_open < 2000; });
            ++x_open;
        }
        ++x_moments;
        x_database.lane().submit(code(), std::move(work), [this](const auto& outcome) {
            const std::lock_guard lock(x_mutex);
            if (!outcome && ++x_failures == 1)
                std::fprintf(stderr, "%s\n", outcome.error().message.en.c_str());
            --x_open;
            x_changed.notify_one();
        });
    }
    void wait()
    {
        std::unique_lock lock(x_mutex);
        x_changed.wait(lock, [&] { return x_open == 0; });
    }

    void live_a_day()
    {
        const int rows = x_size.families / days_of_life + 1;
        for (int row = 0; row < rows && std::ssize(x_families) < x_size.families; ++row) {
            // Who applies has just given birth; the others came with children of up to five years.
            const auto number = std::ssize(x_families);
            const bool applies = (number + 1) * x_size.applications / x_size.families > x_applied;
            add_family(day(applies ? -3 : -3 - static_cast<int>(number % 1825)));
            if (applies) apply(x_families.back());
        }
        x_of_day.push_back(x_families.size());
        for (const int ago : uses_after_days) visit_of(x_day - ago);
        look_around();
        if (unsigned(day(0).day()) == 5) close_month(settlement::month_of(day(0)) - std::chrono::months(1));
    }

    void add_family(Date born)
    {
        const auto number = x_families.size();
        const auto& surname = surnames[number % surnames.size()];
        const auto& given = given_names[number / surnames.size() % given_names.size()];
        char phone[16], user_number[16];
        std::snprintf(phone, sizeof phone, "0868%06zu", number);
        std::snprintf(user_number, sizeof user_number, "%07zu", number);
        people::RegisterHousehold command;
        command.key = draw();
        command.at = now();
        command.household.id = draw();
        command.household.resident_from = day(-2000);
        command.household.phone = phone;
        command.household.address = "見本町" + std::to_string(number % 40 + 1) + "-1";
        people::Guardian mother{draw(), std::string(surname[0]) + " " + given[0],
                                std::string(surname[1]) + " " + given[1],
                                day(-11000 - static_cast<int>(number % 3000)), true};
        people::Birth birth;
        birth.id = draw();
        birth.mother = mother.id;
        birth.born_on = birth.due_date = born;
        people::Child child;
        child.id = draw();
        child.birth = birth.id;
        child.name = std::string(surname[0]) + " 一郎";
        child.kana = std::string(surname[1]) + " イチロウ";
        child.born_on = *birth.born_on;
        command.guardians = {mother};
        command.births = {birth};
        command.children = {child};
        people::CreateAccount account;
        account.key = draw();
        account.at = now();
        account.id = draw();
        account.user_number = user_number;
        account.pin_hash = "x";
        account.household = command.household.id;
        account.guardian = mother.id;
        account.display_name = mother.name;
        x_families.push_back({command.household.id, account.id, mother, child.born_on, phone, false});
        submit([command, account](store::Transaction& tx) -> Result<void> {
            TRY(people::register_household(tx, command));
            TRY(people::create_account(tx, account));
            return {};
        });
    }

    void apply(Known& family)
    {
        const auto parts = [](const std::string& name) {
            const auto space = name.find(' ');
            return std::vector{name.substr(0, space), name.substr(space + 1)};
        };
        const rules::WrittenAnswers written{{"situation", {"born"}},
                                            {"due_date", {to_string(family.born)}},
                                            {"born_on", {to_string(family.born)}},
                                            {"children", {"1"}},
                                            {"mother_name", parts(family.mother.name)},
                                            {"mother_kana", parts(family.mother.kana)},
                                            {"mother_born_on", {to_string(*family.mother.birth_date)}},
                                            {"postal_code", {"700-0914"}},
                                            {"address", {"見本町2-2"}},
                                            {"telephone", {family.phone}},
                                            {"household_class", {"general"}},
                                            {"not_in_hospital", {"yes"}},
                                            {"agreed", {"yes"}}};
        const Id id = draw();
        applications::Send send{draw(), now(), family.account, id, 1, draw(), draw(), {}};
        applications::Decide decide{draw(), now(), x_officer, id, 2, applications::Outcome::approved,
                                    {},     "",    draw(),    {}};
        for (std::size_t i = 0; i < applications::ids_to_decide(own()); ++i) decide.ids.push_back(draw());
        family.has_coupons = x_applied++ < x_size.applications - x_size.waiting;
        submit([this, written, send, decide, is_decided = family.has_coupons,
                household = family.household](store::Transaction& tx) -> Result<void> {
            const applications::SaveDraft draft{send.at, send.account, household, send.application,
                                                0,       written};
            TRY(applications::save_draft(tx, own(), "application", draft));
            const auto sent = TRY(applications::send(tx, own(), send));
            if (!sent || !std::holds_alternative<applications::Sent>(*sent))
                return fail(ErrorKind::conflict, "not_sent", {"", "An application could not be sent."});
            if (!is_decided) return {};
            const auto decided = TRY(applications::decide(tx, own(), decide));
            if (!decided || !std::holds_alternative<applications::Decided>(*decided))
                return fail(ErrorKind::conflict, "not_decided", {"", "An application could not be decided."});
            return {};
        });
    }

    /// The families that registered on this day of the year use one unit today.
    void visit_of(int registered)
    {
        if (registered < 0) return;
        const auto index = static_cast<std::size_t>(registered);
        for (std::size_t i = index == 0 ? 0 : x_of_day[index - 1]; i < x_of_day[index]; ++i)
            if (x_families[i].has_coupons) visit(i);
    }

    void visit(std::size_t number)
    {
        const Known& family = x_families[number];
        facilities::OpenCheckIn check_in;
        check_in.at = now();
        check_in.account = family.account;
        check_in.household = family.household;
        check_in.id = draw();
        check_in.scanned = x_posters[number % x_posters.size()];
        ledger::Redeem command;
        command.key = draw();
        command.id = draw();
        command.again = true;
        command.use.at = now();
        command.use.account = family.account;
        command.use.household = family.household;
        command.use.request.service = service;
        command.use.request.first_day = day(0);
        command.use.request.units = Units{1};
        ++x_uses;
        submit([this, check_in, command](store::Transaction& tx) -> Result<void> {
            const auto opened = TRY(facilities::open_check_in(tx, {}, check_in));
            if (!opened) return tl::unexpected(opened.error());
            ledger::Redeem use = command;
            use.use.check_in = opened->id;
            use.use.coupon = coupon_of(tx, check_in.household);
            const auto outcome = TRY(ledger::redeem(tx, x_programmes, use));
            if (!outcome || !std::holds_alternative<ledger::Used>(*outcome))
                return fail(ErrorKind::conflict, "not_used", {"", "A coupon could not be used."});
            return {};
        });
    }

    Id coupon_of(store::Snapshot& snapshot, const Id& household) const
    {
        const std::string& allotment = own().allotment_of(*own().find_service(service)).code;
        for (const ledger::Coupon& coupon : ledger::coupons_of(snapshot, household))
            if (coupon.allotment == allotment) return coupon.id;
        return {};
    }

    void look_around()
    {
        std::vector<people::Look> looks;
        for (std::size_t i = 0; i < looks_a_day; ++i) {
            const Known& family = x_families[i * 7919 % x_families.size()];
            looks.push_back({draw(), now(), i % 2 == 0 ? x_officer : x_second, family.household,
                             people::Seen::family, family.household, people::LookReason::search});
        }
        submit([looks](store::Transaction& tx) -> Result<void> {
            for (const people::Look& look : looks) people::record_look(tx, look);
            return {};
        });
    }

    void add_facility(int number)
    {
        facilities::AddFacility command;
        command.key = draw();
        command.at = now();
        command.actor = x_officer;
        command.facility.id = draw();
        command.facility.code = "B-" + std::to_string(1000 + number);
        command.facility.name = command.facility.kana = command.facility.code;
        command.offers.push_back({own().code(), service, day(-1000), {}, Yen{12000}, {}});
        command.token = facilities::draw_poster_token(x_randomness);
        command.passcodes = facilities::draw_passcodes(x_randomness);
        run([&](store::Transaction& tx) -> Result<void> {
            TRY(facilities::add_facility(tx, command));
            settlement::ProposeAccount account{draw(), now(), x_second, command.facility.id, {}};
            account.account = {"9901",    "サンプル",  "005", "エキマエ", settlement::AccountKind::ordinary,
                               "7654321", "イ）ミホン"};
            TRY(settlement::propose_account(tx, account));
            return settlement::decide_account(tx, {draw(), now(), x_officer, command.facility.id, 1, true});
        });
        x_facilities.push_back(command.facility.id);
        x_posters.push_back(facilities::to_string(command.token));
    }

    void set_payer()
    {
        settlement::SetPayer command{draw(), now(), x_officer, {}};
        command.payer.consignor_code = "1234567890";
        command.payer.account = {"9900",    "ミホン",  "101", "ホンテン", settlement::AccountKind::ordinary,
                                 "1234567", "ミホンシ"};
        run([&](store::Transaction& tx) { return settlement::set_payer(tx, command); });
    }

    /// Confirmed, approved and paid; of the newest month two thirds are confirmed and one third approved.
    void close_month(settlement::Month month)
    {
        wait();
        const bool is_newest = x_day + 28 >= days_of_life;
        std::vector<settlement::ConfirmStatement> confirmations;
        x_database.read(code(), [&](store::Snapshot& snapshot) {
            for (const Id& facility : x_facilities) {
                const settlement::Draft draft = settlement::draw_up(snapshot, facility, month);
                if (!draft.lines.empty())
                    confirmations.push_back({draw(), now(), x_second, draw(), facility, month, draft.digest});
            }
        });
        if (is_newest) confirmations.resize(confirmations.size() * 2 / 3);
        const std::size_t approved = is_newest ? confirmations.size() / 2 : confirmations.size();
        for (std::size_t i = 0; i < confirmations.size(); ++i) {
            const settlement::ApproveStatement approval{draw(), now(), x_officer, draw(),
                                                        confirmations[i].id};
            submit([confirmation = confirmations[i], approval,
                    is_approved = i < approved](store::Transaction& tx) -> Result<void> {
                TRY(settlement::confirm_statement(tx, confirmation));
                return is_approved ? settlement::approve_statement(tx, approval) : Result<void>();
            });
        }
        wait();
        if (!is_newest && !confirmations.empty()) pay(month);
    }

    void pay(settlement::Month month)
    {
        settlement::MakeTransfer made{draw(), now(), x_officer, draw(), month, day(0), {}};
        x_database.read(code(), [&](store::Snapshot& snapshot) {
            made.total = settlement::payable(snapshot, month).total;
        });
        using To = settlement::MoveTransfer::To;
        const settlement::MoveTransfer approved{draw(), now(), x_second, draw(), made.id, To::approved, {}};
        const settlement::MoveTransfer paid{draw(), now(), x_second, draw(), made.id, To::paid, day(0)};
        run([&](store::Transaction& tx) -> Result<void> {
            TRY(settlement::make_transfer(tx, made));
            TRY(settlement::move_transfer(tx, approved));
            TRY(settlement::take_file(tx, {now(), x_second, made.id}));
            return settlement::move_transfer(tx, paid);
        });
    }

    void add_the_rest()
    {
        for (std::size_t i = x_of_day[200]; i < x_families.size() && x_bookings < guests_of_today; ++i)
            if (x_families[i].has_coupons) book(x_families[i]);
        for (int i = 0; i < 200; ++i) write_news(i);
        for (int i = 0; i < 20; ++i) make_codes(i);
        for (std::size_t i = 0; i < 30; ++i) propose_fee(x_facilities[i]);
        for (std::size_t i = 0; i < 300; ++i) give_up_letter(x_families[i * 300 % x_families.size()]);
    }

    void book(const Known& family)
    {
        booking::Book command;
        command.key = draw();
        command.at = now();
        command.id = draw();
        const Id facility = x_facilities[static_cast<std::size_t>(x_bookings) % x_facilities.size()];
        command.asker = {rules::BookedBy::parent, family.account, family.household, {}};
        command.wanted.facility = facility;
        command.wanted.request.service = service;
        command.wanted.request.first_day = day(0);
        ++x_bookings;
        const booking::DeskCommand accepted{draw(), now(), draw(), x_second, facility, command.id};
        submit([this, command, accepted](store::Transaction& tx) -> Result<void> {
            booking::Book book = command;
            book.wanted.coupon = coupon_of(tx, command.asker.household);
            const auto outcome = TRY(booking::book(tx, x_programmes, book));
            if (!outcome || !std::holds_alternative<booking::Booked>(*outcome))
                return fail(ErrorKind::conflict, "not_booked", {"", "A day could not be booked."});
            return booking::accept(tx, x_programmes, accepted);
        });
    }

    void write_news(int number)
    {
        news::Write command{draw(),           now(),        x_officer,  draw(), {},
                            {"お知らせ", ""}, {"本文", ""}, day(number)};
        if (number % 2 == 1) command.audience.programme = own().code();
        submit([command](store::Transaction& tx) -> Result<void> {
            TRY(news::write(tx, command));
            return {};
        });
    }

    void make_codes(int number)
    {
        codes::MakeBatch command{draw(),   now(),        x_officer,
                                 draw(),   own().code(), "発送分" + std::to_string(number),
                                 day(200), {},           {}};
        for (int i = 0; i < codes::most_in_a_batch; ++i)
            command.codes.push_back(codes::draw_code(x_randomness));
        submit([command](store::Transaction& tx) -> Result<void> {
            TRY(codes::make_batch(tx, command));
            return {};
        });
    }

    void propose_fee(const Id& facility)
    {
        const facilities::ProposeChange command{
            draw(),   now(),  x_second,
            facility, draw(), facilities::Offer{own().code(), service, day(30), {}, Yen{13000}, {}}};
        submit([command](store::Transaction& tx) -> Result<void> {
            TRY(facilities::propose_change(tx, command));
            return {};
        });
    }

    void give_up_letter(const Known& family)
    {
        const Id id = draw();
        submit([id, at = now(), account = family.account](store::Transaction& tx) -> Result<void> {
            messages::enqueue(tx, {id, at, messages::channel::mail, account, "statement_approved", "{}"});
            messages::mark_dead(
                tx, {id, at, std::string(messages::channel::mail), account, "statement_approved", "{}"}, at,
                "550 no such user");
            return {};
        });
    }

    const std::vector<std::shared_ptr<const rules::Programme>> x_programmes;
    store::Database& x_database;
    Size x_size;
    SeededRandomness x_randomness;
    int x_day = days_of_life - 1;
    std::int64_t x_moments = 0;
    Id x_officer, x_second;
    std::vector<Known> x_families;
    std::vector<std::size_t> x_of_day;  ///< how many families there were at the end of each day
    std::vector<Id> x_facilities;
    std::vector<std::string> x_posters;
    int x_applied = 0, x_uses = 0, x_bookings = 0;
    std::mutex x_mutex;
    std::condition_variable x_changed;
    int x_open = 0, x_failures = 0;
};

}  // namespace hagukumi::bench
