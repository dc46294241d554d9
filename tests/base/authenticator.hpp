// A device of the tests' own that keeps a passkey: a key of each kind that browsers make, and what they sign
// with it (Web Authentication Level 2, sections 6.1 and 6.5).
#pragma once

#include <openssl/types.h>

#include <cstdint>
#include <string>

namespace hagukumi::test {

/// Says what it is told to say, also what no honest device would.
class Authenticator {
public:
    enum class Kind { es256, eddsa, rs256 };

    explicit Authenticator(Kind kind = Kind::es256);
    ~Authenticator();
    Authenticator(const Authenticator&) = delete;
    Authenticator& operator=(const Authenticator&) = delete;

    /// `type` is "webauthn.create" or "webauthn.get".
    std::string client_data(const char* type, const std::string& challenge) const;
    std::string attestation() const;
    std::string assertion() const;
    std::string signature(const std::string& assertion, const std::string& client_data) const;
    std::string cose_key() const;

    std::string credential = "device-1";  ///< eight bytes
    std::string page = "https://hagukumi.example.jp";
    std::string site = "hagukumi.example.jp";
    bool recognises = true;  ///< the person, by finger, face or PIN (user verified)
    std::uint32_t count = 0;

private:
    std::string data(int flags) const;
    std::string padded(const char* name) const;

    const Kind x_kind;
    EVP_PKEY* x_key = nullptr;
};

}  // namespace hagukumi::test
