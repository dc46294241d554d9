#include "http/api/paper_out.hpp"

#include <boost/json/array.hpp>
#include <utility>

#include "base/result.hpp"

namespace hagukumi::http {

namespace json = boost::json;

namespace {

const char* name_of(paper::Align align)
{
    switch (align) {
        case paper::Align::left: return "left";
        case paper::Align::center: return "center";
        case paper::Align::right: return "right";
    }
    throw BugFound("a paragraph stands somewhere");
}

struct BlockOut {
    json::object operator()(const paper::Title& one) const { return {{"kind", "title"}, {"text", one.text}}; }
    json::object operator()(const paper::Heading& one) const
    {
        return {{"kind", "heading"}, {"text", one.text}};
    }
    json::object operator()(const paper::Paragraph& one) const
    {
        return {{"kind", "paragraph"},
                {"text", one.text},
                {"align", name_of(one.align)},
                {"small", one.is_small}};
    }
    json::object operator()(const paper::Highlight& one) const
    {
        return {{"kind", "highlight"}, {"label", one.label}, {"text", one.text}};
    }
    json::object operator()(const paper::FactList& one) const
    {
        json::array facts;
        for (const auto& [label, text] : one.facts)
            facts.push_back(json::object{{"label", label}, {"text", text}});
        return {{"kind", "facts"}, {"facts", std::move(facts)}};
    }
    json::object operator()(const paper::Table& one) const
    {
        json::array columns, rows;
        for (const paper::Column& column : one.columns)
            columns.push_back(json::object{{"title", column.title}, {"align", name_of(column.align)}});
        for (const paper::Row& row : one.rows) {
            json::array cells;
            for (const std::string& cell : row.cells) cells.emplace_back(cell);
            rows.push_back(std::move(cells));
        }
        return {{"kind", "table"}, {"columns", std::move(columns)}, {"rows", std::move(rows)}};
    }
    json::object operator()(const paper::Space&) const { return {{"kind", "space"}}; }
    json::object operator()(const paper::NewPage&) const { return {{"kind", "space"}}; }
};

}  // namespace

json::object paper_to_json(const paper::Document& document)
{
    json::array blocks;
    for (const paper::Block& block : document.blocks) blocks.push_back(std::visit(BlockOut(), block));
    return {{"title", document.title}, {"foot", document.foot}, {"blocks", std::move(blocks)}};
}

}  // namespace hagukumi::http
