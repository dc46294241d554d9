// migrate, move, backup, restore: what an operator does with a database.
#include <fmt/format.h>

#include <algorithm>
#include <filesystem>

#include "app/commands.hpp"
#include "app/installation.hpp"
#include "app/open_existing.hpp"
#include "app/places.hpp"
#include "audit/verify.hpp"
#include "base/municipality_code.hpp"
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

Result<std::unique_ptr<store::Database>> open_new_place(const std::string& database)
{
    store::Options options;
    options.database = database;
    return store::open_database(std::move(options));
}

/// The municipality's chain in the new place is whole, and ends where the old one ends.
Result<void> demand_same_chain(store::Database& source, store::Database& target,
                               MunicipalityCode municipality)
{
    audit::Head before;
    source.read(municipality, [&](store::Snapshot& snapshot) { before = audit::find_head(snapshot); });
    audit::Verdict verdict;
    target.read(municipality, [&](store::Snapshot& snapshot) { verdict = audit::verify(snapshot, before); });
    if (verdict.finding == audit::Finding::tail_cut) {
        return fail(
            ErrorKind::conflict, "written_meanwhile",
            {"移している間に、もとのデータベースへ書き込みがありました。サービスを止めてから、"
             "新しい移し先でもう一度行ってください。",
             "Somebody wrote to the old database meanwhile. End what serves it, and move to a new place "
             "again."});
    }
    if (verdict.finding != audit::Finding::intact)
        return fail(ErrorKind::conflict, "chain_broken", verdict.sentence);
    return {};
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
    const std::unique_ptr<store::Database> target = TRY(open_new_place(to));
    const store::Copied copied = TRY(store::copy_rows(*source, *target));
    for (const MunicipalityCode municipality : source->municipalities())
        TRY(demand_same_chain(*source, *target, municipality));
    TRY(store::learn_contents(to));
    out << fmt::format("{} municipalities and {} rows moved; chains intact and their heads the same\n",
                       copied.municipalities, copied.rows);
    return {};
}

Result<void> move_municipality(const std::string& from, const std::string& to, MunicipalityCode municipality,
                               std::ostream& out)
{
    const std::unique_ptr<store::Database> source = TRY(open_existing(from));
    const auto known = source->municipalities();
    if (std::find(known.begin(), known.end(), municipality) == known.end()) {
        return fail(ErrorKind::not_found, "no_municipality",
                    {fmt::format("{}はこのデータベースにありません。", to_string(municipality)),
                     fmt::format("{} is not in this database.", to_string(municipality))});
    }
    TRY(demand_lives_here(*source, municipality));
    const std::unique_ptr<store::Database> target = TRY(open_new_place(to));
    const store::Copied copied = TRY(store::copy_municipality(*source, *target, municipality));
    // The heads are compared as they are now: an instance that still wrote has moved the old one on.
    TRY(demand_same_chain(*source, *target, municipality));
    TRY(mark_moved_away(*source, municipality, wall_clock()));
    TRY(store::learn_contents(to));
    out << fmt::format(
        "{} moved with {} rows; its chain is intact and its head the same. It lives in the new database "
        "as soon as "
        "the file of places says so.\n",
        to_string(municipality), copied.rows);
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
