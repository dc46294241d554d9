#include "store/sqlite/page_cache.hpp"

#include <sqlite3.h>

#include <algorithm>
#include <atomic>
#include <new>
#include <utility>

namespace hagukumi::store::sqlite {

namespace {

sqlite3_pcache_methods2 below;
std::atomic<bool> is_used = false;

/// One cache: SQLite's own, and bounds of the numbers of its pages.
struct Cache {
    sqlite3_pcache* own;
    unsigned largest = 0;  ///< no page has a larger number …
    unsigned second = 0;   ///< … and none but `largest` itself one larger than this

    void add(unsigned number)
    {
        if (number > largest) second = std::exchange(largest, number);
        else if (number < largest) second = std::max(second, number);
    }
    void renumber(unsigned from, unsigned to)
    {
        if (from == largest) largest = second;
        add(to);
    }
};

Cache& self(sqlite3_pcache* cache)
{
    return *reinterpret_cast<Cache*>(cache);
}

sqlite3_pcache* create(int page_size, int extra, int is_purgeable)
{
    sqlite3_pcache* own = below.xCreate(page_size, extra, is_purgeable);
    if (own == nullptr) return nullptr;
    auto* cache = new (std::nothrow) Cache{own};
    if (cache == nullptr) below.xDestroy(own);
    is_used.store(true, std::memory_order_relaxed);
    return reinterpret_cast<sqlite3_pcache*>(cache);
}

sqlite3_pcache_page* fetch(sqlite3_pcache* cache, unsigned number, int may_create)
{
    sqlite3_pcache_page* page = below.xFetch(self(cache).own, number, may_create);
    if (page != nullptr) self(cache).add(number);
    return page;
}

void rekey(sqlite3_pcache* cache, sqlite3_pcache_page* page, unsigned from, unsigned to)
{
    below.xRekey(self(cache).own, page, from, to);
    self(cache).renumber(from, to);
}

void truncate(sqlite3_pcache* cache, unsigned limit)
{
    Cache& bounded = self(cache);
    if (bounded.largest < limit) return;
    below.xTruncate(bounded.own, limit);
    bounded.largest = bounded.second = std::max(limit, 1U) - 1;
}

void destroy(sqlite3_pcache* cache)
{
    below.xDestroy(self(cache).own);
    delete &self(cache);
}

}  // namespace

int use_bounded_page_cache()
{
    if (const int code = sqlite3_config(SQLITE_CONFIG_GETPCACHE2, &below); code != SQLITE_OK) return code;
    sqlite3_pcache_methods2 layer = below;
    layer.xCreate = create;
    layer.xFetch = fetch;
    layer.xRekey = rekey;
    layer.xTruncate = truncate;
    layer.xDestroy = destroy;
    layer.xCachesize = [](sqlite3_pcache* cache, int pages) { below.xCachesize(self(cache).own, pages); };
    layer.xPagecount = [](sqlite3_pcache* cache) { return below.xPagecount(self(cache).own); };
    layer.xUnpin = [](sqlite3_pcache* cache, sqlite3_pcache_page* page, int discard) {
        below.xUnpin(self(cache).own, page, discard);
    };
    layer.xShrink = [](sqlite3_pcache* cache) { below.xShrink(self(cache).own); };
    return sqlite3_config(SQLITE_CONFIG_PCACHE2, &layer);
}

bool is_page_cache_bounded()
{
    return is_used.load(std::memory_order_relaxed);
}

}  // namespace hagukumi::store::sqlite
