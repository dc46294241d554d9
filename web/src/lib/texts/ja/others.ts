// One screen for the desk of many municipalities.
export const others = {
  others_title: 'ほかの自治体',
  others_help: 'この施設がほかの自治体にも登録されているときは、ここでその自治体の窓口にもログインすると、利用がこの画面に一緒に並びます。料金、決まり、請求書は、保護者の自治体ごとに分かれたままです。',
  others_none: '今は、この自治体の利用だけを表示しています。',
  others_municipality: '自治体',
  others_sign_in: '{name}の窓口にログイン',
  others_open: '窓口の画面を開く',
  others_sign_out: 'この自治体の表示をやめる',
  others_shown: '一緒に表示している自治体：{names}',
  others_lost: '{name}の窓口からログアウトしました。利用を表示するには、もう一度ログインしてください。',
  others_correct: '{name}の窓口で訂正',
  others_switched: 'ほかの自治体の窓口からはログアウトしました。',
} as const
