// Passwords that are drawn for somebody else to type.
#pragma once

#include "people/secret.hpp"

namespace hagukumi::people {

/// Five groups of four letters and digits, 100 random bits; nothing that is mistaken for something else on
/// paper.
///     "k7mp-x2ha-93tz-qrwe-6dcn"
Secret draw_password(Randomness& randomness);

}  // namespace hagukumi::people
