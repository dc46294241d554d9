// The client of the API.  Every answer is either data, or a problem in words for a person.
import createClient from 'openapi-fetch'
import type { components, paths } from './api.d.ts'

export type Schemas = components['schemas']
export type Text = Schemas['Text']
export type Problem = Omit<Schemas['Problem'], 'type' | 'title'>

/** The six digits at the beginning of the page's path; 0 on the landing page. */
export const municipality = /^\/(\d{6})(\/|$)/.exec(globalThis.location?.pathname ?? '')?.[1] ?? '000000'

export const client = createClient<paths>({ baseUrl: globalThis.location?.origin ?? '', credentials: 'same-origin' })

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

export type Answer<T> = { data: T; problem?: undefined } | { data?: undefined; problem: Problem }

/** Told of every question whether it was answered. */
let note: (answered: boolean) => void = () => {}
export const on_answer = (listener: typeof note) => void (note = listener)

/** Puts an error into the language of the page (i18n.svelte.ts). */
let put_in_words: (problem: Problem) => Promise<Problem> = async (problem) => problem
export const on_problem = (listener: typeof put_in_words) => void (put_in_words = listener)

/** Told of a session that is over; of the own municipality's, for a desk looks at others too. */
let tell_signed_out: (problem: Problem) => void = () => {}
export const on_signed_out = (listener: typeof tell_signed_out) => void (tell_signed_out = listener)

/** Turns what openapi-fetch gives into data or a problem; never throws. */
export async function ask<T>(sent: Promise<{ data?: T; error?: unknown; response: Response }>): Promise<Answer<T>> {
  try {
    const { data, error, response } = await sent
    note(true)
    if (response.ok) return { data: data as T }
    const problem = error as Problem | undefined
    if (!problem?.detail?.ja) return { problem: { ...unreadable, status: response.status } }
    const told = await put_in_words(problem)
    if (told.code === 'signed_out' && new URL(response.url).pathname.startsWith(`/api/v1/${municipality}/`)) tell_signed_out(told)
    return { problem: told }
  } catch {
    note(false)
    return { problem: no_connection }
  }
}

/** Whether the outcome of a command is unknown: the answer was lost, or the server says so itself. */
export const is_unknown = (problem: Problem): boolean => problem.status === 0 || problem.status >= 500
