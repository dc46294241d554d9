#include "messages/courier.hpp"

#include <algorithm>
#include <boost/json.hpp>

#include "messages/choices.hpp"
#include "messages/notices.hpp"
#include "messages/push_devices.hpp"

namespace hagukumi::messages {

namespace {

/// The id of the row for one person and channel that comes out of a household's row: the same each time it is
/// made, and beside its origin in the table, because the time stays in front.
Id id_for(const Id& origin, const Id& account, std::string_view way)
{
    Id id = origin;
    for (std::size_t i = 6; i < id.bytes.size(); ++i) id.bytes[i] ^= account.bytes[(i - 6 + 5) % 10 + 6];
    if (way == channel::line) id.bytes.back() ^= 0xff;
    return id;
}

/// Who is written to at an address: it stands in the params, with the language.
Recipient addressee_in(std::string_view params)
{
    const boost::json::value parsed = boost::json::parse({params.data(), params.size()});
    const boost::json::object& values = parsed.as_object();
    Recipient person;
    person.email = std::string(values.at("to").as_string());
    person.language = std::string(values.at("language").as_string());
    return person;
}

/// A mail is shown at desks, and only the Japanese and the English have been read by somebody who answers for
/// them: below each other language stands the Japanese.
std::string with_japanese(const Text& body, Language language)
{
    const std::string* const said = body.find(language);
    if (said == nullptr || language == Language::ja || language == Language::en) return body.in(language);
    return *said + "\n\n――――――――――\n日本語\n\n" + body.ja;
}

}  // namespace

Courier::Courier(store::Database& database, AddressBook& people, Senders senders, Settings settings)
    : x_database(database), x_people(people), x_senders(senders), x_settings(std::move(settings))
{
    must(x_settings.now && x_settings.jitter, "the courier is given a clock and randomness");
}

Courier::~Courier()
{
    stop();
}

void Courier::rest()
{
    std::unique_lock lock(x_mutex);
    x_wake.wait_for(lock, x_settings.pause, [this] { return x_stopping; });
}

/// Families at a desk wait for the lane now; who is told of it can wait a little.
void Courier::give_way()
{
    const auto until = std::chrono::steady_clock::now() + x_settings.most_patience;
    while (!is_stopping() && x_database.counters().waiting > x_settings.busy_from &&
           std::chrono::steady_clock::now() < until) {
        rest();
    }
}

int Courier::deliver_due()
{
    int handled = 0;
    for (const MunicipalityCode municipality : x_database.municipalities()) {
        if (is_stopping()) break;
        handled += deliver_due(municipality);
    }
    return handled;
}

/// A round over those of which it was heard, and those that are due to be asked again.
int Courier::deliver_where_likely()
{
    const auto now = std::chrono::steady_clock::now();
    const std::vector<MunicipalityCode> all = x_database.municipalities();
    const auto quiet = x_settings.pause_of_one * static_cast<std::int64_t>(all.size());
    int handled = 0;
    for (const MunicipalityCode municipality : all) {
        if (is_stopping()) break;
        auto& look_again = x_look_again[municipality];
        if (!take_expected(municipality) && now < look_again) continue;
        const int here = deliver_due(municipality);
        handled += here;
        if (here > 0 || quiet <= x_settings.pause) continue;
        // Not all at once: between half of it and one and a half.
        look_again =
            now + std::chrono::duration_cast<std::chrono::milliseconds>(quiet * (0.5 + x_settings.jitter()));
    }
    return handled;
}

void Courier::expect(MunicipalityCode municipality)
{
    const std::lock_guard lock(x_mutex);
    x_expected.insert(municipality);
}

bool Courier::take_expected(MunicipalityCode municipality)
{
    const std::lock_guard lock(x_mutex);
    return x_expected.erase(municipality) > 0;
}

void Courier::start()
{
    x_thread = std::thread([this] {
        while (!is_stopping()) {
            int handled = 0;
            try {
                handled = deliver_where_likely();
            } catch (const std::exception& found) {
                if (x_settings.log) x_settings.log(std::string("courier: ") + found.what());
            }
            if (handled == 0) rest();
            give_way();
        }
    });
}

void Courier::stop()
{
    {
        std::lock_guard lock(x_mutex);
        x_stopping = true;
        x_wake.notify_all();
    }
    if (x_thread.joinable()) x_thread.join();
}

int Courier::deliver_due(MunicipalityCode municipality)
{
    const Instant now = x_settings.now();
    bool has_letters = false;
    std::vector<Told> told;
    std::vector<Waiting> rows;
    x_database.read(municipality, [&](store::Snapshot& snapshot) {
        has_letters = is_letter_due(snapshot, now);
        rows = find_untold(snapshot, now, x_settings.most);
        told.resize(rows.size());
        snapshot.for_each(rows.size(), [&](store::Snapshot& asked, std::size_t number) {
            told[number] = {&rows[number], recipients_of(asked, rows[number])};
        });
    });
    const int told_of = spread(municipality, told);  // first, for sending takes its time
    return told_of + (has_letters ? send_letters(municipality, now) : 0);
}

/// Mails and LINE messages, each under a lease for as long as its channel takes.
int Courier::send_letters(MunicipalityCode municipality, Instant now)
{
    const auto rows =
        x_database.lane().run(municipality, [&](store::Transaction& tx) -> Result<std::vector<Waiting>> {
            return lease_letters(tx, now, now + x_settings.lease, x_settings.most);
        });
    if (!rows) return 0;
    int handled = 0;
    for (const Waiting& row : *rows) {
        if (is_stopping()) break;  // the rest is due again when its lease ends
        ++handled;
        guard(municipality, row, [&] { send_letter(municipality, row); });
    }
    return handled;
}

/// One message that cannot be made must not hold up the others. A database that is away says nothing about
/// the message: it is due again when its lease ends.
void Courier::guard(MunicipalityCode municipality, const Waiting& row, const std::function<void()>& work)
{
    try {
        work();
    } catch (const store::Failure& found) {
        if (found.kind() != store::Failure::Kind::constraint) throw;
        give_up(municipality, row, found.what());
    } catch (const std::exception& found) {
        give_up(municipality, row, found.what());
    }
}

void Courier::give_up(MunicipalityCode municipality, const Waiting& row, const std::string& why)
{
    if (x_settings.log) x_settings.log("message " + to_string(row.id) + ": " + why);
    settle(municipality, [&](store::Transaction& tx) { mark_dead(tx, row, x_settings.now(), why); });
}

/// A household's or an account's row becomes a notice for each person, and a letter for each way to reach
/// them.  All that is due goes in one command, made up beforehand beside the lane, so that telling costs the
/// lane little.
int Courier::spread(MunicipalityCode municipality, const std::vector<Told>& told)
{
    if (told.empty()) return 0;
    std::vector<const Told*> to_spread;
    for (const Told& each : told) {
        guard(municipality, *each.row, [&] {
            render(each.row->message_template,
                   each.row->params);  // what cannot be shown must not reach a portal
            to_spread.push_back(&each);
        });
    }
    settle(municipality, [&](store::Transaction& tx) {
        // Somebody else may have been quicker with some of them.
        const std::vector<Id> untold = still_untold(tx, told.front().row->id, told.back().row->id);
        for (const Told* each : to_spread) {
            if (std::binary_search(untold.begin(), untold.end(), each->row->id)) spread(tx, *each);
        }
    });
    return static_cast<int>(told.size());
}

std::vector<Recipient> Courier::recipients_of(store::Snapshot& snapshot, const Waiting& row)
{
    std::vector<Recipient> people;
    if (row.channel == channel::household) {
        people = x_people.people_of_household(snapshot, row.recipient);
    } else if (auto person = x_people.person(snapshot, row.recipient)) {
        people.push_back(std::move(*person));
    }
    for (Recipient& person : people) {
        if (x_senders.push != nullptr) person.devices = devices_of(snapshot, person.account);
        respect_choices(snapshot, row.message_template, person);
    }
    return people;
}

void Courier::spread(store::Transaction& tx, const Told& told)
{
    const Waiting& row = *told.row;
    remove(tx, row.id);
    for (const Recipient& person : told.people) {
        const std::string params = person.hide_places ? without_places(row.params) : row.params;
        post_notice(tx, person.account, row.id, row.at, row.message_template, params);
        const auto promise = [&](std::string_view way, const Id& recipient) {
            enqueue(tx,
                    {id_for(row.id, recipient, way), row.at, way, recipient, row.message_template, params});
        };
        if (person.email && x_senders.mail != nullptr) promise(channel::mail, person.account);
        if (person.line && x_senders.line != nullptr) promise(channel::line, person.account);
        for (const Id& device : person.devices) promise(channel::push, device);
    }
}

std::optional<Recipient> Courier::recipient_of(MunicipalityCode municipality, const Waiting& row)
{
    if (row.channel == channel::address) return addressee_in(row.params);
    std::optional<Recipient> person;
    x_database.read(municipality,
                    [&](store::Snapshot& snapshot) { person = x_people.person(snapshot, row.recipient); });
    return person;
}

/// Whose device it is, with the device's address where a mail has the person's.
std::optional<Recipient> Courier::owner_of_device(MunicipalityCode municipality, const Id& id)
{
    std::optional<Recipient> person;
    x_database.read(municipality, [&](store::Snapshot& snapshot) {
        const auto device = find_device(snapshot, id);
        person = device ? x_people.person(snapshot, device->account) : std::nullopt;
        if (person) person->email = address_of(*device);
    });
    return person;
}

Sent Courier::send(MunicipalityCode municipality, const Waiting& row)
{
    const bool is_line = row.channel == channel::line, is_push = row.channel == channel::push;
    const std::optional<Recipient> person =
        is_push ? owner_of_device(municipality, row.recipient) : recipient_of(municipality, row);
    Sender* const sender = is_line ? x_senders.line : is_push ? x_senders.push : x_senders.mail;
    if (is_push && !person) return {Delivery::gone, "the device was taken off meanwhile"};
    const auto address = !person ? std::nullopt : is_line ? person->line : person->email;
    if (!address) return {Delivery::never, "the person has no address any more"};
    if (sender == nullptr) return {Delivery::later, "no channel of this kind is set"};
    const Language language = language_of(person->language).value_or(Language::ja);
    const Rendered words = render(row.message_template, row.params, language);
    const std::string body =
        is_line || is_push ? words.body.in(language) : with_japanese(words.body, language);
    return sender->send({municipality, row.id, row.at, *address, person->language, words.subject.in(language),
                         body, row.message_template});
}

void Courier::send_letter(MunicipalityCode municipality, const Waiting& row)
{
    Sent sent = send(municipality, row);
    const Instant now = x_settings.now();
    if (sent.delivery == Delivery::later && now - row.at >= given_up_after) sent.delivery = Delivery::never;
    if (sent.delivery != Delivery::sent && x_settings.log)
        x_settings.log("message " + to_string(row.id) + ": " + sent.why);
    settle(municipality, [&](store::Transaction& tx) {
        switch (sent.delivery) {
            case Delivery::sent: return mark_sent(tx, row.id, now);
            case Delivery::never: return mark_dead(tx, row, now, sent.why);
            case Delivery::gone: forget_device(tx, row.recipient); return drop_letter(tx, row.id);
            case Delivery::later:
                return mark_for_retry(tx, row.id, next_attempt(now, row.attempts, x_settings.jitter()),
                                      sent.why);
        }
    });
}

/// Writes down what became of a row.  If that fails, the row is due again after its lease, under the same
/// Message-ID.
void Courier::settle(MunicipalityCode municipality, const std::function<void(store::Transaction&)>& change)
{
    const auto settled = x_database.lane().run(municipality, [&](store::Transaction& tx) -> Result<bool> {
        change(tx);
        return true;
    });
    if (!settled && x_settings.log) x_settings.log("courier: " + settled.error().message.en);
}

bool Courier::is_stopping()
{
    std::lock_guard lock(x_mutex);
    return x_stopping;
}

}  // namespace hagukumi::messages
