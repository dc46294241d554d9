// 窓口での本人確認: a parent shows by user number and PIN who she is, on the tablet of a facility, without
// signing in.
//
//  1. Judged, counted and capped like signing in on a new device (sign_in.hpp, 1 to 3), with the desk as its
//     source: who guesses there locks that desk and new devices out, and never a phone on which she signed in
//     before.
//  2. No session is opened, and the tablet becomes no device of hers.
#pragma once

#include <vector>

#include "people/sign_in.hpp"

namespace hagukumi::people {

/// What is asked for, as a SignIn that prepare_sign_in() and verify() take.
SignIn proof_at_desk(const Id& facility, std::string user_number, Secret pin, Instant at);

struct Proven {
    Id account, household;
};

/// The inner error is the answer to the person, and was counted.  `fresh` is a token drawn for this attempt.
Recorded<Proven> finish_proof(store::Transaction& tx, const SignInLimits& limits, const HashJob& job,
                              const Verdict& verdict, const Secret& fresh);

/// Staff of the facility who have signed in on this device: they take the tablet over by their PIN.
struct Colleague {
    Id account;
    std::string name;  ///< that is typed when signing in
    std::string display_name;
    bool has_pin = false;
};
std::vector<Colleague> colleagues_here(store::Snapshot& snapshot, const Id& facility,
                                       const std::string& device);

}  // namespace hagukumi::people
