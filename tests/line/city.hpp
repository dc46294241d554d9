// A city that books temporary care over LINE: its own files, two nurseries with seats, a family that wrote
// itself down.
#pragma once

#include "booking/book.hpp"
#include "booking/edit.hpp"
#include "booking/registration.hpp"
#include "facilities/facility_commands.hpp"
#include "facilities/poster.hpp"
#include "line/room.hpp"
#include "people/family_commands.hpp"
#include "people/identity.hpp"
#include "people/join.hpp"
#include "people/manage_accounts.hpp"

namespace hagukumi::test {

struct City : Room {
    const Id futaba = number_id(2), kuwanomi = number_id(3);

    City();
    ~City() override;

    Result<void> add_nursery(Transaction& tx, const Id& id, const char* name, const char* phone);
    Result<void> offer(Transaction& tx, const Id& facility, const char* service, int seats, int from,
                       int until, int step);

    people::Joining joining();

    struct Family {
        Id account, household, child;
    };
    /// The family writes itself down: 児童の登録, first half.
    Family join(const std::string& person = "U1");
    Id register_child(const Family& family, const Id& facility);
    void approve(const Id& registration, const Id& facility);
    /// A registered and approved family of U1.
    Family admitted(const Id& facility);
    Id book(const Family& family, const booking::Wanted& wanted);
    Id book_care(const Family& family, const Id& facility, Date on);
    Id book_interview(const Family& family, const Id& registration, const Id& facility, Date on);

    /// Opens the menu and presses one of its buttons.
    std::vector<line::Message> choose(const std::string& label, const std::string& person = "U1");
};

}  // namespace hagukumi::test
