// Finding a route: one step in a tree for each segment of the path, so that the time is linear in its length.
#include <map>
#include <memory>
#include <set>

#include "http/route.hpp"

namespace hagukumi::http {

struct RouteTable::Node {
    std::map<std::string, Node, std::less<>> named;
    std::unique_ptr<Node> any;  ///< {…}; what is named goes first, and there is no way back
    std::vector<const Route*> routes;
};

namespace {

/// The next segment, cut off from `path`: "/a/b" gives "a" and leaves "/b".
std::string_view take_segment(std::string_view& path)
{
    path.remove_prefix(1);
    const std::string_view segment = path.substr(0, path.find('/'));
    path.remove_prefix(segment.size());
    return segment;
}

}  // namespace

RouteTable::RouteTable(std::vector<Route> routes)
    : x_routes(std::move(routes)), x_root(std::make_shared<Node>())
{
    std::set<std::string_view> names;
    for (const Route& route : x_routes) {
        must(route.path.starts_with('/'), "a route's path begins with a slash");
        must(names.insert(route.name).second, "no two routes have the same name");
        Node* node = x_root.get();
        for (std::string_view rest = route.path; !rest.empty();) {
            const std::string_view segment = take_segment(rest);
            if (segment.starts_with('{')) {
                if (!node->any) node->any = std::make_unique<Node>();
                node = node->any.get();
            } else {
                node = &node->named[std::string(segment)];
            }
        }
        for (const Route* other : node->routes)
            must(other->method != route.method, "no two routes have the same method and path");
        node->routes.push_back(&route);
    }
}

Result<void> check_rights(const Route& route, const people::Caller& caller)
{
    if (caller.rights == people::Rights::full || route.members == Members::helpers_too) return {};
    return fail(ErrorKind::not_allowed, "for_guardians",
                {"この操作は、保護者だけができます。必要なときは、招待した保護者にお願いしてください。",
                 "Only a guardian can do this. Please ask the one who invited you."});
}

RouteTable::Found RouteTable::find(std::string_view method, std::string_view path) const
{
    Found found;
    const Node* node = x_root.get();
    while (!path.empty() && node != nullptr) {
        const std::string_view segment = take_segment(path);
        const auto named = node->named.find(segment);
        if (named != node->named.end()) {
            node = &named->second;
        } else {
            node = segment.empty() ? nullptr : node->any.get();
            if (node != nullptr) found.parameters.emplace_back(segment);
        }
    }
    if (node == nullptr || node->routes.empty()) return {};
    for (const Route* route : node->routes) {
        // HEAD is GET without its body.
        if (route->method == method || (method == "HEAD" && route->method == "GET")) {
            found.route = route;
            return found;
        }
        if (!found.allowed.empty()) found.allowed += ", ";
        found.allowed += route->method;
        if (route->method == "GET") found.allowed += ", HEAD";
    }
    return found;
}

}  // namespace hagukumi::http
