#include "line/talk.hpp"

#include <algorithm>

#include "facilities/facility.hpp"
#include "line/booking_talk.hpp"
#include "line/limits.hpp"
#include "line/speaker.hpp"
#include "line/sql.hpp"
#include "people/family.hpp"
#include "people/identity.hpp"
#include "people/manage_accounts.hpp"
#include "rules/decide.hpp"

namespace hagukumi::line {

namespace {

constexpr std::string_view version = "h1";
constexpr std::string_view ask_to_cancel = "cancel", cancel_yes = "cancel_yes", cancel_no = "cancel_no";
constexpr int recent_uses = 3;
constexpr int looked_at = 20;  ///< entries of a history, for the newest uses

std::optional<people::Account> account_of(store::Transaction& tx, const std::string& person)
{
    if (person.empty()) return std::nullopt;
    const auto id = people::find_account_of(tx, {people::Issuer::line, person});
    if (!id) return std::nullopt;
    std::optional<people::Account> account = people::load_account(tx, *id);
    if (!account || account->state != people::AccountState::active) return std::nullopt;
    return account;
}

/// One person's talk: what is said to one event.
class Answering {
public:
    Answering(store::Transaction& tx, const Channel& channel, const Conversations::Voice& voice,
              const Conversations::Settings& settings, const Event& event, Instant now)
        : x_tx(tx),
          x_channel(channel),
          x_voice(voice),
          x_conversation(*voice.conversation),
          x_settings(settings),
          x_event(event),
          x_now(now),
          x_account(account_of(tx, event.person)),
          x_speaker(x_conversation, channel, {settings.liff_host, settings.public_url}, x_account)
    {
    }

    std::vector<Message> answer()
    {
        switch (x_event.kind) {
            case EventKind::follow: return {text("greeting", keyword())};
            case EventKind::unfollow: return {};
            case EventKind::other: return {with_keywords(text("not_a_text", keyword()))};
            case EventKind::text: return hear();
            case EventKind::postback: return press();
        }
        throw BugFound("an event is of one of these kinds");
    }

private:
    std::vector<Message> hear()
    {
        if (const Menu* menu = x_conversation.menu_for(x_event.words, x_now)) return {show(*menu)};
        if (const auto shortcut = x_conversation.shortcut_for(x_event.words, x_now))
            return do_deed(*shortcut->first, shortcut->second, note_menu(*shortcut->first));
        const Menu* near = x_conversation.menu_near(x_event.words, x_now);
        return {
            with_keywords(text(near != nullptr ? "hint" : "not_understood",
                               near != nullptr ? Values{{"keyword", near->keywords.front()}} : keyword()))};
    }

    /// The menu is shown from now on, which makes all earlier ones old.
    Id note_menu(const Menu& menu)
    {
        const Id id = x_settings.draw_id(x_now);
        x_tx.execute(sql::show_menu, x_channel.id, x_event.person, id, menu.code, x_now);
        return id;
    }

    Message show(const Menu& menu)
    {
        const Id id = note_menu(menu);
        Card card{said(menu.title), {said(menu.text)}, {}};
        for (const Button& button : menu.buttons) {
            const bool is_shown = button.shown == Shown::always ||
                                  (button.shown == Shown::to_registered) == x_account.has_value();
            if (!is_shown) continue;
            const std::string label = said(button.label);
            if (button.deed)
                card.buttons.emplace_back(Postback{label, postback_data(id, name_of(*button.deed)), label});
            else if (!button.links.empty()) card.buttons.emplace_back(OpenUri{label, button.links});
            else card.buttons.emplace_back(OpenUri{label, page(button.opens + "?menu=" + to_string(id))});
        }
        return {std::move(card), {}};
    }

