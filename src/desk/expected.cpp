#include "desk/expected.hpp"

#include <algorithm>
#include <set>

#include "facilities/facility.hpp"
#include "people/family.hpp"

namespace hagukumi::desk {

namespace {

void add_names(store::Snapshot& snapshot, Expected& expected)
{
    const booking::Booking& booking = expected.booking;
    const auto family = people::load_family(snapshot, booking.household, people::Reader::parent);
    if (!family) return;
    if (!family->guardians.empty()) expected.guardian = family->guardians.front().name;
    for (const people::Child& child : family->children)
        if (child.id == booking.holder || child.birth == booking.holder)
            expected.children.push_back(child.name);
}

void add_words(store::Snapshot& snapshot, Programmes programmes, Expected& expected)
{
    const booking::Booking& booking = expected.booking;
    const rules::Programme* programme = ledger::find_programme(programmes, booking.place.programme);
    const rules::Service* service =
        programme != nullptr ? programme->find_service(booking.place.service) : nullptr;
    if (service == nullptr) {
        expected.service = Text{"面談", "Interview"};
        return;
    }
    expected.service = service->name;
    expected.unit = rules::name_of(service->unit);
    const auto coupon = booking.coupon ? ledger::find_coupon(snapshot, *booking.coupon) : std::nullopt;
    if (coupon && coupon->limited) expected.left = coupon->left;
}

/// What a household has left of the allotments from which this facility's offers are taken.
std::vector<LeftOver> left_of(store::Snapshot& snapshot, Programmes programmes, const Id& household,
                              const std::vector<facilities::Offer>& offers)
{
    std::vector<LeftOver> all;
    for (const ledger::Coupon& coupon : ledger::coupons_of(snapshot, household)) {
        const rules::Programme* programme = ledger::find_programme(programmes, coupon.programme);
        if (programme == nullptr || !coupon.limited || coupon.state == ledger::CouponState::expired) continue;
        for (const facilities::Offer& offer : offers) {
            const rules::Service* service =
                offer.programme == coupon.programme ? programme->find_service(offer.service) : nullptr;
            if (service == nullptr) continue;
            const rules::Allotment& allotment = programme->allotment_of(*service);
            if (allotment.code != coupon.allotment) continue;
            all.push_back({allotment.name, rules::name_of(service->unit), coupon.left});
            break;
        }
    }
    return all;
}

}  // namespace

std::vector<Expected> expected_at(store::Snapshot& snapshot, Programmes programmes, const Id& facility,
                                  Date first, Date last)
{
    std::vector<Expected> all;
    for (booking::Booking& one : booking::bookings_of_facility(snapshot, facility, first, last)) {
        if (!booking::has_seats(one.state) || one.state == booking::State::offered) continue;
        Expected expected;
        expected.booking = std::move(one);
        add_names(snapshot, expected);
        add_words(snapshot, programmes, expected);
        all.push_back(std::move(expected));
    }
    return all;
}

std::vector<FamilyHere> families_here(store::Snapshot& snapshot, Programmes programmes, const Id& facility,
                                      Date day)
{
    const auto offers = facilities::offers_on(snapshot, facility, day);
    std::vector<FamilyHere> all;
    std::set<Id> seen;
    for (const ledger::Entry& entry : ledger::entries_of_facility_on(snapshot, facility, day)) {
        if (entry.kind != ledger::EntryKind::redeem || entry.voided_by) continue;
        const auto coupon = ledger::find_coupon(snapshot, entry.coupon);
        must(coupon.has_value(), "an entry belongs to a coupon");
        if (!seen.insert(coupon->household).second) continue;
        const auto family = people::load_family(snapshot, coupon->household, people::Reader::parent);
        all.push_back({family && !family->guardians.empty() ? family->guardians.front().name : "",
                       left_of(snapshot, programmes, coupon->household, offers)});
    }
    return all;
}

}  // namespace hagukumi::desk
