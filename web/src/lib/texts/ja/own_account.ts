// ログインの設定: the own account of staff and officers.
export const own_account = {
  own_account_title: 'ログインの設定',
  own_account_who: '{shown}（ログイン名：{name}）',
  own_account_passkey_help: '指紋や顔、端末のロックでログインできるようになります。パスワードと認証アプリの6桁の数字の代わりになり、にせのページで盗まれることもありません。ほかの人もロックを外せる端末には、登録しないでください。',
  own_account_passkey_reset: 'パスワードを再発行すると、パスキーはすべて消えます。端末をなくしたときは、ここで消すか、自治体の担当者にお知らせください。',
  own_account_device: 'この端末の呼び名（なくてもかまいません）',
  own_account_device_help: '例：自分のスマートフォン。どの端末のパスキーか、あとから見分けられます。',
  own_account_devices_help: '心当たりのない端末があれば、ログアウトさせて、自治体の担当者にお知らせください。',
  own_account_ended: 'その端末をログアウトさせました。',
  own_account_again_help: 'ログインの方法を加えるため、ご本人であることを確かめます。',
} as const
