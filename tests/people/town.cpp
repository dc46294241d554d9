#include "people/town.hpp"

#include <map>

#include "people/password.hpp"
#include "people/totp.hpp"

namespace hagukumi::test {

const std::string& hash_once(const char* secret)
{
    static std::map<std::string, std::string> hashes;
    std::string& hash = hashes[secret];
    if (hash.empty()) hash = people::hash_password(people::Secret(secret));
    return hash;
}

Town::Town()
{
    limits.phone = "000-0000-0000";
    for (const MunicipalityCode municipality : {nerima, meguro})
        change(municipality, [](Transaction& tx) -> Result<int> {
            tx.execute(add_municipality, "町");
            return 1;
        }).value();
}

Town::~Town() = default;

people::RegisterHousehold Town::household_of(const char* name, const char* kana)
{
    people::RegisterHousehold command;
    command.key = draw();
    command.at = now;
    command.actor = officer_id;
    command.household.id = draw();
    command.household.address = "緑町1-2-3";
    command.household.phone = "000-1111-2222";
    command.household.resident_from = day(2020, 4, 1);
    command.guardians = {{draw(), name, kana, day(1994, 2, 3), true}};
    return command;
}

Id Town::register_household(const people::RegisterHousehold& command, MunicipalityCode municipality)
{
    return change(municipality, [&](Transaction& tx) { return people::register_household(tx, command); })
        .value();
}

people::CreateAccount Town::parent_of(const Id& household, const char* email, const char* user_number)
{
    people::CreateAccount command;
    command.key = draw();
    command.at = now;
    command.actor = officer_id;
    command.id = draw();
    command.household = household;
    command.email = email;
    command.user_number = user_number;
    if (*email) command.password_hash = hash_once(parent_password);
    if (*user_number) command.pin_hash = hash_once(parent_pin);
    return command;
}

people::CreateAccount Town::staff(people::Role role, const char* name, const std::string& totp_secret,
                                  std::optional<Id> facility)
{
    people::CreateAccount command;
    command.key = draw();
    command.at = now;
    command.actor = officer_id;
    command.id = draw();
    command.role = role;
    command.staff_name = name;
    command.password_hash = hash_once(staff_password);
    command.totp_secret = totp_secret;
    command.facility = facility;
    return command;
}

Result<Id> Town::create(const people::CreateAccount& command, MunicipalityCode municipality)
{
    return change(municipality, [&](Transaction& tx) { return people::create_account(tx, command); });
}

people::SignIn Town::typed(people::Way way, std::string name, std::string secret, std::string device,
                           std::string network)
{
    people::SignIn sign_in;
    sign_in.way = way;
    sign_in.name = std::move(name);
    sign_in.secret = people::Secret(std::move(secret));
    sign_in.source = {std::move(device), std::move(network)};
    sign_in.at = now;
    return sign_in;
}

people::SignIn Town::typed_by_staff(people::Realm realm, const std::string& name,
                                    const std::string& totp_secret)
{
    auto sign_in = typed(people::Way::staff, name, staff_password);
    sign_in.realm = realm;
    sign_in.code = people::totp_code(totp_secret, people::totp_step(now));
    return sign_in;
}

Result<people::HashJob> Town::prepare(people::SignIn sign_in, MunicipalityCode municipality)
{
    return ask(municipality,
               [&](Snapshot& snapshot) { return people::prepare_sign_in(snapshot, limits, sign_in); });
}

Result<people::SignedIn> Town::finish(const people::HashJob& job, const people::Verdict& verdict,
                                      MunicipalityCode municipality)
{
    const people::FreshTokens fresh{people::draw_token(randomness), people::draw_token(randomness)};
    auto recorded = change(municipality, [&](Transaction& tx) {
        return people::finish_sign_in(tx, limits, job, verdict, fresh);
    });
    if (!recorded) return tl::unexpected(recorded.error());
    return std::move(*recorded);
}

Result<people::SignedIn> Town::sign_in(people::SignIn typed, MunicipalityCode municipality)
{
    const auto job = prepare(std::move(typed), municipality);
    if (!job) return tl::unexpected(job.error());
    return finish(*job, people::verify(*job), municipality);
}

std::string Town::code_of(const Result<people::SignedIn>& result)
{
    return result ? "" : result.error().code;
}

void Town::guess(people::Way way, const std::string& name, int times, int from)
{
    for (int i = 0; i < times; ++i) {
        auto job = prepare(typed(way, name, "999999", "", "198.51." + std::to_string(from + i) + ".0/24"));
        if (job) finish(*job, {});
    }
}

Result<people::Caller> Town::caller(const people::Secret& token, people::Realm realm,
                                    MunicipalityCode municipality)
{
    return ask(municipality, [&](Snapshot& snapshot) {
        return people::find_session(snapshot, realm, token.reveal(), now);
    });
}

}  // namespace hagukumi::test
