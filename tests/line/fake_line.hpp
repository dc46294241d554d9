// A LINE that answers as the test says, and remembers what it was asked.
#pragma once

#include <deque>
#include <functional>
#include <mutex>
#include <string>
#include <string_view>
#include <vector>

#include "line/client.hpp"

namespace hagukumi::test {

struct FakeLine final : line::Transport {
    using Answer = line::HttpAnswer;
    using Request = line::HttpRequest;

    FakeLine();
    ~FakeLine() override;

    static Answer answer(int status, std::string body = "{}");
    static Answer message(int status, const std::string& text);
    static Answer silence(Answer::Reached reached);

    std::vector<Request> asked;  ///< all but tokens
    std::deque<Answer> answers;  ///< one each; then 200
    int tokens_given = 0;
    std::function<Answer()> give_token;

    Answer send(const Request& request) override;
    Request token_request;

    static std::string header(const Request& request, std::string_view name);

private:
    std::mutex x_mutex;
};

}  // namespace hagukumi::test
