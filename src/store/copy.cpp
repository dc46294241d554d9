#include "store/copy.hpp"

#include <deque>

#include "store/postgres/connection.hpp"

namespace hagukumi::store {

namespace {

/// The statements that read and write one table. Connections know statements by their address, so these stay.
struct TableCopy {
    std::vector<Parameter::Kind> kinds;  ///< of the columns behind the municipality
    std::string select_sql, insert_sql;
    Statement select, insert;
};

const TableCopy& keep(TableCopy made)
{
    static std::deque<TableCopy> kept;
    TableCopy& copy = kept.emplace_back(std::move(made));
    copy.select = {"store.copy_from", copy.select_sql.c_str()};
    copy.insert = {"store.copy_to", copy.insert_sql.c_str()};
    return copy;
}

const TableCopy& copy_of(const Table& table)
{
    must(!table.columns.empty() && table.columns.front().name == "municipality",
         "every table begins with the municipality");
    TableCopy copy;
    std::string names = "municipality", values = "$1";
    for (std::size_t i = 1; i < table.columns.size(); ++i) {
        copy.kinds.push_back(table.columns[i].kind);
        names += ", " + table.columns[i].name;
        values += ", $" + std::to_string(i + 1);
    }
    copy.select_sql = "SELECT " + names + " FROM " + table.name + " WHERE municipality = $1";
    copy.insert_sql = "INSERT INTO " + table.name + " (" + names + ") VALUES (" + values + ")";
    return keep(std::move(copy));
}

/// Some rows that share a commit, with what their parameters point to.
class Rows {
public:
    explicit Rows(const TableCopy& table) : x_table(table) {}

    void add(const Row& row)
    {
        std::vector<Parameter>& values = x_rows.emplace_back();
        for (std::size_t i = 0; i < x_table.kinds.size(); ++i)
            values.push_back(value_of(row, static_cast<int>(i) + 1, x_table.kinds[i]));
    }
    bool is_full() const { return x_rows.size() >= 500 || x_bytes > 1 << 20; }
    void clear()
    {
        x_rows.clear();
        x_kept.clear();
        x_bytes = 0;
    }
    std::int64_t size() const { return static_cast<std::int64_t>(x_rows.size()); }

    Result<std::int64_t> write(Database& to, MunicipalityCode municipality) const
    {
        return to.lane().run(municipality, [&](Transaction& tx) -> Result<std::int64_t> {
            for (const auto& values : x_rows) tx.write_values(x_table.insert, values);
            return size();
        });
    }

private:
    Parameter value_of(const Row& row, int column, Parameter::Kind kind)
    {
        if (row.is_null(column)) return {};
        if (kind == Parameter::Kind::integer) return row.integer(column);
        if (kind == Parameter::Kind::text) return std::string_view(keep(std::string(row.text(column))));
        const Bytes bytes = row.bytes(column);
        const std::string& kept = keep(std::string(bytes.begin(), bytes.end()));
        return Bytes(reinterpret_cast<const std::uint8_t*>(kept.data()), kept.size());
    }
    const std::string& keep(std::string value)
    {
        x_bytes += value.size();
        return x_kept.emplace_back(std::move(value));
    }

    const TableCopy& x_table;
    std::vector<std::vector<Parameter>> x_rows;
    std::deque<std::string> x_kept;
    std::size_t x_bytes = 0;
};

Result<std::int64_t> copy_table(Snapshot& from, Database& to, const TableCopy& table)
{
    std::int64_t written = 0;
    Rows rows(table);
    Result<std::int64_t> problem = 0;
    const auto write = [&] {
        problem = rows.write(to, from.municipality());
        if (problem) written += *problem;
        rows.clear();
        return problem.has_value();
    };
    from.query(table.select, [&](const Row& row) {
        rows.add(row);
        return !rows.is_full() || write();
    });
    if (problem && rows.size() > 0) write();
    if (!problem) return tl::unexpected(problem.error());
    return written;
}

std::vector<const TableCopy*> tables_of(Database& database)
{
    std::vector<const TableCopy*> tables;
    for (const Table& table : database.tables()) tables.push_back(&copy_of(table));
    return tables;
}

/// All of one municipality, as it is at one instant; gives the number of rows.
Result<std::int64_t> copy_tables(Database& from, Database& to, const std::vector<const TableCopy*>& tables,
                                 MunicipalityCode municipality)
{
    Result<std::int64_t> done = 0;
    from.read(municipality, [&](Snapshot& snapshot) {
        for (const TableCopy* table : tables) {
            const auto rows = copy_table(snapshot, to, *table);
            if (!rows) {
                done = tl::unexpected(rows.error());
                return;
            }
            *done += *rows;
        }
    });
    return done;
}

bool holds_rows_of(Database& database, const std::vector<const TableCopy*>& tables,
                   MunicipalityCode municipality)
{
    bool found = false;
    database.read(municipality, [&](Snapshot& snapshot) {
        for (const TableCopy* table : tables) {
            snapshot.query(table->select, [&](const Row&) {
                found = true;
                return false;
            });
            if (found) return;
        }
    });
    return found;
}

}  // namespace

Result<Copied> copy_rows(Database& from, Database& to)
{
    if (!to.municipalities().empty()) {
        return fail(
            ErrorKind::conflict, "not_empty",
            {"移す先のデータベースには、すでに自治体のデータがあります。空のデータベースを指定してください。",
             "The database to move to already holds municipalities. Name an empty one."});
    }
    const std::vector<const TableCopy*> tables = tables_of(from);
    Copied copied;
    for (const MunicipalityCode municipality : from.municipalities()) {
        copied.rows += TRY(copy_tables(from, to, tables, municipality));
        ++copied.municipalities;
    }
    return copied;
}

Result<Copied> copy_municipality(Database& from, Database& to, MunicipalityCode municipality)
{
    const std::vector<const TableCopy*> tables = tables_of(from);
    if (holds_rows_of(to, tables, municipality)) {
        return fail(
            ErrorKind::conflict, "not_empty",
            {"移す先のデータベースには、この自治体のデータがすでにあります。ないものを指定してください。",
             "The database to move to already holds rows of this municipality. Name one that does not."});
    }
    return Copied{1, TRY(copy_tables(from, to, tables, municipality))};
}

Result<void> learn_contents(const std::string& database)
{
    if (!is_postgres(database)) return {};
    try {
        postgres::Connection connection(database);
        connection.execute("ANALYZE");
    } catch (const std::exception& found) {
        return fail(ErrorKind::unavailable, "not_analyzed",
                    {"移し終わりましたが、ANALYZEを実行できませんでした：" + std::string(found.what()),
                     "Everything was moved, but ANALYZE could not be run: " + std::string(found.what())});
    }
    return {};
}

}  // namespace hagukumi::store
