// The built pages, held in memory from the start.
//
//   /                    index.html, the landing page
//   /{municipality}/…    parent.html, …/desk/… desk.html, …/office/… office.html; the page does the rest
//   /assets/…            files with a hash in their name: kept by browsers for good
//   /sw.js and other files at the root: asked for anew each time
//
// Only names that were found at the start are known, so that no path leads out of the folder.
#pragma once

#include <filesystem>
#include <map>
#include <optional>
#include <string>

#include "http/request.hpp"
#include "http/response.hpp"
#include "http/site.hpp"

namespace hagukumi::http {

class StaticFiles {
public:
    /// Empty path: no pages.  Errors: `unavailable` (the folder cannot be read).
    static Result<StaticFiles> load(const std::filesystem::path& folder);

    /// Answers GET and HEAD; nothing when there is no such page.
    std::optional<Response> answer(const Site& site, const Request& request) const;

    std::size_t count() const { return x_files.size(); }

private:
    struct File {
        std::string content, gzip, brotli;  ///< the latter two from files beside it; may be empty
        std::string content_type, tag;
    };
    const File* find(std::string_view name) const;

    std::map<std::string, File, std::less<>> x_files;  ///< by name: "assets/main-1a2b.js"
};

}  // namespace hagukumi::http
