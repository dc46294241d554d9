// A few connections that many threads take turns with.
#pragma once

#include <condition_variable>
#include <functional>
#include <memory>
#include <mutex>
#include <vector>

namespace hagukumi::store {

template <class Connection>
class Pool {
public:
    using Open = std::function<std::unique_ptr<Connection>()>;

    /// Opens `count` of them at once; throws what `open` throws.
    Pool(int count, Open open) : x_open(std::move(open))
    {
        for (int i = 0; i < count; ++i) x_free.push_back(x_open());
    }

    /// One of them for as long as this lives.
    class Taken {
    public:
        explicit Taken(Pool& pool) : x_pool(pool), x_connection(pool.take()) {}
        ~Taken() { x_pool.give_back(std::move(x_connection)); }
        Taken(const Taken&) = delete;
        Taken& operator=(const Taken&) = delete;

        Connection& operator*() { return *x_connection; }
        Connection* operator->() { return x_connection.get(); }

        /// Closes this one, because it is no longer of use, and opens another in its place.
        void replace()
        {
            x_connection.reset();
            x_connection = x_pool.x_open();
        }
        bool is_open() const { return x_connection != nullptr; }

    private:
        Pool& x_pool;
        std::unique_ptr<Connection> x_connection;  ///< null when another could not be opened
    };

private:
    std::unique_ptr<Connection> take()
    {
        std::unique_lock lock(x_mutex);
        x_returned.wait(lock, [&] { return !x_free.empty(); });
        auto connection = std::move(x_free.back());
        x_free.pop_back();
        return connection;
    }

    void give_back(std::unique_ptr<Connection> connection)
    {
        std::lock_guard lock(x_mutex);
        x_free.push_back(std::move(connection));
        x_returned.notify_one();
    }

    const Open x_open;
    std::mutex x_mutex;
    std::condition_variable x_returned;
    std::vector<std::unique_ptr<Connection>> x_free;
};

}  // namespace hagukumi::store
