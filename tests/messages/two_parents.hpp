// Two parents of a household, what they are promised, and a courier whose post, LINE and push are played.
#pragma once

#include <gtest/gtest.h>

#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "messages/courier.hpp"
#include "messages/notices.hpp"
#include "store/scratch.hpp"
#include "store/statements.hpp"

namespace hagukumi::test {

inline const Id mother = number_id(11), father = number_id(12), household = number_id(1);

struct Family final : messages::AddressBook {
    std::vector<messages::Recipient> people{{mother, "ja", "mother@example.jp"},
                                            {father, "en", std::nullopt}};

    std::function<void()> meanwhile = [] {};

    std::vector<messages::Recipient> people_of_household(store::Snapshot& snapshot, const Id& which) override
    {
        std::exchange(meanwhile, [] {})();
        if (which != household || snapshot.municipality() != nerima) return {};
        return people;
    }
    bool is_database_away = false;

    std::optional<messages::Recipient> person(store::Snapshot&, const Id& account) override
    {
        if (is_database_away) throw store::Failure(store::Failure::Kind::unavailable, "line cut");
        for (const messages::Recipient& person : people)
            if (person.account == account) return person;
        return std::nullopt;
    }
};

struct Postman final : messages::Sender {
    std::vector<messages::Outgoing> sent;
    std::function<messages::Sent()> answer = [] { return messages::Sent{messages::Delivery::sent, ""}; };

    messages::Sent send(const messages::Outgoing& message) override
    {
        sent.push_back(message);
        return answer();
    }
};

inline const char* const used_params =
    R"({"coupon":"利用券","facility":"もりの助産院","when":"7月8日","service":"宿泊型","units":2,"unit":"日","left":"5日"})";

struct Outbox : testing::Test {
    Scratch scratch;
    std::unique_ptr<store::Database> database = open(scratch.file("messages.sqlite"));
    Family family;
    Postman postman, line, push;
    Instant now{1'000'000'000'000};
    std::vector<std::string> log;
    std::unique_ptr<messages::Courier> courier = make_courier();

    Outbox()
    {
        for (const MunicipalityCode municipality : {nerima, meguro})
            change(municipality, [](store::Transaction& tx) { tx.execute(add_municipality, "町"); });
    }

    std::unique_ptr<messages::Courier> make_courier()
    {
        messages::Courier::Settings settings;
        settings.now = [this] { return now; };
        settings.jitter = [] { return 0.5; };
        settings.log = [this](const std::string& what) { log.push_back(what); };
        return std::make_unique<messages::Courier>(*database, family,
                                                   messages::Senders{&postman, &line, &push}, settings);
    }

    template <class Change>
    void change(MunicipalityCode municipality, Change what)
    {
        const auto done = run_on(*database, municipality, [&](store::Transaction& tx) -> Result<int> {
            what(tx);
            return 1;
        });
        ASSERT_TRUE(done) << done.error().message.en;
    }

    void promise(std::uint64_t id, std::string_view channel = messages::channel::household, Id to = household)
    {
        change(nerima, [&](store::Transaction& tx) {
            messages::enqueue(tx, {number_id(id), now, channel, to, "used", used_params});
        });
    }

    messages::Backlog backlog()
    {
        messages::Backlog found;
        database->read(nerima, [&](store::Snapshot& snapshot) { found = messages::backlog(snapshot, {0}); });
        return found;
    }

    std::vector<messages::Notice> notices(const Id& account)
    {
        std::vector<messages::Notice> found;
        database->read(nerima, [&](store::Snapshot& snapshot) {
            found = messages::notices_before(snapshot, account, {}, 50);
        });
        return found;
    }

    void deliver_all()
    {
        for (int rounds = 0; rounds < 10 && courier->deliver_due() > 0; ++rounds) {
        }
    }
};

}  // namespace hagukumi::test
