// プッシュ通知 on this device: what the browser can do, turning it on and off, and saying it again after others were signed out.
import { ask, client, municipality, type Problem } from './client.ts'

/** `home`: an iPhone or iPad, where only what is on the home screen may show notices. */
export type PushState = 'unsupported' | 'home' | 'denied' | 'off' | 'on'

const slot = `hagukumi-push-${municipality}`
const params = { path: { municipality } }

function is_on_iphone(): boolean {
  // An iPad calls itself a Mac, and has a touch screen.
  return /iPhone|iPad/.test(navigator.userAgent) || (/Macintosh/.test(navigator.userAgent) && navigator.maxTouchPoints > 1)
}

async function subscription(): Promise<PushSubscription | null> {
  const worker = await navigator.serviceWorker?.getRegistration()
  return (await worker?.pushManager?.getSubscription()) ?? null
}

export async function push_state(): Promise<PushState> {
  if (!('serviceWorker' in navigator) || !('PushManager' in window) || !('Notification' in window)) return is_on_iphone() ? 'home' : 'unsupported'
  if (Notification.permission === 'denied') return 'denied'
  return localStorage.getItem(slot) && (await subscription()) ? 'on' : 'off'
}

const base64url = (bytes: ArrayBuffer | null): string =>
  btoa(String.fromCharCode(...new Uint8Array(bytes ?? new ArrayBuffer(0)))).replaceAll('+', '-').replaceAll('/', '_').replaceAll('=', '')

async function tell(own: PushSubscription): Promise<Problem | undefined> {
  const body = { endpoint: own.endpoint, p256dh: base64url(own.getKey('p256dh')), auth: base64url(own.getKey('auth')) }
  return (await ask(client.POST('/api/v1/{municipality}/parent/push-devices', { params, body }))).problem
}

/** Asks for the permission; call it from a button only, where a person knows why.  Nothing when the person says no. */
export async function start_push(key: string): Promise<Problem | undefined> {
  if ((await Notification.requestPermission()) !== 'granted') return
  const worker = await navigator.serviceWorker.ready
  const before = await worker.pushManager.getSubscription()
  // The operator's key has changed: the old subscription takes nothing any more.
  if (before && base64url(before.options.applicationServerKey) !== key) await before.unsubscribe()
  const own = await worker.pushManager.subscribe({ userVisibleOnly: true, applicationServerKey: key })
  const problem = await tell(own)
  if (!problem) localStorage.setItem(slot, 'on')
  return problem
}

/** Also before signing out: a device that anybody may use shows nobody's notices. */
export async function stop_push(): Promise<Problem | undefined> {
  const own = await forget_push()
  if (own) return (await ask(client.POST('/api/v1/{municipality}/parent/push-devices/end', { params, body: { endpoint: own.endpoint } }))).problem
}

/** Whoever signs in next on this device has not asked for notices here: neither the page nor the browser remembers them.
 *  The browser has one subscription for all municipalities, which stays while another wants it. */
export async function forget_push(): Promise<PushSubscription | null> {
  const was_wanted = localStorage.getItem(slot)
  localStorage.removeItem(slot)
  const own = was_wanted ? await subscription() : null
  const is_wanted = Object.keys(localStorage).some((key) => key.startsWith('hagukumi-push-'))
  if (!is_wanted) await own?.unsubscribe().catch(() => false)
  return own
}

/** Signing out another device takes all away: the one that is in hand says again that it is there. */
export async function renew_push(): Promise<void> {
  if (!localStorage.getItem(slot) || !('Notification' in window) || Notification.permission !== 'granted') return
  const own = await subscription().catch(() => null)
  if (own) await tell(own)
}
