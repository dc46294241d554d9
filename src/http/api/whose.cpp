#include "http/api/whose.hpp"

#include <algorithm>

namespace hagukumi::http {

namespace json = boost::json;

json::array children_of(const people::Family& family, const ledger::Coupon& coupon)
{
    json::array names;
    for (const people::Child& child : family.children) {
        const bool is_meant = coupon.child   ? child.id == *coupon.child
                              : coupon.birth ? child.birth == coupon.birth
                                             : true;
        if (is_meant) names.emplace_back(child.name);
    }
    return names;
}

std::map<Id, json::array> children_by_coupon(store::Snapshot& snapshot, const people::Family& family)
{
    // Without a second child nothing is to be told apart.
    if (family.children.size() < 2) return {};
    std::map<Id, json::array> whose;
    for (const ledger::Coupon& coupon : ledger::coupons_of(snapshot, family.household.id))
        if (coupon.state == ledger::CouponState::active) whose[coupon.id] = children_of(family, coupon);
    const bool all_alike = std::all_of(whose.begin(), whose.end(),
                                       [&](const auto& one) { return one.second == whose.begin()->second; });
    if (all_alike) whose.clear();
    return whose;
}

}  // namespace hagukumi::http
