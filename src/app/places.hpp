// Which municipality lives in which database: the file behind `serve --places`.
//
//     database yokohama postgresql://hagukumi@10.1.0.11,10.1.0.12/yokohama?target_session_attrs=read-write
//     municipality 141003 yokohama
//     municipality 131202 closed        # while it is moved
//
// Whoever is not named lives in `--database`, whose name is "main". Addresses may hold passwords, so that no
// message repeats them.
#pragma once

#include <map>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "store/spread.hpp"

namespace hagukumi::app {

struct Places {
    struct Named {
        std::string name;     ///< small letters, digits and -
        std::string address;  ///< a file, or postgresql://…
    };
    std::vector<Named> databases;                   ///< beside the first
    std::map<MunicipalityCode, std::string> homes;  ///< the name of a database, or "closed"
};

/// Reads what stands in such a file; `name` is the file's, for messages.  Error: `wrong_places`, with the
/// line, what was found and what is allowed.
Result<Places> parse_places(const std::string& name, std::string_view text);

/// Opens `options.database` and those of the file at `file` (empty: there is none), each with these options.
/// Errors: `wrong_places`, and those of opening, with the database's name.
Result<std::unique_ptr<store::Spread>> open_places(const std::string& file, const store::Options& options);

/// `moved_away` (conflict) when the municipality's rows in this database are what a move left behind.
Result<void> demand_lives_here(store::Database& database, MunicipalityCode municipality);

/// From here on nobody serves the municipality out of this database.
Result<void> mark_moved_away(store::Database& database, MunicipalityCode municipality, Instant at);

}  // namespace hagukumi::app
