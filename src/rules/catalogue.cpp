#include "rules/catalogue.hpp"

#include <algorithm>
#include <array>
#include <map>
#include <set>

#include "base/era.hpp"
#include "rules/node.hpp"
#include "rules/of_all.hpp"
#include "rules/sentence.hpp"

namespace hagukumi::rules {

/// Generated from sentences/*.yaml by script/embed-texts.cmake.
std::string_view embedded_catalogue(std::string_view code);

namespace {

constexpr std::array<std::string_view, static_cast<std::size_t>(Sentence::count)> keys{
#define HAGUKUMI_QUOTED(key) #key,
    HAGUKUMI_SENTENCES(HAGUKUMI_QUOTED)
#undef HAGUKUMI_QUOTED
};

/// A noun beside a number.
struct Noun {
    std::string one;  ///< empty: as `other`
    std::string other;
};

constexpr std::array all_units{Unit::day, Unit::visit,     Unit::hour,    Unit::sheet,
                               Unit::yen, Unit::half_hour, Unit::half_day};

struct Catalogue {
    std::string language;  ///< its own name
    std::string date;
    std::string moment;
    std::string hour;
    std::string hour_and_minutes;
    std::string first_of_month;  ///< 「1º」 in Portuguese
    std::string thousands;       ///< what parts groups of three digits; may be empty
    std::vector<std::string> weekdays;
    std::vector<std::string> months;
    std::array<Noun, all_units.size()> units;
    std::array<std::string, keys.size()> sentences;
    std::map<std::string, std::string, std::less<>> facts;
};

std::set<std::string> places_of(std::string_view pattern)
{
    std::set<std::string> places;
    filled(pattern, [&](std::string_view name) {
        places.emplace(name);
        return std::string();
    });
    return places;
}

/// Reads one catalogue and writes down what is wrong with it.
class Reading {
public:
    Reading(std::string_view yaml, std::vector<std::string>& faults) : x_faults(faults)
    {
        Mistakes mistakes("catalogue");
        x_root = read_yaml(yaml, mistakes);
        for (const Mistake& mistake : mistakes.take()) fault(to_string(mistake));
    }

    Catalogue catalogue()
    {
        Catalogue read;
        only(x_root, {"language", "writing", "units", "sentences", "facts"});
        read.language = text(x_root, "language");
        const Node& writing = map("writing");
        only(writing, {"date", "moment", "hour", "hour_and_minutes", "first_of_month", "weekdays", "months",
                       "thousands"});
        read.date = text(writing, "date");
        for (const std::string& name : places_of(read.date)) {
            if (!std::set<std::string>{"era", "year", "month", "day", "weekday"}.contains(name))
                fault("no part of a date: " + name);
        }
        read.moment = with_places(writing, "moment", {"day", "time"});
        read.hour = with_places(writing, "hour", {"hour"});
        read.hour_and_minutes = with_places(writing, "hour_and_minutes", {"hour", "minutes"});
        read.first_of_month = text(writing, "first_of_month");
        if (const Node* mark = writing.find("thousands")) read.thousands = mark->text;
        read.weekdays = list(writing, "weekdays", 7);
        read.months = list(writing, "months", 12);
        for (std::size_t i = 0; i < all_units.size(); ++i)
            read.units[i] = noun(map("units"), code_of(all_units[i]));
        const Node& sentences = map("sentences");
        only(sentences, {keys.begin(), keys.end()});
        for (std::size_t i = 0; i < keys.size(); ++i) read.sentences[i] = text(sentences, keys[i]);
        for (const auto& [key, value] : map("facts").entries)
            read.facts[key.text] = text(map("facts"), key.text);
        return read;
    }

private:
    void fault(std::string what) { x_faults.push_back(std::move(what)); }

    const Node& map(std::string_view key)
    {
        static const Node empty;
        const Node* const found = x_root.find(key);
        return found != nullptr && found->kind == Node::Kind::map ? *found : empty;
    }

    std::string text(const Node& in, std::string_view key)
    {
        const Node* const found = in.find(key);
        if (found != nullptr && found->kind == Node::Kind::scalar && !found->text.empty()) return found->text;
        fault("without a text: " + std::string(key));
        return {};
    }

