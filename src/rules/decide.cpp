#include "rules/decide.hpp"

#include "rules/deciding.hpp"

namespace hagukumi::rules {

Decision Deciding::decide()
{
    if (understand()) {
        look_at_facility();
        look_at_coupon();
        look_at_rules();
        look_at_amount();
        if (!x_refused) price();
    }
    conclude();
    return std::move(x_decision);
}

void Deciding::conclude()
{
    if (x_refused) {
        x_decision.outcome = Outcome::refused;
        x_decision.units = {0};
        x_decision.priced = x_decision.paid_afterwards = false;
        x_decision.notes.clear();
        x_decision.fee = x_decision.parent = x_decision.public_share = {};
        x_decision.money.clear();
        x_decision.month.reset();
        x_decision.first_covered = x_decision.last_covered = x_decision.first_day;
    } else {
        x_decision.outcome = x_decision.units < x_decision.asked ? Outcome::partly : Outcome::granted;
    }
    x_decision.left_after = x_decision.limited ? x_decision.left_before - x_decision.units : Units{};
}

Decision decide(const Programme& programme, const Facts& facts, const Request& request)
{
    return Deciding(programme.parts(), facts, request).decide();
}

}  // namespace hagukumi::rules
