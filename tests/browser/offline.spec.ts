// In a dead spot: the coupons can be read, what needs the net is said, and a use that was under way is made once.
import { account, expect, sign_in_parent, test } from './support/accounts.ts'
import { expect_accessible } from './support/accessible.ts'

const nerima = 131202
test.use({ contextOptions: { reducedMotion: 'reduce', serviceWorkers: 'allow' } })

test('U-11, U-12: coupons are read offline; a use of a dead spot waits and is made once', async ({ page, context }) => {
  await page.goto(`/${nerima}/`)
  await sign_in_parent(page, account(nerima, 'parent', 3))
  await expect(page.locator('.ticket').first()).toBeVisible()
  await page.evaluate(() => navigator.serviceWorker.ready.then(() => undefined))
  await page.reload() // through the worker, which keeps the page
  await expect(page.locator('.ticket').first()).toBeVisible()
  const shown = await page.locator('.ticket').count()

  await context.setOffline(true)
  await page.reload()
  await expect(page.getByText('インターネットにつながっていません')).toBeVisible()
  await expect(page.locator('.ticket')).toHaveCount(shown)
  await page.setViewportSize({ width: 390, height: 3600 })
  await expect_accessible(page)
  await page.screenshot({ path: 'build/browser/offline.png' })
  await page.locator('.ticket a').first().click()
  await expect(page.getByRole('heading', { name: '使えるサービス' })).toBeVisible()
  await page.getByRole('link', { name: '使う' }).click()
  await expect(page.getByText('施設で使うには、通信が必要です。')).toBeVisible()

  // Back for a moment: checked in, and away again when はい is pressed.
  await context.setOffline(false)
  await page.getByRole('textbox', { name: '6桁の番号' }).fill(account(nerima, 'facility_staff').passcode)
  await page.getByRole('button', { name: 'チェックインする' }).click()
  await page.getByRole('button', { name: '使う：訪問' }).click()
  await page.getByRole('button', { name: '内容を確かめる' }).click()
  await expect(page.getByRole('button', { name: 'はい、使います' })).toBeVisible()
  await context.setOffline(true)
  await page.getByRole('button', { name: 'はい、使います' }).click()
  await expect(page.getByText('記録しています。画面を閉じないでください。')).toBeVisible()
  await page.reload() // the phone ended the tab
  await expect(page.getByRole('heading', { name: '結果を確かめています' })).toBeVisible()
  await context.setOffline(false)
  await expect(page.getByText('まだ記録されていません').or(page.getByRole('heading', { name: '手続き完了' })).first()).toBeVisible({ timeout: 25_000 })
  await page.getByRole('link', { name: '履歴' }).click()
  expect(await page.locator('li.card', { hasText: '利用' }).filter({ hasText: '訪問' }).count()).toBeLessThanOrEqual(1)
})

test('who signs out leaves nothing on the phone', async ({ page }) => {
  await page.goto(`/${nerima}/`)
  await sign_in_parent(page, account(nerima, 'parent', 3))
  await expect(page.locator('.ticket').first()).toBeVisible()
  const kept = () => page.evaluate(() => Object.keys(localStorage).filter((key) => key.startsWith('hagukumi-kept')).length)
  expect(await kept()).toBeGreaterThan(0)
  await page.getByRole('button', { name: 'ログアウト' }).click()
  await expect(page.getByRole('heading', { name: 'ログイン', exact: true })).toBeVisible()
  expect(await kept()).toBe(0)
})

test('U-11, U-05: a language that was read is there in a dead spot, and another does not empty the page', async ({ page, context }) => {
  await page.goto(`/${nerima}/`)
  await page.getByRole('combobox').selectOption('vi')
  await expect(page.getByRole('heading', { name: 'Đăng nhập' })).toBeVisible()
  await page.evaluate(() => navigator.serviceWorker.ready.then(() => undefined))
  await page.reload() // through the worker, which keeps the page
  await expect(page.getByRole('heading', { name: 'Đăng nhập' })).toBeVisible()
  await context.setOffline(true)
  await page.reload()
  await expect(page.getByText('Không có kết nối Internet')).toBeVisible()
  await expect(page.locator('html')).toHaveAttribute('lang', 'vi')
  await page.getByRole('combobox').selectOption('ne')
  await expect(page.getByRole('combobox')).toHaveValue('vi')
  await expect(page.getByText('Không có kết nối Internet')).toBeVisible()
})
