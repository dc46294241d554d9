// Several days in one go: all of them or none, and told which cannot be.
#include "booking/nursery.hpp"

namespace hagukumi::test {
namespace {

/// The nursery's file, with three days at once of care and of visits, and three days held.
std::string three_at_once()
{
    std::string text = nursery_programme;
    const auto replace = [&](std::string_view from, std::string_view to, std::size_t behind) {
        text.replace(text.find(from, behind), from.size(), to);
    };
    replace("days: 2, counted", "days: 3, counted", 0);
    for (const char* entry : {"for: [care]\n    source", "for: [visit]\n    source"})
        replace("days_at_once: 1", "days_at_once: 3", text.find(entry, text.find("booking:")));
    return text;
}

struct SeveralDays : testing::Test {
    Nursery nursery{1, three_at_once()};
    Nursery::Family family = nursery.add_registered_family();

    using Outcome = Recorded<std::variant<booking::BookedDays, std::vector<booking::JudgedDay>>>;

    booking::BookDays command(const booking::Book& book, std::initializer_list<int> ahead)
    {
        booking::BookDays command{book, {}, {}};
        for (const int one : ahead) {
            command.days.push_back(nursery.day(one));
            command.ids.push_back(nursery.draw());
        }
        return command;
    }
    Outcome book(const booking::BookDays& command)
    {
        return nursery.run(
            [&](store::Transaction& tx) { return booking::book_days(tx, nursery.programmes, command); });
    }
    static std::vector<Id> bookings(const Outcome& outcome)
    {
        if (!outcome || !*outcome) return {};
        const auto* const done = std::get_if<booking::BookedDays>(&**outcome);
        return done != nullptr ? done->bookings : std::vector<Id>();
    }
    /// The days against which something stands, as days ahead.
    std::vector<std::int64_t> failed(const Outcome& outcome)
    {
        std::vector<std::int64_t> ahead;
        if (!outcome || !*outcome) return ahead;
        for (const booking::JudgedDay& one : std::get<std::vector<booking::JudgedDay>>(**outcome)) {
            if (one.judged.refused())
                ahead.push_back(days_since_epoch(one.day) - days_since_epoch(nursery.day(0)));
        }
        return ahead;
    }
    std::size_t held()
    {
        return nursery
            .read([&](store::Snapshot& s) {
                return booking::bookings_of_household(s, family.household, nursery.day(0));
            })
            .size();
    }
};

TEST_F(SeveralDays, DaysApartAreBookedTogetherEachByItself)
{
    const auto wanted = command(nursery.book_command(family, 0), {3, 5});
    const auto ids = bookings(book(wanted));
    ASSERT_EQ(ids.size(), 2u);
    EXPECT_EQ(nursery.found(ids[1]).first_day, nursery.day(5));
    EXPECT_EQ(nursery.left(5, 9), 0);
    const auto again = book(wanted);
    EXPECT_EQ(bookings(again), ids) << "X-12: a lost answer finds its own bookings";
    EXPECT_EQ(held(), 2u);
    EXPECT_EQ(nursery.cancel(nursery.parent(family), ids[0]), "cancelled") << "each is cancelled by itself";
    EXPECT_TRUE(nursery.wrong_books().empty());
}

TEST_F(SeveralDays, G_16_OneDayThatIsGoneLeavesAllUnbooked)
{
    ASSERT_EQ(against(nursery.book(nursery.book_command(nursery.add_registered_family(), 5))), "booked");
    const auto outcome = book(command(nursery.book_command(family, 0), {3, 5}));
    EXPECT_EQ(failed(outcome), (std::vector<std::int64_t>{5}));
    EXPECT_EQ(held(), 0u);
    EXPECT_EQ(nursery.left(3, 9), 1);
}

TEST_F(SeveralDays, G_15_TheLimitCountsTheDaysOfTheSameOperation)
{
    ASSERT_EQ(against(nursery.book(nursery.book_command(family, 7))), "booked");
    const auto outcome = book(command(nursery.book_command(family, 0), {3, 4, 5}));
    EXPECT_EQ(failed(outcome), (std::vector<std::int64_t>{5}));
    EXPECT_EQ(held(), 1u);
}

TEST_F(SeveralDays, U_14_TheUnitsCountTheDaysOfTheSameOperation)
{
    // Three visits are left; the first two days of a second operation would be a fourth and a fifth.
    const auto first = book(command(nursery.visit_command(family, 0), {3, 4}));
    const bool has_visits = nursery.coupon(family, "visits").has_value();
    ASSERT_TRUE(has_visits);
    ASSERT_EQ(bookings(first).size(), 2u);
    EXPECT_EQ(nursery.coupon(family, "visits")->reserved, Units{2});
    const auto second = book(command(nursery.visit_command(family, 0), {6, 7}));
    EXPECT_EQ(failed(second), (std::vector<std::int64_t>{7}));
    EXPECT_EQ(nursery.coupon(family, "visits")->reserved, Units{2});
    EXPECT_TRUE(nursery.wrong_books().empty());
}

TEST_F(SeveralDays, NeitherOneDayNorOneTwiceNorMoreThanTheFileAllows)
{
    const auto code = [&](std::initializer_list<int> ahead) {
        return book(command(nursery.book_command(family, 0), ahead)).error().code;
    };
    EXPECT_EQ(code({3}), "wrong_days");
    EXPECT_EQ(code({3, 3}), "wrong_days");
    EXPECT_EQ(code({3, 4, 5, 6}), "wrong_days");
}

}  // namespace
}  // namespace hagukumi::test
