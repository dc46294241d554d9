// Papers read back by other programs: poppler's pdftotext and pdfinfo.
#pragma once

#include <array>
#include <cstdio>
#include <filesystem>
#include <fstream>
#include <memory>
#include <string>

namespace hagukumi::test {

/// A file below the build folder, so that somebody can look at it after the test.
inline std::string file_of(const std::string& name, const std::string& bytes)
{
    const std::filesystem::path folder = std::filesystem::path(HAGUKUMI_BINARY_DIR) / "papers";
    std::filesystem::create_directories(folder);
    std::ofstream(folder / name, std::ios::binary) << bytes;
    return (folder / name).string();
}

inline std::string output_of(const std::string& command)
{
    const std::unique_ptr<FILE, int (*)(FILE*)> pipe(popen(command.c_str(), "r"), pclose);
    std::string output;
    std::array<char, 4096> buffer{};
    while (const std::size_t read = fread(buffer.data(), 1, buffer.size(), pipe.get()))
        output.append(buffer.data(), read);
    return output;
}

inline std::string text_of_pdf(const std::string& name, const std::string& bytes)
{
    return output_of("pdftotext -layout " + file_of(name, bytes) + " -");
}

inline int pages_of_pdf(const std::string& name, const std::string& bytes)
{
    const std::string info = output_of("pdfinfo " + file_of(name, bytes));
    return std::stoi(info.substr(info.find("Pages:") + 6));
}

inline bool has(const std::string& text, const std::string& part)
{
    return text.find(part) != std::string::npos;
}

}  // namespace hagukumi::test
