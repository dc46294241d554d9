// The one connection that writes the file, and its checkpoints.
#pragma once

#include <memory>
#include <string>

#include "store/engine.hpp"
#include "store/sqlite/checkpointer.hpp"
#include "store/sqlite/connection.hpp"

namespace hagukumi::store::sqlite {

class SqliteWriter final : public Writer {
public:
    /// `pin` is a reader for the checkpoints of `file`; a busy lane begins its log anew after `log_bytes`.
    SqliteWriter(std::unique_ptr<Connection> connection, std::unique_ptr<Connection> pin,
                 const WriteBack& file, std::int64_t log_bytes);

    Session& session() override { return *x_connection; }
    void begin(std::span<const MunicipalityCode> municipalities) override;
    void set_savepoint() override { x_connection->execute("SAVEPOINT command"); }
    void roll_back_to_savepoint() override { x_connection->roll_back_to("command"); }
    void release_savepoint() override { x_connection->execute("RELEASE command"); }
    void roll_back() override { x_connection->roll_back(); }
    Committed commit(std::span<const Announcement> announcements, std::string& what) override;
    bool can_sync_later() const override { return x_log != nullptr; }
    Committed commit_and_sync_later(std::span<const Announcement> announcements, std::string& what) override;
    bool sync(std::string& what) override;
    bool wants_upkeep() const override { return x_checkpointer.has_work(); }
    void keep_up(bool idle) override;

private:
    const std::unique_ptr<Connection> x_connection;
    Checkpointer x_checkpointer;
    sqlite3_file* x_log = nullptr;  ///< null until the first commit has made it
};

}  // namespace hagukumi::store::sqlite
