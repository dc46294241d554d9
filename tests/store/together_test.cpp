// Commands that share a batch see and leave what they would see and leave one after the other, however an
// engine puts their questions and changes together.

#include <gtest/gtest.h>
#include <rapidcheck.h>

#include <future>
#include <map>

#include "scratch.hpp"
#include "statements.hpp"
#include "test_databases.hpp"

namespace hagukumi::test {
namespace {

using store::Reading;
using store::Statement;
using store::Transaction;

constexpr Statement find_answer{"test.find_answer",
                                "SELECT a.answer FROM command a WHERE a.municipality = $1 AND a.key = $2",
                                Reading::remembered};
constexpr Statement find_newer{
    "test.find_newer", "SELECT answer FROM command WHERE municipality = $1 AND key > $2 ORDER BY key LIMIT 2",
    Reading::remembered};
constexpr Statement all_answers{"test.all_answers",
                                "SELECT answer FROM command WHERE municipality = $1 ORDER BY key",
                                Reading::remembered};
constexpr Statement add_if_missing{
    "test.add_if_missing",
    "INSERT INTO command (municipality, key, actor, kind, fingerprint, at, answer) "
    "VALUES ($1, $2, $3, 'a ''b''', $3, 0, $4) "
    "ON CONFLICT (municipality, key, actor) DO NOTHING"};
constexpr Statement set_answer{"test.set_answer",
                               "UPDATE command SET answer = $3 WHERE municipality = $1 AND key = $2"};
constexpr Statement longer{"test.lengthen",
                           "UPDATE command SET answer = answer || $3 WHERE municipality = $1 AND key = $2"};
constexpr Statement copy_newest{
    "test.copy_newest",
    "UPDATE command SET answer = (SELECT max(answer) FROM command WHERE municipality = "
    "$1) WHERE municipality = $1 AND key = $2"};
constexpr Statement remove{"test.forget", "DELETE FROM command WHERE municipality = $1 AND key = $2"};
constexpr Statement rename{"test.rename", "UPDATE municipality SET name = $2 WHERE municipality = $1"};
constexpr Statement ask_name{"test.ask_name", "SELECT name FROM municipality WHERE municipality = $1",
                             Reading::of_what_is_kept};
constexpr Statement put_head{"test.move_head", "UPDATE audit_head SET seq = $2 WHERE municipality = $1"};

enum class Deed {
    ask,
    ask_ahead,
    ask_newer,
    ask_all,
    add,
    set,
    lengthen,
    copy,
    forget,
    raise_head,
    move_head,
    ask_head,
    keep,  // the town's name: written at the end of the batch, or when somebody asks
    ask_name,
    end
};
struct Step {
    Deed deed;
    std::uint64_t key;
    int value;
};
using Steps = std::vector<Step>;

/// What a command does to the database, and what it is told.
std::string take(Transaction& tx, const Steps& steps)
{
    std::string told;
    const auto hear = [&](const store::Row& row) { told += std::string(row.text(0)) + ","; };
    for (const Step& step : steps) {
        const Id key = number_id(step.key);
        const std::string text(1, static_cast<char>('a' + step.value));
        switch (step.deed) {
            case Deed::ask: tx.query(find_answer, hear, key); break;
            case Deed::ask_ahead: tx.ask_ahead(find_answer, key); break;
            case Deed::ask_newer: tx.query(find_newer, hear, key); break;
            case Deed::ask_all: tx.query(all_answers, hear); break;
            case Deed::add: tx.change(add_if_missing, key, number_id(9), text); break;
            case Deed::set: tx.change(set_answer, key, text); break;
            case Deed::lengthen: tx.change(longer, key, text); break;
            case Deed::copy: tx.change(copy_newest, key); break;
            case Deed::forget: tx.change(remove, key); break;
            case Deed::raise_head: tx.write(raise_head); break;
            case Deed::move_head: tx.write(put_head, step.value); break;
            case Deed::keep: {
                const std::string* const kept = tx.kept<std::string>(Id{});
                told += kept != nullptr ? *kept + ";" : "-;";
                tx.keep(Id{}, text,
                        [](Transaction& end, const std::string& name) { end.write(rename, name); });
                break;
            }
            case Deed::ask_name: tx.query(ask_name, hear); break;
            case Deed::ask_head:
            case Deed::end:
                tx.query(find_head,
                         [&](const store::Row& row) { told += std::to_string(row.integer(0)) + "."; });
                break;
        }
    }
    return told;
}

/// The same, of one municipality, in the simplest way.
struct Model {
    std::map<std::uint64_t, std::string> answers;
    std::string kept = "-";  ///< in this batch
    std::int64_t head = 0;
    std::string name = "-";

