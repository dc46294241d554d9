#include "media/document.hpp"

#include <array>

#include "media/parts.hpp"

namespace hagukumi::media {

namespace {

/// HEIF and AVIF: a box "ftyp" with the brand of a picture.
bool is_heic(std::string_view bytes)
{
    constexpr std::array<std::string_view, 8> brands{"heic", "heix", "hevc", "heim",
                                                     "heis", "mif1", "msf1", "avif"};
    if (bytes.size() < 12 || bytes.substr(4, 4) != "ftyp") return false;
    for (const std::string_view brand : brands) {
        if (bytes.substr(8, 4) == brand) return true;
    }
    return false;
}

}  // namespace

Result<Document> read_document(std::string_view bytes, const Limits& limits)
{
    if (bytes.empty()) {
        return fail(
            ErrorKind::malformed, "document_empty",
            {"ファイルが空です。もう一度お選びください。", "The file is empty. Please choose it again."});
    }
    if (bytes.size() > limits.most_bytes) {
        const std::string megabytes = std::to_string(limits.most_bytes >> 20);
        return fail(ErrorKind::malformed, "document_too_large",
                    {"ファイルが大きすぎます（" + megabytes + "MBまで）。撮り直すか、小さくしてください。",
                     "The file is too large (at most " + megabytes +
                         " MB). Please take the picture again or make it smaller."});
    }
    if (bytes.starts_with("\xFF\xD8\xFF")) return read_jpeg(bytes, limits);
    if (bytes.starts_with("\x89PNG\r\n\x1A\n")) return read_png(bytes, limits);
    if (bytes.starts_with("%PDF-")) return read_pdf(bytes, limits);
    if (is_heic(bytes)) {
        return fail(ErrorKind::malformed, "document_heic",
                    {"この写真の形式（HEIC）は開けません。iPhoneでは「設定」→「カメラ」→「フォーマット」で"
                     "「互換性優先」にして撮り直すか、写真のスクリーンショットをお送りください。",
                     "This kind of photograph (HEIC) cannot be opened. On an iPhone choose Settings, Camera, "
                     "Formats, Most Compatible and take it again, or send a screenshot of it."});
    }
    return fail(
        ErrorKind::malformed, "document_unknown",
        {"写真（JPEG、PNG）かPDFをお選びください。", "Please choose a photograph (JPEG, PNG) or a PDF."});
}

std::string_view media_type(Kind kind)
{
    return kind == Kind::pdf ? "application/pdf" : "image/jpeg";
}

tl::unexpected<Error> broken()
{
    return fail(ErrorKind::malformed, "document_broken",
                {"ファイルが途中で切れているか、壊れています。もう一度お選びください。",
                 "The file ends early or is damaged. Please choose it again."});
}

tl::unexpected<Error> too_many_pixels()
{
    return fail(ErrorKind::malformed, "photograph_too_large",
                {"写真の画素数が大きすぎます。カメラの設定で小さくして撮り直してください。",
                 "The photograph has too many pixels. Please take it again with a smaller setting."});
}

}  // namespace hagukumi::media
