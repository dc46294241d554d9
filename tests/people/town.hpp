// Two municipalities with families, an officer and a desk, who sign in.
#pragma once

#include <memory>
#include <string>
#include <string_view>

#include "people/family_commands.hpp"
#include "people/manage_accounts.hpp"
#include "people/session.hpp"
#include "people/sign_in.hpp"
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
const std::string& hash_once(const char* secret);

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

    Town();
    ~Town() override;

    template <class Work>
    auto change(MunicipalityCode municipality, Work&& work)
    {
        return run_on(*database, municipality, work);
    }
    template <class Question>
    auto ask(MunicipalityCode municipality, Question&& question)
    {
        return read_from(*database, municipality, question);
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

    people::RegisterHousehold household_of(const char* name, const char* kana);
    Id register_household(const people::RegisterHousehold& command, MunicipalityCode municipality = nerima);

    people::CreateAccount parent_of(const Id& household, const char* email, const char* user_number);
    people::CreateAccount staff(people::Role role, const char* name, const std::string& totp_secret,
                                std::optional<Id> facility = {});
    Result<Id> create(const people::CreateAccount& command, MunicipalityCode municipality = nerima);

    people::SignIn typed(people::Way way, std::string name, std::string secret, std::string device = "",
                         std::string network = "203.0.113.0/24");
    people::SignIn typed_by_staff(people::Realm realm, const std::string& name,
                                  const std::string& totp_secret);

    Result<people::HashJob> prepare(people::SignIn sign_in, MunicipalityCode municipality = nerima);
    Result<people::SignedIn> finish(const people::HashJob& job, const people::Verdict& verdict,
                                    MunicipalityCode municipality = nerima);
    /// All three steps.
    Result<people::SignedIn> sign_in(people::SignIn typed, MunicipalityCode municipality = nerima);
    std::string code_of(const Result<people::SignedIn>& result);
    /// Wrong attempts on a name, each from a network of its own and without the hash.
    void guess(people::Way way, const std::string& name, int times, int from = 0);

    Result<people::Caller> caller(const people::Secret& token, people::Realm realm = people::Realm::parent,
                                  MunicipalityCode municipality = nerima);
};

}  // namespace hagukumi::test