    std::vector<Message> press()
    {
        if (x_event.words == tab_switched) return {};  // LINE has shown the other menu already
        const auto pressed = parse_postback(x_event.words);
        // What was shown of a booking stays good as long as the booking: its state decides, not the menu's
        // age.
        if (pressed && pressed->argument) return {press_booking(*pressed)};
        const auto deed = pressed ? deed_of(pressed->verb) : std::nullopt;
        if (!deed || !is_current(x_tx, x_conversation, x_channel.id, x_event.person, pressed->menu, x_now))
            return {with_keywords(text("old_menu", keyword()))};
        const auto shown = find_shown_menu(x_tx, x_channel.id, x_event.person);
        const Menu* menu = shown ? x_conversation.find_menu(shown->code) : nullptr;
        if (menu == nullptr) return {with_keywords(text("old_menu", keyword()))};
        return do_deed(*menu, *deed, pressed->menu);
    }

    std::vector<Message> do_deed(const Menu& menu, Deed deed, const Id& id)
    {
        switch (deed) {
            case Deed::user_number: return {x_account ? user_number() : register_first(menu, deed)};
            case Deed::balance: return {x_account ? balance(menu) : register_first(menu, deed)};
            case Deed::facilities: return facilities();
            case Deed::contact: return {contact()};
            case Deed::book: return {booking_talk(id).book(menu)};
            case Deed::bookings: return {booking_talk(id).bookings(menu)};
            case Deed::interview: return {booking_talk(id).interview(menu)};
        }
        throw BugFound("a deed is one of these");
    }

    Message press_booking(const Pressed& pressed)
    {
        const bool is_known = x_conversation.uses(Deed::bookings);
        if (is_known && pressed.verb == ask_to_cancel)
            return booking_talk(pressed.menu).ask_to_cancel(*pressed.argument);
        if (is_known && pressed.verb == cancel_yes)
            return booking_talk(pressed.menu).cancel(*pressed.argument);
        if (is_known && pressed.verb == cancel_no) return text("not_cancelled", {});
        return with_keywords(text("old_menu", keyword()));
    }

    BookingTalk booking_talk(const Id& menu)
    {
        return BookingTalk({x_tx, x_conversation, x_voice.programmes, x_speaker, x_account, menu, x_now,
                            x_settings.draw_id});
    }

    Message register_first(const Menu& menu, Deed deed)
    {
        std::string action;
        for (const Button& button : menu.buttons)
            if (button.deed == deed) action = said(button.label);
        Card card{said("open_register"),
                  {filled(said("register_first"), {{"action", action}, {"keyword", menu.keywords.front()}})},
                  {OpenUri{said("open_register"), page("register")}, call()}};
        return {std::move(card), {}};
    }

    Message user_number()
    {
        if (x_account->user_number.empty()) return text("no_number", office());
        return {Card{said("number_title"),
                     {filled(said("number"), {{"number", x_account->user_number}})},
                     {Copy{said("copy_number"), x_account->user_number}}},
                {}};
    }

    Message balance(const Menu& menu)
    {
        const auto programme = std::find_if(x_voice.programmes.begin(), x_voice.programmes.end(),
                                            [&](const auto& one) { return one->code() == menu.programme; });
        must(programme != x_voice.programmes.end(), "a menu's programme is one of the municipality's");
        Card card{filled(said("balance_title"), {{"nickname", x_account->display_name}}), {}, {}};
        for (const ledger::Coupon& coupon : ledger::coupons_of(x_tx, *x_account->household))
            if (coupon.programme == menu.programme) add_balance(card, **programme, coupon);
        if (card.lines.empty()) card.lines.push_back(filled(said("balance_none"), office()));
        add_recent_uses(card, **programme);
        card.buttons.emplace_back(OpenUri{said("open_history"), page("history")});
        return {std::move(card), {}};
    }

    void add_balance(Card& card, const rules::Programme& programme, const ledger::Coupon& coupon)
    {
        const rules::Allotment* allotment = programme.find_allotment(coupon.allotment);
        if (allotment == nullptr) return;
        const Date today = date_in_japan(x_now);
        const auto facts = ledger::facts_of(x_tx, programme, coupon, std::nullopt, x_now, today, today);
        std::optional<Date> last_day;
        for (const rules::Service& service : programme.services()) {
            if (!facts || programme.allotment_of(service).code != coupon.allotment) continue;
            const auto outlook = rules::outlook(programme, *facts, service, today);
            if (outlook.last_day)
                last_day = std::max(last_day.value_or(*outlook.last_day), *outlook.last_day);
        }
        const bool is_over = coupon.state == ledger::CouponState::expired || (last_day && *last_day < today);
        const Values values{{"service", said(allotment->name)},
                            {"left", std::to_string(coupon.left.count)},
                            {"unit", said(rules::name_of(allotment->unit))},
                            {"last_day", last_day ? day(*last_day) : ""}};
        const char* form = is_over ? "balance_expired" : coupon.limited ? "balance" : "balance_unlimited";
        card.lines.push_back(filled(said(form), values));
    }

