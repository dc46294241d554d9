// Texts with places and readings: '{残:のこ}りは {n}枚です。'
//
// A place '{n}' takes a value as it stands; '{n|one=# day|other=# days}' the form that its number has in the language,
// with the number for '#'.  '{残:のこ}' is 残 with のこ above it.  A value is never read as a text: what a person wrote
// stays what it is.
import { languages, type Language } from './format.ts'

export type Values = Record<string, string | number>

/** Characters, and how they are read where that is shown. */
export interface Piece {
  text: string
  reading?: string
}

const mark = /\{(?:(\w+)(?:\|([^{}]*))?|([^{}:|]+):([^{}]+))\}/g

export function pieces_of(message: string, values: Values = {}, language: Language = 'ja'): Piece[] {
  const pieces: Piece[] = []
  let end = 0
  for (const found of message.matchAll(mark)) {
    const [whole, name, forms, text, reading] = found
    if (found.index > end) pieces.push({ text: message.slice(end, found.index) })
    end = found.index + whole.length
    if (text) pieces.push({ text, reading: reading! })
    else if (name) pieces.push(...with_readings(forms ? form_of(forms, Number(values[name]), language) : String(values[name] ?? ''), language))
  }
  if (end < message.length) pieces.push({ text: message.slice(end) })
  return pieces
}

export const plain = (pieces: Piece[]): string => pieces.map((one) => one.text).join('')

/** Of 'one=# day|other=# days' the form of a number. */
function form_of(forms: string, n: number, language: Language): string {
  const by_name = new Map(forms.split('|').map((form) => form.split(/=(.*)/s, 2) as [string, string]))
  const chosen = by_name.get(new Intl.PluralRules(languages[language].tag).select(n)) ?? by_name.get('other') ?? ''
  return chosen.replaceAll('#', new Intl.NumberFormat([languages[language].locale, 'en-GB']).format(n))
}

const weekdays: Record<string, string> = { 日: 'にち', 月: 'げつ', 火: 'か', 水: 'すい', 木: 'もく', 金: 'きん', 土: 'ど' }
const special_days: Record<number, string> = {
  2: 'ふつか', 3: 'みっか', 4: 'よっか', 5: 'いつか', 6: 'むいか', 7: 'なのか', 8: 'ようか', 9: 'ここのか', 10: 'とおか',
  14: 'じゅうよっか', 20: 'はつか', 24: 'にじゅうよっか',
}
const counters: Record<string, string> = { 年: 'ねん', 月: 'がつ', 時間: 'じかん', 時: 'じ', 回: 'かい', 枚: 'まい', 円: 'えん', 件: 'けん', 席: 'せき', 歳: 'さい' }
const dated = /(\d+)月(\d+)日|(\d+)(時間|分間|[年月日時分回枚円件席歳人])|（([日月火水木金土])）/g

/** Words with their readings, by their characters; loaded with plain Japanese (readings.ts). */
let words = new Map<string, Piece[]>()
let known = dated

export function know_readings(list: readonly string[]): void {
  words = new Map(list.map((word) => [plain(pieces_of(word)), pieces_of(word)]))
  const longest_first = [...words.keys()].sort((a, b) => b.length - a.length)
  known = new RegExp(`${dated.source}|(${longest_first.join('|')})`, 'g')
}

/** What a number counts, with its reading, in plain Japanese; other characters are left as they are. */
export function with_readings(text: string, language: Language): Piece[] {
  return language === 'ja-easy' ? read_by(dated, text) : [{ text }]
}

/** A sentence of the server in plain Japanese, which comes without readings: those of the words that we know. */
export const sentence_with_readings = (text: string): Piece[] => read_by(known, text)

function read_by(pattern: RegExp, text: string): Piece[] {
  const pieces: Piece[] = []
  let end = 0
  for (const found of text.matchAll(pattern)) {
    if (found.index > end) pieces.push({ text: text.slice(end, found.index) })
    end = found.index + found[0].length
    const [, month, date, digits, counter, weekday, word] = found
    if (month && date) pieces.push({ text: month }, { text: '月', reading: 'がつ' }, ...day_pieces(date, 'ついたち'))
    else if (weekday) pieces.push({ text: '（' }, { text: weekday, reading: weekdays[weekday]! }, { text: '）' })
    else if (digits && counter) pieces.push(...counted_pieces(digits, counter))
    else if (word) pieces.push(...words.get(word)!)
  }
  if (end < text.length) pieces.push({ text: text.slice(end) })
  return pieces
}

/** The first of a month is ついたち, one day is いちにち; the others are read alike. */
function day_pieces(date: string, first: string): Piece[] {
  const reading = date === '1' ? first : special_days[Number(date)]
  return reading ? [{ text: `${date}日`, reading }] : [{ text: date }, { text: '日', reading: 'にち' }]
}

function counted_pieces(digits: string, counter: string): Piece[] {
  if (counter === '日') return day_pieces(digits, 'いちにち')
  if (counter === '人' && (digits === '1' || digits === '2')) return [{ text: `${digits}人`, reading: digits === '1' ? 'ひとり' : 'ふたり' }]
  if (counter === '人') return [{ text: digits }, { text: '人', reading: 'にん' }]
  if (counter === '分' || counter === '分間') {
    const minutes = /[013468]$/.test(digits) ? 'ぷん' : 'ふん'
    return [{ text: digits }, { text: counter, reading: counter === '分' ? minutes : `${minutes}かん` }]
  }
  return [{ text: digits }, { text: counter, reading: counters[counter]! }]
}
