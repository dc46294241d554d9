#include "people/password.hpp"

#include <sodium.h>

#include <array>

#include "people/fold.hpp"

namespace hagukumi::people {

namespace {

/// Characters as people count them, near enough: code points.
std::size_t code_points(const std::string& text)
{
    std::size_t count = 0;
    for (const char c : text) count += (static_cast<unsigned char>(c) & 0xc0) != 0x80;
    return count;
}

bool is_row_or_repetition(const std::string& digits)
{
    bool same = true, up = true, down = true;
    for (std::size_t i = 1; i < digits.size(); ++i) {
        same = same && digits[i] == digits[0];
        up = up && digits[i] == digits[i - 1] + 1;
        down = down && digits[i] == digits[i - 1] - 1;
    }
    return same || up || down;
}

}  // namespace

std::string hash_password(const Secret& secret, HashCost cost)
{
    must(sodium_init() >= 0, "libsodium can be used");
    must(cost.passes >= 2 && cost.memory_bytes >= (19u << 20),
         "a password hash costs 19 MiB and two passes at least");
    const Secret normal(nfkc(secret.reveal()));
    std::array<char, crypto_pwhash_STRBYTES> text{};
    if (crypto_pwhash_str_alg(text.data(), normal.reveal().data(), normal.reveal().size(), cost.passes,
                              cost.memory_bytes, crypto_pwhash_ALG_ARGON2ID13) != 0)
        throw std::bad_alloc();  // the only way in which it fails
    return text.data();
}

bool hash_matches(const std::string& stored, const Secret& secret)
{
    must(sodium_init() >= 0, "libsodium can be used");
    // libsodium reads a fixed buffer up to its NUL.
    std::array<char, crypto_pwhash_STRBYTES> text{};
    if (stored.size() >= text.size()) return false;
    stored.copy(text.data(), stored.size());
    const Secret normal(nfkc(secret.reveal()));
    return crypto_pwhash_str_verify(text.data(), normal.reveal().data(), normal.reveal().size()) == 0;
}

const std::string& dummy_hash()
{
    static const std::string hash = [] {
        must(sodium_init() >= 0, "libsodium can be used");
        std::array<char, 64> random;
        static constexpr char letters[] = "abcdefghijklmnopqrstuvwxyz234567";
        for (char& c : random) c = letters[randombytes_uniform(32)];
        return hash_password(Secret(std::string(random.data(), random.size())));
    }();
    return hash;
}

Result<Secret> check_password(const Secret& typed, std::size_t least_characters)
{
    const std::size_t length = code_points(nfkc(typed.reveal()));
    if (length < least_characters) {
        const std::string least = std::to_string(least_characters);
        return fail(ErrorKind::malformed, "password_too_short",
                    {"パスワードは" + least +
                         "文字以上にしてください。いくつかの言葉を並べると、長くても覚えやすくなります。",
                     "Please choose a password of at least " + least +
                         " characters. Several words in a row are long and easy to remember."});
    }
    if (length > 128)
        return fail(ErrorKind::malformed, "password_too_long",
                    {"パスワードは128文字までにしてください。",
                     "Please choose a password of at most 128 characters."});
    return typed;
}

Result<Secret> check_pin(const Secret& typed)
{
    Secret pin(fold_digits(typed.reveal()));
    const std::string& digits = pin.reveal();
    if (digits.size() < 4 || digits.size() > 8 || digits.find_first_not_of("0123456789") != std::string::npos)
        return fail(ErrorKind::malformed, "pin_form",
                    {"暗証番号は4桁から8桁の数字にしてください。", "A PIN is a number of 4 to 8 digits."});
    if (is_row_or_repetition(digits))
        return fail(ErrorKind::malformed, "pin_too_plain",
                    {"「1111」や「1234」のような並びは使えません。別の数字を選んでください。",
                     "A row like 1111 or 1234 cannot be used. Please choose other digits."});
    return pin;
}

}  // namespace hagukumi::people
