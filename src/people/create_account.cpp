#include <boost/json.hpp>

#include "audit/once.hpp"
#include "audit/record.hpp"
#include "people/fold.hpp"
#include "people/manage_accounts.hpp"
#include "people/sql.hpp"
#include "people/subjects.hpp"

namespace hagukumi::people {

namespace {

tl::unexpected<Error> incomplete(const char* ja, const char* en)
{
    return fail(ErrorKind::malformed, "account_incomplete", {ja, en});
}

/// Empty text is stored as none, so that it is not unique.
std::optional<std::string> some(const std::string& text)
{
    return text.empty() ? std::nullopt : std::optional(text);
}

Result<void> check_shape(const CreateAccount& command)
{
    const bool has_password = !command.password_hash.empty();
    switch (realm_of(command.role)) {
        case Realm::parent:
            if (!command.household || command.facility || !command.staff_name.empty())
                return incomplete("保護者の利用者には世帯が必要です。",
                                  "A parent's account needs a household.");
            if (!(has_password && !command.email.empty()) &&
                !(!command.pin_hash.empty() && !command.user_number.empty()))
                return incomplete("メールアドレスとパスワード、または利用者番号と暗証番号が必要です。",
                                  "E-mail and password, or user number and PIN, are needed.");
            return {};
        case Realm::desk:
            if (!command.facility)
                return incomplete("施設の利用者には施設が必要です。",
                                  "An account of a facility needs the facility.");
            break;
        case Realm::office:
            if (command.facility)
                return incomplete("自治体職員の利用者に施設は付けられません。",
                                  "An officer's account has no facility.");
            break;
    }
    if (command.household || command.guardian || !has_password || command.staff_name.empty() ||
        command.totp_secret.empty())
        return incomplete("職員の利用者には、名前、パスワード、認証アプリの登録が必要です。",
                          "Staff and officers need a name, a password and a second factor.");
    return {};
}

}  // namespace

Result<Id> create_account(store::Transaction& tx, const CreateAccount& command)
{
    const std::string email = fold_name(Way::email, command.email);
    const std::string user_number = fold_name(Way::user_number, command.user_number);
    const std::string staff_name = fold_name(Way::staff, command.staff_name);
    // Hashes and secrets are salted or random: two commands with one key never have the same, so they do not
    // count.
    audit::Digest content("people.create_account");
    content.add(command.id)
        .add(static_cast<std::int64_t>(command.role))
        .add(email)
        .add(user_number)
        .add(staff_name);
    content.add(command.display_name).add(command.language);
    for (const auto& id : {command.facility, command.household, command.guardian})
        content.add(id.value_or(Id{}));

    TRY(audit::once(tx, command, command.actor, "people.create_account", content, [&]() -> Result<void> {
        if (auto shaped = check_shape(command); !shaped) return shaped;
        if (user_number.find_first_not_of("0123456789") != std::string::npos)
            return incomplete("利用者番号は数字だけです。", "A user number has digits only.");
        const auto taken = [&](const store::Statement& statement, const std::string& name) {
            return !name.empty() && tx.find(
                                          statement, [](const store::Row&) { return true; }, name)
                                        .has_value();
        };
        if (taken(sql::sign_in_by_email, email) || taken(sql::sign_in_by_user_number, user_number) ||
            taken(sql::sign_in_by_staff_name, staff_name))
            return fail(ErrorKind::conflict, "account_name_taken",
                        {"このメールアドレス、利用者番号または名前は、すでに使われています。",
                         "This e-mail address, user number or name is in use already."});
        const auto exists = [&](const store::Statement& statement, const std::optional<Id>& id) {
            return !id || tx.find(
                                statement, [](const store::Row&) { return true; }, *id)
                              .has_value();
        };
        bool guardian_belongs = !command.guardian;
        if (command.household && command.guardian)
            tx.query(
                sql::guardians_of,
                [&](const store::Row& row) {
                    guardian_belongs = guardian_belongs || row.id(0) == *command.guardian;
                },
                *command.household);
        if (!exists(sql::load_household, command.household) ||
            !exists(sql::find_facility, command.facility) || !guardian_belongs)
            return fail(ErrorKind::not_found, "account_of_nobody",
                        {"世帯、保護者または施設が見つかりません。",
                         "The household, guardian or facility was not found."});

        std::optional<store::Bytes> totp;
        if (!command.totp_secret.empty())
            totp = store::Bytes(reinterpret_cast<const std::uint8_t*>(command.totp_secret.data()),
                                command.totp_secret.size());
        tx.execute(sql::add_account, command.id, command.role, some(email), some(user_number),
                   some(staff_name), some(command.password_hash), some(command.pin_hash), totp,
                   command.facility, command.household, command.guardian, command.display_name,
                   command.language, command.at, command.rights);
        if (command.household && !user_number.empty())
            tx.execute(sql::add_word, user_number, *command.household, command.id);
        audit::record(
            tx, command.at, command.actor, "people.create_account", command.id,
            boost::json::serialize(boost::json::object{{"role", std::string(name_of(command.role))}}));
        return {};
    }));
    return command.id;
}

}  // namespace hagukumi::people
