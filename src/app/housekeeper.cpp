#include "app/housekeeper.hpp"

#include <spdlog/spdlog.h>

#include "applications/documents.hpp"
#include "applications/reminders/remind_approved.hpp"
#include "booking/draw.hpp"
#include "booking/tend.hpp"
#include "desk/allowance/allowance.hpp"

namespace hagukumi::app {

namespace {

/// A freed seat waits no longer than this for the next family, and than the way through all municipalities.
constexpr std::chrono::seconds every{10};
/// Between two municipalities: a country's housekeeping comes round in less than a minute and leaves the
/// processors to families.
constexpr std::chrono::milliseconds between_municipalities{25};
/// Documents go by the day, not by the hour.
constexpr std::chrono::hours forgetting_every{6};
/// Who has not looked since an approval is asked for by the hour, not by the second.
constexpr std::chrono::hours approvals_every{1};

}  // namespace

Housekeeper::Housekeeper(store::Database& database, const http::Site& site, const ReminderRules& reminders,
                         Randomness& randomness, std::function<void()> beside)
    : x_database(database),
      x_site(site),
      x_reminders(reminders),
      x_randomness(randomness),
      x_beside(std::move(beside))
{
}

Housekeeper::~Housekeeper()
{
    stop();
}

void Housekeeper::start()
{
    x_thread = std::thread([this] {
        while (!is_stopping()) {
            try {
                keep();
                if (x_beside) x_beside();
            } catch (const store::Failure& found) {
                x_is_reached = false;
                spdlog::error("housekeeping: {}", found.what());
            }
            wait(every);
        }
    });
}

void Housekeeper::stop()
{
    {
        const std::lock_guard lock(x_mutex);
        x_stopping = true;
        x_wake.notify_all();
    }
    if (x_thread.joinable()) x_thread.join();
}

void Housekeeper::keep()
{
    const bool forgets = x_site.now() >= x_next_forgetting;
    if (forgets) x_next_forgetting = x_site.now() + forgetting_every;
    const bool asks_for_approvals = x_site.now() >= x_next_approvals;
    if (asks_for_approvals) x_next_approvals = x_site.now() + approvals_every;
    for (const MunicipalityCode code : x_database.municipalities()) {
        const http::Municipality* const municipality = x_site.find(code);
        if (municipality == nullptr) continue;  // its programme files are gone
        if (is_stopping()) return;
        if (forgets) forget_documents(code);
        tend_bookings(*municipality);
        end_allowances(code);
        remind_of_ends(*municipality);
        if (asks_for_approvals) remind_of_approvals(*municipality);
        x_is_reached = true;
        wait(between_municipalities);
    }
    x_is_reached = true;
}

/// Offers that nobody took, seats that are free again, tomorrow's reminders.
void Housekeeper::tend_bookings(const http::Municipality& municipality)
{
    const Instant now = x_site.now();
    bool is_due = false, draws = false;
    x_database.read(municipality.code, [&](store::Snapshot& snapshot) {
        is_due = booking::is_anything_due(snapshot, now);
        draws = booking::is_draw_due(snapshot, municipality.programmes, now);
    });
    if (draws) run_draws(municipality, now);
    if (!is_due) return;
    const auto tended = x_database.lane().run(municipality.code, [&](store::Transaction& tx) {
        return booking::tend(tx, municipality.programmes, now);
    });
    if (!tended) spdlog::warn("bookings: {}", tended.error().message.en);
}

/// What was set aside for desks without a network, when none of them may settle any more.
void Housekeeper::end_allowances(MunicipalityCode code)
{
    const Instant now = x_site.now();
    bool is_due = false;
    x_database.read(code, [&](store::Snapshot& snapshot) { is_due = desk::is_allowance_due(snapshot, now); });
    if (!is_due) return;
    const auto ended =
        x_database.lane().run(code, [&](store::Transaction& tx) { return desk::end_allowances(tx, now); });
    if (!ended) spdlog::warn("allowances: {}", ended.error().message.en);
}

/// Step by step, so that others come in between while a long line is asked.
void Housekeeper::run_draws(const http::Municipality& municipality, Instant now)
{
    for (int done = 1; done > 0;) {
        const auto tended = x_database.lane().run(municipality.code, [&](store::Transaction& tx) {
            return booking::tend_draws(tx, municipality.programmes, now, x_randomness);
        });
        if (!tended) spdlog::warn("draws: {}", tended.error().message.en);
        done = tended ? *tended : 0;
    }
}

/// Coupons that end soon, once a day.
void Housekeeper::remind_of_ends(const http::Municipality& municipality)
{
    const auto told = send_reminders(x_database, municipality.code, municipality.programmes,
                                     x_reminders.at(municipality.code), x_site.now());
    if (!told) spdlog::warn("reminders: {}", told.error().message.en);
}

/// Approvals at which nobody of the family has looked.
void Housekeeper::remind_of_approvals(const http::Municipality& municipality)
{
    const int days_after = x_reminders.at(municipality.code).days_after_approval;
    const auto told = x_database.lane().run(municipality.code, [&](store::Transaction& tx) {
        return applications::remind_of_approvals(tx, municipality.programmes, days_after, x_site.now(),
                                                 x_randomness);
    });
    if (!told) spdlog::warn("approvals: {}", told.error().message.en);
}

void Housekeeper::forget_documents(MunicipalityCode code)
{
    const Instant now = x_site.now();
    const Result<void> done = x_database.lane().run(code, [&](store::Transaction& tx) -> Result<void> {
        applications::forget_documents(tx, now);
        return {};
    });
    if (!done) spdlog::warn("documents: {}", done.error().message.en);
}

void Housekeeper::wait(std::chrono::milliseconds time)
{
    std::unique_lock lock(x_mutex);
    x_wake.wait_for(lock, time, [this] { return x_stopping; });
}

bool Housekeeper::is_stopping()
{
    const std::lock_guard lock(x_mutex);
    return x_stopping;
}

}  // namespace hagukumi::app
