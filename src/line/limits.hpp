// What LINE allows, in one table, each number with the page of LINE's documentation that it comes from
// (line/line-developers-docs-source, 2026-08-07; R is the Messaging API reference).  LINE may change them
// without notice, so they stand here and nowhere else.
//
// Lengths are counted in UTF-16 code units, but for labels and what is said in the user's name, which are
// counted as a reader counts (grapheme clusters; "Character counting in a text").
#pragma once

#include <chrono>
#include <cstddef>

namespace hagukumi::line::limits {

// ── sending (R) ──
inline constexpr std::size_t messages_a_call = 5;
inline constexpr std::chrono::seconds reply_token_lives{60};
inline constexpr std::chrono::hours retry_key_lives{24};
/// After this we give up, so that no attempt falls behind the end of the key's life.
inline constexpr std::chrono::hours given_up_after{23};

// ── messages (R) ──
inline constexpr std::size_t text = 5000;
inline constexpr std::size_t alt_text = 1500;
inline constexpr std::size_t confirm_text = 240;
inline constexpr std::size_t template_label = 20;
inline constexpr std::size_t quick_reply_label = 20;
inline constexpr std::size_t quick_replies = 13;
inline constexpr std::size_t flex_label = 40;
inline constexpr std::size_t bubble_bytes = 30 * 1024;
inline constexpr std::size_t carousel_bytes = 50 * 1024;
inline constexpr std::size_t carousel_bubbles = 12;
inline constexpr std::size_t sticker_id = 20;  ///< ours: LINE's are shorter

// ── actions (R) ──
inline constexpr std::size_t postback_data = 300;
inline constexpr std::size_t said_text = 300;  ///< displayText of a postback, text of a message action
inline constexpr std::size_t uri = 1000;
inline constexpr std::size_t clipboard = 1000;

// ── rich menus (R) ──
inline constexpr std::size_t rich_menu_name = 300;
inline constexpr std::size_t chat_bar_text = 14;
inline constexpr std::size_t rich_menu_areas = 20;
inline constexpr std::size_t rich_menu_label = 20;
inline constexpr int rich_menu_least_width = 800, rich_menu_most_width = 2500, rich_menu_least_height = 250;
inline constexpr int rich_menu_least_ratio_percent = 145;  ///< width by height
inline constexpr std::size_t rich_menu_image_bytes = 1024 * 1024;

// ── webhook (R, "Check webhook error statistics") ──
inline constexpr std::size_t webhook_bytes = 1024 * 1024;  ///< ours: LINE names none
inline constexpr std::chrono::seconds webhook_answer{2};

}  // namespace hagukumi::line::limits
