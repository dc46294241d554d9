#include "people/choose_language.hpp"

#include "people/sql.hpp"

namespace hagukumi::people {

void choose_language(store::Transaction& tx, const Id& account, Language language)
{
    tx.execute(sql::set_language, account, code_of(language));
}

}  // namespace hagukumi::people
