// A database in PostgreSQL: several lanes, each for its share of the municipalities; several instances.
#include <algorithm>
#include <random>

#include "store/migrations.hpp"
#include "store/pool.hpp"
#include "store/postgres/announcements.hpp"
#include "store/postgres/connection.hpp"
#include "store/postgres/migrate.hpp"
#include "store/postgres/open.hpp"
#include "store/postgres/writer.hpp"
#include "store/writer_lane.hpp"

namespace hagukumi::store::postgres {

namespace {

/// Commands of a municipality always go to the same of them, so that they keep their order.
class Lanes final : public Lane {
public:
    Lanes(const Options& options, const std::string& instance)
    {
        for (int i = 0; i < std::max(1, options.writers); ++i)
            x_lanes.push_back(std::make_unique<WriterLane>(
                std::make_unique<PostgresWriter>(options.database, instance), options));
    }

    using Lane::submit;
    void submit(std::unique_ptr<Job> job) override
    {
        // Codes end in a check digit; what stands before it counts the municipalities of a prefecture.
        const auto number = static_cast<std::size_t>(job->municipality().value) / 10;
        x_lanes[number % x_lanes.size()]->submit(std::move(job));
    }

    void stop()
    {
        for (auto& lane : x_lanes) lane->stop();
    }

    Counters counters() const
    {
        Counters sum;
        for (const auto& lane : x_lanes) {
            const Counters one = lane->counters();
            sum.commands += one.commands;
            sum.batches += one.batches;
            sum.repeated_batches += one.repeated_batches;
            sum.waiting += one.waiting;
        }
        return sum;
    }

private:
    std::vector<std::unique_ptr<WriterLane>> x_lanes;
};

/// A reader for as long as one read lasts, with its transaction around it.
class Reading {
public:
    explicit Reading(Pool<Connection>& readers) : x_reader(readers)
    {
        if (!x_reader.is_open() || x_reader->is_cut_meanwhile()) x_reader.replace();
        x_reader->forget_municipality();
        x_reader->queue("BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY");
    }
    ~Reading()
    {
        try {
            x_reader->queue("ROLLBACK");
            x_reader->send_off();
        } catch (const std::exception&) {
            // The line is cut: the server has ended the transaction, and the next read opens another.
        }
    }
    Reading(const Reading&) = delete;
    Reading& operator=(const Reading&) = delete;
    Connection& connection() { return *x_reader; }

private:
    Pool<Connection>::Taken x_reader;
};

/// What is answered is on the disk only with these; they are PostgreSQL's defaults.
Result<void> expect_durable(Connection& connection)
{
    const std::string unsafe = connection.word(
        "SELECT string_agg(name || '=' || setting, ', ') FROM pg_settings WHERE name IN ('fsync', "
        "'full_page_writes', 'synchronous_commit') AND setting NOT IN ('on', 'remote_apply')");
    if (unsafe.empty()) return {};
    return fail(
        ErrorKind::unavailable, "settings_not_durable",
        {"このPostgreSQLの設定では、記録したものが失われることがあります：" + unsafe + "。onにしてください。",
         "With these settings PostgreSQL may lose what was recorded: " + unsafe + ". Set them to on."});
}

std::string draw_instance()
{
    std::random_device random;
    return std::to_string(random()) + std::to_string(random());
}

class PostgresDatabase final : public Database {
public:
    PostgresDatabase(const Options& options, int version)
        : x_schema_version(version),
          x_instance(draw_instance()),
          x_lanes(options, x_instance),
          x_readers(options.readers,
                    [address = options.database] { return std::make_unique<Connection>(address); })
    {
        if (options.on_committed) x_listener.emplace(options.database, x_instance, options.on_committed);
    }
    ~PostgresDatabase() override { stop(); }

    Lane& lane() override { return x_lanes; }

    void read(MunicipalityCode municipality, const std::function<void(Snapshot&)>& read) override
    {
        Reading reading(x_readers);
        SessionSnapshot snapshot(reading.connection(), municipality);
        read(snapshot);
    }

    std::vector<MunicipalityCode> municipalities() override
    {
        Reading reading(x_readers);
        const Answer answer =
            reading.connection().execute("SELECT municipality FROM municipality ORDER BY municipality");
        std::vector<MunicipalityCode> all;
        for (int row = 0; row < PQntuples(answer.get()); ++row)
            all.push_back({std::atoi(PQgetvalue(answer.get(), row, 0))});
        return all;
    }

    std::vector<Table> tables() override
    {
        Reading reading(x_readers);
        // Numbers rise as tables are made, and a table is made behind those it refers to.
        const Answer answer = reading.connection().execute(
            "SELECT c.relname, a.attname, format_type(a.atttypid, NULL) FROM pg_class c JOIN pg_attribute a "
            "ON "
            "a.attrelid = c.oid WHERE c.relnamespace = current_schema()::regnamespace AND c.relkind = 'r' "
            "AND "
            "c.relname <> 'schema_version' AND a.attnum > 0 AND NOT a.attisdropped ORDER BY c.oid, a.attnum");
        std::vector<Table> all;
        for (int row = 0; row < PQntuples(answer.get()); ++row) {
            const std::string table = PQgetvalue(answer.get(), row, 0),
                              type = PQgetvalue(answer.get(), row, 2);
            if (all.empty() || all.back().name != table) all.push_back({table, {}});
            all.back().columns.push_back(
                {PQgetvalue(answer.get(), row, 1), type == "bigint"  ? Parameter::Kind::integer
                                                   : type == "bytea" ? Parameter::Kind::bytes
                                                                     : Parameter::Kind::text});
        }
        return all;
    }

    int schema_version() override { return x_schema_version; }

    Counters counters() const override { return x_lanes.counters(); }

    Result<void> backup(const std::filesystem::path& /*to*/) override
    {
        return fail(
            ErrorKind::malformed, "backup_by_postgres",
            {"PostgreSQLのデータベースは、PostgreSQLの道具（pg_basebackup、pg_"
             "dump）でバックアップします。docs/"
             "operations.mdをご覧ください。",
             "A PostgreSQL database is backed up by PostgreSQL's own tools (pg_basebackup, pg_dump); see "
             "docs/operations.md."});
    }

    void stop() override { x_lanes.stop(); }

private:
    // Closed from the last to the first.
    const int x_schema_version;
    const std::string x_instance;
    Lanes x_lanes;
    Pool<Connection> x_readers;
    std::optional<Listener> x_listener;
};

}  // namespace

Result<std::unique_ptr<Database>> open(Options options)
{
    int version = 0;
    {
        Connection connection(options.database);
        TRY(expect_durable(connection));
        version = TRY(migrate(connection, migrations()));
    }
    return std::unique_ptr<Database>(std::make_unique<PostgresDatabase>(options, version));
}

}  // namespace hagukumi::store::postgres
