// Rows of households, guardians, births and children, in the order of sql.hpp; for the files of this room.
#pragma once

#include "people/family.hpp"
#include "store/statement.hpp"

namespace hagukumi::people {

inline Household household_in(const store::Row& row)
{
    Household household;
    household.id = row.id(0);
    household.household_class = std::string(row.text(1));
    household.class_from = row.maybe_date(2);
    household.class_until = row.maybe_date(3);
    household.class_otherwise = std::string(row.text(4));
    household.resident_from = row.maybe_date(5);
    household.resident_until = row.maybe_date(6);
    household.postal_code = std::string(row.text(7));
    household.address = std::string(row.text(8));
    household.phone = std::string(row.text(9));
    household.address_protection = row.integer(10) == 1;
    return household;
}

inline Guardian guardian_in(const store::Row& row)
{
    return {row.id(0),         std::string(row.text(1)), std::string(row.text(2)),
            row.maybe_date(3), row.integer(4) == 1,      row.maybe_date(5)};
}

inline Birth birth_in(const store::Row& row)
{
    return {row.id(0),         row.maybe_id(1),   row.maybe_date(2),
            row.maybe_date(3), row.maybe_date(4), static_cast<int>(row.integer(5)),
            row.maybe_date(6), row.maybe_date(7), row.maybe_date(8)};
}

inline Child child_in(const store::Row& row)
{
    return {row.id(0),
            row.maybe_id(1),
            std::string(row.text(2)),
            std::string(row.text(3)),
            std::string(row.text(4)),
            static_cast<Sex>(row.integer(5)),
            row.date(6),
            row.maybe_date(7)};
}

}  // namespace hagukumi::people
