// One request on its way: from the event loop to a reader or the lane, and back through the mailbox.
#pragma once

#include <chrono>
#include <functional>
#include <memory>
#include <mutex>
#include <string>
#include <string_view>
#include <vector>

#include "http/request.hpp"
#include "http/response.hpp"

namespace hagukumi::http {

/// The connection keeps the request alive and unchanged until the answer is in the mailbox.
class Exchange : public std::enable_shared_from_this<Exchange> {
public:
    virtual ~Exchange() = default;

    virtual const Request& request() const = 0;

    /// The answer; on the loop.
    virtual void respond(Result<Response> answer) = 0;

    // A stream of events instead of one answer; on the loop.
    virtual void begin_stream(const Response& head) = 0;
    /// False: the client does not keep up, or has gone.
    virtual bool send(std::string_view bytes) = 0;
    virtual void end_stream() = 0;

    /// What it is counted and logged as: the route's name, nothing of the address.
    std::string_view name;

    /// The session cookie's value; set before the request goes on its way.
    std::string token;

    /// Left by whoever worked on the request, before it goes into the mailbox.
    Result<Response> answer;
    /// After the request, before which the answer is not given (challenge mode).
    std::chrono::milliseconds delay{0};
};

/// Brings answers from other threads to the loop: many answers, one wake-up.
class Mailbox : public std::enable_shared_from_this<Mailbox> {
public:
    using Task = std::function<void()>;

    struct Letters {
        std::vector<std::shared_ptr<Exchange>> answered;  ///< in the order in which they were put
        std::vector<Task> tasks;
    };

    /// `wake` makes the loop call take() soon; it is called once until take().
    explicit Mailbox(std::function<void()> wake) : x_wake(std::move(wake)) {}

    /// exchange->answer is set.
    void put(std::shared_ptr<Exchange> exchange);
    void put(Task task);

    /// Without waking: for who puts many, and says wake() after the last.
    void put_by(std::shared_ptr<Exchange> exchange);
    void wake();

    /// Exchanges the content with `letters`, which is cleared first; on the loop.
    void take(Letters& letters);

    /// The loop has ended: whatever still comes is dropped.
    void close();

private:
    template <class Letter>
    void put_into(std::vector<Letter> Letters::*where, Letter letter, bool wakes);

    std::mutex x_mutex;
    Letters x_letters;
    bool x_is_closed = false;
    bool x_is_woken = false;
    std::function<void()> x_wake;
};

/// Whose question or command it is.
inline MunicipalityCode of(const Exchange& exchange)
{
    return exchange.request().municipality;
}

}  // namespace hagukumi::http
