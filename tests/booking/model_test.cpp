// Any sequence of deeds of several families, against a model that counts on its fingers; and the rush at ten.
#include <rapidcheck.h>
#include <atomic>
#include <map>
#include <set>
#include <thread>

#include "booking/nursery.hpp"

namespace hagukumi::test {
namespace {

/// What the model knows of one booking.
struct Held {
    int family = 0, ahead = 0, from = 0, until = 0;
};

class Model {
public:
    explicit Model(int seats) : x_seats(seats) {}

    int left(int ahead, int hour) const
    {
        int left = x_seats;
        for (const auto& [id, held] : x_held)
            left -= held.ahead == ahead && held.from <= hour && hour < held.until;
        return left;
    }
    /// Whether `wanted` fits when `without` is given up.
    bool fits(const Held& wanted, const Id& without = {}) const
    {
        int days = 0;
        for (int hour = wanted.from; hour < wanted.until; ++hour) {
            int left = this->left(wanted.ahead, hour);
            if (const auto own = x_held.find(without); own != x_held.end())
                left +=
                    own->second.ahead == wanted.ahead && own->second.from <= hour && hour < own->second.until;
            if (left <= 0) return false;
        }
        for (const auto& [id, held] : x_held) {
            if (held.family != wanted.family || id == without) continue;
            ++days;
            if (held.ahead == wanted.ahead && held.from < wanted.until && wanted.from < held.until)
                return false;
        }
        return days < 2 && wanted.until - wanted.from >= 2;
    }
    void hold(const Id& id, const Held& held) { x_held[id] = held; }
    void drop(const Id& id) { x_held.erase(id); }
    const std::map<Id, Held>& held() const { return x_held; }

private:
    int x_seats;
    std::map<Id, Held> x_held;
};

TEST(BookingModel, G_15_G_16_AnySequenceOfDeedsIsWhatTheModelSays)
{
    rc::check("no seat twice, nobody above the limit", [] {
        const int seats = *rc::gen::inRange(1, 3);
        Nursery nursery(seats);
        Model model(seats);
        std::vector<Nursery::Family> families;
        for (int i = 0; i < 3; ++i) families.push_back(nursery.add_registered_family());
        const int deeds = *rc::gen::inRange(1, 25);
        for (int i = 0; i < deeds; ++i) {
            Held wanted;
            wanted.family = *rc::gen::inRange(0, 3);
            wanted.ahead = *rc::gen::inRange(2, 5);
            wanted.from = *rc::gen::inRange(8, 11);
            wanted.until = wanted.from + *rc::gen::inRange(1, 4);
            const Nursery::Family& family = families[static_cast<std::size_t>(wanted.family)];
            const int deed = *rc::gen::inRange(0, 4);
            if (deed < 2 || model.held().empty()) {
                const Id id = booked(
                    nursery.book(nursery.book_command(family, wanted.ahead, wanted.from, wanted.until)));
                RC_ASSERT(!id.is_nil() == model.fits(wanted));
                if (!id.is_nil()) model.hold(id, wanted);
                continue;
            }
            const auto which = std::next(
                model.held().begin(),
                *rc::gen::inRange<std::ptrdiff_t>(0, static_cast<std::ptrdiff_t>(model.held().size())));
            const auto [id, held] = *which;
            const Nursery::Family& owner = families[static_cast<std::size_t>(held.family)];
            if (deed == 2) {
                RC_ASSERT(nursery.cancel(nursery.parent(owner), id) == "cancelled");
                model.drop(id);
            } else {
                wanted.family = held.family;
                const bool fits = model.fits(wanted, id);
                const bool changed =
                    !booked(nursery.change(owner, id, wanted.ahead, wanted.from, wanted.until)).is_nil();
                RC_ASSERT(changed == fits);
                if (changed) model.hold(id, wanted);
            }
        }
        for (int ahead = 2; ahead < 5; ++ahead)
            for (int hour = 8; hour < 14; ++hour)
                RC_ASSERT(nursery.left(ahead, hour) == model.left(ahead, hour));
        RC_ASSERT(nursery.wrong_books().empty());
    });
}

TEST(BookingRush, G_16_TwoThousandRequestsForTwentySeatsAreTwentyBookings)
{
    constexpr int families = 500, each = 4, seats = 20;
    Nursery nursery(seats);
    std::vector<booking::Book> requests;
    for (int i = 0; i < families; ++i) {
        const auto family = nursery.add_registered_family();
        for (int n = 0; n < each; ++n) requests.push_back(nursery.book_command(family, 10, 9, 11));
    }
    struct Answers {
        std::atomic<int> booked{0}, refused{0}, failed{0};
    };
    auto answers = std::make_shared<Answers>();
    std::vector<std::thread> phones;
    constexpr std::size_t lines = 8;
    std::atomic<int> open{static_cast<int>(requests.size())};
    for (std::size_t line = 0; line < lines; ++line) {
        phones.emplace_back([&, line] {
            for (std::size_t i = line; i < requests.size(); i += lines) {
                nursery.database->lane().submit(
                    nerima,
                    [&, i](store::Transaction& tx) {
                        return booking::book(tx, nursery.programmes, requests[i]);
                    },
                    [&, answers](const Nursery::BookOutcome& outcome) {
                        if (!outcome || !*outcome) {
                            ++answers->failed;
                        } else if (std::holds_alternative<booking::Booked>(**outcome)) {
                            ++answers->booked;
                        } else {
                            ++answers->refused;
                        }
                        --open;
                    });
            }
        });
    }
    for (std::thread& phone : phones) phone.join();
    while (open > 0) std::this_thread::sleep_for(1ms);
    EXPECT_EQ(answers->booked, seats);
    EXPECT_EQ(answers->refused, families * each - seats);
    EXPECT_EQ(answers->failed, 0);
    EXPECT_EQ(nursery.left(10, 9), 0);
    EXPECT_TRUE(nursery.wrong_books().empty());
}

/// The tables hold even when a room forgets to look.
TEST(BookingConstraints, TheTablesThemselvesRefuseWhatMustNotBe)
{
    Nursery nursery(1);
    const auto family = nursery.add_registered_family();
    const Id id = booked(nursery.book(nursery.book_command(family, 3)));
    const auto refused = [&](const store::Statement& statement) {
        const auto done = nursery.run([&](store::Transaction& tx) -> Result<void> {
            tx.execute(statement, id);
            return {};
        });
        return !done;
    };
    static constexpr store::Statement one_more{
        "test.one_more",
        "UPDATE slot SET taken = taken + 1 WHERE municipality = $1 AND taken = 1 AND $2 = $2"};
    static constexpr store::Statement third_day{
        "test.third_day", "UPDATE held_day SET number = 3 WHERE municipality = $1 AND booking = $2"};
    static constexpr store::Statement same_time{
        "test.same_time",
        "INSERT INTO seat SELECT municipality, holder, day, from_minute, holder FROM seat "
        "WHERE municipality = $1 AND booking = $2"};
    static constexpr store::Statement same_number{
        "test.same_number",
        "INSERT INTO held_day SELECT municipality, programme, kind, holder, scope, number, most, holder "
        "FROM held_day WHERE municipality = $1 AND booking = $2"};
    static constexpr store::Statement harmless{
        "test.harmless", "UPDATE booking SET message = '' WHERE municipality = $1 AND id = $2"};
    EXPECT_TRUE(refused(one_more));
    EXPECT_TRUE(refused(third_day));
    EXPECT_TRUE(refused(same_time));
    EXPECT_TRUE(refused(same_number));
    EXPECT_FALSE(refused(harmless));
}

}  // namespace
}  // namespace hagukumi::test
