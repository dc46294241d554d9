#include "http/api/json_in.hpp"

#include <algorithm>

#include "base/whole_number.hpp"

namespace hagukumi::http {

namespace {

/// Minutes after midnight of exactly "09:30".
std::optional<int> parse_time(std::string_view typed)
{
    const bool is_well_formed =
        typed.size() == 5 && typed.find_first_not_of("0123456789") == 2 && typed[2] == ':' &&
        typed.find_first_not_of("0123456789", 3) == std::string_view::npos && typed[3] < '6';
    if (!is_well_formed) return std::nullopt;
    const auto digit = [&](std::size_t at) { return typed[at] - '0'; };
    const int minutes = (digit(0) * 10 + digit(1)) * 60 + digit(3) * 10 + digit(4);
    if (minutes > 24 * 60) return std::nullopt;
    return minutes;
}

}  // namespace

Result<const boost::json::object*> body_of(const Request& request)
{
    const Result<boost::json::object>& body = request.json();
    if (!body) return tl::unexpected(body.error());
    return &*body;
}

const boost::json::value* JsonIn::find(const char* name)
{
    x_asked.push_back(name);
    const boost::json::value* found = x_object.if_contains(name);
    return found != nullptr && !found->is_null() ? found : nullptr;
}

const boost::json::value* JsonIn::demand(const char* name, const char* allowed)
{
    const boost::json::value* found = find(name);
    if (found == nullptr) mistake(name, "nothing", allowed);
    return found;
}

void JsonIn::mistake(const char* name, std::string found_en, std::string allowed_en)
{
    x_mistakes.push_back(std::string(name) + ": found " + std::move(found_en) +
                         "; allowed: " + std::move(allowed_en));
}

std::optional<int> JsonIn::maybe_time(const char* name)
{
    const boost::json::value* found = find(name);
    if (found == nullptr) return std::nullopt;
    const boost::json::string* text = found->if_string();
    const auto time = text != nullptr ? parse_time({text->data(), text->size()}) : std::nullopt;
    if (!time) mistake(name, "something else", "a time of day such as 09:30");
    return time;
}

const boost::json::object& JsonIn::object(const char* name)
{
    static const boost::json::object nothing;
    const boost::json::value* found = demand(name, "an object");
    if (found == nullptr) return nothing;
    if (found->is_object()) return found->get_object();
    mistake(name, "something else", "an object");
    return nothing;
}

std::optional<std::string> JsonIn::maybe_text(const char* name, std::size_t most)
{
    const boost::json::value* found = find(name);
    if (found == nullptr) return std::nullopt;
    const boost::json::string* text = found->if_string();
    if (text == nullptr) {
        mistake(name, "something else", "a text");
        return std::nullopt;
    }
    if (text->size() > most) {
        mistake(name, std::to_string(text->size()) + " bytes",
                "a text of at most " + std::to_string(most) + " bytes");
        return std::nullopt;
    }
    return std::string(text->data(), text->size());
}

std::string JsonIn::text(const char* name, std::size_t most)
{
    const auto mistakes = x_mistakes.size();
    auto found = maybe_text(name, most);
    if (!found && x_mistakes.size() == mistakes) mistake(name, "nothing", "a text");
    return found.value_or("");
}

std::optional<Id> JsonIn::maybe_id(const char* name)
{
    const boost::json::value* found = find(name);
    return found == nullptr ? std::nullopt : id_in(*found, name);
}

std::optional<Id> JsonIn::id_in(const boost::json::value& found, const char* name)
{
    const boost::json::string* text = found.if_string();
    const auto id = text != nullptr ? parse_id({text->data(), text->size()}) : std::nullopt;
    if (!id) mistake(name, "something else", "a UUID");
    return id;
}

Id JsonIn::id(const char* name)
{
    const boost::json::value* found = demand(name, "a UUID");
    return found == nullptr ? Id{} : id_in(*found, name).value_or(Id{});
}

std::optional<std::int64_t> JsonIn::maybe_whole(const char* name)
{
    const boost::json::value* found = find(name);
    if (found == nullptr) return std::nullopt;
    if (found->is_int64()) return found->get_int64();
    mistake(name, "something else", "a whole number");
    return std::nullopt;
}

std::int64_t JsonIn::whole(const char* name)
{
    if (demand(name, "a whole number") == nullptr) return 0;
    return maybe_whole(name).value_or(0);
}

std::optional<Date> JsonIn::maybe_date(const char* name)
{
    const boost::json::value* found = find(name);
    if (found == nullptr) return std::nullopt;
    const boost::json::string* text = found->if_string();
    const auto day = text != nullptr ? parse_day({text->data(), text->size()}) : std::nullopt;
    if (!day) mistake(name, "something else", "a date, as 2026-07-08");
    return day;
}

std::vector<int> JsonIn::maybe_times(const char* name)
{
    std::vector<int> times;
    const boost::json::value* found = find(name);
    if (found == nullptr) return times;
    const boost::json::array* list = found->if_array();
    bool right = list != nullptr;
    if (right) {
        for (const boost::json::value& one : *list) {
            const boost::json::string* text = one.if_string();
            const auto time = text != nullptr ? parse_time({text->data(), text->size()}) : std::nullopt;
            right = right && time.has_value();
            times.push_back(time.value_or(0));
        }
    }
    if (!right) mistake(name, "something else", "a list of times, as 09:30");
    return times;
}

std::vector<Date> JsonIn::dates(const char* name)
{
    constexpr std::size_t most = 31;
    std::vector<Date> days;
    const boost::json::value* found = demand(name, "a list of days, as 2026-07-08");
    if (found == nullptr) return days;
    const boost::json::array* list = found->if_array();
    bool right = list != nullptr && list->size() <= most;
    if (right) {
        for (const boost::json::value& one : *list) {
            const boost::json::string* text = one.if_string();
            const auto day = text != nullptr ? parse_day({text->data(), text->size()}) : std::nullopt;
            right = right && day.has_value();
            days.push_back(day.value_or(Date{}));
        }
    }
    if (!right) mistake(name, "something else", "at most 31 days, as 2026-07-08");
    return days;
}

std::vector<std::pair<std::string, std::string>> JsonIn::maybe_texts(const char* name, std::size_t most)
{
    std::vector<std::pair<std::string, std::string>> texts;
    const boost::json::value* found = find(name);
    if (found == nullptr) return texts;
    const boost::json::object* members = found->if_object();
    bool right = members != nullptr;
    if (right) {
        for (const auto& member : *members) {
            const boost::json::string* text = member.value().if_string();
            right = right && text != nullptr && text->size() <= most;
            if (right) texts.emplace_back(std::string(member.key()), std::string(text->data(), text->size()));
        }
    }
    if (!right) mistake(name, "something else", "texts by name, each not too long");
    return texts;
}

namespace {

constexpr std::size_t longest_code = 100;

/// As programme files write them: "home_visit".
bool is_code(std::string_view text)
{
    return !text.empty() && std::all_of(text.begin(), text.end(), [](char c) {
        return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '_';
    });
}

/// False where it is no list of so many short texts.
bool read_texts(const boost::json::value& value, std::size_t most_texts, std::size_t most,
                std::vector<std::string>& into)
{
    const boost::json::array* list = value.if_array();
    if (list == nullptr || list->size() > most_texts) return false;
    for (const boost::json::value& one : *list) {
        const boost::json::string* text = one.if_string();
        if (text == nullptr || text->size() > most) return false;
        into.emplace_back(text->data(), text->size());
    }
    return true;
}

}  // namespace

std::map<std::string, std::vector<std::string>, std::less<>> JsonIn::text_lists(const char* name,
                                                                                std::size_t most)
{
    constexpr std::size_t most_in_a_list = 50;
    std::map<std::string, std::vector<std::string>, std::less<>> lists;
    const boost::json::value* found = demand(name, "lists of texts by name");
    if (found == nullptr) return lists;
    const boost::json::object* members = found->if_object();
    bool right = members != nullptr;
    if (right) {
        for (const auto& member : *members)
            right = right && read_texts(member.value(), most_in_a_list, most, lists[member.key()]);
    }
    if (!right) mistake(name, "something else", "lists of texts by name, each not too long");
    return lists;
}

std::vector<std::string> JsonIn::codes(const char* name, std::size_t most)
{
    std::vector<std::string> all;
    const boost::json::value* found = demand(name, "a list of codes");
    if (found == nullptr) return all;
    bool right = read_texts(*found, most, longest_code, all);
    for (const std::string& code : all) right = right && is_code(code);
    if (!right) mistake(name, "something else", "a list of codes");
    return all;
}

std::vector<Id> JsonIn::ids(const char* name, std::size_t most)
{
    return demand(name, "a list of UUIDs") == nullptr ? std::vector<Id>{} : maybe_ids(name, most);
}

std::vector<Id> JsonIn::maybe_ids(const char* name, std::size_t most)
{
    std::vector<Id> all;
    const boost::json::value* found = find(name);
    if (found == nullptr) return all;
    std::vector<std::string> texts;
    bool right = read_texts(*found, most, 36, texts);
    for (const std::string& text : texts) {
        const auto id = parse_id(text);
        right = right && id.has_value();
        if (id) all.push_back(*id);
    }
    if (!right) mistake(name, "something else", "a list of UUIDs");
    return all;
}

std::vector<const boost::json::object*> JsonIn::objects(const char* name, std::size_t most)
{
    std::vector<const boost::json::object*> objects;
    const boost::json::value* found = demand(name, "a list of objects");
    if (found == nullptr) return objects;
    const boost::json::array* list = found->if_array();
    bool right = list != nullptr && list->size() <= most;
    if (right) {
        for (const boost::json::value& one : *list) {
            right = right && one.is_object();
            if (right) objects.push_back(&one.get_object());
        }
    }
    if (!right) mistake(name, "something else", "a list of objects");
    return objects;
}

bool JsonIn::flag(const char* name)
{
    const boost::json::value* found = find(name);
    if (found == nullptr) return false;
    if (found->is_bool()) return found->get_bool();
    mistake(name, "something else", "true or false");
    return false;
}

Result<void> JsonIn::done()
{
    const auto is_asked = [&](const auto& member) {
        const std::string_view name(member.key().data(), member.key().size());
        return std::find(x_asked.begin(), x_asked.end(), name) != x_asked.end();
    };
    const auto unknown =
        x_object.size() - static_cast<std::size_t>(std::count_if(x_object.begin(), x_object.end(), is_asked));
    // The name itself came from outside and is not repeated.
    if (unknown > 0)
        x_mistakes.insert(x_mistakes.end(), unknown, "an unknown member; allowed:" + all_asked());
    if (x_mistakes.empty()) return {};
    std::string all;
    for (const std::string& mistake : x_mistakes) all += (all.empty() ? "" : ". ") + mistake;
    return fail(ErrorKind::malformed, "wrong_request",
                {"入力の形が正しくありません。画面を読み込み直して、もう一度お試しください。", all + "."});
}

/// Each once, in the order in which they were asked for.
std::string JsonIn::all_asked() const
{
    std::string all;
    for (auto name = x_asked.begin(); name != x_asked.end(); ++name)
        if (std::find(x_asked.begin(), name, *name) == name) all += " " + std::string(*name);
    return all;
}

std::optional<Date> parse_day(std::string_view text)
{
    if (text.size() != 10 || text[4] != '-' || text[7] != '-') return std::nullopt;
    const auto year = parse_whole_number<int>(text.substr(0, 4));
    const auto month = parse_whole_number<unsigned>(text.substr(5, 2));
    const auto day = parse_whole_number<unsigned>(text.substr(8, 2));
    if (!year || !month || !day || *year < 1900) return std::nullopt;
    const Date date{std::chrono::year(*year), std::chrono::month(*month), std::chrono::day(*day)};
    if (!date.ok()) return std::nullopt;
    return date;
}

people::Child read_child(JsonIn& in)
{
    people::Child child;
    child.name = in.text("child_name");
    child.kana = in.text("child_kana");
    if (const auto born_on = in.maybe_date("child_born_on")) child.born_on = *born_on;
    const std::string sex = in.text("child_sex");
    child.sex = sex == "female" ? people::Sex::female
                : sex == "male" ? people::Sex::male
                                : people::Sex::not_stated;
    return child;
}

Result<Id> id_in_path(const Request& request, std::size_t parameter)
{
    const auto id =
        parameter < request.parameters.size() ? parse_id(request.parameters[parameter]) : std::nullopt;
    if (id) return *id;
    return fail(ErrorKind::not_found, "not_found", {"見つかりません。", "There is nothing here."});
}

Result<int> limit_in_query(const Request& request, int usual, int most)
{
    const std::string_view text = request.query_value("limit");
    if (text.empty()) return usual;
    const auto limit = parse_whole_number<int>(text);
    if (limit && *limit >= 1 && *limit <= most) return *limit;
    return fail(
        ErrorKind::malformed, "wrong_limit",
        {"件数の指定が正しくありません。", "limit takes a number from 1 to " + std::to_string(most) + "."});
}

Result<Id> place_in_query(const Request& request, std::string_view name)
{
    const std::string_view text = request.query_value(name);
    if (text.empty()) return Id{};
    if (const auto id = parse_id(text)) return *id;
    return fail(ErrorKind::malformed, "wrong_place",
                {"続きの位置の指定が正しくありません。一覧を開き直してください。",
                 std::string(name) + " takes the id of an entry that was shown."});
}

Result<Date> day_in_query(const Request& request, Date usual)
{
    const std::string_view text = request.query_value("day");
    if (text.empty()) return usual;
    if (const auto day = parse_day(text)) return *day;
    return fail(ErrorKind::malformed, "wrong_day",
                {"日付は 2026-07-08 の形で指定してください。", "day takes a date, as 2026-07-08."});
}

}  // namespace hagukumi::http
