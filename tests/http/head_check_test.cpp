// L9, T32: heads made by hand, and which of them we take.  Widely used parsers take about half of
// the refused ones.
#include "http/head_check.hpp"

#include <gtest/gtest.h>

#include <vector>

namespace hagukumi::http {
namespace {

using namespace std::string_literals;

const std::vector<std::string> ours{"hagukumi.example.jp", "127.0.0.1:8080"};

HeadRules rules()
{
    HeadRules rules;
    rules.hosts = ours;
    return rules;
}

struct Case {
    const char* name;
    std::string head;
    int status;  ///< 0: well-formed and ours
};

const std::string host = "Host: hagukumi.example.jp\r\n";

std::vector<Case> cases()
{
    std::string many;
    for (int i = 0; i < 1000; ++i) many += "X-" + std::to_string(i) + ": 1\r\n";
    return {
        {"1 plain", "GET / HTTP/1.1\r\n" + host + "\r\n", 0},
        {"2 body by length", "POST /a HTTP/1.1\r\n" + host + "Content-Length: 5\r\n\r\n", 0},
        {"3 body in chunks", "POST /a HTTP/1.1\r\n" + host + "Transfer-Encoding: chunked\r\n\r\n", 0},
        {"4 HTTP/1.0 with a host", "GET / HTTP/1.0\r\n" + host + "\r\n", 0},
        {"5 absolute target of our host", "GET http://hagukumi.example.jp/a HTTP/1.1\r\n" + host + "\r\n", 0},
        {"6 host in capitals", "GET / HTTP/1.1\r\nHost: HAGUKUMI.example.JP\r\n\r\n", 0},
        {"7 host with its port", "GET / HTTP/1.1\r\nHost: 127.0.0.1:8080\r\n\r\n", 0},
        {"8 encoded target", "GET /%E5%8C%BA?q=a%20b HTTP/1.1\r\n" + host + "\r\n", 0},
        {"9 empty value", "GET / HTTP/1.1\r\n" + host + "X-Empty:\r\n\r\n", 0},

        {"10 xchunked",
         "POST / HTTP/1.1\r\n" + host + "Transfer-Encoding: xchunked\r\nContent-Length: 5\r\n\r\n", 400},
        {"11 identity",
         "POST / HTTP/1.1\r\n" + host + "Transfer-Encoding: identity\r\nContent-Length: 5\r\n\r\n", 400},
        {"12 chunked, identity",
         "POST / HTTP/1.1\r\n" + host + "Transfer-Encoding: chunked, identity\r\n\r\n", 400},
        {"13 gzip, chunked", "POST / HTTP/1.1\r\n" + host + "Transfer-Encoding: gzip, chunked\r\n\r\n", 400},
        {"14 chunked twice",
         "POST / HTTP/1.1\r\n" + host + "Transfer-Encoding: chunked\r\nTransfer-Encoding: chunked\r\n\r\n",
         400},
        {"15 chunked with a length",
         "POST / HTTP/1.1\r\n" + host + "Transfer-Encoding: chunked\r\nContent-Length: 5\r\n\r\n", 400},
        {"16 chunked in 1.0", "POST / HTTP/1.0\r\n" + host + "Transfer-Encoding: chunked\r\n\r\n", 400},
        {"17 name with a blank", "POST / HTTP/1.1\r\n" + host + "Transfer-Encoding : chunked\r\n\r\n", 400},
        {"18 folded line", "GET / HTTP/1.1\r\n" + host + "X-A: 1\r\n 2\r\n\r\n", 400},
        {"19 folded first line", "GET / HTTP/1.1\r\n X-A: 1\r\n" + host + "\r\n", 400},
        {"20 length listed", "POST / HTTP/1.1\r\n" + host + "Content-Length: 5, 5\r\n\r\n", 400},
        {"21 length twice", "POST / HTTP/1.1\r\n" + host + "Content-Length: 5\r\nContent-Length: 5\r\n\r\n",
         400},
        {"22 length with a sign", "POST / HTTP/1.1\r\n" + host + "Content-Length: +5\r\n\r\n", 400},
        {"23 negative length", "POST / HTTP/1.1\r\n" + host + "Content-Length: -5\r\n\r\n", 400},
        {"24 hexadecimal length", "POST / HTTP/1.1\r\n" + host + "Content-Length: 0x5\r\n\r\n", 400},
        {"25 empty length", "POST / HTTP/1.1\r\n" + host + "Content-Length:\r\n\r\n", 400},
        {"26 huge length", "POST / HTTP/1.1\r\n" + host + "Content-Length: 99999999999999999999\r\n\r\n",
         400},
        {"27 no host", "GET / HTTP/1.1\r\n\r\n", 400},
        {"28 two hosts", "GET / HTTP/1.1\r\n" + host + host + "\r\n", 400},
        {"29 another host", "GET / HTTP/1.1\r\nHost: other.example\r\n\r\n", 421},
        {"30 absolute target of another host", "GET http://other.example/ HTTP/1.1\r\n" + host + "\r\n", 400},
        {"31 two hosts in one", "GET / HTTP/1.1\r\nHost: hagukumi.example.jp, other.example\r\n\r\n", 400},
        {"32 a thousand fields", "GET / HTTP/1.1\r\n" + host + many + "\r\n", 431},
        {"33 raw 8-bit target", "GET /\xe5\x8c\xba HTTP/1.1\r\n" + host + "\r\n", 400},
        {"34 zero byte in the target", "GET /a%00b HTTP/1.1\r\n" + host + "\r\n", 400},
        {"35 zero byte in a value", "GET / HTTP/1.1\r\n" + host + "X-A: 1\0002\r\n\r\n"s, 400},
        {"36 bare line feeds", "GET / HTTP/1.1\nHost: hagukumi.example.jp\n\n", 400},
        {"37 bare carriage return", "GET / HTTP/1.1\r\n" + host + "X-A: 1\r2\r\n\r\n", 400},
        {"38 no colon", "GET / HTTP/1.1\r\n" + host + "X-A\r\n\r\n", 400},
        {"39 two blanks", "GET  / HTTP/1.1\r\n" + host + "\r\n", 400},
        {"40 no version", "GET /\r\n" + host + "\r\n", 400},
        {"41 another version", "GET / HTTP/2.0\r\n" + host + "\r\n", 505},
        {"42 unknown method", "BREW / HTTP/1.1\r\n" + host + "\r\n", 501},

        {"43 CONNECT", "CONNECT other.example:443 HTTP/1.1\r\n" + host + "\r\n", 501},
        {"44 long target", "GET /" + std::string(5000, 'a') + " HTTP/1.1\r\n" + host + "\r\n", 414},
        {"45 long head", "GET / HTTP/1.1\r\n" + host + "X-A: " + std::string(20000, 'a') + "\r\n\r\n", 431},
        {"46 half an escape", "GET /a%2 HTTP/1.1\r\n" + host + "\r\n", 400},
        {"47 fragment", "GET /a#b HTTP/1.1\r\n" + host + "\r\n", 400},
        {"48 two cookies", "GET / HTTP/1.1\r\n" + host + "Cookie: a=1\r\nCookie: a=2\r\n\r\n", 400},
        {"49 user in the host", "GET / HTTP/1.1\r\nHost: a@hagukumi.example.jp\r\n\r\n", 400},
        {"50 empty name", "GET / HTTP/1.1\r\n" + host + ": 1\r\n\r\n", 400},
        {"51 tab before chunked", "POST / HTTP/1.1\r\n" + host + "Transfer-Encoding:\tchunked\r\n\r\n", 0},
        {"52 vertical tab before chunked",
         "POST / HTTP/1.1\r\n" + host + "Transfer-Encoding: \vchunked\r\n\r\n", 400},
        {"53 asterisk", "GET * HTTP/1.1\r\n" + host + "\r\n", 400},
    };
}

TEST(HeadCheck, L9_T32_TakesExactlyTheWellFormedHeadsThatNameUs)
{
    for (const Case& one : cases()) {
        Head head;
        const auto flaw = read_head(one.head, rules(), head);
        EXPECT_EQ(flaw ? flaw->status : 0, one.status) << one.name;
    }
}

TEST(HeadCheck, FindsTheEndHoweverTheBytesCome)
{
    const std::string head = cases()[1].head;
    for (std::size_t size = 1; size < head.size(); ++size)
        EXPECT_EQ(find_head_end(std::string_view(head).substr(0, size), size - 1).length, 0u) << size;
    EXPECT_EQ(find_head_end(head, head.size() - 1).length, head.size());
    EXPECT_EQ(find_head_end(head + "GET / HTTP/1.1").length, head.size());
}

TEST(HeadCheck, DoesNotWaitForMoreOfWhatIsNoRequest)
{
    EXPECT_TRUE(find_head_end("GET / HTTP/1.1\nHost").is_flawed);
    EXPECT_TRUE(find_head_end("\r\n").is_flawed);
    EXPECT_TRUE(find_head_end("\x16\x03\x01").is_flawed);  // TLS where none is spoken
    EXPECT_TRUE(find_head_end(" GET").is_flawed);
}

}  // namespace
}  // namespace hagukumi::http
