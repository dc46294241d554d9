// 掲示: the poster on the facility's desk: a QR code with a link, and six digits under it.
//
//     {public_url}/{municipality}/q/{26 characters}
//
//  1. The token is 128 random bits.  Whoever photographs it learns no more than the facility's name.
//  2. A token or a passcode that was ever printed stays known, so that an old poster is told from an unknown
//     one and no passcode is given to a second facility.
//  3. A poster proves no presence (T06): the staff look at the finished screen.
#pragma once

#include <array>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/id.hpp"
#include "base/result.hpp"
#include "store/transaction.hpp"

namespace hagukumi::facilities {

using PosterToken = std::array<std::uint8_t, 16>;
using Passcode = std::string;  ///< six digits

PosterToken draw_poster_token(Randomness& randomness);

/// Candidates, because one may be taken: fewer than one in a million municipalities runs out of sixteen.
std::vector<Passcode> draw_passcodes(Randomness& randomness, int count = 16);

/// 26 characters of Crockford's base32, upper case.
std::string to_string(const PosterToken& token);

/// Reads them; lower case and the look-alikes o, i, l are taken, anything else is not.
std::optional<PosterToken> parse_poster_token(std::string_view text);

/// What a camera read: a whole link or only the token.
struct ScannedPoster {
    std::optional<MunicipalityCode> municipality;  ///< when the link names one
    PosterToken token;
    std::string live;  ///< of a code that changes (live_code.hpp); empty: printed
};
std::optional<ScannedPoster> parse_scanned_poster(std::string_view text);

/// The link for the QR code.
std::string poster_link(std::string_view public_url, MunicipalityCode municipality, const PosterToken& token);

/// Six digits as typed: full-width is taken, spaces and hyphens go.  Nothing when it is not six digits.
std::optional<Passcode> parse_passcode(std::string_view typed);

struct Poster {
    Id facility;
    std::string facility_name;
    PosterToken token;
    Passcode passcode;
    int poster_version = 1;    ///< rises with every new QR code
    int passcode_version = 1;  ///< rises with every new passcode
};

/// For the desk's own page and the officer's print.
std::optional<Poster> find_poster(store::Snapshot& snapshot, const Id& facility);

}  // namespace hagukumi::facilities
