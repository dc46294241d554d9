#include "app/demo_line.hpp"

#include <fmt/format.h>

#include <array>
#include <iostream>

#include "app/line_room.hpp"
#include "base/municipality_code.hpp"

namespace hagukumi::app {

namespace {

std::string draw_hex(Randomness& randomness, std::size_t bytes)
{
    std::string text;
    std::vector<std::uint8_t> drawn(bytes);
    randomness.fill(drawn.data(), drawn.size());
    for (const std::uint8_t byte : drawn) text += fmt::format("{:02x}", byte);
    return text;
}

}  // namespace

DemoLine::DemoLine(std::string address, ServeSettings& serve, Randomness& randomness)
    : x_address(std::move(address)), x_conversations(serve.conversations), x_randomness(randomness)
{
    serve.key = x_key = draw_hex(randomness, line::Seal::key_bytes);  // documents are sealed with it, too
    if (x_address.empty()) return;
    serve.line_api = serve.line_data_api = x_address;
    serve.line_liff = x_address + "/liff";
    serve.line_sdk = x_address + "/liff/sdk.js";
}

Result<void> DemoLine::connect(store::Database& database, const std::string& public_url, Instant at)
{
    if (x_address.empty()) return {};
    const auto folder =
        x_conversations.empty() ? find_own_folder("conversations") : std::filesystem::path(x_conversations);
    const auto seal = TRY(seal_of(x_key));
    for (const auto& conversation : TRY(read_conversations(folder, std::cerr))) {
        const std::string code = to_string(conversation->municipality);
        line::ConnectChannel command;
        command.at = at;
        command.id = make_id(at, x_randomness);
        command.path = draw_hex(x_randomness, 16);
        command.channel_id = fmt::format("1{}01", code);
        command.login_channel_id = fmt::format("2{}01", code);
        command.liff_id = command.login_channel_id + "-demo";
        const std::string secret = draw_hex(x_randomness, 16);
        command.secret = people::Secret(secret);
        TRY(database.lane().run(conversation->municipality, [&](store::Transaction& tx) {
            return line::connect_channel(tx, *seal, x_randomness, command);
        }));
        const std::string base = fmt::format("{}/{}", public_url, code);
        x_channels.push_back({{"municipality", conversation->municipality.value},
                              {"name", conversation->account_name.ja},
                              {"channel_id", command.channel_id},
                              {"secret", secret},
                              {"login_channel_id", command.login_channel_id},
                              {"liff_id", command.liff_id},
                              {"webhook", fmt::format("{}/line/{}/{}", public_url, code, command.path)},
                              {"liff_endpoint", base + "/line"}});
    }
    return {};
}

}  // namespace hagukumi::app
