#include "people/fold.hpp"
#include "people/manage_accounts.hpp"
#include "people/sql.hpp"
#include "people/subjects.hpp"
#include "people/totp.hpp"

namespace hagukumi::people {

namespace {

std::string text_or_empty(const store::Row& row, int column)
{
    return row.is_null(column) ? std::string() : std::string(row.text(column));
}

}  // namespace

std::optional<Account> load_account(store::Snapshot& snapshot, const Id& id)
{
    return snapshot.find(
        sql::load_account,
        [](const store::Row& row) {
            Account account;
            account.id = row.id(0);
            account.role = static_cast<Role>(row.integer(1));
            account.state = static_cast<AccountState>(row.integer(2));
            account.email = text_or_empty(row, 3);
            account.user_number = text_or_empty(row, 4);
            account.staff_name = text_or_empty(row, 5);
            account.display_name = std::string(row.text(6));
            account.language = std::string(row.text(7));
            account.household = row.maybe_id(8);
            account.guardian = row.maybe_id(9);
            account.facility = row.maybe_id(10);
            account.has_password = !row.is_null(11);
            account.has_pin = !row.is_null(12);
            account.has_totp = !row.is_null(13);
            return account;
        },
        id);
}

std::optional<Account> find_account(store::Snapshot& snapshot, std::string_view name)
{
    if (const auto id = parse_id(name)) return load_account(snapshot, *id);
    const auto id_in = [](const store::Row& row) { return row.id(0); };
    auto id = snapshot.find(sql::sign_in_by_email, id_in, fold_name(Way::email, name));
    if (!id) id = snapshot.find(sql::sign_in_by_user_number, id_in, fold_name(Way::user_number, name));
    if (!id) id = snapshot.find(sql::sign_in_by_staff_name, id_in, fold_name(Way::staff, name));
    return id ? load_account(snapshot, *id) : std::nullopt;
}

std::vector<Account> list_accounts(store::Snapshot& snapshot, std::optional<Role> role)
{
    std::vector<Id> ids;
    snapshot.query(
        sql::list_accounts, [&](const store::Row& row) { ids.push_back(row.id(0)); },
        role.value_or(Role::parent), role.value_or(Role::operator_));
    std::vector<Account> accounts;
    for (const Id& id : ids)
        if (auto account = load_account(snapshot, id)) accounts.push_back(std::move(*account));
    return accounts;
}

Result<std::string> totp_uri_of(store::Snapshot& snapshot, const Id& account, std::string_view issuer)
{
    const auto uri = snapshot.find(
        sql::find_totp_secret,
        [&](const store::Row& row) {
            if (row.is_null(0)) return std::string();
            const store::Bytes secret = row.bytes(0);
            return totp_uri(std::string(secret.begin(), secret.end()), issuer,
                            row.is_null(1) ? row.text(2) : row.text(1));
        },
        account);
    if (uri && !uri->empty()) return *uri;
    return fail(ErrorKind::not_found, "no_second_factor",
                {"この利用者には認証アプリの登録がありません。reset で新しく登録できます。",
                 "This account has no second factor. Resetting the account gives it one."});
}

}  // namespace hagukumi::people
