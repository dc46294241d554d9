// What a parent is told and how: choices, the deadline of a wrong record, prices and seats.
import { account, expect, sign_in_parent, test } from './support/accounts.ts'
import { expect_accessible } from './support/accessible.ts'

const chiyoda = 131016
const matsumoto = 202029
const okayama = 331007

test('U-17: a parent chooses what comes by mail', async ({ page }) => {
  await page.goto(`/${chiyoda}/`)
  await sign_in_parent(page, account(chiyoda, 'parent', 4))
  await page.getByRole('link', { name: 'お知らせ' }).click()
  await page.getByRole('button', { name: 'お知らせの受け取り方' }).click()
  const mail = page.getByRole('group', { name: 'メール' })
  await expect(mail.getByRole('checkbox')).toHaveCount(4)
  for (const box of await mail.getByRole('checkbox').all()) await expect(box).toBeChecked()
  await mail.getByLabel('利用の記録').uncheck()
  await page.setViewportSize({ width: 390, height: 2400 }) // all of it, so that nothing lies under the bar
  await expect_accessible(page)
  await page.screenshot({ path: 'build/browser/notice-choices.png', fullPage: true })
  await page.getByRole('button', { name: 'この内容にする' }).click()
  await expect(page.getByText('お知らせの受け取り方を変えました。')).toBeVisible()
  await page.reload()
  await expect(mail.getByLabel('利用の記録')).not.toBeChecked()
  await expect(mail.getByLabel('前もってのお知らせ')).toBeChecked()
})

test('M-24: a use says until when and where a wrong number is put right', async ({ page }) => {
  await page.goto(`/${matsumoto}/`)
  await sign_in_parent(page, account(matsumoto, 'parent', 2))
  await page.getByRole('link', { name: '使う' }).first().click()
  await page.getByRole('textbox', { name: '6桁の番号' }).fill(account(matsumoto, 'facility_staff').passcode)
  await page.getByRole('button', { name: 'チェックインする' }).click()
  await page.getByRole('button', { name: /^使う：/ }).first().click()
  await page.getByRole('button', { name: '増やす', exact: true }).click() // two: one may have been used a moment ago, and would be asked about
  await page.getByRole('button', { name: '内容を確かめる' }).click()
  await page.getByRole('button', { name: 'はい、使います' }).click()
  await expect(page.getByRole('heading', { name: '手続き完了' })).toBeVisible()
  await page.getByRole('link', { name: '履歴' }).click()
  await expect(page.getByText(/7月9日.*までに.+へお申し出ください。/).first()).toBeVisible()
  await expect_accessible(page)
  await page.screenshot({ path: 'build/browser/wrong-use.png', fullPage: true })
})

test('U-16: the list of facilities says what the family pays, why a place would refuse, and what is free', async ({ page }) => {
  await page.setViewportSize({ width: 390, height: 6000 }) // all of it, so that nothing lies under the bar
  await page.goto(`/${chiyoda}/facilities`)
  await sign_in_parent(page, account(chiyoda, 'parent', 0))
  await page.goto(`/${chiyoda}/facilities`)
  await expect(page.getByText(/ご家庭の負担：[\d,]+円/).first()).toBeVisible()
  await expect_accessible(page)
  await page.screenshot({ path: 'build/browser/facility-prices.png' })

  await page.goto(`/${okayama}/`)
  await sign_in_parent(page, account(okayama, 'parent', 2))
  await page.goto(`/${okayama}/facilities`)
  await expect(page.getByLabel('空きと料金を見る日')).toBeVisible()
  await page.getByLabel('空きと料金を見る日').fill('2026-07-15')
  await expect(page.getByText(/7月15日/).first()).toBeVisible()
  await expect_accessible(page)
  await page.screenshot({ path: 'build/browser/facility-seats.png' })
})
