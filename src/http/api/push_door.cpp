#include "http/api/push_door.hpp"

#include <atomic>

namespace hagukumi::http {

namespace {

std::atomic<const messages::PushServices*> offered{nullptr};

}  // namespace

void offer_push(const messages::PushServices* services)
{
    offered = services;
}

const messages::PushServices* push_services()
{
    return offered;
}

}  // namespace hagukumi::http