    std::string with_places(const Node& in, std::string_view key, const std::set<std::string>& places)
    {
        std::string read = text(in, key);
        if (!read.empty() && places_of(read) != places) fault("other places: " + std::string(key));
        return read;
    }

    std::vector<std::string> list(const Node& in, std::string_view key, std::size_t count)
    {
        std::vector<std::string> read;
        if (const Node* const found = in.find(key)) {
            for (const Node& item : found->items) read.push_back(item.text);
        }
        if (read.size() != count) fault(std::to_string(count) + " are needed: " + std::string(key));
        read.resize(count);
        return read;
    }

    Noun noun(const Node& in, std::string_view unit)
    {
        const Node* const found = in.find(unit);
        Noun read;
        if (found != nullptr && found->kind == Node::Kind::map) {
            read.one = text(*found, "one");
            read.other = text(*found, "other");
        } else {
            read.other = text(in, unit);
        }
        for (const std::string* form : {&read.one, &read.other}) {
            if (!form->empty() && places_of(*form) != std::set<std::string>{"n"})
                fault("without {n}: " + std::string(unit));
        }
        return read;
    }

    void only(const Node& in, const std::vector<std::string_view>& allowed)
    {
        for (const auto& [key, value] : in.entries) {
            if (std::find(allowed.begin(), allowed.end(), key.text) == allowed.end())
                fault("unknown: " + key.text);
        }
    }

