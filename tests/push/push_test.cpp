// Push messages as a browser and its push service receive them.

#include <fcntl.h>
#include <gtest/gtest.h>
#include <poll.h>
#include <signal.h>
#include <sys/wait.h>
#include <unistd.h>

#include <boost/json/object.hpp>
#include <boost/json/parse.hpp>

#include "base/base64url.hpp"
#include "push/push_sender.hpp"

namespace hagukumi::test {
namespace {

namespace json = boost::json;
using messages::Delivery;
using messages::Outgoing;
using push::KeyPair;
using push::PushSender;

std::string bytes(std::string_view base64url)
{
    return from_base64url(base64url).value();
}

std::string text_in(const json::object& object, const char* name)
{
    return std::string(object.at(name).as_string());
}

// ── RFC 8291, 5 and appendix A ──

const std::string ua_public =
    bytes("BCVxsr7N_eNgVRqvHtD0zTZsEc6-VV-JvLexhqUzORcxaOzi6-AYWXvTBHm4bjyPjs7Vd8pZGH6SRpkNtoIAiw4");
const std::string as_private = bytes("yfWPiYE-n46HLnH0KqZOF1fJJU3MYrct3AELtAQ-oRw");

TEST(WebPush, U_17_EncryptsAsRfc8291sExample)
{
    const auto once = KeyPair::from_bytes(as_private);
    ASSERT_TRUE(once);
    EXPECT_EQ(to_base64url(once->public_point()),
              "BP4z9KsN6nGRTbVYI_c7VJSPQTBtkgcy27mlmlMoZIIgDll6e3vCYLocInmYWAmS6TlzAC8wEqKK6PBru3jl7A8");
    const auto sealed =
        push::encrypt("When I grow up, I want to be a watermelon",
                      {ua_public, bytes("BTBZMqHH6r4Tts7J_aSIgg")}, *once, bytes("DGv6ra1nlYgDCS1FRnbzlw"));
    ASSERT_TRUE(sealed);
    EXPECT_EQ(to_base64url(*sealed),
              "DGv6ra1nlYgDCS1FRnbzlwAAEABBBP4z9KsN6nGRTbVYI_c7VJSPQTBtkgcy27ml"
              "mlMoZIIgDll6e3vCYLocInmYWAmS6TlzAC8wEqKK6PBru3jl7A_yl95bQpu6cVPT"
              "pK4Mqgkf1CXztLVBSt2Ks3oZwbuwXPXLWyouBWLVWGNWQexSgSxsj_Qulcy4a-fN");
}

TEST(WebPush, U_17_AKeyThatIsNoneIsRefused)
{
    EXPECT_FALSE(KeyPair::from_bytes(std::string(32, '\0')));
    EXPECT_FALSE(KeyPair::from_bytes(std::string(32, '\xff'))) << "above the curve's order";
    EXPECT_FALSE(KeyPair::from_bytes("short"));
    const auto key = KeyPair::from_bytes(as_private);
    std::string beside = ua_public;
    beside.back() = static_cast<char>(beside.back() ^ 1);
    EXPECT_FALSE(key->shared_with(beside)) << "no point of the curve";
    EXPECT_TRUE(key->shared_with(ua_public));
}

// ── the push service of push_sink.mjs ──

class Sink {
public:
    Sink()
    {
        int out[2];
        if (pipe2(out, O_CLOEXEC) != 0) throw std::runtime_error("pipe");
        x_process = fork();
        if (x_process == 0) {
            dup2(out[1], 1);
            execlp("node", "node", HAGUKUMI_SOURCE_DIR "/tests/push/push_sink.mjs", nullptr);
            _exit(127);
        }
        close(out[1]);
        x_out = out[0];
        origin = "http://127.0.0.1:" + line();
        const json::object keys = next();
        p256dh = keys.at("p256dh").as_string();
        auth = keys.at("auth").as_string();
    }
    ~Sink()
    {
        kill(x_process, SIGTERM);
        waitpid(x_process, nullptr, 0);
        close(x_out);
    }
    Sink(const Sink&) = delete;

