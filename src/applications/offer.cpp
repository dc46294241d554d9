#include "applications/offer.hpp"

#include <algorithm>

#include "applications/keep.hpp"
#include "ledger/coupon.hpp"

namespace hagukumi::applications {

namespace {

/// The newest birth with coupons of this programme, or the newest without.
const people::Birth* newest_birth(const people::Family& family, std::span<const ledger::Coupon> coupons,
                                  std::string_view programme, bool with_coupons)
{
    for (auto birth = family.births.rbegin(); birth != family.births.rend(); ++birth) {
        const bool has_coupons =
            std::any_of(coupons.begin(), coupons.end(), [&](const ledger::Coupon& coupon) {
                return coupon.programme == programme && coupon.birth == birth->id;
            });
        if (has_coupons == with_coupons) return &*birth;
    }
    return nullptr;
}

/// Only what is known to be against is told; what is not known yet, the form asks.
void keep_what_is_certain(std::vector<rules::RuleLook>& against)
{
    std::erase_if(against,
                  [](const rules::RuleLook& look) { return look.verdict != rules::Verdict::against; });
}

}  // namespace

const people::Birth* birth_of_coupons(const people::Family& family, std::span<const ledger::Coupon> coupons,
                                      std::string_view programme)
{
    return newest_birth(family, coupons, programme, true);
}

std::vector<OfferedForm> offered_forms(store::Snapshot& snapshot, Programmes programmes,
                                       const people::Family& family, Instant at)
{
    const std::vector<ledger::Coupon> coupons = ledger::coupons_of(snapshot, family.household.id);
    std::vector<OfferedForm> offered;
    for (const auto& programme : programmes) {
        const bool has_coupons =
            std::any_of(coupons.begin(), coupons.end(),
                        [&](const ledger::Coupon& coupon) { return coupon.programme == programme->code(); });
        for (const rules::Form& form : programme->forms()) {
            const bool is_for_holders = form.is_change_notice || form.is_reimbursement();
            if (is_for_holders && !has_coupons) continue;
            OfferedForm one;
            one.programme = programme.get();
            one.form = &form;
            // What is asked for is asked for a birth that has nothing yet.
            one.birth = newest_birth(family, coupons, programme->code(), is_for_holders);
            one.holds_coupons = !is_for_holders && one.birth == nullptr && has_coupons;
            rules::Facts facts;
            facts.at = at;
            facts.household = people::household_facts(family.household, one.birth, date_in_japan(at));
            if (one.birth != nullptr) facts.birth = people::birth_facts(*one.birth);
            one.read = rules::read_answers(*programme, form, {}, facts, rules::Reading::draft);
            keep_what_is_certain(one.read.against);
            offered.push_back(std::move(one));
        }
    }
    return offered;
}

Result<rules::AnswersRead> look_at(store::Snapshot& snapshot, const rules::Programme& programme,
                                   const rules::Form& form, const Application& application, Instant at)
{
    rules::Facts known = TRY(known_facts(snapshot, application.household, at));
    const auto read = [&](const rules::WrittenAnswers& written) {
        return rules::read_answers(programme, form, written, known, rules::Reading::sending);
    };
    if (application.state == State::draft) return read(application.written);
    if (application.state != State::returned) {
        known.at = *application.sent_at;
        return read(application.answers);
    }
    const rules::AnswersRead today = read(application.written);
    known.at = *application.sent_at;
    rules::AnswersRead then = read(application.written);
    then.answered_by = today.answered_by;
    then.answered_by_is_certain = today.answered_by_is_certain;
    return then;
}

}  // namespace hagukumi::applications
