#include "people/passkey/cbor.hpp"

#include <limits>

namespace hagukumi::people::cbor {

namespace {

using Kind = Value::Kind;

class Reader {
public:
    explicit Reader(std::string_view& bytes) : x_bytes(bytes) {}

    std::optional<Value> value(int depth)
    {
        if (depth > deepest || x_bytes.empty()) return std::nullopt;
        const auto first = take_byte();
        const auto argument = read_argument(first & 0x1f);
        if (!argument) return std::nullopt;
        switch (first >> 5) {
            case 0: return integer(*argument);
            case 1: return integer(-1 - *argument);
            case 2: return string(Kind::bytes, *argument);
            case 3: return string(Kind::text, *argument);
            case 4: return list(Kind::array, *argument, 1, depth);
            case 5: return list(Kind::map, *argument, 2, depth);
            case 7: return simple(first & 0x1f, *argument);
            default: return std::nullopt;  // tags
        }
    }

private:
    std::uint8_t take_byte()
    {
        const auto byte = static_cast<std::uint8_t>(x_bytes.front());
        x_bytes.remove_prefix(1);
        return byte;
    }

    /// The number in the five low bits, or in the one, two, four or eight bytes that they announce.
    std::optional<std::int64_t> read_argument(std::uint8_t low)
    {
        if (low < 24) return low;
        if (low > 27) return std::nullopt;  // reserved, or an indefinite length
        const std::size_t size = std::size_t{1} << (low - 24);
        if (x_bytes.size() < size) return std::nullopt;
        std::uint64_t number = 0;
        for (std::size_t i = 0; i < size; ++i) number = number << 8 | take_byte();
        if (number > static_cast<std::uint64_t>(std::numeric_limits<std::int64_t>::max()))
            return std::nullopt;
        return static_cast<std::int64_t>(number);
    }

    static Value integer(std::int64_t number)
    {
        Value value;
        value.kind = Kind::integer;
        value.integer = number;
        return value;
    }

    /// false, true, null and undefined; behind the others a fraction would follow.
    static std::optional<Value> simple(std::uint8_t low, std::int64_t number)
    {
        if (low < 20 || low > 23) return std::nullopt;
        Value value;
        value.integer = number;
        return value;
    }

    std::optional<Value> string(Kind kind, std::int64_t size)
    {
        if (static_cast<std::uint64_t>(size) > x_bytes.size()) return std::nullopt;
        Value value;
        value.kind = kind;
        value.bytes = x_bytes.substr(0, static_cast<std::size_t>(size));
        x_bytes.remove_prefix(static_cast<std::size_t>(size));
        return value;
    }

    std::optional<Value> list(Kind kind, std::int64_t count, int each, int depth)
    {
        // Each item has a byte at least: a length that lies ends here, before anything is set aside for it.
        if (static_cast<std::uint64_t>(count) > x_bytes.size()) return std::nullopt;
        Value list;
        list.kind = kind;
        for (std::int64_t i = 0; i < count * each; ++i) {
            auto item = value(depth + 1);
            if (!item) return std::nullopt;
            if (kind == Kind::map && i % 2 == 0 && has_key(list, *item)) return std::nullopt;
            list.items.push_back(std::move(*item));
        }
        return list;
    }

    static bool has_key(const Value& map, const Value& key)
    {
        for (std::size_t i = 0; i < map.items.size(); i += 2) {
            const Value& other = map.items[i];
            if (other.kind == key.kind && other.integer == key.integer && other.bytes == key.bytes)
                return true;
        }
        return false;
    }

    std::string_view& x_bytes;
};

}  // namespace

const Value* Value::find(std::int64_t key) const
{
    if (kind != Kind::map) return nullptr;
    for (std::size_t i = 0; i < items.size(); i += 2)
        if (items[i].kind == Kind::integer && items[i].integer == key) return &items[i + 1];
    return nullptr;
}

const Value* Value::find(std::string_view key) const
{
    if (kind != Kind::map) return nullptr;
    for (std::size_t i = 0; i < items.size(); i += 2)
        if (items[i].kind == Kind::text && items[i].bytes == key) return &items[i + 1];
    return nullptr;
}

std::optional<Value> read(std::string_view& bytes)
{
    std::string_view rest = bytes;
    auto value = Reader(rest).value(0);
    if (value) bytes = rest;
    return value;
}

}  // namespace hagukumi::people::cbor
