// Questions that were asked ahead in a transaction, and their answers: as true as on the day they were given,
// for a change that can alter one throws it away.
#pragma once

#include <libpq-fe.h>

#include <map>
#include <memory>
#include <string>
#include <unordered_map>
#include <vector>

#include "store/postgres/values.hpp"
#include "store/statement_shape.hpp"

namespace hagukumi::store::postgres {

struct Question {
    enum class State { asked, sent, answered };

    const Statement* statement;
    MunicipalityCode municipality;
    KeptParameters parameters;
    State state = State::asked;
    std::shared_ptr<const PGresult> answer =
        nullptr;                 ///< shared with those that were asked by the same statement
    std::vector<int> rows = {};  ///< which of its rows are the answer to this one
};
using SharedQuestion = std::shared_ptr<Question>;

class Questions {
public:
    bool empty() const { return x_questions.empty(); }

    /// The same question, if it was asked; else null.
    SharedQuestion find(const Statement& statement, MunicipalityCode municipality,
                        std::span<const Parameter> parameters) const;
    SharedQuestion add(const Statement& statement, MunicipalityCode municipality,
                       std::span<const Parameter> parameters);
    /// One that was asked without this, for when it is asked again.
    void keep(const SharedQuestion& question);

    /// Those that are to be sent, of one municipality and statement behind each other.
    std::vector<SharedQuestion> take_asked();

    /// What was answered, or is about to be, and may be otherwise after this change.
    void forget_altered_by(const Statement& change, MunicipalityCode municipality,
                           std::span<const Parameter> parameters);

    /// Whether the change can alter the answer.
    bool can_alter(const Statement& change, std::span<const Parameter> changed, const Statement& question,
                   std::span<const Parameter> asked);

    /// A transaction has begun or ended, or part of it was taken back.
    void clear();

private:
    const Influence& influence_of(const Statement& change, const Statement& question);

    /// By statement, then by municipality and parameters.
    std::map<const Statement*, std::unordered_map<std::string, SharedQuestion>> x_questions;
    std::vector<SharedQuestion> x_asked;
    std::map<const Statement*, ChangeShape> x_shapes;
    std::map<std::pair<const Statement*, const Statement*>, Influence>
        x_influences;  ///< of change and question
};

}  // namespace hagukumi::store::postgres
