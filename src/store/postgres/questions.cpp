#include "store/postgres/questions.hpp"

#include <algorithm>

#include "store/parameter_key.hpp"

namespace hagukumi::store::postgres {

namespace {

/// To know a question again.
std::string key_of(MunicipalityCode municipality, std::span<const Parameter> parameters)
{
    std::string key(reinterpret_cast<const char*>(&municipality.value), sizeof municipality.value);
    append_key(key, parameters);
    return key;
}

}  // namespace

SharedQuestion Questions::find(const Statement& statement, MunicipalityCode municipality,
                               std::span<const Parameter> parameters) const
{
    const auto of_statement = x_questions.find(&statement);
    if (of_statement == x_questions.end()) return nullptr;
    const auto found = of_statement->second.find(key_of(municipality, parameters));
    return found == of_statement->second.end() ? nullptr : found->second;
}

SharedQuestion Questions::add(const Statement& statement, MunicipalityCode municipality,
                              std::span<const Parameter> parameters)
{
    auto question =
        std::make_shared<Question>(Question{&statement, municipality, KeptParameters(parameters)});
    keep(question);
    x_asked.push_back(question);
    return question;
}

void Questions::keep(const SharedQuestion& question)
{
    x_questions[question->statement].insert_or_assign(
        key_of(question->municipality, question->parameters.all()), question);
}

std::vector<SharedQuestion> Questions::take_asked()
{
    std::vector<SharedQuestion> asked = std::exchange(x_asked, {});
    std::stable_sort(asked.begin(), asked.end(), [](const SharedQuestion& one, const SharedQuestion& other) {
        return std::pair(one->municipality, one->statement) <
               std::pair(other->municipality, other->statement);
    });
    return asked;
}

void Questions::forget_altered_by(const Statement& change, MunicipalityCode municipality,
                                  std::span<const Parameter> parameters)
{
    for (auto& [statement, questions] : x_questions) {
        if (questions.empty() || !influence_of(change, *statement).is_possible) continue;
        std::erase_if(questions, [&, asked = statement](const auto& found) {
            const Question& question = *found.second;
            return question.state != Question::State::asked && question.municipality == municipality &&
                   can_alter(change, parameters, *asked, question.parameters.all());
        });
    }
}

bool Questions::can_alter(const Statement& change, std::span<const Parameter> changed,
                          const Statement& question, std::span<const Parameter> asked)
{
    const Influence& influence = influence_of(change, question);
    return influence.is_possible &&
           std::all_of(influence.where_equal.begin(), influence.where_equal.end(), [&](const auto& pair) {
               return are_equal(asked[pair.first - 2], changed[pair.second - 2]);
           });
}

void Questions::clear()
{
    x_questions.clear();
    x_asked.clear();
}

const Influence& Questions::influence_of(const Statement& change, const Statement& question)
{
    const auto known = x_influences.find({&change, &question});
    if (known != x_influences.end()) return known->second;
    auto shape = x_shapes.find(&change);
    if (shape == x_shapes.end()) shape = x_shapes.emplace(&change, shape_of_change(change.sql)).first;
    return x_influences
        .emplace(std::pair(&change, &question), store::influence_of(shape->second, question.sql))
        .first->second;
}

}  // namespace hagukumi::store::postgres
