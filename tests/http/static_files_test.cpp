#include "http/static_files.hpp"

#include <fstream>

#include "store/scratch.hpp"

namespace hagukumi::http {
namespace {

class Pages : public testing::Test {
protected:
    void SetUp() override
    {
        std::ofstream(x_scratch.path() / "outside.txt") << "secret";
        for (const char* page : {"index.html", "parent.html", "desk.html", "office.html", "sw.js", ".hidden"})
            write(page, page);
        write("assets/main-1a2b.js", "script");
        write("assets/main-1a2b.js.gz", "gzipped");
        write("assets/main-1a2b.js.br", "brotli");
        x_site.public_url = "https://hagukumi.example.jp";
        x_site.municipalities[test::nerima] = {test::nerima, {}, {}, {}};
        x_pages = *StaticFiles::load(x_scratch.path() / "dist");
    }

    void write(const std::string& name, const std::string& content)
    {
        const auto path = x_scratch.path() / "dist" / name;
        std::filesystem::create_directories(path.parent_path());
        std::ofstream(path) << content;
    }

    std::optional<Response> get(const std::string& path, Fields headers = {})
    {
        Request request;
        request.method = "GET";
        request.path = path;
        request.headers = std::move(headers);
        return x_pages.answer(x_site, request);
    }

    std::string body(const std::string& path)
    {
        const auto answer = get(path);
        return answer ? answer->body : "nothing";
    }

    static std::string field(const Response& response, std::string_view name)
    {
        for (const auto& [key, value] : response.headers)
            if (key == name) return value;
        return {};
    }

    test::Scratch x_scratch;
    Site x_site;
    StaticFiles x_pages;
};

TEST_F(Pages, StandAtTheirAddresses)
{
    EXPECT_EQ(body("/"), "index.html");
    EXPECT_EQ(body("/131202/"), "parent.html");
    EXPECT_EQ(body("/131202/q/ABC"), "parent.html");
    EXPECT_EQ(body("/131202/desk"), "desk.html");
    EXPECT_EQ(body("/131202/desk/uses"), "desk.html");
    EXPECT_EQ(body("/131202/office/families/1"), "office.html");
    EXPECT_EQ(body("/131202/deskwork"), "parent.html");
    EXPECT_EQ(body("/sw.js"), "sw.js");
    EXPECT_EQ(body("/assets/main-1a2b.js"), "script");
}

TEST_F(Pages, AreForKnownMunicipalitiesOnly)
{
    EXPECT_EQ(body("/131105/"), "nothing");
    EXPECT_EQ(body("/13120/"), "nothing");
    EXPECT_EQ(get("/131202")->status, 308);
    EXPECT_EQ(field(*get("/131202"), "Location"), "/131202/");
}

TEST_F(Pages, LeadNowhereElse)
{
    for (const char* path :
         {"/../outside.txt", "/assets/../../outside.txt", "//outside.txt", "/.hidden", "/parent.html",
          "/assets", "/assets/", "/assets/main-1a2b.js.gz/..", "/outside.txt", "/api/v1/x"})
        EXPECT_EQ(body(path), "nothing") << path;
}

TEST_F(Pages, AreKeptForGoodOnlyWhenTheirNameHasAHash)
{
    EXPECT_EQ(field(*get("/assets/main-1a2b.js"), "Cache-Control"), "public, max-age=31536000, immutable");
    EXPECT_EQ(field(*get("/131202/"), "Cache-Control"), "no-cache");
    EXPECT_EQ(field(*get("/sw.js"), "Cache-Control"), "no-cache");
}

TEST_F(Pages, AreNotSentTwice)
{
    const std::string tag = field(*get("/sw.js"), "ETag");
    ASSERT_FALSE(tag.empty());
    const auto again = get("/sw.js", {{"if-none-match", tag}});
    EXPECT_EQ(again->status, 304);
    EXPECT_EQ(again->body, "");
    EXPECT_EQ(get("/sw.js", {{"if-none-match", "\"other\""}})->status, 200);
}

TEST_F(Pages, AreSentCompressedToWhoeverTakesThat)
{
    const std::string path = "/assets/main-1a2b.js";
    EXPECT_EQ(get(path, {{"accept-encoding", "gzip, deflate, br"}})->body, "brotli");
    EXPECT_EQ(get(path, {{"accept-encoding", "gzip"}})->body, "gzipped");
    EXPECT_EQ(get(path, {{"accept-encoding", "br;q=0, gzip;q=0.5"}})->body, "gzipped");
    EXPECT_EQ(get(path, {{"accept-encoding", "identity"}})->body, "script");
    EXPECT_EQ(field(*get(path), "Vary"), "Accept-Encoding");
}

TEST_F(Pages, RunOnlyScriptsOfTheirOwn)
{
    const std::string policy = field(*get("/131202/"), "Content-Security-Policy");
    EXPECT_NE(policy.find("script-src 'self' 'wasm-unsafe-eval';"), std::string::npos);
    EXPECT_NE(policy.find("frame-ancestors 'none'"), std::string::npos);
    EXPECT_EQ(policy.find("unsafe-inline"), std::string::npos);
    EXPECT_EQ(field(*get("/131202/office/"), "Content-Security-Policy").find("wasm"), std::string::npos);
}

TEST(NoPages, AreNoMistake)
{
    const auto none = StaticFiles::load({});
    ASSERT_TRUE(none.has_value());
    EXPECT_EQ(none->count(), 0u);
    EXPECT_FALSE(StaticFiles::load("/there/is/no/such/folder").has_value());
}

}  // namespace
}  // namespace hagukumi::http
