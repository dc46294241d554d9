#include "booking/judge.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "audit/failed_attempts.hpp"
#include "base/age.hpp"
#include "booking/registration.hpp"
#include "booking/rows.hpp"
#include "booking/sql.hpp"
#include "facilities/facility.hpp"
#include "ledger/keep.hpp"
#include "people/open_change.hpp"

namespace hagukumi::booking {

namespace {

constexpr int whole_day = 24 * 60;
/// Held days are looked for this far back: a stay that began earlier has ended.
constexpr int longest_booking_days = 366;

std::int64_t days_between(Date first, Date last)
{
    return days_since_epoch(last) - days_since_epoch(first) + 1;
}

/// Reads and judges one request.
class Loading {
public:
    Loading(store::Snapshot& snapshot, Programmes programmes, const Asker& asker, const Wanted& wanted,
            Instant at, const Booking* given_up, const Beside& beside)
        : x_snapshot(snapshot),
          x_programmes(programmes),
          x_asker(asker),
          x_wanted(wanted),
          x_at(at),
          x_given_up(given_up),
          x_beside(beside)
    {
    }

    Result<LoadedBooking> load()
    {
        x_out.today = date_in_japan(x_at);
        if (!facilities::find_facility(x_snapshot, x_wanted.facility)) {
            return fail(ErrorKind::not_found, "facility_not_found",
                        {"施設が見つかりません。一覧から選び直してください。",
                         "There is no such facility. Please choose one from the list."});
        }
        TRY(x_wanted.registration ? load_registration() : load_coupon());
        TRY(must_have_no_open_change());
        const rules::Programme& programme = *x_out.judged.programme;
        const rules::BookingRequest& request = x_wanted.request;
        x_out.place = {x_wanted.facility, programme.code(), request.service};
        x_out.rules = programme.booking_of(request.service);
        const bool is_sound = request.first_day && is_in_range(*request.first_day) &&
                              is_in_range(last_day()) && *request.first_day <= last_day() &&
                              days_between(*request.first_day, last_day()) <= longest_booking_days;
        if (x_out.rules != nullptr && is_sound) TRY(load_use());
        load_booking_facts(is_sound);
        x_out.judged.booking = x_given_up == nullptr
                                   ? rules::book(programme, x_facts, request)
                                   : rules::change_booking(programme, x_facts,
                                                           {x_given_up->place.facility, x_given_up->first_day,
                                                            x_given_up->last_day, x_given_up->from_minute,
                                                            x_given_up->until_minute},
                                                           request);
        return std::move(x_out);
    }

private:
    Date last_day() const { return x_wanted.request.last_day.value_or(*x_wanted.request.first_day); }

    Result<void> load_registration()
    {
        const auto registration = find_registration(x_snapshot, *x_wanted.registration);
        const bool is_own = registration && (x_asker.by == rules::BookedBy::staff
                                                 ? registration->facility == x_asker.facility
                                                 : registration->household == x_asker.household);
        if (!is_own || x_wanted.request.service != rules::interview_code ||
            registration->facility != x_wanted.facility ||
            registration->state != RegistrationState::applied) {
            return fail(ErrorKind::not_found, "registration_not_found",
                        {"面談を予約できる登録が見つかりません。お子さんの登録から始めてください。",
                         "There is no registration that waits for an interview. Please register the child "
                         "first."});
        }
        if (registration->same_as) {
            // G-07: the nursery says first whether it is the same child.
            const auto facility = facilities::find_facility(x_snapshot, registration->facility);
            return fail(
                ErrorKind::conflict, "registered_twice",
                {"同じお名前のお子さんが、この施設にすでに登録されているため、面談を予約できません。" +
                     facility->name + "（電話 " + facility->phone +
                     "）へご連絡ください。施設で登録をまとめます。",
                 "A child of this name is registered at this facility already, so no interview can "
                 "be booked. Please telephone " +
                     facility->name + " (" + facility->phone + "), which can join the two registrations."});
        }
        x_out.judged.programme = ledger::find_programme(x_programmes, registration->programme);
        if (x_out.judged.programme == nullptr) return programme_ended();
        x_out.household = registration->household;
        x_out.holder = registration->child;
        return {};
    }

