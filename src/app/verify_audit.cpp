#include <fmt/format.h>

#include <charconv>

#include "app/commands.hpp"
#include "app/open_existing.hpp"
#include "audit/verify.hpp"
#include "base/municipality_code.hpp"
#include "booking/booking.hpp"
#include "ledger/balance.hpp"
#include "settlement/balance.hpp"
#include "store/database.hpp"

namespace hagukumi::app {

namespace {

Result<audit::Head> parse_head(const std::string& text)
{
    audit::Head head;
    const char* const end = text.data() + text.size();
    auto [rest, problem] = std::from_chars(text.data(), end, head.seq);
    bool is_well_formed = problem == std::errc() && rest != end && *rest == ':' && end - rest == 65;
    for (std::size_t i = 0; is_well_formed && i < head.hash.size(); ++i) {
        const char* const digits = rest + 1 + 2 * i;
        is_well_formed = std::from_chars(digits, digits + 2, head.hash[i], 16).ptr == digits + 2;
    }
    if (!is_well_formed) {
        return fail(ErrorKind::malformed, "wrong_head",
                    {"--published は「番号:64桁の16進数」で書いてください。",
                     "--published takes NUMBER:HASH with 64 hexadecimal digits, as this command prints it."});
    }
    return head;
}

}  // namespace

Result<bool> verify_audit(const VerifySettings& settings, std::ostream& out)
{
    std::optional<audit::Head> published;
    if (!settings.published.empty()) {
        if (!settings.municipality) {
            return fail(
                ErrorKind::malformed, "no_municipality",
                {"--published には --municipality も必要です。", "--published needs --municipality, too."});
        }
        published = TRY(parse_head(settings.published));
    }
    const std::unique_ptr<store::Database> database = TRY(open_existing(settings.database));
    bool is_sound = true;
    for (const MunicipalityCode municipality : database->municipalities()) {
        if (settings.municipality && municipality != *settings.municipality) continue;
        database->read(municipality, [&](store::Snapshot& snapshot) {
            const audit::Verdict verdict = audit::verify(snapshot, published);
            is_sound = is_sound && verdict.finding == audit::Finding::intact;
            out << fmt::format("{}: {}\n{}: {}\n", to_string(municipality), verdict.sentence.ja,
                               to_string(municipality), verdict.sentence.en);
            if (verdict.finding == audit::Finding::intact) {
                out << fmt::format("{}: head {}:{}\n", to_string(municipality), verdict.head.seq,
                                   audit::to_hex(verdict.head.hash));
            }
            for (const auto& find_wrong :
                 {ledger::wrong_balances, booking::wrong_seats, settlement::wrong_statements}) {
                for (const std::string& wrong : find_wrong(snapshot)) {
                    is_sound = false;
                    out << fmt::format("{}: {}\n", to_string(municipality), wrong);
                }
            }
        });
    }
    return is_sound;
}

}  // namespace hagukumi::app
