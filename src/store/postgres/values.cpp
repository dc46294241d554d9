#include "store/postgres/values.hpp"

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
