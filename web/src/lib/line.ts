// A page inside LINE: LINE's own script (LIFF) says who opened it.  The script is loaded only here, from where the
// server says, and used for five things; the ID token goes to our server by POST and is kept nowhere.
import type { Problem, Schemas } from './client.ts'

type Liff = {
  init: (config: { liffId: string }) => Promise<void>
  isLoggedIn: () => boolean
  login: (config: { redirectUri: string }) => void
  getIDToken: () => string | null
  getAccessToken: () => string | null
  closeWindow: () => void
}
declare global {
  interface Window {
    liff?: Liff
  }
}

export type Opened = { id_token: string } | { problem: Problem }

const failed: Problem = {
  status: 0,
  code: 'line_failed',
  detail: {
    ja: 'LINEの画面を開けませんでした。スマートフォンの日時が自動設定になっているか確かめて、もう一度LINEから開いてください。',
    en: 'LINE could not open this page. Please check that your phone sets its clock by itself, and open it from LINE again.',
  },
}

function load(url: string): Promise<void> {
  return new Promise((done, fail) => {
    const script = document.createElement('script')
    script.src = url
    script.onload = () => done()
    script.onerror = () => fail(new Error('not loaded'))
    document.head.append(script)
  })
}

/** Who opened the page.  In a browser outside of LINE, LINE's sign-in page comes first, and then this page again. */
export async function open_line(pages: Schemas['LinePages']): Promise<Opened> {
  try {
    if (!window.liff) await load(pages.sdk_url)
    const liff = window.liff!
    await liff.init({ liffId: pages.liff_id })
    if (!liff.isLoggedIn()) {
      liff.login({ redirectUri: location.href })
      await new Promise(() => {}) // the page is left
    }
    const id_token = liff.getIDToken()
    return id_token ? { id_token } : { problem: failed }
  } catch {
    return { problem: failed }
  }
}

/** What ending the link hands on to LINE; nothing outside of LINE. */
export const access_token = (): string | undefined => window.liff?.getAccessToken() ?? undefined

/** Back to the talk room.  Outside of LINE nothing happens. */
export const close_line = (): void => window.liff?.closeWindow()

/** The part of an address behind "line/", and the menu that led to it.  Rich menus and the account's page call taking
 *  over `link` (G-25), the talk `move`; the portal's own page `link` opens what came by mail and is another. */
export function asked_for(at: string, search: string): { page: string; menu: string | undefined } {
  const page = at.replace(/^line\/?/, '')
  return { page: page === 'link' ? 'move' : page, menu: new URLSearchParams(search).get('menu') ?? undefined }
}
