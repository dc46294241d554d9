#include "http/api/facility_json.hpp"

#include <type_traits>

#include "http/api/json_out.hpp"

namespace hagukumi::http {

namespace {

constexpr std::size_t longest = 600;  // bytes of one field

}  // namespace

boost::json::object facility_profile_to_json(const facilities::Profile& profile)
{
    boost::json::object out;
    facilities::for_each_field(
        [&](const char* name, const auto& field) {
            if constexpr (std::is_same_v<decltype(field), const std::optional<Date>&>)
                out[name] = to_json(field);
            else out[name] = field;
        },
        profile);
    return out;
}

facilities::Profile read_profile(JsonIn& in)
{
    facilities::Profile profile;
    facilities::for_each_field(
        [&](const char* name, auto& field) {
            using Field = std::decay_t<decltype(field)>;
            if constexpr (std::is_same_v<Field, bool>) field = in.flag(name);
            else if constexpr (std::is_same_v<Field, std::string>)
                field = &field == &profile.name ? in.text(name, longest)
                                                : in.maybe_text(name, longest).value_or("");
            else field = in.maybe_date(name);
        },
        profile);
    return profile;
}

}  // namespace hagukumi::http
