// News from the office reach the parents at once; facilities are found and marked.
import { account, expect, sign_in_parent, sign_in_staff, test } from './support/accounts.ts'
import { expect_accessible } from './support/accessible.ts'

const meguro = 131105

test('M-13: news are written, marked as new, read', async ({ page, browser }) => {
  const office = await (await browser.newContext({ locale: 'ja-JP', viewport: { width: 1280, height: 1600 } })).newPage()
  await office.goto(`/${meguro}/office/`)
  await sign_in_staff(office, account(meguro, 'officer', 1))
  await office.getByRole('link', { name: 'お知らせを出す' }).click()
  await office.getByLabel('題名（日本語）').fill('夏の休みのお知らせ')
  await office.getByLabel('本文（日本語）').fill('8月13日から16日まで、\n窓口はお休みです。')
  await office.getByLabel('表示する最後の日').fill('2026-08-16')
  await expect_accessible(office)
  await office.screenshot({ path: 'build/browser/news-office.png' })
  await office.getByRole('button', { name: 'お知らせを出す' }).click()
  await expect(office.getByText('お知らせを出しました。')).toBeVisible()
  await office.context().close()

  await page.goto(`/${meguro}/`)
  await sign_in_parent(page, account(meguro, 'parent', 2))
  await page.getByRole('link', { name: 'お知らせ' }).click()
  const letter = page.getByRole('button', { name: '夏の休みのお知らせ' })
  await expect(letter).toContainText('未読')
  await letter.click()
  await expect(page.getByText('窓口はお休みです。')).toBeVisible()
  await expect(letter).not.toContainText('未読')
  await page.setViewportSize({ width: 390, height: 2400 })
  await expect_accessible(page)
  await page.screenshot({ path: 'build/browser/news.png' })
})

test('facilities are found by area, service and favourite', async ({ page }) => {
  await page.goto(`/${meguro}/`)
  await sign_in_parent(page, account(meguro, 'parent', 2))
  await page.getByRole('link', { name: '施設をさがす' }).click()
  const all = page.locator('li.card')
  await expect(all.first()).toBeVisible()
  const count = await all.count()
  await all.nth(1).getByRole('button', { name: 'お気に入りに入れる' }).click()
  await page.getByLabel('お気に入りだけ').check()
  await expect(all).toHaveCount(1)
  await page.reload()
  await page.getByLabel('お気に入りだけ').check()
  await expect(all).toHaveCount(1)
  await page.getByText('住所・電話・あいている時間').click()
  await expect(page.getByRole('link', { name: /^0/ })).toBeVisible()
  await page.setViewportSize({ width: 390, height: 2400 })
  await expect_accessible(page)
  await page.screenshot({ path: 'build/browser/facilities.png' })
  await page.getByRole('button', { name: 'お気に入りから外す' }).click()
  await expect(page.getByText('条件に合う施設はありません。')).toBeVisible()
  await page.getByLabel('お気に入りだけ').uncheck()
  await page.getByLabel('ことばで探す（名前・地域）').fill('そんざいしない')
  await expect(all).toHaveCount(0)
  await page.getByLabel('ことばで探す（名前・地域）').fill('')
  await expect(all).toHaveCount(count)
  // N-09: by area, and together with the other choices.
  await page.getByLabel('地域', { exact: true }).selectOption('若葉町')
  await expect(all).toHaveCount(1)
  await expect(all).toContainText('若葉町')
  await page.getByLabel('ことばで探す（名前・地域）').fill('みどり町')
  await expect(all).toHaveCount(0)
  await page.getByLabel('地域', { exact: true }).selectOption('すべて')
  await expect(all).toHaveCount(1)
  await expect(all).toContainText('みどり町')
})

test('a page whose script does not come says so, and is loaded again', async ({ page }) => {
  await page.goto(`/${meguro}/`)
  await sign_in_parent(page, account(meguro, 'parent', 2))
  const history = /\/assets\/History-[^/]*\.js$/
  await page.route(history, (route) => route.fulfill({ status: 404 })) // a new version: its files have other names
  await page.getByRole('link', { name: '履歴' }).click()
  await expect(page.getByRole('heading', { name: 'この画面を読み込めませんでした' })).toBeVisible()
  await expect(page.getByRole('alert')).toContainText('読み込み直してください')
  await expect_accessible(page)
  await page.unroute(history)
  await page.getByRole('button', { name: '読み込み直す' }).click()
  await expect(page.getByRole('heading', { name: '履歴' })).toBeVisible()
})

test('a page of the version before an upgrade loads itself anew, once, and not in a loop', async ({ page }) => {
  await page.goto(`/${meguro}/`)
  await sign_in_parent(page, account(meguro, 'parent', 2))
  const history = /\/assets\/History-[^/]*\.js$/
  const loads: string[] = []
  page.on('request', (request) => request.isNavigationRequest() && loads.push(request.url()))
  await page.route(history, (route) => route.fulfill({ status: 404 }))
  // The server gives another version by now.
  const asked = (url: URL) => /^\/\d{6}\/history$/.test(url.pathname)
  await page.route(asked, (route) => (route.request().isNavigationRequest() ? route.fallback() : route.fulfill({ body: '<script type="module" src="/assets/parent-next.js"></script>' })))
  await page.getByRole('link', { name: '履歴' }).click()
  await expect(page.getByRole('alert')).toContainText('読み込み直してください') // after one load: the file is still missing
  expect(loads).toHaveLength(1)
  await page.unroute(history)
  await page.getByRole('button', { name: '読み込み直す' }).click()
  await expect(page.getByRole('heading', { name: '履歴' })).toBeVisible()

  // Another tab, where the new version has all its files.
  await page.evaluate(() => sessionStorage.clear())
  await page.getByRole('link', { name: '一覧' }).click()
  let gone = true
  await page.route(/\/assets\/Notices-[^/]*\.js$/, (route) => (gone ? route.fulfill({ status: 404 }) : route.fallback()))
  await page.route(/^[^?]*\/notices$/, (route) => {
    if (route.request().isNavigationRequest()) gone = false
    return route.request().isNavigationRequest() || route.request().url().includes('/api/') ? route.fallback() : route.fulfill({ body: '<script type="module" src="/assets/parent-next.js"></script>' })
  })
  await page.getByRole('link', { name: 'お知らせ' }).click()
  await expect(page.getByRole('heading', { name: 'お知らせ', exact: true })).toBeVisible()
  expect(gone).toBe(false)
})