    Node x_root;
    std::vector<std::string>& x_faults;
};

/// A translation says the same of the same: the facts and places of the Japanese catalogue.
void compare(const Catalogue& japanese, const Catalogue& other, std::vector<std::string>& faults)
{
    for (std::size_t i = 0; i < keys.size(); ++i) {
        if (places_of(japanese.sentences[i]) != places_of(other.sentences[i]))
            faults.push_back("other places than in Japanese: " + std::string(keys[i]));
    }
    for (const auto& [key, name] : japanese.facts) {
        if (!other.facts.contains(key)) faults.push_back("without a text: " + key);
    }
    for (const auto& [key, name] : other.facts) {
        if (!japanese.facts.contains(key)) faults.push_back("unknown: " + key);
    }
}

/// All of them, read once.  A fault is a bug of this program: the tests read every catalogue.
const Catalogue& catalogue(Language language)
{
    static const auto all = [] {
        std::array<Catalogue, all_languages.size()> read;
        std::vector<std::string> faults;
        for (std::size_t i = 0; i < read.size(); ++i)
            read[i] = Reading(catalogue_text(all_languages[i]), faults).catalogue();
        for (const Catalogue& one : read) compare(read.front(), one, faults);
        must(faults.empty(), "every catalogue of sentences is whole");
        return read;
    }();
    return all[static_cast<std::size_t>(language)];
}

const Noun& noun_of(Language language, Unit unit)
{
    const auto place = std::find(all_units.begin(), all_units.end(), unit);
    return catalogue(language).units[static_cast<std::size_t>(place - all_units.begin())];
}

std::string in_groups(std::int64_t number, std::string_view mark)
{
    std::string digits = std::to_string(number);
    const std::size_t sign = number < 0 ? 1 : 0;
    for (std::size_t end = digits.size(); !mark.empty() && end > sign + 3;) {
        end -= 3;
        digits.insert(end, mark);
    }
    return digits;
}

/// The plural rules of CLDR for whole numbers, for the languages whose nouns change.
bool is_one(Language language, std::int64_t number)
{
    return language == Language::pt ? number == 0 || number == 1 : number == 1;
}

/// At the head of a sentence a built-in word that begins small begins large: "este serviço: …".
std::string capitalised(std::string word)
{
    if (!word.empty() && word[0] >= 'a' && word[0] <= 'z') word[0] = static_cast<char>(word[0] - 'a' + 'A');
    return word;
}

}  // namespace

std::string_view key_of(Sentence sentence)
{
    return keys[static_cast<std::size_t>(sentence)];
}

std::string told(Language language, Sentence sentence, Places places)
{
    const std::string& pattern = pattern_of(language, sentence);
    return filled(pattern, [&](std::string_view name) {
        const auto found =
            std::find_if(places.begin(), places.end(), [&](const Named& one) { return one.place == name; });
        must(found != places.end(), "every place of a sentence has a value");
        const bool is_built_in = std::holds_alternative<Sentence>(found->value);
        const bool is_at_the_head = name.data() == pattern.data() + 1;
        std::string words = written(language, found->value);
        return is_built_in && is_at_the_head ? capitalised(std::move(words)) : words;
    });
}

std::string written(Language language, const Spoken& value)
{
    if (const auto* day = std::get_if<std::optional<Date>>(&value)) return told(language, *day);
    if (const auto* moment = std::get_if<Instant>(&value)) return told(language, *moment);
    if (const auto* amount = std::get_if<Amount>(&value)) return told(language, *amount);
    if (const auto* words = std::get_if<Text>(&value)) return words->in(language);
    if (const auto* sentence = std::get_if<Sentence>(&value)) return told(language, *sentence);
    return std::get<std::string>(value);
}

std::string told(Language language, const std::optional<Date>& day)
{
    if (!day) return told(language, Sentence::a_day_not_registered);
    const Catalogue& in = catalogue(language);
    const auto nth = static_cast<unsigned>(day->day());
    return filled(in.date, [&](std::string_view name) -> std::string {
        if (name == "era") return in_era(*day);
        if (name == "year") return std::to_string(static_cast<int>(day->year()));
        if (name == "month") return in.months[static_cast<unsigned>(day->month()) - 1];
        if (name == "day") return nth == 1 ? in.first_of_month : std::to_string(nth);
        must(name == "weekday", "a date has an era, a year, a month, a day and a weekday");
        return in.weekdays[std::chrono::weekday(std::chrono::sys_days(*day)).c_encoding()];
    });
}

std::string told(Language language, Instant moment)
{
    const Catalogue& in = catalogue(language);
    const Date day = date_in_japan(moment);
    const auto minutes = static_cast<int>((moment - start_of_day_in_japan(day)) / std::chrono::minutes(1));
    const std::string& clock = minutes % 60 == 0 ? in.hour : in.hour_and_minutes;
    const std::string time = filled(clock, [&](std::string_view name) {
        return name == "hour" ? std::to_string(minutes / 60)
                              : std::string(minutes % 60 < 10 ? "0" : "") + std::to_string(minutes % 60);
    });
    return filled(in.moment, [&](std::string_view name) {
        return name == "day" ? told(language, std::optional(day)) : time;
    });
}

std::string told(Language language, const Amount& amount)
{
    const Noun& noun = noun_of(language, amount.unit);
    const bool takes_one = !noun.one.empty() && is_one(language, amount.count);
    return filled(takes_one ? noun.one : noun.other,
                  [&](std::string_view) { return in_groups(amount.count, catalogue(language).thousands); });
}

const std::string& pattern_of(Language language, Sentence sentence)
{
    return catalogue(language).sentences[static_cast<std::size_t>(sentence)];
}

Text told_in_all(Sentence sentence, Places places)
{
    return of_all([&](Language language) { return told(language, sentence, places); });
}

Text name_of_fact(std::string_view key)
{
    return of_all([&](Language language) {
        const auto& facts = catalogue(language).facts;
        const auto found = facts.find(key);
        must(found != facts.end(), "every fact has a name in every language");
        return found->second;
    });
}

Text word_for(Unit unit)
{
    const auto word = [&](Language language) {
        std::string name = filled(noun_of(language, unit).other, [](std::string_view) { return ""; });
        name.erase(0, std::min(name.find_first_not_of(' '), name.size()));
        return name;
    };
    return {word(Language::ja), word(Language::en)};
}

std::vector<std::string> faults_of_catalogue(std::string_view yaml)
{
    std::vector<std::string> faults;
    const Catalogue read = Reading(yaml, faults).catalogue();
    compare(catalogue(Language::ja), read, faults);
    return faults;
}

std::string_view catalogue_text(Language language)
{
    return embedded_catalogue(code_of(language));
}

}  // namespace hagukumi::rules
