#include "facilities/desk.hpp"

namespace hagukumi::test {

Desk::Desk()
{
    for (const MunicipalityCode municipality : {nerima, meguro})
        run(municipality, [](Transaction& tx) -> Result<int> {
            tx.execute(add_municipality, "町");
            return 1;
        }).value();
}

Desk::~Desk() = default;

facilities::AddFacility Desk::joining(const Id& id, const char* code)
{
    facilities::AddFacility command;
    command.key = draw();
    command.at = now;
    command.actor = officer;
    command.facility.id = id;
    command.facility.code = code;
    command.facility.name = id == grove ? "もりの助産院" : "みなと助産院";
    command.facility.kana = id == grove ? "モリノジョサンイン" : "ミナトジョサンイン";
    command.facility.phone = "000-0000-0001";
    command.offers = {{"a-postpartum", "overnight_stay", day(2026, 4, 1), {}, {30000}, 4}};
    command.token = facilities::draw_poster_token(randomness);
    command.passcodes = facilities::draw_passcodes(randomness);
    return command;
}

facilities::Poster Desk::add(const Id& id, const char* code, MunicipalityCode municipality)
{
    return add(joining(id, code), municipality);
}

facilities::Poster Desk::add(const facilities::AddFacility& command, MunicipalityCode municipality)
{
    run(municipality, [&](Transaction& tx) { return facilities::add_facility(tx, command); }).value();
    return poster(command.facility.id, municipality);
}

facilities::Poster Desk::poster(const Id& facility, MunicipalityCode municipality)
{
    return ask(municipality, [&](Snapshot& snapshot) { return facilities::find_poster(snapshot, facility); })
        .value();
}

facilities::Rotate Desk::rotation(const Id& facility, facilities::Rotate::What what)
{
    facilities::Rotate command;
    command.key = draw();
    command.at = now;
    command.actor = officer;
    command.facility = facility;
    command.what = what;
    command.token = facilities::draw_poster_token(randomness);
    command.passcodes = facilities::draw_passcodes(randomness);
    return command;
}

Result<facilities::Rotated> Desk::rotate(const facilities::Rotate& command)
{
    return run(nerima, [&](Transaction& tx) { return facilities::rotate(tx, command); });
}

facilities::OpenCheckIn Desk::arriving(const Id& account)
{
    facilities::OpenCheckIn command;
    command.at = now;
    command.account = account;
    command.household = account == mother ? family : other_family;
    command.id = draw();
    return command;
}

Result<facilities::CheckIn> Desk::open_check_in(const facilities::OpenCheckIn& command,
                                                MunicipalityCode municipality)
{
    // What was not even looked at comes as the outer error, what was counted as the inner one.
    auto recorded =
        run(municipality, [&](Transaction& tx) { return facilities::open_check_in(tx, settings, command); });
    if (!recorded) return tl::unexpected(recorded.error());
    return *recorded;
}

Result<facilities::CheckIn> Desk::scan(const std::string& what, const Id& account,
                                       MunicipalityCode municipality)
{
    auto command = arriving(account);
    command.scanned = what;
    return open_check_in(command, municipality);
}

Result<facilities::CheckIn> Desk::type(const std::string& passcode, const Id& account,
                                       MunicipalityCode municipality)
{
    auto command = arriving(account);
    command.passcode = passcode;
    return open_check_in(command, municipality);
}

std::string Desk::type_code(const std::string& passcode, const Id& account)
{
    const auto found = type(passcode, account);
    return found ? "" : found.error().code;
}

Result<facilities::CheckIn> Desk::find(const Id& check_in, const Id& account, MunicipalityCode municipality)
{
    return ask(municipality, [&](Snapshot& snapshot) {
        return facilities::find_check_in(snapshot, check_in, account, now);
    });
}

std::string Desk::wrong_passcode()
{
    for (const auto& candidate : facilities::draw_passcodes(randomness, 3))
        if (candidate != poster(grove).passcode) return candidate;
    throw BugFound("three candidates are not all one facility's");
}

}  // namespace hagukumi::test
