#include "applications/notice.hpp"

#include "applications/changes.hpp"
#include "applications/keep.hpp"
#include "applications/reimbursement.hpp"
#include "applications/review.hpp"
#include "base/era.hpp"
#include "base/grouped.hpp"
#include "facilities/facility.hpp"
#include "ledger/coupon.hpp"
#include "people/manage_accounts.hpp"
#include "rules/form/form.hpp"

namespace hagukumi::applications {

namespace {

using paper::Align;

/// What the approval granted, read off the history: coupons change later, entries do not.
struct Granted {
    std::string allotment;
    bool limited = true;
    Units units;
};
std::vector<Granted> granted_then(store::Snapshot& snapshot, const Application& application)
{
    constexpr int most_entries = 1000;
    std::vector<Granted> all;
    for (const ledger::Coupon& coupon : ledger::coupons_of(snapshot, application.household)) {
        if (coupon.programme != application.programme) continue;
        for (const ledger::Entry& entry : ledger::history_of_coupon(snapshot, coupon.id, most_entries)) {
            // They were written in the transaction of the decision, and bear its instant.
            if (entry.kind == ledger::EntryKind::grant && entry.at == *application.decided_at)
                all.push_back({coupon.allotment, coupon.limited, entry.units});
        }
    }
    return all;
}

/// Puts the blocks of one notice below each other.
class NoticeWriter {
public:
    NoticeWriter(store::Snapshot& snapshot, const rules::Programme& programme, const rules::Form& form,
                 const Application& application, const Decision& decision, Language language)
        : x_snapshot(snapshot),
          x_programme(programme),
          x_form(form),
          x_application(application),
          x_decision(decision),
          x_notice(*form.notice),
          x_language(language),
          x_page{in(x_notice.title), *application.decided_at}
    {
        x_page.language = code_of(language);
    }

    paper::Document write()
    {
        const std::string number = number_of(*x_application.fiscal_year, *x_application.serial);
        x_page.foot = in(x_notice.title) + "　" + number;
        x_page.add(paper::Paragraph{
            said("受付番号 ", "No. ") + number + "\n" + day(*x_application.decided_at), Align::right});
        x_page.add(paper::Paragraph{addressee()}).add(paper::Paragraph{in(x_notice.from), Align::right});
        x_page.add(paper::Title{in(x_notice.title)});
        x_page.add(paper::Paragraph{in(approves() ? x_notice.approved : x_notice.declined)});
        x_page.add(facts(number));
        if (approves()) add_what_is_given();
        if (!x_decision.words.empty()) {
            x_page
                .add(paper::Heading{approves() ? said("担当からのお知らせ", "A word from the office")
                                               : said("理由", "Reasons")})
                .add(paper::Paragraph{x_decision.words});
        }
        const bool is_less_than_asked = !approves() || !x_decision.allotments.empty();
        if (is_less_than_asked && !x_notice.appeal.ja.empty()) {
            x_page.add(paper::Heading{said("不服があるとき", "If you do not agree")})
                .add(paper::Paragraph{in(x_notice.appeal), Align::left, true});
        }
        add_contact();
        return std::move(x_page);
    }

private:
    bool approves() const { return x_decision.outcome == Outcome::approved; }
    std::string said(const char* ja, const char* en) const { return x_language == Language::ja ? ja : en; }
    const std::string& in(const Text& text) const { return x_language == Language::ja ? text.ja : text.en; }
    std::string day(Instant at) const
    {
        return x_language == Language::ja ? in_era(date_in_japan(at)) : in_english(date_in_japan(at));
    }

    std::string addressee() const
    {
        std::string name;
        for (std::size_t i = 0; i < x_form.question_count(); ++i) {
            const rules::FormQuestion& question = x_form.question(i);
            const auto answer = x_application.answers.find(question.code);
            if (question.becomes != rules::Becomes::guardian_name || answer == x_application.answers.end())
                continue;
            for (const std::string& part : answer->second) name += (name.empty() ? "" : "　") + part;
        }
        if (name.empty()) {
            const auto account = people::load_account(x_snapshot, x_application.account);
            name = account ? account->display_name : said("申請者", "Applicant");
        }
        return x_language == Language::ja ? name + "　様" : name;
    }

    paper::FactList facts(const std::string& number) const
    {
        const std::string outcome = !approves()               ? said("承認しません", "not approved")
                                    : x_form.is_change_notice ? said("記録しました", "recorded")
                                    : x_decision.allotments.empty()
                                        ? said("承認します", "approved")
                                        : said("一部を承認します", "approved in part");
        return {{{said("申請", "Application"), in(x_form.name)},
                 {said("受付番号", "Number"), number},
                 {said("受付日", "Received"), day(*x_application.sent_at)},
                 {said("決定日", "Decided"), day(*x_application.decided_at)},
                 {said("決定", "Decision"), outcome}}};
    }