    Result<void> load_coupon()
    {
        const auto coupon =
            x_wanted.coupon ? ledger::find_coupon(x_snapshot, *x_wanted.coupon) : std::nullopt;
        const bool is_own = coupon && (x_asker.by == rules::BookedBy::staff
                                           ? coupon->facility == x_asker.facility || x_given_up != nullptr
                                           : coupon->household == x_asker.household);
        if (!is_own) return no_coupon();
        x_out.judged.programme = ledger::find_programme(x_programmes, coupon->programme);
        if (x_out.judged.programme == nullptr) return programme_ended();
        const rules::Service* const service = x_out.judged.programme->find_service(x_wanted.request.service);
        if (service == nullptr || x_out.judged.programme->allotment_of(*service).code != coupon->allotment)
            return no_coupon();
        if (coupon->state == ledger::CouponState::expired) {
            const Text& word = x_out.judged.programme->words().coupon;
            return fail(ErrorKind::conflict, "coupon_ended",
                        {"この" + word.ja + "は期限が過ぎたため、予約できません。",
                         "This " + word.en + " has ended, so nothing can be booked on it."});
        }
        x_out.household = coupon->household;
        x_out.holder = coupon->child.value_or(coupon->birth.value_or(coupon->household));
        x_coupon = std::move(*coupon);
        x_service = service;
        return {};
    }

    /// O-14: a family's change is answered before it books.  The facility, whom it is no business of, goes
    /// on.
    Result<void> must_have_no_open_change()
    {
        const std::string& programme = x_out.judged.programme->code();
        if (x_asker.by == rules::BookedBy::staff ||
            !people::has_open_change(x_snapshot, x_out.household, programme))
            return {};
        return fail(ErrorKind::conflict, "change_open",
                    {"変更届を確認しています。結果をお知らせするまで、新しい予約や変更はできません。"
                     "お急ぎのときは担当窓口へお問い合わせください。",
                     "The change that you reported is being looked at. Until you are told the result nothing "
                     "new can be booked or changed. If it is urgent, please ask the office."});
    }

    /// Whether the coupon pays for the days of use: the same decision as at the desk (U-14).
    Result<void> load_use()
    {
        if (!x_coupon) return {};
        const rules::Programme& programme = *x_out.judged.programme;
        rules::Facts& facts = x_out.judged.facts;
        facts = TRY(ledger::facts_of(x_snapshot, programme, *x_coupon, x_wanted.facility, x_at,
                                     *x_wanted.request.first_day, last_day(), nullptr, x_asker.account));
        const Units given_back = x_given_up != nullptr ? x_given_up->reserved : Units{};
        for (rules::AllotmentFacts& held : facts.allotments)
            held.left = held.left + given_back - x_beside.units;
        x_out.priority = rules::priority_of(programme, *x_out.rules, facts);
        const auto born_on = facts.child.born_on ? facts.child.born_on : facts.birth.born_on;
        if (born_on && !x_out.rules->age_groups.empty()) {
            x_out.age_group = x_out.rules
                                  ->age_groups[rules::age_group_of(x_out.rules->age_groups, *born_on,
                                                                   *x_wanted.request.first_day)]
                                  .code;
        }
        const auto request = use_request();
        x_out.first_day = *x_wanted.request.first_day;
        if (!request) return {};
        x_out.use_request = request;
        x_out.judged.use = rules::decide(programme, facts, *request);
        x_out.units = x_out.judged.use->units;
        return {};
    }

