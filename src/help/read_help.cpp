// Reads a help file, top to bottom, and tells every mistake in one run.
#include <algorithm>
#include <set>

#include "help/help.hpp"
#include "rules/key_reader.hpp"

namespace hagukumi::help {

namespace {

using rules::backquoted;
using rules::both;
using rules::KeyReader;
using rules::Mistakes;
using rules::Node;

class HelpReader {
public:
    HelpReader(const Node& root, const rules::Calendars& calendars, Mistakes& mistakes)
        : x_root(root, {"ヘルプのファイル", "a help file"},
                 {"help", "document", "date", "page", "topics", "offices", "senders", "steps", "bring",
                  "questions"},
                 mistakes),
          x_calendars(calendars),
          x_mistakes(mistakes)
    {
    }

    std::shared_ptr<const Help> read()
    {
        if (!x_root.is_map()) return nullptr;
        x_root.text("help", {"拡張子のないファイル名", "the file's name without .yaml"});
        x_read.document = x_root.optional_sentence("document");
        if (const Node* node = x_root.find("date")) x_read.date = rules::read_date(*node, x_mistakes);
        read_page();
        for_each("topics", [&](const Node& node) { read_topic(node); });
        for_each("offices", [&](const Node& node) { read_office(node); });
        for_each("senders", [&](const Node& node) { read_sender(node); });
        for_each("steps",
                 [&](const Node& node) { x_read.steps.push_back(rules::read_text(node, x_mistakes)); });
        for_each("bring", [&](const Node& node) { read_thing(node); });
        for_each("questions", [&](const Node& node) { read_question(node); });
        return x_mistakes.empty() ? std::make_shared<const Help>(std::move(x_read)) : nullptr;
    }

private:
    template <class Each>
    void for_each(std::string_view key, Each each)
    {
        const Node* node = x_root.find(key);
        if (node == nullptr) return;
        if (node->kind != Node::Kind::list)
            x_mistakes.add(*node, rules::what_is(*node),
                           {"一覧（- で始まる行）", "a list (lines that begin with -)"},
                           {"書き直してください", "write that"});
        for (const Node& item : node->items) each(item);
    }

    void read_page()
    {
        const Node* node = x_root.find("page");
        if (node == nullptr) return;
        x_read.page = node->text;
        if (!x_read.page.starts_with("https://"))
            x_mistakes.add(*node, both(backquoted(x_read.page)),
                           {"https:// で始まるアドレス", "an address with https://"},
                           {"自治体のページを書いてください", "write the municipality's page"});
    }

    void read_topic(const Node& node)
    {
        const KeyReader map(node, {"話題", "a topic"}, {"topic", "name"}, x_mistakes);
        Topic topic{map.text("topic", {"半角英小文字の名前", "a name in snake_case"}), map.sentence("name")};
        x_read.topics.push_back(std::move(topic));
    }

    void read_office(const Node& node)
    {
        const KeyReader map(node, {"問い合わせ先", "an office"},
                            {"name", "about", "phone", "address", "calendar", "hours"}, x_mistakes);
        if (!map.is_map()) return;
        Office office;
        office.name = map.sentence("name");
        office.about = map.optional_sentence("about");
        office.phone = map.text("phone", {"電話番号", "a telephone number"});
        if (office.phone.find_first_not_of("0123456789-") != std::string::npos)
            x_mistakes.add(*map.find("phone"), both(backquoted(office.phone)),
                           {"数字とハイフン", "digits and -"},
                           {"かけるとおりに書いてください", "write the number as people dial it"});
        if (const Node* address = map.find("address")) office.address = address->text;
        if (const Node* hours = map.find("hours")) {
            for (const Node& span : hours->items) read_span(span, office.hours);
            if (office.hours.empty())
                x_mistakes.add(*hours, rules::what_is(*hours), {"時間の一覧", "a list of hours"},
                               both("[{ from: 10:00, until: 12:00 }]"));
            read_calendar_of(map, office);
        }
        x_read.offices.push_back(std::move(office));
    }

