// What facilities read of their statements.
#include "messages/texts/texts.hpp"

namespace hagukumi::messages {

namespace {

constexpr Template templates[] = {
    {"statement_approved", "請求書が承認されました", "A statement was approved",
     "{month}の請求書が承認されました。\n\n"
     "お支払いする額：{amount}円\n\n"
     "支払日が決まりましたら、あらためてお知らせします。",
     "The statement of {month} was approved.\n\n"
     "To be paid: {amount} yen\n\n"
     "We will tell you again when it is paid."},
    {"statement_sent_back", "請求書が差し戻されました", "A statement was sent back",
     "{month}の請求書が差し戻されました。\n\n"
     "理由：{reason}\n\n"
     "施設の窓口画面で内容を直し、もう一度確認してください。",
     "The statement of {month} was sent back.\n\n"
     "Reason: {reason}\n\n"
     "Please correct it at your desk and confirm it again."},
    {"statement_paid", "お支払いしました", "You were paid",
     "請求に対するお支払いが済みました。\n\n"
     "支払額：{amount}円\n"
     "支払日：{when}\n\n"
     "内訳は、施設の窓口画面の請求書で確認できます。",
     "Your statements were paid.\n\n"
     "Paid: {amount} yen\n"
     "On: {when}\n\n"
     "The desk's statements show what it is made of."},
};

}  // namespace

std::span<const Template> texts_of_statements()
{
    return templates;
}

}  // namespace hagukumi::messages