    /// The use that the booking is for; nothing where the bill is not known before.
    std::optional<rules::Request> use_request() const
    {
        rules::Request use;
        use.service = x_wanted.request.service;
        use.first_day = x_wanted.request.first_day;
        const auto& boxes = x_wanted.request.boxes;
        const int slot_minutes = x_out.rules->hours ? x_out.rules->hours->slot_minutes : whole_day;
        switch (x_service->asks) {
            case rules::Asks::dates: use.last_day = last_day(); return use;
            case rules::Asks::number_of_days: {
                const std::int64_t days = days_between(*use.first_day, last_day());
                use.units = Units{days * x_service->units_per_day};
                return use;
            }
            case rules::Asks::number: {
                const auto minutes = static_cast<std::int64_t>(boxes.size()) * slot_minutes;
                if (x_service->unit == rules::Unit::hour) use.units = Units{(minutes + 59) / 60};
                if (x_service->unit == rules::Unit::half_hour) use.units = Units{(minutes + 29) / 30};
                if (!use.units) use.units = Units{days_between(*use.first_day, last_day())};
                return use;
            }
            case rules::Asks::hours:
                if (boxes.empty()) return std::nullopt;
                use.from = *std::min_element(boxes.begin(), boxes.end());
                use.until = std::min(whole_day, *std::max_element(boxes.begin(), boxes.end()) + slot_minutes);
                return use;
            case rules::Asks::amount: return std::nullopt;
        }
        return std::nullopt;
    }

    void load_booking_facts(bool is_sound)
    {
        x_facts.at = x_at;
        x_facts.by = x_asker.by;
        x_facts.facility = x_wanted.facility;
        if (x_out.rules == nullptr || !is_sound) return;
        x_facts.facility_deadlines = deadlines_of(x_snapshot, x_out.place);
        load_held();
        x_snapshot.query(
            sql::missed_days, [&](const store::Row& row) { x_facts.no_shows.push_back(row.date(0)); },
            x_out.holder, x_out.place.programme, x_out.place.service);
        if (x_coupon && x_coupon->facility == x_wanted.facility && x_coupon->interviewed_on)
            x_facts.registered_until = fiscal_year_end(*x_coupon->interviewed_on);
        load_seats();
    }

    /// What the holder has besides, and where the child sits though its day is used: nobody is at two places.
    void load_held()
    {
        x_facts.held = x_beside.held;
        std::vector<Booking> others;
        x_snapshot.query(
            sql::bookings_of_holder, [&](const store::Row& row) { others.push_back(booking_in(row)); },
            x_out.holder, x_out.today);
        for (const Booking& other : others) {
            const bool is_open = has_seats(other.state);
            if (x_given_up != nullptr && other.id == x_given_up->id) continue;
            if (!is_open && !still_sits(other)) continue;
            const rules::BookingRules* const rules =
                other.place.programme == x_out.place.programme
                    ? x_out.judged.programme->booking_of(other.place.service)
                    : nullptr;
            x_facts.held.push_back({other.place.facility, other.first_day, other.last_day, other.from_minute,
                                    other.until_minute, is_open && rules == x_out.rules});
        }
    }

    bool still_sits(const Booking& booking)
    {
        if (booking.state != State::fulfilled || !booking.use_entry || booking.left_at) return false;
        return x_snapshot
            .find(
                sql::seats_of, [](const store::Row&) { return true; }, booking.id)
            .has_value();
    }

    /// The slots that the request needs, and how many seats the fullest of them has left.
    void load_seats()
    {
        if (x_out.rules->seat_of == rules::SeatOf::nothing) return;
        const Date first = *x_wanted.request.first_day;
        const std::vector<Slot> offered = slots_between(x_snapshot, x_out.place, first, last_day());
        std::vector<int> wanted = x_wanted.request.boxes;
        std::sort(wanted.begin(), wanted.end());
        std::optional<std::int64_t> fewest;
        for (Date day = first; day <= last_day(); day = day_after(day)) {
            std::vector<const Slot*> of_day;
            for (const Slot& slot : offered) {
                if (slot.day == day && slot.seats.age_group == x_out.age_group) of_day.push_back(&slot);
            }
            if (x_out.rules->seat_of == rules::SeatOf::day || wanted.empty()) {
                if (of_day.empty()) return;
                take(*of_day.front(), fewest);
                continue;
            }
            for (const int begins : wanted) {
                const auto found = std::find_if(of_day.begin(), of_day.end(), [&](const Slot* slot) {
                    return slot->seats.from_minute == begins;
                });
                if (found == of_day.end()) return;
                take(**found, fewest);
            }
        }
        x_facts.seats_left = fewest;
    }

