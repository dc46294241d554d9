#include "line/fake_line.hpp"

namespace hagukumi::test {

using Answer = FakeLine::Answer;

FakeLine::FakeLine()
    : give_token([this] {
          return answer(200, R"({"access_token":"token-)" + std::to_string(++tokens_given) +
                                 R"(","expires_in":900,"token_type":"Bearer"})");
      })
{
}

FakeLine::~FakeLine() = default;

Answer FakeLine::answer(int status, std::string body)
{
    Answer out;
    out.reached = Answer::Reached::answered;
    out.status = status;
    out.body = std::move(body);
    out.headers = {{"x-line-request-id", "r-1"}};
    return out;
}

Answer FakeLine::message(int status, const std::string& text)
{
    return answer(status, R"({"message":")" + text + R"("})");
}

Answer FakeLine::silence(Answer::Reached reached)
{
    Answer out;
    out.reached = reached;
    out.why = "nobody answers";
    return out;
}

Answer FakeLine::send(const Request& request)
{
    const std::lock_guard lock(x_mutex);
    if (request.url.ends_with("/oauth2/v3/token")) {
        token_request = request;
        return give_token();
    }
    asked.push_back(request);
    if (answers.empty()) return answer(200);
    Answer next = answers.front();
    answers.pop_front();
    return next;
}

std::string FakeLine::header(const Request& request, std::string_view name)
{
    for (const auto& [header, value] : request.headers)
        if (header == name) return value;
    return {};
}

}  // namespace hagukumi::test
