#include "rules/form/reimbursement.hpp"

#include <algorithm>

#include "base/era.hpp"
#include "base/whole_number.hpp"
#include "rules/parts.hpp"

namespace hagukumi::rules {

namespace {

bool is_of_a_reimbursement(Becomes becomes)
{
    return becomes >= Becomes::use_facility;
}

/// Empty where it is not answered.
std::string answer_to(const Form& form, const AnswersRead& read, Becomes becomes)
{
    for (const TakenAnswer& answer : read.answers) {
        if (form.question(answer.question).becomes != becomes) continue;
        std::string all;
        for (const std::string& part : answer.texts) all += (all.empty() || part.empty() ? "" : " ") + part;
        return all;
    }
    return {};
}

}  // namespace

std::optional<PaidUse> paid_use(const Form& form, const AnswersRead& read)
{
    const auto answer = [&](Becomes becomes) { return answer_to(form, read, becomes); };
    PaidUse use;
    use.facility = answer(Becomes::use_facility);
    // Where only one is paid back nobody is asked which.
    use.request.service =
        form.reimburses.size() == 1 ? form.reimburses.front() : answer(Becomes::use_service);
    use.request.first_day = parse_date(answer(Becomes::use_first_day));
    use.request.last_day = parse_date(answer(Becomes::use_last_day));
    const auto units = parse_whole_number<std::int64_t>(answer(Becomes::use_units));
    if (units) use.request.units = Units{*units};
    const auto fee = parse_whole_number<std::int64_t>(answer(Becomes::use_fee));
    if (use.facility.empty() || use.request.service.empty() || !use.request.first_day || !fee)
        return std::nullopt;
    use.fee = Yen{*fee};
    return use;
}

std::optional<Payee> payee(const Form& form, const AnswersRead& read)
{
    const auto answer = [&](Becomes becomes) { return answer_to(form, read, becomes); };
    Payee to{answer(Becomes::payee_bank_code),   answer(Becomes::payee_bank),
             answer(Becomes::payee_branch_code), answer(Becomes::payee_branch),
             answer(Becomes::payee_kind),        answer(Becomes::payee_number),
             answer(Becomes::payee_holder)};
    for (const std::string* const part :
         {&to.bank_code, &to.bank, &to.branch_code, &to.branch, &to.kind, &to.number, &to.holder})
        if (part->empty()) return std::nullopt;
    return to;
}

bool can_be_reimbursed(const Service& service)
{
    return service.priced && (service.asks == Asks::dates || service.asks == Asks::number_of_days ||
                              service.asks == Asks::number);
}

std::vector<const BecomesInfo*> missing_of_a_reimbursement(const Form& form, const Parts& parts)
{
    if (!form.is_reimbursement()) return {};
    bool asks_days = false, asks_number = false;
    for (const Service& service : parts.services) {
        const auto& all = form.reimburses;
        if (std::find(all.begin(), all.end(), service.code) == all.end()) continue;
        (service.asks == Asks::dates ? asks_days : asks_number) = true;
    }
    std::vector<const BecomesInfo*> missing;
    for (const BecomesInfo& info : all_becomings()) {
        const bool is_needed = is_of_a_reimbursement(info.becomes) &&
                               (info.becomes != Becomes::use_service || form.reimburses.size() > 1) &&
                               (info.becomes != Becomes::use_last_day || asks_days) &&
                               (info.becomes != Becomes::use_units || asks_number);
        bool is_asked = false;
        for (std::size_t i = 0; i < form.question_count(); ++i)
            is_asked |= form.question(i).becomes == info.becomes && form.question(i).required;
        if (is_needed && !is_asked) missing.push_back(&info);
    }
    return missing;
}

bool asks_for_a_payee(const Form& form)
{
    for (std::size_t i = 0; i < form.question_count(); ++i)
        if (is_of_a_reimbursement(form.question(i).becomes)) return true;
    return false;
}

}  // namespace hagukumi::rules
