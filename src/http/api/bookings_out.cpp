#include "http/api/bookings_out.hpp"

#include <boost/json/parse.hpp>

#include <algorithm>

#include "base/era.hpp"
#include "http/api/json_out.hpp"
#include "people/family.hpp"

namespace hagukumi::http {

namespace json = boost::json;

namespace {

using booking::State;

json::value moment(const std::optional<Instant>& at)
{
    return at ? json::value(to_string_in_japan(*at)) : nullptr;
}

json::array boxes_to_json(const std::vector<int>& boxes)
{
    json::array out;
    for (const int box : boxes) out.emplace_back(time_of_day(box));
    return out;
}

json::array reasons_of(const booking::Judged& judged, std::string_view service, std::optional<Language> also)
{
    json::array reasons;
    for (const rules::BookingLook& look : judged.booking.looks) {
        if (look.verdict == rules::Verdict::met) continue;
        const rules::BookingRules* const found = judged.programme->booking_of(service);
        reasons.push_back(
            json::object{{"rule", code_of(look.check)},
                         {"source", found != nullptr ? found->source : std::string()},
                         {"met", false},
                         {"sentence", to_json(sentence_of(*judged.programme, look, service, also))},
                         {"date", to_json(look.day)}});
    }
    if (judged.use && judged.use->refused()) {
        for (json::value& reason :
             reasons_to_json(rules::explain(*judged.programme, judged.facts, *judged.use, also))) {
            if (!reason.at("met").as_bool()) reasons.push_back(std::move(reason));
        }
    }
    return reasons;
}

}  // namespace

Text service_name(const rules::Programme& programme, std::string_view service)
{
    const rules::Service* const found = programme.find_service(service);
    return found != nullptr ? found->name : Text{"面談", "Interview"};
}

std::string child_name(store::Snapshot& snapshot, const Id& household, const Id& holder, Viewer viewer)
{
    const auto family = people::load_family(snapshot, household, people::Reader::parent);
    if (!family) return {};
    for (const people::Child& child : family->children) {
        if (child.id != holder && child.birth != holder) continue;
        return viewer == Viewer::desk || child.nickname.empty() ? child.name : child.nickname;
    }
    return {};
}

json::object booking_to_json(store::Snapshot& snapshot, const Municipality& municipality,
                             const booking::Booking& booking, Viewer viewer, Instant at)
{
    const rules::Programme* const programme = municipality.find(booking.place.programme);
    const auto facility = facilities::find_facility(snapshot, booking.place.facility);
    must(facility.has_value(), "a booking is at a facility");
    json::object out;
    out["id"] = to_string(booking.id);
    out["number"] = ledger::number_of(booking.id);
    out["state"] = booking.is_in_draw() ? "in_draw" : name_of(booking.state);
    out["programme"] = booking.place.programme;
    out["service"] = booking.place.service;
    out["service_name"] =
        to_json(programme != nullptr ? service_name(*programme, booking.place.service) : Text{});
    out["facility"] = facility_to_json(*facility);
    out["child"] = child_name(snapshot, booking.household, booking.holder, viewer);
    out["first_day"] = hagukumi::to_string(booking.first_day);
    out["last_day"] = hagukumi::to_string(booking.last_day);
    out["from"] =
        booking.boxes.empty() ? json::value(nullptr) : json::value(time_of_day(booking.from_minute));
    out["until"] =
        booking.boxes.empty() ? json::value(nullptr) : json::value(time_of_day(booking.until_minute));
    out["boxes"] = boxes_to_json(booking.boxes);
    out["coupon"] = booking.coupon ? json::value(to_string(*booking.coupon)) : nullptr;
    out["registration"] = booking.registration ? json::value(to_string(*booking.registration)) : nullptr;
    out["units"] = booking.units.count;
    out["message"] = booking.message;
    out["cost_units"] = booking.cost_units.count;
    out["cost_yen"] = booking.cost_yen.amount;
    out["offered_until"] = moment(booking.state == State::offered ? booking.offered_until : std::nullopt);
    out["draw"] = booking.draw ? json::value(to_string(*booking.draw)) : nullptr;
    out["waiting_before"] = nullptr;
    if (booking.state == State::waiting && !booking.is_in_draw())
        out["waiting_before"] = booking::waiting_before(snapshot, booking);
    out["can_change"] = out["can_cancel"] = false;
    out["change_until"] = out["cancel_until"] = nullptr;
    const bool open = booking.state == State::booked || booking.state == State::requested;
    if (programme != nullptr && (booking::has_seats(booking.state) || booking.state == State::waiting)) {
        const auto cancellation =
            booking::cancellation_of(snapshot, *programme, booking, rules::BookedBy::parent, at);
        const auto change_until = booking::change_until(snapshot, *programme, booking);
        out["cancel_until"] = moment(cancellation.until);
        out["change_until"] = moment(change_until);
        out["can_cancel"] = cancellation.allowed && booking.state != State::arrived;
        out["can_change"] = open && change_until && at < *change_until;
        if (cancellation.allowed) {
            out["cost_units"] = cancellation.units.count;
            out["cost_yen"] = cancellation.fee.amount;
        }
    }
    if (viewer == Viewer::desk) {
        out["arrived_at"] = moment(booking.arrived_at);
        out["left_at"] = moment(booking.left_at);
        json::array answers;
        const rules::BookingRules* const rules =
            programme != nullptr ? programme->booking_of(booking.place.service) : nullptr;
        const json::value kept = json::parse(booking.answers);
        for (const auto& [code, answer] : kept.as_object()) {
            json::object one{{"question", code}, {"ask", to_json(Text{code, code})}, {"answer", answer}};
            for (const rules::Question& question :
                 rules != nullptr ? rules->questions : std::vector<rules::Question>()) {
                if (question.code != std::string_view(code)) continue;
                one["ask"] = to_json(question.ask);
                for (const auto& [value, words] : question.answers)
                    if (value == std::string_view(answer.as_string())) one["answer"] = words.ja;
            }
            answers.push_back(std::move(one));
        }
        out["answers"] = std::move(answers);
    }
    return out;
}

json::object registration_to_json(store::Snapshot& snapshot, const booking::Registration& registration,
                                  Viewer viewer)
{
    const auto facility = facilities::find_facility(snapshot, registration.facility);
    must(facility.has_value(), "a registration is at a facility");
    json::object out{
        {"id", to_string(registration.id)},
        {"programme", registration.programme},
        {"facility", facility_to_json(*facility)},
        {"child", child_name(snapshot, registration.household, registration.child, Viewer::desk)},
        {"state", name_of(registration.state)},
        {"interviewed_on", to_json(registration.interviewed_on)},
        {"valid_until", to_json(registration.valid_until)},
        {"coupon", registration.coupon ? json::value(to_string(*registration.coupon)) : nullptr},
        {"reason", registration.reason},
        {"made_at", to_string_in_japan(registration.made_at)},
        {"is_doubtful", registration.same_as.has_value()}};
    if (viewer == Viewer::parent) return out;
    out["same_as"] = registration.same_as ? json::value(to_string(*registration.same_as)) : nullptr;
    out["guardian"] = "";
    out["born_on"] = nullptr;
    const auto family = people::load_family(snapshot, registration.household, people::Reader::parent);
    if (!family) return out;
    if (!family->guardians.empty()) out["guardian"] = family->guardians.front().name;
    for (const people::Child& child : family->children)
        if (child.id == registration.child) out["born_on"] = hagukumi::to_string(child.born_on);
    return out;
}

json::object booking_rules_to_json(const rules::BookingRules& rules)
{
    json::object out;
    out["seats"] = rules.seat_of == rules::SeatOf::nothing ? "none"
                   : rules.seat_of == rules::SeatOf::day   ? "day"
                                                           : "hour";
    out["hours"] = nullptr;
    if (rules.hours) {
        out["hours"] = json::object{{"opens", time_of_day(rules.hours->opens)},
                                    {"closes", time_of_day(rules.hours->closes)},
                                    {"slot_minutes", rules.hours->slot_minutes},
                                    {"least_slots", rules.hours->least_slots},
                                    {"most_slots", rules.hours->most_slots}};
    }
    out["most_days"] = rules.most_days;
    out["held_limit"] = rules.holding ? json::value(rules.holding->days) : nullptr;
    json::array groups;
    for (const rules::AgeGroup& group : rules.age_groups)
        groups.push_back(json::object{{"code", group.code}, {"name", to_json(group.name)}});
    out["age_groups"] = std::move(groups);
    out["draws"] = rules.lottery.has_value();
    out["by_acceptance"] = rules.by_acceptance;
    out["may_wait"] = rules.waiting_list.has_value();
    json::array questions;
    for (const rules::Question& question : rules.questions) {
        json::array answers;
        for (const auto& [code, words] : question.answers)
            answers.push_back(json::object{{"code", code}, {"words", to_json(words)}});
        questions.push_back(json::object{{"code", question.code},
                                         {"ask", to_json(question.ask)},
                                         {"required", question.required},
                                         {"answers", std::move(answers)}});
    }
    out["questions"] = std::move(questions);
    return out;
}

json::value blocked_to_json(const booking::Openings& openings, std::string_view service,
                            std::optional<Language> also)
{
    if (openings.blocked_by)
        return to_json(sentence_of(*openings.programme, *openings.blocked_by, service, also));
    return openings.use_blocked ? json::value(to_json(*openings.use_blocked)) : nullptr;
}

json::value closed_to_json(const booking::Openings& openings, const booking::OpenDay& day,
                           std::string_view service, std::optional<Language> also)
{
    if (day.closed_by) return to_json(sentence_of(*openings.programme, *day.closed_by, service, also));
    return day.use_refused ? json::value(to_json(*day.use_refused)) : nullptr;
}

json::object openings_to_json(const booking::Openings& openings, std::string_view service,
                              std::optional<Language> also)
{
    json::array days;
    for (const booking::OpenDay& day : openings.days) {
        json::array slots;
        for (const booking::Slot& slot : day.slots) {
            slots.push_back(json::object{{"from", time_of_day(slot.seats.from_minute)},
                                         {"until", time_of_day(slot.seats.until_minute)},
                                         {"left", slot.left()}});
        }
        json::object out{{"day", hagukumi::to_string(day.day)},
                         {"mark", name_of(day.mark)},
                         {"left", day.left ? json::value(*day.left) : nullptr},
                         {"slots", std::move(slots)},
                         {"draws_at", moment(day.draws_at)},
                         {"reason", nullptr}};
        out["reason"] = closed_to_json(openings, day, service, also);
        days.push_back(std::move(out));
    }
    json::object out{{"first_day", hagukumi::to_string(openings.first_day)},
                     {"last_day", hagukumi::to_string(openings.last_day)},
                     {"total_left", openings.total_left},
                     {"days", std::move(days)},
                     {"rules", booking_rules_to_json(*openings.rules)},
                     {"draw", next_draw_to_json(openings.draw)},
                     {"blocked", blocked_to_json(openings, service, also)}};
    return out;
}

Response booking_refusal(const booking::Judged& judged, std::string_view service,
                         const std::vector<booking::FreeTime>& nearest, std::optional<Language> also)
{
    json::array reasons = reasons_of(judged, service, also);
    Error error;
    error.kind = ErrorKind::conflict;
    error.code = "refused";
    if (!reasons.empty()) {
        const json::value& sentence = reasons.front().at("sentence");
        error.message = {std::string(sentence.at("ja").as_string()),
                         std::string(sentence.at("en").as_string())};
    }
    json::array free;
    for (const booking::FreeTime& time : nearest) {
        free.push_back(json::object{{"day", hagukumi::to_string(time.day)},
                                    {"from", time_of_day(time.from_minute)},
                                    {"until", time_of_day(time.until_minute)},
                                    {"left", time.left}});
    }
    return problem(422, error,
                   {{"reasons", std::move(reasons)},
                    {"may_wait", judged.booking.may_wait},
                    {"nearest", std::move(free)}});
}

Response booking_days_refusal(const std::vector<booking::JudgedDay>& days, std::string_view service,
                              std::optional<Language> also)
{
    json::array out;
    std::string ja, en;
    for (const booking::JudgedDay& one : days) {
        if (!one.judged.refused()) continue;
        ja += (ja.empty() ? "" : "、") + in_japanese(one.day);
        en += (en.empty() ? "" : ", ") + in_english(one.day);
        out.push_back(json::object{{"day", hagukumi::to_string(one.day)},
                                   {"reasons", reasons_of(one.judged, service, also)}});
    }
    Error error;
    error.kind = ErrorKind::conflict;
    error.code = "refused";
    error.message = {ja + "を予約できないため、どの日も予約していません。",
                     "Nothing was booked, because this cannot be: " + en + "."};
    return problem(422, error, {{"days", std::move(out)}});
}

rules::BookingRequest read_booking_request(JsonIn& in)
{
    rules::BookingRequest request;
    request.first_day = in.maybe_date("first_day");
    request.last_day = in.maybe_date("last_day");
    request.boxes = in.maybe_times("boxes");
    return request;
}

}  // namespace hagukumi::http
