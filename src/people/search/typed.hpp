// What was typed into a search, with how common it is: a list of a hundred thousand is searched by its rarest
// word.
#pragma once

#include <string>
#include <vector>

#include "store/transaction.hpp"

namespace hagukumi::people {

/// What has a word of which there are so many is sorted; of more the list goes in an order that it has
/// already.
inline constexpr std::int64_t most_sorted = 2000;

/// A typed word: what begins with it lies between `first` and `end`.
struct Typed {
    std::string first, end;
    std::int64_t count = 0;  ///< no further than most_sorted + 1

    bool is_rare() const { return count <= most_sorted; }
};

/// most_typed_words of them, the rarest first; one that was not typed is one that was.  `words` are of
/// typed_words(), one at least; `count` counts those between $2 and $3, no further than $4.
std::vector<Typed> look_up(store::Snapshot& snapshot, const store::Statement& count,
                           const std::vector<std::string>& words);

}  // namespace hagukumi::people
