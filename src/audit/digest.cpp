#include "audit/digest.hpp"

#include <openssl/evp.h>

#include "base/owned.hpp"
#include "base/result.hpp"

namespace hagukumi::audit {

namespace {

/// Looking the algorithm up costs OpenSSL 3 more than hashing a row does, so it is done once a thread.
EVP_MD_CTX* prepared_context()
{
    static EVP_MD* const sha256 = EVP_MD_fetch(nullptr, "SHA256", nullptr);
    thread_local const Owned<EVP_MD_CTX, EVP_MD_CTX_free> context(EVP_MD_CTX_new());
    must(sha256 != nullptr && context != nullptr && EVP_DigestInit_ex2(context.get(), sha256, nullptr) == 1,
         "SHA-256 is there");
    return context.get();
}

}  // namespace

std::string to_hex(const Hash& hash)
{
    constexpr char digits[] = "0123456789abcdef";
    std::string text;
    for (const std::uint8_t byte : hash) {
        text += digits[byte >> 4];
        text += digits[byte & 15];
    }
    return text;
}

Digest::Digest(std::string_view purpose)
{
    x_fields.reserve(512);
    add(purpose);
}

Digest& Digest::add(std::int64_t value)
{
    std::array<char, 8> big_end_first;
    auto rest = static_cast<std::uint64_t>(value);
    for (std::size_t i = 8; i-- > 0; rest >>= 8) big_end_first[i] = static_cast<char>(rest & 0xff);
    append(big_end_first.data(), big_end_first.size());
    return *this;
}

Digest& Digest::add(std::string_view text)
{
    add(static_cast<std::int64_t>(text.size()));
    append(text.data(), text.size());
    return *this;
}

Digest& Digest::add(const Id& id)
{
    add(static_cast<std::int64_t>(id.bytes.size()));
    append(id.bytes.data(), id.bytes.size());
    return *this;
}

Digest& Digest::add(const Hash& hash)
{
    add(static_cast<std::int64_t>(hash.size()));
    append(hash.data(), hash.size());
    return *this;
}

Hash Digest::finish() const
{
    EVP_MD_CTX* context = prepared_context();
    Hash hash;
    unsigned size = 0;
    must(EVP_DigestUpdate(context, x_fields.data(), x_fields.size()) == 1 &&
             EVP_DigestFinal_ex(context, hash.data(), &size) == 1 && size == hash.size(),
         "SHA-256 takes bytes and gives 32");
    return hash;
}

void Digest::append(const void* data, std::size_t size)
{
    x_fields.append(static_cast<const char*>(data), size);
}

}  // namespace hagukumi::audit
