#include "messages/choices.hpp"

#include <algorithm>

#include "base/result.hpp"
#include "messages/sql.hpp"

namespace hagukumi::messages {

namespace {

enum class Way : std::uint8_t { mail = 1, line = 2, push = 3 };

struct KindOfMessage {
    std::string_view message_template;
    NoticeKind kind;
};
constexpr KindOfMessage kinds[] = {
    {"used", NoticeKind::uses},
    {"voided", NoticeKind::uses},
    {"corrected", NoticeKind::uses},
    {"granted", NoticeKind::coupons},
    {"adjusted", NoticeKind::coupons},
    {"expired", NoticeKind::coupons},
    {"booking_made", NoticeKind::bookings},
    {"booking_requested", NoticeKind::bookings},
    {"booking_waiting", NoticeKind::bookings},
    {"booking_in_draw", NoticeKind::bookings},
    {"coupon_ending", NoticeKind::reminders},
    {"approval_waiting", NoticeKind::reminders},
    {"booking_reminder", NoticeKind::reminders},
    {"registration_ending", NoticeKind::reminders},
};

void keep_unwanted(store::Transaction& tx, const Id& account, Way way, const std::vector<NoticeKind>& wanted)
{
    for (const NoticeKind kind : all_notice_kinds) {
        if (std::find(wanted.begin(), wanted.end(), kind) == wanted.end())
            tx.execute(sql::add_unwanted, account, kind, way);
    }
}

}  // namespace

std::string_view name_of(NoticeKind kind)
{
    switch (kind) {
        case NoticeKind::uses: return "uses";
        case NoticeKind::coupons: return "coupons";
        case NoticeKind::bookings: return "bookings";
        case NoticeKind::reminders: return "reminders";
    }
    throw BugFound("a kind of message is one of the four");
}

std::optional<NoticeKind> notice_kind_of(std::string_view name)
{
    for (const NoticeKind kind : all_notice_kinds)
        if (name_of(kind) == name) return kind;
    return std::nullopt;
}

std::optional<NoticeKind> kind_of_message(std::string_view message_template)
{
    const auto* const found = std::find_if(std::begin(kinds), std::end(kinds), [&](const KindOfMessage& one) {
        return one.message_template == message_template;
    });
    if (found == std::end(kinds)) return std::nullopt;
    return found->kind;
}

NoticeChoices load_notice_choices(store::Snapshot& snapshot, const Id& account)
{
    NoticeChoices wanted;
    snapshot.query(
        sql::unwanted_of,
        [&](const store::Row& row) {
            const auto kind = static_cast<NoticeKind>(row.integer(0));
            switch (static_cast<Way>(row.integer(1))) {
                case Way::mail: std::erase(wanted.mail, kind); break;
                case Way::line: std::erase(wanted.line, kind); break;
                case Way::push: std::erase(wanted.push, kind); break;
            }
        },
        account);
    return wanted;
}

void keep_notice_choices(store::Transaction& tx, const Id& account, const NoticeChoices& wanted)
{
    forget_notice_choices(tx, account);
    keep_unwanted(tx, account, Way::mail, wanted.mail);
    keep_unwanted(tx, account, Way::line, wanted.line);
    keep_unwanted(tx, account, Way::push, wanted.push);
}

void respect_choices(store::Snapshot& snapshot, std::string_view message_template, Recipient& person)
{
    const auto kind = kind_of_message(message_template);
    if (!kind || (!person.email && !person.line && person.devices.empty())) return;
    const NoticeChoices wanted = load_notice_choices(snapshot, person.account);
    const auto is_in = [&](const std::vector<NoticeKind>& all) {
        return std::find(all.begin(), all.end(), *kind) != all.end();
    };
    if (!is_in(wanted.mail)) person.email.reset();
    if (!is_in(wanted.line)) person.line.reset();
    if (!is_in(wanted.push)) person.devices.clear();
}

void forget_notice_choices(store::Transaction& tx, const Id& account)
{
    tx.execute(sql::forget_unwanted, account);
}

}  // namespace hagukumi::messages
