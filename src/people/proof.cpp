#include "people/proof.hpp"

#include "audit/record.hpp"
#include "people/attempts.hpp"
#include "people/judge.hpp"
#include "people/manage_accounts.hpp"
#include "people/sql.hpp"

namespace hagukumi::people {

SignIn proof_at_desk(const Id& facility, std::string user_number, Secret pin, Instant at)
{
    SignIn typed;
    typed.way = Way::user_number;
    typed.name = std::move(user_number);
    typed.secret = std::move(pin);
    typed.source.network = "desk " + to_string(facility);
    typed.at = at;
    return typed;
}

Recorded<Proven> finish_proof(store::Transaction& tx, const SignInLimits& limits, const HashJob& job,
                              const Verdict& verdict, const Secret& fresh)
{
    const Result<Candidate> judged = TRY(judge(tx, limits, job, verdict, attempt_of(fresh)));
    if (!judged) return Result<Proven>(tl::unexpected(judged.error()));
    forget_failures(tx, subjects_of(job), job.sign_in.at);
    const auto account = load_account(tx, judged->id);
    must(account && account->household, "who signs in by number has a household");
    return Result<Proven>(Proven{account->id, *account->household});
}

std::vector<Colleague> colleagues_here(store::Snapshot& snapshot, const Id& facility,
                                       const std::string& device)
{
    std::vector<Colleague> colleagues;
    if (device.empty()) return colleagues;
    const TokenHash hash = hash_of(device);
    snapshot.query(
        sql::colleagues_here,
        [&](const store::Row& row) {
            colleagues.push_back(
                {row.id(0), std::string(row.text(1)), std::string(row.text(2)), !row.is_null(3)});
        },
        facility, bytes_of(hash));
    return colleagues;
}

}  // namespace hagukumi::people
