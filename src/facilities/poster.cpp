#include "facilities/poster.hpp"

#include <algorithm>

#include "base/municipality_code.hpp"
#include "facilities/sql.hpp"
#include "facilities/token_in.hpp"

namespace hagukumi::facilities {

namespace {

constexpr std::string_view letters = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";  // Crockford: no I, L, O, U
constexpr std::size_t token_length = 26;                                  // 130 bits, the first two are zero
constexpr std::size_t live_length = 14;  // a full stop and 13 characters, see live_code.hpp

int value_of(char c)
{
    if (c >= 'a' && c <= 'z') c = static_cast<char>(c - 'a' + 'A');
    if (c == 'O') c = '0';
    if (c == 'I' || c == 'L') c = '1';
    const auto at = letters.find(c);
    return at == std::string_view::npos ? -1 : static_cast<int>(at);
}

/// Too easy to hit by playing with the keys: 000000, 123456, 654321.
bool is_plain(const Passcode& passcode)
{
    bool same = true, up = true, down = true;
    for (std::size_t i = 1; i < passcode.size(); ++i) {
        same = same && passcode[i] == passcode[0];
        up = up && passcode[i] == passcode[i - 1] + 1;
        down = down && passcode[i] == passcode[i - 1] - 1;
    }
    return same || up || down;
}

}  // namespace

PosterToken draw_poster_token(Randomness& randomness)
{
    PosterToken token;
    randomness.fill(token.data(), token.size());
    return token;
}

std::vector<Passcode> draw_passcodes(Randomness& randomness, int count)
{
    std::vector<Passcode> passcodes;
    while (passcodes.size() < static_cast<std::size_t>(count)) {
        std::array<std::uint8_t, 4> bytes;
        randomness.fill(bytes.data(), bytes.size());
        const std::uint32_t number =
            bytes[0] | bytes[1] << 8 | bytes[2] << 16 | static_cast<std::uint32_t>(bytes[3]) << 24;
        if (number >= 4'294'000'000u) continue;  // each of the million equally often
        std::string digits = std::to_string(number % 1'000'000);
        digits.insert(0, 6 - digits.size(), '0');
        if (!is_plain(digits)) passcodes.push_back(std::move(digits));
    }
    return passcodes;
}

std::string to_string(const PosterToken& token)
{
    std::string text(token_length, '0');
    for (std::size_t i = 0; i < token_length; ++i) {
        int value = 0;
        for (std::size_t bit = 5 * i; bit < 5 * i + 5; ++bit) {
            // Bits 0 and 1 of the text lie before the token's first bit.
            const bool set = bit >= 2 && (token[(bit - 2) / 8] >> (7 - (bit - 2) % 8) & 1) != 0;
            value = value << 1 | static_cast<int>(set);
        }
        text[i] = letters[static_cast<std::size_t>(value)];
    }
    return text;
}

std::optional<PosterToken> parse_poster_token(std::string_view text)
{
    if (text.size() != token_length) return std::nullopt;
    PosterToken token{};
    for (std::size_t i = 0; i < token_length; ++i) {
        const int value = value_of(text[i]);
        if (value < 0 || (i == 0 && value > 7)) return std::nullopt;
        for (std::size_t k = 0; k < 5; ++k) {
            const std::size_t bit = 5 * i + k;
            if (bit >= 2 && (value >> (4 - k) & 1) != 0)
                token[(bit - 2) / 8] =
                    static_cast<std::uint8_t>(token[(bit - 2) / 8] | 1 << (7 - (bit - 2) % 8));
        }
    }
    return token;
}

std::optional<ScannedPoster> parse_scanned_poster(std::string_view text)
{
    const auto is_space = [](char c) { return c == ' ' || c == '\t' || c == '\r' || c == '\n'; };
    while (!text.empty() && is_space(text.front())) text.remove_prefix(1);
    while (!text.empty() && is_space(text.back())) text.remove_suffix(1);
    if (text.size() > 512) return std::nullopt;

    // …/{six digits}/q/{token}, perhaps with a query or a slash behind.
    text = text.substr(0, text.find_first_of("?#"));
    if (!text.empty() && text.back() == '/') text.remove_suffix(1);
    std::string live;
    if (text.size() >= token_length + live_length && text[text.size() - live_length] == '.') {
        live = text.substr(text.size() - live_length + 1);
        text.remove_suffix(live_length);
    }
    if (const auto token = parse_poster_token(text)) return ScannedPoster{std::nullopt, *token, live};
    constexpr std::string_view middle = "/q/";
    if (text.size() < 1 + 6 + middle.size() + token_length) return std::nullopt;
    const auto token = parse_poster_token(text.substr(text.size() - token_length));
    text.remove_suffix(token_length);
    if (!token || text.substr(text.size() - middle.size()) != middle) return std::nullopt;
    text.remove_suffix(middle.size());
    const auto municipality = parse_municipality_code(text.substr(text.size() - 6));
    if (text[text.size() - 7] != '/' || !municipality) return std::nullopt;
    return ScannedPoster{*municipality, *token, live};
}

std::string poster_link(std::string_view public_url, MunicipalityCode municipality, const PosterToken& token)
{
    std::string link(public_url);
    if (link.empty() || link.back() != '/') link += '/';
    return link + to_string(municipality) + "/q/" + to_string(token);
}

std::optional<Passcode> parse_passcode(std::string_view typed)
{
    Passcode digits;
    for (std::size_t i = 0; i < typed.size();) {
        const std::string_view rest = typed.substr(i);
        const auto byte = static_cast<unsigned char>(rest[0]);
        if (rest[0] >= '0' && rest[0] <= '9') {
            digits += rest[0];
            i += 1;
        } else if (rest.size() >= 3 && byte == 0xEF && static_cast<unsigned char>(rest[1]) == 0xBC &&
                   static_cast<unsigned char>(rest[2]) >= 0x90 &&
                   static_cast<unsigned char>(rest[2]) <= 0x99) {
            digits += static_cast<char>('0' + (static_cast<unsigned char>(rest[2]) - 0x90));  // ０ … ９
            i += 3;
        } else if (rest[0] == ' ' || rest[0] == '-') {
            i += 1;
        } else if (rest.substr(0, 3) == "\u3000" || rest.substr(0, 3) == "\uFF0D" ||
                   rest.substr(0, 3) == "\u2212") {
            i += 3;  // ideographic space, full-width hyphen, minus sign
        } else {
            return std::nullopt;
        }
        if (digits.size() > 6) return std::nullopt;
    }
    if (digits.size() != 6) return std::nullopt;
    return digits;
}

std::optional<Poster> find_poster(store::Snapshot& snapshot, const Id& facility)
{
    return snapshot.find(
        sql::find_poster,
        [&](const store::Row& row) {
            return Poster{facility,
                          std::string(row.text(0)),
                          token_in(row, 1),
                          std::string(row.text(3)),
                          static_cast<int>(row.integer(2)),
                          static_cast<int>(row.integer(4))};
        },
        facility);
}

}  // namespace hagukumi::facilities
