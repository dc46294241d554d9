#include "app/demo_data.hpp"

#include <fmt/format.h>
#include <yaml-cpp/yaml.h>

#include <algorithm>
#include <array>

#include "app/demo_draws.hpp"
#include "app/files.hpp"
#include "booking/seats.hpp"
#include "facilities/check_in.hpp"
#include "facilities/facility_commands.hpp"
#include "ledger/keep.hpp"
#include "ledger/use.hpp"
#include "people/family_commands.hpp"
#include "people/manage_accounts.hpp"
#include "people/password.hpp"
#include "people/totp.hpp"

namespace hagukumi::app {

namespace {

constexpr int families_of_a_municipality = 40;
constexpr const char* officer_password = "demo-officer-2026";
constexpr const char* staff_password = "demo-desk-2026";
constexpr const char* parent_password = "demo-parent-2026";
constexpr const char* parent_pin = "2468";

/// What a family is here to show.  The first families of a municipality go through them in turn.
struct Situation {
    const char* shown;
    int born_days_ago;  ///< negative: the birth is expected
    int early_days = 0;
    int children = 1;
    bool lost = false;
    bool moved_away = false;
    bool protect = false;
    bool use_up = false;
    bool sibling = false;
    bool applies = false;  ///< has told nothing yet and holds nothing: to try the application
};

constexpr std::array situations{
    Situation{"新生児のご家庭", 40},
    Situation{"妊娠中のご家庭", -40},
    Situation{"双子のご家庭", 45, 20, 2},
    Situation{"早く生まれたお子さんのご家庭", 70, 56},
    Situation{"流産・死産を経験された方", 30, 0, 1, true},
    Situation{"残りわずかのご家庭", 75, 0, 1, false, false, false, true},
    Situation{"期限の過ぎたご家庭", 800},
    Situation{"転出されたご家庭", 60, 0, 1, false, true},
    Situation{"住所を保護しているご家庭", 50, 0, 1, false, false, true},
    Situation{"4か月近いお子さんのご家庭", 118},
    Situation{"きょうだいのいるご家庭", 55, 0, 1, false, false, false, false, true},
    Situation{"これから申請するご家庭", -40, 0, 1, false, false, false, false, false, true},
};
constexpr std::size_t situations_with_accounts = 6;

struct Name {
    std::string name, kana;
};

std::vector<Name> names_in(const YAML::Node& list)
{
    std::vector<Name> names;
    for (const YAML::Node& one : list)
        names.push_back({one["name"].as<std::string>(), one["kana"].as<std::string>()});
    return names;
}

struct Registered {
    people::RegisterHousehold family;
    Id account;  ///< the parent's

    const Id& household() const { return family.household.id; }
};

/// One municipality, filled in one transaction after the other.
class Filling {
public:
    Filling(store::Database& database, const http::Programmes& programmes, const YAML::Node& data,
            const YAML::Node& municipality, const std::string& public_url, Instant now,
            Randomness& randomness)
        : x_database(database),
          x_data(data),
          x_own(municipality),
          x_public_url(public_url),
          x_now(now),
          x_randomness(randomness),
          x_code{municipality["code"].as<std::int32_t>()}
    {
        for (const auto& programme : programmes) {
            if (programme->municipality() == x_code) x_programmes.push_back(programme);
        }
    }

