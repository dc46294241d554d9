// The demonstration's municipalities: facilities, officers, staff, and 200 invented families in every
// situation.  Everything goes through the commands that the real service uses.
#pragma once

#include <filesystem>
#include <string>
#include <vector>

#include "base/id.hpp"
#include "base/result.hpp"
#include "http/site.hpp"
#include "store/database.hpp"

namespace hagukumi::app {

/// Somebody who can sign in to the demonstration.  Nothing here is secret.
struct DemoSignIn {
    MunicipalityCode municipality;
    std::string municipality_name;
    std::string role;   ///< "officer", "facility_staff", "parent" …
    std::string shown;  ///< who or what it is: 「双子のご家庭」, a facility's name
    std::string name;   ///< staff name, or a parent's e-mail address
    std::string user_number, password, pin;
    std::string totp_secret;                        ///< base 32, as apps take it
    std::string facility;                           ///< id; empty unless staff
    std::string poster, passcode;                   ///< of that facility
    std::string mother_born_on, born_on, due_date;  ///< of a parent's family, for 利用者登録; empty: none
};
using DemoSignIns = std::vector<DemoSignIn>;

/// Fills a new database as of `now`.  `file` is demo/demo.yaml.  The same seed gives the same families.
Result<DemoSignIns> fill_demo(store::Database& database, const http::Programmes& programmes,
                              const std::filesystem::path& file, const std::string& public_url, Instant now,
                              Randomness& randomness);

}  // namespace hagukumi::app
