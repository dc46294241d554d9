#include "codes/give_back.hpp"

#include <boost/json/array.hpp>
#include <boost/json/object.hpp>
#include <boost/json/serialize.hpp>

#include <algorithm>
#include <limits>

#include "audit/done_before.hpp"
#include "audit/record.hpp"
#include "codes/code.hpp"
#include "codes/held_for.hpp"
#include "codes/sql.hpp"
#include "ledger/revoke/revoke_grant.hpp"
#include "ledger/write_entry.hpp"
#include "messages/outbox.hpp"
#include "messages/translations.hpp"
#include "rules/in_all.hpp"

namespace hagukumi::codes {

namespace json = boost::json;

namespace {

constexpr std::string_view kind = "codes.give_back";

/// Granted at the very moment at which the code was spent: one transaction did both.
bool came_by(store::Snapshot& snapshot, const SerialCode& code, const ledger::Coupon& coupon)
{
    const auto entries = ledger::history_of_coupon(snapshot, coupon.id, std::numeric_limits<int>::max());
    return !entries.empty() && entries.back().kind == ledger::EntryKind::grant &&
           entries.back().at == *code.received_at;
}

Result<void> check(store::Snapshot& snapshot, const GiveBack& command, const Traced& found)
{
    if (!command.last_day.ok() || command.last_day < date_in_japan(command.at))
        return fail(ErrorKind::malformed, "last_day_over",
                    {"受け取りの期限が過去の日付です。", "The last day lies in the past."});
    if (!found.code.received_at)
        return fail(
            ErrorKind::conflict, "code_not_received",
            {"このシリアルコードは、まだだれにも受け取られていません。", "Nobody has received this code."});
    if (found.code.household == command.owner)
        return fail(
            ErrorKind::conflict, "owner_is_taker",
            {"選んだ世帯が、このコードを受け取った世帯です。本来の世帯を選んでください。",
             "This is the family that received the code. Please choose the one for which it was meant."});
    if (found.batch.withdrawn_at)
        return fail(ErrorKind::conflict, "batch_withdrawn",
                    {"このコードのまとまりは無効にされているため、返しても受け取れません。"
                     "本来の世帯には、新しいコードを作ってください。",
                     "The batch of this code was withdrawn, so that nobody could receive it. Please make a "
                     "new code for "
                     "the family."});
    if (!snapshot
             .find(
                 sql::find_household, [](const store::Row&) { return true; }, command.owner)
             .has_value())
        return fail(ErrorKind::not_found, "household_not_found",
                    {"世帯が見つかりません。検索し直してください。",
                     "There is no such household. Please search for it again."});
    return {};
}

/// What was used of the coupons, in words for the family and in numbers for the officer.
struct UsedBefore {
    std::vector<Text> words;
    json::array numbers;

