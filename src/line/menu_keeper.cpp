#include "line/menu_keeper.hpp"

#include <boost/json/serialize.hpp>

#include "audit/digest.hpp"
#include "line/rich_menu.hpp"
#include "line/speaker.hpp"
#include "line/sql.hpp"
#include "people/identity.hpp"

namespace hagukumi::line {

namespace {

constexpr int most_people = 50;  ///< linked in one round, so that answers never wait long for menus
constexpr std::chrono::seconds rest_after_failure{30};

std::string hash_of(const std::string& menu_json, const std::string& picture)
{
    return audit::to_hex(audit::Digest("line.rich_menu").add(menu_json).add(picture).finish());
}

const RichMenu* menu_of(const Conversation& conversation, bool is_registered)
{
    for (const RichMenu& menu : conversation.rich_menus) {
        if (menu.shown_to == MenuAudience::everybody ||
            menu.shown_to == (is_registered ? MenuAudience::registered : MenuAudience::unregistered))
            return &menu;
    }
    return nullptr;
}

}  // namespace

int MenuKeeper::keep(MunicipalityCode municipality)
{
    const Channel* const channel = x_channels.of(municipality);
    const Conversations::Voice* const voice = x_talk.find(municipality);
    if (channel == nullptr || voice == nullptr || x_settings.now() < x_rests_until[municipality]) return 0;
    Result<int> linked = 0;
    if (!x_made.contains(municipality)) {
        Result<Made> made = make(*channel, *voice);
        if (made) x_made[municipality] = std::move(*made);
        else linked = tl::unexpected(made.error());
    }
    if (linked) linked = link(*channel, *voice, x_made[municipality]);
    if (linked) return *linked;
    x_rests_until[municipality] = x_settings.now() + rest_after_failure;
    if (x_settings.log) x_settings.log("rich menus: " + linked.error().message.en);
    return 0;
}

/// Makes what has changed since it was made; `made` is what everybody is linked to from now on.
Result<MenuKeeper::Made> MenuKeeper::make(const Channel& channel, const Conversations::Voice& voice)
{
    std::map<std::string, std::pair<std::string, std::string>> before;  // code: hash, menu
    x_database.read(channel.municipality, [&](store::Snapshot& snapshot) {
        snapshot.query(
            sql::made_menus,
            [&](const store::Row& row) {
                before[std::string(row.text(0))] = {std::string(row.text(1)), std::string(row.text(2))};
            },
            channel.id);
    });
    const Speaker speaker(*voice.conversation, channel, {x_settings.liff_host, x_settings.public_url}, {});
    Made made;
    for (const RichMenu& menu : voice.conversation->rich_menus) {
        const std::string menu_json = boost::json::serialize(
            to_json(menu, voice.conversation->code, [&](const std::string& at) { return speaker.page(at); }));
        const std::string& picture = voice.pictures.at(menu.image);
        const std::string hash = hash_of(menu_json, picture);
        const auto found = before.find(menu.code);
        if (found != before.end() && found->second.first == hash) {
            made[menu.code] = found->second.second;
            continue;
        }
        const std::string id = TRY(make_one(channel, menu, menu_json, picture));
        TRY(x_database.lane().run(channel.municipality, [&](store::Transaction& tx) -> Result<void> {
            tx.execute(sql::keep_menu, channel.id, menu.code, hash, id, x_settings.now());
            std::vector<std::string> people;
            tx.query(
                sql::everybody, [&](const store::Row& row) { people.emplace_back(row.text(0)); }, channel.id);
            for (const std::string& person : people)
                people::note_changed_link(tx, {people::Issuer::line, person});
            return {};
        }));
        made[menu.code] = id;
        if (found != before.end())  // that it stays behind when this fails harms nobody
            static_cast<void>(channel.client->delete_rich_menu(found->second.second));
    }
    return made;
}

Result<std::string> MenuKeeper::make_one(const Channel& channel, const RichMenu& menu,
                                         const std::string& menu_json, const std::string& picture)
{
    std::string id = TRY(channel.client->create_rich_menu(menu_json));
    TRY(channel.client->upload_rich_menu_image(id, picture, "image/png"));
    TRY(channel.client->name_rich_menu(alias_of(menu), id));
    return id;
}

Result<int> MenuKeeper::link(const Channel& channel, const Conversations::Voice& voice, const Made& made)
{
    std::vector<people::Changed> people;
    x_database.read(channel.municipality, [&](store::Snapshot& snapshot) {
        people = people::find_changed_links(snapshot, people::Issuer::line, most_people);
    });
    for (const people::Changed& one : people) {
        if (const RichMenu* const menu = menu_of(*voice.conversation, one.is_linked)) {
            const Result<void> linked = channel.client->link_rich_menu(one.subject, made.at(menu->code));
            // Somebody who is no friend any more has no menu; LINE's other refusals are not this person's
            // either.
            if (!linked && linked.error().kind == ErrorKind::unavailable)
                return tl::unexpected(linked.error());
        }
        TRY(x_database.lane().run(channel.municipality, [&](store::Transaction& tx) -> Result<void> {
            people::forget_changed_link(tx, people::Issuer::line, one.subject);
            return {};
        }));
    }
    return static_cast<int>(people.size());
}

}  // namespace hagukumi::line
