#include "people/search/typed.hpp"

#include <algorithm>

#include "people/fold.hpp"

namespace hagukumi::people {

std::vector<Typed> look_up(store::Snapshot& snapshot, const store::Statement& count,
                           const std::vector<std::string>& words)
{
    // After every text in UTF-8; what begins with a word lies between it and it with this behind.
    constexpr std::string_view after_all = "\xF4\x8F\xBF\xBF";
    std::vector<Typed> typed;
    for (const std::string& word : words) {
        Typed one{word, word + std::string(after_all)};
        one.count = snapshot
                        .find(
                            count, [](const store::Row& row) { return row.integer(0); }, one.first, one.end,
                            most_sorted + 1)
                        .value_or(0);
        typed.push_back(std::move(one));
    }
    std::stable_sort(typed.begin(), typed.end(),
                     [](const Typed& a, const Typed& b) { return a.count < b.count; });
    while (typed.size() < most_typed_words) typed.push_back(typed[0]);
    return typed;
}

}  // namespace hagukumi::people
