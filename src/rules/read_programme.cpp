// Reads a programme file, top to bottom, and tells every mistake in one run: its head, and the whole.
#include "rules/read_programme.hpp"

#include <openssl/sha.h>

#include <algorithm>
#include <iterator>
#include <limits>

#include "rules/booking/read_booking.hpp"
#include "rules/cases.hpp"
#include "rules/check_shapes.hpp"
#include "rules/form/read_form.hpp"
#include "rules/parts.hpp"
#include "rules/programme_reader.hpp"
#include "rules/schema.hpp"
#include "rules/sentence.hpp"
#include "rules/told.hpp"

namespace hagukumi::rules {

ProgrammeReader::ProgrammeReader(const Node& root, std::string file, const Calendars& calendars,
                                 Mistakes& mistakes)
    : x_root(root, Map::file, mistakes),
      x_file(std::move(file)),
      x_calendars(calendars),
      x_mistakes(mistakes),
      x_parts(std::make_unique<Parts>())
{
    x_names.facts_named = &x_parts->facts_named;
    if (const Node* const counters = x_root.find("counters")) {
        for (const auto& [key, value] : counters->entries) x_names.counters_below.push_back(key.text);
    }
}

std::unique_ptr<Parts> ProgrammeReader::read()
{
    if (!x_root.is_map()) return nullptr;
    read_head();
    read_household_classes();
    read_documents();
    read_calendar_name();
    read_unsettled();
    read_definitions();
    read_allotments();
    read_services();
    read_counters();
    read_rules("application_rules", Place::application);
    x_parts->application_rules = x_parts->rules.size();
    read_rules("use_rules", Place::use);
    note_caps();
    read_prices();
    read_booking(x_root.node(), *x_parts, x_names, x_mistakes);
    read_forms(x_root.node(), *x_parts, x_names, x_mistakes);
    if (x_mistakes.empty()) read_cases(x_root.node(), *x_parts, x_mistakes);
    return std::move(x_parts);
}

void ProgrammeReader::read_head()
{
    x_parts->code = x_root.text("programme");
    check_code();
    if (const Node* const node = x_root.need("municipality")) {
        const MapReader map(*node, Map::municipality, x_mistakes);
        x_parts->municipality_name = map.sentence("name");
        read_municipality_code(map);
    }
    x_parts->name = x_root.sentence("name");
    if (const Node* const node = x_root.need("document")) {
        const MapReader map(*node, Map::document, x_mistakes);
        x_parts->document = map.sentence("name");
        if (const auto date = map.date("date")) x_parts->document_date = *date;
    }
    if (const Node* const node = x_root.need("contact")) {
        const MapReader map(*node, Map::contact, x_mistakes);
        x_parts->contact.name = map.sentence("name");
        x_parts->contact.phone = map.optional_text("phone");
        x_parts->contact.hours = map.optional_sentence("hours");
        x_parts->contact.note = map.optional_sentence("note");
    }
    if (const Node* const node = x_root.need("words")) {
        const MapReader map(*node, Map::words, x_mistakes);
        x_parts->words.coupon = map.sentence("coupon");
    }
    if (const Node* const node = x_root.find("corrections")) {
        const MapReader map(*node, Map::corrections, x_mistakes);
        Corrections corrections;
        corrections.source = map.text("source");
        corrections.within = std::chrono::hours(map.number("within_hours").value_or(1));
        corrections.last_moment_included = map.choice("last_moment").value_or(0) == 1;
        corrections.more_allowed = map.choice("more_units").value_or(0) == 1;
        x_parts->corrections = std::move(corrections);
    }
}

void ProgrammeReader::check_code()
{
    const std::string& code = x_parts->code;
    if (code.empty()) return;
    const Node& node = *x_root.find("programme");
    if (!std::all_of(code.begin(), code.end(),
                     [](char c) { return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '-'; })) {
        x_mistakes.add(node, same(backquoted(code)), {"英小文字と数字と -", "small letters, digits and -"},
                       {"事業のコードを変えてください", "rename the programme"});
        return;
    }
    std::string_view name = x_file;
    if (const auto slash = name.find_last_of('/'); slash != std::string_view::npos)
        name.remove_prefix(slash + 1);
    if (const auto dot = name.find_last_of('.'); dot != std::string_view::npos) name = name.substr(0, dot);
    if (!name.empty() && name != code) {
        x_mistakes.add(
            node, same(backquoted(code)), told("ファイルの名前{}", "{}, the file's name", backquoted(name)),
            {"ファイルか事業のコードの名前をそろえてください", "rename the file or the programme"});
    }
}

void ProgrammeReader::read_municipality_code(const MapReader& map)
{
    const Node* const node = map.need("code");
    if (!node) return;
    const std::string& text = node->text;
    const bool digits = node->kind == Node::Kind::scalar && text.size() == 6 &&
                        std::all_of(text.begin(), text.end(), [](char c) { return c >= '0' && c <= '9'; });
    if (!digits) {
        x_mistakes.add(
            *node, what_is(*node),
            {"引用符で囲んだ6桁（\"131016\" のように）", "six digits in quotes, as in \"131016\""},
            {"総務省の団体コードを検査数字まで書いてください", "write 総務省's code with its check digit"});
        return;
    }
    // 検査数字: weights 6 to 2, 11 less the rest of the sum, its last digit.
    int sum = 0;
    for (std::size_t i = 0; i < 5; ++i) sum += (text[i] - '0') * static_cast<int>(6 - i);
    const int check = (11 - sum % 11) % 10;
    if (check != text[5] - '0') {
        x_mistakes.add(*node, what_is(*node),
                       told("検査数字から{}{}", "{}{} by its check digit", text.substr(0, 5), check),
                       {"団体コードをもう一度調べてください", "look the code up again"});
        return;
    }
    x_parts->municipality = {std::stoi(text)};
}

void ProgrammeReader::read_household_classes()
{
    const Node* const node = x_root.find("household_classes");
    if (!node) return;
    for_each_entry(*node, {"世帯区分", "the household classes"}, [&](const Node& key, const Node& value) {
        if (is_code(key, {"世帯区分", "a household class"}, x_mistakes)) {
            x_parts->household_classes.emplace_back(key.text, read_text(value, x_mistakes));
            x_names.household_classes.push_back(key.text);
        }
    });
}

void ProgrammeReader::read_documents()
{
    const Node* const node = x_root.find("documents");
    if (!node) return;
    for_each_entry(*node, {"証明書類", "the documents"}, [&](const Node& key, const Node& value) {
        if (is_code(key, {"証明書類", "a document"}, x_mistakes)) {
            x_parts->documents.emplace_back(key.text, read_text(value, x_mistakes));
            x_names.documents.push_back(key.text);
        }
    });
}

void ProgrammeReader::read_calendar_name()
{
    const Node* const node = x_root.find("calendar");
    if (!node) return;
    // Even an unknown calendar is meant: say so once, not at each function.
    x_names.has_calendar = true;
    const auto found = x_calendars.find(node->text);
    if (node->kind == Node::Kind::scalar && found != x_calendars.end()) {
        x_parts->calendar = found->second;
        return;
    }
    std::vector<std::string_view> names;
    for (const auto& entry : x_calendars) names.push_back(entry.first);
    x_mistakes.add(
        *node, told("暦に{}が書かれている", "{} as the calendar", what_is(*node)),
        names.empty() ? Text{"ファイルの隣の `calendars` フォルダーにある暦（まだ一つもありません）",
                             "a calendar in the folder `calendars` beside the file, which has none"}
                      : list_of(names),
        suggest(node->text, names,
                told("`calendars/{}.yaml` を置いてください。`programmes/calendars` に日本の暦があります",
                     "put `calendars/{}.yaml` there; `programmes/calendars` has the one of Japan",
                     node->text.empty() ? "japan" : node->text)));
}

void ProgrammeReader::read_unsettled()
{
    const Node* const node = x_root.find("unsettled");
    if (!node) return;
    for_each_item(*node, {"`unsettled`", "`unsettled`"}, [&](const Node& item) {
        const MapReader map(item, Map::unsettled, x_mistakes);
        Unsettled point;
        point.source = map.text("source");
        point.text = map.sentence("text");
        x_parts->unsettled.push_back(std::move(point));
    });
}

void ProgrammeReader::read_definitions()
{
    const Node* const node = x_root.find("definitions");
    if (!node) return;
    for_each_entry(*node, {"定義", "the definitions"}, [&](const Node& key, const Node& value) {
        if (!is_code(key, {"定義", "a definition"}, x_mistakes)) return;
        if (x_parts->definitions.size() >= 100) {
            x_mistakes.add(key, {"定義が101個ある", "a 101st definition"}, {"100個まで", "at most 100"},
                           {"いくつかをまとめてください", "join some of them"});
            return;
        }
        for (const FactInfo& fact : all_facts()) {
            if (fact.word == key.text) {
                x_mistakes.add(
                    key, told("事実の名前{}が使われている", "{}, which is a fact", backquoted(key.text)),
                    {"ほかにない名前", "a name of its own"}, {"名前を変えてください", "rename it"});
                return;
            }
        }
        const MapReader map(value, Map::definition, x_mistakes);
        Definition definition;
        definition.code = key.text;
        definition.name = map.optional_sentence("name");
        definition.source = map.text("source");
        if (const Node* const is = map.need("is")) {
            definition.is = read_formula(*is, Type::mistake, Place::definition, x_names, x_mistakes);
        }
        if (!definition.is.present()) return;
        const Formula& is = definition.is;
        x_names.definitions.push_back({definition.code, is.type, is.whole, is.by_day, is.work});
        x_parts->definitions.push_back(std::move(definition));
    });
}

Formula ProgrammeReader::formula(const Node& node, Type wanted, Place place)
{
    return read_formula(node, wanted, place, x_names, x_mistakes);
}

Text ProgrammeReader::template_of(const MapReader& map, std::string_view key, bool required)
{
    const Text text = required ? map.sentence(key) : map.optional_sentence(key);
    const Node* const node = map.find(key);
    if (!node) return text;
    for (const Language language : all_languages) {
        const std::string* const sentence = text.find(language);
        const Node* const written = node->find(code_of(language));
        const std::string_view wrong = sentence ? wrong_placeholder(*sentence) : std::string_view();
        if (wrong.empty() || !written) continue;
        std::string_view name = wrong.substr(1);
        if (!name.empty() && name.back() == '}') name.remove_suffix(1);
        x_mistakes.add(*written, told("差し込みの名前{}がある", "the placeholder {}", backquoted(wrong)),
                       list_of(all_placeholders()),
                       suggest(name, all_placeholders(),
                               {"一覧にある名前を波かっこで囲んでください", "write it in braces as listed"}));
    }
    return text;
}

ReadResult read_programme(std::string file_name, std::string_view text, const Calendars& calendars)
{
    constexpr std::size_t longest = 2'000'000;
    Mistakes mistakes(file_name);
    ReadResult result;
    if (text.size() > longest) {
        mistakes.add(1, 1, told("ファイルが{}バイトある", "a file of {} bytes", text.size()),
                     {"2MBまで", "at most 2 MB"}, {"事業を分けてください", "split the programme"});
        result.mistakes = mistakes.take();
        return result;
    }
    const Node root = read_yaml(text, mistakes);
    std::unique_ptr<Parts> parts;
    if (root.kind != Node::Kind::none || mistakes.empty()) {
        parts = ProgrammeReader(root, std::move(file_name), calendars, mistakes).read();
        check_shapes(root, mistakes);
    }
    if (mistakes.empty() && parts) {
        SHA256(reinterpret_cast<const unsigned char*>(text.data()), text.size(), parts->version.data());
        result.programme = std::make_shared<const Programme>(std::move(parts));
    }
    result.mistakes = mistakes.take();
    return result;
}

}  // namespace hagukumi::rules
