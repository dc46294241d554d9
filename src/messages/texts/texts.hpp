// The words of messages, an area a file; for templates.cpp, which has them all.
//
// Words such as the coupon's name come as values, because each programme has its own.
#pragma once

#include "messages/templates.hpp"

namespace hagukumi::messages {

std::span<const Template> texts_of_coupons();
std::span<const Template> texts_of_accounts();
std::span<const Template> texts_of_bookings();
std::span<const Template> texts_of_registrations();
std::span<const Template> texts_of_applications();
std::span<const Template> texts_of_statements();
std::span<const Template> texts_of_staff();

}  // namespace hagukumi::messages
