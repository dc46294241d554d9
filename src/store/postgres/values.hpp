// Values on their way to PostgreSQL and back, in its binary form.
#pragma once

#include <libpq-fe.h>

#include <array>
#include <cstdint>

#include "store/statement.hpp"

namespace hagukumi::store::postgres {

namespace oid {
inline constexpr Oid boolean = 16, bytes = 17, name = 19, big_integer = 20, small_integer = 21, integer = 23,
                     text = 25, character_varying = 1043, numeric = 1700;
}

/// The type under which a parameter is sent; 0, to be found out by the server, when it is NULL.
Oid type_of(const Parameter& parameter);

/// An integer as it is sent: eight bytes, the highest first.
using BigInteger = std::array<char, 8>;
BigInteger to_binary(std::int64_t value);

/// One row of an answer in binary form. Reading a column as what it is not is a bug.
class ResultRow final : public Row {
public:
    explicit ResultRow(const PGresult* result) : x_result(result) {}
    void go_to(int row) { x_row = row; }

    bool is_null(int column) const override;
    std::int64_t integer(int column) const override;
    std::string_view text(int column) const override;
    Bytes bytes(int column) const override;

private:
    const PGresult* x_result;
    int x_row = 0;
};

}  // namespace hagukumi::store::postgres
