#include "store/migration_plan.hpp"

#include <cinttypes>
#include <cstdio>
#include <string_view>

namespace hagukumi::store {

namespace {

tl::unexpected<Error> too_new(int found, int known)
{
    const std::string there = std::to_string(found), here = std::to_string(known);
    return fail(ErrorKind::unavailable, "schema_too_new",
                {"データベースのスキーマ（版" + there + "）が、このプログラムの知る版" + here +
                     "より新しいため開けません。新しいプログラムで起動してください。",
                 "The database has schema version " + there + "; this program knows versions up to " + here +
                     ". Start it with the newer program."});
}

tl::unexpected<Error> differs(const std::string& name)
{
    return fail(ErrorKind::unavailable, "schema_differs",
                {"適用済みのマイグレーション" + name + "の内容がこのプログラムのものと異なります。",
                 "Migration " + name +
                     " was applied in another form than the one in this program. A database from before a "
                     "release is made anew; otherwise start the program that belongs to it."});
}

}  // namespace

std::string fingerprint_of(const Migration& migration)
{
    std::uint64_t hash = 0xcbf29ce484222325;  // FNV-1a
    for (const char c : std::string_view(migration.sql))
        hash = (hash ^ static_cast<unsigned char>(c)) * 0x100000001b3;
    char digits[17];
    std::snprintf(digits, sizeof digits, "%016" PRIx64, hash);
    return digits;
}

Result<std::vector<const Migration*>> find_missing(const std::map<int, std::string>& applied,
                                                   const std::vector<Migration>& known)
{
    int version = 0;
    for (const Migration& migration : known) {
        must(migration.number > version, "migrations are numbered upwards");
        version = migration.number;
    }
    const int newest = applied.empty() ? 0 : applied.rbegin()->first;
    if (newest > version) return too_new(newest, version);
    std::vector<const Migration*> missing;
    for (const Migration& migration : known) {
        const auto found = applied.find(migration.number);
        if (found == applied.end() && newest < migration.number) missing.push_back(&migration);
        else if (found == applied.end() || found->second != fingerprint_of(migration))
            return differs(migration.name);
    }
    return missing;
}

}  // namespace hagukumi::store
