#include <boost/json.hpp>

#include "audit/once.hpp"
#include "audit/record.hpp"
#include "facilities/facility_commands.hpp"
#include "facilities/sql.hpp"
#include "facilities/token_in.hpp"

namespace hagukumi::facilities {

Result<void> change_offer(store::Transaction& tx, const ChangeOffer& command)
{
    const Offer& offer = command.offer;
    audit::Digest content("facilities.change_offer");
    content.add(command.facility).add(offer.programme).add(offer.service).add(offer.first_day).add(offer.fee);
    content.add(offer.last_day.value_or(Date{})).add(std::int64_t{offer.age_limit_months.value_or(-1)});
    return audit::once(tx, command, command.actor, "facilities.change_offer", content, [&]() -> Result<void> {
        if (!find_facility(tx, command.facility)) return no_facility();
        if (offer.fee.amount < 0 || (offer.last_day && *offer.last_day < offer.first_day))
            return fail(ErrorKind::malformed, "offer_form",
                        {"料金と期間を確かめてください。", "Please check the fee and the days."});
        // Fees of past days stay as they were: what was decided is never rewritten.
        tx.execute(sql::replace_later_offers, command.facility, offer.programme, offer.service,
                   offer.first_day);
        tx.execute(sql::end_offer_before, command.facility, offer.programme, offer.service, offer.first_day);
        tx.execute(sql::add_offer, command.facility, offer.programme, offer.service, offer.first_day,
                   offer.last_day, offer.fee, offer.age_limit_months);
        audit::record(
            tx, command.at, command.actor, "facilities.change_offer", command.facility,
            boost::json::serialize(boost::json::object{{"programme", offer.programme},
                                                       {"service", offer.service},
                                                       {"first_day", hagukumi::to_string(offer.first_day)},
                                                       {"fee_yen", offer.fee.amount}}));
        return {};
    });
}

}  // namespace hagukumi::facilities
