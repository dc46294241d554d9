// Reading maps by a schema: which keys may and must stand there, and what each holds.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/instant.hpp"
#include "base/result.hpp"
#include "rules/node.hpp"
#include "rules/shapes.hpp"

namespace hagukumi::rules {

/// One map of the file.  Every key that its shape does not have is a mistake.  What a key holds, and whether
/// it must be there, comes from the shape; a reader may say otherwise where that depends on another key.
class MapReader {
public:
    MapReader(const Node& node, Map map, Mistakes& mistakes);

    /// A map whose keys are names of the file.  `what` names it in mistakes: "the documents".
    MapReader(const Node& node, Text what, std::vector<std::string_view> allowed, Mistakes& mistakes);

    /// Whether the node is a map at all.
    bool is_map() const { return x_is_map; }
    const Node& node() const { return x_node; }

    const Node* find(std::string_view key) const;
    /// Tells a mistake when the key is not there.
    const Node* need(std::string_view key) const;

    std::string text(std::string_view key) const;
    std::string optional_text(std::string_view key) const;
    /// ja and en, both not empty.
    Text sentence(std::string_view key) const;
    Text optional_sentence(std::string_view key) const;
    std::optional<std::int64_t> number(std::string_view key) const;
    std::optional<std::int64_t> number(std::string_view key, bool required) const;
    std::optional<Date> date(std::string_view key) const;
    std::optional<Date> date(std::string_view key, bool required) const;
    std::optional<bool> truth(std::string_view key) const;

    /// The index of the scalar's text among the choices of the shape, or among these.
    std::optional<std::size_t> choice(std::string_view key) const;
    std::optional<std::size_t> choice(std::string_view key, bool required) const;
    std::optional<std::size_t> choice(std::string_view key, const std::vector<std::string_view>& choices,
                                      bool required) const;

private:
    MapReader(const Node& node, const Map* map, Text what, std::vector<std::string_view> allowed,
              Mistakes& mistakes);

    const Key& key_of(std::string_view key) const;

    const Node& x_node;
    const Shape* x_shape = nullptr;  ///< none: the keys are names of the file
    Text x_what;
    std::vector<std::string_view> x_allowed;
    Mistakes& x_mistakes;
    bool x_is_map = false;
};

Text read_text(const Node& node, Mistakes& mistakes);
std::optional<std::int64_t> read_number(const Node& node, std::int64_t least, std::int64_t most,
                                        Mistakes& mistakes);
std::optional<Date> read_date(const Node& node, Mistakes& mistakes);
/// A time of day in minutes after midnight.
std::optional<int> read_time(const Node& node, Mistakes& mistakes);

/// snake_case, as codes are written; else a mistake.
bool is_code(const Node& node, const Text& what, Mistakes& mistakes);

}  // namespace hagukumi::rules
