// What a browser may send as a passkey: any bytes as attestation, as authenticatorData with its key and
// signature, and as clientDataJSON. Nothing may break, and what was read keeps its bounds.
#include <cstdint>
#include <cstdlib>

#include "people/passkey/authenticator.hpp"
#include "people/passkey/cbor.hpp"

namespace {

using namespace hagukumi::people;

void must_hold(bool holds)
{
    if (!holds) std::abort();
}

void look_at(const std::optional<AuthenticatorData>& data, std::string_view all)
{
    if (!data) return;
    must_hold(data->rp_id_hash.size() == 32);
    must_hold(data->credential_id.size() <= longest_credential_id);
    must_hold(data->public_key.size() + data->credential_id.size() <= all.size());
    if (is_public_key(data->public_key))
        must_hold(!verify_signature(data->public_key, all, "{}", "no signature"));
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* bytes, std::size_t size)
{
    const std::string_view all(reinterpret_cast<const char*>(bytes), size);
    std::string_view rest = all;
    if (cbor::read(rest)) must_hold(rest.size() < all.size());
    else must_hold(rest.size() == all.size());
    look_at(read_attestation(all), all);
    look_at(read_authenticator_data(all), all);
    if (const auto data = read_client_data(all)) must_hold(data->challenge.size() <= all.size());
    is_public_key(all);
    return 0;
}
