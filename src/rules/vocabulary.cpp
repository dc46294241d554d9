#include "rules/vocabulary.hpp"

#include <array>

namespace hagukumi::rules {

namespace {

constexpr std::uint8_t places(std::initializer_list<Place> list)
{
    unsigned bits = 0;
    for (const Place place : list) bits |= static_cast<unsigned>(place);
    return static_cast<std::uint8_t>(bits);
}

constexpr std::uint8_t everywhere =
    places({Place::definition, Place::application, Place::use, Place::price_fee, Place::price_step});
constexpr std::uint8_t for_a_use = places({Place::use, Place::price_fee, Place::price_step});
constexpr std::uint8_t for_a_step = places({Place::price_step});

const Text ask_office{"担当窓口へお問い合わせください。", "Please ask the office."};
const Text at_the_desk{"施設の職員にお声がけください。", "Please tell the facility's staff."};

const std::array<FactInfo, static_cast<std::size_t>(Fact::count_of_facts)> facts{{
    {Fact::none, "", Type::mistake, 0, false, {"必要な情報", "Information that is needed"}, ask_office},
    {Fact::today, "today", Type::date, everywhere, false, {"今日の日付", "Today's date"}, ask_office},
    {Fact::day, "day", Type::date, everywhere, true, {"利用日", "The day of use"}, at_the_desk},
    {Fact::first_day,
     "first_day",
     Type::date,
     everywhere,
     false,
     {"利用開始日", "The first day of use"},
     at_the_desk},
    {Fact::application_on,
     "application_on",
     Type::date,
     everywhere,
     false,
     {"申請日", "The day of application"},
     ask_office},
    {Fact::issued_on, "issued_on", Type::date, everywhere, false, {"発行日", "The day of issue"}, ask_office},
    {Fact::interviewed_on,
     "interviewed_on",
     Type::date,
     everywhere,
     false,
     {"面談の日", "The day of the interview"},
     {"施設で面談を受けてください。", "Please have the interview at the facility."}},
    {Fact::birth_due_date,
     "birth.due_date",
     Type::date,
     everywhere,
     false,
     {"出産予定日", "The due date"},
     {"出産予定日を登録してください。", "Please register the due date."}},
    {Fact::birth_born_on,
     "birth.born_on",
     Type::date,
     everywhere,
     false,
     {"出産日", "The day of birth"},
     {"出産日を登録してください。", "Please register the day of birth."}},
    {Fact::birth_lost_on,
     "birth.lost_on",
     Type::date,
     everywhere,
     false,
     {"届け出の日", "The day that was reported"},
     ask_office},
    {Fact::birth_discharged_on,
     "birth.discharged_on",
     Type::date,
     everywhere,
     false,
     {"退院日", "The day of discharge"},
     {"退院日を担当窓口へお知らせください。", "Please tell the office the day of discharge."}},
    {Fact::birth_event_on,
     "birth.event_on",
     Type::date,
     everywhere,
     false,
     {"出産日", "The day of birth"},
     {"出産日を登録してください。", "Please register the day of birth."}},
    {Fact::birth_children,
     "birth.children",
     Type::number,
     everywhere,
     false,
     {"出産の人数", "The number of births"},
     {"双子などの場合を含め、人数を登録してください。", "Please register how many, twins included."}},
    {Fact::after_loss,
     "after_loss",
     Type::truth,
     everywhere,
     false,
     {"届け出", "What was reported"},
     ask_office},
    {Fact::multiple_birth,
     "multiple_birth",
     Type::truth,
     everywhere,
     false,
     {"出産の人数", "The number of births"},
     {"双子などの場合を含め、人数を登録してください。", "Please register how many, twins included."}},
    {Fact::born_preterm,
     "born_preterm",
     Type::truth,
     everywhere,
     false,
     {"出産日と出産予定日", "The day of birth and the due date"},
     {"出産日と出産予定日を登録してください。", "Please register the day of birth and the due date."}},
    {Fact::child_born_on,
     "child.born_on",
     Type::date,
     everywhere,
     false,
     {"お子さんの生年月日", "The child's date of birth"},
     {"お子さんの生年月日を登録してください。", "Please register the child's date of birth."}},
    {Fact::child_enrolled_on,
     "child.enrolled_on",
     Type::date,
     everywhere,
     false,
     {"保育園等に在籍し始めた日", "The day of enrolment"},
     ask_office},
    {Fact::child_birth_order,
     "child.birth_order",
     Type::number,
     everywhere,
     false,
     {"出生順位（第何子か）", "The order of birth in the family"},
     {"出生順位を担当窓口へお知らせください。", "Please tell the office the order of birth."}},
    {Fact::elder_sibling_born_on,
     "elder_sibling.born_on",
     Type::date,
     everywhere,
     false,
     {"すぐ上のきょうだいの生年月日", "The date of birth of the next older sibling"},
     {"ご家族の生年月日を担当窓口へお知らせください。",
      "Please tell the office the dates of birth in your family."}},
    {Fact::enrolled, "enrolled", Type::truth, everywhere, true, {"保育園等の在籍", "Enrolment"}, ask_office},
    {Fact::household_class,
     "household.class",
     Type::choice,
     everywhere,
     true,
     {"世帯区分", "The household class"},
     {"世帯区分の確認がまだです。担当窓口へお問い合わせください。",
      "The household class has not been confirmed. Please ask the office."}},
    {Fact::household_resident_from,
     "household.resident_from",
     Type::date,
     everywhere,
     false,
     {"住民登録の日", "The day of registration as a resident"},
     ask_office},
    {Fact::household_resident_until,
     "household.resident_until",
     Type::date,
     everywhere,
     false,
     {"転出の日", "The day of moving out"},
     ask_office},
    {Fact::resident,
     "resident",
     Type::truth,
     everywhere,
     true,
     {"住民登録", "Registration as a resident"},
     {"住民登録の確認がまだです。担当窓口へお問い合わせください。",
      "The registration as a resident has not been confirmed. Please ask the office."}},
    {Fact::hospitalised,
     "hospitalised",
     Type::truth,
     everywhere,
     true,
     {"入院の有無", "A stay in hospital"},
     ask_office},
    {Fact::guardian_born_on,
     "guardian.born_on",
     Type::date,
     everywhere,
     false,
     {"保護者の生年月日", "The guardian's date of birth"},
     {"保護者の生年月日を登録してください。", "Please register the guardian's date of birth."}},
    {Fact::facility_fee,
     "facility.fee",
     Type::yen,
     for_a_use,
     false,
     {"施設の利用料金", "The facility's fee"},
     at_the_desk},
    {Fact::facility_age_limit,
     "facility.age_limit",
     Type::months,
     for_a_use,
     false,
     {"施設の対象月齢", "The facility's age limit"},
     at_the_desk},
    {Fact::facility_accepts_corrected_age,
     "facility.accepts_corrected_age",
     Type::truth,
     everywhere,
     false,
     {"ご利用の施設", "The facility"},
     at_the_desk},
    {Fact::facility_accepts_loss,
     "facility.accepts_loss",
     Type::truth,
     everywhere,
     false,
     {"ご利用の施設", "The facility"},
     at_the_desk},
    {Fact::units, "units", Type::units, for_a_use, false, {"利用数", "The number of units"}, at_the_desk},
    {Fact::allotment_granted,
     "allotment.granted",
     Type::units,
     for_a_use,
     false,
     {"付与数", "What was granted"},
     ask_office},
    {Fact::allotment_used,
     "allotment.used",
     Type::units,
     for_a_use,
     false,
     {"利用済みの数", "What was used"},
     ask_office},
    {Fact::allotment_left,
     "allotment.left",
     Type::units,
     for_a_use,
     false,
     {"残数", "What is left"},
     ask_office},
    {Fact::allotment_first_use_on,
     "allotment.first_use_on",
     Type::date,
     for_a_use,
     false,
     {"最初の利用日", "The day of the first use"},
     ask_office},
    {Fact::hours_from,
     "hours.from",
     Type::time,
     for_a_use,
     false,
     {"利用を始める時刻", "The time from which it is used"},
     at_the_desk},
    {Fact::hours_until,
     "hours.until",
     Type::time,
     for_a_use,
     false,
     {"利用を終える時刻", "The time until which it is used"},
     at_the_desk},
    {Fact::hours_length,
     "hours.length",
     Type::number,
     for_a_use,
     false,
     {"利用する時間", "The hours of use"},
     at_the_desk},
    {Fact::amount, "amount", Type::yen, for_a_use, false, {"請求額", "The bill"}, at_the_desk},
    {Fact::fee, "fee", Type::yen, for_a_step, false, {"利用料金", "The fee"}, at_the_desk},
    {Fact::share, "share", Type::yen, for_a_step, false, {"自己負担", "The parent's share"}, at_the_desk},
    {Fact::facility,
     "",
     Type::mistake,
     0,
     false,
     {"ご利用の施設", "The facility"},
     {"施設の二次元コードを読み取ってください。", "Please scan the facility's QR code."}},
    {Fact::household_children,
     "",
     Type::mistake,
     0,
     false,
     {"ご家族の生年月日", "The dates of birth in the family"},
     {"ご家族の生年月日を担当窓口へお知らせください。",
      "Please tell the office the dates of birth in your family."}},
    {Fact::document,
     "",
     Type::mistake,
     0,
     false,
     {"証明書類", "A proof"},
     {"証明書類を担当窓口へお出しください。", "Please hand in the proof at the office."}},
    {Fact::earlier_use, "", Type::mistake, 0, false, {"これまでのご利用", "Earlier uses"}, ask_office},
}};

constexpr Type none = Type::mistake;
constexpr std::array functions{
    FunctionInfo{"before_attained", Op::before_attained, Type::date, Type::date, Type::months},
    FunctionInfo{"before_day_of_attainment", Op::before_day_of_attainment, Type::date, Type::date,
                 Type::months},
    FunctionInfo{"through_corresponding_day", Op::through_corresponding_day, Type::date, Type::date,
                 Type::months},
    FunctionInfo{"through_corresponding_day_or_next", Op::through_corresponding_day_or_next, Type::date,
                 Type::date, Type::months},
    FunctionInfo{"period_after_event", Op::period_after_event, Type::date, Type::date, Type::months},
    FunctionInfo{"eom_of_attainment", Op::eom_of_attainment, Type::date, Type::date, Type::months},
    FunctionInfo{"eom_of_corresponding_month", Op::eom_of_corresponding_month, Type::date, Type::date,
                 Type::months},
    FunctionInfo{"fiscal_year_end_after_attainment", Op::fiscal_year_end_after_attainment, Type::date,
                 Type::date, Type::months},
    FunctionInfo{"days_counting_first", Op::days_counting_first, Type::date, Type::date, Type::days},
    FunctionInfo{"days_after", Op::days_after, Type::date, Type::date, Type::days},
    FunctionInfo{"from_first_whole_day", Op::from_first_whole_day, Type::date, Type::date, Type::months},
    FunctionInfo{"from_attainment_day", Op::from_attainment_day, Type::date, Type::date, Type::months},
    FunctionInfo{"after_elapsed", Op::after_elapsed, Type::date, Type::date, Type::months},
    FunctionInfo{"from_nth_day", Op::from_nth_day, Type::date, Type::date, Type::number},
    FunctionInfo{"months_before", Op::months_before, Type::date, Type::date, Type::months},
    FunctionInfo{"pregnancy_week", Op::pregnancy_week, Type::date, Type::date, Type::number},
    FunctionInfo{"fiscal_year_end", Op::fiscal_year_end, Type::date, Type::date, none},
    FunctionInfo{"fiscal_year_start", Op::fiscal_year_start, Type::date, Type::date, none},
    FunctionInfo{"fiscal_year", Op::fiscal_year, Type::number, Type::date, none},
    FunctionInfo{"month_end", Op::month_end, Type::date, Type::date, none},
    FunctionInfo{"day_before", Op::day_before, Type::date, Type::date, none},
    FunctionInfo{"day_after", Op::day_after, Type::date, Type::date, none},
    FunctionInfo{"age_in_months", Op::age_in_months, Type::number, Type::date, Type::date},
    FunctionInfo{"weeks_pregnant", Op::weeks_pregnant, Type::number, Type::date, Type::date},
    FunctionInfo{"open_days_after", Op::open_days_after, Type::date, Type::date, Type::number},
    FunctionInfo{"open_days_before", Op::open_days_before, Type::date, Type::date, Type::number},
    FunctionInfo{"open_day", Op::open_day, Type::truth, Type::date, none},
    FunctionInfo{"tax_year", Op::tax_year, Type::number, Type::date, Type::number},
    FunctionInfo{"weekday", Op::weekday, Type::weekday, Type::date, none},
    FunctionInfo{"corrected_birth", Op::corrected_birth, Type::date, Type::date, Type::date},
    FunctionInfo{"class_in", Op::class_in, Type::choice, Type::number, none},
    FunctionInfo{"children_under", Op::children_under, Type::number, Type::months, Type::date},
    FunctionInfo{"hours_in", Op::hours_in, Type::number, Type::time, Type::time},
    FunctionInfo{"round_up", Op::round_up, Type::number, Type::number, none},
    FunctionInfo{"round_down", Op::round_down, Type::number, Type::number, none},
    FunctionInfo{"class_on", Op::class_on, Type::choice, Type::date, none},
    FunctionInfo{"resident_on", Op::resident_on, Type::truth, Type::date, none},
    FunctionInfo{"days_between", Op::days_between, Type::number, Type::date, Type::date},
    FunctionInfo{"month", Op::month, Type::number, Type::date, none},
};

constexpr std::array<std::string_view, 7> weekdays{"monday", "tuesday",  "wednesday", "thursday",
                                                   "friday", "saturday", "sunday"};

}  // namespace

std::span<const std::string_view> all_weekdays()
{
    return weekdays;
}

std::string_view name_of(Type type)
{
    switch (type) {
        case Type::mistake: return "nothing";
        case Type::number: return "a number";
        case Type::units: return "units";
        case Type::yen: return "a sum in yen";
        case Type::rate: return "a rate";
        case Type::date: return "a date";
        case Type::months: return "a period in months or years";
        case Type::days: return "a period in days or weeks";
        case Type::truth: return "a truth";
        case Type::choice: return "a household class";
        case Type::time: return "a time of day";
        case Type::weekday: return "a weekday";
    }
    return "nothing";
}

std::span<const FactInfo> all_facts()
{
    return facts;
}

const FactInfo& info_of(Fact fact)
{
    return facts[static_cast<std::size_t>(fact)];
}

const FactInfo& info_of(std::uint16_t fact)
{
    return facts[fact < facts.size() ? fact : 0];
}

std::span<const FunctionInfo> all_functions()
{
    return functions;
}

}  // namespace hagukumi::rules