    Result<DemoSignIns> fill(const std::string& officer_hash, const std::string& staff_hash,
                             const std::string& parent_hash, const std::string& pin_hash)
    {
        if (x_programmes.empty()) return DemoSignIns{};
        x_parent_hash = parent_hash;
        x_pin_hash = pin_hash;
        const auto add_officers = [&](store::Transaction& tx) -> Result<void> {
            x_officer = TRY(add_officer(tx, "officer", "子育て支援の担当", officer_hash));
            TRY(add_officer(tx, "officer2", "子育て支援の係長", officer_hash));
            return {};
        };
        TRY(run(add_officers));
        for (const YAML::Node& facility : x_own["facilities"]) {
            TRY(run([&](store::Transaction& tx) { return add_facility(tx, facility, staff_hash); }));
        }
        const auto families = names_in(x_data["family_names"]);
        const auto mothers = names_in(x_data["mother_names"]);
        const auto children = names_in(x_data["child_names"]);
        for (int number = 0; number < families_of_a_municipality; ++number) {
            TRY(run(
                [&](store::Transaction& tx) { return add_family(tx, number, families, mothers, children); }));
        }
        TRY(run([&](store::Transaction& tx) { return use_before_today(tx); }));
        TRY(fill_draws(x_database, x_code, x_programmes, x_facilities.front(), x_applicants, x_now,
                       x_randomness));
        return std::move(x_sign_ins);
    }

private:
    template <class Work>
    Result<void> run(Work work)
    {
        return x_database.lane().run(x_code,
                                     [&](store::Transaction& tx) -> Result<void> { return work(tx); });
    }

    Id draw(Instant at) { return make_id(at, x_randomness); }
    Id draw() { return draw(x_now); }
    std::size_t pick(std::size_t count)
    {
        std::array<std::uint8_t, 4> bytes{};
        x_randomness.fill(bytes.data(), bytes.size());
        return (std::size_t{bytes[0]} << 16 | std::size_t{bytes[1]} << 8 | bytes[2]) % count;
    }
    Date today() const { return date_in_japan(x_now); }
    static Date days_from(Date day, std::int64_t days) { return date_of_days(days_since_epoch(day) + days); }
    static Instant noon(Date day) { return start_of_day_in_japan(day) + std::chrono::hours(12); }

    DemoSignIn sign_in(const char* role, std::string shown)
    {
        DemoSignIn one;
        one.municipality = x_code;
        one.municipality_name = x_programmes.front()->municipality_name().ja;
        one.role = role;
        one.shown = std::move(shown);
        return one;
    }

    Result<Id> add_officer(store::Transaction& tx, const char* name, const char* shown,
                           const std::string& hash)
    {
        DemoSignIn officer = sign_in("officer", shown);
        officer.name = name;
        officer.password = officer_password;
        const people::CreateAccount account = staff_account(people::Role::officer, officer, hash);
        const Id id = TRY(people::create_account(tx, account));
        x_sign_ins.push_back(std::move(officer));
        return id;
    }

    people::CreateAccount staff_account(people::Role role, DemoSignIn& one, const std::string& hash)
    {
        people::CreateAccount account;
        account.key = draw();
        account.at = x_now;
        account.actor = x_officer;
        account.id = draw();
        account.role = role;
        account.staff_name = one.name;
        account.display_name = one.shown;
        account.password_hash = hash;
        account.totp_secret = people::draw_totp_secret(x_randomness);
        one.totp_secret = people::base32(account.totp_secret);
        return account;
    }

