#include "http/body.hpp"

#include <boost/json/basic_parser_impl.hpp>
#include <boost/json/parse.hpp>
#include <set>
#include <string>

namespace hagukumi::http {

namespace {

constexpr std::size_t most_depth = 8;
constexpr std::size_t most_members = 100;

/// Looks at names and depth while the text goes by; keeps nothing else.
struct Strict {
    static constexpr std::size_t max_object_size = most_members;
    static constexpr std::size_t max_array_size = most_members;
    static constexpr std::size_t max_key_size = 100;
    static constexpr std::size_t max_string_size = 64 << 10;

    std::vector<std::set<std::string>> names;
    std::string key;
    bool has_double = false;
    bool has_nul = false;  ///< U+0000, which PostgreSQL keeps in no text

    using error_code = boost::json::error_code;
    using view = boost::json::string_view;
    bool on_document_begin(error_code&) { return true; }
    bool on_document_end(error_code&) { return true; }
    bool on_object_begin(error_code&)
    {
        names.emplace_back();
        return true;
    }
    bool on_object_end(std::size_t, error_code&)
    {
        names.pop_back();
        return true;
    }
    bool on_array_begin(error_code&) { return true; }
    bool on_array_end(std::size_t, error_code&) { return true; }
    bool on_key_part(view part, std::size_t, error_code&)
    {
        look_for_nul(part);
        key.append(part.data(), part.size());
        return true;
    }
    bool on_key(view part, std::size_t, error_code&)
    {
        look_for_nul(part);
        key.append(part.data(), part.size());
        has_double = has_double || !names.back().insert(std::move(key)).second;
        key.clear();
        return true;
    }
    bool on_string_part(view part, std::size_t, error_code&) { return look_for_nul(part); }
    bool on_string(view part, std::size_t, error_code&) { return look_for_nul(part); }
    bool on_number_part(view, error_code&) { return true; }
    bool on_int64(std::int64_t, view, error_code&) { return true; }
    bool on_uint64(std::uint64_t, view, error_code&) { return true; }
    bool on_double(double, view, error_code&) { return true; }
    bool on_bool(bool, error_code&) { return true; }
    bool on_null(error_code&) { return true; }
    bool on_comment_part(view, error_code&) { return true; }
    bool on_comment(view, error_code&) { return true; }

    bool look_for_nul(view part)
    {
        has_nul = has_nul || part.find('\0') != view::npos;
        return true;
    }
};

tl::unexpected<Error> not_json(const char* what)
{
    return fail(
        ErrorKind::malformed, "not_json",
        {"送られた内容を読めませんでした。", std::string("The body is not one JSON object: ") + what + "."});
}

}  // namespace

Result<boost::json::object> parse_body(std::string_view body)
{
    boost::json::parse_options options;
    options.max_depth = most_depth;
    boost::json::basic_parser<Strict> strict(options);
    boost::json::error_code problem;
    const std::size_t read = strict.write_some(false, body.data(), body.size(), problem);
    if (problem) return not_json("it cannot be parsed, is nested too deep or has too many members");
    if (read != body.size()) return not_json("something stands behind it");
    if (strict.handler().has_double) return not_json("a name stands twice");
    if (strict.handler().has_nul) return not_json("a text holds the character U+0000");
    boost::json::value value =
        boost::json::parse(boost::json::string_view(body.data(), body.size()), problem, {}, options);
    if (problem || !value.is_object()) return not_json("allowed is {…}");
    return std::move(value.as_object());
}

}  // namespace hagukumi::http
