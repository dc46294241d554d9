#include "messages/courier.hpp"

#include "messages/notices.hpp"

namespace hagukumi::messages {

namespace {

/// The id of the row for one person that comes out of a household's row: the same each time it is made, and
/// beside its origin in the table, because the time stays in front.
Id id_for(const Id& origin, const Id& account)
{
    Id id = origin;
    for (std::size_t i = 6; i < id.bytes.size(); ++i) id.bytes[i] ^= account.bytes[(i - 6 + 5) % 10 + 6];
    return id;
}

}  // namespace

Courier::Courier(store::Database& database, AddressBook& people, Sender* mail, Settings settings)
    : x_database(database), x_people(people), x_mail(mail), x_settings(std::move(settings))
{
    must(x_settings.now && x_settings.jitter, "the courier is given a clock and randomness");
}

Courier::~Courier()
{
    stop();
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

void Courier::start()
{
    x_thread = std::thread([this] {
        while (!is_stopping()) {
            int handled = 0;
            try {
                handled = deliver_due();
            } catch (const std::exception& found) {
                if (x_settings.log) x_settings.log(std::string("courier: ") + found.what());
            }
            std::unique_lock lock(x_mutex);
            if (handled == 0) x_wake.wait_for(lock, x_settings.pause, [this] { return x_stopping; });
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
    bool due = false;
    x_database.read(municipality, [&](store::Snapshot& snapshot) { due = is_something_due(snapshot, now); });
    if (!due) return 0;
    const auto rows =
        x_database.lane().run(municipality, [&](store::Transaction& tx) -> Result<std::vector<Leased>> {
            return lease(tx, now, now + x_settings.lease, x_settings.most);
        });
    if (!rows) return 0;
    // What stays in the house goes in one command for all rows, so that telling costs the lane little; a mail
    // takes its own time.
    std::vector<const Leased*> to_spread;
    int handled = 0;
    for (const Leased& row : *rows) {
        if (is_stopping()) break;  // the rest is due again when its lease ends
        ++handled;
        if (row.channel == channel::mail) guard(municipality, row, [&] { send_mail(municipality, row); });
        else
            guard(municipality, row, [&] {
                render(row.message_template, row.params);  // what cannot be shown must not reach a portal
                to_spread.push_back(&row);
            });
    }
    if (!to_spread.empty()) spread(municipality, to_spread);
    return handled;
}

/// One message that cannot be made must not hold up the others.
void Courier::guard(MunicipalityCode municipality, const Leased& row, const std::function<void()>& work)
{
    try {
        work();
    } catch (const std::exception& found) {
        const std::string why = found.what();
        if (x_settings.log) x_settings.log("message " + to_string(row.id) + ": " + why);
        settle(municipality, [&](store::Transaction& tx) { mark_dead(tx, row.id, x_settings.now(), why); });
    }
}

/// A household's or an account's row becomes a notice for each person, and a mail for each who wants it.
void Courier::spread(MunicipalityCode municipality, const std::vector<const Leased*>& rows)
{
    settle(municipality, [&](store::Transaction& tx) {
        for (const Leased* row : rows) spread(tx, *row);
    });
}

void Courier::spread(store::Transaction& tx, const Leased& row)
{
    std::vector<Recipient> people;
    if (row.channel == channel::household) people = x_people.people_of_household(tx, row.recipient);
    else if (auto person = x_people.person(tx, row.recipient)) people.push_back(std::move(*person));
    for (const Recipient& person : people) {
        const std::string params = person.hide_places ? without_places(row.params) : row.params;
        post_notice(tx, person.account, row.id, row.at, row.message_template, params);
        if (person.email && x_mail != nullptr)
            enqueue(tx, {id_for(row.id, person.account), row.at, channel::mail, person.account,
                         row.message_template, params});
    }
    remove(tx, row.id);
}

void Courier::send_mail(MunicipalityCode municipality, const Leased& row)
{
    std::optional<Recipient> person;
    x_database.read(municipality,
                    [&](store::Snapshot& snapshot) { person = x_people.person(snapshot, row.recipient); });

    Sent sent{Delivery::never, "the person has no address any more"};
    if (person && person->email) {
        const Rendered words = render(row.message_template, row.params);
        const bool english = person->language == "en";
        sent = {Delivery::later, "no mail server is set"};
        if (x_mail != nullptr)
            sent = x_mail->send({municipality, row.id, row.at, *person->email, person->language,
                                 english ? words.subject.en : words.subject.ja,
                                 english ? words.body.en : words.body.ja});
    }
    const Instant now = x_settings.now();
    if (sent.delivery == Delivery::later && now - row.at >= given_up_after) sent.delivery = Delivery::never;
    if (sent.delivery != Delivery::sent && x_settings.log)
        x_settings.log("message " + to_string(row.id) + ": " + sent.why);
    settle(municipality, [&](store::Transaction& tx) {
        switch (sent.delivery) {
            case Delivery::sent: return mark_sent(tx, row.id, now);
            case Delivery::never: return mark_dead(tx, row.id, now, sent.why);
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
