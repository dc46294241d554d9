// What waits for many municipalities.  They take turns, so that the rush on one of them keeps no other
// waiting; of one municipality all goes in the order of its arrival.
#pragma once

#include <algorithm>
#include <cstddef>
#include <deque>
#include <map>
#include <utility>
#include <vector>

#include "base/quantity.hpp"

namespace hagukumi {

template <class T>
class Turns {
public:
    using Line = std::deque<T>;

    bool empty() const { return x_size == 0; }
    std::size_t size() const { return x_size; }

    /// What waits of one municipality, the first in front; null when nothing does.
    const Line* line_of(MunicipalityCode municipality) const
    {
        const auto line = x_lines.find(municipality);
        return line == x_lines.end() ? nullptr : &line->second;
    }

    void push(MunicipalityCode municipality, T waiting)
    {
        const auto [line, is_new] = x_lines.try_emplace(municipality);
        line->second.push_back(std::move(waiting));
        if (is_new) x_turns.push_back(municipality);
        ++x_size;
    }

    /// The first of the municipality whose turn it is.  Something must wait.
    T take()
    {
        const auto line = x_lines.find(x_turns.front());
        x_turns.pop_front();
        T taken = std::move(line->second.front());
        line->second.pop_front();
        if (line->second.empty()) x_lines.erase(line);
        else x_turns.push_back(line->first);
        --x_size;
        return taken;
    }

    /// At most `most`, and where several municipalities wait at most `most_of_one` of each.
    std::vector<T> take(std::size_t most, std::size_t most_of_one)
    {
        std::vector<T> taken;
        taken.reserve(std::min(most, x_size));
        const std::size_t rounds = x_turns.size() > 1 ? most_of_one : most;
        for (std::size_t round = 0; round < rounds && !empty(); ++round) {
            for (std::size_t left = x_turns.size(); left > 0 && taken.size() < most; --left)
                taken.push_back(take());
        }
        return taken;
    }

private:
    std::map<MunicipalityCode, Line> x_lines;  ///< none is empty
    std::deque<MunicipalityCode> x_turns;      ///< each municipality that has a line, once
    std::size_t x_size = 0;
};

}  // namespace hagukumi
