#include "line/message.hpp"

#include <unicode/brkiter.h>
#include <unicode/uchar.h>

#include <boost/json/serialize.hpp>
#include <memory>

#include "base/result.hpp"
#include "base/unicode.hpp"
#include "line/limits.hpp"

namespace hagukumi::line {

namespace json = boost::json;

namespace {

template <class... Cases>
struct Match : Cases... {
    using Cases::operator()...;
};
template <class... Cases>
Match(Cases...) -> Match<Cases...>;

/// Where the `count`-th grapheme cluster ends, or the text's end when it has no more; and how many there are.
struct Clusters {
    std::int32_t end = 0;
    std::size_t count = 0;
};
Clusters clusters_of(const icu::UnicodeString& text, std::size_t most)
{
    UErrorCode status = U_ZERO_ERROR;
    const std::unique_ptr<icu::BreakIterator> breaks(
        icu::BreakIterator::createCharacterInstance(icu::Locale::getJapanese(), status));
    must(U_SUCCESS(status) != 0, "ICU knows where characters end");
    breaks->setText(text);
    Clusters found;
    for (std::int32_t at = breaks->next(); at != icu::BreakIterator::DONE; at = breaks->next()) {
        if (found.count < most) found.end = at;
        ++found.count;
    }
    return found;
}

json::object to_json(const Action& action)
{
    const auto date = [](json::object& out, const char* name, const std::optional<Date>& day) {
        if (day) out[name] = to_string(*day);
    };
    return std::visit(
        Match{[](const Postback& it) {
                  json::object out{{"type", "postback"}, {"label", it.label}, {"data", it.data}};
                  if (!it.says.empty()) out["displayText"] = it.says;
                  return out;
              },
              [](const OpenUri& it) {
                  return json::object{{"type", "uri"}, {"label", it.label}, {"uri", it.uri}};
              },
              [](const Say& it) {
                  return json::object{{"type", "message"}, {"label", it.label}, {"text", it.text}};
              },
              [&](const PickDate& it) {
                  json::object out{
                      {"type", "datetimepicker"}, {"label", it.label}, {"data", it.data}, {"mode", "date"}};
                  date(out, "initial", it.initial);
                  date(out, "min", it.first);
                  date(out, "max", it.last);
                  return out;
              },
              [](const Copy& it) {
                  return json::object{{"type", "clipboard"}, {"label", it.label}, {"clipboardText", it.text}};
              }},
        action);
}

json::object text_part(std::string_view text, json::object more)
{
    json::object out{{"type", "text"}, {"text", text}, {"wrap", true}, {"scaling", true}};
    for (auto& [name, value] : more) out[name] = std::move(value);
    return out;
}

json::object bubble(const Card& card)
{
    json::array body{text_part(card.title, {{"weight", "bold"}, {"size", "lg"}})};
    for (const std::string& line : card.lines) body.push_back(text_part(line, {{"size", "md"}}));
    json::object out{
        {"type", "bubble"},
        {"body",
         json::object{
             {"type", "box"}, {"layout", "vertical"}, {"spacing", "md"}, {"contents", std::move(body)}}}};
    if (card.buttons.empty()) return out;
    json::array buttons;
    for (const Action& action : card.buttons) {
        buttons.push_back(json::object{{"type", "button"},
                                       {"style", buttons.empty() ? "primary" : "secondary"},
                                       {"height", "sm"},
                                       {"adjustMode", "shrink-to-fit"},
                                       {"scaling", true},
                                       {"action", to_json(action)}});
    }
    out["footer"] = json::object{
        {"type", "box"}, {"layout", "vertical"}, {"spacing", "sm"}, {"contents", std::move(buttons)}};
    return out;
}

std::string words_of(const Card& card)
{
    std::string words = card.title;
    for (const std::string& line : card.lines) words += "\n" + line;
    for (const Action& button : card.buttons) words += "\n［" + label_of(button) + "］";
    return words;
}

/// Collects what LINE would refuse.
class Faults {
public:
    void text(const std::string& what, std::string_view text, std::size_t most)
    {
        if (text.empty()) x_found.push_back(what + " is empty");
        if (utf16_length(text) > most)
            x_found.push_back(what + " has more than " + std::to_string(most) + " characters");
    }
    void label(const std::string& what, std::string_view text, std::size_t most)
    {
        if (text.empty()) x_found.push_back(what + " is empty");
        if (grapheme_length(text) > most)
            x_found.push_back(what + " has more than " + std::to_string(most) + " characters");
    }
    void count(const std::string& what, std::size_t count, std::size_t least, std::size_t most)
    {
        if (count < least || count > most)
            x_found.push_back(what + ": " + std::to_string(count) + ", allowed are " + std::to_string(least) +
                              " to " + std::to_string(most));
    }
    void bytes(const std::string& what, const json::object& object, std::size_t most)
    {
        if (json::serialize(object).size() > most)
            x_found.push_back(what + " has more than " + std::to_string(most) + " bytes");
    }
    void action(const std::string& what, const Action& action, std::size_t most_label)
    {
        label(what + "'s label", label_of(action), most_label);
        std::visit(Match{[&](const Postback& it) {
                             text(what + "'s data", it.data, limits::postback_data);
                             if (!it.says.empty()) label(what + "'s displayText", it.says, limits::said_text);
                         },
                         [&](const OpenUri& it) { uri(what, it.uri); },
                         [&](const Say& it) { label(what + "'s text", it.text, limits::said_text); },
                         [&](const PickDate& it) {
                             text(what + "'s data", it.data, limits::postback_data);
                             if (it.first && it.last && *it.first >= *it.last)
                                 x_found.push_back(what + "'s first day is not before its last");
                         },
                         [&](const Copy& it) { text(what + "'s text", it.text, limits::clipboard); }},
                   action);
    }
    void card(const std::string& what, const Card& card)
    {
        if (card.title.empty()) x_found.push_back(what + "'s title is empty");
        for (const std::string& line : card.lines)
            if (line.empty()) x_found.push_back(what + " has an empty line");
        for (const Action& button : card.buttons) action(what + "'s button", button, limits::flex_label);
        bytes(what, bubble(card), limits::bubble_bytes);
    }
    std::vector<std::string> take() { return std::move(x_found); }

private:
    void uri(const std::string& what, std::string_view uri)
    {
        text(what + "'s uri", uri, limits::uri);
        const bool is_known = uri.starts_with("https://") || uri.starts_with("tel:") ||
                              uri.starts_with("line://") || uri.starts_with("http://");
        if (!is_known) x_found.push_back(what + "'s uri is none that LINE opens");
        for (const char c : uri)
            if (static_cast<unsigned char>(c) <= 0x20 || static_cast<unsigned char>(c) >= 0x7f)
                return x_found.push_back(what + "'s uri is not percent-encoded");
    }

