// Dark, strong contrast, very large: chosen, seen at once, kept, and readable.
import { account, expect, sign_in_parent, test } from './support/accounts.ts'
import { expect_accessible } from './support/accessible.ts'

const matsumoto = 202029

test('the screen is dark, of strong contrast and very large, and stays so', async ({ page }) => {
  await page.goto(`/${matsumoto}/`)
  await sign_in_parent(page, account(matsumoto, 'parent'))
  await page.getByRole('link', { name: '画面の見やすさ' }).click()
  await expect_accessible(page)
  const text_size = () => page.evaluate(() => parseFloat(getComputedStyle(document.documentElement).fontSize))
  const before = await text_size()
  await page.getByRole('radio', { name: 'とても大きい' }).check()
  expect(await text_size()).toBeGreaterThanOrEqual(before * 1.4)
  await page.getByRole('radio', { name: '暗い画面' }).check()
  await page.getByRole('radio', { name: 'はっきり表示する' }).check()
  await page.setViewportSize({ width: 390, height: 6000 }) // all of it, so that nothing lies under the bar
  await expect_accessible(page)
  await page.reload()
  await expect(page.locator('html')).toHaveAttribute('data-theme', 'dark')
  await page.getByRole('link', { name: '一覧' }).click()
  await expect(page.locator('.ticket').first()).toBeVisible()
  await expect_accessible(page)
  await page.screenshot({ path: 'build/browser/dark-large.png' })
  await page.getByRole('link', { name: '使う' }).click()
  await expect_accessible(page)
})

test('a phone that is set to dark shows dark pages', async ({ page }) => {
  await page.emulateMedia({ colorScheme: 'dark' })
  await page.goto(`/${matsumoto}/`)
  await expect(page.getByRole('heading', { name: 'ログイン', exact: true })).toBeVisible()
  await expect(page.locator('html')).toHaveAttribute('data-theme', 'dark')
  await page.setViewportSize({ width: 390, height: 2400 })
  await expect_accessible(page)
  await page.screenshot({ path: 'build/browser/dark-sign-in.png' })
})

test('the tabs stand at the lower edge on a short page, too', async ({ page }) => {
  await page.setViewportSize({ width: 390, height: 844 })
  await page.goto(`/${matsumoto}/`)
  await sign_in_parent(page, account(matsumoto, 'parent', 1))
  await page.getByRole('link', { name: '使う' }).click()
  await expect(page.getByRole('button', { name: 'カメラを使う' })).toBeVisible()
  expect(await page.getByRole('navigation', { name: 'メニュー' }).boundingBox()).toMatchObject({ y: 844 - 65, height: 65 })
})
