// CBOR (RFC 8949), as far as authenticators write it: CTAP2's canonical form. Integers, byte and text
// strings, arrays, maps and the simple values; every length stands before its content. Pure.
//
// What comes from a browser is any bytes: no length is believed before it was compared with what is there,
// and nesting ends after `deepest` levels (fuzz/passkey.cpp).
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace hagukumi::people::cbor {

inline constexpr int deepest = 8;

struct Value {
    enum class Kind : std::uint8_t { integer, bytes, text, array, map, simple };

    Kind kind = Kind::simple;
    std::int64_t integer = 0;  ///< also of a simple value: 20 is false, 21 true
    std::string bytes;         ///< of a byte or text string
    std::vector<Value> items;  ///< of an array; of a map its keys and values in turn

    /// The value of a map under an integer or a text; nullptr when there is none.
    const Value* find(std::int64_t key) const;
    const Value* find(std::string_view key) const;
};

/// Reads the value at the beginning of `bytes`, and takes it off them. Nothing when it is none: an indefinite
/// length, a fraction, a tag, too deep, cut off, a number beyond 63 bits, or a map with a key twice.
std::optional<Value> read(std::string_view& bytes);

}  // namespace hagukumi::people::cbor
