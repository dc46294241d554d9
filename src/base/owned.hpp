// What a library in C made, given back when its owner goes.
#pragma once

#include <memory>

namespace hagukumi {

template <auto give_back>
struct GiveBack {
    template <class T>
    void operator()(T* it) const
    {
        give_back(it);
    }
};

/// Owned<EVP_PKEY, EVP_PKEY_free>: `give_back` is the library's own function, never called with nothing.
template <class T, auto give_back>
using Owned = std::unique_ptr<T, GiveBack<give_back>>;

}  // namespace hagukumi
