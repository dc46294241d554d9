// Finding among eight coupons, and using two of them in one visit.
import type { Page } from '@playwright/test'
import { account, expect, sign_in_parent, test } from './support/accounts.ts'
import { expect_accessible } from './support/accessible.ts'

const matsumoto = 202029
const nerima = 131202

test('M-11: filter, order, count, conditions, nothing found, cleared; kept while a coupon is looked at, not over signing out', async ({ page }) => {
  await page.goto(`/${matsumoto}/`)
  await sign_in_parent(page, account(matsumoto, 'parent'))
  await expect(page.locator('.ticket')).toHaveCount(8)
  await page.getByRole('button', { name: '絞り込み・並び替え' }).click()
  await page.getByRole('checkbox', { name: 'ファミリーサポート' }).check()
  await page.getByRole('checkbox', { name: '一時預かり' }).check()
  await page.getByRole('radio', { name: '名前の順' }).check()
  await expect_accessible(page)
  await page.screenshot({ path: 'build/browser/find-sheet.png' })
  await expect(page.locator('.ticket')).toHaveCount(8) // nothing changes before it is asked for
  await page.getByRole('button', { name: 'この条件で絞り込む' }).click()
  await expect(page.locator('.ticket')).toHaveCount(2)
  await expect(page.getByText('8件のうち2件を表示しています。')).toBeVisible()
  await page.setViewportSize({ width: 390, height: 2400 })
  await expect_accessible(page)
  await page.screenshot({ path: 'build/browser/find-result.png' })
  await page.locator('.ticket a').first().click()
  await page.getByRole('button', { name: '戻る' }).click()
  await expect(page.locator('.ticket')).toHaveCount(2)

  for (const end of ['条件を消す', 'ログアウト']) {
    await page.getByRole('button', { name: '絞り込み・並び替え' }).click()
    await page.getByRole('searchbox', { name: 'ことばで探す' }).fill('そんざいしない')
    await page.getByRole('button', { name: 'この条件で絞り込む' }).click()
    await expect(page.getByText('この条件に合うものはありません。')).toBeVisible()
    await page.getByRole('button', { name: end }).click()
    // Who signs in next, in the same tab, finds all coupons.
    if (end === 'ログアウト') await sign_in_parent(page, account(matsumoto, 'parent'))
    await expect(page.locator('.ticket')).toHaveCount(8)
  }
})

const visits = (page: Page) => page.locator('li.card').filter({ hasText: 'デイケア' }).filter({ hasText: '−1回' })

test('two coupons in one visit, under one check-in', async ({ page }) => {
  await page.goto(`/${nerima}/`)
  await sign_in_parent(page, account(nerima, 'parent', 2))
  await page.getByRole('link', { name: '履歴' }).click()
  await expect(page.locator('li.card').first()).toBeVisible() // what was granted, at the least
  const before = await visits(page).count()
  await page.getByRole('link', { name: '使う' }).click()
  await page.getByRole('textbox', { name: '6桁の番号' }).fill(account(nerima, 'facility_staff').passcode)
  await page.getByRole('button', { name: 'チェックインする' }).click()
  for (const service of ['デイケア', '訪問']) {
    await page.getByRole('button', { name: `使う：${service}` }).click()
    await page.getByRole('button', { name: '内容を確かめる' }).click()
    await page.getByRole('button', { name: 'はい、使います' }).click()
    await expect(page.getByRole('heading', { name: '手続き完了' })).toBeVisible()
    if (service === 'デイケア') await page.getByRole('button', { name: '続けて、ほかのクーポンを使う' }).click()
  }
  await page.getByRole('link', { name: '履歴' }).click()
  await expect(visits(page)).toHaveCount(before + 1)
})
