// Statements and their parameters, the same for every database.
//
// A statement is a constant in its room's sql.hpp.  $1 is always the municipality and is bound by
// the transaction itself, so that no statement can reach outside of the municipality for which the
// transaction was opened; $2, $3 ... are the caller's arguments in their order.
#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <string_view>
#include <type_traits>

#include "base/id.hpp"
#include "base/instant.hpp"
#include "base/quantity.hpp"

namespace hagukumi::store {

enum class Reading {
    plain,
    /// It reads what commands write only at the end of their batch (Transaction::keep).
    of_what_is_kept,
    /// Many commands ask it with the same parameters: a writer that sees all changes keeps the answer until
    /// one of them may have made it another one.
    remembered,
};

struct Statement {
    const char* name;  ///< "ledger.find_coupon", for logs and for the list of all statements
    const char* sql;   ///< portable SQL, see README.md
    Reading reading = Reading::plain;
};

using Bytes = std::span<const std::uint8_t>;

/// One bound parameter.  Text and bytes are borrowed: they must outlive the call.
struct Parameter {
    enum class Kind { null, integer, text, bytes };

    Kind kind = Kind::null;
    std::int64_t integer = 0;
    const void* data = nullptr;
    std::size_t size = 0;

    Parameter() = default;
    Parameter(std::nullopt_t) {}
    template <class T>
    requires std::is_integral_v<T> || std::is_enum_v<T> Parameter(T value)
        : kind(Kind::integer), integer(static_cast<std::int64_t>(value))
    {
    }
    Parameter(Yen yen) : kind(Kind::integer), integer(yen.amount) {}
    Parameter(Units units) : kind(Kind::integer), integer(units.count) {}
    Parameter(Instant at) : kind(Kind::integer), integer(at.milliseconds) {}
    Parameter(Date day) : kind(Kind::integer), integer(days_since_epoch(day)) {}
    Parameter(std::string_view text) : kind(Kind::text), data(text.data()), size(text.size()) {}
    Parameter(const std::string& text) : Parameter(std::string_view(text)) {}
    Parameter(const char* text) : Parameter(std::string_view(text)) {}
    Parameter(const Id& id) : kind(Kind::bytes), data(id.bytes.data()), size(id.bytes.size()) {}
    Parameter(Bytes bytes) : kind(Kind::bytes), data(bytes.data()), size(bytes.size()) {}
    template <class T>
    Parameter(const std::optional<T>& value)
    {
        if (value) *this = Parameter(*value);
    }
};

/// One row of an answer, valid only while the callback runs.  Columns count from 0.
class Row {
public:
    virtual bool is_null(int column) const = 0;
    virtual std::int64_t integer(int column) const = 0;
    virtual std::string_view text(int column) const = 0;
    virtual Bytes bytes(int column) const = 0;

    Id id(int column) const;
    Date date(int column) const { return date_of_days(integer(column)); }
    Instant instant(int column) const { return {integer(column)}; }
    Units units(int column) const { return {integer(column)}; }
    Yen yen(int column) const { return {integer(column)}; }
    std::optional<std::int64_t> maybe_integer(int column) const;
    std::optional<Date> maybe_date(int column) const;
    std::optional<Instant> maybe_instant(int column) const;
    std::optional<Id> maybe_id(int column) const;

protected:
    ~Row() = default;
};

}  // namespace hagukumi::store
