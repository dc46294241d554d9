#include "paper/csv.hpp"

#include <iconv.h>

#include <algorithm>
#include <array>

#include "base/result.hpp"

namespace hagukumi::paper {

namespace {

constexpr std::string_view byte_order_mark = "\xEF\xBB\xBF";
constexpr std::string_view line_end = "\r\n";

std::string text_of(const Value& value)
{
    if (const auto* text = std::get_if<std::string>(&value)) return defused(*text);
    if (const auto* number = std::get_if<std::int64_t>(&value)) return std::to_string(*number);
    if (const auto* yen = std::get_if<Yen>(&value)) return std::to_string(yen->amount);
    if (const auto* day = std::get_if<Date>(&value)) return to_string(*day);
    return "";
}

std::string quoted(const std::string& text)
{
    if (text.find_first_of("\",\r\n") == std::string::npos) return text;
    std::string out = "\"";
    for (const char c : text) {
        if (c == '"') out += '"';
        out += c;
    }
    return out + '"';
}

/// CP932 as Windows has it: 〜 and ～ both fit, 髙 and 﨑 do, 𠮷 does not.
class Cp932 {
public:
    Cp932() : x_converter(iconv_open("CP932", "UTF-8"))
    {
        must(x_converter != reinterpret_cast<iconv_t>(-1), "the C library knows CP932");
    }
    ~Cp932() { iconv_close(x_converter); }
    Cp932(const Cp932&) = delete;
    Cp932& operator=(const Cp932&) = delete;

    Csv convert(std::string_view text)
    {
        Csv out;
        for (std::size_t at = 0; at < text.size();) {
            const std::size_t length = std::min(length_of(text[at]), text.size() - at);
            const std::string letter(text.substr(at, length));
            const std::string bytes = bytes_of(letter);
            out.bytes += bytes.empty() ? bytes_of("〓") : bytes;
            if (bytes.empty() && std::find(out.unfit.begin(), out.unfit.end(), letter) == out.unfit.end())
                out.unfit.push_back(letter);
            at += length;
        }
        return out;
    }

private:
    static std::size_t length_of(char first)
    {
        const auto byte = static_cast<unsigned char>(first);
        return byte < 0x80 ? 1 : byte < 0xE0 ? 2 : byte < 0xF0 ? 3 : 4;
    }

    /// Empty: there is no such letter in CP932.
    std::string bytes_of(std::string letter)
    {
        std::array<char, 8> buffer{};
        char* from = letter.data();
        char* to = buffer.data();
        std::size_t left = letter.size(), room = buffer.size();
        iconv(x_converter, nullptr, nullptr, nullptr, nullptr);
        if (iconv(x_converter, &from, &left, &to, &room) == static_cast<std::size_t>(-1)) return "";
        return {buffer.data(), to};
    }

    iconv_t x_converter;
};

}  // namespace

std::string defused(const std::string& text)
{
    constexpr std::array<std::string_view, 11> signs{"=",  "+",  "-",  "@",  "\t", "\r",
                                                     "\n", "＝", "＋", "－", "＠"};
    const bool is_live = std::any_of(signs.begin(), signs.end(),
                                     [&](std::string_view sign) { return text.starts_with(sign); });
    return is_live ? "'" + text : text;
}

Csv write_csv(const Sheet& sheet, Encoding encoding)
{
    std::string text;
    const auto end_row = [&text] { text.replace(text.size() - 1, 1, line_end); };
    for (const SheetColumn& column : sheet.columns) text += quoted(column.title) + ",";
    end_row();
    for (const std::vector<Value>& row : sheet.rows) {
        must(row.size() == sheet.columns.size(), "a row has a value for each column");
        for (const Value& value : row) text += quoted(text_of(value)) + ",";
        end_row();
    }
    if (encoding == Encoding::utf_8) return {std::string(byte_order_mark) + text};
    return Cp932().convert(text);
}

}  // namespace hagukumi::paper
