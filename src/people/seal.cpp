#include "people/seal.hpp"

#include <sodium.h>

#include "base/result.hpp"

namespace hagukumi::people {

static_assert(Seal::key_bytes == crypto_secretbox_KEYBYTES);

std::optional<Seal> Seal::from_hex(std::string_view hex)
{
    Seal seal;
    std::size_t read = 0;
    const bool is_whole =
        hex.size() == 2 * key_bytes &&
        sodium_hex2bin(seal.x_key.data(), key_bytes, hex.data(), hex.size(), nullptr, &read, nullptr) == 0;
    return is_whole && read == key_bytes ? std::optional(seal) : std::nullopt;
}

Seal Seal::draw(Randomness& randomness)
{
    Seal seal;
    randomness.fill(seal.x_key.data(), key_bytes);
    return seal;
}

std::vector<std::uint8_t> Seal::close(const Secret& secret, Randomness& randomness) const
{
    return close(secret.reveal(), randomness);
}

std::vector<std::uint8_t> Seal::close(std::string_view text, Randomness& randomness) const
{
    std::vector<std::uint8_t> sealed(crypto_secretbox_NONCEBYTES + crypto_secretbox_MACBYTES + text.size());
    randomness.fill(sealed.data(), crypto_secretbox_NONCEBYTES);
    const int code = crypto_secretbox_easy(sealed.data() + crypto_secretbox_NONCEBYTES,
                                           reinterpret_cast<const unsigned char*>(text.data()), text.size(),
                                           sealed.data(), x_key.data());
    must(code == 0, "what is not gigantic can be sealed");
    return sealed;
}

std::optional<Secret> Seal::open(store::Bytes sealed) const
{
    constexpr std::size_t least = crypto_secretbox_NONCEBYTES + crypto_secretbox_MACBYTES;
    if (sealed.size() < least) return std::nullopt;
    std::string text(sealed.size() - least, '\0');
    const int code = crypto_secretbox_open_easy(
        reinterpret_cast<unsigned char*>(text.data()), sealed.data() + crypto_secretbox_NONCEBYTES,
        sealed.size() - crypto_secretbox_NONCEBYTES, sealed.data(), x_key.data());
    if (code != 0) return std::nullopt;
    return Secret(std::move(text));
}

}  // namespace hagukumi::people
