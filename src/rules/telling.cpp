#include "rules/telling.hpp"

#include <algorithm>

#include "rules/sentence.hpp"

namespace hagukumi::rules {

namespace {

/// What a placeholder of a sentence stands for.
Text words_of_placeholder(std::string_view name)
{
    static const std::map<std::string_view, Text> words{
        {"first_day", {"利用できる最初の日", "first day allowed"}},
        {"last_day", {"利用できる最後の日", "last day allowed"}},
        {"asked", {"申し出た数", "number asked for"}},
        {"left", {"残りの数", "number left"}},
        {"needed", {"必要な数又は上限", "number needed or limit"}},
        {"used", {"利用済みの数", "number used"}},
        {"service", {"サービスの名前", "name of the service"}},
        {"coupon", {"券の呼び名", "word for the coupon"}},
        {"facility", {"施設の名前", "name of the facility"}},
        {"day", {"利用日", "day of use"}},
        {"today", {"手続きをする日", "today"}},
        {"born_on", {"出産日", "day of birth"}},
        {"due_date", {"出産予定日", "due date"}},
        {"lost_on", {"流産又は死産の日", "day of the loss"}},
        {"resident_until", {"転出の日", "last day of residence"}},
        {"application_on", {"申請日", "day of application"}},
        {"interviewed_on", {"面談の日", "day of the interview"}},
        {"discharged_on", {"退院日", "day of discharge"}},
        {"first_use_on", {"最初に利用した日", "day of the first use"}}};
    const auto found = words.find(name);
    if (found == words.end()) throw BugFound("every placeholder has its words");
    return found->second;
}

}  // namespace

Text shown(const Text& sentence)
{
    return {
        filled(sentence.ja,
               [](std::string_view name) { return "［" + words_of_placeholder(name).ja + "］"; }),
        filled(sentence.en, [](std::string_view name) { return "[" + words_of_placeholder(name).en + "]"; })};
}

Paragraph put(std::string_view ja, std::string_view en, Paragraph said)
{
    said.text = say(ja, en, said.text);
    return said;
}

bool Telling::has_stays(std::uint64_t services) const
{
    for (std::size_t i = 0; i < x_parts.services.size(); ++i) {
        if ((services >> i & 1) != 0 && is_stay(x_parts.services[i])) return true;
    }
    return false;
}

bool is_stay(const Service& service)
{
    return service.asks == Asks::dates || service.asks == Asks::number_of_days;
}

Text Telling::services_named(std::uint64_t services) const
{
    std::vector<Text> names;
    for (std::size_t i = 0; i < x_parts.services.size(); ++i) {
        if ((services >> i & 1) != 0) names.push_back(x_parts.services[i].name);
    }
    if (names.size() > 1 && names.size() == x_parts.services.size())
        return {"すべてのサービス", "all services"};
    return all_of(names);
}

void Telling::note(const Formula& formula, Place place, const Text& where)
{
    for (const Branch& branch : formula.branches) {
        for (const Step& step : branch.expression.steps) {
            used.insert(step.op);
            judges_a_day |= place == Place::definition && step.op == Op::fact &&
                            step.word == static_cast<std::uint16_t>(Fact::day);
            if (step.op == Op::document_valid || step.op == Op::document_from ||
                step.op == Op::document_until) {
                auto& places = asked_documents[step.word];
                if (std::find(places.begin(), places.end(), where) == places.end()) places.push_back(where);
            }
        }
    }
}

Paragraph Telling::value(const Formula& formula, Place place, Measure measure, const Text& where)
{
    note(formula, place, where);
    Paragraph said = Phrases(x_parts, place, measure).value(formula);
    note_change(formula, said, where);
    return said;
}

Paragraph Telling::condition(const Formula& formula, Place place, const Text& where, Measure measure)
{
    note(formula, place, where);
    Paragraph said = Phrases(x_parts, place, measure).condition(formula);
    note_change(formula, said, where);
    return said;
}

void Telling::note_change(const Formula& formula, const Paragraph& said, const Text& where)
{
    if (formula.by == KeyedBy::nothing) return;
    changes.push_back(
        {say("{}は、{}で決まる。", "{} goes by {}.", where, words_of(formula.by)), {}, said.parts});
}

}  // namespace hagukumi::rules
