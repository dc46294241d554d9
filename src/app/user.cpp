#include <fmt/format.h>

#include <filesystem>
#include <istream>

#include "app/commands.hpp"
#include "app/installation.hpp"
#include "app/open_existing.hpp"
#include "app/places.hpp"
#include "base/municipality_code.hpp"
#include "facilities/facility.hpp"
#include "people/manage_accounts.hpp"
#include "people/password.hpp"
#include "people/totp.hpp"

namespace hagukumi::app {

namespace {

/// Who acts when an operator does something on the command line: the installation itself.
constexpr Id command_line{};

struct Opened {
    std::unique_ptr<store::Database> database;
    MunicipalityCode municipality;
};

Result<Opened> open(const UserSettings& settings)
{
    Opened opened;
    opened.municipality = settings.municipality;
    opened.database = TRY(open_existing(settings.database));
    std::string known;
    for (const MunicipalityCode municipality : opened.database->municipalities()) {
        if (municipality == opened.municipality) {
            TRY(demand_lives_here(*opened.database, municipality));
            return opened;
        }
        known += " " + to_string(municipality);
    }
    return fail(ErrorKind::not_found, "no_municipality",
                {"この自治体はデータベースにありません。ある自治体：" + known,
                 "This municipality is not in the database; it has:" + known +
                     ". `hagukumi serve` adds those of its programme files."});
}

Result<people::Secret> read_password(std::istream& in)
{
    std::string line;
    std::getline(in, line);
    people::Secret typed(std::move(line));
    return people::check_password(typed, 12);
}

Result<Id> find_account_id(store::Database& database, const UserSettings& settings,
                           MunicipalityCode municipality)
{
    std::optional<people::Account> account;
    database.read(municipality, [&](store::Snapshot& snapshot) {
        account = people::find_account(snapshot, settings.name);
    });
    if (account) return account->id;
    return fail(
        ErrorKind::not_found, "no_account",
        {"この名前の利用者はいません：" + settings.name, "Nobody signs in as " + settings.name + " here."});
}

Result<std::optional<Id>> find_facility_id(store::Database& database, const UserSettings& settings,
                                           MunicipalityCode municipality)
{
    if (settings.facility.empty()) return std::nullopt;
    std::optional<facilities::Facility> facility;
    database.read(municipality, [&](store::Snapshot& snapshot) {
        const std::optional<Id> id = parse_id(settings.facility);
        facility = id ? facilities::find_facility(snapshot, *id)
                      : facilities::find_facility_by_code(snapshot, settings.facility);
    });
    if (facility) return facility->id;
    return fail(
        ErrorKind::not_found, "no_facility",
        {"この施設はありません：" + settings.facility, "There is no facility " + settings.facility + "."});
}

void print_second_factor(store::Database& database, MunicipalityCode municipality, const Id& account,
                         std::ostream& out)
{
    database.read(municipality, [&](store::Snapshot& snapshot) {
        const auto uri = people::totp_uri_of(snapshot, account, "Hagukumi");
        if (uri) out << fmt::format("Second factor, shown only now: {}\n", *uri);
    });
}

}  // namespace

Result<void> add_user(const UserSettings& settings, std::istream& in, std::ostream& out)
{
    const std::optional<people::Role> role = people::parse_role(settings.role);
    if (!role || *role == people::Role::parent) {
        return fail(ErrorKind::malformed, "wrong_role",
                    {"--role は facility_staff, facility_manager, officer, operator "
                     "のどれかです。保護者は申請から登録します。",
                     "--role is one of facility_staff, facility_manager, officer, operator; found " +
                         settings.role + ". Parents are registered with their family."});
    }
    const Opened opened = TRY(open(settings));
    SystemRandomness randomness;
    people::CreateAccount command;
    command.at = wall_clock();
    command.key = make_id(command.at, randomness);
    command.id = make_id(command.at, randomness);
    command.actor = command_line;
    command.role = *role;
    command.staff_name = settings.name;
    command.display_name = settings.shown.empty() ? settings.name : settings.shown;
    command.facility = TRY(find_facility_id(*opened.database, settings, opened.municipality));
    command.password_hash = people::hash_password(TRY(read_password(in)));
    command.totp_secret = people::draw_totp_secret(randomness);
    const Id account = TRY(opened.database->lane().run(
        opened.municipality, [&](store::Transaction& tx) { return people::create_account(tx, command); }));
    out << fmt::format("{} {} added to {}: {}\n", settings.role, settings.name,
                       to_string(opened.municipality), to_string(account));
    print_second_factor(*opened.database, opened.municipality, account, out);
    return {};
}

Result<void> list_users(const UserSettings& settings, std::ostream& out)
{
    const Opened opened = TRY(open(settings));
    opened.database->read(opened.municipality, [&](store::Snapshot& snapshot) {
        for (const people::Account& account : people::list_accounts(snapshot)) {
            if (account.role == people::Role::parent) continue;
            out << fmt::format(
                "{}  {:<16}  {:<8}  {}\n", to_string(account.id), people::name_of(account.role),
                account.state == people::AccountState::active ? "active" : "disabled", account.staff_name);
        }
    });
    return {};
}

Result<void> disable_user(const UserSettings& settings, std::ostream& out)
{
    const Opened opened = TRY(open(settings));
    SystemRandomness randomness;
    people::DisableAccount command;
    command.at = wall_clock();
    command.key = make_id(command.at, randomness);
    command.actor = command_line;
    command.account = TRY(find_account_id(*opened.database, settings, opened.municipality));
    command.reason = settings.reason;
    TRY(opened.database->lane().run(
        opened.municipality, [&](store::Transaction& tx) { return people::disable_account(tx, command); }));
    out << "The account is disabled; all its sessions have ended.\n";
    return {};
}

Result<void> reset_user(const UserSettings& settings, std::istream& in, std::ostream& out)
{
    const Opened opened = TRY(open(settings));
    SystemRandomness randomness;
    people::ResetAccount command;
    command.at = wall_clock();
    command.key = make_id(command.at, randomness);
    command.actor = command_line;
    command.account = TRY(find_account_id(*opened.database, settings, opened.municipality));
    command.password_hash = people::hash_password(TRY(read_password(in)));
    command.totp_secret = people::draw_totp_secret(randomness);
    TRY(opened.database->lane().run(
        opened.municipality, [&](store::Transaction& tx) { return people::reset_account(tx, command); }));
    out << "The account has a new password and a new second factor; all its sessions have ended.\n";
    print_second_factor(*opened.database, opened.municipality, command.account, out);
    return {};
}

}  // namespace hagukumi::app
