#include "base/unicode.hpp"

#include "base/result.hpp"

namespace hagukumi {

icu::UnicodeString utf16(std::string_view text)
{
    return icu::UnicodeString::fromUTF8(icu::StringPiece(text.data(), static_cast<int>(text.size())));
}

std::string utf8(const icu::UnicodeString& text)
{
    std::string out;
    text.toUTF8String(out);
    return out;
}

const icu::Normalizer2& nfkc_form()
{
    UErrorCode error = U_ZERO_ERROR;
    const icu::Normalizer2* const form = icu::Normalizer2::getNFKCInstance(error);
    must(U_SUCCESS(error), "ICU has the NFKC tables");
    return *form;
}

icu::UnicodeString normalised(const icu::Normalizer2& form, const icu::UnicodeString& text)
{
    UErrorCode error = U_ZERO_ERROR;
    icu::UnicodeString out = form.normalize(text, error);
    must(U_SUCCESS(error), "any text can be normalised");
    return out;
}

}  // namespace hagukumi
