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

    Desk();
    ~Desk() override;

    template <class Work>
    auto run(MunicipalityCode municipality, Work&& work)
    {
        return run_on(*database, municipality, work);
    }

    template <class Question>
    auto ask(MunicipalityCode municipality, Question&& question)
    {
        return read_from(*database, municipality, question);
    }

    Id draw() { return make_id(now, randomness); }

    facilities::AddFacility joining(const Id& id, const char* code);

    facilities::Poster add(const Id& id, const char* code, MunicipalityCode municipality = nerima);
    facilities::Poster add(const facilities::AddFacility& command, MunicipalityCode municipality = nerima);

    facilities::Poster poster(const Id& facility, MunicipalityCode municipality = nerima);

    facilities::Rotate rotation(const Id& facility, facilities::Rotate::What what);
    Result<facilities::Rotated> rotate(const facilities::Rotate& command);

    facilities::OpenCheckIn arriving(const Id& account = mother);
    Result<facilities::CheckIn> open_check_in(const facilities::OpenCheckIn& command,
                                              MunicipalityCode municipality = nerima);
    Result<facilities::CheckIn> scan(const std::string& what, const Id& account = mother,
                                     MunicipalityCode municipality = nerima);
    Result<facilities::CheckIn> type(const std::string& passcode, const Id& account = mother,
                                     MunicipalityCode municipality = nerima);
    std::string type_code(const std::string& passcode, const Id& account = mother);
    Result<facilities::CheckIn> find(const Id& check_in, const Id& account = mother,
                                     MunicipalityCode municipality = nerima);

    /// Six digits that are nobody's.
    std::string wrong_passcode();
};

}  // namespace hagukumi::test
