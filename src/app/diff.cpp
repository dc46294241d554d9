// hagukumi diff: a change of rules, tried on the past.
#include <fmt/format.h>

#include <iterator>

#include "app/commands.hpp"
#include "app/files.hpp"
#include "app/open_existing.hpp"
#include "base/era.hpp"
#include "base/grouped.hpp"
#include "ledger/rehearse.hpp"
#include "store/database.hpp"

namespace hagukumi::app {

namespace {

using ledger::Difference;
using ledger::Judged;
using ledger::Rehearsal;
using ledger::Sums;

constexpr Date last_of_all{std::chrono::year(9999), std::chrono::December, std::chrono::day(31)};

Result<Date> day_or(const std::string& typed, Date otherwise)
{
    if (typed.empty()) return otherwise;
    if (const auto day = parse_iso_date(typed)) return *day;
    return fail(ErrorKind::malformed, "wrong_date",
                {"「" + typed + "」は日付ではありません。2026-04-01 のように入力してください。",
                 "\"" + typed + "\" is no date; write it as 2026-04-01."});
}

/// "+1,234"
std::string with_sign(std::int64_t number)
{
    return (number > 0 ? "+" : "") + grouped(number);
}

class Report {
public:
    Report(const rules::Programme& programme, bool is_japanese, std::ostream& out)
        : x_programme(programme), x_is_japanese(is_japanese), x_out(out)
    {
    }

    void tell(const Rehearsal& found)
    {
        line(say("見た利用 {}件、世帯 {}", "{} uses of {} families were looked at"), grouped(found.uses),
             grouped(found.families));
        line(say("結果が変わる利用 {}件、付与数が変わるクーポン {}件、影響のある世帯 {}",
                 "{} uses come out otherwise, {} coupons have other units, {} families are touched"),
             grouped(found.different_uses), grouped(found.coupons_granted_otherwise),
             grouped(found.families_touched));
        row(say("", ""), say("変更前", "before"), say("変更後", "after"), say("差", "difference"));
        row(say("利用できた件数", "uses"), found.before.uses, found.after.uses);
        row(say("自己負担（円）", "parents pay, yen"), found.before.parent.amount, found.after.parent.amount);
        row(say("公費（円）", "public share, yen"), found.before.public_share.amount,
            found.after.public_share.amount);
        if (!found.by_rule.empty()) line(say("変わる理由となる規則", "Rules that decide otherwise"));
        for (const auto& [rule, count] : found.by_rule) line("  {:<40} {:>8}", name_of(rule), grouped(count));
        if (!found.by_month.empty()) line(say("月ごとの公費（円）", "Public share by month, yen"));
        for (const auto& [month, sums] : found.by_month) {
            const auto& [before, after] = sums;
            row("  " + month, before.public_share.amount, after.public_share.amount);
        }
        for (const Difference& difference : found.differences) tell(difference);
        if (found.different_uses > std::ssize(found.differences))
            line(say("ほかに {}件", "and {} more"),
                 grouped(found.different_uses - std::ssize(found.differences)));
        if (found.not_as_recorded > 0) {
            line(say("注意：変更前の規則でも、{}"
                     "件は記録と違う結果になります（登録の内容がその後に変わったか、当時の規則が違"
                     "います）。",
                     "Note: by the old rules, too, {} uses do not come out as recorded: what is registered "
                     "has changed "
                     "since, or the rules of then were others."),
                 grouped(found.not_as_recorded));
        }
        line(say("規則が広がると新しく増える利用は、過去の記録からは分かりません。",
                 "Uses that a wider rule would bring are not in any record."));
    }

private:
    std::string_view say(std::string_view ja, std::string_view en) const { return x_is_japanese ? ja : en; }

    template <class... Arguments>
    void line(std::string_view pattern, const Arguments&... arguments)
    {
        x_out << fmt::format(fmt::runtime(pattern), arguments...) << '\n';
    }
    void row(std::string_view name, std::string_view before, std::string_view after,
             std::string_view difference)
    {
        x_out << name << '\t' << before << '\t' << after << '\t' << difference << '\n';
    }
    void row(std::string_view name, std::int64_t before, std::int64_t after)
    {
        row(name, grouped(before), grouped(after), with_sign(after - before));
    }

    /// The rule's code, or words for what is no rule.
    std::string name_of(const std::string& rule) const
    {
        return rule == "units_and_price" ? std::string(say("数または金額", "units or price")) : rule;
    }

    std::string words_of(const Judged& judged, const rules::Service* service) const
    {
        if (judged.outcome == rules::Outcome::refused) {
            std::string rules;
            for (const std::string& rule : judged.against) rules += (rules.empty() ? "" : ", ") + rule;
            return fmt::format(fmt::runtime(say("対象外（{}）", "refused ({})")), rules);
        }
        const Text unit = service != nullptr ? rules::name_of(service->unit) : Text{};
        return fmt::format(
            fmt::runtime(say("{}{}、自己負担 {}円、公費 {}円", "{} {}, parent {} yen, public {} yen")),
            judged.units.count, say(unit.ja, unit.en), grouped(judged.parent.amount),
            grouped(judged.public_share.amount));
    }

    void tell(const Difference& difference)
    {
        const rules::Service* service = x_programme.find_service(difference.service);
        line("{}\t{}\t{}\t{} → {}", ledger::number_of(difference.entry), hagukumi::to_string(difference.day),
             difference.service, words_of(difference.before, service), words_of(difference.after, service));
    }

    const rules::Programme& x_programme;
    bool x_is_japanese;
    std::ostream& x_out;
};

}  // namespace

Result<void> diff_programmes(const DiffSettings& settings, std::ostream& out)
{
    const auto before = TRY(read_programme_file(settings.before));
    const auto after = TRY(read_programme_file(settings.after));
    if (before->code() != after->code() || before->municipality() != after->municipality()) {
        return fail(ErrorKind::malformed, "two_programmes",
                    {"二つのファイルは別の事業です（" + before->code() + "、" + after->code() +
                         "）。同じ事業の変更前と変更後を指定してください。",
                     "The files are of two programmes (" + before->code() + ", " + after->code() +
                         "). Give one programme before and after the change."});
    }
    ledger::Rehearse wanted;
    wanted.before = before.get();
    wanted.after = after.get();
    wanted.first_day = TRY(day_or(settings.first_day, date_of_days(0)));
    wanted.last_day = TRY(day_or(settings.last_day, last_of_all));
    wanted.most_listed = settings.most_listed;
    const std::unique_ptr<store::Database> database = TRY(open_existing(settings.database));
    Rehearsal found;
    database->read(before->municipality(),
                   [&](store::Snapshot& snapshot) { found = ledger::rehearse(snapshot, wanted); });
    Report(*before, settings.language == "ja", out).tell(found);
    return {};
}

}  // namespace hagukumi::app
