// What ClamAV's daemon says of a document decides whether it is taken; silence does not let it in.
#include "app/clamd.hpp"

#include <gtest/gtest.h>
#include <sys/socket.h>
#include <sys/un.h>
#include <unistd.h>

#include <thread>

#include "store/scratch.hpp"

namespace hagukumi::test {
namespace {

/// Answers one caller; keeps what it was sent.
class Clamd {
public:
    Clamd(std::string path, std::string answer) : x_path(std::move(path)), x_answer(std::move(answer))
    {
        x_listener = ::socket(AF_UNIX, SOCK_STREAM, 0);
        sockaddr_un where{};
        where.sun_family = AF_UNIX;
        x_path.copy(where.sun_path, sizeof where.sun_path - 1);
        EXPECT_EQ(::bind(x_listener, reinterpret_cast<sockaddr*>(&where), sizeof where), 0);
        ::listen(x_listener, 1);
        x_thread = std::thread([this] { serve(); });
    }
    ~Clamd()
    {
        x_thread.join();
        ::close(x_listener);
    }
    std::string heard;

private:
    void serve()
    {
        const int caller = ::accept(x_listener, nullptr, nullptr);
        char bytes[4096];
        while (!heard.ends_with(std::string(4, '\0'))) {
            const auto came = ::read(caller, bytes, sizeof bytes);
            if (came <= 0) break;
            heard.append(bytes, static_cast<std::size_t>(came));
        }
        EXPECT_EQ(::write(caller, x_answer.c_str(), x_answer.size() + 1),
                  static_cast<ssize_t>(x_answer.size() + 1));
        ::close(caller);
    }
    std::string x_path, x_answer;
    int x_listener = -1;
    std::thread x_thread;
};

std::string asked(const std::string& answer, const std::string& bytes)
{
    const Scratch folder;
    const std::string path = folder.file("clamd.sock");
    std::string heard, code;
    {
        Clamd clamd(path, answer);
        const auto verdict = app::scan_with_clamd(path, bytes);
        if (!verdict) code = verdict.error().code;
    }
    return code;
}

TEST(Clamd, WhatItFindsSoundIsTakenAndWhatItFindsIllIsNot)
{
    EXPECT_EQ(asked("stream: OK", std::string(200'000, 'x')), "");
    EXPECT_EQ(asked("stream: Win.Test.EICAR_HDB-1 FOUND", "X5O!"), "document_infected");
    EXPECT_EQ(asked("INSTREAM size limit exceeded. ERROR", "x"), "virus_check_unavailable");
}

TEST(Clamd, WhereNobodyAnswersNothingIsTaken)
{
    EXPECT_EQ(app::scan_with_clamd("/nowhere/clamd.ctl", "x").error().code, "virus_check_unavailable");
    EXPECT_EQ(app::scan_with_clamd("127.0.0.1:1", "x").error().code, "virus_check_unavailable");
    EXPECT_EQ(app::scan_with_clamd("nonsense", "x").error().code, "virus_check_unavailable");
}

}  // namespace
}  // namespace hagukumi::test
