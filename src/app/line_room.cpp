#include "app/line_room.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <sstream>

#include "app/files.hpp"
#include "http/response.hpp"
#include "line/hook.hpp"
#include "people/identity.hpp"

namespace hagukumi::app {

namespace {

constexpr int most_undelivered = 200;

/// "https://static.line-scdn.net" of an address.
std::string origin_of(const std::string& url)
{
    const auto host = url.find("://");
    return url.substr(0, url.find('/', host == std::string::npos ? 0 : host + 3));
}

/// The pictures of a conversation's rich menus, from `folder`/images.
Result<std::map<std::string, std::string>> pictures_of(const line::Conversation& conversation,
                                                       const std::filesystem::path& folder)
{
    std::map<std::string, std::string> pictures;
    for (const line::RichMenu& menu : conversation.rich_menus) {
        const rules::FileText file = TRY(read_file(folder / "images" / menu.image));
        const std::vector<std::string> faults = line::faults_of(menu, file.text);
        if (!faults.empty())
            return fail(ErrorKind::malformed, "wrong_rich_menu",
                        {conversation.code + " のリッチメニューをLINEは受け付けません：" + faults.front(),
                         conversation.code + ": LINE would refuse a rich menu: " + faults.front()});
        pictures[menu.image] = file.text;
    }
    return pictures;
}

Result<std::map<MunicipalityCode, line::Conversations::Voice>> voices_of(
    const std::vector<std::shared_ptr<const line::Conversation>>& conversations,
    const std::vector<ProgrammeFile>& programmes, const std::filesystem::path& folder)
{
    std::map<MunicipalityCode, line::Conversations::Voice> voices;
    for (const auto& conversation : conversations) {
        line::Conversations::Voice& voice = voices[conversation->municipality];
        if (voice.conversation)
            return fail(ErrorKind::malformed, "two_conversations",
                        {"会話ファイルは1つの自治体に1つです：" + conversation->code,
                         "A municipality has one conversation file: " + conversation->code});
        voice.conversation = conversation;
        voice.pictures = TRY(pictures_of(*conversation, folder));
        for (const ProgrammeFile& file : programmes)
            if (file.programme->municipality() == conversation->municipality)
                voice.programmes.push_back(file.programme);
        for (const line::Menu& menu : conversation->menus) {
            const bool is_known =
                std::any_of(voice.programmes.begin(), voice.programmes.end(),
                            [&](const auto& programme) { return programme->code() == menu.programme; });
            if (!is_known)
                return fail(
                    ErrorKind::malformed, "unknown_programme",
                    {conversation->code + " の事業が見つかりません：" + menu.programme,
                     conversation->code + " names a programme that is not served: " + menu.programme});
        }
    }
    return voices;
}

}  // namespace

Result<std::vector<std::shared_ptr<const line::Conversation>>> read_conversations(
    const std::filesystem::path& folder, std::ostream& complaints)
{
    std::vector<std::filesystem::path> names;
    std::error_code problem;
    for (const auto& entry : std::filesystem::directory_iterator(folder, problem))
        if (entry.path().extension() == ".yaml") names.push_back(entry.path());
    std::sort(names.begin(), names.end());
    std::vector<std::shared_ptr<const line::Conversation>> all;
    for (const auto& name : names) {
        const rules::FileText file = TRY(read_file(name));
        line::ReadConversation read = line::read_conversation(file.name, file.text);
        for (const rules::Mistake& mistake : read.mistakes) complaints << rules::to_string(mistake) << '\n';
        if (!read.conversation)
            return fail(ErrorKind::malformed, "wrong_conversation",
                        {"会話のファイルに誤りがあります。上の各行を直してください。",
                         "There are mistakes in a conversation file; correct the lines above."});
        all.push_back(std::move(read.conversation));
    }
    return all;
}

Result<std::optional<line::Seal>> seal_of(const std::string& hex)
{
    if (hex.empty()) return std::optional<line::Seal>();
    auto seal = line::Seal::from_hex(hex);
    if (!seal)
        return fail(ErrorKind::malformed, "wrong_key",
                    {"HAGUKUMI_KEY は16進数64文字です（openssl rand -hex 32 で作れます）。",
                     "HAGUKUMI_KEY is 64 hexadecimal digits (openssl rand -hex 32 makes one)."});
    return seal;
}

LineRoom::LineRoom(const Parts& parts, const ServeSettings& settings)
    : x_parts(parts),
      x_sdk_url(settings.line_sdk),
      x_api(settings.line_api),
      x_liff(settings.line_liff),
      x_transport({}),
      x_keys(x_transport, settings.line_api + "/oauth2/v2.1/certs")
{
}

LineRoom::~LineRoom() = default;

Result<std::unique_ptr<LineRoom>> LineRoom::open(const Parts& parts, const ServeSettings& settings,
                                                 const std::string& public_url,
                                                 const std::optional<line::Seal>& seal)
{
    std::unique_ptr<LineRoom> room(new LineRoom(parts, settings));
    LineRoom& made = *room;
    const line::Hosts hosts{settings.line_api, settings.line_data_api, settings.line_liff};
    // Without a key no secret can be opened: a channel that is connected is then told of, not overlooked.
    const line::Seal key = seal ? *seal : line::Seal::draw(parts.randomness);
    made.x_channels = TRY(line::Channels::load(parts.database, key, made.x_transport, hosts, parts.now));
    made.x_goodbyes =
        std::make_unique<line::Goodbyes>(parts.database, made.x_channels, key, parts.randomness, parts.now);
    const auto folder = settings.conversations.empty() ? find_own_folder("conversations")
                                                       : std::filesystem::path(settings.conversations);
    std::ostringstream complaints;
    const auto conversations = read_conversations(folder, complaints);
    if (!complaints.str().empty()) parts.log(complaints.str());
    if (!conversations) return tl::unexpected(conversations.error());
    line::Conversations::Settings talk;
    talk.liff_host = settings.line_liff;
    talk.public_url = public_url;
    talk.draw_id = [&randomness = parts.randomness](Instant at) { return make_id(at, randomness); };
    made.x_talk =
        std::make_unique<line::Conversations>(TRY(voices_of(*conversations, parts.programmes, folder)), talk);
    made.x_sender =
        std::make_unique<line::NoticeSender>(made.x_channels, *made.x_talk, settings.line_liff, public_url);
    line::Worker::Settings worker;
    worker.now = parts.now;
    worker.jitter = parts.jitter;
    worker.draw_id = [&randomness = parts.randomness](Instant at) { return make_id(at, randomness); };
    worker.log = [log = parts.log](const std::string& text) { log("line: " + text); };
    made.x_menus = std::make_unique<line::MenuKeeper>(
        parts.database, made.x_channels, *made.x_talk,
        line::MenuKeeper::Settings{settings.line_liff, public_url, parts.now, worker.log});
    made.x_quota = std::make_unique<line::QuotaWatch>(parts.database, made.x_channels, parts.now);
    worker.chores = {[&made](MunicipalityCode municipality) { return made.x_menus->keep(municipality); },
                     [&made](MunicipalityCode municipality) { return made.x_quota->look(municipality); },
                     [&made](MunicipalityCode municipality) { return made.x_goodbyes->say(municipality); }};
    made.x_worker =
        std::make_unique<line::Worker>(parts.database, made.x_channels, *made.x_talk, std::move(worker));
    return room;
}

http::Route LineRoom::route(std::function<LineRoom*()> room)
{
    const auto open = [room = std::move(room)](const http::Request& request) {
        return room()->open_hook(request);
    };
    return {"POST", "/line/{municipality}/{channel}", "line_webhook", {}, http::Hook{open}};
}

Result<http::Hook::Work> LineRoom::open_hook(const http::Request& request)
{
    const line::TakeWebhook take = TRY(
        line::open_hook(x_channels, request.municipality, request.parameters.at(0), request.body,
                        request.header("x-line-signature"), request.at,
                        [&randomness = x_parts.randomness](Instant at) { return make_id(at, randomness); }));
    return http::Hook::Work([take](store::Transaction& tx) -> Result<http::Response> {
        TRY(take(tx));
        return http::json_text_response(200, "{}");
    });
}

std::string LineRoom::numbers()
{
    line::InboxNumbers all;
    for (const MunicipalityCode municipality : x_parts.database.municipalities()) {
        x_parts.database.read(municipality, [&](store::Snapshot& snapshot) {
            const line::InboxNumbers one = line::count_inbox(snapshot);
            all.received += one.received;
            all.answered += one.answered;
            all.undelivered += one.undelivered;
        });
    }
    return fmt::format(
        "# TYPE hagukumi_line_events_waiting gauge\nhagukumi_line_events_waiting {}\n"
        "# TYPE hagukumi_line_answers_waiting gauge\nhagukumi_line_answers_waiting {}\n"
        "# TYPE hagukumi_line_answers_undelivered gauge\nhagukumi_line_answers_undelivered {}\n",
        all.received, all.answered, all.undelivered);
}

std::optional<std::string> LineRoom::reachable(store::Snapshot& snapshot, const Id& account) const
{
    const line::Channel* channel = x_channels.of(snapshot.municipality());
    if (channel == nullptr) return std::nullopt;
    auto person = people::find_subject_of(snapshot, people::Issuer::line, account);
    if (person && line::has_blocked(snapshot, channel->id, *person)) return std::nullopt;
    return person;
}

std::optional<http::LineDoor::Pages> LineRoom::pages(MunicipalityCode municipality) const
{
    const line::Channel* channel = x_channels.of(municipality);
    if (channel == nullptr || channel->liff_id.empty()) return std::nullopt;
    Pages pages{channel->liff_id, channel->page(x_liff, ""), x_sdk_url, false, {}};
    if (const line::Conversations::Voice* const voice = x_talk->find(municipality)) {
        pages.newcomers_join = voice->conversation->newcomers_join;
        pages.towns = voice->conversation->towns;
    }
    return pages;
}

bool LineRoom::is_blocked(store::Snapshot& snapshot, const Id& account) const
{
    const line::Channel* channel = x_channels.of(snapshot.municipality());
    const auto person = people::find_subject_of(snapshot, people::Issuer::line, account);
    return channel != nullptr && person && line::has_blocked(snapshot, channel->id, *person);
}

std::vector<Id> LineRoom::blocked_accounts(store::Snapshot& snapshot) const
{
    const line::Channel* channel = x_channels.of(snapshot.municipality());
    return channel != nullptr ? line::blocked_accounts(snapshot, channel->id, most_undelivered)
                              : std::vector<Id>();
}

void LineRoom::say_goodbye(store::Transaction& tx, std::string_view access_token, Instant at)
{
    x_goodbyes->add(tx, access_token, at);
}

Result<std::string> LineRoom::person(MunicipalityCode municipality, std::string_view id_token, Instant at)
{
    const line::Channel* channel = x_channels.of(municipality);
    if (channel == nullptr || channel->login_channel_id.empty())
        return fail(ErrorKind::not_found, "no_line",
                    {"この自治体ではLINEからの利用はできません。", "This municipality does not use LINE."});
    const line::PublicKey key = TRY(x_keys.find(line::key_id_of(id_token), at));
    line::Expected expected;
    expected.audience = channel->login_channel_id;
    expected.at = at;
    return line::verify_id_token(id_token, key, expected);
}

std::vector<http::LineDoor::Undelivered> LineRoom::undelivered(store::Snapshot& snapshot) const
{
    std::vector<Undelivered> all;
    for (line::UndeliveredAnswer& answer : line::find_undelivered(snapshot, most_undelivered))
        all.push_back({answer.id, people::find_account_of(snapshot, {people::Issuer::line, answer.person}),
                       answer.at, std::move(answer.says), std::move(answer.why), answer.attempts});
    return all;
}

bool LineRoom::send_again(store::Transaction& tx, const Id& id, Instant at)
{
    return line::send_again(tx, id, at);
}

bool LineRoom::forget(store::Transaction& tx, const Id& id)
{
    return line::forget_undelivered(tx, id);
}

std::optional<http::LineDoor::Quota> LineRoom::quota(store::Snapshot& snapshot) const
{
    const line::Channel* channel = x_channels.of(snapshot.municipality());
    const auto found = channel != nullptr ? line::find_quota(snapshot, channel->id) : std::nullopt;
    if (!found) return std::nullopt;
    return Quota{found->quota.most, found->quota.used, found->looked_at};
}

Result<void> LineRoom::check_menu(MunicipalityCode municipality, std::string_view person, const Id& menu,
                                  Instant at)
{
    const line::Channel* channel = x_channels.of(municipality);
    const line::Conversations::Voice* voice = x_talk->find(municipality);
    if (channel == nullptr || voice == nullptr) return {};
    bool is_current = false;
    x_parts.database.read(municipality, [&](store::Snapshot& snapshot) {
        is_current = line::is_current(snapshot, *voice->conversation, channel->id, person, menu, at);
    });
    if (is_current) return {};
    const Text& words = voice->conversation->text("old_menu");
    const std::map<std::string, std::string, std::less<>> values{
        {"keyword", voice->conversation->menus.front().keywords.front()}};
    return fail(ErrorKind::conflict, "menu_is_old",
                {line::filled(words.ja, values), line::filled(words.en, values)});
}

std::string LineRoom::script_origin() const
{
    return origin_of(x_sdk_url);
}

std::string LineRoom::connect_origins() const
{
    // LINE's script asks these ("LIFF API reference"); the stand-in of a demonstration is its own.
    const std::string own = script_origin();
    if (own != "https://static.line-scdn.net") return own;
    return x_api + " https://liffsdk.line-scdn.net https://liff.line.me " + own;
}

}  // namespace hagukumi::app
