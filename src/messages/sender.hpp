// What the courier needs from above: a way to send, and the people behind a household.  mail implements the
// first, app joins people's tables to the second.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "store/transaction.hpp"

namespace hagukumi::messages {

/// One message to one person.
struct Outgoing {
    MunicipalityCode municipality;
    Id id;                 ///< the same for every attempt
    Instant at;            ///< when it happened
    std::string to;        ///< the address
    std::string language;  ///< a code of base/language.hpp: "vi"
    std::string subject;
    std::string body;
    std::string message_template = {};  ///< what it is about: "used"
};

enum class Delivery {
    sent,
    later,  ///< not now: connection refused, 4xx
    never,  ///< not ever: refused address, 5xx
    gone,   ///< nor anything else: the address is no more (a browser that was taken off, push only)
};

struct Sent {
    Delivery delivery = Delivery::later;
    std::string why;  ///< for the operator; no address in it
};

/// A channel.  Called on the courier's thread; may block, within its own deadline.
class Sender {
public:
    virtual ~Sender() = default;
    virtual Sent send(const Outgoing& message) = 0;
};

/// The channels of an installation; one that is null promises nothing to anybody.
struct Senders {
    Sender* mail = nullptr;
    Sender* line = nullptr;
    Sender* push = nullptr;
};

/// Somebody who may be told.
struct Recipient {
    Id account;
    std::string language;                  ///< as above
    std::optional<std::string> email;      ///< confirmed address, if the person wants mail
    bool hide_places = false;              ///< 支援措置: messages to the family name no facility (X-17)
    std::optional<std::string> line = {};  ///< LINE's user id, if messages arrive there
    std::vector<Id> devices = {};          ///< that are shown notices (push_devices.hpp); the courier's own
};

class AddressBook {
public:
    virtual ~AddressBook() = default;
    virtual std::vector<Recipient> people_of_household(store::Snapshot& snapshot, const Id& household) = 0;
    virtual std::optional<Recipient> person(store::Snapshot& snapshot, const Id& account) = 0;
};

}  // namespace hagukumi::messages