    Result<void> add_facility(store::Transaction& tx, const YAML::Node& data, const std::string& hash)
    {
        facilities::AddFacility command;
        command.key = draw();
        command.at = x_now;
        command.actor = x_officer;
        facilities::Facility& facility = command.facility;
        facility.id = draw();
        facility.code = data["code"].as<std::string>();
        facility.name = data["name"].as<std::string>();
        facility.kana = data["kana"].as<std::string>();
        facility.address = data["address"].as<std::string>();
        facility.phone = data["phone"].as<std::string>();
        facility.accepts_corrected_age = data["accepts_corrected_age"].as<bool>(false);
        facility.accepts_loss = data["accepts_loss"].as<bool>(false);
        for (const auto& offer : data["offers"]) {
            const auto service = offer.first.as<std::string>();
            for (const auto& programme : x_programmes) {
                if (programme->find_service(service) == nullptr) continue;
                command.offers.push_back({programme->code(),
                                          service,
                                          days_from(today(), -1500),
                                          {},
                                          Yen{offer.second.as<std::int64_t>()},
                                          {}});
                x_offering.emplace_back(service, facility.id);
            }
        }
        command.token = facilities::draw_poster_token(x_randomness);
        command.passcodes = facilities::draw_passcodes(x_randomness);
        TRY(facilities::add_facility(tx, command));
        for (const auto& seats : data["seats"])
            TRY(offer_seats(tx, facility.id, seats.first.as<std::string>(), seats.second.as<int>()));
        x_facilities.push_back(facility.id);
        x_posters.emplace(facility.id, facilities::to_string(command.token));

        const auto poster = facilities::find_poster(tx, facility.id);
        must(poster.has_value(), "a facility that was added has a poster");
        // The first facilities have people at their desks.
        constexpr std::size_t with_staff = 3;
        if (x_facilities.size() > with_staff) return {};
        const bool is_manager = x_facilities.size() == 1;
        const auto add = [&](people::Role role, std::string name) -> Result<void> {
            DemoSignIn one = sign_in(people::name_of(role).data(), facility.name);
            one.name = std::move(name);
            one.password = staff_password;
            one.facility = to_string(facility.id);
            one.poster = facilities::poster_link(x_public_url, x_code, command.token);
            one.passcode = poster->passcode;
            people::CreateAccount account = staff_account(role, one, hash);
            account.facility = facility.id;
            TRY(people::create_account(tx, account));
            x_sign_ins.push_back(std::move(one));
            return {};
        };
        TRY(add(people::Role::facility_staff, fmt::format("desk{}", x_facilities.size())));
        if (is_manager) TRY(add(people::Role::facility_manager, "manager"));
        return {};
    }

    /// So many seats in every slot of the service's hours, from Monday to Friday.
    Result<void> offer_seats(store::Transaction& tx, const Id& facility, const std::string& service,
                             int count)
    {
        for (const auto& programme : x_programmes) {
            const rules::BookingRules* const rules = programme->booking_of(service);
            if (rules == nullptr || !rules->hours) continue;
            booking::SetWeek command{draw(),  x_now, x_officer, {facility, programme->code(), service},
                                     today(), {}};
            const rules::BookingHours& hours = *rules->hours;
            std::vector<std::string> groups{""};
            if (!rules->age_groups.empty()) groups.clear();
            for (const rules::AgeGroup& group : rules->age_groups) groups.push_back(group.code);
            for (int weekday = 1; weekday <= 5; ++weekday) {
                for (int begins = hours.opens; begins < hours.closes; begins += hours.slot_minutes)
                    for (const std::string& group : groups)
                        command.seats.push_back(
                            {weekday, {begins, begins + hours.slot_minutes, group, count}});
            }
            TRY(booking::set_week(tx, x_programmes, command));
        }
        return {};
    }

