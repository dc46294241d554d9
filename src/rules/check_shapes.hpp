// The whole file beside the table of shapes, after the readers.
//
// The readers look at what they need, so an example family that no case names, or a list where a map belongs
// in a place that is often left out, would go unnoticed.  What the JSON Schema marks in an editor is a
// mistake here, too.
#pragma once

#include "rules/node.hpp"
#include "rules/shapes.hpp"

namespace hagukumi::rules {

/// Adds a mistake for each place that is not of its shape, where none was told on its line.
void check_shapes(const Node& root, Mistakes& mistakes);

}  // namespace hagukumi::rules
