// SQLite's own page cache, spared a walk through all of it at every commit.
//
// At the end of each transaction SQLite drops the pages beyond the database's end. There are none, but when a
// page of a tree splits, SQLite 3.40 numbers one of them far beyond the end for a moment, and its cache
// remembers the largest number that it ever had: from then on it looks through its whole table each time. The
// layer here knows the largest number that there is, and passes on only what has something to drop.
#pragma once

namespace hagukumi::store::sqlite {

/// Tells SQLite to use the layer. Before SQLite is used for anything; gives its code.
int use_bounded_page_cache();

/// Whether SQLite made a cache with it.
bool is_page_cache_bounded();

}  // namespace hagukumi::store::sqlite
