// Every error that the booking room can give, and where whoever uses LINE reads it.
//
// A code that is not in the table here fails the test: somebody has to say where it is read.
#include <filesystem>
#include <set>

#include "base/patterns.hpp"
#include "line/city.hpp"
#include "people/open_change.hpp"

namespace hagukumi::test {
namespace {

enum class Read {
    in_the_talk,  ///< a test below says it
    on_the_page,  ///< of a button that the talk gave: BookPage and Bookings show the sentence of the answer
    at_the_desk,  ///< by staff only
};

const std::map<std::string, Read> errors{
    {"registered_twice", Read::in_the_talk},        // G_07_… of booking_talk_test.cpp
    {"coupon_ended", Read::in_the_talk},            // below
    {"change_open", Read::in_the_talk},             // below
    {"registration_not_found", Read::in_the_talk},  // asked for by a registration that was read: never met
    {"not_bookable", Read::in_the_talk},            // the same
    {"booking_not_found", Read::in_the_talk},       // G_20_SomebodyElseCannotCancel: cancel_gone
    {"booking_ended", Read::in_the_talk},           // G_20_…TwiceYesCancelsOnce: cancel_gone
    {"coupon_not_found", Read::on_the_page},
    {"facility_not_found", Read::on_the_page},
    {"programme_ended", Read::on_the_page},
    {"already_in_line", Read::on_the_page},
    {"draw_not_ready", Read::on_the_page},
    {"draw_running", Read::on_the_page},
    {"offer_ended", Read::on_the_page},
    {"answer_missing", Read::on_the_page},
    {"wrong_answer", Read::on_the_page},
    {"wrong_days", Read::on_the_page},
    {"child_not_found", Read::on_the_page},
    {"no_interview", Read::on_the_page},
    {"wrong_state", Read::at_the_desk},
    {"message_missing", Read::at_the_desk},
    {"not_entitled", Read::at_the_desk},
    {"child_is_here", Read::at_the_desk},
    {"wrong_seats", Read::at_the_desk},
    {"wrong_deadline", Read::at_the_desk},
    {"draw_collects", Read::on_the_page},
    {"seats_booked", Read::at_the_desk},
    {"left_on_past", Read::at_the_desk},        // of the office, where a facility ends
    {"bookings_not_shown", Read::at_the_desk},  // of the office, where a family moves away
    {"bookings_changed", Read::at_the_desk},    // of the office, where what is recorded ends bookings
    {"left_already", Read::at_the_desk},
    {"day_booked", Read::at_the_desk},
    {"seats_overlap", Read::at_the_desk},
    {"interview_ahead", Read::at_the_desk},
    {"arrived_ahead", Read::at_the_desk},
};

struct Written {
    std::string code, words;
};

/// The literals of `text`, joined: what stands between is filled in at run time.
std::string literals(const std::string& text)
{
    std::string all;
    for (const Match& literal : find_matches(text, "\"((?:[^\"\\\\]|\\\\.)*)\"")) all += literal.parts[1];
    return all;
}

/// fail(ErrorKind::…, "code", {ja, en}) of every file of the room.
std::vector<Written> written_errors()
{
    std::vector<Written> found;
    const std::string call = "fail\\(\\s*ErrorKind::\\w+,\\s*\"(\\w+)\",([^;]*);";
    for (const auto& entry : std::filesystem::directory_iterator(HAGUKUMI_SOURCE_DIR "/src/booking")) {
        if (entry.path().extension() != ".cpp") continue;
        const std::string text = text_of_file("src/booking/" + entry.path().filename().string());
        for (const Match& one : find_matches(text, call))
            found.push_back({one.parts[1], literals(one.parts[2])});
    }
    return found;
}

TEST(BookingErrors, EachOfTheRoomHasItsPlaceAndWordsThatLineTakes)
{
    const auto written = written_errors();
    ASSERT_GT(written.size(), 20u) << "the sources are read";
    std::set<std::string> codes;
    for (const Written& one : written) {
        codes.insert(one.code);
        EXPECT_EQ(errors.count(one.code), 1u) << one.code << " is new: where does whoever uses LINE read it?";
        const auto known = errors.find(one.code);
        if (known == errors.end() || known->second == Read::at_the_desk) continue;
        EXPECT_FALSE(one.words.empty()) << one.code;
        const line::Message message{line::Card{"いまは手続きできません", {one.words}, {}}, {}};
        EXPECT_TRUE(faults_of(message).empty()) << one.code;
    }
    for (const auto& [code, where] : errors) EXPECT_EQ(codes.count(code), 1u) << code << " is never given";
}

TEST_F(City, ACouponThatAnOfficerEndedIsToldInTheTalkAndNotByAnEmptyCalendar)
{
    const Family family = admitted(futaba);
    change([&](Transaction& tx) -> Result<void> {
        const Id coupon = ledger::coupons_of(tx, family.household).at(0).id;
        TRY(ledger::expire(tx, programmes, {draw(), now, officer, draw(), coupon, "転出"}));
        return {};
    });
    const auto said = choose("予約をする");
    EXPECT_NE(words(said).find("期限が過ぎたため、予約できません"), std::string::npos) << words(said);
    EXPECT_EQ(button(said, "保育園へ電話する"), "tel:00011050001");
}

TEST_F(City, O_14_AChangeThatIsLookedAtIsToldInTheTalk)
{
    const Family family = admitted(futaba);
    change([&](Transaction& tx) -> Result<void> {
        people::note_open_change(tx, {family.household, draw(), programme->code(), now});
        return {};
    });
    EXPECT_NE(words(choose("予約をする")).find("変更届を確認しています"), std::string::npos);
}

}  // namespace
}  // namespace hagukumi::test
