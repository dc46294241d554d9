#include "paper/pdf.hpp"

#include <cairo-pdf.h>
#include <pango/pangocairo.h>

#include <algorithm>
#include <functional>
#include <memory>

#include "base/result.hpp"

namespace hagukumi::paper {

namespace {

// Points, 72 to the inch.  The left margin leaves room for the holes of a binder.
constexpr double short_side = 595.276, long_side = 841.89;
constexpr double margin_left = 62, margin_right = 48, margin_top = 54, margin_bottom = 60;
constexpr double cell_padding = 3.5;
constexpr double page_number_width = 60;
constexpr double hair = 0.5;
constexpr int text_size = 10, small_size = 8, heading_size = 12, title_size = 17, amount_size = 19;

struct Unref {
    void operator()(gpointer object) const { g_object_unref(object); }
    void operator()(cairo_t* cr) const { cairo_destroy(cr); }
    void operator()(cairo_surface_t* surface) const { cairo_surface_destroy(surface); }
    void operator()(PangoFontDescription* font) const { pango_font_description_free(font); }
    void operator()(PangoAttrList* list) const { pango_attr_list_unref(list); }
    void operator()(PangoLayoutIter* iterator) const { pango_layout_iter_free(iterator); }
};
using Layout = std::shared_ptr<PangoLayout>;

/// One line of a text that was broken into lines.
struct Line {
    Layout layout;
    int number = 0;
    double height = 0, baseline = 0;  ///< from the line's own top
    double indent = 0;                ///< from the left end of its box
};

/// What is drawn on a page: a line of text or a ruled line.
struct Mark {
    double x = 0, y = 0;
    Line line;                  ///< with a layout: text, at its baseline
    double to_x = 0, to_y = 0;  ///< else a ruled line to here
    double thickness = hair;
};

struct Look {
    int size = text_size;
    bool is_strong = false;
    Align align = Align::left;
};

/// Puts blocks on pages.  The pages are drawn when all are known: then they can be numbered.
class Composer {
public:
    Composer(cairo_t* cr, const Document& document)
        : x_cr(cr),
          x_document(document),
          x_width((document.is_wide ? long_side : short_side) - margin_left - margin_right),
          x_foot(break_lines(document.foot, {small_size, false}, x_width - page_number_width)),
          x_bottom((document.is_wide ? short_side : long_side) - margin_bottom - height_of(x_foot) +
                   x_foot.front().height)
    {
        turn_page();
    }

    void operator()(const Title& title)
    {
        skip(6);
        set(title.text, {title_size, true, Align::center});
        skip(10);
    }
    void operator()(const Heading& heading)
    {
        skip(8);
        keep_together(60);  // a heading does not stand alone at the foot of a page
        set(heading.text, {heading_size, true});
        skip(3);
    }
    void operator()(const Paragraph& paragraph)
    {
        set(paragraph.text,
            {paragraph.is_small ? small_size : text_size, paragraph.is_strong, paragraph.align});
        skip(3);
    }
    void operator()(const Space&) { skip(text_size * 1.6); }
    void operator()(const NewPage&) { turn_page(); }
    void operator()(const Highlight& highlight)
    {
        skip(6);
        const double pad = 8, label_width = x_width * 0.3;
        const auto label = break_lines(highlight.label, {heading_size, true}, label_width);
        const auto text =
            break_lines(highlight.text, {amount_size, true, Align::right}, x_width - label_width - 3 * pad);
        const double height = std::max(height_of(label), height_of(text)) + 2 * pad;
        keep_together(height);
        put(label, margin_left + pad, x_y + (height - height_of(label)) / 2);
        put(text, margin_left + label_width + 2 * pad, x_y + (height - height_of(text)) / 2);
        frame(margin_left, x_y, x_width, height, 1.2);
        x_y += height;
        skip(8);
    }
    void operator()(const FactList& list)
    {
        const double label_width = x_width * 0.28;
        for (const auto& [label, value] : list.facts) {
            set_row({break_lines(label, {}, label_width - 2 * cell_padding),
                     break_lines(value, {}, x_width - label_width - 2 * cell_padding)},
                    {label_width, x_width - label_width}, Rules::none);
        }
        skip(6);
    }
    void operator()(const Table& table)
    {
        std::vector<double> widths;
        int shares = 0;
        for (const Column& column : table.columns) shares += column.share;
        for (const Column& column : table.columns) widths.push_back(x_width * column.share / shares);
        Row head;
        head.is_strong = true;
        for (const Column& column : table.columns) head.cells.push_back(column.title);
        const auto set_head = [&] { set_row(cells_of(table, head, widths), widths, Rules::heavy); };
        const auto first = table.rows.empty() ? Cells() : cells_of(table, table.rows.front(), widths);
        keep_together(height_of(cells_of(table, head, widths)) + height_of(first));
        set_head();
        x_at_new_page = set_head;
        for (const Row& row : table.rows)
            set_row(cells_of(table, row, widths), widths, row.is_strong ? Rules::heavy : Rules::light);
        x_at_new_page = nullptr;
        skip(8);
    }

