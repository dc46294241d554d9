// Answers that the connection that writes keeps from one command to the next: who has signed in, what the
// rules ask of a family, what a facility offers. All changes of the file come through this one connection, so
// it knows which of them can make an answer another one (`statement_shape`), and forgets it then.
#pragma once

#include <sqlite3.h>

#include <boost/container/small_vector.hpp>
#include <boost/unordered/unordered_flat_map.hpp>
#include <cstddef>
#include <cstdint>
#include <map>
#include <memory>
#include <span>
#include <string>
#include <unordered_map>
#include <utility>
#include <vector>

#include "store/transaction.hpp"

namespace hagukumi::store::sqlite {

/// All rows of an answer, and with which parameters it was asked for.
class Answer {
public:
    /// `key` is that of its parameters (append_key).
    explicit Answer(std::string key) : x_key(std::move(key)) {}

    /// Copies the row to which a statement was stepped.
    void add(sqlite3_stmt* row);
    void tell(const RowSink& sink) const;

    const std::string& key() const { return x_key; }
    std::size_t bytes() const;

private:
    friend class AnswerRow;
    struct Value {
        int type;              ///< SQLITE_INTEGER, _TEXT, _BLOB or _NULL
        std::uint32_t size;    ///< of a text or bytes
        std::int64_t integer;  ///< or where in x_bytes they begin
    };

    const std::string x_key;
    std::string x_bytes;
    std::vector<Value> x_values;  ///< row by row
    std::size_t x_columns = 0;
    std::size_t x_rows = 0;
};

class RememberedAnswers {
public:
    /// Keeps at the most so much, of what was asked lately.
    explicit RememberedAnswers(std::size_t most_bytes) : x_most_bytes(most_bytes) {}

    /// Null when it is not known. Lives on with the caller when it is forgotten meanwhile.
    std::shared_ptr<const Answer> find(const Statement& question, MunicipalityCode municipality,
                                       std::span<const Parameter> parameters);
    void remember(const Statement& question, MunicipalityCode municipality,
                  std::span<const Parameter> parameters, std::shared_ptr<const Answer> answer);

    /// What may be otherwise after this change.
    void forget_altered_by(const Statement& change, MunicipalityCode municipality,
                           std::span<const Parameter> parameters);
    /// Something was taken back, and with it what was seen of it.
    void forget_all();

private:
    /// By a hash of what is asked for first ($2), which most changes name as well. Flat and with the first of
    /// each in its place: what is looked for lies anywhere, and each step on the way there waits for memory.
    using Alike = boost::container::small_vector<std::shared_ptr<const Answer>, 1>;
    using Answers = boost::unordered_flat_map<std::size_t, Alike>;
    struct Known {
        Answers lately, before;
    };
    struct Altered {
        const Statement* question;
        std::size_t parameter;  ///< of the change: only answers about this one; 0: any
    };

    const std::vector<Altered>& altered_by(const Statement& change);
    void keep(Answers& lately, std::size_t about, std::shared_ptr<const Answer> answer);

    const std::size_t x_most_bytes;
    std::size_t x_bytes_lately = 0;
    std::string x_key;  ///< of what is looked for; here so that it is made only once
    std::map<std::pair<const Statement*, MunicipalityCode>, Known> x_known;
    std::vector<const Statement*> x_questions;
    std::unordered_map<const Statement*, std::vector<Altered>> x_altered_by;
};

}  // namespace hagukumi::store::sqlite
