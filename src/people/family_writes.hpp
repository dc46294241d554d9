// What several commands on families do alike; for the files of this room.
#pragma once

#include <boost/json.hpp>
#include <optional>
#include <string_view>

#include "audit/digest.hpp"
#include "people/family.hpp"
#include "store/transaction.hpp"

namespace hagukumi::people {

/// Makes `subject` (guardian, child, household) findable by these texts, and by no older ones.
void index_words(store::Transaction& tx, const Id& household, const Id& subject,
                 std::initializer_list<std::string_view> texts);
void index_phone(store::Transaction& tx, const Id& household, std::string_view phone);

Result<Household> household_of(store::Snapshot& snapshot, const Id& id);
Result<Birth> birth_of(store::Snapshot& snapshot, const Id& id, Id* household = nullptr);

void insert_guardian(store::Transaction& tx, const Id& household, const Guardian& guardian);
void insert_birth(store::Transaction& tx, const Id& household, const Birth& birth);
void insert_child(store::Transaction& tx, const Id& household, const Child& child);

audit::Digest& add(audit::Digest& digest, const std::optional<Date>& day);
audit::Digest& add(audit::Digest& digest, const Birth& birth);
audit::Digest& add(audit::Digest& digest, const Child& child);

/// "2026-07-01" or null.
boost::json::value json_of(const std::optional<Date>& day);

/// `malformed` unless `holds`.
Result<void> demand(bool holds, const char* code, const char* ja, const char* en);

/// A name as people write it: 1 to 50 characters, its kana up to 50, no control characters.
Result<void> check_names(std::string_view name, std::string_view kana);

/// A code such as "tax_exempt": a letter, then letters, digits and underscores.
bool is_code(std::string_view text);

}  // namespace hagukumi::people
