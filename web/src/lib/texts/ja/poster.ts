// The poster with the QR code.
export const poster = {
  poster: 'ポスター',
  poster_title: '掲示用QRコード',
  poster_step1: 'スマートフォンのカメラでQRコードを写します',
  poster_step2: '使うサービスと数を選びます',
  poster_step3: '施設の人と画面を確かめて「はい」を押します',
  poster_passcode: '読み取れないときの番号',
  poster_heading: '{word}はここで読み取ってください',
  poster_version: 'QR 第{qr}版・番号 第{code}版',
} as const