    Result<void> add_family(store::Transaction& tx, int number, const std::vector<Name>& families,
                            const std::vector<Name>& mothers, const std::vector<Name>& children)
    {
        const Situation& situation = situations[static_cast<std::size_t>(number) % situations.size()];
        const bool is_first_round = static_cast<std::size_t>(number) < situations.size();
        const Name& family_name = families[pick(families.size())];
        const Name& mother_name = mothers[pick(mothers.size())];
        // Later rounds are spread over the days, so that no two families are the same.
        const int spread = is_first_round ? 0 : static_cast<int>(pick(20));
        const Date event = days_from(today(), -situation.born_days_ago - spread);

        people::RegisterHousehold family;
        family.key = draw();
        family.at = x_now;
        family.actor = x_officer;
        family.household.id = draw();
        family.household.household_class = number % 8 == 7 ? other_class() : "general";
        family.household.resident_from = days_from(today(), -2500);
        if (situation.moved_away) family.household.resident_until = days_from(today(), -10);
        family.household.address =
            fmt::format("{}{}-{}", x_own["town"].as<std::string>(), number % 9 + 1, number + 1);
        family.household.phone = fmt::format("000-{:04}-{:04}", x_code.value % 10000, number + 1);
        people::Guardian mother;
        mother.id = draw();
        mother.name = family_name.name + " " + mother_name.name;
        mother.kana = family_name.kana + " " + mother_name.kana;
        mother.birth_date = days_from(today(), -365 * 30 - static_cast<int>(pick(3000)));
        mother.is_mother = true;
        family.guardians.push_back(mother);

        people::Birth birth;
        birth.id = draw();
        birth.mother = mother.id;
        birth.children = situation.children;
        birth.due_date = days_from(event, situation.early_days);
        if (situation.lost) {
            birth.lost_on = event;
            birth.due_date = days_from(event, 150);
        } else if (situation.born_days_ago >= 0) {
            birth.born_on = event;
            birth.discharged_on = days_from(event, 6 + situation.early_days / 2);
        }
        if (!situation.applies) family.births.push_back(birth);
        const bool has_child = birth.born_on.has_value();
        for (int i = 0; has_child && i < situation.children; ++i) {
            family.children.push_back(child(children, family_name, birth.id, event));
        }
        if (situation.sibling)
            family.children.push_back(child(children, family_name, std::nullopt, days_from(event, -900)));
        TRY(people::register_household(tx, family));
        if (situation.protect) {
            TRY(people::protect_address(tx, {draw(), x_now, x_officer, family.household.id, true}));
        }
        const bool is_shown =
            is_first_round &&
            (static_cast<std::size_t>(number) < situations_with_accounts || situation.applies);
        const Id account = TRY(add_account(tx, number, family, is_shown ? situation.shown : ""));
        if (!situation.applies) TRY(grant(tx, family, event));
        if (!is_first_round && !situation.applies) x_later_rounds.push_back({family, account});
        if (situation.use_up) TRY(use_up(tx, {family, account}, event));
        return {};
    }

    std::string other_class() const
    {
        return x_programmes.front()->find_household_class("tax_exempt") != nullptr ? "tax_exempt" : "general";
    }

    people::Child child(const std::vector<Name>& names, const Name& family_name, std::optional<Id> birth,
                        Date born_on)
    {
        const Name& name = names[pick(names.size())];
        people::Child child;
        child.id = draw();
        child.birth = birth;
        child.name = family_name.name + " " + name.name;
        child.kana = family_name.kana + " " + name.kana;
        child.nickname = name.name;
        child.born_on = born_on;
        return child;
    }

    /// Whatever the rules give; a family that is not entitled yet has no coupon.
    Result<void> grant(store::Transaction& tx, const people::RegisterHousehold& family, Date event)
    {
        const Date applied = std::min(today(), std::max(days_from(event, 12), days_from(today(), -700)));
        for (const auto& programme : x_programmes) {
            const bool by_child =
                std::any_of(programme->allotments().begin(), programme->allotments().end(),
                            [](const rules::Allotment& one) { return one.holder != rules::Holder::birth; });
            std::vector<std::optional<Id>> holders;
            for (const people::Child& child : family.children) {
                if (by_child && child.birth) holders.emplace_back(child.id);
            }
            if (!by_child) holders.emplace_back(std::nullopt);
            for (const std::optional<Id>& child : holders) {
                ledger::Grant command;
                command.at = noon(applied);
                command.key = draw(command.at);
                command.actor = x_officer;
                command.household = family.household.id;
                command.birth = family.births.front().id;
                command.child = child;
                command.facility = x_facilities.front();
                command.application_on = command.interviewed_on = applied;
                command.reason = "申請による発行";
                for (std::size_t i = 0; i < 2 * programme->allotments().size(); ++i)
                    command.ids.push_back(draw(command.at));
                const auto granted = TRY(ledger::grant(tx, *programme, command));
                if (!granted) return tl::unexpected(granted.error());
            }
        }
        return {};
    }

