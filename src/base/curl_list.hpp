// libcurl's list of lines: the headers of a request, the recipients of a mail.
#pragma once

#include <curl/curl.h>

#include <string>

#include "base/owned.hpp"
#include "base/result.hpp"

namespace hagukumi {

using CurlList = Owned<curl_slist, curl_slist_free_all>;

inline void append(CurlList& list, const std::string& line)
{
    curl_slist* longer = curl_slist_append(list.get(), line.c_str());
    must(longer != nullptr, "there is memory for a line");
    static_cast<void>(list.release());
    list.reset(longer);
}

}  // namespace hagukumi
