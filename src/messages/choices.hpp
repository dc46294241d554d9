// お知らせの受け取り方: what a person wants to be written about, by mail, in LINE and on devices.
//
//  1. What somebody has to know (a decision of the office, a seat that waits for an answer, what the facility
//     changed, who got into the account) has no kind and goes out in any case.
//  2. The notice in the portal stands there whatever was chosen.
//  3. Kept is what is not wanted: a new kind is sent to everybody until they say otherwise.
#pragma once

#include <array>
#include <optional>
#include <string_view>
#include <vector>

#include "messages/sender.hpp"
#include "store/transaction.hpp"

namespace hagukumi::messages {

/// What messages are about, where a person may do without. The numbers stand in the database.
enum class NoticeKind : std::uint8_t {
    uses = 1,       ///< a coupon was used, cancelled, corrected
    coupons = 2,    ///< issued, changed, expired
    bookings = 3,   ///< receipts of what the person did: booked, asked, waits
    reminders = 4,  ///< tomorrow's booking, a coupon or a registration that ends soon
};
inline constexpr std::array all_notice_kinds{NoticeKind::uses, NoticeKind::coupons, NoticeKind::bookings,
                                             NoticeKind::reminders};
std::string_view name_of(NoticeKind kind);  ///< "uses"
std::optional<NoticeKind> notice_kind_of(std::string_view name);

/// Of a message by its template; nothing: it is obligatory.
std::optional<NoticeKind> kind_of_message(std::string_view message_template);

/// The kinds that an account wants on each way.
struct NoticeChoices {
    std::vector<NoticeKind> mail{all_notice_kinds.begin(), all_notice_kinds.end()};
    std::vector<NoticeKind> line{all_notice_kinds.begin(), all_notice_kinds.end()};
    std::vector<NoticeKind> push{all_notice_kinds.begin(), all_notice_kinds.end()};
};
NoticeChoices load_notice_choices(store::Snapshot& snapshot, const Id& account);
void keep_notice_choices(store::Transaction& tx, const Id& account, const NoticeChoices& wanted);

/// Takes away the addresses at which this person does not want this message.
void respect_choices(store::Snapshot& snapshot, std::string_view message_template, Recipient& person);

/// The account is gone.
void forget_notice_choices(store::Transaction& tx, const Id& account);

}  // namespace hagukumi::messages