    /// Uses, day after day, until hardly anything is left.
    Result<void> use_up(store::Transaction& tx, const Registered& family, Date event)
    {
        std::int64_t day = days_since_epoch(event) + 20;
        for (const ledger::Coupon& coupon : ledger::coupons_of(tx, family.household())) {
            if (!coupon.limited) continue;
            const rules::Programme& programme = *ledger::find_programme(x_programmes, coupon.programme);
            for (const rules::Service& service : programme.services()) {
                if (programme.allotment_of(service).code != coupon.allotment) continue;
                std::int64_t left = ledger::find_coupon(tx, coupon.id)->left.count;
                while (left > service.least_per_use.count) {
                    const std::int64_t units = service.most_per_use
                                                   ? service.least_per_use.count
                                                   : std::max(service.least_per_use.count, left / 2);
                    if (!TRY(use(tx, family, coupon.id, service, units, noon(date_of_days(day))))) break;
                    left = ledger::find_coupon(tx, coupon.id)->left.count;
                    day += 3;
                    if (day >= days_since_epoch(today())) return {};
                }
            }
        }
        return {};
    }

    /// Last month's uses, for which facilities ask to be paid, and two of yesterday: the earlier one can no
    /// longer be corrected where that takes 24 hours (M-24).  In the order of time, as histories are.
    Result<void> use_before_today(store::Transaction& tx)
    {
        using std::chrono::minutes;
        const auto this_month = today().year() / today().month() / std::chrono::day(1);
        const Date last_month = Date(this_month) - std::chrono::months(1);
        for (std::size_t i = 0; i < x_later_rounds.size(); ++i) {
            const Instant at = noon(days_from(last_month, static_cast<std::int64_t>(i)));
            TRY(use_once(tx, x_later_rounds[i], at));
        }
        const Instant day_before = x_now + std::chrono::hours(-24);
        int wanted = 2;
        for (const Registered& family : x_later_rounds) {
            const Instant at = day_before + (wanted == 2 ? minutes(-12) : minutes(48));
            if (wanted > 0 && TRY(use_once(tx, family, at, x_facilities.front()))) --wanted;
        }
        return {};
    }

    /// The least of the first service that the rules give on that day, at a certain facility or at any.
    Result<bool> use_once(store::Transaction& tx, const Registered& family, Instant at,
                          std::optional<Id> facility = {})
    {
        for (const ledger::Coupon& coupon : ledger::coupons_of(tx, family.household())) {
            const rules::Programme& programme = *ledger::find_programme(x_programmes, coupon.programme);
            for (const rules::Service& service : programme.services()) {
                const bool is_of_coupon = programme.allotment_of(service).code == coupon.allotment;
                if (!is_of_coupon || service.asks == rules::Asks::hours) continue;
                if (facility && facility_offering(service.code) != facility) continue;
                if (TRY(use(tx, family, coupon.id, service, service.least_per_use.count, at))) return true;
            }
        }
        return false;
    }

    /// The first one that was set up with it.
    std::optional<Id> facility_offering(std::string_view service) const
    {
        const auto offering = std::find_if(x_offering.begin(), x_offering.end(),
                                           [&](const auto& one) { return one.first == service; });
        return offering != x_offering.end() ? std::optional(offering->second) : std::nullopt;
    }

    /// False: the rules refused.
    Result<bool> use(store::Transaction& tx, const Registered& family, const Id& coupon,
                     const rules::Service& service, std::int64_t units, Instant at)
    {
        const std::optional<Id> facility = facility_offering(service.code);
        if (!facility) return false;
        facilities::OpenCheckIn check_in;
        check_in.at = at;
        check_in.account = family.account;
        check_in.household = family.household();
        check_in.id = draw(at);
        check_in.scanned = x_posters.at(*facility);
        const auto opened = TRY(facilities::open_check_in(tx, {}, check_in));
        if (!opened) return false;
        ledger::Redeem command;
        command.key = draw(at);
        command.id = draw(at);
        command.again = true;
        command.use.at = at + std::chrono::minutes(2);
        command.use.account = family.account;
        command.use.household = family.household();
        command.use.check_in = opened->id;
        command.use.coupon = coupon;
        command.use.request.service = service.code;
        command.use.request.first_day = date_in_japan(at);
        if (service.asks == rules::Asks::hours) {
            constexpr int ten_o_clock = 10 * 60;
            command.use.request.from = ten_o_clock;
            command.use.request.until =
                ten_o_clock + static_cast<int>(units) * (service.unit == rules::Unit::hour ? 60 : 30);
        } else {
            command.use.request.units = Units{units};
        }
        const auto outcome = TRY(ledger::redeem(tx, x_programmes, command));
        return outcome && std::holds_alternative<ledger::Used>(*outcome);
    }

