// Two municipalities with families, an officer and a desk, who sign in.
#pragma once

#include <map>
#include <memory>
#include <string>
#include <string_view>

#include "people/family_commands.hpp"
#include "people/manage_accounts.hpp"
#include "people/password.hpp"
#include "people/session.hpp"
#include "people/sign_in.hpp"
#include "people/totp.hpp"
#include "store/scratch.hpp"
#include "store/statements.hpp"

namespace hagukumi::test {

using namespace std::chrono_literals;
using store::Snapshot;
using store::Transaction;

constexpr const char* parent_password = "kawaii-hiyoko-5";
constexpr const char* parent_pin = "0482";
constexpr const char* staff_password = "asa-no-mado-wo-akeru";

/// Hashes are costly on purpose; each secret's is computed once for all tests.
inline const std::string& hash_once(const char* secret)
{
    static std::map<std::string, std::string> hashes;
    std::string& hash = hashes[secret];
    if (hash.empty()) hash = people::hash_password(people::Secret(secret));
    return hash;
}

/// A facility as far as an account needs one; this room does not know the facilities' commands.
inline constexpr store::Statement add_bare_facility{
    "test.add_bare_facility",
    "INSERT INTO facility (municipality, id, code, name, kana, address, phone, provider, "
    "accepts_corrected_age, "
    "accepts_loss, note, url, poster_token, poster_version, passcode, passcode_version) "
    "VALUES ($1, $2, 'F-1', 'もりの助産院', 'モリノジョサンイン', '', '', '', 0, 0, '', '', $2, 1, '048213', "
    "1)"};

inline Date day(int year, unsigned month, unsigned number)
{
    return std::chrono::year(year) / static_cast<int>(month) / static_cast<int>(number);
}

struct Town : testing::Test {
    Scratch scratch;
    std::unique_ptr<store::Database> database = open(scratch.file("people.sqlite"));
    SeededRandomness randomness{11};
    Instant now = start_of_day_in_japan(day(2026, 7, 8)) + 9h;
    people::SignInLimits limits;
    const Id officer_id = number_id(1);

    Town()
    {
        limits.phone = "000-0000-0000";
        for (const MunicipalityCode municipality : {nerima, meguro})
            change(municipality, [](Transaction& tx) -> Result<int> {
                tx.execute(add_municipality, "町");
                return 1;
            }).value();
    }

    template <class Work>
    std::invoke_result_t<Work, Transaction&> change(MunicipalityCode municipality, Work work)
    {
        return database->lane().run(municipality, std::move(work));
    }
    template <class Question>
    std::invoke_result_t<Question, Snapshot&> ask(MunicipalityCode municipality, Question question)
    {
        std::optional<std::invoke_result_t<Question, Snapshot&>> answer;
        database->read(municipality, [&](Snapshot& snapshot) { answer = question(snapshot); });
        return std::move(*answer);
    }
    Id draw() { return make_id(now, randomness); }

    /// Runs a command that has key, at and actor, and fills these in.
    template <class Command, class Does>
    auto command(Command command, Does does, MunicipalityCode municipality = nerima)
    {
        command.key = draw();
        command.at = now;
        command.actor = officer_id;
        return change(municipality, [&](Transaction& tx) { return does(tx, command); });
    }

    people::RegisterHousehold household_of(const char* name, const char* kana)
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
    Id register_household(const people::RegisterHousehold& command, MunicipalityCode municipality = nerima)
    {
        return change(municipality, [&](Transaction& tx) { return people::register_household(tx, command); })
            .value();
    }

    people::CreateAccount parent_of(const Id& household, const char* email, const char* user_number)
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
    people::CreateAccount staff(people::Role role, const char* name, const std::string& totp_secret,
                                std::optional<Id> facility = {})
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
    Result<Id> create(const people::CreateAccount& command, MunicipalityCode municipality = nerima)
    {
        return change(municipality, [&](Transaction& tx) { return people::create_account(tx, command); });
    }

    people::SignIn typed(people::Way way, std::string name, std::string secret, std::string device = "",
                         std::string network = "203.0.113.0/24")
    {
        people::SignIn sign_in;
        sign_in.way = way;
        sign_in.name = std::move(name);
        sign_in.secret = people::Secret(std::move(secret));
        sign_in.source = {std::move(device), std::move(network)};
        sign_in.at = now;
        return sign_in;
    }
    people::SignIn typed_by_staff(people::Realm realm, const std::string& name,
                                  const std::string& totp_secret)
    {
        auto sign_in = typed(people::Way::staff, name, staff_password);
        sign_in.realm = realm;
        sign_in.code = people::totp_code(totp_secret, people::totp_step(now));
        return sign_in;
    }

    Result<people::HashJob> prepare(people::SignIn sign_in, MunicipalityCode municipality = nerima)
    {
        return ask(municipality,
                   [&](Snapshot& snapshot) { return people::prepare_sign_in(snapshot, limits, sign_in); });
    }
    Result<people::SignedIn> finish(const people::HashJob& job, const people::Verdict& verdict,
                                    MunicipalityCode municipality = nerima)
    {
        const people::FreshTokens fresh{people::draw_token(randomness), people::draw_token(randomness)};
        auto recorded = change(municipality, [&](Transaction& tx) {
            return people::finish_sign_in(tx, limits, job, verdict, fresh);
        });
        if (!recorded) return tl::unexpected(recorded.error());
        return std::move(*recorded);
    }
    /// All three steps.
    Result<people::SignedIn> sign_in(people::SignIn typed, MunicipalityCode municipality = nerima)
    {
        const auto job = prepare(std::move(typed), municipality);
        if (!job) return tl::unexpected(job.error());
        return finish(*job, people::verify(*job), municipality);
    }
    std::string code_of(const Result<people::SignedIn>& result) { return result ? "" : result.error().code; }
    /// Wrong attempts on a name, each from a network of its own and without the hash.
    void guess(people::Way way, const std::string& name, int times, int from = 0)
    {
        for (int i = 0; i < times; ++i) {
            auto job =
                prepare(typed(way, name, "999999", "", "198.51." + std::to_string(from + i) + ".0/24"));
            if (job) finish(*job, {});
        }
    }

    Result<people::Caller> caller(const people::Secret& token, people::Realm realm = people::Realm::parent,
                                  MunicipalityCode municipality = nerima)
    {
        return ask(municipality, [&](Snapshot& snapshot) {
            return people::find_session(snapshot, realm, token.reveal(), now);
        });
    }
};

}  // namespace hagukumi::test
