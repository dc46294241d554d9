// What the office does with rules: it tries made-up families, and states what it has seen of a real one.
import type { Page } from '@playwright/test'
import { account, expect, sign_in_parent, sign_in_staff, test } from './support/accounts.ts'
import { expect_accessible } from './support/accessible.ts'

const kawabe = 990108 // a price by the levy of a tax year or by a proof (setup.ts)
const tsukimino = 990132 // hours over midnight, and a cap for each guardian

test.setTimeout(120_000)

async function open_rules(page: Page, municipality: number, number: number): Promise<void> {
  await page.goto(`/${municipality}/office/`)
  await sign_in_staff(page, account(municipality, 'officer', number))
  await page.getByRole('link', { name: '事業の規則' }).click()
  await page.getByRole('button', { name: '開く' }).click()
  await expect(page.getByText(/誤りはありません。例\d+件は、すべて書かれたとおりです。/)).toBeVisible()
}

test('U-01: what a programme looks at is asked for, on a wide and on a narrow screen', async ({ page }) => {
  await page.setViewportSize({ width: 1280, height: 900 })
  await open_rules(page, kawabe, 0)
  const form = page.locator('form').filter({ hasText: '試してみる' })
  await form.getByLabel('今日とする日').fill('2026-07-08')
  await form.getByLabel('出産日', { exact: true }).fill('2026-04-18')
  await form.getByLabel('出産予定日').fill('2026-04-20')
  await form.getByLabel('住民登録').fill('2020-04-01')
  await form.getByLabel('2025年度の市民税所得割額').fill('77101')
  await form.getByRole('button', { name: '計算する', exact: true }).click()
  const answer = page.getByRole('region', { name: '計算の結果' })
  await expect(answer.getByText('3,000円').first()).toBeVisible()
  await form.getByLabel('ひとり親家庭等医療証の有効期間の初め').fill('2026-01-01')
  await form.getByLabel('ひとり親家庭等医療証の有効期間の終わり').fill('2026-12-31')
  await form.getByRole('button', { name: '計算する', exact: true }).click()
  await expect(answer.getByText('1,000円').first()).toBeVisible()
  await expect_accessible(page)
  await page.screenshot({ path: 'build/browser/rules-1280.png', fullPage: true })
  await page.setViewportSize({ width: 390, height: 844 })
  await expect_accessible(page)
  await page.screenshot({ path: 'build/browser/rules-390.png', fullPage: true })
  await page.getByRole('button', { name: 'この結果を、確認用の例としてファイルに加える' }).click()
  await expect(page.getByText('例を加えました。')).toBeVisible()
  await expect(page.getByText(/誤りはありません/)).toBeVisible()
  await expect(page.getByLabel('規則のファイル')).toHaveValue(/levy_by_tax_year.*77101/)
})

test('U-01: hours over midnight and earlier uses of either guardian are tried and kept as cases', async ({ page }) => {
  await page.setViewportSize({ width: 1280, height: 900 })
  await open_rules(page, tsukimino, 0)
  const form = page.locator('form').filter({ hasText: '試してみる' })
  await form.getByLabel('今日とする日').fill('2026-07-08')
  await form.getByLabel('出産日', { exact: true }).fill('2025-09-01')
  await form.getByLabel('施設の利用料金（円）').fill('4000')
  await form.getByLabel('始まりの時刻').fill('22:00')
  await form.getByLabel('終わりの時刻（翌日の時刻も可）').fill('07:00')
  await form.getByRole('button', { name: '計算する', exact: true }).click()
  const answer = page.getByRole('region', { name: '計算の結果' })
  await expect(answer.getByText('4,500円').first()).toBeVisible() // nine hours of the night

  await form.getByRole('combobox', { name: /^サービス/ }).selectOption('refresh')
  await form.getByLabel('終わりの時刻').fill('23:00')
  await form.getByRole('button', { name: 'これまでの利用を加える' }).click()
  const use = form.getByRole('group', { name: '利用1' })
  await use.getByRole('combobox', { name: /^サービス/ }).selectOption('refresh')
  await use.getByLabel('最初の日').fill('2026-05-01')
  await use.getByLabel('数（時間）').fill('16')
  await form.getByRole('button', { name: '計算する', exact: true }).click()
  await expect(answer.getByText(/保護者お一人につき年度内16時間まで/).first()).toBeVisible()
  await use.getByLabel('もう一人の保護者の利用').check()
  await form.getByRole('button', { name: '計算する', exact: true }).click()
  await expect(answer.getByText(/保護者お一人につき年度内16時間まで/)).toHaveCount(0)
  await expect_accessible(page)
  await page.screenshot({ path: 'build/browser/rules-uses-1280.png', fullPage: true })
  await page.setViewportSize({ width: 390, height: 844 })
  await expect_accessible(page)
  await page.screenshot({ path: 'build/browser/rules-uses-390.png', fullPage: true })
  await page.getByRole('button', { name: 'この結果を、確認用の例としてファイルに加える' }).click()
  await expect(page.getByText(/誤りはありません/)).toBeVisible()
  await expect(page.getByLabel('規則のファイル')).toHaveValue(/"guardian":"other"/)
})

test('U-01: what an officer states of a family decides for its parents', async ({ page, browser }) => {
  const parent = account(kawabe, 'parent', 0)
  const phone = await (await browser.newContext({ viewport: { width: 390, height: 844 }, locale: 'ja-JP', timezoneId: 'Asia/Tokyo' })).newPage()
  await phone.goto(`/${kawabe}/`)
  await sign_in_parent(phone, parent)
  const usable = async () => {
    const { coupons } = (await (await phone.request.get(`/api/v1/${kawabe}/parent/coupons`)).json()) as { coupons: { services: { code: string; usable_today: boolean; reason: { ja: string } | null }[] }[] }
    return coupons[0]!.services.find((one) => one.code === 'day_care')!
  }
  await page.setViewportSize({ width: 1280, height: 900 })
  await page.goto(`/${kawabe}/office/`)
  await sign_in_staff(page, account(kawabe, 'officer', 1))
  await page.getByRole('searchbox').fill(parent.user_number)
  await page.keyboard.press('Enter')
  await expect(page.getByRole('row')).toHaveCount(2)
  await page.getByRole('row').last().getByRole('button').click()
  const form = page.locator('form').filter({ hasText: '職員が確かめたこと' })
  await expect(form.getByLabel('2026年度の市民税所得割額')).toHaveValue('')
  await form.getByLabel('2025年度の市民税所得割額').fill('65000')
  await form.getByLabel('里帰りの初めの日').fill('2026-07-01')
  await form.getByRole('button', { name: '確かめたことを保存する' }).click()
  await expect(page.getByText('確かめたことを保存しました。')).toBeVisible()
  await expect_accessible(page)
  await page.screenshot({ path: 'build/browser/family-facts-1280.png', fullPage: true })
  await page.setViewportSize({ width: 390, height: 844 })
  await expect_accessible(page)
  await page.screenshot({ path: 'build/browser/family-facts-390.png', fullPage: true })
  await page.reload()
  await expect(page.getByLabel('2025年度の市民税所得割額')).toHaveValue('65000')
  expect((await usable()).usable_today).toBe(true)
  await phone.close()
})
