// Two municipalities with facilities, and parents who stand at their desks.
#pragma once

#include <memory>
#include <string>

#include "facilities/check_in.hpp"
#include "facilities/facility_commands.hpp"
#include "store/scratch.hpp"
#include "store/statements.hpp"

namespace hagukumi::test {

using namespace std::chrono_literals;
using store::Snapshot;
using store::Transaction;

inline const Id officer = number_id(1), mother = number_id(11), neighbour = number_id(12);
inline const Id family = number_id(21), other_family = number_id(22);
inline const Id grove = number_id(31), harbour = number_id(32);

inline Date day(int year, unsigned month, unsigned number)
{
    return std::chrono::year(year) / static_cast<int>(month) / static_cast<int>(number);
}

/// Wednesday, 8 July 2026, half past nine.
struct Desk : testing::Test {
    Scratch scratch;
    std::unique_ptr<store::Database> database = open(scratch.file("facilities.sqlite"));
    SeededRandomness randomness{7};
    Instant now = start_of_day_in_japan(day(2026, 7, 8)) + 9h + 30min;
    facilities::CheckInSettings settings;

    Desk()
    {
        for (const MunicipalityCode municipality : {nerima, meguro})
            run(municipality, [](Transaction& tx) -> Result<int> {
                tx.execute(add_municipality, "町");
                return 1;
            }).value();
    }

    template <class Work>
    std::invoke_result_t<Work, Transaction&> run(MunicipalityCode municipality, Work work)
    {
        return database->lane().run(municipality, std::move(work));
    }

    template <class Question>
    std::invoke_result_t<Question, Snapshot&> ask(MunicipalityCode municipality, Question question)
    {
        std::optional<std::invoke_result_t<Question, Snapshot&>> answer;
        database->read(municipality, [&](Snapshot& snapshot) { answer = question(snapshot); });
        return std::move(*answer);
    }

    Id draw() { return make_id(now, randomness); }

    facilities::AddFacility joining(const Id& id, const char* code)
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

    facilities::Poster add(const Id& id, const char* code, MunicipalityCode municipality = nerima)
    {
        return add(joining(id, code), municipality);
    }
    facilities::Poster add(const facilities::AddFacility& command, MunicipalityCode municipality = nerima)
    {
        run(municipality, [&](Transaction& tx) { return facilities::add_facility(tx, command); }).value();
        return poster(command.facility.id, municipality);
    }

    facilities::Poster poster(const Id& facility, MunicipalityCode municipality = nerima)
    {
        return ask(municipality,
                   [&](Snapshot& snapshot) { return facilities::find_poster(snapshot, facility); })
            .value();
    }

    facilities::Rotate rotation(const Id& facility, facilities::Rotate::What what)
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
    Result<facilities::Rotated> rotate(const facilities::Rotate& command)
    {
        return run(nerima, [&](Transaction& tx) { return facilities::rotate(tx, command); });
    }

    facilities::OpenCheckIn arriving(const Id& account = mother)
    {
        facilities::OpenCheckIn command;
        command.at = now;
        command.account = account;
        command.household = account == mother ? family : other_family;
        command.id = draw();
        return command;
    }
    Result<facilities::CheckIn> open_check_in(const facilities::OpenCheckIn& command,
                                              MunicipalityCode municipality = nerima)
    {
        // What was not even looked at comes as the outer error, what was counted as the inner one.
        auto recorded = run(
            municipality, [&](Transaction& tx) { return facilities::open_check_in(tx, settings, command); });
        if (!recorded) return tl::unexpected(recorded.error());
        return *recorded;
    }
    Result<facilities::CheckIn> scan(const std::string& what, const Id& account = mother,
                                     MunicipalityCode municipality = nerima)
    {
        auto command = arriving(account);
        command.scanned = what;
        return open_check_in(command, municipality);
    }
    Result<facilities::CheckIn> type(const std::string& passcode, const Id& account = mother,
                                     MunicipalityCode municipality = nerima)
    {
        auto command = arriving(account);
        command.passcode = passcode;
        return open_check_in(command, municipality);
    }
    std::string type_code(const std::string& passcode, const Id& account = mother)
    {
        const auto found = type(passcode, account);
        return found ? "" : found.error().code;
    }
    Result<facilities::CheckIn> find(const Id& check_in, const Id& account = mother,
                                     MunicipalityCode municipality = nerima)
    {
        return ask(municipality, [&](Snapshot& snapshot) {
            return facilities::find_check_in(snapshot, check_in, account, now);
        });
    }

    /// Six digits that are nobody's.
    std::string wrong_passcode()
    {
        for (const auto& candidate : facilities::draw_passcodes(randomness, 3))
            if (candidate != poster(grove).passcode) return candidate;
        throw BugFound("three candidates are not all one facility's");
    }
};

}  // namespace hagukumi::test
