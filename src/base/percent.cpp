#include "base/percent.hpp"

#include <boost/url/encode.hpp>
#include <boost/url/rfc/unreserved_chars.hpp>

namespace hagukumi {

std::string percent_encoded(std::string_view text)
{
    return boost::urls::encode(text, boost::urls::unreserved_chars);
}

}  // namespace hagukumi
