// "Nothing here, or nothing for this person": the two read alike (T19).
#pragma once

#include "base/result.hpp"

namespace hagukumi::people {

inline tl::unexpected<Error> no_account()
{
    return fail(ErrorKind::not_found, "account_not_found",
                {"利用者が見つかりません。一覧から選び直してください。",
                 "There is no such account. Please choose it from the list again."});
}

inline tl::unexpected<Error> no_household()
{
    return fail(ErrorKind::not_found, "household_not_found",
                {"世帯が見つかりません。検索し直してください。",
                 "There is no such household. Please search for it again."});
}

inline tl::unexpected<Error> no_birth()
{
    return fail(ErrorKind::not_found, "birth_not_found",
                {"出産の記録が見つかりません。世帯の画面を開き直してください。",
                 "There is no record of this birth. Please open the family's page again."});
}

inline tl::unexpected<Error> no_child()
{
    return fail(ErrorKind::not_found, "child_not_found",
                {"お子さんが見つかりません。世帯の画面を開き直してください。",
                 "There is no such child. Please open the family's page again."});
}

}  // namespace hagukumi::people
