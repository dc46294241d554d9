#include <array>
#include <boost/json/monotonic_resource.hpp>
#include <boost/json/serialize.hpp>

#include "audit/done_before.hpp"
#include "audit/record.hpp"
#include "facilities/facility.hpp"
#include "ledger/loaded_use.hpp"
#include "ledger/notices.hpp"
#include "ledger/sql.hpp"
#include "ledger/write_entry.hpp"
#include "rules/json.hpp"

namespace hagukumi::ledger {

namespace {

constexpr std::string_view kind = "redeem";
constexpr std::chrono::minutes just_now{10};

audit::Fingerprint fingerprint_of(const Redeem& command)
{
    audit::Digest content(kind);
    content.add(command.use.check_in).add(command.use.coupon);
    add(content, command.use.request);
    return content.finish();
}

/// The same use, entered twice within minutes, is most often a slip: it is asked about once.
bool is_just_used(store::Snapshot& snapshot, const LoadedUse& use, const Redeem& command)
{
    const std::optional<Entry> last = find_entry(snapshot, use.coupon.last_entry);
    const rules::Decision& decision = use.preview.decision;
    // Services may share an allotment: a day visit after a home visit is no slip.
    return last && last->kind == EntryKind::redeem && !last->voided_by && last->facility == use.facility &&
           last->service == command.use.request.service && last->first_day == decision.first_covered &&
           last->units.count == -decision.units.count && command.use.at - last->at < just_now;
}

boost::json::object to_json(const Text& text, boost::json::storage_ptr storage)
{
    return boost::json::object({{"ja", text.ja}, {"en", text.en}}, std::move(storage));
}

/// What the answer needs of a new entry, as the history will give it.
Entry as_read(const NewEntry& written)
{
    Entry entry;
    entry.id = written.id;
    entry.kind = written.kind;
    entry.coupon = written.coupon;
    entry.units = written.units;
    entry.left_after = written.left_after;
    entry.at = written.at;
    entry.service = *written.service;
    entry.facility = written.facility;
    entry.first_day = written.first_day;
    entry.last_day = written.last_day;
    entry.fee = written.fee;
    entry.parent = written.parent;
    entry.public_share = written.public_share;
    return entry;
}

/// The answer to a use that stands in the history; `stored` is what was remembered under its key.
Result<UseAnswer> answer_again(store::Snapshot& snapshot, Programmes programmes, std::string_view stored)
{
    const std::optional<Id> id = parse_id(stored);
    must(id.has_value(), "the answer that is kept of a use is its id");
    const std::optional<Entry> use = find_entry(snapshot, *id);
    must(use.has_value(), "a use that was answered stands in the history");
    const std::optional<Coupon> coupon = find_coupon(snapshot, use->coupon);
    const auto facility = facilities::find_facility(snapshot, *use->facility);
    must(coupon && facility, "a use names a coupon and a facility");
    const rules::Programme* programme = find_programme(programmes, coupon->programme);
    if (programme == nullptr || programme->find_service(use->service) == nullptr) return programme_ended();
    return UseAnswer{programme, coupon->id, coupon->limited, *use, facility->name};
}

void record_refusal(store::Transaction& tx, const LoadedUse& use, const Redeem& command)
{
    audit::record(tx, command.entered_at.value_or(command.use.at), command.use.account,
                  "ledger.redeem_refused", use.coupon.id,
                  rules::to_compact_json(*use.preview.programme, use.preview.decision));
}

}  // namespace

std::string to_json(const UseAnswer& said)
{
    const rules::Programme& programme = *said.programme;
    const Entry& use = said.use;
    const rules::Service* service = programme.find_service(use.service);
    must(service != nullptr, "the service of a use stands in its programme");
    std::array<unsigned char, 4096> room;  // all of it is built here
    boost::json::monotonic_resource memory(room.data(), room.size());
    const boost::json::storage_ptr storage(&memory);
    boost::json::object answer(storage);
    boost::json::object& entry = answer["use"].emplace_object();
    entry.reserve(20);
    entry["id"] = to_string(use.id);
    entry["number"] = number_of(use.id);
    entry["at"] = to_string_in_japan(use.at);
    boost::json::object& facility = entry["facility"].emplace_object();
    facility["id"] = to_string(*use.facility);
    facility["name"] = said.facility_name;
    entry["coupon"] = to_string(said.coupon);
    entry["programme"] = programme.code();
    entry["service"] = service->code;
    entry["service_name"] = to_json(service->name, storage);
    entry["design"] = service->design;
    entry["unit"] = rules::code_of(service->unit);
    entry["unit_name"] = to_json(rules::name_of(service->unit), storage);
    entry["units"] = -use.units.count;
    entry["limited"] = said.limited;
    if (said.limited) entry["left_after"] = use.left_after.count;
    entry["first_day"] = hagukumi::to_string(*use.first_day);
    entry["last_day"] = hagukumi::to_string(*use.last_day);
    if (use.fee) {
        entry["fee_yen"] = use.fee->amount;
        entry["parent_yen"] = use.parent->amount;
        entry["public_yen"] = use.public_share->amount;
    }
    return boost::json::serialize(answer);
}

void ask_redeem_ahead(store::Transaction& tx, const Redeem& command)
{
    audit::ask_done_ahead(tx, command.key, command.use.account);
    audit::ask_head_ahead(tx);
    ask_use_ahead(tx, command.use);
}

Recorded<std::variant<Used, Preview>> redeem(store::Transaction& tx, Programmes programmes,
                                             const Redeem& command)
{
    using Outcome = std::variant<Used, Preview>;
    const audit::Fingerprint fingerprint = fingerprint_of(command);
    // The rules are those of the moment of the use; the history is in the order in which it was written.
    const Instant entered_at = command.entered_at.value_or(command.use.at);
    ask_redeem_ahead(tx, command);
    if (audit::Done done = TRY(audit::find_done(tx, command.key, command.use.account, kind, fingerprint))) {
        return Result<Outcome>(Used{TRY(answer_again(tx, programmes, *done)), true});
    }
    LoadedUse use = TRY(load_use(tx, programmes, command.use, [&](const LoadedUse& known) {
        if (!command.again) tx.ask_ahead(sql::find_entry, known.coupon.last_entry);
        ask_newest_ahead(tx, known.facility);
    }));
    const rules::Decision& decision = use.preview.decision;
    if (decision.refused()) {
        record_refusal(tx, use, command);
        return Result<Outcome>(std::move(use.preview));
    }
    if (!command.again && is_just_used(tx, use, command)) {
        return fail(ErrorKind::conflict, "used_just_now",
                    {"同じ内容の利用を、少し前に記録しました。もう1回分を使う場合だけ、続けてください。",
                     "The same use was entered a moment ago. Go on only if this is one more."});
    }

    const rules::Service& service = use.preview.programme->services()[*decision.service];
    const std::string compact = rules::to_compact_json(*use.preview.programme, decision);
    NewEntry entry;
    entry.id = command.id;
    entry.kind = EntryKind::redeem;
    entry.coupon = use.coupon.id;
    entry.units = Units{-decision.units.count};
    entry.left_after = use.coupon.left - decision.units;
    entry.at = entered_at;
    entry.actor = command.use.account;
    entry.service = service.code;
    entry.facility = use.facility;
    entry.check_in = command.use.check_in;
    entry.first_day = decision.first_covered;
    entry.last_day = decision.last_covered;
    if (decision.priced) {
        entry.fee = decision.fee;
        entry.parent = decision.parent;
        entry.public_share = decision.public_share;
    }
    entry.programme = use.preview.programme;
    entry.decision = compact;
    entry.before_coupon = use.coupon.last_entry;
    // The first change, for the head of the chain was asked ahead.
    audit::record(tx, entered_at, command.use.account, "ledger.redeem", command.id,
                  audit_detail(use.coupon, entry.units, entry.left_after, service.code));
    // One row, or the rules and the statement do not agree on what is left.
    tx.write(sql::take_units, use.coupon.id, decision.units, decision.first_covered, command.id,
             command.use.set_aside, use.coupon.left);
    entry.left_is_proven = true;
    write_entry(tx, entry, "use");
    tell_used(tx, *use.preview.programme, use.coupon, service, entry, command.use.at,
              use.preview.facts.facility->name.ja);

    // What is kept under the key is the use itself; its answer is made of it whenever it is asked for again.
    audit::remember(tx, command.key, command.use.account, kind, fingerprint, entered_at,
                    to_string(command.id));
    return Result<Outcome>(Used{{use.preview.programme, use.coupon.id, use.coupon.limited, as_read(entry),
                                 use.preview.facts.facility->name.ja},
                                false});
}

Result<std::optional<std::string>> find_use_by_key(store::Snapshot& snapshot, Programmes programmes,
                                                   const Id& key, const Id& account)
{
    const std::optional<std::string> stored = audit::find_answer(snapshot, key, account, kind);
    if (!stored) return std::optional<std::string>();
    return std::optional<std::string>(to_json(TRY(answer_again(snapshot, programmes, *stored))));
}

}  // namespace hagukumi::ledger