    std::string units_of(const rules::Allotment& allotment, bool limited, Units units) const
    {
        if (!limited) return said("制限なし", "no limit");
        return std::to_string(units.count) + (x_language == Language::ja ? "" : " ") +
               in(rules::name_of(allotment.unit));
    }

    /// What was paid, what is the family's own, and what it gets back.
    void add_what_is_paid_back()
    {
        const auto repayment = ledger::repayment_of_application(x_snapshot, x_application.id);
        const auto use = repayment ? ledger::find_entry(x_snapshot, repayment->entry) : std::nullopt;
        if (!use) return;
        const auto facility = facilities::find_facility(x_snapshot, *use->facility);
        const rules::Service* const service = x_programme.find_service(use->service);
        const auto yen = [&](Yen amount) { return grouped(amount.amount) + said("円", " yen"); };
        const auto on = [&](Date date) {
            return x_language == Language::ja ? in_era(date) : in_english(date);
        };
        std::string days = on(*use->first_day);
        if (*use->last_day != *use->first_day) days += said("から", " to ") + on(*use->last_day);
        x_page.add(paper::Heading{said("払い戻すもの", "What is paid back")})
            .add(paper::FactList{{{said("施設", "Facility"), facility ? facility->name : std::string()},
                                  {said("サービス", "Service"), service ? in(service->name) : use->service},
                                  {said("利用日", "Used"), days},
                                  {said("支払った額", "Paid"), yen(*use->fee)},
                                  {said("自己負担額", "Own share"), yen(*use->parent)},
                                  {said("払戻額", "Paid back"), yen(repayment->yen)}}});
    }

    void add_what_is_given()
    {
        if (x_form.is_reimbursement()) return add_what_is_paid_back();
        paper::Table table{{{said("名称", "Name"), 4}, {said("数", "Number"), 2, Align::right}}, {}};
        if (x_form.is_change_notice) {
            table.columns = {{said("名称", "Name"), 4},
                             {said("これまで", "Before"), 2, Align::right},
                             {said("これから", "Now"), 2, Align::right}};
            for (const ChangedCoupon& one : changes_of(x_snapshot, x_application.id).coupons) {
                const rules::Allotment* const allotment = x_programme.find_allotment(one.allotment);
                if (allotment == nullptr || one.before.granted == one.after.granted) continue;
                table.rows.push_back({{in(allotment->name), units_of(*allotment, true, one.before.granted),
                                       units_of(*allotment, true, one.after.granted)}});
            }
        } else {
            for (const Granted& one : granted_then(x_snapshot, x_application)) {
                const rules::Allotment* const allotment = x_programme.find_allotment(one.allotment);
                if (allotment == nullptr) continue;
                table.rows.push_back({{in(allotment->name), units_of(*allotment, one.limited, one.units)}});
            }
        }
        if (table.rows.empty()) return;
        x_page
            .add(paper::Heading{x_form.is_change_notice ? said("変わったもの", "What changed")
                                                        : said("発行したもの", "What was issued")})
            .add(std::move(table));
    }

    void add_contact()
    {
        const rules::Contact& contact = x_programme.contact();
        std::string text = in(contact.name);
        if (!contact.phone.empty()) text += said("\n電話 ", "\nTelephone ") + contact.phone;
        if (!contact.hours.ja.empty()) text += "\n" + in(contact.hours);
        x_page.add(paper::Heading{said("お問い合わせ", "Questions")}).add(paper::Paragraph{std::move(text)});
    }

    store::Snapshot& x_snapshot;
    const rules::Programme& x_programme;
    const rules::Form& x_form;
    const Application& x_application;
    const Decision& x_decision;
    const rules::DecisionNotice& x_notice;
    const Language x_language;
    paper::Document x_page;
};

}  // namespace

Result<paper::Document> decision_notice(store::Snapshot& snapshot, const rules::Programme& programme,
                                        const rules::Form& form, const Application& application,
                                        Language language)
{
    if (!form.notice) {
        return fail(ErrorKind::not_found, "no_notice",
                    {"この申請には、決定通知書がありません。", "There is no decision notice for this form."});
    }
    const bool is_decided = application.state == State::approved || application.state == State::declined;
    const auto decision = find_decision(snapshot, application.id);
    if (!is_decided || !decision) {
        return fail(ErrorKind::conflict, "not_decided",
                    {"まだ決定していません。決まりしだいお知らせします。",
                     "It is not decided yet. You are told as soon as it is."});
    }
    return NoticeWriter(snapshot, programme, form, application, *decision, language).write();
}

}  // namespace hagukumi::applications
