#include "codes/batch.hpp"

#include <boost/json.hpp>

#include "audit/once.hpp"
#include "audit/record.hpp"
#include "codes/code.hpp"
#include "codes/sql.hpp"

namespace hagukumi::codes {

namespace {

Batch batch_in(const store::Row& row)
{
    return {row.id(0),       std::string(row.text(1)), std::string(row.text(2)), row.date(3),
            row.maybe_id(4), row.instant(5),           row.maybe_instant(6),     row.integer(7),
            row.integer(8)};
}

SerialCode code_in(const store::Row& row)
{
    return {std::string(row.text(0)), row.integer(1),  row.maybe_instant(2), row.maybe_id(3),
            row.maybe_id(4),          row.maybe_id(5), row.maybe_date(6),    row.maybe_instant(7)};
}

Result<void> check(store::Snapshot& snapshot, const MakeBatch& command)
{
    if (command.codes.empty() || command.codes.size() > most_in_a_batch)
        return fail(ErrorKind::malformed, "batch_size",
                    {"一度に作れるシリアルコードは1件から2000件までです。", "A batch has 1 to 2000 codes."});
    if (command.label.empty() || command.label.size() > 200)
        return fail(ErrorKind::malformed, "batch_label",
                    {"あとで見分けられる名前を付けてください。", "Please give the batch a name."});
    if (!command.last_day.ok() || command.last_day < date_in_japan(command.at))
        return fail(ErrorKind::malformed, "batch_over",
                    {"受け取りの期限が過去の日付です。", "The last day lies in the past."});
    if (command.household &&
        !snapshot
             .find(
                 sql::find_household, [](const store::Row&) { return true; }, *command.household)
             .has_value())
        return fail(ErrorKind::not_found, "household_not_found",
                    {"世帯が見つかりません。検索し直してください。",
                     "There is no such household. Please search for it again."});
    return {};
}

tl::unexpected<Error> no_batch()
{
    return fail(ErrorKind::not_found, "batch_not_found",
                {"シリアルコードのまとまりが見つかりません。", "There is no such batch of codes."});
}

}  // namespace

Result<Id> make_batch(store::Transaction& tx, const MakeBatch& command)
{
    // The codes are random: the same command again carries others, and they do not count.
    audit::Digest content("codes.make_batch");
    content.add(command.programme).add(command.label).add(command.last_day);
    content.add(command.household.value_or(Id{})).add(static_cast<std::int64_t>(command.codes.size()));
    Id made = command.id;
    const audit::Fingerprint fingerprint = content.finish();
    if (const auto done =
            TRY(audit::find_done(tx, command.key, command.actor, "codes.make_batch", fingerprint)))
        return parse_id(boost::json::parse(*done).at("batch").as_string()).value();
    TRY(check(tx, command));
    tx.execute(sql::add_batch, made, command.programme, command.label, command.last_day, command.household,
               command.at, command.actor);
    std::int64_t number = 0;
    for (const std::string& code : command.codes) tx.execute(sql::add_code, code, made, ++number);
    audit::record(tx, command.at, command.actor, "codes.make_batch", made,
                  boost::json::serialize(boost::json::object{{"programme", command.programme},
                                                             {"codes", command.codes.size()}}));
    audit::remember(tx, command.key, command.actor, "codes.make_batch", fingerprint, command.at,
                    boost::json::serialize(boost::json::object{{"batch", to_string(made)}}));
    return made;
}

Result<void> withdraw_batch(store::Transaction& tx, const WithdrawBatch& command)
{
    const auto content = audit::Digest("codes.withdraw_batch").add(command.batch).add(command.reason);
    return audit::once(tx, command, command.actor, "codes.withdraw_batch", content, [&]() -> Result<void> {
        const Batch batch = TRY(find_batch(tx, command.batch));
        if (batch.withdrawn_at)
            return fail(ErrorKind::conflict, "batch_withdrawn",
                        {"すでに無効にしたシリアルコードです。", "These codes were withdrawn already."});
        tx.execute(sql::withdraw_batch, command.batch, command.at);
        audit::record(tx, command.at, command.actor, "codes.withdraw_batch", command.batch,
                      boost::json::serialize(boost::json::object{{"reason", command.reason}}));
        return {};
    });
}

std::vector<Batch> batches(store::Snapshot& snapshot)
{
    std::vector<Batch> all;
    snapshot.query(sql::batches, [&](const store::Row& row) { all.push_back(batch_in(row)); });
    return all;
}

Result<Batch> find_batch(store::Snapshot& snapshot, const Id& id)
{
    auto found = snapshot.find(sql::find_batch, batch_in, id);
    if (!found) return no_batch();
    return std::move(*found);
}

std::vector<SerialCode> codes_of(store::Snapshot& snapshot, const Id& batch)
{
    std::vector<SerialCode> all;
    snapshot.query(
        sql::codes_of, [&](const store::Row& row) { all.push_back(code_in(row)); }, batch);
    return all;
}

Result<Traced> trace(store::Snapshot& snapshot, std::string_view typed)
{
    const auto code = parse_code(typed);
    if (!code)
        return fail(ErrorKind::malformed, "code_mistyped",
                    {"シリアルコードに打ち間違いがあります。", "The code is mistyped."});
    Id batch;
    auto found = snapshot.find(
        sql::find_code,
        [&](const store::Row& row) {
            batch = row.id(8);
            return code_in(row);
        },
        *code);
    if (!found)
        return fail(ErrorKind::not_found, "code_unknown",
                    {"このシリアルコードは、この自治体では作られていません。",
                     "This municipality has made no such code."});
    return Traced{std::move(*found), TRY(find_batch(snapshot, batch))};
}

}  // namespace hagukumi::codes