    void add_recent_uses(Card& card, const rules::Programme& programme)
    {
        const bool hides_places = people::is_address_protected(x_tx, *x_account->household);
        int told = 0;
        for (const ledger::Entry& entry :
             ledger::history_of_household(x_tx, *x_account->household, Id{}, looked_at)) {
            if (entry.kind != ledger::EntryKind::redeem || entry.voided_by || told == recent_uses) continue;
            const rules::Service* service = programme.find_service(entry.service);
            if (service == nullptr) continue;
            const auto facility =
                entry.facility ? facilities::find_facility(x_tx, *entry.facility) : std::nullopt;
            card.lines.push_back(
                filled(said("recent_use"), {{"date", day(date_in_japan(entry.at))},
                                            {"facility", facility && !hides_places ? facility->name : ""},
                                            {"service", said(service->name)},
                                            {"units", std::to_string(-entry.units.count)},
                                            {"unit", said(rules::name_of(service->unit))}}));
            ++told;
        }
        if (told == 0) card.lines.push_back(said("no_uses"));
    }

    /// Side by side, as many as LINE shows; the municipality's page has them all.
    std::vector<Message> facilities()
    {
        Carousel cards;
        for (const facilities::Facility& facility : facilities::list_facilities(x_tx, date_in_japan(x_now))) {
            if (cards.cards.size() == limits::carousel_bubbles) break;
            Card card{facility.name, {}, {}};
            for (const std::string& line : {facility.address, facility.phone})
                if (!line.empty()) card.lines.push_back(line);
            card.buttons = dials(said("call"), facility.phone);
            card.buttons.emplace_back(OpenUri{said("open_site"), x_conversation.site});
            cards.cards.push_back(std::move(card));
        }
        if (cards.cards.empty()) return {text("facilities_none", office())};
        return {text("facilities", {}), {std::move(cards), {}}};
    }

    Message contact()
    {
        Values values = office();
        values["document"] = said(x_conversation.document);
        return {Card{said("contact_title"),
                     {filled(said("contact"), values)},
                     {call(), OpenUri{said("open_site"), x_conversation.site}}},
                {}};
    }

    // ── words ──

    template <class Words>
    const std::string& said(const Words& words) const
    {
        return x_speaker.said(words);
    }
    Message text(std::string_view name, const Values& values) const { return x_speaker.text(name, values); }
    std::string day(Date date) const { return x_speaker.day(date); }
    Values office() const { return x_speaker.office(); }
    Values keyword() const { return x_speaker.keyword(); }
    Action call() const { return x_speaker.call(); }
    Message with_keywords(Message message) const { return x_speaker.with_keywords(std::move(message)); }
    std::string page(const std::string& at) const { return x_speaker.page(at); }

