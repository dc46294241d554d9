// What staff and officers read of the account that they work with.
#include "messages/texts/texts.hpp"

namespace hagukumi::messages {

namespace {

constexpr Template templates[] = {
    {"staff_passkey_added", "パスキーが登録されました", "A passkey was added to your account",
     "あなたの職員用のログインに、新しいパスキーが加わりました。\n\n"
     "端末：{device}\n\n"
     "お心当たりがない場合は、「ログインの設定」でこのパスキーを消し、自治体の担当窓口へすぐにお知らせくださ"
     "い。",
     "A new passkey was added to the account that you sign in to work with.\n\n"
     "Device: {device}\n\n"
     "If this was not you, please remove it under “Your sign-in” and tell the municipality's office at "
     "once."},
    {"staff_passkey_removed", "パスキーが消えました", "A passkey was removed from your account",
     "あなたの職員用のログインから、パスキーが1つ消えました。\n\n"
     "端末：{device}\n\n"
     "お心当たりがない場合は、自治体の担当窓口へお知らせください。",
     "A passkey was removed from the account that you sign in to work with.\n\n"
     "Device: {device}\n\n"
     "If you know nothing of this, please tell the municipality's office."},
};

}  // namespace

std::span<const Template> texts_of_staff()
{
    return templates;
}

}  // namespace hagukumi::messages
