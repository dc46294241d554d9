#include "ledger/write_entry.hpp"

#include <fmt/format.h>

#include "ledger/sql.hpp"

namespace hagukumi::ledger {

namespace {

/// Of a facility, as this batch left it.
struct NewestEntry {
    std::optional<Id> id;
};

std::optional<Id> newest_of(store::Transaction& tx, const Id& facility)
{
    if (const auto* const newest = tx.kept<NewestEntry>(facility)) return newest->id;
    std::optional<Id> found;
    tx.query(
        sql::last_of_facility, [&](const store::Row& row) { found = row.maybe_id(0); }, facility);
    return found;
}

}  // namespace

void ask_newest_ahead(store::Transaction& tx, const Id& facility)
{
    if (tx.kept<NewestEntry>(facility) == nullptr) tx.ask_ahead(sql::last_of_facility, facility);
}

void write_entry(store::Transaction& tx, const NewEntry& entry, const char* announce_as)
{
    must(entry.programme != nullptr, "an entry names the version of its programme");
    const auto& version = entry.programme->version();
    std::optional<Id> before_facility;  // what was the newest there becomes the one before
    if (entry.facility) before_facility = newest_of(tx, *entry.facility);
    tx.write(sql::add_entry, entry.id, entry.kind, entry.coupon, entry.units, entry.left_after, entry.at,
             entry.actor, entry.service, entry.facility, entry.check_in, entry.first_day, entry.last_day,
             entry.fee, entry.parent, entry.public_share, store::Bytes(version.data(), version.size()),
             entry.decision, entry.reason, entry.voids, entry.before_coupon, entry.corrects, before_facility);
    if (entry.facility) {
        const auto write = [facility = *entry.facility](store::Transaction& end, const NewestEntry& newest) {
            end.write(sql::set_last_of_facility, facility, *newest.id);
        };
        tx.keep(*entry.facility, NewestEntry{entry.id}, write);
    }
    if (!entry.left_is_proven) tx.touch(entry.coupon);
    if (announce_as != nullptr && entry.facility) {
        tx.announce({tx.municipality(), *entry.facility, entry.id, announce_as, {}});
    }
}

std::string audit_detail(const Coupon& coupon, Units units, Units left_after, std::string_view service)
{
    // Codes of programme files hold no character that JSON would escape.
    return fmt::format(
        R"({{"programme":"{}","allotment":"{}","service":"{}","coupon":"{}","units":{},"left":{}}})",
        coupon.programme, coupon.allotment, service, to_string(coupon.id), units.count, left_after.count);
}

Result<void> check_reason(std::string_view reason)
{
    constexpr std::size_t most_bytes = 1500;  // 500 characters of Japanese
    if (reason.find_first_not_of(" \t\r\n") == std::string_view::npos) {
        return fail(ErrorKind::malformed, "reason_missing",
                    {"理由を入力してください。監査の記録に残ります。",
                     "Please give a reason; it is kept in the record."});
    }
    if (reason.size() > most_bytes) {
        return fail(
            ErrorKind::malformed, "reason_too_long",
            {"理由は500文字以内で入力してください。", "Please keep the reason below 500 characters."});
    }
    return {};
}

tl::unexpected<Error> no_coupon()
{
    return fail(ErrorKind::not_found, "coupon_not_found",
                {"クーポンが見つかりません。一覧からもう一度選んでください。",
                 "There is no such coupon. Please choose again from the list."});
}

tl::unexpected<Error> programme_ended()
{
    return fail(ErrorKind::conflict, "programme_ended",
                {"この事業は、いまはシステムで扱われていません。担当窓口へお問い合わせください。",
                 "This programme is not served at present. Please ask the office."});
}

}  // namespace hagukumi::ledger
