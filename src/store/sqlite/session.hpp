// A Snapshot and a Transaction on a connection; whoever makes them begins and commits.
#pragma once

#include "store/sqlite/connection.hpp"
#include "store/transaction.hpp"

namespace hagukumi::store::sqlite {

class SqliteSnapshot final : public Snapshot {
public:
    SqliteSnapshot(Connection& connection, MunicipalityCode municipality)
        : Snapshot(municipality), x_connection(connection)
    {
    }

protected:
    std::int64_t run(const Statement& statement, std::span<const Parameter> parameters, RowSink sink) override
    {
        return x_connection.run(statement, municipality(), parameters, sink);
    }

private:
    Connection& x_connection;
};

class SqliteTransaction final : public Transaction {
public:
    SqliteTransaction(Connection& connection, MunicipalityCode municipality)
        : Transaction(municipality), x_connection(connection)
    {
    }

    std::vector<Announcement>& announcements() { return x_announcements; }
    void touch_all(std::span<const Id> objects)
    {
        x_touched.insert(x_touched.end(), objects.begin(), objects.end());
    }

protected:
    std::int64_t run(const Statement& statement, std::span<const Parameter> parameters, RowSink sink) override
    {
        // A change that came in through query() counts as well: what was written can be undone.
        if (!x_has_written && !x_connection.reads_only(statement)) x_has_written = true;
        return x_connection.run(statement, municipality(), parameters, sink);
    }

private:
    Connection& x_connection;
};

}  // namespace hagukumi::store::sqlite
