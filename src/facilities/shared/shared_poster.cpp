#include "facilities/shared/shared_poster.hpp"

#include "audit/once.hpp"
#include "audit/record.hpp"
#include "facilities/facility.hpp"
#include "facilities/shared/sql.hpp"
#include "facilities/sql.hpp"
#include "facilities/token_in.hpp"

namespace hagukumi::facilities {

namespace {

constexpr int of_another_poster = 0;  // the version of a passcode that stands on no poster of ours

SharedPoster shared_in(const store::Row& row)
{
    return {row.id(0),
            row.id(1),
            MunicipalityCode{static_cast<int>(row.integer(2))},
            token_in(row, 3),
            std::string(row.text(4)),
            row.instant(5),
            static_cast<SharedState>(row.integer(6)),
            std::string(row.text(7))};
}

/// `facility`: whose desk asks; empty: an officer.
Result<SharedPoster> find(store::Snapshot& snapshot, const Id& id, const std::optional<Id>& facility = {})
{
    const auto found = snapshot.find(sql::find_shared, shared_in, id);
    if (found && (!facility || found->facility == *facility)) return *found;
    return fail(ErrorKind::not_found, "shared_poster_not_found",
                {"この掲示は見つかりません。一覧を読み込み直してください。",
                 "There is no such poster. Please reload the list."});
}

/// What was read off the paper.
Result<SharedPoster> read(store::Snapshot& snapshot, const SharePoster& command)
{
    const auto scanned = parse_scanned_poster(command.scanned);
    if (!scanned)
        return fail(
            ErrorKind::malformed, "poster_unreadable",
            {"施設の掲示のQRコードとして読み取れませんでした。もう一度読み取るか、掲示のリンクを貼り付け"
             "てください。",
             "This could not be read as a facility's QR code. Please scan it again, or paste its link."});
    if (!scanned->municipality)
        return fail(
            ErrorKind::malformed, "poster_needs_link",
            {"どの自治体の掲示か分かりません。QRコードを読み取るか、リンク全体を貼り付けてください。",
             "This does not say whose poster it is. Please scan the QR code, or paste the whole link."});
    if (*scanned->municipality == snapshot.municipality())
        return fail(ErrorKind::conflict, "poster_is_own",
                    {"これは、この自治体の掲示です。ほかの自治体の掲示を読み取ってください。",
                     "This poster is of this municipality. Please scan the one of the other municipality."});
    SharedPoster shared;
    shared.id = command.id;
    shared.facility = command.facility;
    shared.home = *scanned->municipality;
    shared.token = scanned->token;
    if (!command.passcode.empty()) {
        const auto passcode = parse_passcode(command.passcode);
        if (!passcode)
            return fail(ErrorKind::malformed, "passcode_form",
                        {"QRコードの下にある6桁の数字を入力してください。",
                         "Please type the six digits below the QR code."});
        shared.passcode = *passcode;
    }
    return shared;
}

/// From here on nobody checks in by it.
void end(store::Transaction& tx, const SharedPoster& shared, Instant at)
{
    tx.execute(sql::set_shared_state, shared.id, SharedState::ended, "");
    if (shared.state != SharedState::counts || shared.passcode.empty()) return;
    const auto own = find_poster(tx, shared.facility);
    if (own && own->passcode == shared.passcode) return;  // by chance the very digits of its own poster
    tx.execute(sql::retire_passcode, shared.passcode, at);
}

/// The digits mean this facility, unless they mean or meant another one here.
Result<void> take_passcode(store::Transaction& tx, const SharedPoster& shared)
{
    if (shared.passcode.empty()) return {};
    if (tx.execute(sql::add_passcode, shared.passcode, shared.facility, of_another_poster) == 1) return {};
    if (tx.execute(sql::revive_passcode, shared.passcode, shared.facility) == 1) return {};
    return fail(ErrorKind::conflict, "passcode_taken",
                {"この6桁の番号は、この自治体ではほかの施設の番号です。番号を空けて、QRコードだけを登録して"
                 "ください。番号の入力は、この自治体の掲示の番号でできます。",
                 "These six digits are another facility's in this municipality. Please leave them empty and "
                 "share only the QR code; who types digits types those of this municipality's own poster."});
}

Result<void> begin(store::Transaction& tx, const SharedPoster& shared, Instant at)
{
    if (const auto found = find_shared(tx, shared.token);
        found && !found->has_ended && found->facility != shared.facility)
        return fail(ErrorKind::conflict, "shared_poster_taken",
                    {"この掲示は、ほかの施設の掲示として登録されています。先にそちらを終えてください。",
                     "This poster is shared by another facility here. Please end that first."});
    for (const SharedPoster& earlier : shared_posters_of(tx, shared.facility))
        if (earlier.home == shared.home && earlier.id != shared.id) end(tx, earlier, at);
    TRY(take_passcode(tx, shared));
    tx.execute(sql::set_shared_state, shared.id, SharedState::counts, "");
    return {};
}

}  // namespace

std::string_view name_of(SharedState state)
{
    switch (state) {
        case SharedState::asked: return "asked";
        case SharedState::counts: return "counts";
        case SharedState::declined: return "declined";
        case SharedState::ended: return "ended";
    }
    throw BugFound("a shared poster is in one of four states");
}

Result<void> share_poster(store::Transaction& tx, const SharePoster& command)
{
    constexpr std::string_view kind = "facilities.share_poster";
    audit::Digest content(kind);
    content.add(command.facility).add(command.scanned).add(command.passcode);
    return audit::once(tx, command, command.actor, kind, content, [&]() -> Result<void> {
        if (!find_facility(tx, command.facility)) return no_facility();
        const SharedPoster shared = TRY(read(tx, command));
        for (const SharedPoster& earlier : shared_posters_of(tx, command.facility))
            if (earlier.home == shared.home && earlier.state != SharedState::counts)
                end(tx, earlier, command.at);
        tx.execute(sql::add_shared, shared.id, shared.facility, std::int64_t{shared.home.value},
                   bytes_of(shared.token), shared.passcode, command.actor, command.at);
        if (command.by_officer) TRY(begin(tx, shared, command.at));
        audit::record(tx, command.at, command.actor,
                      command.by_officer ? kind : "facilities.ask_shared_poster", command.facility, "{}");
        return {};
    });
}

Result<void> answer_shared_poster(store::Transaction& tx, const AnswerSharedPoster& command)
{
    constexpr std::string_view kind = "facilities.answer_shared_poster";
    audit::Digest content(kind);
    content.add(command.shared).add(std::int64_t{command.approves}).add(command.reason);
    return audit::once(tx, command, command.actor, kind, content, [&]() -> Result<void> {
        const SharedPoster shared = TRY(find(tx, command.shared));
        if (shared.state != SharedState::asked)
            return fail(ErrorKind::conflict, "shared_poster_decided",
                        {"この届け出は、もう処理されています。一覧を読み込み直してください。",
                         "This was decided meanwhile. Please reload the list."});
        if (!command.approves && command.reason.empty())
            return fail(ErrorKind::malformed, "reason_missing",
                        {"承認しない理由を入力してください。施設に伝わります。",
                         "Please say why it is declined; the facility is told."});
        if (command.approves) TRY(begin(tx, shared, command.at));
        else tx.execute(sql::set_shared_state, shared.id, SharedState::declined, command.reason);
        audit::record(tx, command.at, command.actor, kind, shared.facility,
                      command.approves ? R"({"approved":true})" : R"({"approved":false})");
        return {};
    });
}

Result<void> end_shared_poster(store::Transaction& tx, const EndSharedPoster& command)
{
    constexpr std::string_view kind = "facilities.end_shared_poster";
    const auto content = audit::Digest(kind).add(command.shared);
    return audit::once(tx, command, command.actor, kind, content, [&]() -> Result<void> {
        const SharedPoster shared = TRY(find(tx, command.shared, command.facility));
        end(tx, shared, command.at);
        audit::record(tx, command.at, command.actor, kind, shared.facility, "{}");
        return {};
    });
}

std::vector<SharedPoster> shared_posters_of(store::Snapshot& snapshot, const Id& facility)
{
    std::vector<SharedPoster> posters;
    snapshot.query(
        sql::shared_of, [&](const store::Row& row) { posters.push_back(shared_in(row)); }, facility);
    return posters;
}

std::vector<SharedPoster> shared_posters_asked(store::Snapshot& snapshot)
{
    std::vector<SharedPoster> posters;
    snapshot.query(sql::shared_asked, [&](const store::Row& row) { posters.push_back(shared_in(row)); });
    return posters;
}

std::optional<FoundShared> find_shared(store::Snapshot& snapshot, const PosterToken& token)
{
    return snapshot.find(
        sql::find_shared_by_token,
        [](const store::Row& row) {
            return FoundShared{row.id(0), static_cast<SharedState>(row.integer(1)) == SharedState::ended};
        },
        bytes_of(token));
}

TokenState state_of_token(store::Snapshot& snapshot, const PosterToken& token)
{
    const auto found = snapshot.find(
        sql::find_token,
        [](const store::Row& row) { return row.is_null(1) ? TokenState::current : TokenState::retired; },
        bytes_of(token));
    return found.value_or(TokenState::unknown);
}

}  // namespace hagukumi::facilities