    store::Transaction& x_tx;
    const Channel& x_channel;
    const Conversations::Voice& x_voice;
    const Conversation& x_conversation;
    const Conversations::Settings& x_settings;
    const Event& x_event;
    const Instant x_now;
    const std::optional<people::Account> x_account;
    const Speaker x_speaker;
};

}  // namespace

std::string postback_data(const Id& menu, std::string_view verb, const std::optional<Id>& argument)
{
    std::string data = std::string(version) + "|" + to_string(menu) + "|" + std::string(verb);
    if (argument) data += "|" + to_string(*argument);
    return data;
}

std::optional<Pressed> parse_postback(std::string_view data)
{
    std::vector<std::string_view> parts;
    for (auto end = data.find('|'); end != std::string_view::npos; end = data.find('|')) {
        parts.push_back(data.substr(0, end));
        data.remove_prefix(end + 1);
    }
    parts.push_back(data);
    if (parts.size() < 3 || parts.size() > 4 || parts[0] != version) return std::nullopt;
    const auto menu = parse_id(parts[1]);
    const auto argument = parts.size() == 4 ? parse_id(parts[3]) : std::nullopt;
    if (!menu || argument.has_value() != (parts.size() == 4)) return std::nullopt;
    return Pressed{*menu, std::string(parts[2]), argument};
}

std::optional<ShownMenu> find_shown_menu(store::Snapshot& snapshot, const Id& channel,
                                         std::string_view person)
{
    std::optional<ShownMenu> shown;
    snapshot.query(
        sql::find_person,
        [&](const store::Row& row) {
            if (!row.is_null(1)) shown = {row.id(1), std::string(row.text(2)), row.instant(3)};
        },
        channel, person);
    return shown;
}

bool is_current(store::Snapshot& snapshot, const Conversation& conversation, const Id& channel,
                std::string_view person, const Id& id, Instant now)
{
    const auto shown = find_shown_menu(snapshot, channel, person);
    if (!shown || shown->id != id || now - shown->at >= conversation.menu_lives) return false;
    const auto account = people::find_account_of(snapshot, {people::Issuer::line, std::string(person)});
    const auto found = account ? people::load_account(snapshot, *account) : std::nullopt;
    if (!found || !found->household) return true;
    // The use that a menu led to makes it old; no mark is written on the way of a use.
    const auto entries = ledger::history_of_household(snapshot, *found->household, Id{}, looked_at);
    return std::none_of(entries.begin(), entries.end(), [&](const ledger::Entry& entry) {
        return entry.kind == ledger::EntryKind::redeem && entry.actor == *account && entry.at >= shown->at;
    });
}

bool has_blocked(store::Snapshot& snapshot, const Id& channel, std::string_view person)
{
    return snapshot
        .find(
            sql::find_person, [](const store::Row& row) { return row.integer(0) == 1; }, channel, person)
        .value_or(false);
}

std::vector<Id> blocked_accounts(store::Snapshot& snapshot, const Id& channel, int most)
{
    std::vector<Id> accounts;
    snapshot.query(
        sql::blocked_accounts, [&](const store::Row& row) { accounts.push_back(row.id(0)); }, channel, most);
    return accounts;
}

Conversations::Conversations(std::map<MunicipalityCode, Voice> voices, Settings settings)
    : x_voices(std::move(voices)), x_settings(std::move(settings))
{
}

const Conversations::Voice* Conversations::find(MunicipalityCode municipality) const
{
    const auto found = x_voices.find(municipality);
    return found == x_voices.end() ? nullptr : &found->second;
}

std::vector<Message> Conversations::answer(store::Transaction& tx, const Channel& channel, const Event& event,
                                           Instant now)
{
    const Voice* voice = find(tx.municipality());
    const auto is_known = [&] {
        return tx
            .find(
                sql::find_person, [](const store::Row&) { return true; }, channel.id, event.person)
            .has_value();
    };
    // Whoever is new here, or added the account again, is given the rich menu.
    if (!event.person.empty() && (event.kind == EventKind::follow || !is_known()))
        people::note_changed_link(tx, {people::Issuer::line, event.person});
    if (!event.person.empty())
        tx.execute(sql::meet, channel.id, event.person, event.kind == EventKind::unfollow, event.at);
    if (voice == nullptr) return {};
    return Answering(tx, channel, *voice, x_settings, event, now).answer();
}

/// In Japanese: whose language it was went with the account.
std::vector<Message> Conversations::moved_away(const Channel& channel, Instant at)
{
    const Voice* voice = find(channel.municipality);
    if (voice == nullptr) return {};
    const Conversation& conversation = *voice->conversation;
    std::string when = to_string_in_japan(at).substr(0, 16);
    when[10] = ' ';
    const Values values{{"office", conversation.office.ja}, {"phone", conversation.phone}, {"when", when}};
    return {{Card{conversation.text("moved_title").ja,
                  {filled(conversation.text("moved").ja, values)},
                  {OpenUri{conversation.text("call").ja, "tel:" + conversation.phone}}},
             {}}};
}

}  // namespace hagukumi::line