    void take(const Slot& slot, std::optional<std::int64_t>& fewest)
    {
        std::int64_t left = slot.left();
        if (has_seat_of(slot)) ++left;
        fewest = std::min(fewest.value_or(left), left);
        x_out.slots.push_back(slot);
    }

    /// Whether the booking that is given up has a seat there.
    bool has_seat_of(const Slot& slot) const
    {
        if (x_given_up == nullptr || !has_seats(x_given_up->state)) return false;
        if (x_given_up->place.facility != x_out.place.facility ||
            x_given_up->age_group != slot.seats.age_group)
            return false;
        bool found = false;
        x_snapshot.query(
            sql::seats_of,
            [&](const store::Row& row) {
                found |= row.date(0) == slot.day && row.integer(1) == slot.seats.from_minute;
            },
            x_given_up->id);
        return found;
    }

    static tl::unexpected<Error> no_coupon()
    {
        return fail(ErrorKind::not_found, "coupon_not_found",
                    {"予約に使うクーポンが見つかりません。一覧からもう一度選んでください。",
                     "There is no such coupon to book on. Please choose again from the list."});
    }
    static tl::unexpected<Error> programme_ended()
    {
        return fail(ErrorKind::conflict, "programme_ended",
                    {"この事業は、いまはシステムで扱われていません。担当窓口へお問い合わせください。",
                     "This programme is not served at present. Please ask the office."});
    }

