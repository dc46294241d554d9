// qpdf asks which of its pointers are meant: those of the standard library.
#define POINTERHOLDER_TRANSITION 4

#include <algorithm>
#include <array>
#include <exception>

#include <qpdf/QPDF.hh>
#include <qpdf/QPDFWriter.hh>

#include "media/parts.hpp"

namespace hagukumi::media {

namespace {

/// What makes a page do something, fetch something or carry something.
constexpr std::array<const char*, 8> active_keys{"/JS", "/JavaScript", "/Launch", "/EmbeddedFiles",
                                                 "/EF", "/RichMedia",  "/XFA",    "/AA"};
constexpr std::array<const char*, 7> active_actions{"/JavaScript", "/Launch", "/SubmitForm", "/ImportData",
                                                    "/GoToR",      "/GoToE",  "/Rendition"};

bool is_active(QPDFObjectHandle object)
{
    if (object.isStream()) object = object.getDict();
    if (!object.isDictionary()) return false;
    for (const char* key : active_keys) {
        if (object.hasKey(key)) return true;
    }
    QPDFObjectHandle action = object.getKey("/S");
    return action.isName() && std::any_of(active_actions.begin(), active_actions.end(),
                                          [&](const char* name) { return action.getName() == name; });
}

/// Also what stands inside of an object and is none of its own.
bool is_active_inside(const QPDFObjectHandle& object, int depth)
{
    constexpr int most_depth = 50;
    if (depth > most_depth || is_active(object)) return true;
    QPDFObjectHandle whole = object;
    if (whole.isStream()) whole = whole.getDict();
    const auto look = [&](QPDFObjectHandle part) {
        return !part.isIndirect() && is_active_inside(part, depth + 1);
    };
    if (whole.isArray()) {
        for (int i = 0; i < whole.getArrayNItems(); ++i) {
            if (look(whole.getArrayItem(i))) return true;
        }
    } else if (whole.isDictionary()) {
        for (const std::string& key : whole.getKeys()) {
            if (look(whole.getKey(key))) return true;
        }
    }
    return false;
}

tl::unexpected<Error> locked()
{
    return fail(ErrorKind::malformed, "pdf_locked",
                {"PDFにパスワードがかかっています。外すか、写真に撮ってお送りください。",
                 "The PDF has a password. Please take it away, or send a photograph."});
}

/// Writes it again, without what says who made it, when and with what.
std::string made_anew(QPDF& pdf)
{
    pdf.getTrailer().removeKey("/Info");
    pdf.getRoot().removeKey("/Metadata");
    pdf.getRoot().removeKey("/OpenAction");
    QPDFWriter writer(pdf);
    writer.setOutputMemory();
    writer.setDeterministicID(true);
    writer.write();
    const auto buffer = writer.getBufferSharedPointer();
    return {reinterpret_cast<const char*>(buffer->getBuffer()), buffer->getSize()};
}

}  // namespace

Result<Document> read_pdf(std::string_view bytes, const Limits& limits)
{
    try {
        QPDF pdf;
        pdf.setSuppressWarnings(true);
        pdf.setAttemptRecovery(false);
        pdf.processMemoryFile("document", bytes.data(), bytes.size());
        if (pdf.isEncrypted()) return locked();
        const auto pages = static_cast<int>(std::min<std::size_t>(pdf.getAllPages().size(), 1'000'000));
        if (pages < 1) return broken();
        if (pages > limits.most_pages) {
            const std::string most = std::to_string(limits.most_pages);
            return fail(
                ErrorKind::malformed, "pdf_too_long",
                {"PDFのページが多すぎます（" + most + "ページまで）。必要なページだけにしてください。",
                 "The PDF has too many pages (at most " + most +
                     "). Please keep only those that are needed."});
        }
        const auto objects = pdf.getAllObjects();
        if (std::any_of(objects.begin(), objects.end(),
                        [](const QPDFObjectHandle& one) { return is_active_inside(one, 0); })) {
            return fail(
                ErrorKind::malformed, "pdf_active",
                {"PDFにプログラムや添付ファイルが入っています。印刷した紙を写真に撮ってお送りください。",
                 "There are scripts or attachments in the PDF. Please print it and send a photograph."});
        }
        return Document{Kind::pdf, made_anew(pdf), pages};
    } catch (const QPDFExc& found) {
        if (found.getErrorCode() == qpdf_e_password) return locked();
        return broken();
    } catch (const std::exception&) {
        return broken();  // qpdf throws logic errors, too, where a file contradicts itself
    }
}

}  // namespace hagukumi::media
