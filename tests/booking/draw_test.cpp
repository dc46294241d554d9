// The draw on release day: committed to before, drawn after, checked by anybody; nobody wins by being fast.
#include "rules/booking/draw.hpp"
#include "booking/nursery.hpp"

namespace hagukumi::test {
namespace {

/// The nursery, with a release at ten o'clock ten days ahead and half an hour in which lots are collected.
std::string by_lot(bool with_waiting_list = true)
{
    std::string text = nursery_programme;
    const auto replace = [&](std::string_view from, std::string_view to) {
        text.replace(text.find(from), from.size(), to);
    };
    replace("opens: { days_ahead: 10 }", "opens: { days_ahead: 10, at: 10:00 }");
    replace("    interview: true\n", "    interview: true\n    lottery: { collects_minutes: 30 }\n");
    if (!with_waiting_list)
        replace(
            "    waiting_list: { offer_minutes: 30, most_offers: 2, quiet_from: 21:00, quiet_until: 7:00 }\n",
            "");
    return text;
}

struct Lots : testing::Test {
    Nursery nursery{2, by_lot()};
    std::vector<Nursery::Family> families;
    std::vector<Id> applied;

    explicit Lots(int count = 5)
    {
        nursery.now = nursery.now + -1h;  // nine o'clock: the draw is made before its release
        for (int i = 0; i < count; ++i) families.push_back(nursery.add_registered_family());
        nursery.tend_draws();
        nursery.now = nursery.now + 1h;
    }

