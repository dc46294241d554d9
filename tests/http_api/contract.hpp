// api/openapi.yaml as a judge: which operations there are, and whether a body keeps to its schema.
//
// It knows the words of JSON Schema that the file uses and no others: a word that it does not know is
// itself a breach, so that nothing is passed over in silence.
#pragma once

#include <boost/json/object.hpp>
#include <boost/json/value.hpp>
#include <set>
#include <string>
#include <string_view>
#include <vector>

namespace hagukumi::test {

class Contract {
public:
    /// Reads the file of the repository.
    Contract();

    /// "GET /api/v1/{municipality}/about"
    std::set<std::string> operations() const;

    /// The realm whose cookie an operation asks for; empty: none.
    std::string realm_of(std::string_view method, std::string_view path) const;

    /// What is wrong with an answer; empty when it keeps to the contract.  `path` is the template.
    std::vector<std::string> breaches_of_answer(std::string_view method, std::string_view path, int status,
                                                std::string_view content_type, std::string_view body) const;
    std::vector<std::string> breaches_of_request(std::string_view method, std::string_view path,
                                                 std::string_view body) const;

    /// What is wrong with the examples; and which bodies of requests have none.
    std::vector<std::string> breaches_of_examples() const;

    /// Names of required members of the operation's body: each must be missed when it is left out.
    std::vector<std::string> required_of_request(std::string_view method, std::string_view path) const;

private:
    using Value = boost::json::value;

    const Value& operation(std::string_view method, std::string_view path) const;
    const Value& resolved(const Value& schema) const;
    void check(const Value& schema, const Value& value, const std::string& where,
               std::vector<std::string>& breaches) const;
    void check_text(const boost::json::object& schema, std::string_view text, const std::string& where,
                    std::vector<std::string>& breaches) const;
    void check_object(const boost::json::object& schema, const boost::json::object& value,
                      const std::string& where, std::vector<std::string>& breaches) const;

    Value x_document;
};

}  // namespace hagukumi::test
