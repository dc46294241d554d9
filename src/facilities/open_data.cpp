#include "facilities/open_data.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <set>

#include "audit/once.hpp"
#include "audit/record.hpp"
#include "base/municipality_code.hpp"
#include "facilities/facility_commands.hpp"

namespace hagukumi::facilities {

namespace {

constexpr std::size_t most_rows = 500;
constexpr std::array<std::string_view, 7> weekdays{"日", "月", "火", "水", "木", "金", "土"};

// 自治体標準オープンデータセット 子育て施設一覧
constexpr std::array<const char*, 53> header{"全国地方公共団体コード",
                                             "ID",
                                             "地方公共団体名",
                                             "名称",
                                             "名称_カナ",
                                             "名称_英字",
                                             "種別",
                                             "所在地_全国地方公共団体コード",
                                             "町字ID",
                                             "所在地_連結表記",
                                             "所在地_都道府県",
                                             "所在地_市区町村",
                                             "所在地_町字",
                                             "所在地_番地以下",
                                             "建物名等(方書)",
                                             "緯度",
                                             "経度",
                                             "高度の種別",
                                             "高度の値",
                                             "アクセス方法",
                                             "駐車場情報",
                                             "電話番号",
                                             "内線番号",
                                             "FAX番号",
                                             "メールアドレス",
                                             "FormのURL",
                                             "連絡先備考",
                                             "郵便番号",
                                             "法人番号",
                                             "団体名",
                                             "認可等年月日",
                                             "収容定員",
                                             "受入年齢",
                                             "利用可能曜日",
                                             "開始時間",
                                             "終了時間",
                                             "利用可能日時特記事項",
                                             "一時預かりの有無",
                                             "子供預かり料金種別",
                                             "子供預かり料金",
                                             "子供預かり料金備考",
                                             "子供預かり開所時間",
                                             "子供預かり閉所時間",
                                             "病児保育の有無",
                                             "授乳室",
                                             "おむつ替えコーナー",
                                             "飲食可否",
                                             "ベビーカー貸出",
                                             "ベビーカー利用",
                                             "URL",
                                             "画像",
                                             "画像_ライセンス",
                                             "備考"};

/// What of a list is kept here, under the names of both layouts.
constexpr std::array<const char*, 15> kept{
    "ID",   "NO",       "名称",   "名称_カナ",    "所在地_連結表記", "住所",     "建物名等(方書)",
    "方書", "電話番号", "団体名", "利用可能曜日", "開始時間",        "終了時間", "URL",
    "備考"};

using Row = std::vector<std::string>;

/// RFC 4180; a line end may be CR LF, LF or CR.
std::vector<Row> rows_of(std::string_view csv)
{
    if (csv.starts_with("\xEF\xBB\xBF")) csv.remove_prefix(3);
    std::vector<Row> rows;
    Row row{""};
    bool quoted = false;
    for (std::size_t i = 0; i < csv.size(); ++i) {
        const char c = csv[i];
        if (quoted) {
            if (c != '"') row.back() += c;
            else if (i + 1 < csv.size() && csv[i + 1] == '"') row.back() += csv[++i];
            else quoted = false;
        } else if (c == '"' && row.back().empty()) {
            quoted = true;
        } else if (c == ',') {
            row.emplace_back();
        } else if (c == '\n' || c == '\r') {
            if (c == '\r' && i + 1 < csv.size() && csv[i + 1] == '\n') ++i;
            rows.push_back(std::move(row));
            row = {""};
        } else {
            row.back() += c;
        }
    }
    if (row.size() > 1 || !row.front().empty()) rows.push_back(std::move(row));
    return rows;
}

std::string_view trimmed(std::string_view text)
{
    constexpr std::string_view wide = "\u3000";
    for (bool more = true; more;) {
        more = false;
        if (!text.empty() && (text.front() == ' ' || text.front() == '\t'))
            text.remove_prefix(1), more = true;
        if (!text.empty() && (text.back() == ' ' || text.back() == '\t')) text.remove_suffix(1), more = true;
        if (text.starts_with(wide)) text.remove_prefix(wide.size()), more = true;
        if (text.ends_with(wide)) text.remove_suffix(wide.size()), more = true;
    }
    return text;
}

/// "09:00", "9:00", "09:00:00" → minutes after midnight.
std::optional<int> minute_in(std::string_view text)
{
    const std::size_t colon = text.find(':');
    if (colon == std::string_view::npos || colon == 0 || colon > 2 || text.size() < colon + 3)
        return std::nullopt;
    int hours = 0, minutes = 0;
    for (const char c : text.substr(0, colon)) {
        if (c < '0' || c > '9') return std::nullopt;
        hours = hours * 10 + (c - '0');
    }
    for (const char c : text.substr(colon + 1, 2)) {
        if (c < '0' || c > '9') return std::nullopt;
        minutes = minutes * 10 + (c - '0');
    }
    const std::string_view rest = text.substr(colon + 3);
    if (hours > 24 || minutes > 59 || (hours == 24 && minutes > 0) || (!rest.empty() && rest[0] != ':'))
        return std::nullopt;
    return hours * 60 + minutes;
}

/// 「月火水木金」, also with ";" between them.  Nothing where something else stands.
std::optional<std::set<int>> weekdays_in(std::string_view text)
{
    std::set<int> days;
    while (!text.empty()) {
        if (text.front() == ';' || text.front() == ' ') {
            text.remove_prefix(1);
            continue;
        }
        const auto day = std::find_if(weekdays.begin(), weekdays.end(),
                                      [&](std::string_view one) { return text.starts_with(one); });
        if (day == weekdays.end()) return std::nullopt;
        days.insert(static_cast<int>(day - weekdays.begin()));
        text.remove_prefix(day->size());
    }
    return days;
}

class Reader {
public:
    explicit Reader(const Row& names)
    {
        for (const std::string& name : names) x_names.emplace_back(trimmed(name));
    }