    void apply_all()
    {
        for (const Nursery::Family& family : families) {
            applied.push_back(booked(nursery.book(nursery.book_command(family, 10))));
            nursery.now = nursery.now + 1s;
        }
    }
    booking::Draw draw()
    {
        return nursery
            .read([&](store::Snapshot& s) {
                return booking::draw_of_day(s, *nursery.programmes.front(), nursery.place(), nursery.day(10));
            })
            .value();
    }
    std::vector<booking::DrawLine> lines()
    {
        const Id id = draw().id;
        return nursery.read([&](store::Snapshot& s) { return booking::lines_of(s, id); });
    }
    void close() { nursery.now = draw().closes_at; }
};

TEST_F(Lots, U_15_TheSeedIsCommittedToBeforeAnybodyApplies)
{
    const booking::Draw made = draw();
    EXPECT_LT(made.made_at, made.opens_at);
    EXPECT_EQ(made.closes_at - made.opens_at, 30min);
    EXPECT_EQ(made.commitment, rules::commitment_of(made.seed));
    EXPECT_EQ(made.seed.size(), 64u);
    EXPECT_FALSE(made.drawn_at);
    EXPECT_EQ(nursery.tend_draws(), 1) << "tomorrow's draw is made once today's has begun";
    EXPECT_EQ(nursery.tend_draws(), 0);
}

TEST_F(Lots, U_15_WhoAppliesTakesNoSeatYetAndIsTold)
{
    apply_all();
    EXPECT_EQ(nursery.left(10, 9), 2);
    for (const Id& id : applied) {
        const booking::Booking one = nursery.found(id);
        EXPECT_EQ(one.state, State::waiting);
        EXPECT_TRUE(one.is_in_draw());
        EXPECT_EQ(one.draw, draw().id);
    }
    EXPECT_TRUE(nursery.was_told("booking_in_draw", families[0].household));
    EXPECT_TRUE(lines().empty());
}

TEST_F(Lots, U_15_OneApplicationForOneTimeAndItCanBeWithdrawn)
{
    apply_all();
    EXPECT_EQ(against(nursery.book(nursery.book_command(families[0], 10, 10, 12))), "already_in_line");
    ASSERT_EQ(nursery.cancel(nursery.parent(families[0]), applied[0]), "cancelled");
    EXPECT_EQ(against(nursery.book(nursery.book_command(families[0], 10, 10, 12))), "booked");
}

TEST_F(Lots, U_15_TheOrderIsWhatAnybodyComputesFromTheSeed)
{
    apply_all();
    ASSERT_EQ(nursery.cancel(nursery.parent(families[4]), applied[4]), "cancelled");
    close();
    nursery.tend_draws();
    const booking::Draw done = draw();
    ASSERT_TRUE(done.ended_at);
    std::vector<rules::DrawEntry> entries;
    for (int i = 0; i < 4; ++i)
        entries.push_back({ledger::number_of(applied[static_cast<std::size_t>(i)]), 0});
    const auto order = rules::draw(done.seed, entries);
    const auto published = lines();
    ASSERT_EQ(published.size(), order.size());
    for (std::size_t i = 0; i < order.size(); ++i) {
        EXPECT_EQ(published[i].number, entries[order[i].entry].number);
        EXPECT_EQ(published[i].ticket, order[i].ticket);
        EXPECT_EQ(published[i].outcome, i < 2 ? booking::DrawOutcome::seat : booking::DrawOutcome::waits);
        const booking::Booking one = nursery.found(published[i].booking);
        EXPECT_EQ(one.state, i < 2 ? State::booked : State::waiting);
        EXPECT_EQ(one.line_number, static_cast<int>(i) + 1);
        EXPECT_TRUE(nursery.was_told(i < 2 ? "booking_drawn" : "booking_not_drawn_waits", one.household));
    }
    EXPECT_EQ(nursery.left(10, 9), 0);
    EXPECT_TRUE(nursery.wrong_books().empty());
}

TEST_F(Lots, U_15_AFreedSeatGoesToTheNextOfTheDraw)
{
    apply_all();
    close();
    nursery.tend_draws();
    const auto line = lines();
    const booking::Booking winner = nursery.found(line[0].booking);
    // Whoever comes after the draw stands behind all of it.
    const auto late = nursery.add_registered_family();
    booking::Book command = nursery.book_command(late, 10);
    command.wait = true;
    const Id last = booked(nursery.book(command));
    EXPECT_EQ(nursery.found(last).line_number, 6);
    EXPECT_EQ(nursery.read([&](store::Snapshot& s) {
        return booking::waiting_before(s, *booking::find_booking(s, last));
    }),
              3);
    ASSERT_EQ(nursery.cancel({rules::BookedBy::parent, winner.account, winner.household, {}}, winner.id),
              "cancelled");
    EXPECT_EQ(nursery.found(line[2].booking).state, State::offered);
    EXPECT_EQ(nursery.found(line[3].booking).state, State::waiting);
}

TEST_F(Lots, U_15_NobodyOvertakesByspeedWhileTheLotsAreDrawn)
{
    apply_all();
    const auto quick = nursery.add_registered_family();
    close();
    EXPECT_EQ(against(nursery.book(nursery.book_command(quick, 10))), "draw_running");
    EXPECT_EQ(against(nursery.book(nursery.book_command(quick, 9))), "booked")
        << "that day was released before";
    nursery.run([&](store::Transaction& tx) {
        return booking::tend_draws(tx, nursery.programmes, nursery.now, nursery.randomness, 3);
    });
    EXPECT_EQ(against(nursery.book(nursery.book_command(quick, 10))), "draw_running")
        << "half of the line was asked";
    // A seat freed meanwhile is nobody's who has not been asked yet.
    EXPECT_GT(nursery.tend_draws(1), 1);
    EXPECT_EQ(against(nursery.book(nursery.book_command(quick, 10))), "seats_free ");
    EXPECT_TRUE(nursery.wrong_books().empty());
}

TEST_F(Lots, U_15_TheLimitHoldsInTheDrawToo)
{
    // Two days are held already; the lot cannot give a third.
    ASSERT_EQ(against(nursery.book(nursery.book_command(families[0], 3))), "booked");
    apply_all();
    ASSERT_EQ(against(nursery.book(nursery.book_command(families[0], 4))), "booked");
    close();
    nursery.tend_draws();
    EXPECT_EQ(nursery.found(applied[0]).state, State::waiting);
    EXPECT_EQ(nursery.left(10, 9), 0) << "the others have them";
}

TEST_F(Lots, U_15_WithoutACommitmentNoApplicationIsTaken)
{
    Nursery late(2, by_lot());  // ten o'clock, and no draw was made
    const auto family = late.add_registered_family();
    EXPECT_EQ(against(late.book(late.book_command(family, 10))), "draw_not_ready");
    late.tend_draws();
    EXPECT_EQ(against(late.book(late.book_command(family, 10))), "booked");
}

TEST_F(Lots, U_15_WithoutAWaitingListTheOthersAreToldThatThereIsNoSeat)
{
    Nursery strict(1, by_lot(false));
    const auto one = strict.add_registered_family(), two = strict.add_registered_family();
    strict.tend_draws();
    const Id a = booked(strict.book(strict.book_command(one, 10)));
    const Id b = booked(strict.book(strict.book_command(two, 10)));
    strict.now = strict.now + 30min;
    strict.tend_draws();
    const bool a_won = strict.found(a).state == State::booked;
    EXPECT_EQ(strict.found(a_won ? b : a).state, State::declined);
    EXPECT_TRUE(strict.was_told("booking_not_drawn", (a_won ? two : one).household));
    EXPECT_TRUE(strict.wrong_books().empty());
}

TEST_F(Lots, U_15_ABookingIsNotChangedIntoADraw)
{
    const Id mine = booked(nursery.book(nursery.book_command(families[0], 3)));
    EXPECT_EQ(against(nursery.change(families[0], mine, 10)), "draw_collects");
    EXPECT_EQ(nursery.found(mine).first_day, nursery.day(3));
}

}  // namespace
}  // namespace hagukumi::test
