#include "audit/verify.hpp"

#include <algorithm>

#include "audit/entry_row.hpp"
#include "audit/sql.hpp"

namespace hagukumi::audit {

namespace {

Hash hash_behind(MunicipalityCode municipality, const Head& previous, const Entry& entry)
{
    return chain_hash(municipality, previous, entry.at, entry.actor, entry.action, entry.object,
                      entry.detail);
}

/// The number under which an entry was written, if its hash still proves one: some entry's stored head
/// must fit before it.  0 when none does, because its content was changed.
std::int64_t number_when_written(store::Snapshot& snapshot, const Entry& entry)
{
    std::int64_t found = 0;
    const auto consider = [&](const Head& before) {
        if (found == 0 && hash_behind(snapshot.municipality(), before, entry) == entry.hash)
            found = before.seq + 1;
    };
    consider(Head{});
    // Entries may have been renumbered as well, so each stored hash is tried with its number and the numbers
    // beside it.
    snapshot.query(sql::all_entries, [&](const store::Row& row) {
        const std::int64_t seq = row.integer(0);
        const Hash hash = hash_in(row, 6);
        for (const std::int64_t beside : {seq, seq - 1, seq + 1}) consider({beside, hash});
    });
    return found;
}

void say(Verdict& verdict, Finding finding, std::int64_t seq, Text sentence)
{
    verdict.finding = finding;
    verdict.seq = seq;
    verdict.sentence = std::move(sentence);
}

void explain_break(store::Snapshot& snapshot, Verdict& verdict, const Entry& entry)
{
    const std::string number = std::to_string(entry.seq);
    std::int64_t written_as = number_when_written(snapshot, entry);
    if (written_as == 0) {
        // The entry before it may be gone.  The one behind it still knows which number this one had.
        const std::vector<Entry> behind = entries_before(snapshot, entry.seq + 2, 1);
        if (!behind.empty() && behind[0].seq == entry.seq + 1)
            written_as = std::max<std::int64_t>(number_when_written(snapshot, behind[0]) - 1, 0);
    }
    if (written_as == 0 || written_as == entry.seq) {
        return say(verdict, Finding::changed, entry.seq,
                   {"記録" + number + "は、書き込まれたときの内容と異なります。",
                    "Entry " + number + " is not what was written."});
    }
    verdict.written_as = written_as;
    const std::string before = std::to_string(written_as);
    say(verdict, Finding::moved, entry.seq,
        {"記録" + number + "は、もとは" + before + "番でした。並べ替え、挿入または削除が行われています。",
         "Entry " + number + " was written as number " + before +
             ": entries were reordered, put in or taken out."});
}

void compare_with_heads(Verdict& verdict, const Head& stored, const std::optional<Head>& published,
                        const std::optional<Hash>& at_published)
{
    const std::string last = std::to_string(verdict.head.seq);
    const std::int64_t newest = std::max(stored.seq, published ? published->seq : 0);
    if (newest > verdict.head.seq) {
        return say(
            verdict, Finding::tail_cut, verdict.head.seq + 1,
            {"記録は" + std::to_string(newest) + "番まであったはずですが、" + last + "番で終わっています。",
             "The chain ends at entry " + last + ", but there were " + std::to_string(newest) + "."});
    }
    if (!(stored == verdict.head)) {
        return say(verdict, Finding::head_differs, verdict.head.seq,
                   {"記録の末尾（" + last + "番）が、保存された先頭ハッシュと一致しません。",
                    "The end of the chain (entry " + last + ") is not the stored head."});
    }
    if (published && published->seq > 0 && at_published != published->hash) {
        const std::string number = std::to_string(published->seq);
        return say(verdict, Finding::rewritten, published->seq,
                   {number + "番までの記録が、公表されたハッシュと一致しません。書き直されています。",
                    "The chain up to entry " + number +
                        " is not the one whose head was published: it was rewritten."});
    }
    say(verdict, Finding::intact, verdict.head.seq,
        {last + "件の記録を確認しました。改ざんは見つかりませんでした。",
         last + " entries were checked; nothing was tampered with."});
}

}  // namespace

Verdict verify(store::Snapshot& snapshot, const std::optional<Head>& published)
{
    Verdict verdict;
    std::optional<Entry> broken;
    std::int64_t missing = 0;
    std::optional<Hash> at_published;
    snapshot.query(sql::all_entries, [&](const store::Row& row) {
        if (broken || missing != 0) return;
        Entry entry = entry_in(row);
        ++verdict.entries;
        if (entry.seq != verdict.head.seq + 1) {
            missing = verdict.head.seq + 1;
        } else if (hash_behind(snapshot.municipality(), verdict.head, entry) != entry.hash) {
            broken = std::move(entry);
        } else {
            verdict.head = {entry.seq, entry.hash};
            if (published && published->seq == entry.seq) at_published = entry.hash;
        }
    });
    if (broken) {
        explain_break(snapshot, verdict, *broken);
    } else if (missing != 0) {
        const std::string number = std::to_string(missing);
        say(verdict, Finding::removed, missing,
            {"記録" + number + "がありません。削除されています。",
             "Entry " + number + " is missing: it was removed."});
    } else {
        compare_with_heads(verdict, find_head(snapshot), published, at_published);
    }
    return verdict;
}

}  // namespace hagukumi::audit