    /// The first of these columns that the list has.
    std::optional<std::size_t> column(std::initializer_list<std::string_view> names) const
    {
        for (const std::string_view name : names) {
            const auto found = std::find(x_names.begin(), x_names.end(), name);
            if (found != x_names.end()) return static_cast<std::size_t>(found - x_names.begin());
        }
        return std::nullopt;
    }
    std::optional<std::string> text(const Row& row, std::initializer_list<std::string_view> names) const
    {
        const auto at = column(names);
        if (!at) return std::nullopt;
        return *at < row.size() ? std::string(trimmed(row[*at])) : std::string();
    }
    std::vector<std::string> ignored() const
    {
        std::vector<std::string> others;
        for (const std::string& name : x_names)
            if (!name.empty() && std::find(kept.begin(), kept.end(), name) == kept.end())
                others.push_back(name);
        return others;
    }

private:
    std::vector<std::string> x_names;
};

/// The hours of a row; `mistakes` grows where they cannot be read.
std::optional<std::vector<Opening>> openings_in(const Reader& reader, const Row& row, int number,
                                                std::vector<ListMistake>& mistakes)
{
    const auto days = reader.text(row, {"利用可能曜日"}), opens = reader.text(row, {"開始時間"}),
               closes = reader.text(row, {"終了時間"});
    if (!days || !opens || !closes) return std::nullopt;
    if (days->empty() && opens->empty() && closes->empty()) return std::vector<Opening>();
    if (opens->empty() && closes->empty())
        return std::nullopt;  // they differ by day, and stand in words elsewhere
    const auto on = weekdays_in(*days);
    const auto from = minute_in(*opens), until = minute_in(*closes);
    if (!on || on->empty() || !from || !until || *from >= *until) {
        mistakes.push_back(
            {number,
             {"利用可能曜日は「月火水木金」、時間は「09:"
              "00」のように、曜日と開始・終了をそろえて書いてください。",
              "Weekdays are written as 月火水木金 and times as 09:00; all three are needed."}});
        return std::nullopt;
    }
    std::vector<Opening> openings;
    for (const int day : *on) openings.push_back({day, *from, *until});
    return openings;
}

Profile with(Profile profile, const ListedFacility& listed)
{
    const auto take = [](std::string& field, const std::optional<std::string>& text) {
        if (text) field = *text;
    };
    take(profile.name, listed.name);
    take(profile.kana, listed.kana);
    take(profile.address, listed.address);
    take(profile.phone, listed.phone);
    take(profile.provider, listed.provider);
    take(profile.note, listed.note);
    take(profile.url, listed.url);
    return profile;
}

bool are_same(const std::vector<Opening>& a, const std::vector<Opening>& b)
{
    return std::equal(a.begin(), a.end(), b.begin(), b.end(), [](const Opening& one, const Opening& other) {
        return one.weekday == other.weekday && one.opens_minute == other.opens_minute &&
               one.closes_minute == other.closes_minute;
    });
}

Listing compare_one(store::Snapshot& snapshot, const ListedFacility& listed)
{
    const auto known = find_facility_by_code(snapshot, listed.code);
    if (!known) return Listing::added;
    const Profile before = profile_of(*known);
    const bool same = with(before, listed) == before &&
                      (!listed.openings || are_same(*listed.openings, openings_of(snapshot, known->id)));
    return same ? Listing::same : Listing::changed;
}

/// A key for one facility's part of the whole.
Id part_of(const Id& key, std::string_view what, const std::string& code)
{
    const audit::Hash hash = audit::Digest("facilities.import").add(key).add(what).add(code).finish();
    Id part;
    std::copy_n(hash.begin(), part.bytes.size(), part.bytes.begin());
    return part;
}

}  // namespace

Result<FacilityList> read_facility_list(std::string_view csv)
{
    const std::vector<Row> rows = rows_of(csv);
    const Reader reader(rows.empty() ? Row() : rows.front());
    if (!reader.column({"ID", "NO"}) || !reader.column({"名称"}) || rows.size() > most_rows)
        return fail(
            ErrorKind::malformed, "list_form",
            {"子育て施設一覧として読み取れません。1行目に「ID」（または「NO」）と「名称」の列が要ります。500"
             "件まで"
             "読み取れます。",
             "This is no list of facilities: the first row needs the columns ID (or NO) and 名称. At most "
             "500 rows are read."});
    FacilityList list;
    list.ignored = reader.ignored();
    std::set<std::string> codes;
    for (std::size_t i = 1; i < rows.size(); ++i) {
        const Row& row = rows[i];
        const int number = static_cast<int>(i) + 1;
        if (std::all_of(row.begin(), row.end(),
                        [](const std::string& text) { return trimmed(text).empty(); }))
            continue;
        ListedFacility listed;
        listed.row = number;
        listed.code = reader.text(row, {"ID", "NO"}).value_or("");
        listed.name = reader.text(row, {"名称"});
        listed.kana = reader.text(row, {"名称_カナ"});
        listed.address = reader.text(row, {"所在地_連結表記", "住所"});
        const auto building = reader.text(row, {"建物名等(方書)", "方書"});
        if (listed.address && building && !building->empty()) *listed.address += "　" + *building;
        listed.phone = reader.text(row, {"電話番号"});
        listed.provider = reader.text(row, {"団体名"});
        listed.url = reader.text(row, {"URL"});
        listed.note = reader.text(row, {"備考"});
        listed.openings = openings_in(reader, row, number, list.mistakes);
        if (listed.code.empty() || listed.name->empty())
            list.mistakes.push_back(
                {number, {"番号（ID）と名称を書いてください。", "ID and 名称 are needed."}});
        else if (!codes.insert(listed.code).second)
            list.mistakes.push_back(
                {number,
                 {"同じ番号（ID）の施設が、上の行にもあります。", "The same ID stands in a row above."}});
        list.facilities.push_back(std::move(listed));
    }
    return list;
}

std::vector<std::string> facility_list_header()
{
    return {header.begin(), header.end()};
}

std::vector<std::string> facility_list_row(MunicipalityCode municipality, std::string_view municipality_name,
                                           const FacilityWithHours& one)
{
    const Facility& facility = one.facility;
    std::vector<std::string> row(header.size());
    const auto set = [&](std::string_view name, std::string value) {
        const auto at = std::find(header.begin(), header.end(), name) - header.begin();
        row[static_cast<std::size_t>(at)] = std::move(value);
    };
    set("全国地方公共団体コード", to_string(municipality));
    set("ID", facility.code);
    set("地方公共団体名", std::string(municipality_name));
    set("名称", facility.name);
    set("名称_カナ", facility.kana);
    set("所在地_連結表記", facility.address);
    set("電話番号", facility.phone);
    set("団体名", facility.provider);
    set("URL", facility.url);
    set("備考", facility.note);
    if (one.openings.empty()) return row;
    std::set<int> days;
    bool is_even = true;  // one column for the hours of all days: where they differ, words say so
    for (const Opening& opening : one.openings) {
        is_even = is_even && days.insert(opening.weekday).second &&
                  opening.opens_minute == one.openings.front().opens_minute &&
                  opening.closes_minute == one.openings.front().closes_minute;
        days.insert(opening.weekday);
    }
    std::string open_on;
    for (const int day : {1, 2, 3, 4, 5, 6, 0})
        if (days.count(day) > 0) open_on += weekdays[static_cast<std::size_t>(day)];
    set("利用可能曜日", open_on);
    const auto time = [](int minute) { return fmt::format("{:02}:{:02}", minute / 60, minute % 60); };
    if (is_even) {
        set("開始時間", time(one.openings.front().opens_minute));
        set("終了時間", time(one.openings.front().closes_minute));
        return row;
    }
    std::string each;
    for (const Opening& opening : one.openings)
        each += fmt::format("{}{} {}-{}", each.empty() ? "" : ";",
                            weekdays[static_cast<std::size_t>(opening.weekday)], time(opening.opens_minute),
                            time(opening.closes_minute));
    set("利用可能日時特記事項", each);
    return row;
}

std::vector<Listing> compare(store::Snapshot& snapshot, const std::vector<ListedFacility>& facilities)
{
    std::vector<Listing> listings;
    for (const ListedFacility& listed : facilities) listings.push_back(compare_one(snapshot, listed));
    return listings;
}

Result<void> import_facilities(store::Transaction& tx, const ImportFacilities& command)
{
    must(command.fresh.size() >= command.facilities.size(), "each listed facility may be a new one");
    audit::Digest content("facilities.import");
    for (const ListedFacility& listed : command.facilities) {
        content.add(listed.code);
        for (const auto* text : {&listed.name, &listed.kana, &listed.address, &listed.phone, &listed.provider,
                                 &listed.note, &listed.url})
            content.add(text->value_or("\x01"));
        content.add(static_cast<std::int64_t>(listed.openings ? listed.openings->size() : 99));
        for (const Opening& one : listed.openings.value_or(std::vector<Opening>()))
            content.add(std::int64_t{one.weekday * 10'000 + one.opens_minute})
                .add(std::int64_t{one.closes_minute});
    }
    return audit::once(tx, command, command.actor, "facilities.import", content, [&]() -> Result<void> {
        for (std::size_t i = 0; i < command.facilities.size(); ++i) {
            const ListedFacility& listed = command.facilities[i];
            const Listing listing = compare_one(tx, listed);
            if (listing == Listing::same) continue;
            const auto known = find_facility_by_code(tx, listed.code);
            const Id facility = known ? known->id : command.fresh[i].id;
            if (!known) {
                AddFacility add;
                add.key = part_of(command.key, "add", listed.code);
                add.at = command.at;
                add.actor = command.actor;
                add.facility.id = facility;
                add.facility.code = listed.code;
                add.facility.name = *listed.name;
                add.token = command.fresh[i].token;
                add.passcodes = command.fresh[i].passcodes;
                TRY(add_facility(tx, add));
            }
            const Profile before = profile_of(*find_facility(tx, facility));
            TRY(change_profile(tx, {part_of(command.key, "profile", listed.code), command.at, command.actor,
                                    facility, with(before, listed)}));
            if (listed.openings)
                TRY(set_openings(tx, {part_of(command.key, "hours", listed.code), command.at, command.actor,
                                      facility, *listed.openings}));
        }
        audit::record(tx, command.at, command.actor, "facilities.import", command.actor, "{}");
        return {};
    });
}

}  // namespace hagukumi::facilities
