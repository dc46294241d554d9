// 利用のはじまり: of the births that are two months past, how many families have used nothing yet, by area or
// by language (U-23).
//
//  1. Numbers only, never a list of names: the purpose is care, and who needs none is left alone.
//  2. Few are hidden, also against differences (published(), report.hpp), on every screen.
//  3. Counted are births of living children whose family holds a coupon; after a loss nobody is counted here.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "store/transaction.hpp"

namespace hagukumi::settlement {

enum class BegunBy { area, language };
/// "area", "language"
std::optional<BegunBy> begun_by(std::string_view name);

struct BegunRow {
    /// The area (「島内」), empty where it is not known or the address is protected (支援措置); or the
    /// language of the family's account, a code of base/language.hpp, empty where it has none.
    std::string key;
    bool has_used = false;
};

inline constexpr int months_to_begin = 2;
inline constexpr int months_looked_at = 12;

/// Births whose second month was over on `today`, of the twelve months before.  `municipality` is its name in
/// Japanese, which addresses may begin with.
std::vector<BegunRow> begun_by(store::Snapshot& snapshot, BegunBy by, Date today,
                               std::string_view municipality);

struct BegunCount {
    std::string key;  ///< the area, or the language's code; empty: not known
    std::int64_t births = 0, unused = 0;
    bool is_hidden = false;  ///< its numbers are not told
};
struct Begun {
    std::vector<BegunCount> rows;  ///< in the order of their keys
    BegunCount total;
};
/// Pure.  What has less than `least` births or unused ones is hidden, and as much more as keeps it so.
Begun count(const std::vector<BegunRow>& rows, std::int64_t least);

}  // namespace hagukumi::settlement
