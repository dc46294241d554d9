// A code that another family took first.
export const give_back = {
  give_back_open: 'ほかの世帯の受け取りを取り消す',
  give_back_title: '受け取りを取り消して、本来の世帯に返す',
  give_back_help: 'コード {code} は、{time}に受け取られました。読み上げたり写真を見せたりして、ほかの世帯に先に受け取られたときに使います。受け取った世帯には、次のものが発行されています。',
  give_back_used: '使った分 {units}',
  give_back_left: '残り {units}',
  give_back_stays: '使った分は取り消しません。利用履歴と施設への支払いはそのまま残り、残りだけが使えなくなります。',
  give_back_booked: '予約のために取り置かれている分があります。先に、その予約を取り消してください。',
  give_back_search: '本来の世帯を探す（氏名、カナ、利用者番号）',
  give_back_owner: '本来の世帯',
  give_back_last_day: '本来の世帯が受け取れる期限（この日まで）',
  give_back_told: '両方の世帯に、お知らせが届きます。相手がだれかは、どちらにも伝えません。',
  give_back_do: '受け取りを取り消して返す',
  give_back_owner_first: '先に、本来の世帯を選んでください',
  give_back_done: '受け取りを取り消しました（{n}種類）。コードは、本来の世帯だけが受け取れます。両方の世帯にお知らせしました。',
  give_back_kept: '{time}に受け取りを取り消し、{day}まで本来の世帯だけが受け取れます',
} as const
