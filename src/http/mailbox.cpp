#include <utility>

#include "http/exchange.hpp"

namespace hagukumi::http {

template <class Letter>
void Mailbox::put_into(std::vector<Letter> Letters::*where, Letter letter, bool wakes)
{
    const std::lock_guard lock(x_mutex);
    if (x_is_closed) return;
    (x_letters.*where).push_back(std::move(letter));
    // Under the lock, so that after close() nobody is woken any more.
    if (wakes && !std::exchange(x_is_woken, true)) x_wake();
}

void Mailbox::put(std::shared_ptr<Exchange> exchange)
{
    put_into(&Letters::answered, std::move(exchange), true);
}

void Mailbox::put(Task task)
{
    put_into(&Letters::tasks, std::move(task), true);
}

void Mailbox::put_by(std::shared_ptr<Exchange> exchange)
{
    put_into(&Letters::answered, std::move(exchange), false);
}

void Mailbox::wake()
{
    const std::lock_guard lock(x_mutex);
    if (x_is_closed || x_is_woken || (x_letters.answered.empty() && x_letters.tasks.empty())) return;
    x_is_woken = true;
    x_wake();
}

void Mailbox::take(Letters& letters)
{
    letters.answered.clear();
    letters.tasks.clear();
    const std::lock_guard lock(x_mutex);
    x_is_woken = false;
    std::swap(letters, x_letters);
}

void Mailbox::close()
{
    Letters unread;  // goes after the lock
    const std::lock_guard lock(x_mutex);
    x_is_closed = true;
    std::swap(unread, x_letters);
}

}  // namespace hagukumi::http
