// A connection that writes, opened anew when it breaks.
#pragma once

#include <memory>
#include <string>

#include "store/engine.hpp"
#include "store/postgres/connection.hpp"

namespace hagukumi::store::postgres {

/// Commands of one municipality never run at the same time, on whichever instance: each transaction locks its
/// municipalities before it reads. So a command may read, decide and write here as it may in SQLite, and
/// nothing ever has to be tried again because of another.
class PostgresWriter final : public Writer {
public:
    /// `instance` is told with announcements, so that this process does not hear its own again.
    PostgresWriter(std::string address, std::string instance);

    Session& session() override { return *x_connection; }
    void begin(std::span<const MunicipalityCode> municipalities) override;
    void set_savepoint() override;
    void roll_back_to_savepoint() override;
    void release_savepoint() override;
    void settle() override;
    bool is_usable() const override { return !x_connection->has_failed(); }
    void roll_back() override;
    Committed commit(std::span<const Announcement> announcements, std::string& what) override;

private:
    void connect();
    Committed find_out();
    bool is_replicated_up_to_here();

    const std::string x_address, x_instance;
    std::unique_ptr<Connection> x_connection;
    std::string x_history;      ///< the server's timeline, which changes when another one takes its place
    std::string x_transaction;  ///< its number, by which the server knows later what became of it
};

}  // namespace hagukumi::store::postgres