    /// A parent's account; with `shown` it is printed among the sign-ins.
    Result<Id> add_account(store::Transaction& tx, int number, const people::RegisterHousehold& family,
                           std::string shown)
    {
        const bool is_shown = !shown.empty();
        DemoSignIn parent = sign_in("parent", std::move(shown));
        parent.name = fmt::format("parent{}@{}.example.jp", number + 1, x_code.value);
        parent.user_number = fmt::format("{:07}", 1001 + number);
        parent.password = parent_password;
        parent.pin = parent_pin;
        const auto day = [](const std::optional<Date>& date) { return date ? to_string(*date) : ""; };
        parent.mother_born_on = day(family.guardians.front().birth_date);
        if (!family.births.empty()) {
            parent.born_on = day(family.births.front().born_on);
            parent.due_date = day(family.births.front().due_date);
        }
        people::CreateAccount account;
        account.key = draw();
        account.at = x_now;
        account.actor = x_officer;
        account.id = draw();
        account.role = people::Role::parent;
        account.email = parent.name;
        account.user_number = parent.user_number;
        account.password_hash = x_parent_hash;
        account.pin_hash = x_pin_hash;
        account.household = family.household.id;
        account.guardian = family.guardians.front().id;
        account.display_name = family.guardians.front().name;
        TRY(people::create_account(tx, account));
        if (is_shown) {
            x_sign_ins.push_back(std::move(parent));
            x_applicants.push_back({family.household.id, account.id});
        }
        return account.id;
    }

    store::Database& x_database;
    const YAML::Node x_data, x_own;
    const std::string& x_public_url;
    const Instant x_now;
    Randomness& x_randomness;
    const MunicipalityCode x_code;
    http::Programmes x_programmes;
    Id x_officer;
    std::vector<Id> x_facilities;
    std::vector<DemoApplicant> x_applicants;
    std::vector<std::pair<std::string, Id>> x_offering;  ///< service → facility
    std::map<Id, std::string> x_posters;
    std::vector<Registered> x_later_rounds;
    std::string x_parent_hash, x_pin_hash;
    DemoSignIns x_sign_ins;
};

}  // namespace

Result<DemoSignIns> fill_demo(store::Database& database, const http::Programmes& programmes,
                              const std::filesystem::path& file, const std::string& public_url, Instant now,
                              Randomness& randomness)
{
    const rules::FileText text = TRY(read_file(file));
    // One hash for all of a kind: they are printed anyway, and the demonstration starts at once.
    const auto hash = [](const char* secret) { return people::hash_password(people::Secret(secret)); };
    const std::string officer = hash(officer_password), staff = hash(staff_password),
                      parent = hash(parent_password), pin = hash(parent_pin);
    DemoSignIns all;
    try {
        const YAML::Node data = YAML::Load(text.text);
        for (const YAML::Node& municipality : data["municipalities"]) {
            Filling filling(database, programmes, data, municipality, public_url, now, randomness);
            for (DemoSignIn& one : TRY(filling.fill(officer, staff, parent, pin)))
                all.push_back(std::move(one));
        }
    } catch (const YAML::Exception& found) {
        return fail(ErrorKind::malformed, "wrong_demo",
                    {"デモのデータを読めません：" + std::string(found.what()),
                     "The demonstration's data cannot be read: " + std::string(found.what())});
    }
    return all;
}

}  // namespace hagukumi::app
