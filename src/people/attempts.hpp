// Wrong attempts at names and secrets: what they are counted for, and when no more are judged (sign_in.hpp, 2
// and 3); for the files of this room.
#pragma once

#include <optional>
#include <string>

#include "people/sign_in.hpp"
#include "store/transaction.hpp"

namespace hagukumi::people {

/// The subjects of one attempt.
struct Subjects {
    Id name, name_and_source, network;
    std::optional<Id> device;
    bool known_device = false;
    Way way;
};

Subjects subjects_of(const HashJob& job);

/// The office's name and telephone number in a sentence: 「自治体の窓口（000-0000-0000）」.
std::string ja_phone(const SignInLimits& limits);
std::string en_phone(const SignInLimits& limits);

/// Whether this attempt must not even be judged.
std::optional<Error> capped(store::Snapshot& snapshot, const SignInLimits& limits, const Subjects& subjects,
                            Instant at);

/// `attempt` is unique to it.
void count_failure(store::Transaction& tx, const SignInLimits& limits, const Subjects& subjects, Instant at,
                   const Id& attempt);

/// The owner has shown who they are: what was counted on the name counts no more.
void forget_failures(store::Transaction& tx, const Subjects& subjects, Instant at);

}  // namespace hagukumi::people
