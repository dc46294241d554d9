// A file of script did not come.  After an upgrade the files of the version before are gone, and a page of it that is still
// open is loaded anew by itself: its address leads back, and a form that keeps a draft has it.
//
//  Not without a network, and not while the server gives the same version: nothing better would come.  Not twice within an
//  hour: while two versions stand side by side, a page must not be thrown to and fro.
const slot = 'hagukumi-loaded-anew'
const pause = 3_600_000

/** The script that a page's HTML begins with; its name changes with every version. */
const own_script = (): string => document.querySelector<HTMLScriptElement>('script[type="module"][src^="/assets/"]')?.getAttribute('src') ?? ''

const page_now = async (): Promise<string> => {
  const answer = await fetch(location.pathname, { cache: 'no-store', credentials: 'same-origin' })
  return answer.ok ? await answer.text() : ''
}

/** `own`: this page's script.  `page`: the HTML that the server gives now.  `last`: when a page of this tab loaded itself anew. */
export const may_load_anew = (own: string, page: string, last: number, now: number): boolean =>
  own !== '' && page.includes('/assets/') && !page.includes(own) && !(now - last < pause)

/** True: the page is on its way out.  `address`: of this page with what it had taken out of it, as a code behind the #. */
export async function load_anew(address = ''): Promise<boolean> {
  try {
    const last = Number(sessionStorage.getItem(slot) ?? Number.NaN)
    if (!navigator.onLine || !may_load_anew(own_script(), await page_now(), last, Date.now())) return false
    sessionStorage.setItem(slot, String(Date.now()))
  } catch {
    return false // no answer, or a browser that keeps nothing and so could not say that it was here before
  }
  reload(address)
  return true
}

export function reload(address = ''): void {
  if (address) history.replaceState(history.state, '', address)
  location.reload()
}
