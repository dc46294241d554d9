// The second form of a mail: the same words as a page, for readers that show pages.
#pragma once

#include <string>
#include <string_view>

namespace hagukumi::mail {

/// The text as HTML: paragraphs where it has empty lines, its addresses of pages as links, nothing that is
/// loaded from elsewhere.  `language` is a tag of RFC 5646.
std::string in_html(std::string_view subject, std::string_view text, std::string_view language);

}  // namespace hagukumi::mail
