// What a family has: its people, coupons, history and notices.
#include "base/age.hpp"
#include "http/api/handlers.hpp"
#include "http/api/json_in.hpp"
#include "http/api/json_out.hpp"
#include "http/api/portal_handlers.hpp"
#include "messages/notices.hpp"
#include "people/family.hpp"
#include "people/mail_link.hpp"
#include "people/manage_accounts.hpp"

namespace hagukumi::http {

namespace json = boost::json;

namespace {

/// A parent without a household does not exist (a constraint of the table).
const Id& household_of(const people::Caller& caller)
{
    must(caller.household.has_value(), "a parent belongs to a household");
    return *caller.household;
}

bool is_protected(store::Snapshot& snapshot, const people::Caller& caller)
{
    return people::is_address_protected(snapshot, household_of(caller));
}

/// The version in force, for somebody who accepted an older one (M-02); else null.  Accounts that the office
/// opened accepted theirs on paper.
json::value terms_to_accept(const Site& site, const people::Caller& caller, store::Snapshot& snapshot,
                            const Request& request)
{
    const std::string& version = municipality_of(site, request).terms.version;
    const std::string accepted = people::accepted_terms(snapshot, caller.account);
    if (accepted.empty() || accepted == version) return nullptr;
    return json::value(version);
}

/// The coupon, if it belongs to the caller's household; else it is not there.
Result<ledger::Coupon> own_coupon(store::Snapshot& snapshot, const people::Caller& caller, const Id& id)
{
    auto coupon = ledger::find_coupon(snapshot, id);
    if (!coupon || coupon->household != household_of(caller)) return not_found();
    return std::move(*coupon);
}

}  // namespace

Result<Response> get_parent_me(const Site& site, const people::Caller& caller, store::Snapshot& snapshot,
                               const Request& request)
{
    Result<people::Family> found = not_found();
    std::optional<people::Account> account;
    json::value terms;
    std::int64_t unread_notices = 0, unread_news = 0;
    snapshot.ask_together(
        [&](store::Snapshot& part) {
            found = people::load_family(part, household_of(caller), people::Reader::parent);
        },
        [&](store::Snapshot& part) { account = people::load_account(part, caller.account); },
        [&](store::Snapshot& part) { terms = terms_to_accept(site, caller, part, request); },
        [&](store::Snapshot& part) { unread_notices = messages::count_unread(part, caller.account); },
        [&](store::Snapshot& part) { unread_news = count_unread_news(part, caller, request); });
    const people::Family family = TRY(std::move(found));
    must(account.has_value(), "a session belongs to an account");
    const Date today = date_in_japan(request.at);
    json::array children;
    for (const people::Child& child : family.children) {
        children.push_back(json::object{{"id", to_string(child.id)},
                                        {"name", child.nickname.empty() ? child.name : child.nickname},
                                        {"born_on", hagukumi::to_string(child.born_on)},
                                        {"age_in_months", age_in_months(child.born_on, today)}});
    }
    json::array births;
    for (const people::Birth& birth : family.births) {
        births.push_back(json::object{{"id", to_string(birth.id)},
                                      {"due_date", to_json(birth.due_date)},
                                      {"born_on", to_json(birth.born_on)}});
    }
    return json_response(200, json::object{{"name", account->display_name},
                                           {"language", account->language},
                                           {"rights", people::name_of(caller.rights)},
                                           {"children", std::move(children)},
                                           {"births", std::move(births)},
                                           {"terms_to_accept", std::move(terms)},
                                           {"unread", unread_notices + unread_news}});
}

Result<Response> get_parent_coupons(const Site& site, const people::Caller& caller, store::Snapshot& snapshot,
                                    const Request& request)
{
    const Municipality& municipality = municipality_of(site, request);
    bool hides_places = true;
    std::vector<ledger::Coupon> own;
    snapshot.ask_together(
        [&](store::Snapshot& part) { hides_places = is_protected(part, caller); },
        [&](store::Snapshot& part) { own = ledger::coupons_of(part, household_of(caller)); });
    std::erase_if(
        own, [&](const ledger::Coupon& coupon) { return municipality.find(coupon.programme) == nullptr; });
    const CouponReader reader{request.at, caller.account, language_asked(request),
                              hides_places ? Places::hidden : Places::shown};
    json::array coupons(own.size());
    snapshot.for_each(own.size(), [&](store::Snapshot& part, std::size_t number) {
        const ledger::Coupon& coupon = own[number];
        coupons[number] = coupon_to_json(part, *municipality.find(coupon.programme), coupon, reader);
    });
    return json_response(
        200, json::object{{"as_of", to_string_in_japan(request.at)}, {"coupons", std::move(coupons)}});
}

Result<Response> get_parent_coupon(const Site& site, const people::Caller& caller, store::Snapshot& snapshot,
                                   const Request& request)
{
    const Id id = TRY(id_in_path(request, 0));
    const ledger::Coupon coupon = TRY(own_coupon(snapshot, caller, id));
    const Municipality& municipality = municipality_of(site, request);
    const rules::Programme* programme = municipality.find(coupon.programme);
    if (programme == nullptr) return not_found();
    const bool hide = is_protected(snapshot, caller);
    json::object out = coupon_to_json(
        snapshot, *programme, coupon,
        {request.at, caller.account, language_asked(request), hide ? Places::hidden : Places::shown});
    EntriesOut words(snapshot, municipality, caller.account, hide);
    out["as_of"] = to_string_in_japan(request.at);
    out["history"] = words.entries(ledger::history_of_coupon(snapshot, coupon.id, 200));
    return json_response(200, out);
}

Result<Response> get_parent_history(const Site& site, const people::Caller& caller, store::Snapshot& snapshot,
                                    const Request& request)
{
    const int limit = TRY(limit_in_query(request, 50, 200));
    const Id before = TRY(place_in_query(request, "before"));
    bool hides_places = true;
    std::vector<ledger::Entry> entries;
    snapshot.ask_together([&](store::Snapshot& part) { hides_places = is_protected(part, caller); },
                          [&](store::Snapshot& part) {
                              entries =
                                  ledger::history_of_household(part, household_of(caller), before, limit + 1);
                          });
    const bool has_more = entries.size() > static_cast<std::size_t>(limit);
    json::array out;
    EntriesOut words(snapshot, municipality_of(site, request), caller.account, hides_places);
    for (const ledger::Entry& entry : entries) {
        if (out.size() < static_cast<std::size_t>(limit)) out.push_back(words.entry(entry));
    }
    return json_response(200, json::object{{"as_of", to_string_in_japan(request.at)},
                                           {"entries", std::move(out)},
                                           {"has_more", has_more}});
}

Result<Response> get_parent_notices(const Site&, const people::Caller& caller, store::Snapshot& snapshot,
                                    const Request& request)
{
    const int limit = TRY(limit_in_query(request, 50, 200));
    const Id before = TRY(place_in_query(request, "before"));
    json::array notices;
    for (const messages::Notice& notice :
         messages::notices_before(snapshot, caller.account, before, limit, language_asked(request))) {
        notices.push_back(json::object{{"id", to_string(notice.id)},
                                       {"at", to_string_in_japan(notice.at)},
                                       {"subject", to_json(notice.subject)},
                                       {"body", to_json(notice.body)},
                                       {"read", notice.read_at.has_value()}});
    }
    return json_response(200, json::object{{"notices", std::move(notices)},
                                           {"unread", messages::count_unread(snapshot, caller.account)}});
}

Recorded<Response> post_parent_notice_read(const Site&, const people::Caller& caller, store::Transaction& tx,
                                           const Request& request)
{
    const Id id = TRY(id_in_path(request, 0));
    TRY(messages::mark_read(tx, caller.account, id, request.at));
    return Result<Response>(no_content());
}

}  // namespace hagukumi::http