    void draw(cairo_surface_t* surface)
    {
        for (std::size_t page = 0; page < x_pages.size(); ++page) {
            for (const Mark& mark : x_pages[page]) draw(mark);
            draw_foot(page + 1);
            cairo_surface_show_page(surface);
        }
    }

private:
    using Lines = std::vector<Line>;
    using Cells = std::vector<Lines>;
    enum class Rules { none, light, heavy };

    Layout layout_of(const std::string& text, const Look& look, double width)
    {
        must(g_utf8_validate(text.data(), static_cast<gssize>(text.size()), nullptr) != 0,
             "a paper is written in UTF-8");
        Layout layout(pango_cairo_create_layout(x_cr), Unref());
        const std::unique_ptr<PangoFontDescription, Unref> font(pango_font_description_new());
        pango_font_description_set_family(font.get(), "Noto Sans CJK JP, Noto Sans, sans-serif");
        pango_font_description_set_absolute_size(font.get(), look.size * PANGO_SCALE);
        if (look.is_strong) pango_font_description_set_weight(font.get(), PANGO_WEIGHT_BOLD);
        pango_layout_set_font_description(layout.get(), font.get());
        const std::unique_ptr<PangoAttrList, Unref> attributes(pango_attr_list_new());
        pango_attr_list_insert(
            attributes.get(),
            pango_attr_language_new(pango_language_from_string(x_document.language.c_str())));
        pango_layout_set_attributes(layout.get(), attributes.get());
        pango_layout_set_width(layout.get(), static_cast<int>(width * PANGO_SCALE));
        pango_layout_set_wrap(layout.get(), PANGO_WRAP_WORD_CHAR);
        pango_layout_set_line_spacing(layout.get(), 1.15F);
        pango_layout_set_alignment(layout.get(), look.align == Align::right    ? PANGO_ALIGN_RIGHT
                                                 : look.align == Align::center ? PANGO_ALIGN_CENTER
                                                                               : PANGO_ALIGN_LEFT);
        pango_layout_set_text(layout.get(), text.data(), static_cast<int>(text.size()));
        return layout;
    }

    Lines break_lines(const std::string& text, const Look& look, double width)
    {
        const Layout layout = layout_of(text, look, width);
        const std::unique_ptr<PangoLayoutIter, Unref> iterator(pango_layout_get_iter(layout.get()));
        Lines lines;
        do {
            PangoRectangle logical;
            pango_layout_iter_get_line_extents(iterator.get(), nullptr, &logical);
            int top = 0, bottom = 0;
            pango_layout_iter_get_line_yrange(iterator.get(), &top, &bottom);
            const auto points = [](int units) { return static_cast<double>(units) / PANGO_SCALE; };
            lines.push_back({layout, static_cast<int>(lines.size()), points(bottom - top),
                             points(pango_layout_iter_get_baseline(iterator.get()) - top),
                             points(logical.x)});
        } while (pango_layout_iter_next_line(iterator.get()));
        return lines;
    }

    Cells cells_of(const Table& table, const Row& row, const std::vector<double>& widths)
    {
        must(row.cells.size() == table.columns.size(), "a row has a cell for each column");
        Cells cells;
        for (std::size_t i = 0; i < row.cells.size(); ++i) {
            const Look look{text_size - 1, row.is_strong, table.columns[i].align};
            cells.push_back(break_lines(row.cells[i], look, widths[i] - 2 * cell_padding));
        }
        return cells;
    }

    static double height_of(const Lines& lines)
    {
        double height = 0;
        for (const Line& line : lines) height += line.height;
        return height;
    }
    static double height_of(const Cells& cells)
    {
        double height = 0;
        for (const Lines& cell : cells) height = std::max(height, height_of(cell));
        return height + 2 * cell_padding;
    }

    void turn_page()
    {
        x_pages.emplace_back();
        x_y = margin_top;
        if (x_at_new_page) x_at_new_page();
    }
    void skip(double height)
    {
        if (x_y > margin_top) x_y += height;
    }
    void keep_together(double height)
    {
        if (x_y + height > x_bottom && x_y > margin_top) turn_page();
    }

    /// Line after line, over as many pages as it takes.
    void set(const std::string& text, const Look& look)
    {
        for (const Line& line : break_lines(text, look, x_width)) {
            keep_together(line.height);
            put({line}, margin_left, x_y);
            x_y += line.height;
        }
    }

