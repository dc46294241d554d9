// Whatever somebody sends becomes a sound picture of our own making, or a sentence that says what to do.
#define POINTERHOLDER_TRANSITION 4

#include "media/document.hpp"

#include <gtest/gtest.h>
#include <png.h>

#include <qpdf/QPDF.hh>
#include <qpdf/QPDFPageDocumentHelper.hh>
#include <qpdf/QPDFWriter.hh>

#include "media/parts.hpp"
#include "media/pixels.hpp"

namespace hagukumi::test {
namespace {

using media::Kind;
using media::Pixels;
using media::read_document;
using namespace std::string_literals;

/// White, with a black corner at the top left.
Pixels picture(int width, int height)
{
    Pixels pixels;
    pixels.width = width;
    pixels.height = height;
    pixels.bytes.assign(static_cast<std::size_t>(3 * width * height), 255);
    for (int y = 0; y < height / 4; ++y) {
        for (int x = 0; x < 3 * (width / 4); ++x)
            pixels.bytes[static_cast<std::size_t>(3 * width * y + x)] = 0;
    }
    return pixels;
}

/// With a place where it was taken, as telephones write it.
std::string photograph(int width, int height, char orientation = 1)
{
    std::string jpeg = media::write_jpeg(picture(width, height)).value();
    const std::string exif = "Exif\0\0MM\0\x2A\0\0\0\x08\0\x01\x01\x12\0\x03\0\0\0\x01\0"s + orientation +
                             "\0\0\0\0\0\0GPS 35.66N 139.70E Canary"s;
    const auto length = static_cast<char>(exif.size() + 2);
    return jpeg.substr(0, 2) + "\xFF\xE1\0"s + length + exif + jpeg.substr(2);
}

std::string png(const Pixels& pixels)
{
    png_image image{};
    image.version = PNG_IMAGE_VERSION;
    image.width = static_cast<png_uint_32>(pixels.width);
    image.height = static_cast<png_uint_32>(pixels.height);
    image.format = PNG_FORMAT_RGB;
    png_alloc_size_t size = 0;
    png_image_write_to_memory(&image, nullptr, &size, 0, pixels.bytes.data(), 0, nullptr);
    std::string bytes(size, '\0');
    png_image_write_to_memory(&image, bytes.data(), &size, 0, pixels.bytes.data(), 0, nullptr);
    return bytes;
}

std::string pdf(int pages, const std::string& in_the_root = "", bool locked = false)
{
    QPDF made;
    made.emptyPDF();
    for (int i = 0; i < pages; ++i)
        QPDFPageDocumentHelper(made).addPage(
            made.makeIndirectObject(QPDFObjectHandle::parse("<< /Type /Page /MediaBox [0 0 595 842] >>")),
            false);
    made.getTrailer().replaceKey("/Info", QPDFObjectHandle::parse("<< /Author (Canary) >>"));
    if (!in_the_root.empty()) made.getRoot().replaceKey("/Extra", QPDFObjectHandle::parse(in_the_root));
    QPDFWriter writer(made);
    writer.setOutputMemory();
    writer.setObjectStreamMode(qpdf_o_generate);
    if (locked)
        writer.setR6EncryptionParameters("secret", "owner", true, true, true, true, true, true, qpdf_r3p_full,
                                         true);
    writer.write();
    const auto buffer = writer.getBufferSharedPointer();
    return {reinterpret_cast<const char*>(buffer->getBuffer()), buffer->getSize()};
}

/// The picture again, and where its black corner is: "tl", "tr", "bl", "br".
std::string corner_of(const std::string& jpeg, int width, int height)
{
    // Read through the same door, small enough that nothing is scaled.
    EXPECT_FALSE(jpeg.empty());
    const auto again = media::decoded(jpeg);
    EXPECT_EQ(again.width, width);
    EXPECT_EQ(again.height, height);
    const auto dark = [&](int x, int y) {
        return again.bytes[static_cast<std::size_t>(3 * (again.width * y + x))] < 128;
    };
    if (dark(2, 2)) return "tl";
    if (dark(width - 3, 2)) return "tr";
    if (dark(2, height - 3)) return "bl";
    return dark(width - 3, height - 3) ? "br" : "none";
}

std::string trouble(const std::string& bytes, const media::Limits& limits = {})
{
    const auto read = read_document(bytes, limits);
    return read ? "" : read.error().code;
}

TEST(Document, C_15_APhotographKeepsItsPixelsAndNothingElse)
{
    const std::string sent = photograph(80, 60);
    ASSERT_NE(sent.find("Canary"), std::string::npos);
    const auto read = read_document(sent);
    ASSERT_TRUE(read) << read.error().message.en;
    EXPECT_EQ(read->kind, Kind::photograph);
    EXPECT_EQ(read->bytes.find("Canary"), std::string::npos);
    EXPECT_EQ(read->bytes.find("Exif"), std::string::npos);
    EXPECT_EQ(corner_of(read->bytes, 80, 60), "tl");
}

TEST(Document, APhotographIsTurnedAsTheCameraWasHeld)
{
    const std::vector<std::pair<char, std::string>> corners{{1, "tl"}, {2, "tr"}, {3, "br"}, {4, "bl"},
                                                            {5, "tl"}, {6, "tr"}, {7, "br"}, {8, "bl"}};
    for (const auto& [orientation, corner] : corners) {
        const auto read = read_document(photograph(80, 60, orientation));
        ASSERT_TRUE(read);
        const bool swaps = orientation >= 5;
        EXPECT_EQ(corner_of(read->bytes, swaps ? 60 : 80, swaps ? 80 : 60), corner) << int{orientation};
    }
}

TEST(Document, ALargePhotographBecomesSmaller)
{
    media::Limits limits;
    limits.longest_side = 50;
    for (const std::string& sent : {photograph(400, 300), png(picture(400, 300))}) {
        const auto read = read_document(sent, limits);
        ASSERT_TRUE(read);
        const auto again = media::decoded(read->bytes);
        EXPECT_LE(again.width, 50);
        EXPECT_GE(again.width, 25);
    }
    limits.most_pixels = 1000;
    EXPECT_EQ(trouble(photograph(400, 300), limits), "photograph_too_large");
    EXPECT_EQ(trouble(png(picture(400, 300)), limits), "photograph_too_large");
}

TEST(Document, AScreenshotIsTakenToo)
{
    const auto read = read_document(png(picture(80, 60)));
    ASSERT_TRUE(read);
    EXPECT_EQ(corner_of(read->bytes, 80, 60), "tl");
}

TEST(Document, APdfIsMadeAnewWithoutItsAuthor)
{
    const auto read = read_document(pdf(2));
    ASSERT_TRUE(read) << read.error().message.en;
    EXPECT_EQ(read->kind, Kind::pdf);
    EXPECT_EQ(read->pages, 2);
    EXPECT_EQ(read->bytes.find("Canary"), std::string::npos);
    EXPECT_TRUE(read_document(read->bytes)) << "what was taken is taken again";
    EXPECT_EQ(trouble(pdf(21)), "pdf_too_long");
    EXPECT_EQ(trouble(pdf(1, "", true)), "pdf_locked");
}

TEST(Document, APdfThatRunsOrCarriesSomethingIsRefused)
{
    for (const char* extra : {"<< /S /JavaScript /JS (app.alert\\(1\\)) >>",
                              "[ << /S /Launch /F (cmd.exe) >> ]", "<< /Names << /EmbeddedFiles [] >> >>",
                              "<< /AA << /O << /S /SubmitForm >> >> >>", "<< /#4A#53 (x) >>"})
        EXPECT_EQ(trouble(pdf(1, extra)), "pdf_active") << extra;
}

TEST(Document, WhatIsNoDocumentSaysWhatToDo)
{
    EXPECT_EQ(trouble(""), "document_empty");
    EXPECT_EQ(trouble("<html></html>"), "document_unknown");
    EXPECT_EQ(trouble("MZ\x90"), "document_unknown");
    EXPECT_EQ(trouble("\0\0\0\x18"s + "ftypheic" + std::string(20, 'x')), "document_heic");
    EXPECT_EQ(trouble(std::string((6 << 20) + 1, 'x')), "document_too_large");
    EXPECT_EQ(trouble(photograph(80, 60).substr(0, 400)), "document_broken");
    EXPECT_EQ(trouble(png(picture(80, 60)).substr(0, 60)), "document_broken");
    EXPECT_EQ(trouble(pdf(1).substr(0, 300)), "document_broken");
    EXPECT_EQ(trouble("\xFF\xD8\xFF nothing"), "document_broken");
    EXPECT_EQ(trouble("%PDF-1.7 nothing"), "document_broken");
}

}  // namespace
}  // namespace hagukumi::test
