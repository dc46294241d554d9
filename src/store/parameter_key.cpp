#include "store/parameter_key.hpp"

namespace hagukumi::store {

void append_key(std::string& key, std::span<const Parameter> parameters)
{
    for (const Parameter& parameter : parameters) {
        key += static_cast<char>(parameter.kind);
        if (parameter.kind == Parameter::Kind::null) continue;
        if (parameter.kind == Parameter::Kind::integer) {
            key.append(reinterpret_cast<const char*>(&parameter.integer), sizeof parameter.integer);
            continue;
        }
        key.append(reinterpret_cast<const char*>(&parameter.size), sizeof parameter.size);
        if (parameter.size > 0) key.append(static_cast<const char*>(parameter.data), parameter.size);
    }
}

}  // namespace hagukumi::store
