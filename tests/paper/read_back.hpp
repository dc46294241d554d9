// Papers read back by other programs: poppler's pdftotext and pdfinfo, LibreOffice for sheets.
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

/// All sheets of a workbook as LibreOffice reads them, one CSV after the other: dates as 2026-07-08, numbers
/// bare.
inline std::string text_of_xlsx(const std::string& name, const std::string& bytes)
{
    const std::filesystem::path file = file_of(name, bytes);
    const std::filesystem::path folder = file.parent_path() / (file.stem().string() + ".sheets");
    std::filesystem::remove_all(folder);
    // A profile of its own: no window, nobody else's settings, no second program that it would talk to.
    const std::string profile = "-env:UserInstallation=file://" + (folder / "profile").string();
    output_of("soffice --headless --norestore " + profile +
              " --convert-to 'csv:Text - txt - csv (StarCalc):44,34,76,1,,0,false,true,false,false,false,-1' "
              "--outdir " +
              folder.string() + " " + file.string() + " 2>&1");
    return output_of("cat " + folder.string() + "/*.csv");
}

inline bool has(const std::string& text, const std::string& part)
{
    return text.find(part) != std::string::npos;
}

}  // namespace hagukumi::test
