// Reading a request's body strictly: every mistake of it in one answer, nothing unknown taken.
#pragma once

#include <boost/json/object.hpp>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "base/id.hpp"
#include "base/instant.hpp"
#include "base/result.hpp"
#include "http/request.hpp"
#include "people/family.hpp"

namespace hagukumi::http {

/// The body, or why it is no JSON (parse_body).
Result<const boost::json::object*> body_of(const Request& request);

/// The members of an object, asked for by name.  Ask for all, then done().
class JsonIn {
public:
    explicit JsonIn(const boost::json::object& object) : x_object(object) { x_asked.reserve(16); }

    std::string text(const char* name, std::size_t most = 200);
    std::optional<std::string> maybe_text(const char* name, std::size_t most = 200);
    Id id(const char* name);
    std::optional<Id> maybe_id(const char* name);
    std::int64_t whole(const char* name);
    std::optional<std::int64_t> maybe_whole(const char* name);
    std::optional<Date> maybe_date(const char* name);  ///< "2026-07-08"
    std::optional<int> maybe_time(const char* name);   ///< "09:30", "24:00": minutes after midnight
    std::vector<Date> dates(const char* name);         ///< ["2026-07-08"], at most 31
    bool flag(const char* name);                       ///< false when it is not there
    std::vector<int> maybe_times(const char* name);    ///< ["09:00", "10:00"]: minutes after midnight
    /// {"question": "answer"}, each at most `most` bytes.
    std::vector<std::pair<std::string, std::string>> maybe_texts(const char* name, std::size_t most = 1500);
    /// {"question": ["part", "part"]}, each text at most `most` bytes, at most 50 of them in a list.
    std::map<std::string, std::vector<std::string>, std::less<>> text_lists(const char* name,
                                                                            std::size_t most = 10'000);
    /// ["home_visit", "stay"]: codes of a programme file, at most `most` of them.
    std::vector<std::string> codes(const char* name, std::size_t most = 100);
    std::vector<Id> ids(const char* name, std::size_t most = 100);
    std::vector<Id> maybe_ids(const char* name, std::size_t most = 100);  ///< none when it is not there
    /// The objects of a list, at most `most` of them.
    std::vector<const boost::json::object*> objects(const char* name, std::size_t most = 100);
    const boost::json::object& object(const char* name);

    /// A mistake that the handler found itself.
    void mistake(const char* name, std::string found_en, std::string allowed_en);

    /// `malformed` "wrong_request" that names every mistake, unknown members too.
    Result<void> done();

private:
    const boost::json::value* find(const char* name);
    const boost::json::value* demand(const char* name, const char* allowed);
    std::optional<Id> id_in(const boost::json::value& found, const char* name);
    std::string all_asked() const;

    const boost::json::object& x_object;
    std::vector<std::string_view> x_asked;
    std::vector<std::string> x_mistakes;
};

/// LINE's ID tokens stay below this; whatever is longer is none.
inline constexpr std::size_t longest_id_token = 8192;

/// The child that a parent writes down: child_name, child_kana, child_born_on, child_sex.  What is missing is
/// for people::check_child() to tell, in words for a parent.
people::Child read_child(JsonIn& in);

/// A UUID of the path or query; what is none is not found (404), like one that nobody has.
Result<Id> id_in_path(const Request& request, std::size_t parameter);
Result<int> limit_in_query(const Request& request, int usual, int most);
/// Where a list goes on, `before` or `after`; nil when it is left out.
Result<Id> place_in_query(const Request& request, std::string_view name);
Result<Date> day_in_query(const Request& request, Date usual);
std::optional<Date> parse_day(std::string_view text);

}  // namespace hagukumi::http
