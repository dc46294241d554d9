// The client of the API.  Every answer is either data, or a problem in words for a person.
import createClient from 'openapi-fetch'
import type { components, paths } from './api.d.ts'

export type Schemas = components['schemas']
export type Text = Schemas['Text']
export type Problem = Omit<Schemas['Problem'], 'type' | 'title'>

/** The six digits at the beginning of the page's path; 0 on the landing page. */
export const municipality = /^\/(\d{6})(\/|$)/.exec(globalThis.location?.pathname ?? '')?.[1] ?? '000000'

export const client = createClient<paths>({ baseUrl: globalThis.location?.origin ?? '', credentials: 'same-origin', fetch: (request) => send(request) })

export const no_connection: Problem = {
  status: 0,
  code: 'no_connection',
  detail: {
    ja: 'インターネットにつながりません。電波の良い場所で、もう一度お試しください。',
    en: 'There is no connection. Please try again where the signal is better.',
    'ja-easy': 'インターネットに つながりません。ほかの 場所で、もう一度 してください。',
    zh: '无法连接互联网。请到信号好的地方重试。',
    ko: '인터넷에 연결할 수 없습니다. 전파가 잘 닿는 곳에서 다시 시도해 주세요.',
    vi: 'Không có kết nối Internet. Vui lòng thử lại ở nơi có sóng tốt hơn.',
    pt: 'Sem conexão com a internet. Tente de novo onde o sinal for melhor.',
    ne: 'इन्टरनेट जोडिएन। सङ्केत राम्रो आउने ठाउँमा फेरि प्रयास गर्नुहोस्।',
    fil: 'Walang koneksiyon sa internet. Subukan muli kung saan mas malakas ang signal.',
  },
}

const unreadable: Problem = {
  status: 500,
  code: 'unreadable',
  detail: {
    ja: 'うまく処理できませんでした。少し待って、もう一度お試しください。',
    en: 'Something went wrong. Please wait a moment and try again.',
    'ja-easy': 'うまく できませんでした。少し 待って、もう一度 してください。',
    zh: '未能顺利处理。请稍等片刻后重试。',
    ko: '처리하지 못했습니다. 잠시 후 다시 시도해 주세요.',
    vi: 'Không xử lý được. Vui lòng đợi một lát rồi thử lại.',
    pt: 'Algo não funcionou. Espere um momento e tente de novo.',
    ne: 'काम हुन सकेन। केही बेर पर्खेर फेरि प्रयास गर्नुहोस्।',
    fil: 'May hindi gumana. Maghintay sandali at subukan muli.',
  },
}

/** The session was over when this was asked for, and is not any more: a banner says to do it again. */
export const signed_in_meanwhile = 'signed_in_meanwhile'

export type Answer<T> = { data: T; problem?: undefined } | { data?: undefined; problem: Problem }

/** Told of every question whether it was answered. */
let note: (answered: boolean) => void = () => {}
export const on_answer = (listener: typeof note) => void (note = listener)

/** Puts an error into the language of the page (i18n.svelte.ts). */
let put_in_words: (problem: Problem) => Promise<Problem> = async (problem) => problem
export const on_problem = (listener: typeof put_in_words) => void (put_in_words = listener)

/** Told of a session that is over; of the own municipality's, for a desk looks at others too.  True: a page is open, and
 *  signing in stands above it. */
let tell_signed_out: (problem: Problem) => boolean = () => false
export const on_signed_out = (listener: typeof tell_signed_out) => void (tell_signed_out = listener)
const is_own = (url: string) => new URL(url).pathname.startsWith(`/api/v1/${municipality}/`)

/** Commands that met the end of the session, and wait until somebody has signed in again. */
let held: { since: number; go: (again: boolean) => void }[] = []
/** Whoever comes back later than this has turned to something else; what was pressed then is pressed anew. */
const longest_wait = 15 * 60_000
/** Answers of those that waited for too long, or for somebody who went elsewhere. */
const came_late = new WeakSet<Response>()

/** `again`: the same person is back, and what waits is sent once more; else it ends as it is. */
export function release(again: boolean, now = Date.now()): void {
  const all = held
  held = []
  for (const one of all) one.go(again && now - one.since <= longest_wait)
}

/** What failed of the end of the session alone: nothing of it was done, and under its key it is done once. */
async function met_the_end(body: string, response: Response): Promise<Problem | undefined> {
  const problem = (await response.clone().json().catch(() => undefined)) as Problem | undefined
  if (problem?.code !== 'signed_out') return undefined
  const { key } = JSON.parse(body || '{}') as { key?: unknown }
  return typeof key === 'string' ? put_in_words(problem) : undefined
}

/** Sends; a command whose session is over waits for the person, and is sent again under its own key. */
async function send(request: Request): Promise<Response> {
  if (request.method !== 'POST' || !is_own(request.url)) return fetch(request)
  const { url, headers, credentials } = request
  const body = await request.text() // of us: JSON
  for (;;) {
    const response = await fetch(new Request(url, { method: 'POST', headers, credentials, body }))
    const problem = response.status === 401 ? await met_the_end(body, response) : undefined
    if (!problem || !tell_signed_out(problem)) return response
    if (await new Promise<boolean>((go) => held.push({ since: Date.now(), go }))) continue
    came_late.add(response)
    return response
  }
}

/** Turns what openapi-fetch gives into data or a problem; never throws. */
export async function ask<T>(sent: Promise<{ data?: T; error?: unknown; response: Response }>): Promise<Answer<T>> {
  try {
    const { data, error, response } = await sent
    note(true)
    if (response.ok) return { data: data as T }
    const problem = error as Problem | undefined
    if (!problem?.detail?.ja) return { problem: { ...unreadable, status: response.status } }
    const told = await put_in_words(problem)
    if (came_late.has(response)) return { problem: { ...told, code: signed_in_meanwhile } }
    if (told.code === 'signed_out' && is_own(response.url)) tell_signed_out(told)
    return { problem: told }
  } catch {
    note(false)
    return { problem: no_connection }
  }
}

/** The same of a file that is sent, or that comes: it is sent once, as it was chosen, and chosen anew where that failed. */
export function ask_file<T>(address: string, type: string, body: BodyInit, read: (response: Response) => Promise<T>): Promise<Answer<T>> {
  const sent = async () => {
    const response = await fetch(address, { method: 'POST', body, credentials: 'same-origin', headers: { 'Content-Type': type } })
    return response.ok ? { data: await read(response), response } : { error: (await response.json().catch(() => undefined)) as unknown, response }
  }
  return ask<T>(sent())
}

/** Whether the outcome of a command is unknown: the answer was lost, or the server says so itself. */
export const is_unknown = (problem: Problem): boolean => problem.status === 0 || problem.status >= 500