    void put(const Lines& lines, double x, double y)
    {
        for (const Line& line : lines) {
            Mark mark;
            mark.x = x + line.indent;
            mark.y = y + line.baseline;
            mark.line = line;
            x_pages.back().push_back(std::move(mark));
            y += line.height;
        }
    }
    void rule(double x, double y, double to_x, double to_y, double thickness)
    {
        x_pages.back().push_back({x, y, {}, to_x, to_y, thickness});
    }
    void frame(double x, double y, double width, double height, double thickness)
    {
        rule(x, y, x + width, y, thickness);
        rule(x, y + height, x + width, y + height, thickness);
        rule(x, y, x, y + height, thickness);
        rule(x + width, y, x + width, y + height, thickness);
    }

    /// A row that a page holds stays together; a longer one is cut between lines.
    void set_row(Cells cells, const std::vector<double>& widths, Rules rules)
    {
        keep_together(std::min(height_of(cells), page_height() / 2));
        while (true) {
            Cells now(cells.size()), later(cells.size());
            for (std::size_t i = 0; i < cells.size(); ++i) {
                double used = 2 * cell_padding;
                for (Line& line : cells[i]) {
                    used += line.height;
                    const bool fits = x_y + used <= x_bottom && later[i].empty();
                    (fits ? now[i] : later[i]).push_back(std::move(line));
                }
            }
            put_row(now, widths, rules);
            if (std::all_of(later.begin(), later.end(), [](const Lines& cell) { return cell.empty(); }))
                return;
            cells = std::move(later);
            turn_page();
        }
    }
    void put_row(const Cells& cells, const std::vector<double>& widths, Rules rules)
    {
        const double height = height_of(cells);
        double x = margin_left;
        for (std::size_t i = 0; i < cells.size(); ++i) {
            put(cells[i], x + cell_padding, x_y + cell_padding);
            if (rules != Rules::none) frame(x, x_y, widths[i], height, rules == Rules::heavy ? 0.9 : hair);
            x += widths[i];
        }
        x_y += height;
    }
    double page_height() const { return x_bottom - margin_top; }

    void draw(const Mark& mark)
    {
        if (mark.line.layout) {
            cairo_move_to(x_cr, mark.x, mark.y);
            pango_cairo_show_layout_line(
                x_cr, pango_layout_get_line_readonly(mark.line.layout.get(), mark.line.number));
            return;
        }
        cairo_set_line_width(x_cr, mark.thickness);
        cairo_move_to(x_cr, mark.x, mark.y);
        cairo_line_to(x_cr, mark.to_x, mark.to_y);
        cairo_stroke(x_cr);
    }

    void draw_foot(std::size_t page)
    {
        draw_below(x_foot);
        if (x_pages.size() > 1)
            draw_below(break_lines(std::to_string(page) + "／" + std::to_string(x_pages.size()),
                                   {small_size, false, Align::right}, x_width));
    }

    void draw_below(const Lines& lines)
    {
        double y = x_bottom + 18;
        for (const Line& line : lines) {
            Mark mark;
            mark.x = margin_left + line.indent;
            mark.y = y + line.baseline;
            mark.line = line;
            draw(mark);
            y += line.height;
        }
    }

    cairo_t* x_cr;
    const Document& x_document;
    const double x_width;
    const Lines x_foot;     ///< at least one line, if an empty one
    const double x_bottom;  ///< where the foot's first line is near; more of them take from the page
    double x_y = 0;
    std::vector<std::vector<Mark>> x_pages;
    std::function<void()> x_at_new_page;
};

cairo_status_t append(void* file, const unsigned char* bytes, unsigned int length)
{
    static_cast<std::string*>(file)->append(reinterpret_cast<const char*>(bytes), length);
    return CAIRO_STATUS_SUCCESS;
}

}  // namespace

std::string write_pdf(const Document& document)
{
    std::string file;
    const double width = document.is_wide ? long_side : short_side;
    const double height = document.is_wide ? short_side : long_side;
    {
        const std::unique_ptr<cairo_surface_t, Unref> surface(
            cairo_pdf_surface_create_for_stream(append, &file, width, height));
        cairo_pdf_surface_set_metadata(surface.get(), CAIRO_PDF_METADATA_TITLE, document.title.c_str());
        const std::string made_at = to_string_in_japan(document.made_at);
        cairo_pdf_surface_set_metadata(surface.get(), CAIRO_PDF_METADATA_CREATE_DATE, made_at.c_str());
        const std::unique_ptr<cairo_t, Unref> cr(cairo_create(surface.get()));
        Composer composer(cr.get(), document);
        for (const Block& block : document.blocks) std::visit(composer, block);
        composer.draw(surface.get());
        cairo_surface_finish(surface.get());
        must(cairo_surface_status(surface.get()) == CAIRO_STATUS_SUCCESS, "a paper can be drawn");
    }
    return file;
}

}  // namespace hagukumi::paper
