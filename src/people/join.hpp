// 児童の登録 from LINE (G-04): a family that the municipality does not know yet writes itself down, as the
// manual asks it to, and has an account from then on.  Whether the child may use anything is decided by the
// facility, after the interview.
//
//  1. One LINE account opens one family: pressing twice, or coming again, gives the account that is there.
//  2. The account gets a user number and the PIN that was chosen, so that a new phone takes it over (G-25).
#pragma once

#include "people/family.hpp"
#include "people/sign_in.hpp"

namespace hagukumi::people {

/// A child as a parent writes it down, checked and made uniform: spaces trimmed, kana in full-width katakana
/// (hiragana is taken too), no birth date after `today` nor more than 18 years before.  `malformed` names
/// what is wrong: wrong_child_name, wrong_kana, wrong_birth_date, wrong_sex.
Result<Child> check_child(Child child, Date today);

/// A user number that nobody has: 9 and nine digits made of the account's id, so that the municipality's own
/// numbers, which it gives from the front, stay apart.
std::string draw_user_number(store::Snapshot& snapshot, const Id& account);

/// What must be there to join, made uniform as check_child() does: wrong_name, wrong_postal_code,
/// wrong_address, wrong_phone, and what check_pin() says.
Result<Joining> check_joining(Joining joining, Date today);

/// Writes the family down and links the identity; gives the account, the one that was there before too.
/// `joining` has been checked.
Result<Id> join(store::Transaction& tx, const Identity& identity, const Joining& joining,
                const std::string& pin_hash, Instant at);

/// Another child of the family, written down by a parent.
struct AddChild {
    Id key;
    Instant at;
    Id actor;
    Id household;
    Child child;  ///< with an id that nobody has
};
/// Gives the child, the one that was added under this key before too.  Errors: those of check_child().
Result<Id> add_child(store::Transaction& tx, const AddChild& command);

}  // namespace hagukumi::people
