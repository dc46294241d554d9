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
  },
}

const unreadable: Problem = {
  status: 500,
  code: 'unreadable',
  detail: {
    ja: 'うまく処理できませんでした。少し待って、もう一度お試しください。',
    en: 'Something went wrong. Please wait a moment and try again.',
  },
}

export type Answer<T> = { data: T; problem?: undefined } | { data?: undefined; problem: Problem }

/** Told of every question whether it was answered. */
let note: (answered: boolean) => void = () => {}
export const on_answer = (listener: typeof note) => void (note = listener)

/** Turns what openapi-fetch gives into data or a problem; never throws. */
export async function ask<T>(sent: Promise<{ data?: T; error?: unknown; response: Response }>): Promise<Answer<T>> {
  try {
    const { data, error, response } = await sent
    note(true)
    if (response.ok) return { data: data as T }
    const problem = error as Problem | undefined
    return { problem: problem?.detail?.ja ? problem : { ...unreadable, status: response.status } }
  } catch {
    note(false)
    return { problem: no_connection }
  }
}

/** Whether the outcome of a command is unknown: the answer was lost, or the server says so itself. */
export const is_unknown = (problem: Problem): boolean => problem.status === 0 || problem.status >= 500
