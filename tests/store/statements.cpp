#include "store/statements.hpp"

namespace hagukumi::test {

Id number_id(std::uint64_t number)
{
    Id id;
    for (int i = 15; i >= 8; --i, number >>= 8)
        id.bytes[static_cast<std::size_t>(i)] = static_cast<std::uint8_t>(number);
    return id;
}

void write_command(store::Transaction& tx, const Id& key, std::string_view answer)
{
    tx.execute(add_command, key, number_id(1), "test", number_id(2), Instant{1}, answer);
}

std::int64_t commands_in(store::Snapshot& snapshot)
{
    return *snapshot.find(count_commands, [](const store::Row& row) { return row.integer(0); });
}

}  // namespace hagukumi::test
