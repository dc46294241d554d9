// The parents' pages without a network: the shell is kept, answers of the API never are (they are personal, and a tablet
// may be shared).  The list of coupons is kept by the page itself (lib/kept.ts), and erased when somebody signs out.
const assets = /* written by vite.config.ts */ []
const version = /* written by vite.config.ts */ ''
const name = `shell-${version}`
const shell = '/shell' // the one page of all municipalities; kept whenever it is loaded
const patience = 3000 // milliseconds that a slow network gets before the kept page is shown

self.addEventListener('install', (event) => {
  event.waitUntil(caches.open(name).then((cache) => cache.addAll(assets)).then(() => self.skipWaiting()))
})

self.addEventListener('activate', (event) => {
  const is_old = (one) => one.startsWith('shell-') && one !== name
  event.waitUntil(caches.keys().then((all) => Promise.all(all.filter(is_old).map((one) => caches.delete(one)))).then(() => self.clients.claim()))
})

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
  const loaded = fetch(event.request).then((answer) => {
    if (answer.ok) event.waitUntil(cache.put(shell, answer.clone()))
    return answer
  })
  const kept = await cache.match(shell)
  if (!kept) return loaded
  const late = new Promise((done) => setTimeout(done, patience, kept))
  return Promise.race([loaded.catch(() => kept), late])
}

self.addEventListener('fetch', (event) => {
  const { request } = event
  const url = new URL(request.url)
  if (request.method !== 'GET' || url.origin !== self.location.origin) return
  if (url.pathname.startsWith('/assets/')) event.respondWith(asset(request))
  else if (request.mode === 'navigate' && /^\/\d{6}\/(?!desk(\/|$)|office(\/|$))/.test(url.pathname)) event.respondWith(page(event))
})
