#include "applications/review_steps.hpp"

#include "applications/keep.hpp"
#include "applications/sql.hpp"
#include "applications/written_json.hpp"

namespace hagukumi::applications {

Result<Application> find_seen_by_office(store::Snapshot& snapshot, const Id& id)
{
    auto found = find_application(snapshot, id);
    if (!found || found->state == State::draft) {
        return fail(ErrorKind::not_found, "application_not_found",
                    {"この申請は見つかりません。一覧からお選びください。",
                     "There is no such application. Please choose from the list."});
    }
    return std::move(*found);
}

Result<Application> find_open(store::Snapshot& snapshot, const Id& id)
{
    Application found = TRY(find_seen_by_office(snapshot, id));
    if (found.state == State::withdrawn) return already_withdrawn();
    if (found.state != State::sent && found.state != State::returned) return already_decided();
    return found;
}

Result<Application> find_to_decide(store::Snapshot& snapshot, const Id& id, std::int64_t version,
                                   const Id& officer)
{
    Application found = TRY(find_open(snapshot, id));
    if (found.state == State::returned) {
        return fail(ErrorKind::conflict, "waits_for_changes",
                    {"差戻し中です。申請者が直して送り直すのをお待ちください。",
                     "It was sent back; please wait until the family has sent it again."});
    }
    if (found.version != version) return application_changed();
    if (found.officer && *found.officer != officer) return taken_by_another();
    return found;
}

tl::unexpected<Error> taken_by_another()
{
    return fail(ErrorKind::conflict, "taken_by_another",
                {"ほかの担当者が受け持っています。引き継いでから進めてください。",
                 "Another officer has taken it. Please take it over first."});
}

Result<void> check_words(const std::string& words, bool needed)
{
    constexpr std::size_t most_bytes = 2000;
    if (needed && words.find_first_not_of(" \t\r\n") == std::string::npos) {
        return fail(ErrorKind::malformed, "words_missing",
                    {"申請者に伝える文を書いてください。", "Please write what the family is to be told."});
    }
    if (words.size() > most_bytes) {
        return fail(ErrorKind::malformed, "words_too_long",
                    {"文が長すぎます。短くしてください。", "The text is too long. Please shorten it."});
    }
    return {};
}

std::optional<Decision> find_decision(store::Snapshot& snapshot, const Id& application)
{
    return snapshot.find(
        sql::find_decision,
        [](const store::Row& row) {
            Decision found;
            found.outcome = static_cast<Outcome>(row.integer(0));
            found.officer = row.id(1);
            found.at = row.instant(2);
            found.words = row.text(3);
            found.allotments = texts_from_json(row.text(4));
            found.confirmed_by = row.maybe_id(5);
            found.confirmed_at = row.maybe_instant(6);
            return found;
        },
        application);
}

}  // namespace hagukumi::applications
