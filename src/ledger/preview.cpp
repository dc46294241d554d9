#include "facilities/check_in.hpp"
#include "ledger/loaded_use.hpp"
#include "ledger/sql.hpp"
#include "ledger/write_entry.hpp"

namespace hagukumi::ledger {

std::pair<Date, Date> days_asked(const rules::Service* service, const rules::Request& request, Date today)
{
    const Date first_day = request.first_day.value_or(today);
    Date last_day = request.last_day.value_or(first_day);
    const bool is_stay = service != nullptr && (service->asks == rules::Asks::dates ||
                                                service->asks == rules::Asks::number_of_days);
    if (request.units && is_stay && !request.last_day) {
        // Closed days are wanted for all days of a stay; a number beyond sense is refused by the rules.
        const std::int64_t days =
            std::min<std::int64_t>(rules::days_for(*service, request.units->count).value_or(0), 400);
        if (days > 0) last_day = date_of_days(days_since_epoch(first_day) + days - 1);
    }
    return {first_day, last_day};
}

Result<void> check_times(const rules::Service* service, const rules::Request& request)
{
    if (service == nullptr || service->asks != rules::Asks::hours || (request.from && request.until))
        return {};
    return fail(ErrorKind::malformed, "time_missing",
                {"何時から何時まで利用するかを入力してください。",
                 "Please say from when until when the service is used."});
}

void add(audit::Digest& content, const rules::Request& request)
{
    content.add(request.service);
    content.add(request.first_day ? days_since_epoch(*request.first_day) : std::int64_t{-1});
    content.add(request.last_day ? days_since_epoch(*request.last_day) : std::int64_t{-1});
    content.add(request.units ? request.units->count : std::int64_t{-1});
    content.add(std::int64_t{request.from.value_or(-1)}).add(std::int64_t{request.until.value_or(-1)});
}

void ask_use_ahead(store::Snapshot& snapshot, const UseRequest& asked)
{
    facilities::ask_check_in_ahead(snapshot, asked.check_in, asked.account);
    snapshot.ask_ahead(sql::find_coupon, asked.coupon);
}

Result<LoadedUse> load_use(store::Snapshot& snapshot, Programmes programmes, const UseRequest& asked,
                           const std::function<void(const LoadedUse&)>& known)
{
    LoadedUse use;
    const facilities::CheckIn check_in =
        TRY(facilities::find_check_in(snapshot, asked.check_in, asked.account, asked.at));
    if (check_in.household != asked.household) return no_coupon();
    use.facility = check_in.facility;
    auto coupon = find_coupon(snapshot, asked.coupon);
    if (!coupon || coupon->household != asked.household) return no_coupon();
    use.coupon = std::move(*coupon);
    if (known) known(use);
    use.preview.programme = find_programme(programmes, use.coupon.programme);
    if (use.preview.programme == nullptr) return programme_ended();
    const rules::Programme& programme = *use.preview.programme;
    const rules::Service* service = programme.find_service(asked.request.service);
    if (service != nullptr && programme.allotment_of(*service).code != use.coupon.allotment)
        return no_coupon();
    if (use.coupon.state == CouponState::expired) {
        const Text& word = programme.words().coupon;
        return fail(ErrorKind::conflict, "coupon_ended",
                    {"この" + word.ja + "は期限が過ぎたため使えません。ほかの" + word.ja +
                         "を選ぶか、担当窓口へお問い合わせください。",
                     "This " + word.en + " has ended. Please choose another, or ask the office."});
    }
    TRY(check_times(service, asked.request));
    const auto [first_day, last_day] = days_asked(service, asked.request, date_in_japan(asked.at));
    use.preview.facts = TRY(facts_of(snapshot, programme, use.coupon, check_in.facility, asked.at, first_day,
                                     last_day, nullptr, asked.account));
    for (rules::AllotmentFacts& held : use.preview.facts.allotments) held.left = held.left + asked.set_aside;
    use.preview.decision = rules::decide(programme, use.preview.facts, asked.request);
    return use;
}

Result<Preview> preview_use(store::Snapshot& snapshot, Programmes programmes, const UseRequest& asked)
{
    ask_use_ahead(snapshot, asked);
    return TRY(load_use(snapshot, programmes, asked)).preview;
}

}  // namespace hagukumi::ledger