    std::string take(const Steps& steps)
    {
        std::string told;
        for (const Step& step : steps) {
            const std::string text(1, static_cast<char>('a' + step.value));
            const auto found = answers.find(step.key);
            switch (step.deed) {
                case Deed::ask:
                    if (found != answers.end()) told += found->second + ",";
                    break;
                case Deed::ask_ahead: break;
                case Deed::ask_newer: {
                    int said = 0;
                    for (auto at = answers.upper_bound(step.key); at != answers.end() && said < 2;
                         ++at, ++said)
                        told += at->second + ",";
                    break;
                }
                case Deed::ask_all:
                    for (const auto& [key, answer] : answers) told += answer + ",";
                    break;
                case Deed::add: answers.emplace(step.key, text); break;
                case Deed::set:
                    if (found != answers.end()) found->second = text;
                    break;
                case Deed::lengthen:
                    if (found != answers.end()) found->second += text;
                    break;
                case Deed::copy: {
                    std::string newest;
                    for (const auto& [key, answer] : answers) newest = std::max(newest, answer);
                    if (found != answers.end()) found->second = newest;
                    break;
                }
                case Deed::forget: answers.erase(step.key); break;
                case Deed::raise_head: ++head; break;
                case Deed::move_head: head = step.value; break;
                case Deed::keep:
                    told += kept + ";";
                    kept = name = text;
                    break;
                case Deed::ask_name: told += name + ","; break;
                case Deed::ask_head:
                case Deed::end: told += std::to_string(head) + "."; break;
            }
        }
        return told;
    }
};

Steps any_steps(std::span<const Deed> without)
{
    // At their full size, for a small one takes only the first of a range.
    const auto deed = rc::gen::map(rc::gen::inRange(0, static_cast<int>(Deed::end)),
                                   [](int i) { return static_cast<Deed>(i); });
    const auto step = rc::gen::resize(
        rc::kNominalSize,
        rc::gen::construct<Step>(deed, rc::gen::inRange<std::uint64_t>(0, 5), rc::gen::inRange(0, 9)));
    auto steps = *rc::gen::container<Steps>(static_cast<std::size_t>(*rc::gen::inRange(0, 9)), step);
    std::erase_if(steps, [&](const Step& one) {
        return std::find(without.begin(), without.end(), one.deed) != without.end();
    });
    return steps;
}

/// As a command of a route: of a kind, whether its like asks as much or not, and asking something ahead.
struct Command {
    Steps steps;
    std::string_view name;  ///< may be empty
    bool fails = false;     ///< when all is done: nothing of it may stay

