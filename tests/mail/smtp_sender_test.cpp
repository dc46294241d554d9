// Mails as a real server receives them.

#include "mail/smtp_sender.hpp"

#include <gtest/gtest.h>
#include <poll.h>
#include <signal.h>
#include <stdlib.h>
#include <sys/wait.h>
#include <unistd.h>

#include <boost/json/parse.hpp>
#include <boost/json/value.hpp>
#include <filesystem>

namespace hagukumi::test {
namespace {

using messages::Delivery;
using messages::Outgoing;

/// The server of smtp_sink.py, for as long as the test lasts.
class Sink {
public:
    explicit Sink(const std::vector<std::string>& arguments = {})
    {
        int in[2], out[2];
        if (pipe(in) != 0 || pipe(out) != 0) throw std::runtime_error("pipe");
        x_process = fork();
        if (x_process == 0) {
            dup2(in[0], 0);
            dup2(out[1], 1);
            for (const int descriptor : {in[0], in[1], out[0], out[1]}) close(descriptor);
            std::vector<std::string> words{"/usr/bin/python3",
                                           HAGUKUMI_SOURCE_DIR "/tests/mail/smtp_sink.py"};
            words.insert(words.end(), arguments.begin(), arguments.end());
            std::vector<char*> pointers;
            for (std::string& word : words) pointers.push_back(word.data());
            pointers.push_back(nullptr);
            execv("/usr/bin/python3", pointers.data());
            _exit(127);
        }
        close(in[0]);
        close(out[1]);
        x_in = in[1];
        x_out = out[0];
        const std::string port_line = line();
        if (port_line.empty())
            throw std::runtime_error(
                "the test's mail server did not start: it needs the package python3-aiosmtpd");
        port = std::stoi(port_line);
    }
    ~Sink()
    {
        close(x_in);
        kill(x_process, SIGTERM);
        waitpid(x_process, nullptr, 0);
        close(x_out);
    }
    Sink(const Sink&) = delete;
    Sink& operator=(const Sink&) = delete;

    /// The next mail that arrived; null when none does within ten seconds.
    boost::json::value next_mail()
    {
        const std::string text = line();
        return text.empty() ? boost::json::value() : boost::json::parse(text);
    }

