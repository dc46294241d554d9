#include <boost/json.hpp>

#include "audit/done_before.hpp"
#include "audit/record.hpp"
#include "facilities/facility_commands.hpp"
#include "facilities/give_passcode.hpp"
#include "facilities/sql.hpp"
#include "facilities/token_in.hpp"

namespace hagukumi::facilities {

Result<Passcode> give_passcode(store::Transaction& tx, const Id& facility, int version,
                               const std::vector<Passcode>& candidates)
{
    for (const Passcode& candidate : candidates)
        if (tx.execute(sql::add_passcode, candidate, facility, version) == 1) return candidate;
    return fail(ErrorKind::unavailable, "no_free_passcode",
                {"使える番号が見つかりませんでした。もう一度お試しください。",
                 "No free number was found. Please try again."},
                1);
}

Result<Rotated> rotate(store::Transaction& tx, const Rotate& command)
{
    constexpr std::string_view kind = "facilities.rotate";
    const bool qr = command.what == Rotate::What::qr;
    // The token and the candidates are drawn anew for every request, so they are no part of its content.
    const auto content = audit::Digest(kind).add(command.facility).add(std::int64_t{qr}).finish();
    if (const auto done = TRY(audit::find_done(tx, command.key, command.actor, kind, content))) {
        const auto answer = boost::json::parse(*done);
        return Rotated{boost::json::value_to<int>(answer.at("poster_version")),
                       boost::json::value_to<int>(answer.at("passcode_version"))};
    }

    const auto poster = find_poster(tx, command.facility);
    if (!poster) return no_facility();
    Rotated rotated{poster->poster_version, poster->passcode_version};
    if (qr) {
        ++rotated.poster_version;
        tx.execute(sql::retire_token, bytes_of(poster->token), command.at);
        tx.execute(sql::add_token, bytes_of(command.token), command.facility, rotated.poster_version);
        tx.execute(sql::set_token, command.facility, bytes_of(command.token), rotated.poster_version);
    } else {
        ++rotated.passcode_version;
        const Passcode passcode =
            TRY(give_passcode(tx, command.facility, rotated.passcode_version, command.passcodes));
        tx.execute(sql::retire_passcode, poster->passcode, command.at);
        tx.execute(sql::set_passcode, command.facility, passcode, rotated.passcode_version);
    }
    const std::string answer = boost::json::serialize(boost::json::object{
        {"poster_version", rotated.poster_version}, {"passcode_version", rotated.passcode_version}});
    audit::record(tx, command.at, command.actor,
                  qr ? "facilities.rotate_poster" : "facilities.rotate_passcode", command.facility, answer);
    audit::remember(tx, command.key, command.actor, kind, content, command.at, answer);
    return rotated;
}

}  // namespace hagukumi::facilities
