// Notices on a device: turned on where one knows why, sent to the browser's push service, shown by the service worker.
//
// No browser here has a push service of its own: its subscription is that of tests/push/push_sink.mjs, which reads what the
// program sends as a browser would, and what it read is handed to Chromium's service worker.
import { spawn } from 'node:child_process'
import { resolve } from 'node:path'
import { createInterface } from 'node:readline'
import { push_port } from './playwright.config.ts'
import { account, expect, sign_in_parent, test } from './support/accounts.ts'
import { expect_accessible } from './support/accessible.ts'

const chiyoda = 131016
test.use({ contextOptions: { reducedMotion: 'reduce', serviceWorkers: 'allow' } })

test('U-17: a notice reaches the device that wants it, says nothing personal, and stops with the sign-out', async ({ page, context, baseURL }) => {
  const sink = spawn(process.execPath, [resolve(import.meta.dirname, '../push/push_sink.mjs'), String(push_port)])
  const lines = createInterface({ input: sink.stdout })[Symbol.asyncIterator]()
  const next = async () => String((await lines.next()).value)
  await next() // its port
  const keys = JSON.parse(await next()) as { p256dh: string; auth: string }
  try {
    await page.addInitScript(
      ({ keys, endpoint }) => {
        const bytes = (text: string) => Uint8Array.from(atob(text.replaceAll('-', '+').replaceAll('_', '/')), (c) => c.charCodeAt(0)).buffer
        const own = { endpoint, options: {}, getKey: (name: 'p256dh' | 'auth') => bytes(keys[name]), unsubscribe: async () => (sessionStorage.removeItem('has-subscribed'), true) }
        let has_subscribed = sessionStorage.getItem('has-subscribed') === 'yes'
        // A headless Chromium denies them whatever is granted.
        Object.defineProperty(Notification, 'permission', { get: () => 'granted' })
        Notification.requestPermission = async () => 'granted'
        PushManager.prototype.getSubscription = async () => (has_subscribed ? own : null) as unknown as PushSubscription
        PushManager.prototype.subscribe = async () => {
          has_subscribed = true
          sessionStorage.setItem('has-subscribed', 'yes')
          return own as unknown as PushSubscription
        }
      },
      { keys, endpoint: `http://127.0.0.1:${push_port}/device` },
    )
    await page.goto(`/${chiyoda}/`)
    await page.evaluate(() => navigator.serviceWorker.ready.then(() => undefined))
    await sign_in_parent(page, account(chiyoda, 'parent', 3))
    await page.goto(`/${chiyoda}/notice-choices`)
    const of_mails = page.getByRole('group', { name: 'メール' }).getByRole('checkbox').first()
    await of_mails.uncheck()
    await page.getByRole('button', { name: 'この端末に表示する' }).click()
    await expect(page.getByText('この端末に表示しています。')).toBeVisible()
    await expect(of_mails).not.toBeChecked() // what was unticked before stays so
    await expect(page.getByRole('group', { name: 'この端末への通知（プッシュ通知）' }).getByRole('checkbox')).toHaveCount(4)
    await page.setViewportSize({ width: 390, height: 2400 })
    await expect_accessible(page)
    await page.screenshot({ path: 'build/browser/push-choices.png', fullPage: true })

    // A use at the desk, and what the browser is sent of it.
    await page.goto(`/${chiyoda}/`)
    await page.getByRole('link', { name: '使う' }).first().click()
    await page.getByRole('textbox', { name: '6桁の番号' }).fill(account(chiyoda, 'facility_staff').passcode)
    await page.getByRole('button', { name: 'チェックインする' }).click()
    await page.getByRole('button', { name: /^使う：/ }).first().click()
    await page.getByRole('button', { name: '内容を確かめる' }).click()
    await page.getByRole('button', { name: 'はい、使います' }).click()
    await expect(page.getByRole('heading', { name: '手続き完了' })).toBeVisible()
    const arrived = JSON.parse(await next()) as { text: string; from: { signed: boolean } }
    expect(arrived.from.signed).toBe(true)
    const said = JSON.parse(arrived.text) as Record<string, string>
    expect(said).toMatchObject({ title: 'クーポンの利用を記録しました', page: `/${chiyoda}/notices`, lang: 'ja' })
    expect(arrived.text).not.toContain('デモ') // no facility's name

    // What the service worker makes of it; the screen itself is not there in a headless Chromium.
    const worker = context.serviceWorkers()[0]!
    await worker.evaluate(() => {
      const own = globalThis as unknown as { shown: unknown[]; registration: ServiceWorkerRegistration }
      own.shown = []
      own.registration.showNotification = async (title, options) => void own.shown.push({ title, ...options })
    })
    const cdp = await context.newCDPSession(page)
    const registered = new Promise<string>((done) =>
      cdp.on('ServiceWorker.workerRegistrationUpdated', ({ registrations }) => registrations[0] && done(registrations[0].registrationId)),
    )
    await cdp.send('ServiceWorker.enable')
    await cdp.send('ServiceWorker.deliverPushMessage', { origin: baseURL!, registrationId: await registered, data: arrived.text })
    await expect
      .poll(() => worker.evaluate(() => (globalThis as unknown as { shown: unknown[] }).shown))
      .toEqual([{ title: 'クーポンの利用を記録しました', body: 'ポータルで確認する', tag: said.tag, lang: 'ja', data: { page: `/${chiyoda}/notices` } }])

    // Whoever signs out here is shown nothing here any more.
    const ended = page.waitForResponse((response) => response.url().endsWith('/push-devices/end'))
    await page.getByRole('button', { name: 'ログアウト' }).first().click()
    expect((await ended).status()).toBe(204)
    // … nor is whoever signs in next: the browser has no subscription to tell of.
    await expect.poll(() => page.evaluate(() => sessionStorage.getItem('has-subscribed') ?? localStorage.getItem('hagukumi-push-131016'))).toBeNull()
  } finally {
    sink.kill()
  }
})

test('U-17: a browser without push, and an iPhone outside of its home screen, say what to do', async ({ browser, page }) => {
  await page.addInitScript(() => Reflect.deleteProperty(window, 'PushManager'))
  await page.goto(`/${chiyoda}/`)
  await sign_in_parent(page, account(chiyoda, 'parent', 3))
  await page.goto(`/${chiyoda}/notice-choices`)
  await expect(page.getByText('このブラウザーではプッシュ通知を使えません。')).toBeVisible()
  const iphone = await browser.newContext({ locale: 'ja-JP', userAgent: 'Mozilla/5.0 (iPhone; CPU iPhone OS 17_5 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/17.5 Mobile/15E148 Safari/604.1' })
  const phone = await iphone.newPage()
  await phone.addInitScript(() => Reflect.deleteProperty(window, 'PushManager'))
  await phone.goto(`/${chiyoda}/`)
  await sign_in_parent(phone, account(chiyoda, 'parent', 3))
  await phone.goto(`/${chiyoda}/notice-choices`)
  await expect(phone.getByText('「ホーム画面に追加」')).toBeVisible()
  await iphone.close()
})
