// The conversation: what is said to what people send.
//
//  1. Nothing that is sent meets silence: what opens nothing is answered with what the account can do.
//  2. Only the menu that was shown last counts, for menu_lives, until the use that it led to (N-03).  A
//     button of an earlier one changes nothing and says how to get a new one.  The buttons of a booking count
//     as long as it stands.
//  3. Buttons carry no rights and no names: a menu's id and a verb.  Whoever presses is looked up anew.
//  4. In the talk room stand choices, numbers and receipts.  What is typed, scanned or signed is on a page.
#pragma once

#include <map>
#include <memory>
#include <string>
#include <vector>

#include "ledger/coupon.hpp"
#include "line/conversation.hpp"
#include "line/worker.hpp"
#include "people/account.hpp"

namespace hagukumi::line {

/// "h1|{menu id}|{verb}", and "|{id}" where the verb is about a booking: what a button sends back.
struct Pressed {
    Id menu;
    std::string verb;
    std::optional<Id> argument;
};
std::string postback_data(const Id& menu, std::string_view verb, const std::optional<Id>& argument = {});
std::optional<Pressed> parse_postback(std::string_view data);

/// The menu that a person was shown last.
struct ShownMenu {
    Id id;
    std::string code;
    Instant at;
};
std::optional<ShownMenu> find_shown_menu(store::Snapshot& snapshot, const Id& channel,
                                         std::string_view person);

/// Whether the menu `id` is the newest of this person, still lives, and has led to no use yet.
bool is_current(store::Snapshot& snapshot, const Conversation& conversation, const Id& channel,
                std::string_view person, const Id& id, Instant now);

/// Whether the person has blocked the account: what is sent then vanishes without a word from LINE.
bool has_blocked(store::Snapshot& snapshot, const Id& channel, std::string_view person);

/// The accounts of those who have blocked it, the newest first, at most `most`.
std::vector<Id> blocked_accounts(store::Snapshot& snapshot, const Id& channel, int most);

class Conversations final : public Talk {
public:
    struct Settings {
        std::string liff_host;   ///< https://liff.line.me
        std::string public_url;  ///< for channels without pages inside LINE
        std::function<Id(Instant)> draw_id;
    };
    /// What one municipality talks with.
    struct Voice {
        std::shared_ptr<const Conversation> conversation;
        std::vector<std::shared_ptr<const rules::Programme>> programmes;
        std::map<std::string, std::string> pictures = {};  ///< of its rich menus: PNGs by the file's name
    };
    Conversations(std::map<MunicipalityCode, Voice> voices, Settings settings);

    std::vector<Message> answer(store::Transaction& tx, const Channel& channel, const Event& event,
                                Instant now) override;
    std::vector<Message> moved_away(const Channel& channel, Instant at) override;

    const Voice* find(MunicipalityCode municipality) const;

private:
    const std::map<MunicipalityCode, Voice> x_voices;
    const Settings x_settings;
};

}  // namespace hagukumi::line
