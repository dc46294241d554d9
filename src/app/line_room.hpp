// Joins the line room to the program: channels, the worker behind the webhook, notices, and pages inside
// LINE.
#pragma once

#include <filesystem>
#include <functional>
#include <memory>
#include <optional>
#include <ostream>
#include <string>
#include <vector>

#include "app/installation.hpp"
#include "app/settings.hpp"
#include "http/route.hpp"
#include "line/goodbye.hpp"
#include "line/id_token.hpp"
#include "line/menu_keeper.hpp"
#include "line/notice_sender.hpp"
#include "line/quota_watch.hpp"
#include "line/talk.hpp"

namespace hagukumi::app {

/// Reads `folder`/*.yaml; a folder that is not there holds none.  Mistakes go to `complaints`.
Result<std::vector<std::shared_ptr<const line::Conversation>>> read_conversations(
    const std::filesystem::path& folder, std::ostream& complaints);

/// The key that seals channels' secrets, from the environment (HAGUKUMI_KEY); nothing when none is set.
Result<std::optional<line::Seal>> seal_of(const std::string& hex);

class LineRoom final : public http::LineDoor {
public:
    struct Parts {
        store::Database& database;
        const std::vector<ProgrammeFile>& programmes;
        Randomness& randomness;
        std::function<Instant()> now;
        std::function<double()> jitter;
        std::function<void(const std::string&)> log;
    };
    /// `seal` is empty when no key is set; then no channel may be connected.
    static Result<std::unique_ptr<LineRoom>> open(const Parts& parts, const ServeSettings& settings,
                                                  const std::string& public_url,
                                                  const std::optional<line::Seal>& seal);
    ~LineRoom() override;

    /// POST /line/{municipality}/{channel}; the room opens after the server that it is a route of.
    static http::Route route(std::function<LineRoom*()> room);
    bool has_channels() const { return !x_channels.all().empty(); }
    messages::Sender* sender() { return x_sender.get(); }
    line::Worker& worker() { return *x_worker; }
    /// For /metrics.
    std::string numbers();
    /// LINE's user id of an account, where messages still arrive.
    std::optional<std::string> reachable(store::Snapshot& snapshot, const Id& account) const;

    std::optional<Pages> pages(MunicipalityCode municipality) const override;
    Result<std::string> person(MunicipalityCode municipality, std::string_view id_token, Instant at) override;
    bool is_blocked(store::Snapshot& snapshot, const Id& account) const override;
    std::vector<Id> blocked_accounts(store::Snapshot& snapshot) const override;
    void say_goodbye(store::Transaction& tx, std::string_view access_token, Instant at) override;
    Result<void> check_menu(MunicipalityCode municipality, std::string_view person, const Id& menu,
                            Instant at) override;
    std::vector<Undelivered> undelivered(store::Snapshot& snapshot) const override;
    bool send_again(store::Transaction& tx, const Id& id, Instant at) override;
    bool forget(store::Transaction& tx, const Id& id) override;
    std::optional<Quota> quota(store::Snapshot& snapshot) const override;
    std::string script_origin() const override;
    std::string connect_origins() const override;

private:
    LineRoom(const Parts& parts, const ServeSettings& settings);
    Result<http::Hook::Work> open_hook(const http::Request& request);

    const Parts x_parts;
    const std::string x_sdk_url, x_api, x_liff;
    line::CurlTransport x_transport;
    line::Keys x_keys;
    line::Channels x_channels;
    std::unique_ptr<line::Conversations> x_talk;
    std::unique_ptr<line::NoticeSender> x_sender;
    std::unique_ptr<line::MenuKeeper> x_menus;
    std::unique_ptr<line::QuotaWatch> x_quota;
    std::unique_ptr<line::Goodbyes> x_goodbyes;
    std::unique_ptr<line::Worker> x_worker;  ///< last: it calls the others until it has ended
};

}  // namespace hagukumi::app
