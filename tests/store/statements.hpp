// Statements for the store's own tests, on the tables of the first migrations.
#pragma once

#include "base/id.hpp"
#include "store/transaction.hpp"

namespace hagukumi::test {

inline constexpr store::Statement add_municipality{
    "test.add_municipality",
    "INSERT INTO municipality (municipality, name) VALUES ($1, $2) ON CONFLICT (municipality) DO NOTHING"};
inline constexpr store::Statement find_municipality{"test.find_municipality",
                                                    "SELECT name FROM municipality WHERE municipality = $1"};
inline constexpr store::Statement add_command{"test.add_command",
                                              "INSERT INTO command (municipality, key, actor, kind, "
                                              "fingerprint, at, answer) VALUES ($1, $2, $3, $4, $5, $6, $7)"};
inline constexpr store::Statement find_command{
    "test.find_command",
    "SELECT actor, kind, fingerprint, at, answer FROM command WHERE municipality = $1 AND key = $2"};
inline constexpr store::Statement all_commands{
    "test.all_commands", "SELECT key FROM command WHERE municipality = $1 ORDER BY key"};
inline constexpr store::Statement count_commands{
    "test.count_commands", "SELECT count(*), count(answer) FROM command WHERE municipality = $1"};
inline constexpr store::Statement set_head{
    "test.set_head",
    "INSERT INTO audit_head (municipality, seq, hash) VALUES ($1, $2, $3) "
    "ON CONFLICT (municipality) DO UPDATE SET seq = excluded.seq, hash = excluded.hash"};
inline constexpr store::Statement raise_head{"test.raise_head",
                                             "UPDATE audit_head SET seq = seq + 1 WHERE municipality = $1"};
inline constexpr store::Statement find_head{"test.find_head",
                                            "SELECT seq FROM audit_head WHERE municipality = $1"};

Id number_id(std::uint64_t number);

void write_command(store::Transaction& tx, const Id& key, std::string_view answer = "answer");

std::int64_t commands_in(store::Snapshot& snapshot);

}  // namespace hagukumi::test
