#include "store/postgres/values.hpp"

#include <cstring>

#include "base/result.hpp"

namespace hagukumi::store::postgres {

namespace {

std::int64_t signed_integer(const unsigned char* bytes, int size)
{
    std::uint64_t value = (bytes[0] & 0x80) != 0 ? ~std::uint64_t{0} : 0;
    for (int i = 0; i < size; ++i) value = value << 8 | bytes[i];
    return static_cast<std::int64_t>(value);
}

/// Sums of integers come as numerics: digits to the base 10,000, the highest first.
std::int64_t whole_numeric(const unsigned char* bytes, int size)
{
    must(size >= 8, "a numeric has a head of eight bytes");
    const auto number_at = [&](int at) { return static_cast<std::int32_t>(signed_integer(bytes + at, 2)); };
    const std::int32_t digits = number_at(0), weight = number_at(2);
    const bool negative = (number_at(4) & 0xffff) == 0x4000;
    must(number_at(4) == 0 || negative, "a sum is a number");
    must(digits <= weight + 1, "a sum of integers has no fraction");
    std::int64_t value = 0;
    for (std::int32_t i = 0; i <= weight; ++i)
        value = value * 10'000 + (i < digits ? number_at(8 + 2 * i) : 0);
    return negative ? -value : value;
}

}  // namespace

Oid type_of(const Parameter& parameter)
{
    switch (parameter.kind) {
        case Parameter::Kind::integer: return oid::big_integer;
        case Parameter::Kind::text: return oid::text;
        case Parameter::Kind::bytes: return oid::bytes;
        case Parameter::Kind::null: break;
    }
    return 0;
}

BigInteger to_binary(std::int64_t value)
{
    BigInteger bytes;
    auto rest = static_cast<std::uint64_t>(value);
    for (std::size_t i = bytes.size(); i-- > 0; rest >>= 8) bytes[i] = static_cast<char>(rest & 0xff);
    return bytes;
}

KeptParameters::KeptParameters(std::span<const Parameter> parameters)
    : x_parameters(parameters.begin(), parameters.end())
{
    std::size_t size = 0;
    for (const Parameter& parameter : parameters) size += parameter.size;
    x_bytes = std::make_unique<char[]>(size);
    char* at = x_bytes.get();
    for (Parameter& parameter : x_parameters) {
        if (parameter.size > 0) std::memcpy(at, parameter.data, parameter.size);
        if (parameter.kind == Parameter::Kind::text || parameter.kind == Parameter::Kind::bytes)
            parameter.data = at;
        at += parameter.size;
    }
}

bool are_equal(const Parameter& one, const Parameter& other)
{
    if (one.kind != other.kind || one.size != other.size || one.integer != other.integer) return false;
    return one.size == 0 || std::memcmp(one.data, other.data, one.size) == 0;
}

const Array* array_of(Oid type)
{
    static constexpr Array integers{1016, "bigint[]", oid::big_integer}, texts{1009, "text[]", oid::text},
        bytes{1001, "bytea[]", oid::bytes};
    switch (type) {
        case oid::big_integer:
        case oid::integer:
        case oid::small_integer: return &integers;
        case oid::text:
        case oid::character_varying: return &texts;
        case oid::bytes: return &bytes;
        default: return nullptr;
    }
}

std::string to_binary(const Array& array, std::span<const Parameter> values)
{
    std::string binary;
    const auto add = [&](std::size_t number) {  // four bytes, the highest first
        for (int shift = 24; shift >= 0; shift -= 8)
            binary += static_cast<char>(static_cast<std::uint32_t>(number) >> shift & 0xff);
    };
    add(1);  // dimensions
    add(1);  // NULL may be among them
    add(array.of);
    add(values.size());
    add(1);  // the number of the first
    for (const Parameter& value : values) {
        switch (value.kind) {
            case Parameter::Kind::null: binary += "\xff\xff\xff\xff"; break;
            case Parameter::Kind::integer: {
                const BigInteger bytes = to_binary(value.integer);
                add(bytes.size());
                binary.append(bytes.data(), bytes.size());
                break;
            }
            case Parameter::Kind::text:
            case Parameter::Kind::bytes:
                add(value.size);
                if (value.size > 0) binary.append(static_cast<const char*>(value.data), value.size);
                break;
        }
    }
    return binary;
}

bool ResultRow::is_null(int column) const
{
    return PQgetisnull(x_result, x_row, column) != 0;
}

std::int64_t ResultRow::integer(int column) const
{
    must(!is_null(column), "a column that is read as an integer holds one");
    const auto* bytes = reinterpret_cast<const unsigned char*>(PQgetvalue(x_result, x_row, column));
    const int size = PQgetlength(x_result, x_row, column);
    switch (PQftype(x_result, column)) {
        case oid::big_integer:
        case oid::integer:
        case oid::small_integer: return signed_integer(bytes, size);
        case oid::boolean: return bytes[0];
        case oid::numeric: return whole_numeric(bytes, size);
        default: throw BugFound("a column that is read as an integer holds one");
    }
}

std::string_view ResultRow::text(int column) const
{
    const Oid type = PQftype(x_result, column);
    must(!is_null(column) && (type == oid::text || type == oid::character_varying || type == oid::name),
         "a column that is read as text holds text");
    return {PQgetvalue(x_result, x_row, column),
            static_cast<std::size_t>(PQgetlength(x_result, x_row, column))};
}

Bytes ResultRow::bytes(int column) const
{
    must(!is_null(column) && PQftype(x_result, column) == oid::bytes,
         "a column that is read as bytes holds bytes");
    return {reinterpret_cast<const std::uint8_t*>(PQgetvalue(x_result, x_row, column)),
            static_cast<std::size_t>(PQgetlength(x_result, x_row, column))};
}

}  // namespace hagukumi::store::postgres