    Result<std::string> operator()(Transaction& tx) const
    {
        std::string told = take(tx, steps);
        if (fails) return fail(ErrorKind::conflict, "refused", {"だめです。", "No."});
        return told;
    }
    std::string_view kind() const { return name; }
    void ask_ahead(store::Snapshot& snapshot) const
    {
        if (!steps.empty()) snapshot.ask_ahead(find_answer, number_id(steps.front().key));
    }
};

/// Commands in batches against the same ones in a row, on the model. Where some fail, a batch is taken back
/// and run again, and what it kept is forgotten, which the model does not know: so nobody asks for it.
void hold_against_model(bool some_fail)
{
    const std::vector<Deed> without = some_fail ? std::vector<Deed>{Deed::keep} : std::vector<Deed>();
    Scratch scratch;
    auto database = open(scratch.file("together.sqlite"));
    const std::array towns{nerima, meguro};
    ASSERT_TRUE(rc::check("each command sees what those before it left", [&] {
        std::array<Model, 2> models;
        for (const MunicipalityCode town : towns) {
            ASSERT_TRUE(database->lane().run(town, [](Transaction& tx) -> Result<int> {
                tx.execute(set_head, 0, number_id(1));
                tx.execute(add_municipality, "-");
                tx.execute(rename, "-");
                for (std::uint64_t key = 0; key < 5; ++key) tx.change(remove, number_id(key));
                return 1;
            }));
        }
        // Many end the first: none of it is there before it has ended, so the rest is one batch.
        struct Sent {
            std::size_t town;
            Steps steps;
            std::string_view kind;
            bool fails;
            std::future<Result<std::string>> told;
        };
        // On PostgreSQL many, which go in parts; on SQLite as many as stay one batch.
        std::vector<Sent> sent(static_cast<std::size_t>(*rc::gen::inRange(1, runs_on_postgres() ? 100 : 32)));
        for (Sent& one : sent) {
            one.town = *rc::gen::inRange<std::size_t>(0, 2);
            one.steps = any_steps(without);
            one.kind = *rc::gen::element<std::string_view>("", "use", "book");
            one.fails = some_fail && *rc::gen::inRange(0, 8) == 0;
        }
        std::promise<void> begun, may_go;
        database->lane().submit(
            nerima,
            [&](Transaction&) -> Result<int> {
                begun.set_value();
                may_go.get_future().wait();
                return 0;
            },
            [](Result<int>) {});
        begun.get_future().wait();
        for (Sent& one : sent) {
            auto promise = std::make_shared<std::promise<Result<std::string>>>();
            one.told = promise->get_future();
            database->lane().submit(
                towns[one.town], Command{one.steps, one.kind, one.fails},
                [promise](Result<std::string> told) { promise->set_value(std::move(told)); });
        }
        may_go.set_value();
        for (Sent& one : sent) {
            const Result<std::string> told = one.told.get();
            RC_ASSERT(told.has_value() != one.fails);
            if (one.fails) continue;
            RC_ASSERT(*told == models[one.town].take(one.steps));
        }
        for (std::size_t town = 0; town < 2; ++town) {
            const Steps everything{{Deed::ask_all, 0, 0}, {Deed::ask_head, 0, 0}, {Deed::ask_name, 0, 0}};
            const auto left = database->lane().run(
                towns[town], [&](Transaction& tx) -> Result<std::string> { return take(tx, everything); });
            RC_ASSERT(*left == models[town].take(everything));
        }
    }));
}

TEST(Together, CommandsOfABatchAreAsOneAfterTheOther)
{
    hold_against_model(/*some_fail*/ false);
}

TEST(Together, NothingStaysOfOnesThatFailNorOfWhatWasSeenOfThem)
{
    hold_against_model(/*some_fail*/ true);
}

TEST(Together, WhatEachFindsIsItsOwnAlsoInParts)
{
    Scratch scratch;
    auto database = open(scratch.file("together.sqlite"));
    ASSERT_TRUE(database->lane().run(nerima, [](Transaction& tx) -> Result<int> {
        for (std::uint64_t key = 0; key < 5; ++key)
            tx.change(add_if_missing, number_id(key), number_id(9), std::to_string(key));
        return 1;
    }));
    database->read(nerima, [](store::Snapshot& snapshot) {
        std::vector<std::string> found(8);
        std::string newer, head = "none";
        snapshot.ask_together(
            [&](store::Snapshot& part) {
                part.for_each(found.size(), [&](store::Snapshot& one, std::size_t number) {
                    std::string said;
                    const auto hear = [&](const store::Row& row) { said += row.text(0); };
                    one.query(find_answer, hear, number_id(number));
                    one.query(find_newer, hear, number_id(number));  // asked when the first is answered
                    found[number] = said;
                });
            },
            [&](store::Snapshot& part) {
                newer.clear();
                part.query(
                    find_newer, [&](const store::Row& row) { newer += row.text(0); }, number_id(2));
            },
            [&](store::Snapshot& part) { part.query(find_head, [&](const store::Row&) { head = "some"; }); });
        EXPECT_EQ(found, (std::vector<std::string>{"012", "123", "234", "34", "4", "", "", ""}));
        EXPECT_EQ(newer, "34");
        EXPECT_EQ(head, "none");
        EXPECT_THROW(snapshot.for_each(2, [](store::Snapshot&, std::size_t) { throw BugFound("as it was"); }),
                     BugFound);
    });
}

}  // namespace
}  // namespace hagukumi::test
