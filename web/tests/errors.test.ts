// Every error that a parent can be answered is told in nine languages: the codes and sentences are read from the sources.
import { readdirSync, readFileSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { error_in, patterns, said_as } from '../src/lib/errors/patterns.ts'
import { know_readings, sentence_with_readings } from '../src/lib/furigana.ts'
import { readings } from '../src/lib/readings.ts'

const root = join(import.meta.dirname, '../../src')
const files = (folder: string): string[] =>
  readdirSync(folder).flatMap((name) => {
    const path = join(folder, name)
    return statSync(path).isDirectory() ? files(path) : /\.[ch]pp$/.test(name) ? [path] : []
  })

/** What only staff, officers, operators or other programs are answered from. */
const of_others = new RegExp(
  `^(settlement/|imports/|news/|app/(?!line_room|clamd)|store/(migration|copy|open|postgres|sqlite)|mail/|push/|line/(client|channel|webhook|hook)|rules/|paper/` +
    `|http/(server|static_files|hub)|http/api/(office|desk|imports|news|application_imports|papers|facility_data|misuses|hand_over)|codes/(batch|give_back)|desk/(late|waiting)` +
    `|applications/(decide|review|return|reimbursement)|booking/(edit|end_|set_|desk|residence|refused|cancel_many)|ledger/(adjust|void_use|correct|expire|grant|recompute|reimburse|revoke)` +
    `|people/(card|correct_birth|hand_over|find_account|create_account|record_birth|record_discharge|record_loss|not_found)|facilities/(shared|profile|add_facility|change_offer|day_note|rotate|open_data|desk_check_in))`,
)
/** Codes of the remaining files that no parent meets: the command line, and what a desk or an officer does there. */
const never_a_parents = new Set(['allowance_rule', 'arrived_ahead', 'day_booked', 'interview_ahead', 'programme_unknown', 'no_key', 'two_conversations', 'unknown_programme', 'wrong_conversation', 'wrong_key', 'wrong_rich_menu', 'menu_is_old', 'reason_missing', 'reason_too_long'])
/** Told by the server itself in the language that was asked for, as a decision is. */
const told_by_the_server = new Set(['too_late', 'not_entitled'])

/** What stands for a value in a sentence of the sources. */
const sample = (expression: string): string =>
  /ja_phone/.test(expression) ? '自治体の窓口（03-1234-5678）' : /call_ja/.test(expression) ? '施設（03-8765-4321）' : /ja_call/.test(expression) ? 'お困りのときは自治体の窓口（03-1234-5678）へお電話ください。' : '57'

/** The Japanese of `{"…" + value + "…", "…"}`, with a sample for each value. */
function sentence_at(source: string): string {
  let depth = 0
  let end = 0
  let quoted = false
  for (; end < source.length; end++) {
    const c = source[end]!
    if (quoted) {
      if (c === '\\') end++
      else if (c === '"') quoted = false
    } else if (c === '"') quoted = true
    else if ('({['.includes(c)) depth++
    else if (')}]'.includes(c)) depth--
    if (depth < 0 || (c === ',' && depth === 0 && !quoted)) break
  }
  const expression = source.slice(0, end).trim()
  return expression
    .split(/("(?:[^"\\]|\\.)*")/)
    .map((part, i) => (i % 2 ? part.slice(1, -1).replace(/\\"/g, '"') : /[a-z]/.test(part.replace('std::string(', '')) ? sample(part) : ''))
    .join('')
}

interface Said {
  code: string
  japanese: string
  place: string
}
const said: Said[] = files(root).flatMap((file) => {
  const place = file.slice(root.length + 1)
  if (of_others.test(place)) return []
  const source = readFileSync(file, 'utf8')
  const literal = [...source.matchAll(/ErrorKind::\w+,\s*"([a-z_]+)",\s*\{/g)].map((found) => ({ code: found[1]!, japanese: sentence_at(source.slice(found.index + found[0].length)), place }))
  // Sentences that are put together before: people/sign_in.cpp.
  const named = [...source.matchAll(/ErrorKind::\w+,\s*"([a-z_]+)",\s*(?:std::move|rules::|sentence)/g)].map((found) => ({ code: found[1]!, japanese: '', place }))
  return [...literal, ...named]
}).filter(({ code }) => !never_a_parents.has(code))

const languages = Object.entries(import.meta.glob<Record<string, Record<string, string>>>('../src/lib/errors/{ja-easy,zh,ko,vi,pt,ne,fil}.ts', { eager: true })).map(
  ([path, module]) => [path.replace(/.*\/|\.ts$/g, ''), Object.values(module)[0]!] as const,
)
const places = (text: string) => [...text.matchAll(/\{(\w+)\}/g)].map((found) => found[1]!).sort()
const of_whom: Record<string, string> = { sign_in_failed: 'ユーザー名', sign_in_form: 'ユーザー名' }

test('the sources say what this test believes', () => {
  expect(said.length).toBeGreaterThan(110)
  expect(languages.length).toBe(7)
  expect(said.find((one) => one.code === 'passkey_most')?.japanese).toBe('登録できるパスキーは10個までです。使わないものを先に消してください。')
  expect(said.find((one) => one.code === 'facility_closed')?.japanese).toBe('57は、今日は休みです。別の日に利用するか、施設（03-8765-4321）へお電話ください。')
})
test.each(languages)('U-05: every error that a parent can meet is told in %s', (language, texts) => {
  const missing = said.filter(({ code, japanese }) => {
    if (told_by_the_server.has(code) || (of_whom[code] && japanese.startsWith(of_whom[code]!))) return false
    const key = said_as[code] ?? code
    return japanese ? error_in(texts, code, japanese) === undefined : !texts[key]
  })
  expect(missing.map((one) => `${one.code}: ${one.japanese} (${one.place})`).join('\n'), language).toBe('')
})
test.each(languages)('U-05: %s has no text that no error takes, and the same places', (language, texts) => {
  const codes = new Set([...said.map(({ code }) => said_as[code] ?? code), ...Object.values(said_as), ...Object.keys(patterns), 'too_large', 'no_line'])
  expect(Object.keys(texts).filter((key) => !codes.has(key)), language).toEqual([])
  for (const [key, text] of Object.entries(texts)) expect(places(text), `${language} ${key}`).toEqual(places(patterns[key]?.[0] ?? ''))
  expect(Object.keys(texts).sort(), language).toEqual(Object.keys(languages[0]![1]).sort())
})
test('U-05: minutes, telephone numbers and places stay exact', () => {
  const texts = new Map(languages)
  const locked = '間違いが続いたため、しばらくログインできません。約15分後にもう一度お試しください。お急ぎのときは自治体の窓口（03-1234-5678）へお電話ください。'
  expect(error_in(texts.get('pt')!, 'sign_in_wait', locked)).toBe('Houve muitos erros. Tente de novo em cerca de 15 minutos. Se for urgente, telefone para o município (03-1234-5678).')
  expect(error_in(texts.get('vi')!, 'sign_in_wait', locked.replace('（03-1234-5678）', ''))).toMatch(/gọi quầy của chính quyền địa phương\.$/)
  expect(error_in(texts.get('fil')!, 'facility_closed', 'もりの助産院（本院）は、今日は休みです。別の日に利用するか、自治体の窓口へお電話ください。')).toContain('もりの助産院（本院）')
  expect(error_in(texts.get('ne')!, 'wrong_days', '一度に予約できるのは7日までです。選ぶ日を減らしてください。')).toContain('7 दिन')
  expect(error_in(texts.get('ne')!, 'wrong_days', '別々の日を、2日以上選んでください。')).toContain('फरक दिन')
})
test('U-05: an error without words here is shown as the server says it', () => {
  expect(error_in(languages[0]![1], 'sign_in_wait', 'まったく別の文です。')).toBeUndefined()
  expect(error_in(languages[0]![1], 'unheard_of', '…')).toBeUndefined()
})
test('U-05: no error is left in Japanese, and plain Japanese has its readings', () => {
  know_readings(readings)
  const bare = new Set<string>()
  for (const [language, texts] of languages) {
    for (const [key, text] of Object.entries(texts)) {
      if (language === 'ja-easy') {
        for (const one of sentence_with_readings(text.replace(/\{\w+\}/g, '3'))) if (!one.reading) for (const [word] of one.text.matchAll(/[一-龠々]+[ぁ-ん]{0,2}/g)) bare.add(`${word} in ${key}`)
      } else expect(text, key).not.toMatch(language === 'zh' ? /[ぁ-んァ-ヶ]/ : /[ぁ-んァ-ヶ一-龠]/)
    }
  }
  expect([...bare].join('\n')).toBe('')
})