    std::vector<std::string> x_found;
};

}  // namespace

const std::string& label_of(const Action& action)
{
    return std::visit([](const auto& it) -> const std::string& { return it.label; }, action);
}

std::vector<Action> dials(std::string label, std::string_view phone)
{
    constexpr std::size_t shortest = 8, longest = 15;  // digits; E.164 has at most 15
    const icu::UnicodeString typed = normalised(nfkc_form(), utf16(phone));
    std::string number;
    for (std::int32_t at = 0; at < typed.length(); at = typed.moveIndex32(at, 1)) {
        const UChar32 c = typed.char32At(at);
        constexpr UChar32 long_mark = 0x30FC;
        if (c >= '0' && c <= '9') number += static_cast<char>(c);
        else if (c == '+' && number.empty()) number = "+";
        else if (c != '(' && c != ')' && c != '.' && c != long_mark && !u_isUWhiteSpace(c) &&
                 !u_hasBinaryProperty(c, UCHAR_DASH))
            break;
    }
    const std::size_t digits = number.size() - (number.starts_with('+') ? 1 : 0);
    if (digits < shortest || digits > longest) return {};
    return {OpenUri{std::move(label), "tel:" + number}};
}

std::size_t utf16_length(std::string_view text)
{
    return static_cast<std::size_t>(utf16(text).length());
}

std::size_t grapheme_length(std::string_view text)
{
    return clusters_of(utf16(text), 0).count;
}

std::string shortened(std::string_view text, std::size_t most)
{
    const icu::UnicodeString whole = utf16(text);
    if (clusters_of(whole, 0).count <= most) return std::string(text);
    std::string out;
    whole.tempSubString(0, clusters_of(whole, most - 1).end).toUTF8String(out);
    return out + "…";
}

std::string alternative_text(const Message& message)
{
    const std::string words = std::visit(
        Match{[](const TextMessage& it) { return it.text; }, [](const Card& it) { return words_of(it); },
              [](const Carousel& it) {
                  std::string all;
                  for (const Card& card : it.cards) all += (all.empty() ? "" : "\n\n") + words_of(card);
                  return all;
              },
              [](const Confirm& it) {
                  return it.text + "\n［" + label_of(it.yes) + "］［" + label_of(it.no) + "］";
              },
              [](const Sticker&) { return std::string(); }},
        message.content);
    // A cluster may be many code units long; halving finds a beginning that fits.
    std::string fitting = words;
    for (std::size_t most = limits::alt_text; utf16_length(fitting) > limits::alt_text; most /= 2)
        fitting = shortened(words, most);
    return fitting;
}

json::object to_json(const Message& message)
{
    json::object out = std::visit(
        Match{[](const TextMessage& it) {
                  return json::object{{"type", "text"}, {"text", it.text}};
              },
              [&](const Card& it) {
                  return json::object{
                      {"type", "flex"}, {"altText", alternative_text(message)}, {"contents", bubble(it)}};
              },
              [&](const Carousel& it) {
                  json::array bubbles;
                  for (const Card& card : it.cards) bubbles.push_back(bubble(card));
                  return json::object{
                      {"type", "flex"},
                      {"altText", alternative_text(message)},
                      {"contents", json::object{{"type", "carousel"}, {"contents", std::move(bubbles)}}}};
              },
              [&](const Confirm& it) {
                  return json::object{
                      {"type", "template"},
                      {"altText", alternative_text(message)},
                      {"template", json::object{{"type", "confirm"},
                                                {"text", it.text},
                                                {"actions", json::array{to_json(it.yes), to_json(it.no)}}}}};
              },
              [](const Sticker& it) {
                  return json::object{
                      {"type", "sticker"}, {"packageId", it.package}, {"stickerId", it.sticker}};
              }},
        message.content);
    if (!message.quick_replies.empty()) {
        json::array items;
        for (const Action& action : message.quick_replies)
            items.push_back(json::object{{"type", "action"}, {"action", to_json(action)}});
        out["quickReply"] = json::object{{"items", std::move(items)}};
    }
    return out;
}

json::array to_json(const std::vector<Message>& messages)
{
    json::array out;
    for (const Message& message : messages) out.push_back(to_json(message));
    return out;
}

std::vector<std::string> faults_of(const Message& message)
{
    Faults faults;
    std::visit(Match{[&](const TextMessage& it) { faults.text("the text", it.text, limits::text); },
                     [&](const Card& it) { faults.card("the card", it); },
                     [&](const Carousel& it) {
                         faults.count("cards", it.cards.size(), 1, limits::carousel_bubbles);
                         for (const Card& card : it.cards) faults.card("a card", card);
                         faults.bytes("the carousel", to_json(message), limits::carousel_bytes);
                     },
                     [&](const Confirm& it) {
                         faults.text("the question", it.text, limits::confirm_text);
                         faults.action("the first answer", it.yes, limits::template_label);
                         faults.action("the second answer", it.no, limits::template_label);
                     },
                     [&](const Sticker& it) {
                         faults.text("the sticker's package", it.package, limits::sticker_id);
                         faults.text("the sticker", it.sticker, limits::sticker_id);
                     }},
               message.content);
    faults.count("quick replies", message.quick_replies.size(), 0, limits::quick_replies);
    for (const Action& action : message.quick_replies)
        faults.action("a quick reply", action, limits::quick_reply_label);
    return faults.take();
}

std::vector<std::string> faults_of(const std::vector<Message>& messages)
{
    Faults faults;
    faults.count("messages", messages.size(), 1, limits::messages_a_call);
    std::vector<std::string> all = faults.take();
    for (const Message& message : messages)
        for (std::string& fault : faults_of(message)) all.push_back(std::move(fault));
    return all;
}

}  // namespace hagukumi::line
