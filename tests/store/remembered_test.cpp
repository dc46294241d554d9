// What the connection that writes remembers: the answer of before, until something that it runs can have made
// it another one. A second connection, which nothing else has, changes the file behind its back: that shows
// whether it was asked again.
#include "store/sqlite/remembered.hpp"

#include <gtest/gtest.h>

#include "scratch.hpp"
#include "store/engine.hpp"
#include "store/sqlite/connection.hpp"
#include "test_databases.hpp"

namespace hagukumi::test {
namespace {

using store::Reading;
using store::Statement;
using store::sqlite::Connection;

constexpr Statement find_toy{"test.find_toy",
                             "SELECT t.name, t.price, t.picture, t.note, b.colour FROM toy t JOIN box b ON "
                             "b.municipality = $1 AND b.id = t.box WHERE t.municipality = $1 AND t.id = $2 "
                             "AND t.price >= $3",
                             Reading::remembered};
constexpr Statement toys_of{"test.toys_of",
                            "SELECT name FROM toy WHERE municipality = $1 AND box = $2 ORDER BY id",
                            Reading::remembered};
constexpr Statement ask_toy{"test.ask_toy", "SELECT name FROM toy WHERE municipality = $1 AND id = $2"};
constexpr Statement add_toy{
    "test.add_toy", "INSERT INTO toy (municipality, id, box, name, price) VALUES ($1, $2, $3, $4, 5)"};
constexpr Statement rename_toy{"test.rename_toy",
                               "UPDATE toy SET name = $3 WHERE municipality = $1 AND id = $2"};
constexpr Statement lock_toy{"test.lock_toy",
                             "UPDATE toy SET locked = 1 WHERE municipality = $1 AND id = $2"};
constexpr Statement paint_box{"test.paint_box",
                              "UPDATE box SET colour = $3 WHERE municipality = $1 AND id = $2"};
constexpr Statement count_visit{"test.count_visit",
                                "UPDATE visits SET number = number + 1 WHERE municipality = $1"};

class Remembered : public ::testing::Test {
protected:
    Remembered()
    {
        other.execute("PRAGMA journal_mode = WAL");
        other.execute("CREATE TABLE toy (municipality, id, box, name, price, picture, note, locked)");
        other.execute("CREATE TABLE box (municipality, id, colour)");
        other.execute("CREATE TABLE visits (municipality, number)");
        other.execute("INSERT INTO box VALUES (131202, 1, 'red'), (131202, 2, 'blue'), (131105, 1, 'grey')");
        other.execute(
            "INSERT INTO toy VALUES (131202, 1, 1, 'ball', 5, x'00ff', NULL, 0), "
            "(131202, 2, 2, 'train', -7, x'', '', 0), (131202, 3, 1, 'くま', 9, x'01', 'soft', 0), "
            "(131105, 1, 1, 'swing', 8, x'02', NULL, 0)");
        remember(std::size_t{1} << 20);
    }
    void remember(std::size_t most_bytes) { writer.remember_answers(most_bytes); }

    store::SessionTransaction of(MunicipalityCode town) { return {writer, town, memory}; }

    /// All that find_toy says, in one line.
    std::string toy(int id, int least = -100, MunicipalityCode town = nerima)
    {
        std::string told;
        store::SessionTransaction tx = of(town);
        tx.query(
            find_toy,
            [&](const store::Row& row) {
                told += std::string(row.text(0)) + " " + std::to_string(row.integer(1)) + " ";
                for (const std::uint8_t byte : row.bytes(2)) told += std::to_string(byte) + ".";
                told += row.is_null(3) ? " -" : " [" + std::string(row.text(3)) + "]";
                told += " " + std::string(row.text(4)) + ";";
            },
            id, least);
        return told;
    }
    std::string in_box(int box)
    {
        std::string told;
        of(nerima).query(
            toys_of, [&](const store::Row& row) { told += std::string(row.text(0)) + ","; }, box);
        return told;
    }

