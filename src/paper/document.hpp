// A paper as its author thinks of it: what stands below what, and no measure but the shares of columns.
#pragma once

#include <string>
#include <utility>
#include <variant>
#include <vector>

#include "base/instant.hpp"

namespace hagukumi::paper {

enum class Align { left, center, right };

/// 表題, once a paper: large and in the middle.
struct Title {
    std::string text;
};

struct Heading {
    std::string text;
};

/// Breaks where its line is full, and at '\n'.
struct Paragraph {
    std::string text;
    Align align = Align::left;
    bool is_small = false;
    bool is_strong = false;
};

/// 請求金額 and the like: a label and what everybody looks for, large and in a frame.
struct Highlight {
    std::string label, text;
};

/// 記: labels with their values beside them.
struct FactList {
    std::vector<std::pair<std::string, std::string>> facts;
};

struct Column {
    std::string title;  ///< the head, on each page
    int share = 1;      ///< of the table's width
    Align align = Align::left;
};

struct Row {
    std::vector<std::string> cells;  ///< as many as there are columns
    bool is_strong = false;          ///< a sum
};

struct Table {
    std::vector<Column> columns;
    std::vector<Row> rows;
};

/// An empty line.
struct Space {};

/// What follows begins on a new page.
struct NewPage {};

using Block = std::variant<Title, Heading, Paragraph, Highlight, FactList, Table, Space, NewPage>;

struct Document {
    std::string title;     ///< of the file
    Instant made_at;       ///< in the file's properties
    std::string foot{};    ///< at the bottom of each page, beside its number
    bool is_wide = false;  ///< 横向き
    std::string language = "ja";
    std::vector<Block> blocks{};

    Document& add(Block block)
    {
        blocks.push_back(std::move(block));
        return *this;
    }
};

}  // namespace hagukumi::paper
