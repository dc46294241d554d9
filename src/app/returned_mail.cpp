#include "app/returned_mail.hpp"

#include <algorithm>
#include <fstream>
#include <iterator>
#include <vector>

#include "mail/returned.hpp"
#include "messages/undelivered.hpp"

namespace hagukumi::app {

namespace {

constexpr std::size_t most_files = 500;  ///< at a time
constexpr std::uintmax_t largest_file = 1024 * 1024;

std::string text_of(const std::filesystem::path& file)
{
    std::ifstream in(file, std::ios::binary);
    return {std::istreambuf_iterator<char>(in), {}};
}

}  // namespace

ReturnedMail::ReturnedMail(Settings settings, store::Database& database)
    : x_settings(std::move(settings)), x_database(&database)
{
}

Result<ReturnedMail> ReturnedMail::open(Settings settings, store::Database& database)
{
    std::error_code none;
    if (!std::filesystem::is_directory(settings.maildir / "new", none) ||
        !std::filesystem::is_directory(settings.maildir / "cur", none)) {
        const std::string where = settings.maildir.string();
        return fail(ErrorKind::malformed, "returned_mail",
                    {"返送メールのMaildir（newとcurのあるフォルダ）がありません：" + where,
                     "There is no Maildir (a folder with new and cur) for mails that come back: " + where});
    }
    return ReturnedMail(std::move(settings), database);
}

void ReturnedMail::read_new()
{
    std::error_code problem;
    std::vector<std::filesystem::path> files;
    for (std::filesystem::directory_iterator entry(x_settings.maildir / "new", problem), end;
         !problem && entry != end && files.size() < most_files; entry.increment(problem)) {
        if (entry->is_regular_file(problem)) files.push_back(entry->path());
    }
    if (problem) return x_settings.log("the Maildir cannot be read: " + problem.message());
    std::sort(files.begin(), files.end());
    for (const std::filesystem::path& file : files) {
        if (!take(file)) continue;
        std::filesystem::remove(file, problem);
        if (problem) x_settings.log("a mail that came back cannot be deleted: " + problem.message());
    }
}

bool ReturnedMail::take(const std::filesystem::path& file)
{
    std::error_code problem;
    const bool is_small = std::filesystem::file_size(file, problem) <= largest_file && !problem;
    const auto returned =
        is_small ? mail::read_returned(text_of(file), x_settings.domain) : std::optional<mail::Returned>();
    const auto known = x_database->municipalities();
    if (!returned || std::find(known.begin(), known.end(), returned->municipality) == known.end()) {
        set_aside(file);
        return false;
    }
    const std::string why = returned->status.empty() ? "returned" : "returned " + returned->status;
    const auto noted =
        x_database->lane().run(returned->municipality, [&](store::Transaction& tx) -> Result<void> {
            messages::mark_returned(tx, returned->message, x_settings.now(), why);
            return {};
        });
    if (!noted) x_settings.log(noted.error().message.en);
    return noted.has_value();  // else the next round takes it
}

void ReturnedMail::set_aside(const std::filesystem::path& file)
{
    std::error_code problem;
    std::filesystem::rename(file, x_settings.maildir / "cur" / (file.filename().string() + ":2,S"), problem);
    if (problem) x_settings.log("a mail cannot be set aside: " + problem.message());
}

}  // namespace hagukumi::app
