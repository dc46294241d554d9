// 施設一覧 as open data: read in either of the two public layouts, written in the present one.
//
//  1. Columns are found by their names, in any order: 子育て施設一覧 of the 自治体標準オープンデータセット
//     (53 columns) and of the former 推奨データセット (28 columns).  What is not ours to keep is named, never
//     lost silently.
//  2. Codes stay text: nothing here makes 092011 out of 92011, or the other way round.
//  3. A list is checked whole before anything of it is taken; each mistake has its row.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "facilities/poster.hpp"
#include "facilities/profile.hpp"

namespace hagukumi::facilities {

/// One facility of a list; a field that its list has no column for is empty and not touched.
struct ListedFacility {
    int row = 0;  ///< of the file; the header is row 1
    std::string code;
    std::optional<std::string> name, kana, address, phone, provider, note, url;
    std::optional<std::vector<Opening>> openings;
};

struct ListMistake {
    int row = 0;
    Text what;
};

struct FacilityList {
    std::vector<ListedFacility> facilities;
    std::vector<std::string> ignored;  ///< names of columns
    std::vector<ListMistake> mistakes;
};

/// Pure.  Reads CSV (RFC 4180), already in UTF-8.  Error `list_form`: no header with a name and a number
/// column.
Result<FacilityList> read_facility_list(std::string_view csv);

/// Pure.  The present layout: its header and a row for each facility.
std::vector<std::string> facility_list_header();
struct FacilityWithHours {
    Facility facility;
    std::vector<Opening> openings;
};
std::vector<std::string> facility_list_row(MunicipalityCode municipality, std::string_view municipality_name,
                                           const FacilityWithHours& facility);

/// What taking a list would do to each of its facilities.
enum class Listing { added, changed, same };
std::vector<Listing> compare(store::Snapshot& snapshot, const std::vector<ListedFacility>& facilities);

/// Takes a list without mistakes: known codes are changed, unknown ones join, with a poster of their own.
struct ImportFacilities {
    Id key;
    Instant at;
    Id actor;
    std::vector<ListedFacility> facilities;
    /// Drawn by the caller, one for each that may be new.
    struct Fresh {
        Id id;
        PosterToken token;
        std::vector<Passcode> passcodes;
    };
    std::vector<Fresh> fresh;
};
Result<void> import_facilities(store::Transaction& tx, const ImportFacilities& command);

}  // namespace hagukumi::facilities
