// migrate, move, backup, restore: what an operator does with a database.
#include <fmt/format.h>

#include <filesystem>

#include "app/commands.hpp"
#include "app/open_existing.hpp"
#include "audit/verify.hpp"
#include "store/copy.hpp"
#include "store/database.hpp"

namespace hagukumi::app {

namespace fs = std::filesystem;

namespace {

Result<void> demand_free(const std::string& name)
{
    for (const char* suffix : {"", "-wal", "-shm"}) {
        if (fs::exists(name + suffix)) {
            return fail(
                ErrorKind::conflict, "file_exists",
                {name + suffix + " がすでにあります。別の名前にするか、移してからもう一度行ってください。",
                 name + suffix +
                     " exists already; nothing is overwritten. Choose another name, or move it away."});
        }
    }
    return {};
}

/// Every chain of the copy, walked: a copy that nobody has read is not a backup.
Result<std::int64_t> demand_sound(const std::string& name)
{
    const std::unique_ptr<store::Database> database = TRY(open_existing(name));
    std::int64_t entries = 0;
    for (const MunicipalityCode municipality : database->municipalities()) {
        audit::Verdict verdict;
        database->read(municipality, [&](store::Snapshot& snapshot) { verdict = audit::verify(snapshot); });
        if (verdict.finding != audit::Finding::intact) {
            return fail(ErrorKind::conflict, "chain_broken", verdict.sentence);
        }
        entries += verdict.entries;
    }
    return entries;
}

}  // namespace

Result<void> migrate(const std::string& database, std::ostream& out)
{
    store::Options options;
    options.database = database;
    const std::unique_ptr<store::Database> opened = TRY(store::open_database(std::move(options)));
    // The address of a server may hold a password.
    out << fmt::format("{} is at schema version {}\n",
                       store::is_postgres(database) ? "The database" : database, opened->schema_version());
    return {};
}

Result<void> move(const std::string& from, const std::string& to, std::ostream& out)
{
    if (!store::is_postgres(to)) TRY(demand_free(to));
    const std::unique_ptr<store::Database> source = TRY(open_existing(from));
    store::Options options;
    options.database = to;
    const std::unique_ptr<store::Database> target = TRY(store::open_database(std::move(options)));
    const store::Copied copied = TRY(store::copy_rows(*source, *target));
    for (const MunicipalityCode municipality : source->municipalities()) {
        audit::Head before;
        source->read(municipality, [&](store::Snapshot& snapshot) { before = audit::find_head(snapshot); });
        audit::Verdict verdict;
        target->read(municipality,
                     [&](store::Snapshot& snapshot) { verdict = audit::verify(snapshot, before); });
        if (verdict.finding != audit::Finding::intact)
            return fail(ErrorKind::conflict, "chain_broken", verdict.sentence);
    }
    out << fmt::format("{} municipalities and {} rows moved; chains intact and their heads the same\n",
                       copied.municipalities, copied.rows);
    return {};
}

Result<void> backup(const std::string& database, const std::string& to, std::ostream& out)
{
    TRY(demand_free(to));
    {
        const std::unique_ptr<store::Database> source = TRY(open_existing(database));
        TRY(source->backup(to));
    }
    const std::int64_t entries = TRY(demand_sound(to));
    out << fmt::format("{}: a copy of {} bytes, {} audit entries, chains intact\n", to, fs::file_size(to),
                       entries);
    return {};
}

Result<void> restore(const std::string& from, const std::string& database, std::ostream& out)
{
    if (!fs::exists(from)) {
        return fail(ErrorKind::not_found, "no_backup",
                    {"バックアップがありません：" + from, "There is no backup " + from + "."});
    }
    if (fs::exists(from + "-wal")) {
        return fail(ErrorKind::conflict, "not_a_copy",
                    {from + " は使用中のデータベースで、バックアップではありません。先に backup "
                            "でコピーを作ってください。",
                     from + " is a database in use, not a copy: part of it stands in " + from +
                         "-wal. Make a copy with `hagukumi backup` first."});
    }
    TRY(demand_free(database));
    const std::string unfinished = database + ".part";
    std::error_code problem;
    fs::copy_file(from, unfinished, fs::copy_options::overwrite_existing, problem);
    if (problem) {
        return fail(ErrorKind::unavailable, "copy_failed",
                    {"コピーできませんでした：" + problem.message(),
                     "Cannot copy " + from + ": " + problem.message() + "."});
    }
    const auto entries = demand_sound(unfinished);
    if (entries) fs::rename(unfinished, database, problem);
    for (const char* suffix : {"", "-wal", "-shm", ".lock"}) {
        std::error_code ignored;
        fs::remove(unfinished + suffix, ignored);
    }
    if (!entries) return tl::unexpected(entries.error());
    if (problem) {
        return fail(ErrorKind::unavailable, "copy_failed",
                    {"名前を変えられませんでした：" + problem.message(),
                     "Cannot rename to " + database + ": " + problem.message() + "."});
    }
    out << fmt::format("{}: restored from {}, {} audit entries, chains intact\n", database, from, *entries);
    return {};
}

}  // namespace hagukumi::app
