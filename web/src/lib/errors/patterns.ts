// Which text of errors/<language>.ts an error of the server takes, by its code and by the Japanese sentence beside it.
//
// Errors come in Japanese and English; a page in another language says them by their code.  Where a sentence has values
// (minutes, a telephone number, a place), these are read from the Japanese one, so that they stay exact.  What is told
// in no text is shown as the server says it.

/** Codes that say the same to a parent. */
export const said_as: Record<string, string> = {
  account_not_found: 'choose_again', application_changed: 'reload', application_not_found: 'choose_again', bad_request: 'reload',
  birth_not_found: 'choose_again', booking_not_found: 'choose_again', check_in_not_found: 'check_in_expired', child_not_found: 'choose_again',
  compressed: 'reload', coupon_not_found: 'choose_again', document_unreadable: 'documents_not_set_up', draw_not_ready: 'draw_running', facility_not_found: 'choose_again',
  foreign_origin: 'reload', internal_error: 'incident', key_reused: 'reload', method_not_allowed: 'reload', municipality_moving: 'system_moving',
  no_notice: 'not_found', no_such_notice: 'not_found', not_json: 'reload', password_changed: 'password_changed_meanwhile', push_form: 'no_push', question_unknown: 'reload',
  registration_not_found: 'choose_again', request_timeout: 'busy', service_unknown: 'choose_again', wrong_before: 'reload', wrong_day: 'reload', wrong_place: 'reload',
  wrong_host: 'not_found', wrong_limit: 'reload', wrong_request: 'reload', wrong_state: 'reload',
}

/** The sentences with values, as the server writes them.  A key that goes on after its code is another of its sentences. */
export const patterns: Record<string, string[]> = {
  allowance_units: ['通信のない場所で使う数は、1から{most}の間で選んでください。'],
  document_too_large: ['ファイルが大きすぎます（{megabytes}MBまで）。撮り直すか、小さくしてください。'],
  facility_closed: ['{facility}は、今日は休みです。別の日に利用するか、施設{phone}へお電話ください。', '{facility}は、今日は休みです。別の日に利用するか、自治体の窓口{phone}へお電話ください。'],
  facility_left: ['{facility}は、この事業の利用を終了しました。ほかの施設を選んでください。分からないときは自治体の窓口{phone}へお電話ください。'],
  facility_not_yet: ['{facility}は、{day}から利用できます。それより前は、ほかの施設を選んでください。'],
  incident: ['内部の不具合のため、操作は行われませんでした。お問い合わせの際は番号{number}をお伝えください。', 'システムの誤りが見つかりました。お問い合わせの際は番号 {number} をお伝えください。'],
  passcode_wait: ['番号の間違いが続いたため、約{minutes}分間は番号を入力できません。QRコードの読み取りは今すぐ使えます。お困りのときは自治体の窓口{phone}へお電話ください。'],
  password_too_short: ['パスワードは{least}文字以上にしてください。いくつかの言葉を並べると、長くても覚えやすくなります。'],
  pdf_too_long: ['PDFのページが多すぎます（{most}ページまで）。必要なページだけにしてください。'],
  registered_twice: ['同じお名前のお子さんが、この施設にすでに登録されているため、面談を予約できません。{facility}（電話 {phone}）へご連絡ください。施設で登録をまとめます。'],
  registration_failed: ['利用者番号、暗証番号、生年月日、出産日（予定日）のいずれかが登録と違います。通知書をご確認ください。お困りのときは自治体の窓口{phone}へお電話ください。'],
  sign_in_failed: ['メールアドレスかパスワードが違います。確かめて、もう一度入力してください。お困りのときは自治体の窓口{phone}へお電話ください。', '利用者番号か暗証番号が違います。確かめて、もう一度入力してください。お困りのときは自治体の窓口{phone}へお電話ください。'],
  sign_in_locked: ['間違いが続いたため、初めての端末からはログインできません。以前に使った端末からログインすると解除されます。または自治体の窓口{phone}へお電話ください。'],
  sign_in_wait: ['間違いが続いたため、しばらくログインできません。約{minutes}分後にもう一度お試しください。お急ぎのときは自治体の窓口{phone}へお電話ください。'],
  too_many_codes: ['使えないコードが続いたため、しばらく入力できません。約{minutes}分後にもう一度お試しください。'],
  too_many_links: ['続けて何度もお申し込みがあったため、いまはメールを送れません。約{minutes}分後にもう一度お試しください。先に届いたメールのリンクは使えます。'],
  wrong_days_most: ['一度に予約できるのは{most}日までです。選ぶ日を減らしてください。'],
}

const escaped = (text: string) => text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&')

/** The values that a sentence has at the places of a pattern. */
function values_in(sentence: string, pattern: string): Record<string, string> | undefined {
  // A number stands in brackets of full width, or is not there at all: "（03-1234-5678）" is " (03-1234-5678)".
  const form = pattern.split(/\{(\w+)\}/).map((part, i) => (i % 2 ? `(?<${part}>.*?)` : escaped(part))).join('')
  const found = new RegExp(`^${form}$`, 's').exec(sentence)?.groups
  return found && Object.fromEntries(Object.entries(found).map(([place, value]) => [place, value.replace(/^（(.*)）$/, ' ($1)')]))
}

/** The error in a language's own words; undefined where these do not say it. */
export function error_in(texts: Record<string, string>, code: string, japanese: string): string | undefined {
  const key = said_as[code] ?? code
  for (const [name, sentences] of Object.entries(patterns)) {
    if (name !== key && !name.startsWith(`${key}_`)) continue
    for (const pattern of sentences) {
      const values = values_in(japanese, pattern)
      if (values) return texts[name]?.replace(/\{(\w+)\}/g, (_, place: string) => values[place] ?? '')
    }
  }
  // Without its values a sentence would have holes.
  const text = texts[key]
  return text?.includes('{') ? undefined : text
}
