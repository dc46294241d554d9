#include "people/account.hpp"

#include <array>

#include "base/result.hpp"

namespace hagukumi::people {

namespace {

constexpr std::array<std::string_view, 5> role_names = {"parent", "facility_staff", "facility_manager",
                                                        "officer", "operator"};

}  // namespace

std::string_view name_of(Role role)
{
    const auto number = static_cast<std::size_t>(role);
    must(number >= 1 && number <= role_names.size(), "a role is one of the five");
    return role_names[number - 1];
}

std::optional<Role> parse_role(std::string_view name)
{
    for (std::size_t i = 0; i < role_names.size(); ++i)
        if (role_names[i] == name) return static_cast<Role>(i + 1);
    return std::nullopt;
}

Realm realm_of(Role role)
{
    switch (role) {
        case Role::parent: return Realm::parent;
        case Role::facility_staff:
        case Role::facility_manager: return Realm::desk;
        case Role::officer:
        case Role::operator_: return Realm::office;
    }
    throw BugFound("a role is one of the five");
}

std::string_view name_of(Rights rights)
{
    return rights == Rights::full ? "full" : "helper";
}

std::string_view name_of(Realm realm)
{
    switch (realm) {
        case Realm::parent: return "parent";
        case Realm::desk: return "desk";
        case Realm::office: return "office";
    }
    throw BugFound("a realm is one of the three");
}

}  // namespace hagukumi::people