    int port = 0;

private:
    std::string line()
    {
        for (;;) {
            if (const auto end = x_read.find('\n'); end != std::string::npos) {
                std::string found = x_read.substr(0, end);
                x_read.erase(0, end + 1);
                return found;
            }
            pollfd waiting{x_out, POLLIN, 0};
            if (poll(&waiting, 1, 10'000) <= 0) return "";
            char buffer[4096];
            const auto count = read(x_out, buffer, sizeof buffer);
            if (count <= 0) return "";
            x_read.append(buffer, static_cast<std::size_t>(count));
        }
    }

    pid_t x_process = -1;
    int x_in = -1, x_out = -1;
    std::string x_read;
};

struct Mail : testing::Test {
    mail::Settings settings;
    Outgoing message;

    Mail()
    {
        settings.host = "127.0.0.1";
        settings.tls = mail::Tls::none;
        settings.from = "no-reply@hagukumi.example.jp";
        settings.from_name = "育み 子育てクーポン";
        settings.deadline = std::chrono::seconds(10);
        message.municipality = {131202};
        message.id = *parse_id("01890a5d-ac96-774b-bcce-b302099a8057");
        message.at = {1783470600000};  // 2026-07-08 09:30 in Japan
        message.to = "kodama@example.jp";
        message.language = "ja";
        message.subject = "クーポンの利用を記録しました";
        message.body = "施設：もりの助産院\n残り：1日\n";
    }

    messages::Sent send(const Sink& sink)
    {
        settings.port = sink.port;
        auto sender = mail::SmtpSender::make(settings);
        if (!sender) throw std::runtime_error(sender.error().message.en);
        return (*sender)->send(message);
    }
};

std::string text(const boost::json::value& mail, std::string_view name)
{
    return mail.at(name).as_string().c_str();
}
std::string header(const boost::json::value& mail, std::string_view name)
{
    return mail.at("headers").at(name).as_string().c_str();
}

TEST_F(Mail, ArrivesAsItWasWritten)
{
    Sink sink;
    ASSERT_EQ(send(sink).delivery, Delivery::sent);
    const auto mail = sink.next_mail();
    EXPECT_EQ(header(mail, "subject"), message.subject);
    EXPECT_EQ(header(mail, "from"), "育み 子育てクーポン <no-reply@hagukumi.example.jp>");
    EXPECT_EQ(header(mail, "to"), "kodama@example.jp");
    EXPECT_EQ(header(mail, "date"), "Wed, 08 Jul 2026 09:30:00 +0900");
    EXPECT_EQ(header(mail, "message-id"),
              "<01890a5d-ac96-774b-bcce-b302099a8057.131202@hagukumi.example.jp>");
    EXPECT_EQ(header(mail, "auto-submitted"), "auto-generated");
    EXPECT_EQ(header(mail, "content-language"), "ja");
    std::string body = text(mail, "body");
    std::erase(body, '\r');
    EXPECT_EQ(body, message.body);
    EXPECT_EQ(text(mail, "type"), "multipart/alternative");
    EXPECT_NE(text(mail, "html").find("<p>施設：もりの助産院<br>\n残り：1日</p>"), std::string::npos)
        << text(mail, "html");
    EXPECT_EQ(text(mail, "from"), settings.from);
    EXPECT_EQ(mail.at("to").as_array().size(), 1U);
    EXPECT_TRUE(mail.at("defects").as_array().empty());
}

TEST_F(Mail, TheMessageIdNamesAMunicipalityOfTheNorthBySixDigits)
{
    Sink sink;
    message.municipality = {11002};
    ASSERT_EQ(send(sink).delivery, Delivery::sent);
    EXPECT_EQ(header(sink.next_mail(), "message-id"),
              "<01890a5d-ac96-774b-bcce-b302099a8057.011002@hagukumi.example.jp>");
}

TEST_F(Mail, ALongSubjectIsSplitBetweenCharacters)
{
    Sink sink;
    message.subject =
        "産後ケア事業の利用者様へ、ご利用の確認と残りの日数に関する大切なお知らせです。𠮷野家様";
    ASSERT_EQ(send(sink).delivery, Delivery::sent);
    const auto mail = sink.next_mail();
    EXPECT_EQ(header(mail, "subject"), message.subject);
    const std::string raw = text(mail, "raw");
    for (std::size_t at = 0; at < raw.size();) {
        const std::size_t end = raw.find("\r\n", at);
        EXPECT_LE(end - at, 998U);
        at = end == std::string::npos ? raw.size() : end + 2;
    }
}

TEST_F(Mail, EveryAttemptHasTheSameMessageId)
{
    Sink sink;
    send(sink);
    send(sink);
    EXPECT_EQ(header(sink.next_mail(), "message-id"), header(sink.next_mail(), "message-id"));
}

TEST_F(Mail, OneConnectionServesManyMails)
{
    Sink sink;
    settings.port = sink.port;
    auto sender = mail::SmtpSender::make(settings);
    for (int i = 0; i < 3; ++i) EXPECT_EQ((*sender)->send(message).delivery, Delivery::sent);
    for (int i = 0; i < 3; ++i) EXPECT_EQ(header(sink.next_mail(), "subject"), message.subject);
}

TEST_F(Mail, AnAddressThatTheServerRefusesIsGivenUp)
{
    Sink sink;
    message.to = "refused@example.jp";
    EXPECT_EQ(send(sink).delivery, Delivery::never);
}

TEST_F(Mail, AServerThatAsksToWaitIsAskedLater)
{
    Sink sink;
    message.to = "later@example.jp";
    const auto sent = send(sink);
    EXPECT_EQ(sent.delivery, Delivery::later);
    EXPECT_EQ(sent.why.find(message.to), std::string::npos);
}

TEST_F(Mail, AnAnswerThatIsLostMeansTryingAgain)
{
    Sink sink;
    message.to = "drop@example.jp";
    EXPECT_EQ(send(sink).delivery, Delivery::later);
    EXPECT_EQ(header(sink.next_mail(), "to"), message.to);
}

TEST_F(Mail, AServerThatIsAwayIsAskedLater)
{
    int port = 0;
    {
        Sink sink;
        port = sink.port;
    }
    settings.port = port;
    EXPECT_EQ((*mail::SmtpSender::make(settings))->send(message).delivery, Delivery::later);
}

// A header that somebody tries to smuggle in goes nowhere (T27).
TEST_F(Mail, ALineBreakIsRefusedWhereverItStands)
{
    Sink sink;
    const std::string smuggled = "x\r\nBcc: thief@example.jp";
    for (std::string* place : {&message.to, &message.subject, &message.language}) {
        const std::string before = std::exchange(*place, smuggled);
        EXPECT_EQ(send(sink).delivery, Delivery::never);
        *place = std::string("a\0b", 3);
        EXPECT_EQ(send(sink).delivery, Delivery::never);
        *place = before;
    }
    settings.from_name = smuggled;
    EXPECT_FALSE(mail::SmtpSender::make(settings).has_value());
    settings.from_name.clear();
    settings.from = "no-reply@example.jp>\r\nBcc: <thief@example.jp";
    EXPECT_FALSE(mail::SmtpSender::make(settings).has_value());
    settings.from = "no-reply@example.jp";
    // A body may say what it likes: it is encoded, and a line with a dot does not end it.
    message.body = "\r\n.\r\nMAIL FROM:<thief@example.jp>\r\n..\r\n";
    ASSERT_EQ(send(sink).delivery, Delivery::sent);
    const auto mail = sink.next_mail();
    EXPECT_EQ(mail.at("to").as_array().size(), 1U);
    EXPECT_FALSE(mail.at("headers").as_object().contains("bcc"));
    std::string body = text(mail, "body");
    std::erase(body, '\r');
    EXPECT_EQ(body, "\n.\nMAIL FROM:<thief@example.jp>\n..\n");
}

struct Certificate {
    std::filesystem::path folder;
    std::string certificate, key;

    Certificate()
    {
        std::string pattern = (std::filesystem::temp_directory_path() / "hagukumi-XXXXXX").string();
        folder = mkdtemp(pattern.data());
        certificate = (folder / "certificate.pem").string();
        key = (folder / "key.pem").string();
        const std::string command =
            "openssl req -x509 -newkey ec -pkeyopt ec_paramgen_curve:prime256v1 -nodes -days 2 -subj "
            "/CN=127.0.0.1 "
            "-addext subjectAltName=IP:127.0.0.1 -keyout " +
            key + " -out " + certificate + " 2>/dev/null";
        if (std::system(command.c_str()) != 0) throw std::runtime_error("openssl makes no certificate");
    }
    ~Certificate() { std::filesystem::remove_all(folder); }
};

TEST_F(Mail, GoesThroughTlsWithAKnownCertificateOnly)
{
    Certificate certificate;
    Sink sink({certificate.certificate, certificate.key});
    settings.tls = mail::Tls::starttls;
    settings.ca_file = certificate.certificate;
    ASSERT_EQ(send(sink).delivery, Delivery::sent);
    EXPECT_TRUE(sink.next_mail().at("tls").as_bool());
    settings.ca_file.clear();
    EXPECT_EQ(send(sink).delivery, Delivery::later);
}

TEST_F(Mail, NothingIsSentInTheClearWhenTlsIsAsked)
{
    Sink sink;
    settings.tls = mail::Tls::starttls;
    EXPECT_EQ(send(sink).delivery, Delivery::later);
    settings.tls = mail::Tls::none;
    settings.user = "user";
    EXPECT_FALSE(mail::SmtpSender::make(settings).has_value());
}

}  // namespace
}  // namespace hagukumi::test
