// Prepared for a desk without a network.
export const prepare = {
  prepare_title: '電波のない場所で使う準備',
  prepare_help: '電波の届かない施設へ行く前に準備すると、このスマートフォンのQRコードを見せるだけで、{hours}時間以内に使えます。準備した分は取り置かれ、期限の3日後まで、ほかの使い方はできません。',
  prepare_yes: '準備する',
  prepare_print: '紙に印刷する',
  prepare_show: '施設の人に、このQRコードを見せてください。電波がなくても表示できます。',
  prepare_until: '{time}まで使えます。',
  prepare_kept: '使わなかった分は、{time}に、ふつうの使い方に戻ります。',
} as const
