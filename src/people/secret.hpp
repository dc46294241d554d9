// Secrets that a person typed or that we drew.  They are wiped when they go, cannot be compared with
// == (T05) and are never logged.
#pragma once

#include <array>
#include <cstdint>
#include <string>
#include <utility>

#include "base/id.hpp"
#include "store/statement.hpp"

namespace hagukumi::people {

class Secret {
public:
    Secret() = default;
    explicit Secret(std::string text) : x_text(std::move(text)) {}
    ~Secret() { wipe(); }
    Secret(const Secret&) = default;
    Secret(Secret&& other) noexcept : x_text(std::move(other.x_text)) { other.wipe(); }
    Secret& operator=(const Secret& other)
    {
        if (this != &other) {
            wipe();
            x_text = other.x_text;
        }
        return *this;
    }
    Secret& operator=(Secret&& other) noexcept
    {
        if (this != &other) {
            wipe();
            x_text = std::move(other.x_text);
            other.wipe();
        }
        return *this;
    }
    bool operator==(const Secret&) const = delete;

    const std::string& reveal() const { return x_text; }
    bool empty() const { return x_text.empty(); }

private:
    void wipe() noexcept;
    std::string x_text;
};

/// 256 random bits in base64url, 43 characters: for session and device cookies.
Secret draw_token(Randomness& randomness);

/// What is stored of a token: its SHA-256.
using TokenHash = std::array<std::uint8_t, 32>;
TokenHash hash_of(std::string_view token);
inline store::Bytes bytes_of(const TokenHash& hash)
{
    return {hash.data(), hash.size()};
}

}  // namespace hagukumi::people
