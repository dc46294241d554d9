// The parents' pages and the desk's without a network: the shell is kept, answers of the API never are (they are personal, and a tablet
// may be shared).  The list of coupons is kept by the page itself (lib/kept.ts), and erased when somebody signs out.
const assets = /* written by vite.config.ts */ []
const version = /* written by vite.config.ts */ ''
const name = `shell-${version}`
/** The one page of all municipalities, parents' or desk's; kept whenever it is loaded. */
const shell_of = (path) => (/^\/\d{6}\/desk(\/|$)/.test(path) ? '/shell/desk' : '/shell')
const is_kept = (path) => /^\/\d{6}\/(?!office(\/|$))/.test(path)
const patience = 3000 // milliseconds that a slow network gets before the kept page is shown

self.addEventListener('install', (event) => {
  event.waitUntil(caches.open(name).then((cache) => cache.addAll(assets)).then(() => self.skipWaiting()))
})

self.addEventListener('activate', (event) => {
  const is_old = (one) => one.startsWith('shell-') && one !== name
  event.waitUntil(caches.keys().then((all) => Promise.all(all.filter(is_old).map((one) => caches.delete(one)))).then(keep_open_pages).then(() => self.clients.claim()))
})

/** The pages that are open while the worker comes are kept at once, not at their next visit only. */
async function keep_open_pages() {
  const cache = await caches.open(name)
  const open = await self.clients.matchAll({ includeUncontrolled: true, type: 'window' })
  await Promise.all(open.map(async ({ url }) => {
    const { pathname } = new URL(url)
    if (!is_kept(pathname)) return
    const answer = await fetch(pathname).catch(() => undefined)
    if (answer?.ok) await cache.put(shell_of(pathname), answer)
  }))
}

/** Names of assets change with their content, so what is kept is right. */
async function asset(request) {
  const kept = await caches.match(request)
  if (kept) return kept
  const answer = await fetch(request)
  if (answer.ok) (await caches.open(name)).put(request, answer.clone())
  return answer
}

/** The network's page, and the kept one where there is none in time. */
async function page(event) {
  const cache = await caches.open(name)
  const shell = shell_of(new URL(event.request.url).pathname)
  const loaded = fetch(event.request).then((answer) => {
    if (answer.ok) event.waitUntil(cache.put(shell, answer.clone()))
    return answer
  })
  const kept = await cache.match(shell)
  if (!kept) return loaded
  const late = new Promise((done) => setTimeout(done, patience, kept))
  return Promise.race([loaded.catch(() => kept), late])
}

// A notice of the server (src/push): its subject and the page to open, nothing personal.  A second delivery has the same tag.
self.addEventListener('push', (event) => {
  const { title, body, page, tag, lang } = event.data.json()
  event.waitUntil(self.registration.showNotification(title, { body, tag, lang, data: { page } }))
})

self.addEventListener('notificationclick', (event) => {
  event.notification.close()
  const url = new URL(event.notification.data.page, self.location.origin).href
  const of_town = new URL(url).pathname.slice(0, 8)
  event.waitUntil(self.clients.matchAll({ type: 'window', includeUncontrolled: true }).then(async (open) => {
    const own = open.find((one) => new URL(one.url).pathname.startsWith(of_town) && is_kept(new URL(one.url).pathname) && !new URL(one.url).pathname.includes('/desk'))
    if (!own) return self.clients.openWindow(url)
    await own.focus()
    return own.navigate(url)
  }))
})

self.addEventListener('fetch', (event) => {
  const { request } = event
  const url = new URL(request.url)
  if (request.method !== 'GET' || url.origin !== self.location.origin) return
  if (url.pathname.startsWith('/assets/')) event.respondWith(asset(request))
  else if (request.mode === 'navigate' && is_kept(url.pathname)) event.respondWith(page(event))
})
