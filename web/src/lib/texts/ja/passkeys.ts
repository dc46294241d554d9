// パスキー: signing in with the lock of one's own device.
export const passkeys = {
  passkey_sign_in: 'パスキーでログイン',
  passkey_title: 'パスキー',
  passkey_help: '指紋や顔、端末のロックでログインできるようになります。パスワードを入力する必要がなく、にせのページで盗まれることもありません。',
  passkey_none: '登録されたパスキーはありません。',
  passkey_unsupported: 'このブラウザーでは、パスキーを使えません。',
  passkey_made: '{time}に登録',
  passkey_used: '最後に使った日時：{time}',
  passkey_add: 'この端末のパスキーを登録する',
  passkey_added: 'パスキーを登録しました。次からは「パスキーでログイン」で入れます。',
  passkey_remove: '{name}のパスキーを消す',
  passkey_removed: 'パスキーを消しました。',
  passkey_reset: 'パスワードや暗証番号を決め直すと、パスキーはすべて消えます。そのときは、もう一度登録してください。',
} as const
