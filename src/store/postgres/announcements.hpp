// Announcements from instance to instance, by LISTEN and NOTIFY.
#pragma once

#include <functional>
#include <span>
#include <string>
#include <thread>

#include "store/postgres/connection.hpp"

namespace hagukumi::store::postgres {

/// The statement that tells the other instances when its transaction is committed.
std::string notify_of(const Connection& connection, const std::string& instance,
                      std::span<const Announcement> announcements);

/// Hears what other instances announce, on a thread of its own, and passes it on. Connects again for as long
/// as it takes; what was announced meanwhile is missed, as it is by a screen whose own line was cut.
class Listener {
public:
    using Heard = std::function<void(std::span<const Announcement>)>;

    Listener(std::string address, std::string instance, Heard heard);
    ~Listener();
    Listener(const Listener&) = delete;
    Listener& operator=(const Listener&) = delete;

private:
    void listen();
    void listen_once();
    bool is_ended_within(int milliseconds);

    const std::string x_address, x_instance;
    const Heard x_heard;
    int x_end[2] = {-1, -1};  ///< a pipe: closed on one end when it is time to end
    std::thread x_thread;
};

}  // namespace hagukumi::store::postgres
