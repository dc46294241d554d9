#include <fmt/format.h>

#include "audit/done_before.hpp"
#include "audit/record.hpp"
#include "facilities/facility.hpp"
#include "ledger/correct.hpp"
#include "ledger/loaded_use.hpp"
#include "ledger/notices.hpp"
#include "ledger/sql.hpp"
#include "rules/json.hpp"

namespace hagukumi::ledger {

namespace {

constexpr std::string_view kind = "correct";

struct LoadedCorrection {
    Correctable correctable;
    Preview preview;
};

/// What is asked for, on the first day of the use where it names none.
rules::Request completed(rules::Request request, const Entry& use)
{
    if (!request.first_day) request.first_day = use.first_day;
    return request;
}

Result<LoadedCorrection> load_correction(store::Snapshot& snapshot, Programmes programmes,
                                         const CorrectionRequest& asked)
{
    LoadedCorrection loaded;
    loaded.correctable = TRY(find_correctable(snapshot, programmes, asked.use, asked.desk, asked.at));
    const Correctable& correctable = loaded.correctable;
    const rules::Programme& programme = *correctable.programme;
    const rules::Request request = completed(asked.request, correctable.use);
    const rules::Service* service = programme.find_service(request.service);
    if (service != nullptr && programme.allotment_of(*service).code != correctable.coupon.allotment)
        return no_coupon();
    TRY(check_times(service, request));
    const Instant then = correctable.first_entered_at;
    const auto [first_day, last_day] = days_asked(service, request, date_in_japan(then));
    loaded.preview.programme = &programme;
    loaded.preview.facts =
        TRY(facts_of(snapshot, programme, correctable.coupon, correctable.use.facility, then, first_day,
                     last_day, &correctable.use, first_entered_by(snapshot, correctable.use)));
    loaded.preview.decision = rules::decide(programme, loaded.preview.facts, request);
    return loaded;
}

bool changes_nothing(const LoadedCorrection& loaded)
{
    const Entry& use = loaded.correctable.use;
    const rules::Decision& decision = loaded.preview.decision;
    return loaded.preview.programme->services()[*decision.service].code == use.service &&
           decision.units.count == -use.units.count && decision.first_covered == use.first_day &&
           decision.last_covered == use.last_day &&
           (!use.fee || (use.fee == decision.fee && use.parent == decision.parent &&
                         use.public_share == decision.public_share));
}

/// The use that takes the place of the voided one.
NewEntry take_its_place(store::Transaction& tx, const LoadedCorrection& loaded, const NewEntry& voided,
                        const CorrectUse& command, std::string_view compact_decision)
{
    const rules::Decision& decision = loaded.preview.decision;
    const Correctable& correctable = loaded.correctable;
    const Id& id = command.ids[1];
    must(
        tx.execute(sql::retake_units, correctable.coupon.id, decision.units, decision.first_covered, id) == 1,
        "the rules and the statement agree on what is left");
    NewEntry entry;
    entry.id = id;
    entry.kind = EntryKind::redeem;
    entry.coupon = correctable.coupon.id;
    entry.units = Units{-decision.units.count};
    entry.left_after = voided.left_after - decision.units;
    entry.at = command.correction.at;
    entry.actor = command.actor;
    entry.service = loaded.preview.programme->services()[*decision.service].code;
    entry.facility = correctable.use.facility;
    entry.first_day = decision.first_covered;
    entry.last_day = decision.last_covered;
    if (decision.priced) {
        entry.fee = decision.fee;
        entry.parent = decision.parent;
        entry.public_share = decision.public_share;
    }
    entry.programme = loaded.preview.programme;
    entry.decision = compact_decision;
    entry.reason = command.reason;
    entry.corrects = correctable.use.id;
    entry.before_coupon = voided.id;
    write_entry(tx, entry, "use");
    return entry;
}

std::string yen(const std::optional<Yen>& amount)
{
    return amount ? std::to_string(amount->amount) : "null";
}

/// Old and new, numbers and codes only.
std::string detail_of(const Entry& used, const NewEntry& entry, const std::optional<Id>& desk)
{
    return fmt::format(
        R"({{"by":"{}","corrects":"{}","use":"{}","old":{{"service":"{}","units":{},"fee_yen":{},"parent_yen":{}}},)"
        R"("new":{{"service":"{}","units":{},"fee_yen":{},"parent_yen":{}}}}})",
        desk ? "facility" : "office", to_string(used.id), to_string(entry.id), used.service,
        -used.units.count, yen(used.fee), yen(used.parent), *entry.service, -entry.units.count,
        yen(entry.fee), yen(entry.parent));
}

}  // namespace

Result<Preview> preview_correction(store::Snapshot& snapshot, Programmes programmes,
                                   const CorrectionRequest& asked)
{
    return TRY(load_correction(snapshot, programmes, asked)).preview;
}

Recorded<std::variant<Corrected, Preview>> correct_use(store::Transaction& tx, Programmes programmes,
                                                       const CorrectUse& command)
{
    using Outcome = std::variant<Corrected, Preview>;
    const CorrectionRequest& asked = command.correction;
    TRY(check_reason(command.reason));
    audit::Digest content(kind);
    content.add(asked.use).add(command.reason);
    add(content, asked.request);
    const audit::Fingerprint fingerprint = content.finish();
    if (audit::Done done = TRY(audit::find_done(tx, command.key, command.actor, kind, fingerprint)))
        return Result<Outcome>(Corrected{*done});

    LoadedCorrection loaded = TRY(load_correction(tx, programmes, asked));
    const rules::Programme& programme = *loaded.preview.programme;
    const rules::Decision& decision = loaded.preview.decision;
    const Entry& used = loaded.correctable.use;
    const std::string compact = rules::to_compact_json(programme, decision);
    if (decision.refused()) {
        audit::record(tx, asked.at, command.actor, "ledger.correct_refused", used.id, compact);
        return Result<Outcome>(std::move(loaded.preview));
    }
    if (changes_nothing(loaded)) {
        return fail(ErrorKind::conflict, "nothing_changes",
                    {"いまの記録と同じ内容です。", "This is what is recorded already."});
    }
    if (asked.desk && !programme.corrections()->more_allowed && decision.units.count > -used.units.count) {
        return fail(ErrorKind::not_allowed, "only_fewer_units",
                    {"施設では、数を減らす訂正だけができます。増やすときは、担当窓口へご連絡ください。",
                     "Facilities can only lower the number. Please ask the office to raise it."});
    }

    // From here on old and new stand together or the whole transaction falls.
    const NewEntry voided = write_void(
        tx, loaded.correctable, {asked.at, command.actor, command.ids[0], command.reason, decision.units});
    const NewEntry entry = take_its_place(tx, loaded, voided, command, compact);
    audit::record(tx, asked.at, command.actor, "ledger.correct", used.id, detail_of(used, entry, asked.desk));
    const auto facility = facilities::find_facility(tx, *used.facility);
    tell_corrected(tx, programme, loaded.correctable.coupon, used, programme.services()[*decision.service],
                   entry, facility ? facility->name : "");

    std::string answer =
        fmt::format(R"({{"use":"{}","corrects":"{}","units":{},"units_left":{}}})", to_string(entry.id),
                    to_string(used.id), decision.units.count, entry.left_after.count);
    audit::remember(tx, command.key, command.actor, kind, fingerprint, asked.at, answer);
    return Result<Outcome>(Corrected{std::move(answer)});
}

}  // namespace hagukumi::ledger