    void add(const rules::Programme& programme, const ledger::Coupon& coupon)
    {
        const rules::Allotment* allotment = programme.find_allotment(coupon.allotment);
        must(allotment != nullptr, "a coupon's allotment stands in its programme");
        if (coupon.used.count == 0) return;
        const Text& unit = rules::name_of(allotment->unit);
        Text words_of_one = rules::amount_in_all({coupon.used.count, allotment->unit});
        words_of_one.ja.insert(0, allotment->name.ja + " ");
        words_of_one.en.insert(0, allotment->name.en + " ");
        for (auto& [language, amount] : words_of_one.more)
            amount.insert(0, allotment->name.in(language) + " ");
        words.push_back(std::move(words_of_one));
        numbers.push_back(json::object{{"name", {{"ja", allotment->name.ja}, {"en", allotment->name.en}}},
                                       {"units", coupon.used.count},
                                       {"unit_name", {{"ja", unit.ja}, {"en", unit.en}}}});
    }
};

void tell(store::Transaction& tx, const Id& id, Instant at, const Id& household,
          std::string_view message_template, const messages::Params& params)
{
    const std::string text = params.json();
    messages::Message message;
    message.id = id;
    message.at = at;
    message.recipient = household;
    message.message_template = message_template;
    message.params = text;
    messages::enqueue(tx, message);
}

void tell_both(store::Transaction& tx, const GiveBack& command, const rules::Programme& programme,
               const SerialCode& code, const UsedBefore& used)
{
    const Date taken = date_in_japan(*code.received_at);
    messages::Params to_taker;
    to_taker.words("coupon", programme.words().coupon)
        .words("programme", programme.name())
        .words("when", rules::day_in_all(taken))
        .words("used", used.words.empty() ? messages::in_all("nothing", {"なし", "nothing"})
                                          : rules::list_in_all(used.words));
    tell(tx, command.ids[0], command.at, *code.household, "code_taken_back", to_taker);
    messages::Params to_owner;
    to_owner.words("coupon", programme.words().coupon)
        .words("programme", programme.name())
        .words("until", rules::day_in_all(command.last_day));
    tell(tx, command.ids[1], command.at, command.owner, "code_given_back", to_owner);
}

}  // namespace

std::vector<ledger::Coupon> coupons_by(store::Snapshot& snapshot, const Traced& found)
{
    std::vector<ledger::Coupon> all;
    if (!found.code.received_at) return all;
    const auto family = people::load_family(snapshot, *found.code.household, people::Reader::officer).value();
    const auto child = std::find_if(family.children.begin(), family.children.end(),
                                    [&](const people::Child& one) { return one.id == found.code.child; });
    must(child != family.children.end(), "a code is received for a child of the family");
    for (ledger::Coupon& coupon : ledger::coupons_of(snapshot, *found.code.household)) {
        if (coupon.programme == found.batch.programme && is_held_for(coupon, *child) &&
            came_by(snapshot, found.code, coupon))
            all.push_back(std::move(coupon));
    }
    return all;
}

Result<std::string> give_back(store::Transaction& tx, const rules::Programme& programme,
                              const GiveBack& command)
{
    TRY(ledger::check_reason(command.reason));
    const audit::Fingerprint fingerprint = audit::Digest(kind)
                                               .add(parse_code(command.typed).value_or(""))
                                               .add(command.owner)
                                               .add(command.last_day)
                                               .add(command.reason)
                                               .finish();
    if (audit::Done done = TRY(audit::find_done(tx, command.key, command.actor, kind, fingerprint)))
        return *done;
    const Traced found = TRY(trace(tx, command.typed));
    TRY(check(tx, command, found));
    must(found.batch.programme == programme.code(), "a code is given back under its own programme");

    UsedBefore used;
    std::int64_t ended = 0;
    std::size_t next_id = 2;  // the first two are of the messages
    for (const ledger::Coupon& coupon : coupons_by(tx, found)) {
        must(next_id < command.ids.size(), "there is an id for each coupon of the code");
        const ledger::RevokeGrant revoke{command.at, command.actor, command.ids[next_id++], coupon.id,
                                         command.reason};
        if (TRY(ledger::revoke_grant(tx, programme, revoke))) ++ended;
        used.add(programme, coupon);
    }
    must(tx.execute(sql::give_back, found.code.code, *found.code.received_at, command.owner, command.last_day,
                    command.at) == 1,
         "a code that was found taken is taken");
    audit::record(tx, command.at, command.actor, kind, found.batch.id,
                  json::serialize(json::object{{"number", found.code.number},
                                               {"taken_by", to_string(*found.code.household)},
                                               {"kept_for", to_string(command.owner)},
                                               {"coupons", ended},
                                               {"reason", command.reason}}));
    tell_both(tx, command, programme, found.code, used);
    std::string answer = json::serialize(json::object{{"coupons", ended}, {"used", std::move(used.numbers)}});
    audit::remember(tx, command.key, command.actor, kind, fingerprint, command.at, answer);
    return answer;
}

}  // namespace hagukumi::codes