    Scratch scratch;
    Connection other{scratch.file("a.sqlite"), Connection::Use::writing};
    Connection writer{scratch.file("a.sqlite"), Connection::Use::writing};
    store::BatchMemory memory;
};

TEST_F(Remembered, SaysWhatItSaidBefore)
{
    for (int time = 0; time < 2; ++time) {
        EXPECT_EQ(toy(1), "ball 5 0.255. - red;");
        EXPECT_EQ(toy(2), "train -7  [] blue;");
        EXPECT_EQ(toy(3, 1), "くま 9 1. [soft] red;");
        EXPECT_EQ(toy(4), "");
        EXPECT_EQ(toy(1, -100, meguro), "swing 8 2. - grey;");
        EXPECT_EQ(in_box(1), "ball,くま,");
        other.execute("DELETE FROM toy");
    }
    EXPECT_EQ(toy(1, 5), "") << "other parameters are another question";
}

TEST_F(Remembered, OnlyWhatSaysSo)
{
    const auto name = [&] {
        return of(nerima).find(
            ask_toy, [](const store::Row& row) { return std::string(row.text(0)); }, 1);
    };
    EXPECT_EQ(name(), "ball");
    other.execute("UPDATE toy SET name = 'drum'");
    EXPECT_EQ(name(), "drum");
}

TEST_F(Remembered, AlsoWhoWantsOnlyTheFirstRowLeavesAllOfThem)
{
    const auto first = of(nerima).find(
        toys_of, [](const store::Row& row) { return std::string(row.text(0)); }, 1);
    EXPECT_EQ(first, "ball");
    other.execute("DELETE FROM toy");
    EXPECT_EQ(in_box(1), "ball,くま,");
}

TEST_F(Remembered, ForgetsTheRowThatAChangeNames)
{
    toy(1), toy(2), toy(1, 0), toy(1, -100, meguro), in_box(1);
    other.execute("UPDATE toy SET name = name || '!', price = 1");
    of(nerima).execute(rename_toy, 1, "drum");
    EXPECT_EQ(toy(1), "drum 1 0.255. - red;");
    EXPECT_EQ(toy(1, 0), "drum 1 0.255. - red;");
    EXPECT_EQ(toy(2), "train -7  [] blue;") << "another row";
    EXPECT_EQ(toy(1, -100, meguro), "swing 8 2. - grey;") << "another municipality";
    EXPECT_EQ(in_box(1), "drum,くま!,") << "the change does not say in which box";
}

TEST_F(Remembered, ForgetsWhatAJoinedTableMayHaveMadeOtherwise)
{
    toy(1), toy(2), toy(1, -100, meguro);
    other.execute("UPDATE toy SET name = name || '!'");
    of(nerima).execute(paint_box, 1, "green");
    EXPECT_EQ(toy(1), "ball! 5 0.255. - green;");
    EXPECT_EQ(toy(2), "train! -7  [] blue;") << "it might have been in that box";
    EXPECT_EQ(toy(1, -100, meguro), "swing 8 2. - grey;");
}

TEST_F(Remembered, ForgetsWhereARowIsNew)
{
    EXPECT_EQ(toy(4), "");
    EXPECT_EQ(in_box(1), "ball,くま,");
    EXPECT_EQ(in_box(2), "train,");
    other.execute("DELETE FROM toy WHERE box = 2");
    of(nerima).execute(add_toy, 4, 1, "kite");
    EXPECT_EQ(in_box(1), "ball,くま,kite,");
    EXPECT_EQ(in_box(2), "train,") << "the new one is in another box";
}

TEST_F(Remembered, KeepsWhatAChangeIsNotAbout)
{
    toy(1), in_box(1);
    other.execute("UPDATE toy SET name = name || '!'");
    of(nerima).execute(count_visit);
    of(nerima).execute(lock_toy, 1);
    EXPECT_EQ(toy(1), "ball 5 0.255. - red;");
    EXPECT_EQ(in_box(1), "ball,くま,");
}

TEST_F(Remembered, ForgetsWhatWasSeenOfSomethingThatIsTakenBack)
{
    const auto rename_and_look = [&](const char* name) {
        of(nerima).execute(rename_toy, 1, name);
        return toy(1);
    };
    EXPECT_EQ(toy(1), "ball 5 0.255. - red;");
    writer.execute("BEGIN");
    EXPECT_EQ(rename_and_look("drum"), "drum 5 0.255. - red;");
    writer.execute("SAVEPOINT here");
    EXPECT_EQ(rename_and_look("flute"), "flute 5 0.255. - red;");
    writer.roll_back_to("here");
    EXPECT_EQ(toy(1), "drum 5 0.255. - red;");
    writer.roll_back();
    EXPECT_EQ(toy(1), "ball 5 0.255. - red;");
}

TEST_F(Remembered, KeepsOnlySoMuchAndOfThatWhatWasAskedLately)
{
    remember(20'000);
    toy(1);
    for (int least = 0; least < 1'000; ++least) toy(2, -1'000 - least), toy(1);
    other.execute("UPDATE toy SET name = 'new'");
    EXPECT_EQ(toy(1), "ball 5 0.255. - red;") << "asked again and again";
    EXPECT_EQ(toy(2, -1'000), "new -7  [] blue;") << "long ago";
    EXPECT_EQ(toy(2, -1'999), "train -7  [] blue;") << "just now";
}

TEST_F(Remembered, AnAnswerLivesWhileItIsTold)
{
    toy(1);
    int rows = 0;
    store::SessionTransaction tx = of(nerima);
    tx.query(
        toys_of,
        [&](const store::Row& row) {
            of(nerima).execute(rename_toy, 1, "drum");
            ++rows;
            EXPECT_EQ(row.text(0), rows == 1 ? "ball" : "くま");
        },
        1);
    EXPECT_EQ(rows, 2);
    EXPECT_EQ(in_box(1), "drum,くま,");
}

}  // namespace
}  // namespace hagukumi::test
