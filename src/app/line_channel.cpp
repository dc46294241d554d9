#include <fmt/format.h>
#include <fmt/ostream.h>

#include <algorithm>
#include <istream>

#include "app/commands.hpp"
#include "app/installation.hpp"
#include "app/line_room.hpp"
#include "app/open_existing.hpp"
#include "app/places.hpp"
#include "base/municipality_code.hpp"
#include "people/secret.hpp"

namespace hagukumi::app {

Result<void> connect_line(const LineSettings& settings, std::istream& in, std::ostream& out)
{
    const auto seal = TRY(seal_of(settings.key));
    if (!seal)
        return fail(
            ErrorKind::malformed, "no_key",
            {"HAGUKUMI_KEY を設定してください（openssl rand -hex 32 で作り、控えを安全な場所に保管します）。",
             "Set HAGUKUMI_KEY first (openssl rand -hex 32 makes one) and keep a copy in a safe place."});
    std::string secret;
    std::getline(in, secret);
    while (!secret.empty() && (secret.back() == '\r' || secret.back() == ' ')) secret.pop_back();

    const auto database = TRY(open_existing(settings.database));
    const MunicipalityCode municipality = settings.municipality;
    const auto known = database->municipalities();
    if (std::find(known.begin(), known.end(), municipality) == known.end())
        return fail(ErrorKind::not_found, "unknown_municipality",
                    {"この自治体はまだ登録されていません。先に serve を一度動かしてください。",
                     "This municipality is not known yet; run serve once."});
    TRY(demand_lives_here(*database, municipality));

    SystemRandomness randomness;
    line::ConnectChannel command;
    command.at = wall_clock();
    command.channel_id = settings.channel_id;
    command.secret = people::Secret(std::move(secret));
    command.liff_id = settings.liff_id;
    command.login_channel_id = settings.liff_id.substr(0, settings.liff_id.find('-'));
    // Entered again, the channel keeps its id and address: only what was changed is changed.
    database->read(municipality, [&](store::Snapshot& snapshot) {
        if (const auto found = line::find_channel(snapshot, settings.channel_id)) {
            command.id = found->id;
            command.path = found->path;
        }
    });
    if (command.path.empty()) {
        command.id = make_id(command.at, randomness);
        command.path = people::draw_token(randomness).reveal();
    }
    TRY(database->lane().run(municipality, [&](store::Transaction& tx) {
        return line::connect_channel(tx, *seal, randomness, command);
    }));
    fmt::print(out,
               "LINE Developersコンソールに入力するもの / To be entered in LINE's console:\n"
               "  Webhook URL    {0}/line/{1}/{2}\n  LIFF endpoint  {0}/{1}/line\n",
               settings.public_url, to_string(municipality), command.path);
    return {};
}

}  // namespace hagukumi::app
