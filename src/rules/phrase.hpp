// Whole expressions in words.
//
// What is short stands in one phrase.  A choice between cases, several conditions and long sums become
// lists, as a 要綱 writes its 各号; within one phrase brackets show what belongs together.
#pragma once

#include <string>
#include <vector>

#include "rules/describe.hpp"
#include "rules/parts.hpp"
#include "rules/words.hpp"

namespace hagukumi::rules {

/// How a definition or a counter is called in sentences: its name, else 「基準日1」 by kind and place.
Text name_of_definition(const Parts& parts, std::size_t index);
Text name_of_counter(const Parts& parts, std::size_t index);

/// What the services of a set count, when all count the same.
Measure measure_of_services(const Parts& parts, std::uint64_t services);

/// What a counter counts.
Measure measure_of_counter(const Parts& parts, const Counting& counting);

/// Says expressions that stand at one place of a programme.
class Phrases {
public:
    /// `measure` is what units count there.
    Phrases(const Parts& parts, Place place, Measure measure)
        : x_parts(parts), x_place(place), x_measure(measure)
    {
    }

    /// Of a value: 「利用料金の2割」, or 「次の額のうち多い方」 with a list.
    Paragraph value(const Formula& formula) const;

    /// Of a truth, to be followed by こと or とき: 「利用日に住民登録がある」, or 「次のすべてに当てはまる」
    /// with a list.
    Paragraph condition(const Formula& formula) const;

private:
    using Index = std::uint16_t;

    Paragraph block(const Expression& expression, Index at, Measure hint) const;
    Paragraph truth_block(const Expression& expression, Index at, bool denied) const;
    Paragraph keyed(const Formula& formula) const;

    Text noun(const Expression& expression, Index at, Measure hint) const;
    Text part(const Expression& expression, Index at, Measure hint) const;  ///< in brackets when it is long
    Text literal(const Step& step, Measure hint) const;
    Text fact(const Step& step) const;
    bool pays_by_coupon(const Expression& expression, Index each) const;
    Text product(const Expression& expression, const Step& step) const;
    Text quotient(const Expression& expression, const Step& step) const;
    Text greatest(const Expression& expression, Index at, Measure hint) const;
    Text function(const Expression& expression, const Step& step) const;
    Text of_period(const Expression& expression, const Step& step) const;
    Text choice(const Expression& expression, Index at, Measure hint) const;

    Text clause(const Expression& expression, Index at, bool denied) const;
    Text comparison(const Expression& expression, const Step& step, bool denied) const;
    Text joined(const Expression& expression, Index at, bool denied) const;

    Measure measure(const Expression& expression, Index at) const;
    Text amount_noun(Type type, Measure hint) const;
    void flatten(const Expression& expression, Index at, Op op, std::vector<Index>& into) const;

    const Parts& x_parts;
    Place x_place;
    Measure x_measure;
};

}  // namespace hagukumi::rules
