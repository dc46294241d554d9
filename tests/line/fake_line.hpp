// A LINE that answers as the test says, and remembers what it was asked.
#pragma once

#include <deque>
#include <functional>
#include <mutex>
#include <string>
#include <vector>

#include "line/client.hpp"

namespace hagukumi::test {

struct FakeLine final : line::Transport {
    using Answer = line::HttpAnswer;
    using Request = line::HttpRequest;

    static Answer answer(int status, std::string body = "{}")
    {
        Answer out;
        out.reached = Answer::Reached::answered;
        out.status = status;
        out.body = std::move(body);
        out.headers = {{"x-line-request-id", "r-1"}};
        return out;
    }
    static Answer message(int status, const std::string& text)
    {
        return answer(status, R"({"message":")" + text + R"("})");
    }
    static Answer silence(Answer::Reached reached)
    {
        Answer out;
        out.reached = reached;
        out.why = "nobody answers";
        return out;
    }

    std::vector<Request> asked;  ///< all but tokens
    std::deque<Answer> answers;  ///< one each; then 200
    int tokens_given = 0;
    std::function<Answer()> give_token = [this] {
        return answer(200, R"({"access_token":"token-)" + std::to_string(++tokens_given) +
                               R"(","expires_in":900,"token_type":"Bearer"})");
    };

    Answer send(const Request& request) override
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
    Request token_request;

    static std::string header(const Request& request, std::string_view name)
    {
        for (const auto& [header, value] : request.headers)
            if (header == name) return value;
        return {};
    }

private:
    std::mutex x_mutex;
};

}  // namespace hagukumi::test
