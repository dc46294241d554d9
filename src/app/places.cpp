#include "app/places.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <sstream>

#include "app/files.hpp"
#include "app/sql.hpp"
#include "base/municipality_code.hpp"

namespace hagukumi::app {

namespace {

constexpr std::string_view main_name = "main", closed_name = "closed";

bool is_name(std::string_view text)
{
    return !text.empty() && text.size() <= 40 && std::all_of(text.begin(), text.end(), [](char c) {
        return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '-';
    });
}

/// The file, line by line.
class Reader {
public:
    explicit Reader(std::string name) : x_name(std::move(name)) {}

    Result<void> read_line(const std::string& line)
    {
        ++x_line;
        std::istringstream stream(line.substr(0, line.find(" #")));
        std::vector<std::string> words;
        for (std::string word; stream >> word;) words.push_back(word);
        if (words.empty() || words[0].front() == '#') return {};
        if (words[0] == "database") return add_database(words);
        if (words[0] == "municipality") return add_municipality(words);
        return wrong(words[0], "「database」または「municipality」", "`database` or `municipality`");
    }

    Places take() { return std::move(x_places); }

private:
    /// Nothing of an address is repeated: it may hold a password.
    tl::unexpected<Error> wrong(const std::string& found, const char* allowed_ja,
                                const char* allowed_en) const
    {
        return fail(
            ErrorKind::malformed, "wrong_places",
            {fmt::format("{}:{}: 「{}」があります。書けるのは、{}です。", x_name, x_line, found, allowed_ja),
             fmt::format("{}:{}: found {}; allowed: {}", x_name, x_line, found, allowed_en)});
    }

    bool is_known(std::string_view name) const
    {
        return std::any_of(x_places.databases.begin(), x_places.databases.end(),
                           [&](const Places::Named& one) { return one.name == name; });
    }

    Result<void> add_database(const std::vector<std::string>& words)
    {
        if (words.size() != 3)
            return wrong("database", "「database 名前 アドレス」", "`database NAME ADDRESS`");
        if (!is_name(words[1]) || words[1] == main_name || words[1] == closed_name)
            return wrong(words[1], "小文字、数字、ハイフンの名前（main、closed以外）",
                         "a name of small letters, digits and -, neither main nor closed");
        if (is_known(words[1])) return wrong(words[1], "まだない名前", "a name that is not there yet");
        x_places.databases.push_back({words[1], words[2]});
        return {};
    }

    Result<void> add_municipality(const std::vector<std::string>& words)
    {
        if (words.size() != 3)
            return wrong("municipality", "「municipality 団体コード データベースの名前」",
                         "`municipality CODE NAME`");
        const auto code = parse_municipality_code(words[1]);
        if (!code) return wrong(words[1], "6桁の団体コード", "six digits, the municipality's code");
        if (words[2] != main_name && words[2] != closed_name && !is_known(words[2]))
            return wrong(words[2], "上の行にあるデータベースの名前、main、closed",
                         "the name of a database in a line above, main or closed");
        if (!x_places.homes.emplace(*code, words[2]).second)
            return wrong(words[1], "1つの自治体に1行", "one line a municipality");
        return {};
    }

    const std::string x_name;
    int x_line = 0;
    Places x_places;
};

Result<std::unique_ptr<store::Database>> open_named(const std::string& name, const store::Options& options)
{
    auto opened = store::open_database(options);
    if (opened) return opened;
    Error problem = std::move(opened).error();
    problem.message.ja = name + "：" + problem.message.ja;
    problem.message.en = name + ": " + problem.message.en;
    return tl::unexpected(std::move(problem));
}

}  // namespace

Result<Places> parse_places(const std::string& name, std::string_view text)
{
    Reader reader(name);
    std::istringstream lines{std::string(text)};
    for (std::string line; std::getline(lines, line);) TRY(reader.read_line(line));
    return reader.take();
}

Result<std::unique_ptr<store::Spread>> open_places(const std::string& file, const store::Options& options)
{
    Places places;
    if (!file.empty()) {
        const rules::FileText read = TRY(read_file(file));
        places = TRY(parse_places(read.name, read.text));
    }
    std::vector<store::Spread::Part> parts;
    parts.push_back({std::string(main_name), TRY(store::open_database(options))});
    for (const Places::Named& named : places.databases) {
        store::Options own = options;
        own.database = named.address;
        parts.push_back({named.name, TRY(open_named(named.name, own))});
    }
    store::Spread::Map map;
    for (const auto& [municipality, name] : places.homes) {
        const auto part = std::find_if(parts.begin(), parts.end(),
                                       [&, &name = name](const auto& one) { return one.name == name; });
        map[municipality] =
            part == parts.end() ? store::Spread::closed : static_cast<std::size_t>(part - parts.begin());
    }
    return std::make_unique<store::Spread>(std::move(parts), std::move(map));
}

Result<void> demand_lives_here(store::Database& database, MunicipalityCode municipality)
{
    std::optional<Instant> moved;
    database.read(municipality, [&](store::Snapshot& snapshot) {
        moved = snapshot.find(sql::find_moved_away, [](const store::Row& row) { return row.instant(0); });
    });
    if (!moved) return {};
    const std::string day = to_string(date_in_japan(*moved));
    return fail(
        ErrorKind::conflict, "moved_away",
        {fmt::format("{}は{}に別のデータベースへ移りました。placesのファイルに、移った先を書いてください。",
                     to_string(municipality), day),
         fmt::format("{} moved to another database on {}. Say in the file of places where it lives now.",
                     to_string(municipality), day)});
}

Result<void> mark_moved_away(store::Database& database, MunicipalityCode municipality, Instant at)
{
    return database.lane().run(municipality, [&](store::Transaction& tx) -> Result<void> {
        tx.write(sql::mark_moved_away, at);
        return {};
    });
}

}  // namespace hagukumi::app
