// The letters of bank transfers: JIS X 0201, as 全国銀行協会「適用業務およびレコード・フォーマット」 allows
// them.
//
// People type names as they like; what is kept is the form that goes into the file: half-width katakana
// without small letters, capitals, digits and a few signs.  ガ is two letters, ｶ and ﾞ.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>

#include "base/result.hpp"

namespace hagukumi::settlement {

/// Who bears the name: banks and branches have no sign but "-", the holder of an account "( ) - ." and
/// spaces.
enum class NameOf { bank, holder };

/// The name in the form of the file, as UTF-8: 「サンプル　ギンコー」 is "ｻﾝﾌﾟﾙ ｷﾞﾝｺ-".  Takes full-width and
/// half-width katakana, hiragana, letters and digits of either width.  Small kana become large, ー becomes
/// "-", spaces at the ends go.  Errors (malformed): `kana_missing`, `kana_letter` (names the first letter
/// that no bank takes), `kana_too_long`, counted in letters of the file.
Result<std::string> to_zengin(std::string_view typed, NameOf whose, std::size_t most_letters);

/// The letters of a name that to_zengin() gave as bytes of JIS X 0201, one each.
std::string to_jis_x_0201(std::string_view zengin);

}  // namespace hagukumi::settlement
