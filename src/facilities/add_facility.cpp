#include "audit/once.hpp"
#include "audit/record.hpp"
#include "facilities/facility_commands.hpp"
#include "facilities/give_passcode.hpp"
#include "facilities/profile.hpp"
#include "facilities/sql.hpp"
#include "facilities/token_in.hpp"

namespace hagukumi::facilities {

namespace {

audit::Digest content_of(const AddFacility& command)
{
    const Facility& facility = command.facility;
    audit::Digest content("facilities.add_facility");
    content.add(facility.id).add(facility.code).add(facility.name).add(facility.kana).add(facility.address);
    content.add(facility.phone).add(facility.provider).add(facility.note).add(facility.url);
    content.add(std::int64_t{facility.accepts_corrected_age}).add(std::int64_t{facility.accepts_loss});
    content.add(std::int64_t{facility.outside});
    content.add(facility.opened_on.value_or(Date{})).add(facility.left_on.value_or(Date{}));
    content.add(static_cast<std::int64_t>(command.offers.size()));
    for (const Offer& offer : command.offers) {
        content.add(offer.programme).add(offer.service).add(offer.first_day).add(offer.fee);
        content.add(offer.last_day.value_or(Date{})).add(std::int64_t{offer.age_limit_months.value_or(-1)});
    }
    content.add(static_cast<std::int64_t>(command.openings.size()));
    for (const Opening& opening : command.openings)
        content.add(std::int64_t{opening.weekday})
            .add(std::int64_t{opening.opens_minute})
            .add(std::int64_t{opening.closes_minute});
    content.add(static_cast<std::int64_t>(command.closed_days.size()));
    for (const Date day : command.closed_days) content.add(day);
    return content;
}

}  // namespace

Result<Id> add_facility(store::Transaction& tx, const AddFacility& command)
{
    const Facility& facility = command.facility;
    const Result<void> done = audit::once(
        tx, command, command.actor, "facilities.add_facility", content_of(command), [&]() -> Result<void> {
            if (facility.code.empty() || facility.name.empty())
                return fail(
                    ErrorKind::malformed, "facility_incomplete",
                    {"施設の番号と名前を入力してください。", "Please enter the facility's code and name."});
            TRY(check_profile(profile_of(facility)));
            if (find_facility_by_code(tx, facility.code))
                return fail(ErrorKind::conflict, "facility_code_taken",
                            {"この番号の施設はすでにあります。別の番号にしてください。",
                             "There is a facility with this code already. Please choose another."});
            const Passcode passcode = TRY(give_passcode(tx, facility.id, 1, command.passcodes));
            tx.execute(sql::add_token, bytes_of(command.token), facility.id, 1);
            tx.execute(sql::add_facility, facility.id, facility.code, facility.name, facility.kana,
                       facility.address, facility.phone, facility.provider, facility.opened_on,
                       facility.left_on, facility.accepts_corrected_age, facility.accepts_loss, facility.note,
                       facility.url, bytes_of(command.token), passcode, facility.outside);
            for (const Offer& offer : command.offers)
                tx.execute(sql::add_offer, facility.id, offer.programme, offer.service, offer.first_day,
                           offer.last_day, offer.fee, offer.age_limit_months);
            for (const Opening& opening : command.openings)
                tx.execute(sql::add_opening, facility.id, opening.weekday, opening.opens_minute,
                           opening.closes_minute);
            for (const Date day : command.closed_days) tx.execute(sql::close_day, facility.id, day);
            audit::record(tx, command.at, command.actor, "facilities.add_facility", facility.id, "{}");
            return {};
        });
    if (!done) return tl::unexpected(done.error());
    return facility.id;
}

Id facility_of_receipt(store::Transaction& tx, std::string_view name, const Id& fresh)
{
    const auto known = tx.find(
        sql::find_by_receipt, [](const store::Row& row) { return row.id(0); }, name);
    if (known) return *known;
    tx.execute(sql::add_by_receipt, fresh, to_string(fresh), name, fresh);
    return fresh;
}

}  // namespace hagukumi::facilities
