#include "http/static_files.hpp"

#include <fmt/format.h>

#include <array>
#include <fstream>
#include <iterator>

#include "base/municipality_code.hpp"

namespace hagukumi::http {

namespace {

std::string_view type_of(std::string_view name)
{
    constexpr std::array<std::pair<std::string_view, std::string_view>, 16> types{{
        {".html", "text/html; charset=utf-8"},
        {".js", "text/javascript; charset=utf-8"},
        {".css", "text/css; charset=utf-8"},
        {".json", "application/json"},
        {".map", "application/json"},
        {".webmanifest", "application/manifest+json"},
        {".svg", "image/svg+xml"},
        {".png", "image/png"},
        {".jpg", "image/jpeg"},
        {".webp", "image/webp"},
        {".ico", "image/x-icon"},
        {".woff2", "font/woff2"},
        {".wasm", "application/wasm"},
        {".mp3", "audio/mpeg"},
        {".txt", "text/plain; charset=utf-8"},
        {".md", "text/plain; charset=utf-8"},
    }};
    for (const auto& [ending, type] : types)
        if (name.ends_with(ending)) return type;
    return "application/octet-stream";
}

/// FNV-1a: tells versions of a file apart, nothing more.
std::string tag_of(std::string_view content)
{
    std::uint64_t hash = 14695981039346656037u;
    for (const char c : content) hash = (hash ^ static_cast<unsigned char>(c)) * 1099511628211u;
    return fmt::format("{:016x}", hash);
}

std::optional<std::string> content_of(const std::filesystem::path& path)
{
    std::ifstream file(path, std::ios::binary);
    std::string content{std::istreambuf_iterator<char>(file), {}};
    if (!file.good() && !file.eof()) return std::nullopt;
    return content;
}

/// Whether Accept-Encoding names it; a weight of nothing is a no.
bool accepts(std::string_view accepted, std::string_view encoding)
{
    while (!accepted.empty()) {
        std::string_view one = accepted.substr(0, accepted.find(','));
        accepted.remove_prefix(std::min(one.size() + 1, accepted.size()));
        while (!one.empty() && one.front() == ' ') one.remove_prefix(1);
        if (!one.starts_with(encoding)) continue;
        one.remove_prefix(encoding.size());
        return one.empty() || (one.front() == ';' && one.find("q=0") == std::string_view::npos) ||
               one.find("q=0.") != std::string_view::npos;
    }
    return false;
}

bool names(std::string_view tags, std::string_view tag)
{
    return tags == "*" || tags.find(tag) != std::string_view::npos;
}

// The reader of QR codes is compiled from wasm, on the pages of parents and desks.  A parent's page inside
// LINE loads LINE's own script.
std::string policy_of(const Site& site, std::string_view name)
{
    const bool needs_wasm = name != "index.html" && name != "office.html";
    const bool is_in_line = name == "parent.html" && site.line != nullptr;
    return fmt::format(
        "default-src 'none'; script-src 'self'{}{}; style-src 'self'; img-src 'self' data: blob:; font-src "
        "'self'; "
        "media-src 'self' blob:; connect-src 'self'{}; worker-src 'self' blob:; manifest-src 'self'; "
        "object-src 'none'; base-uri 'none'; frame-ancestors 'none'; form-action 'self'",
        needs_wasm ? " 'wasm-unsafe-eval'" : "", is_in_line ? " " + site.line->script_origin() : "",
        is_in_line ? " " + site.line->connect_origins() : "");
}

/// The name of the file behind a path, or empty.
std::string_view name_for(const Site& site, std::string_view path)
{
    path.remove_prefix(1);
    if (path.empty()) return "index.html";
    const std::string_view first = path.substr(0, path.find('/'));
    const auto code = parse_municipality_code(first);
    if (!code) return path.ends_with(".html") ? std::string_view() : path;
    if (site.find(*code) == nullptr || first.size() == path.size()) return {};
    const std::string_view rest = path.substr(first.size() + 1);
    const std::string_view part = rest.substr(0, rest.find('/'));
    return part == "desk" ? "desk.html" : part == "office" ? "office.html" : "parent.html";
}

}  // namespace

Result<StaticFiles> StaticFiles::load(const std::filesystem::path& folder)
{
    StaticFiles files;
    if (folder.empty()) return files;
    const auto unreadable = [&](const std::filesystem::path& path) {
        return fail(ErrorKind::unavailable, "pages_unreadable",
                    {"画面のファイルを読み込めません：" + path.string(),
                     "The pages cannot be read: " + path.string() + "."});
    };
    std::error_code error;
    std::filesystem::recursive_directory_iterator entries(folder, error);
    if (error) return unreadable(folder);
    for (const auto& entry : entries) {
        if (!entry.is_regular_file() || entry.path().filename().string().starts_with('.')) continue;
        const std::string name = entry.path().lexically_relative(folder).generic_string();
        auto content = content_of(entry.path());
        if (!content) return unreadable(entry.path());
        if (name.ends_with(".gz")) {
            files.x_files[name.substr(0, name.size() - 3)].gzip = std::move(*content);
        } else if (name.ends_with(".br")) {
            files.x_files[name.substr(0, name.size() - 3)].brotli = std::move(*content);
        } else {
            File& file = files.x_files[name];
            file.tag = tag_of(*content);
            file.content = std::move(*content);
            file.content_type = type_of(name);
        }
    }
    return files;
}

const StaticFiles::File* StaticFiles::find(std::string_view name) const
{
    const auto found = x_files.find(name);
    return found == x_files.end() || found->second.tag.empty() ? nullptr : &found->second;
}

std::optional<Response> StaticFiles::answer(const Site& site, const Request& request) const
{
    if (request.method != "GET" && request.method != "HEAD") return std::nullopt;
    const std::string_view path = request.path;
    Response response;
    if (const auto code = parse_municipality_code(path.substr(1)); code && site.find(*code) != nullptr) {
        response = no_content();
        response.status = 308;
        response.headers.emplace_back("Location", request.path + "/");
        return response;
    }
    const std::string_view name = name_for(site, path);
    const File* file = find(name);
    if (file == nullptr) return std::nullopt;

    const std::string_view accepted = request.header("accept-encoding");
    const std::string* content = &file->content;
    std::string tag = "\"" + file->tag;
    if (!file->brotli.empty() && accepts(accepted, "br")) {
        content = &file->brotli;
        response.headers.emplace_back("Content-Encoding", "br");
        tag += "-br";
    } else if (!file->gzip.empty() && accepts(accepted, "gzip")) {
        content = &file->gzip;
        response.headers.emplace_back("Content-Encoding", "gzip");
        tag += "-gz";
    }
    tag += '"';
    if (!file->brotli.empty() || !file->gzip.empty())
        response.headers.emplace_back("Vary", "Accept-Encoding");
    response.headers.emplace_back(
        "Cache-Control", name.starts_with("assets/") ? "public, max-age=31536000, immutable" : "no-cache");
    response.headers.emplace_back("Content-Security-Policy", policy_of(site, name));
    response.content_type = file->content_type;
    const bool is_known = names(request.header("if-none-match"), tag);
    response.headers.emplace_back("ETag", std::move(tag));
    if (is_known) {
        response.status = 304;
        return response;
    }
    response.body = *content;
    return response;
}

}  // namespace hagukumi::http
