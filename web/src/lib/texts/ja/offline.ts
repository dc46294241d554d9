// Without a network.
export const offline = {
  offline_title: 'インターネットにつながっていません',
  offline_can: '見られるもの：クーポンの一覧、残り、期限（{time}の内容）',
  offline_cannot: 'つながってからできること：施設での利用、予約、受け取り、お知らせ、登録の変更',
  offline_again: 'つなぎ直す',
  offline_use: '施設で使うには、通信が必要です。電波の届く場所に移動するか、施設のWi-Fiにつないでください。「はい」を押したあとに切れたときは、つながると自動で1回だけ記録します。',
} as const