    store::Snapshot& x_snapshot;
    Programmes x_programmes;
    const Asker& x_asker;
    const Wanted& x_wanted;
    const Instant x_at;
    const Booking* x_given_up;
    const Beside& x_beside;
    std::optional<ledger::Coupon> x_coupon;
    const rules::Service* x_service = nullptr;
    rules::BookingFacts x_facts;
    LoadedBooking x_out;
};

/// Which days count together: those of one rule, at one facility or at all.  By the services' codes and not
/// by the rule's place in its file, which another version of the file may move.
Id scope_of(const LoadedBooking& loaded)
{
    const rules::BookingRules& rules = *loaded.rules;
    audit::Digest scope("booking.held_day");
    scope.add(rules.holding->each_facility ? loaded.place.facility : Id{});
    const rules::Programme& programme = *loaded.judged.programme;
    for (const rules::Service& service : programme.services())
        if (programme.booking_of(service.code) == &rules) scope.add(service.code);
    return audit::subject_of(scope);
}

void hold_days(store::Transaction& tx, const LoadedBooking& loaded, const Id& booking)
{
    const rules::BookingRules& rules = *loaded.rules;
    if (!rules.holding) return;
    const int kind = rules.of_interview ? 2 : 1;
    const Id scope = scope_of(loaded);
    // As the rules count: a day that is over is held no more, whether or not the desk said what became of it.
    tx.execute(sql::drop_past_held_days, loaded.holder, loaded.today);
    std::vector<std::int64_t> numbers;
    tx.query(
        sql::held_numbers, [&](const store::Row& row) { numbers.push_back(row.integer(0)); },
        loaded.place.programme, kind, loaded.holder, scope);
    const rules::BookingDecision& decision = loaded.judged.booking;
    std::int64_t days = days_between(decision.first_day, decision.last_day);
    for (std::int64_t number = 1; days > 0; ++number) {
        if (std::find(numbers.begin(), numbers.end(), number) != numbers.end()) continue;
        tx.execute(sql::hold_day, loaded.place.programme, kind, loaded.holder, scope, number,
                   rules.holding->days, booking);
        --days;
    }
}

}  // namespace

Result<LoadedBooking> load_booking(store::Snapshot& snapshot, Programmes programmes, const Asker& asker,
                                   const Wanted& wanted, Instant at, const Booking* given_up,
                                   const Beside& beside)
{
    return Loading(snapshot, programmes, asker, wanted, at, given_up, beside).load();
}

Asker family_of(const Booking& booking)
{
    return {rules::BookedBy::parent, booking.account, booking.household, {}};
}

Wanted wanted_again(const Booking& booking)
{
    return {booking.coupon,
            booking.registration,
            booking.place.facility,
            {booking.place.service, booking.first_day, booking.last_day, booking.boxes},
            {}};
}

Id notice_id(const Id& booking, Instant at)
{
    Id id = booking;
    for (int i = 0; i < 6; ++i)
        id.bytes[static_cast<std::size_t>(i)] =
            static_cast<std::uint8_t>(static_cast<std::uint64_t>(at.milliseconds) >> (40 - 8 * i));
    return id;
}

bool take_seats(store::Transaction& tx, const LoadedBooking& loaded, const Id& booking)
{
    const Place& place = loaded.place;
    const rules::BookingDecision& decision = loaded.judged.booking;
    const bool is_stay = decision.first_day < decision.last_day;
    for (const Slot& slot : loaded.slots) {
        if (tx.execute(sql::take_seat, place.facility, place.programme, place.service, slot.day,
                       slot.seats.from_minute, slot.seats.age_group, slot.seats.capacity) == 0)
            return false;
        // Of the days on which a stay begins and ends another facility may have a part: there the key keeps
        // the booking alone from sitting twice, and the rules look at the rest.
        const bool is_shared = is_stay && (slot.day == decision.first_day || slot.day == decision.last_day);
        tx.execute(sql::add_seat, booking, slot.day, slot.seats.from_minute,
                   is_shared ? booking : loaded.holder);
    }
    hold_days(tx, loaded, booking);
    return true;
}

void give_back(store::Transaction& tx, const Booking& booking)
{
    std::vector<std::pair<Date, std::int64_t>> seats;
    tx.query(
        sql::seats_of, [&](const store::Row& row) { seats.emplace_back(row.date(0), row.integer(1)); },
        booking.id);
    for (const auto& [day, from_minute] : seats) {
        must(tx.execute(sql::give_seat_back, booking.place.facility, booking.place.programme,
                        booking.place.service, day, from_minute, booking.age_group) == 1,
             "a seat that a booking has was taken");
    }
    tx.execute(sql::drop_seats, booking.id);
    tx.execute(sql::drop_held_days, booking.id);
    if (booking.coupon && booking.reserved.count > 0)
        ledger::free_units(tx, *booking.coupon, booking.reserved);
}

Result<Booking> find_own(store::Snapshot& snapshot, const Asker& asker, const Id& id)
{
    std::optional<Booking> booking = find_booking(snapshot, id);
    const bool is_own =
        booking && (asker.by == rules::BookedBy::staff ? booking->place.facility == asker.facility
                                                       : booking->household == asker.household);
    if (!is_own) return no_booking();
    return std::move(*booking);
}

std::string audit_detail(const Booking& booking)
{
    // Codes of programme files hold no character that JSON would escape.
    return fmt::format(
        R"({{"programme":"{}","service":"{}","facility":"{}","state":"{}","first_day":"{}","last_day":"{}",)"
        R"("from":{},"until":{},"units":{}}})",
        booking.place.programme, booking.place.service, to_string(booking.place.facility),
        name_of(booking.state), to_string(booking.first_day), to_string(booking.last_day),
        booking.from_minute, booking.until_minute, booking.units.count);
}

tl::unexpected<Error> no_booking()
{
    return fail(ErrorKind::not_found, "booking_not_found",
                {"予約が見つかりません。一覧からもう一度選んでください。",
                 "There is no such booking. Please choose again from the list."});
}

tl::unexpected<Error> booking_ended()
{
    return fail(ErrorKind::conflict, "booking_ended",
                {"この予約は、すでに取り消されたか終わっています。一覧を確かめてください。",
                 "This booking was cancelled or has ended. Please look at the list."});
}

Result<Judged> preview_booking(store::Snapshot& snapshot, Programmes programmes, const Asker& asker,
                               const Wanted& wanted, Instant at)
{
    return TRY(load_booking(snapshot, programmes, asker, wanted, at)).judged;
}

}  // namespace hagukumi::booking
