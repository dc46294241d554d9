// The mailbox of the sender's address: what is about our mails is noted and deleted, all else stays for
// people.
#include "app/returned_mail.hpp"

#include <gtest/gtest.h>

#include <fstream>

#include "messages/undelivered.hpp"
#include "store/scratch.hpp"
#include "store/statements.hpp"

namespace hagukumi::test {
namespace {

namespace fs = std::filesystem;

const Id letter = number_id(7), account = number_id(8);

struct Mailbox : testing::Test {
    Scratch scratch;
    std::unique_ptr<store::Database> database = open(scratch.file("mail.sqlite"));
    const fs::path maildir = scratch.file("Maildir");
    std::vector<std::string> log;
    const Instant now{1'000'000'000'000};

    Mailbox()
    {
        for (const char* part : {"new", "cur", "tmp"}) fs::create_directories(maildir / part);
        const auto done = run_on(*database, nerima, [&](store::Transaction& tx) -> Result<void> {
            tx.execute(add_municipality, "町");
            messages::enqueue(tx,
                              {letter, now, messages::channel::mail, account, "application_approved", "{}"});
            messages::mark_sent(tx, letter, now);
            return {};
        });
        EXPECT_TRUE(done);
    }

    void arrives(const char* name, const std::string& about)
    {
        std::ofstream(maildir / "new" / name)
            << "Content-Type: multipart/report; report-type=delivery-status; boundary=b\n\n--b\n\n"
               "Action: failed\nStatus: 5.1.1\n\n--b\n\nMessage-ID: "
            << about << "\n\n--b--\n";
    }
    std::string id_of(const Id& message) const
    {
        return "<" + to_string(message) + "." + std::to_string(nerima.value) + "@example.jp>";
    }
    void read()
    {
        auto box = app::ReturnedMail::open({maildir, "example.jp", [this] { return now; },
                                            [this](const std::string& line) { log.push_back(line); }},
                                           *database);
        ASSERT_TRUE(box);
        box->read_new();
    }
    std::vector<messages::Undelivered> undelivered()
    {
        std::vector<messages::Undelivered> found;
        database->read(nerima,
                       [&](store::Snapshot& snapshot) { found = messages::find_undelivered(snapshot, 10); });
        return found;
    }
};

TEST_F(Mailbox, WhatCameBackIsShownToTheOfficeOnceAndCannotBeSentAgain)
{
    EXPECT_TRUE(undelivered().empty()) << "it was sent";
    arrives("1", id_of(letter));
    arrives("2", id_of(letter));
    read();
    ASSERT_EQ(undelivered().size(), 1U);
    EXPECT_EQ(undelivered()[0].why, "returned 5.1.1");
    EXPECT_TRUE(undelivered()[0].is_returned);
    EXPECT_TRUE(fs::is_empty(maildir / "new"));
    EXPECT_TRUE(fs::is_empty(maildir / "cur")) << "it names a person";

    const auto again = run_on(*database, nerima, [&](store::Transaction& tx) -> Result<bool> {
        return messages::send_again(tx, letter, now);
    });
    EXPECT_FALSE(again.value()) << "its words are gone";
    const auto told = run_on(*database, nerima, [&](store::Transaction& tx) -> Result<bool> {
        return messages::forget_undelivered(tx, letter);
    });
    EXPECT_TRUE(told.value());
    EXPECT_TRUE(undelivered().empty());
    EXPECT_TRUE(log.empty());
}

TEST_F(Mailbox, WhatIsNotOursStaysThereAsRead)
{
    std::ofstream(maildir / "new" / "3") << "Subject: 質問です\n\nこんにちは\n";
    arrives("4", "<" + to_string(letter) + ".990000@example.jp>");
    arrives("5", id_of(number_id(99)));
    read();
    EXPECT_TRUE(undelivered().empty());
    EXPECT_TRUE(fs::exists(maildir / "cur" / "3:2,S"));
    EXPECT_TRUE(fs::exists(maildir / "cur" / "4:2,S")) << "of a municipality that does not live here";
    EXPECT_TRUE(fs::is_empty(maildir / "new"));
}

TEST_F(Mailbox, WithoutAMaildirNothingStarts)
{
    fs::remove_all(maildir / "cur");
    const auto box = app::ReturnedMail::open({maildir, "example.jp", {}, {}}, *database);
    ASSERT_FALSE(box);
    EXPECT_EQ(box.error().code, "returned_mail");
}

}  // namespace
}  // namespace hagukumi::test
