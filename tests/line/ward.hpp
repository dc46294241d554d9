// A ward with its conversation, one family with a coupon, one facility, and people who write to its account.
#pragma once

#include "facilities/check_in.hpp"
#include "facilities/facility_commands.hpp"
#include "ledger/keep.hpp"
#include "ledger/use.hpp"
#include "line/fake_line.hpp"
#include "line/room.hpp"
#include "people/family_commands.hpp"
#include "people/identity.hpp"
#include "people/manage_accounts.hpp"

namespace hagukumi::test {

struct Ward : Room {
    FakeLine fake;
    const Id household = number_id(2), mother = number_id(3), birth = number_id(4), account = number_id(5),
             facility = number_id(6);
    facilities::PosterToken poster{};

    Ward();
    ~Ward() override;

    Result<void> add_people(Transaction& tx);

    Result<void> add_place(Transaction& tx);

    /// 利用者登録 is done: U1 is the mother.
    void link(const std::string& person = "U1");

    /// A short stay of so many days at the desk, by the account.
    void use(std::int64_t days = 2);
};

}  // namespace hagukumi::test
