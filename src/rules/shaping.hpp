// The words in which the table of shapes is written.  Only shapes.cpp and its parts include this.
#pragma once

#include <utility>

#include "rules/shapes.hpp"

namespace hagukumi::rules::shaping {

using Kind = Holds::Kind;

inline Holds of_kind(Kind kind)
{
    Holds holds;
    holds.kind = kind;
    return holds;
}
inline const Holds text = of_kind(Kind::text);
inline const Holds code = of_kind(Kind::code);
inline const Holds sentence = of_kind(Kind::sentence);
inline const Holds date = of_kind(Kind::date);
inline const Holds time_of_day = of_kind(Kind::time);
inline const Holds truth = of_kind(Kind::truth);
inline const Holds nothing = of_kind(Kind::nothing);

inline Holds number(std::int64_t least, std::int64_t most)
{
    Holds holds = of_kind(Kind::number);
    holds.least = least;
    holds.most = most;
    return holds;
}
inline Holds one_of(std::vector<std::string_view> choices)
{
    Holds holds = of_kind(Kind::choice);
    holds.choices = std::move(choices);
    return holds;
}
inline Holds expression(Type type)
{
    Holds holds = of_kind(Kind::expression);
    holds.type = type;
    return holds;
}
inline Holds map(Map of)
{
    Holds holds = of_kind(Kind::map);
    holds.of = of;
    return holds;
}
inline Holds of_inner(Kind kind, std::vector<Holds> inner)
{
    Holds holds = of_kind(kind);
    holds.inner = std::move(inner);
    return holds;
}
inline Holds map_of(Holds each)
{
    return of_inner(Kind::map_of, {std::move(each)});
}
inline Holds list_of(Holds each)
{
    return of_inner(Kind::list_of, {std::move(each)});
}
inline Holds either(std::vector<Holds> ways)
{
    return of_inner(Kind::either, std::move(ways));
}

inline Key must(std::string_view name, Holds holds, const char* ja, const char* en)
{
    return {name, true, std::move(holds), {ja, en}};
}
inline Key may(std::string_view name, Holds holds, const char* ja, const char* en)
{
    return {name, false, std::move(holds), {ja, en}};
}
inline Key source()
{
    return must("source", text, "出典（要綱の条、質問の番号など）", "where this comes from");
}

inline Key name_in_words()
{
    return may("name", sentence, "人が読むときの呼び名",
               "what people call it, where the rules are read in words");
}

inline std::vector<Key> joined(std::vector<Key> keys, std::vector<Key> more)
{
    keys.insert(keys.end(), more.begin(), more.end());
    return keys;
}

inline constexpr std::int64_t most_units = 1'000'000;
inline constexpr std::int64_t most_yen = 1'000'000'000;

inline const std::vector<std::string_view> units{"day", "visit",     "hour",    "sheet",
                                                 "yen", "half_hour", "half_day"};
inline const std::vector<std::string_view> times{
    "day", "week_from_monday", "week_from_sunday", "month", "calendar_year", "fiscal_year", "life"};

}  // namespace hagukumi::rules::shaping
