// Serial codes: received by parents.
export const codes = {
  codes_title: 'シリアルコードで受け取る',
  codes_help: '通知書に書かれたシリアルコード（12文字）を入力してください。QRコードがあれば、スマートフォンのカメラで読み取ると、コードが入った画面が開きます。',
  codes_code: 'シリアルコード',
  codes_example: '例：7K3M-Q9TD-2HVX（ハイフンはなくてもかまいません）',
  codes_look: '中身を確かめる',
  codes_opens: 'このコードで受け取れるもの',
  codes_until: '受け取りの期限：{day}',
  codes_child: 'だれの分として受け取りますか',
  codes_child_help: 'お子さん本人だけが使えます。きょうだいで分けて使うことはできません。',
  codes_no_child: '先に、お子さんを登録してください。登録したあと、この画面に戻ると続きができます。',
  codes_add_child: 'お子さんを登録する',
  codes_other: 'コードを入れ直す',
  codes_receive: '受け取る',
  codes_received_title: '受け取りました',
  codes_received: '{name}さんの分を{n}種類受け取りました。一覧からいつでも使えます。',
  codes_received_before: '受け取りは済んでいます。一覧をご覧ください。',
} as const
