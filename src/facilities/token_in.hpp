// Poster tokens as rows hold them; for the files of this room.
#pragma once

#include <algorithm>

#include "base/result.hpp"
#include "facilities/poster.hpp"
#include "store/statement.hpp"

namespace hagukumi::facilities {

inline PosterToken token_in(const store::Row& row, int column)
{
    const store::Bytes stored = row.bytes(column);
    PosterToken token;
    must(stored.size() == token.size(), "a poster's token has 16 bytes");
    std::copy(stored.begin(), stored.end(), token.begin());
    return token;
}

inline store::Bytes bytes_of(const PosterToken& token)
{
    return {token.data(), token.size()};
}

inline tl::unexpected<Error> no_facility()
{
    return fail(ErrorKind::not_found, "facility_not_found",
                {"施設が見つかりません。一覧から選び直してください。",
                 "There is no such facility. Please choose it from the list again."});
}

}  // namespace hagukumi::facilities
