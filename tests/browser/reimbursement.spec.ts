// 償還払い (U-19): paid in full elsewhere, claimed on a phone, settled by two officers, and paid back.
import { account, expect, sign_in_parent, test } from './support/accounts.ts'
import { expect_accessible } from './support/accessible.ts'
import { at_office, choose_date, picture } from './support/applying.ts'

const kawabe = 990108
test.setTimeout(120_000)

test('U-19: a receipt is claimed, judged by the rules of the day, and paid back', async ({ page, browser }) => {
  await page.goto(`/${kawabe}/`)
  await sign_in_parent(page, account(kawabe, 'parent', 2))
  await page.getByRole('button', { name: '申請', exact: true }).click()
  await expect(page.getByRole('heading', { name: '払い戻しを請求する' })).toBeVisible()
  await expect_accessible(page)
  await page.getByRole('button', { name: /^この申請を書く：償還払いの請求/ }).click()
  await page.getByLabel('施設の名前').fill('となり町助産院')
  await choose_date(page, '利用した日', 2026, 7, 3)
  await page.getByLabel('利用した回数').fill('１')
  await page.getByLabel('支払った金額（円）').fill('１００００')
  await page.getByLabel('領収書').setInputFiles({ name: 'receipt.png', mimeType: 'image/png', buffer: picture })
  await expect(page.getByText(/^写真 \d+ KB$/)).toBeVisible()
  await expect(page.getByRole('status').filter({ hasText: '保存しました' })).toBeVisible()
  await page.getByRole('button', { name: '次へ' }).click()

  await page.getByLabel('金融機関名（カタカナ）').fill('かわべ')
  await page.getByLabel('金融機関コード（4桁）').fill('５')
  await page.getByLabel('支店名（カタカナ）').fill('ホンテン')
  await page.getByLabel('支店コード（3桁）').fill('001')
  await page.getByLabel('普通').check()
  await page.getByLabel('口座番号（7桁まで）').fill('1234567')
  await page.getByLabel('口座名義（カタカナ）').fill('サトウ ハナコ')
  await page.getByRole('button', { name: '次へ' }).click()
  await expect(page.getByText('4桁の数字でご記入ください。')).toBeVisible()
  await expect_accessible(page)
  await page.getByLabel('金融機関コード（4桁）').fill('０００５')
  await page.getByRole('button', { name: '次へ' }).click()

  const expected = page.locator('[data-reimbursement]')
  await expect(expected).toContainText('6,000円')
  await expect_accessible(page)
  await page.screenshot({ path: 'build/browser/reimbursement-expected.png', fullPage: true })
  await page.getByRole('button', { name: 'この内容で申請する' }).click()
  await expect(page.getByRole('heading', { name: '申請を受け付けました' })).toBeVisible()
  const number = (await page.getByText(/^2026-\d{5}$/).textContent())!

  const first = await at_office(browser, kawabe)
  await first.getByRole('button', { name: number }).click()
  await expect(first.locator('[data-reimbursement="granted"]')).toContainText('払い戻される額')
  await expect_accessible(first)
  await first.screenshot({ path: 'build/browser/reimbursement-review.png', fullPage: true })
  await first.getByRole('button', { name: '承認する' }).click()
  await expect(first.getByRole('dialog')).toContainText('6,000円')
  await first.getByRole('dialog').getByRole('button', { name: '起案する' }).click()
  await expect(first.getByText('別の担当者の決裁を待っています')).toBeVisible()
  const second = await at_office(browser, kawabe, 1)
  await second.getByRole('button', { name: number }).click()
  await second.getByRole('button', { name: '決裁する' }).click()
  await second.getByRole('dialog').getByRole('button', { name: '決裁する' }).click()
  await expect(second.locator('[data-reimbursement="repaid"]')).toContainText('6,000円')
  await second.screenshot({ path: 'build/browser/reimbursement-settled.png', fullPage: true })

  await page.getByRole('button', { name: '申請の一覧へ' }).click()
  await page.getByRole('button', { name: new RegExp(`^内容と履歴を見る.*${number}`) }).click()
  await expect(page.locator('[data-reimbursement="repaid"]')).toContainText('振り込む準備')
  await expect_accessible(page)
  await page.screenshot({ path: 'build/browser/reimbursement-mine.png', fullPage: true })
  await first.close()
  await second.close()
})
