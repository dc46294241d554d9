// Values on their way to PostgreSQL and back, in its binary form.
#pragma once

#include <libpq-fe.h>

#include <array>
#include <cstdint>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

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

/// Parameters that are kept until they are sent.
class KeptParameters {
public:
    explicit KeptParameters(std::span<const Parameter> parameters);

    std::span<const Parameter> all() const { return x_parameters; }
    /// By its number in the statement: from 2, for 1 is the municipality.
    const Parameter& at(std::size_t number) const { return x_parameters[number - 2]; }

private:
    std::unique_ptr<char[]> x_bytes;  ///< texts and ids, one behind the other
    std::vector<Parameter> x_parameters;
};

bool are_equal(const Parameter& one, const Parameter& other);

/// Many values of one parameter, in binary form. `of` is the type of each.
struct Array {
    Oid type;
    std::string_view type_name;  ///< "bytea[]"
    Oid of;
};
/// The array for values of a parameter: integers of any size go as big ones.  Nothing for types that we do
/// not send.
const Array* array_of(Oid type);
std::string to_binary(const Array& array, std::span<const Parameter> values);

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
