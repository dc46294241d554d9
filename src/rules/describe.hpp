// The rules of a programme, back in words: a document that an officer who reads no code holds beside the
// municipality's 要綱.
//
// Nothing of the file is lost: every rule, value with its dates, service, cap, step of a price, document and
// sentence for parents stands in it (worked cases and example families are no rules).
// tests/rules/describe_test.cpp changes every number, operator and choice of every programme in turn, and the
// description must change.
#pragma once

#include <string>
#include <vector>

#include "rules/programme.hpp"

namespace hagukumi::rules {

/// A sentence or a part of one, and the list below it.
struct Paragraph {
    Text text;
    std::string source = {};  ///< where it comes from; may be empty
    std::vector<Paragraph> parts = {};
};

struct Section {
    Text heading;
    std::vector<Paragraph> items;
};

struct Description {
    Text title;  ///< 「青空町 産後ケア事業」
    std::vector<Section> sections;
};

Description describe(const Programme& programme);

/// Plain text with the numbers of a 要綱: 1, (1), ア, (ア).  Lines are not wrapped.
std::string in_plain_text(const Description& description, bool japanese);

}  // namespace hagukumi::rules
