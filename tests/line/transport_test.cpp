// libcurl against a real socket: what arrives, and whether a failed request can have arrived.
#include "line/transport.hpp"

#include <gtest/gtest.h>
#include <boost/asio/io_context.hpp>
#include <boost/asio/ip/tcp.hpp>
#include <boost/asio/read_until.hpp>
#include <boost/asio/streambuf.hpp>
#include <boost/asio/write.hpp>

#include <atomic>
#include <thread>

namespace hagukumi::test {
namespace {

using Tcp = boost::asio::ip::tcp;
using Reached = line::HttpAnswer::Reached;

/// Takes one request and answers with these bytes; an empty answer closes the connection.
struct Listener {
    explicit Listener(std::string answer) : x_answer(std::move(answer)) {}
    ~Listener() { x_thread.join(); }

    std::string url() const
    {
        return "http://127.0.0.1:" + std::to_string(x_acceptor.local_endpoint().port()) +
               "/v2/bot/message/push";
    }
    std::string head;

private:
    boost::asio::io_context x_context;
    Tcp::acceptor x_acceptor{x_context, Tcp::endpoint(boost::asio::ip::address_v4::loopback(), 0)};
    std::string x_answer;
    std::thread x_thread{[this] {
        Tcp::socket socket(x_context);
        x_acceptor.accept(socket);
        boost::asio::streambuf buffer;
        boost::system::error_code ignored;
        boost::asio::read_until(socket, buffer, "}", ignored);
        head.assign(boost::asio::buffers_begin(buffer.data()), boost::asio::buffers_end(buffer.data()));
        if (!x_answer.empty()) boost::asio::write(socket, boost::asio::buffer(x_answer), ignored);
    }};
};

line::HttpAnswer post(const std::string& url)
{
    line::CurlTransport transport({});
    return transport.send({"POST", url, {{"Content-Type", "application/json"}}, R"({"to":"U1"})"});
}

TEST(CurlTransport, CarriesBodyStatusAndHeaders)
{
    Listener listener("HTTP/1.1 409 Conflict\r\nX-Line-Request-Id: r-9\r\nContent-Length: 2\r\n\r\n{}");
    const line::HttpAnswer answer = post(listener.url());
    EXPECT_EQ(answer.reached, Reached::answered);
    EXPECT_EQ(answer.status, 409);
    EXPECT_EQ(answer.body, "{}");
    EXPECT_EQ(answer.header("x-line-request-id"), "r-9");
    EXPECT_NE(listener.head.find("POST /v2/bot/message/push HTTP/1.1\r\n"), std::string::npos);
    EXPECT_NE(listener.head.find("Content-Type: application/json\r\n"), std::string::npos);
    EXPECT_TRUE(listener.head.ends_with("\r\n\r\n{\"to\":\"U1\"}"));
}

TEST(CurlTransport, AConnectionThatBreaksAfterTheRequestMayHaveReachedLine)
{
    Listener listener("");
    EXPECT_EQ(post(listener.url()).reached, Reached::perhaps);
}

// libcurl repeats a request by itself when the connection that it kept ends without an answer.
TEST(CurlTransport, ARequestThatWentOutAgainOverANewConnectionIsMarked)
{
    boost::asio::io_context context;
    Tcp::acceptor acceptor(context, Tcp::endpoint(boost::asio::ip::address_v4::loopback(), 0));
    const std::string url = "http://127.0.0.1:" + std::to_string(acceptor.local_endpoint().port()) + "/";
    std::thread server([&] {
        const std::string right = "HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\n{}";
        const auto take = [](Tcp::socket& socket) {
            boost::asio::streambuf buffer;
            boost::system::error_code ignored;
            boost::asio::read_until(socket, buffer, "}", ignored);
        };
        Tcp::socket first(context), second(context);
        acceptor.accept(first);
        take(first);
        boost::asio::write(first, boost::asio::buffer(right));
        take(first);
        first.close();
        acceptor.accept(second);
        take(second);
        boost::asio::write(second, boost::asio::buffer(right));
    });
    line::CurlTransport transport({});
    const line::HttpRequest request{"POST", url, {}, R"({"to":"U1"})"};
    EXPECT_FALSE(transport.send(request).perhaps_twice);
    const line::HttpAnswer again = transport.send(request);
    EXPECT_EQ(again.reached, Reached::answered);
    EXPECT_TRUE(again.perhaps_twice);
    server.join();
}

TEST(CurlTransport, WithoutAConnectionNothingWasSent)
{
    boost::asio::io_context context;
    Tcp::acceptor taken(context, Tcp::endpoint(boost::asio::ip::address_v4::loopback(), 0));
    const auto port = taken.local_endpoint().port();
    taken.close();
    const line::HttpAnswer answer = post("http://127.0.0.1:" + std::to_string(port) + "/");
    EXPECT_EQ(answer.reached, Reached::no);
    EXPECT_NE(answer.why, "");
}

}  // namespace
}  // namespace hagukumi::test
