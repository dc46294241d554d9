#include "people/attempts.hpp"

#include <algorithm>

#include "audit/failed_attempts.hpp"
#include "audit/record.hpp"
#include "people/subjects.hpp"

namespace hagukumi::people {

namespace {

using namespace std::chrono_literals;
using audit::Cap;

// What a failure is counted for.
constexpr audit::Counter on_name{1};             // by new devices, until somebody opens it again
constexpr audit::Counter on_name_and_source{2};  // the source: a known device, else the network
constexpr audit::Counter on_device{3};
constexpr audit::Counter on_network{4};  // by new devices
constexpr audit::Counter on_municipality{5};

int most_in_total(const SignInLimits& limits, Way way)
{
    const bool by_pin = way == Way::user_number || way == Way::staff_pin;
    return by_pin ? limits.pin_in_total : limits.password_in_total;
}

Cap municipality_cap(const SignInLimits& limits)
{
    return {limits.municipality_an_hour + limits.challenge_an_hour, 1h};
}

Error wait(const SignInLimits& limits, Instant until, Instant at)
{
    const auto milliseconds = std::max<std::int64_t>(1, (until - at).count());
    const std::int64_t seconds = (milliseconds + 999) / 1000;
    const std::int64_t minutes = (seconds + 59) / 60;
    return Error{
        ErrorKind::too_many,
        "sign_in_wait",
        {"間違いが続いたため、しばらくログインできません。約" + std::to_string(minutes) +
             "分後にもう一度お試しください。お急ぎのときは" + ja_phone(limits) + "へお電話ください。",
         "There were too many wrong attempts. Please try again in about " + std::to_string(minutes) +
             " minutes, or call " + en_phone(limits) + "."},
        static_cast<int>(seconds),
        {}};
}

Error locked(const SignInLimits& limits)
{
    return Error{ErrorKind::too_many,
                 "sign_in_locked",
                 {"間違いが続いたため、初めての端末からはログインできません。以前に使った端末からログイン"
                  "すると解除されます。"
                  "または" +
                      ja_phone(limits) + "へお電話ください。",
                  "After too many wrong attempts, new devices cannot sign in here. Signing in on a device "
                  "that you used "
                  "before opens it again; or call " +
                      en_phone(limits) + "."},
                 86'400,
                 {}};
}

}  // namespace

std::string ja_phone(const SignInLimits& limits)
{
    return limits.phone.empty() ? "自治体の窓口" : "自治体の窓口（" + limits.phone + "）";
}

std::string en_phone(const SignInLimits& limits)
{
    return limits.phone.empty() ? "your municipality's office"
                                : "your municipality's office (" + limits.phone + ")";
}

Subjects subjects_of(const HashJob& job)
{
    const auto& source = job.sign_in.source;
    Subjects subjects;
    subjects.way = job.sign_in.way;
    subjects.known_device = job.known_device;
    subjects.name = subject_of_name(job.sign_in.way, job.name);
    subjects.name_and_source = audit::subject_of(audit::Digest("people.name_and_source")
                                                     .add(subjects.name)
                                                     .add(job.known_device ? source.device : source.network));
    subjects.network = audit::subject_of(audit::Digest("people.network").add(source.network));
    if (!source.device.empty())
        subjects.device = audit::subject_of(audit::Digest("people.device").add(source.device));
    return subjects;
}

std::optional<Error> capped(store::Snapshot& snapshot, const SignInLimits& limits, const Subjects& subjects,
                            Instant at)
{
    std::optional<Instant> until;
    const auto look = [&](audit::Counter counter, const Id& subject, const Cap& cap) {
        if (const auto found = audit::capped_until(snapshot, counter, subject, cap, at))
            until = until ? std::max(*until, *found) : *found;
    };
    if (!subjects.known_device) {
        if (audit::capped_until(snapshot, on_name, subjects.name,
                                {most_in_total(limits, subjects.way), Cap::for_ever}, at))
            return locked(limits);
        look(on_network, subjects.network, {limits.network_an_hour, 1h});
        look(on_municipality, Id{}, municipality_cap(limits));
    }
    look(on_name_and_source, subjects.name_and_source, {limits.name_and_source_in_15_minutes, 15min});
    if (subjects.device) look(on_device, *subjects.device, {limits.device_a_day, 24h});
    if (!until) return std::nullopt;
    return wait(limits, *until, at);
}

void count_failure(store::Transaction& tx, const SignInLimits& limits, const Subjects& subjects, Instant at,
                   const Id& attempt)
{
    if (!subjects.known_device) {
        audit::add_failure(tx, on_name, subjects.name, at, attempt, Cap::for_ever);
        audit::add_failure(tx, on_network, subjects.network, at, attempt, 1h);
        const Cap total{most_in_total(limits, subjects.way), Cap::for_ever};
        if (audit::capped_until(tx, on_name, subjects.name, total, at))
            audit::record(tx, at, Id{}, "people.locked_for_new_devices", subjects.name, "{}");
    }
    audit::add_failure(tx, on_name_and_source, subjects.name_and_source, at, attempt, 15min);
    if (subjects.device) audit::add_failure(tx, on_device, *subjects.device, at, attempt, 24h);
    audit::add_failure(tx, on_municipality, Id{}, at, attempt, 1h);
}

void forget_failures(store::Transaction& tx, const Subjects& subjects, Instant at)
{
    audit::forget_failures(tx, on_name, subjects.name, at);
    audit::forget_failures(tx, on_name_and_source, subjects.name_and_source, at);
}

bool in_challenge_mode(store::Snapshot& snapshot, const SignInLimits& limits, Instant at)
{
    return audit::capped_until(snapshot, on_municipality, Id{}, {limits.municipality_an_hour, 1h}, at)
        .has_value();
}

void open_locks(store::Transaction& tx, Way way, std::string_view folded_name, Instant at)
{
    audit::forget_failures(tx, on_name, subject_of_name(way, folded_name), at);
}

}  // namespace hagukumi::people
