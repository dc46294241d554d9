// 送るメッセージ: what we say in a talk room, as values, and the JSON that LINE takes.
//
//  1. Whatever a person can read is read aloud too: the alternative text of a card says everything that the
//     card says (title, lines and the names of its buttons).
//  2. What LINE would refuse is found here, before it is sent: faults_of() knows every limit of limits.hpp.
//  3. Lines wrap and follow the reader's font size; nothing is said by colour alone.
#pragma once

#include <boost/json/array.hpp>
#include <boost/json/object.hpp>
#include <optional>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

#include "base/instant.hpp"

namespace hagukumi::line {

/// Comes back to us as an event; `says`, when given, appears as if the person had written it.
struct Postback {
    std::string label, data, says;
};
/// Opens a page (https, or LIFF), or dials a number (tel:).
struct OpenUri {
    std::string label, uri;
};
/// The person says `text`.
struct Say {
    std::string label, text;
};
/// The phone's own choice of a date; it comes back as a postback with the date.
struct PickDate {
    std::string label, data;
    std::optional<Date> first, last, initial;
};
/// Puts `text` on the clipboard (LINE 14 and newer).
struct Copy {
    std::string label, text;
};
using Action = std::variant<Postback, OpenUri, Say, PickDate, Copy>;

const std::string& label_of(const Action& action);

/// The button that dials what somebody typed as a telephone number, in either width; what stands behind the
/// number (「（代表）」) is for people.  None where it holds no number: LINE would refuse the whole message.
std::vector<Action> dials(std::string label, std::string_view phone);

struct TextMessage {
    std::string text;
};

/// A Flex bubble: a title, lines of text, buttons.
struct Card {
    std::string title;
    std::vector<std::string> lines;
    std::vector<Action> buttons;
};

/// Cards side by side.
struct Carousel {
    std::vector<Card> cards;
};

/// A question with two answers.
struct Confirm {
    std::string text;
    Action yes, no;
};

/// One of the stickers that accounts may send (LINE's "List of available stickers").
struct Sticker {
    std::string package, sticker;
};

struct Message {
    std::variant<TextMessage, Card, Carousel, Confirm, Sticker> content;
    /// Offered above the keyboard until the next message; only on a phone, so never the only way.
    std::vector<Action> quick_replies;
};

/// What the message says, for those who hear it and for the list of talks: everything but its looks.
std::string alternative_text(const Message& message);

boost::json::object to_json(const Message& message);

/// The `messages` of one call, 1 to 5.
boost::json::array to_json(const std::vector<Message>& messages);

/// Why LINE would refuse the message, in English; empty when it would not.
std::vector<std::string> faults_of(const Message& message);
std::vector<std::string> faults_of(const std::vector<Message>& messages);

/// Length as LINE counts most texts: UTF-16 code units.
std::size_t utf16_length(std::string_view text);

/// Length as LINE counts labels: grapheme clusters.
std::size_t grapheme_length(std::string_view text);

/// The text, or its beginning and 「…」 when it has more than `most` grapheme clusters.
std::string shortened(std::string_view text, std::size_t most);

}  // namespace hagukumi::line