    /// What arrived next.
    json::object next() { return json::parse(line()).as_object(); }
    bool is_silent() const
    {
        pollfd waiting{x_out, POLLIN, 0};
        return poll(&waiting, 1, 200) == 0;
    }

    std::string origin, p256dh, auth;

private:
    std::string line()
    {
        std::string text;
        for (char c = 0;;) {
            pollfd waiting{x_out, POLLIN, 0};
            if (poll(&waiting, 1, 10'000) != 1 || read(x_out, &c, 1) != 1)
                throw std::runtime_error("the test's push service said nothing: it needs Node");
            if (c == '\n') return text;
            text += c;
        }
    }

    pid_t x_process = 0;
    int x_out = 0;
};

struct Pushing : testing::Test {
    Sink sink;
    SeededRandomness randomness{7};
    Instant now{1'790'000'000'000};
    std::unique_ptr<PushSender> sender = make({sink.origin});

    std::unique_ptr<PushSender> make(std::vector<std::string> services)
    {
        return PushSender::make(
                   {to_base64url(as_private), "mailto:office@example.jp", std::move(services), {}},
                   [this] { return now; }, randomness)
            .value();
    }
    Outgoing message(const std::string& path)
    {
        Outgoing out;
        out.municipality = MunicipalityCode{131202};
        out.id.bytes[15] = 9;
        out.to = sink.origin + path + " " + sink.p256dh + " " + sink.auth;
        out.language = "vi";
        out.subject = "Đã đặt chỗ xong";
        out.body = "Cơ sở: もりの助産院";
        out.message_template = "booking_made";
        return out;
    }
};

TEST_F(Pushing, U_17_TheBrowserReadsTheSubjectAndThePageAndNothingPersonal)
{
    EXPECT_EQ(sender->send(message("/device/1")).delivery, Delivery::sent);
    const json::object arrived = sink.next();
    const json::object said = json::parse(arrived.at("text").as_string()).as_object();
    EXPECT_EQ(text_in(said, "title"), "Đã đặt chỗ xong");
    EXPECT_EQ(text_in(said, "body"), "Mở cổng thông tin");
    EXPECT_EQ(text_in(said, "page"), "/131202/bookings");
    EXPECT_EQ(text_in(said, "lang"), "vi");
    EXPECT_EQ(text_in(said, "tag"), "00000000-0000-0000-0000-000000000009");
    EXPECT_EQ(arrived.at("text").as_string().find("もりの助産院"), json::string::npos);
    EXPECT_EQ(text_in(arrived, "ttl"), "86400");
    EXPECT_EQ(text_in(arrived, "encoding"), "aes128gcm");
    // Fresh keys each time: the same message twice shares no byte of its key.
    EXPECT_EQ(sender->send(message("/device/1")).delivery, Delivery::sent);
    EXPECT_EQ(text_in(sink.next(), "text"), text_in(arrived, "text"));
}

TEST_F(Pushing, U_17_ThePushServiceKnowsWhoSends)
{
    sender->send(message("/device/1"));
    const json::object from = sink.next().at("from").as_object();
    EXPECT_TRUE(from.at("signed").as_bool());
    EXPECT_EQ(text_in(from, "key"), sender->services().public_key);
    EXPECT_EQ(text_in(from.at("head").as_object(), "alg"), "ES256");
    EXPECT_EQ(text_in(from.at("claims").as_object(), "aud"), sink.origin);
    EXPECT_EQ(text_in(from.at("claims").as_object(), "sub"), "mailto:office@example.jp");
    EXPECT_EQ(from.at("claims").at("exp").as_int64(), now.milliseconds / 1000 + 12 * 3600);
}

TEST_F(Pushing, U_17_WhatIsGoneIsForgottenAndWhatIsBusyIsTriedAgain)
{
    const auto answered = [&](const char* status) {
        const Delivery delivery = sender->send(message(std::string("/status/") + status)).delivery;
        sink.next();
        return delivery;
    };
    EXPECT_EQ(answered("410"), Delivery::gone);
    EXPECT_EQ(answered("404"), Delivery::gone);
    EXPECT_EQ(answered("429"), Delivery::later);
    EXPECT_EQ(answered("500"), Delivery::later);
    EXPECT_EQ(answered("503"), Delivery::later);
    EXPECT_EQ(answered("403"), Delivery::later) << "about our key, which the operator mends";
    EXPECT_EQ(answered("413"), Delivery::never);
    EXPECT_EQ(answered("201"), Delivery::sent);
}

TEST_F(Pushing, U_17_AnAllowedServiceLeadsNowhereElse)
{
    EXPECT_EQ(sender->send(message("/status/302")).delivery, Delivery::never);
    EXPECT_EQ(text_in(sink.next(), "path"), "/status/302");
    EXPECT_TRUE(sink.is_silent()) << "a redirect was followed";
}

TEST_F(Pushing, U_17_AServiceThatIsNotAllowedIsNotSpokenTo)
{
    const auto strict = make({});
    EXPECT_EQ(strict->send(message("/device/1")).delivery, Delivery::gone);
    EXPECT_TRUE(sink.is_silent());
}

TEST_F(Pushing, U_17_SettingsThatCannotBeAreNamed)
{
    const auto refused = [&](push::Settings settings) {
        return !PushSender::make(
            std::move(settings), [this] { return now; }, randomness);
    };
    const std::string key = to_base64url(as_private);
    EXPECT_FALSE(
        refused({key, "https://example.jp", {"https://push.example.jp", "https://*.example.jp"}, {}}));
    EXPECT_TRUE(refused({"abc", "https://example.jp", {}, {}}));
    EXPECT_TRUE(refused({key, "office@example.jp", {}, {}}));
    EXPECT_TRUE(refused({key, "https://example.jp", {"http://push.example.jp"}, {}}));
    EXPECT_TRUE(refused({key, "https://example.jp", {"https://push.example.jp/path"}, {}}));
}

// ── where browsers' push services are ──

TEST(PushServices, U_17_OnlyTheBrowsersOwnAreTaken)
{
    const messages::PushServices services{"", messages::known_push_services()};
    for (const char* taken :
         {"https://fcm.googleapis.com/fcm/send/abc:APA91b-x_y",
          "https://updates.push.services.mozilla.com/wpush/v2/gAAA", "https://web.push.apple.com/QOZ",
          "https://wns2-by3p.notify.windows.com/w/?token=BQYAAA%3d%3d"})
        EXPECT_TRUE(services.takes(taken)) << taken;
    for (const char* refused :
         {"http://fcm.googleapis.com/x", "https://fcm.googleapis.com", "https://fcm.googleapis.com:8080/x",
          "https://fcm.googleapis.com.evil.example/x", "https://evil.example/fcm.googleapis.com/",
          "https://user@fcm.googleapis.com/x", "https://fcm.googleapis.com@evil.example/x",
          "https://evil.example#.notify.windows.com/x", "https://evil.example?.notify.windows.com/x",
          "https://notify.windows.com/x", "https://evil.example:1.notify.windows.com/x",
          "https://FCM.googleapis.com/x", "https://127.0.0.1/x", "https://fcm.googleapis.com/x y",
          "https://fcm.googleapis.com/x\r\nHost: a", "file:///etc/passwd", "https://169.254.169.254/latest",
          ""})
        EXPECT_FALSE(services.takes(refused)) << refused;
    EXPECT_FALSE(services.takes("https://fcm.googleapis.com/" + std::string(1000, 'x')));
}

}  // namespace
}  // namespace hagukumi::test