    void read_calendar_of(const KeyReader& map, Office& office)
    {
        const std::string name = map.text("calendar", {"暦の名前", "the name of a calendar"});
        const auto found = x_calendars.find(name);
        if (found != x_calendars.end()) {
            office.calendar = found->second;
        } else if (const Node* node = map.find("calendar")) {
            std::vector<std::string_view> known;
            for (const auto& [code, calendar] : x_calendars) known.push_back(code);
            x_mistakes.add(*node, both(backquoted(name)), rules::list_of(known),
                           rules::suggest(name, known,
                                          {"calendarsフォルダーの暦を書いてください",
                                           "name a calendar of the folder calendars"}));
        }
    }

    void read_span(const Node& node, std::vector<Span>& hours)
    {
        const KeyReader map(node, {"時間", "hours"}, {"from", "until"}, x_mistakes);
        const Text time{"時刻（10:00）", "a time, as 10:00"};
        const Node* const from = map.need("from", time);
        const Node* const until = map.need("until", time);
        if (from == nullptr || until == nullptr) return;
        const auto begins = rules::read_time(*from, x_mistakes), ends = rules::read_time(*until, x_mistakes);
        if (!begins || !ends) return;
        if (*begins >= *ends || (!hours.empty() && *begins < hours.back().until))
            x_mistakes.add(node, both(from->text + "–" + until->text),
                           {"前の時間より後の、始めが終わりより早い時間",
                            "hours behind those before, whose start is before their end"},
                           {"早い順に書いてください", "write them in their order"});
        hours.push_back({*begins, *ends});
    }

    void read_sender(const Node& node)
    {
        if (node.text.find('@') == std::string::npos)
            x_mistakes.add(node, rules::what_is(node),
                           {"メールアドレスか@で始まるドメイン", "an address, or a domain with @"},
                           both("\"@example.jp\""));
        x_read.senders.push_back(node.text);
    }

    void read_thing(const Node& node)
    {
        const KeyReader map(node, {"持ち物", "a thing to bring"}, {"what", "when"}, x_mistakes);
        x_read.bring.push_back({map.sentence("what"), map.optional_sentence("when")});
    }

    void read_question(const Node& node)
    {
        const KeyReader map(node, {"質問", "a question"},
                            {"question", "topic", "ask", "answer", "from", "until", "source"}, x_mistakes);
        if (!map.is_map()) return;
        Question question;
        question.code = map.text("question", {"半角英小文字の名前", "a name in snake_case"});
        if (const Node* code = map.find("question"); code != nullptr && !x_codes.insert(question.code).second)
            x_mistakes.add(*code, both(backquoted(question.code)),
                           {"ほかの質問にない名前", "a name that no other question has"},
                           {"名前を変えてください", "choose another"});
        question.topic = map.text("topic", {"topicsの名前", "a name of topics"});
        question.ask = map.sentence("ask");
        question.answer = map.sentence("answer");
        question.source = map.optional_sentence("source");
        if (const Node* from = map.find("from")) question.from = rules::read_date(*from, x_mistakes);
        if (const Node* until = map.find("until")) question.until = rules::read_date(*until, x_mistakes);
        if (question.from && question.until && *question.until < *question.from)
            x_mistakes.add(*map.find("until"), both(map.find("until")->text),
                           {"from以後の日", "a day not before from"},
                           {"日付を確かめてください", "look at the dates again"});
        std::vector<std::string_view> topics;
        for (const Topic& topic : x_read.topics) topics.push_back(topic.code);
        if (const Node* topic = map.find("topic");
            topic != nullptr && std::find(topics.begin(), topics.end(), question.topic) == topics.end())
            x_mistakes.add(
                *topic, both(backquoted(question.topic)), rules::list_of(topics),
                rules::suggest(question.topic, topics, {"topicsに書いてください", "write it below topics"}));
        x_read.questions.push_back(std::move(question));
    }

    KeyReader x_root;
    const rules::Calendars& x_calendars;
    Mistakes& x_mistakes;
    Help x_read;
    std::set<std::string> x_codes;
};

}  // namespace

ReadHelp read_help(std::string file_name, std::string_view text, const rules::Calendars& calendars)
{
    Mistakes mistakes(std::move(file_name));
    const Node root = rules::read_yaml(text, mistakes);
    ReadHelp read;
    if (mistakes.empty()) read.help = HelpReader(root, calendars, mistakes).read();
    read.mistakes = mistakes.take();
    return read;
}

bool is_help(std::string_view text)
{
    return rules::first_key(text) == "help";
}

}  // namespace hagukumi::help
