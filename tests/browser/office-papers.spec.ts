// What the office hands over on paper, and a family without a smartphone that uses it.
import { account, expect, sign_in_parent, sign_in_staff, test } from './support/accounts.ts'
import { expect_accessible } from './support/accessible.ts'

const meguro = 131105
const okayama = 331007
test.use({ viewport: { width: 1280, height: 900 } })

async function open_family(page: import('@playwright/test').Page, municipality: number, parent: { user_number: string }) {
  await page.goto(`/${municipality}/office/`)
  await sign_in_staff(page, account(municipality, 'officer'))
  await page.getByLabel('名前・カナ・利用者番号・電話番号').fill(parent.user_number)
  await page.getByRole('button', { name: 'さがす' }).click()
  await page.getByRole('row').nth(1).getByRole('button').click()
  await expect(page.getByRole('heading', { name: '紙でお渡しするもの' })).toBeVisible()
}

test('U-10: the office prints a card with a new PIN, shown once; the desk takes both', async ({ page, browser }) => {
  const parent = account(okayama, 'parent', 1)
  await open_family(page, okayama, parent)
  await expect_accessible(page)
  await page.getByRole('button', { name: /さんの暗証番号を新しくする$/ }).first().click()
  await expect(page.getByText('ログイン中の端末はすべてログアウトします。')).toBeVisible()
  await expect_accessible(page)
  await page.getByRole('button', { name: '番号を決める' }).click()
  const slip = page.getByRole('region', { name: '暗証番号のお知らせ' })
  const pin = await slip.getByText(/^\d{6}$/).innerText()
  await expect(page.getByRole('region', { name: '利用者カード' })).toContainText(parent.user_number)
  await expect_accessible(page)
  await page.screenshot({ path: 'build/browser/office-card.png', fullPage: true })

  const desk = await (await browser.newContext({ viewport: { width: 1180, height: 820 }, locale: 'ja-JP', timezoneId: 'Asia/Tokyo' })).newPage()
  await desk.goto(`/${okayama}/desk/`)
  await sign_in_staff(desk, account(okayama, 'facility_staff'))
  await desk.getByRole('button', { name: '番号で受け付ける' }).click()
  await desk.getByLabel('利用者番号').fill(parent.user_number)
  await desk.getByLabel('暗証番号（ご本人が入力）').fill(pin)
  await desk.getByRole('button', { name: 'チェックインする' }).click()
  await expect(desk.getByRole('button', { name: 'チェックインする' })).toHaveCount(0)
  await expect(desk.getByRole('alert')).toHaveCount(0)

  // Back and forth: the PIN is gone, the card is there.
  await page.getByRole('button', { name: '戻る' }).first().click()
  await page.getByRole('button', { name: /さんのカードを印刷する$/ }).first().click()
  await expect(page.getByRole('region', { name: '暗証番号のお知らせ' })).toHaveCount(0)
  await desk.context().close()
})

test('M-05: a serial code of one family is printed on its page and received by it', async ({ page, browser }) => {
  const parent = account(meguro, 'parent', 1)
  await open_family(page, meguro, parent)
  await page.getByRole('button', { name: 'シリアルコードを出す' }).click()
  await page.getByLabel('受け取りの期限').fill('2026-08-31')
  await page.getByRole('button', { name: 'コードを作る' }).click()
  const code = await page.locator('.slips .code').innerText()
  await expect_accessible(page)

  const phone = await (await browser.newContext({ viewport: { width: 390, height: 844 }, locale: 'ja-JP', timezoneId: 'Asia/Tokyo' })).newPage()
  await phone.goto(`/${meguro}/`)
  await sign_in_parent(phone, parent)
  await phone.goto(`/${meguro}/receive#${code}`)
  await expect(phone.getByText(code)).toBeVisible()
  await phone.context().close()
})

test('X-16: an officer hands the rights over; the former account is out, the coupons stay', async ({ page, browser }) => {
  const parent = account(okayama, 'parent', 4)
  const phone = await (await browser.newContext({ viewport: { width: 390, height: 844 }, locale: 'ja-JP', timezoneId: 'Asia/Tokyo' })).newPage()
  await phone.goto(`/${okayama}/`)
  await sign_in_parent(phone, parent)
  await open_family(page, okayama, parent)
  const coupons = await page.getByText('残り').count()
  await page.getByRole('button', { name: '保護者の権利を引き継ぐ' }).click()
  const dialog = page.getByRole('dialog')
  await dialog.getByLabel('引き継ぐ方の氏名').fill('見本 太郎')
  await dialog.getByLabel('引き継ぐ方のカナ').fill('ミホン タロウ')
  await dialog.getByLabel('理由').fill('母の死亡')
  await expect_accessible(page)
  await page.screenshot({ path: 'build/browser/office-hand-over.png', fullPage: true })
  await dialog.getByRole('button', { name: '引き継ぐ', exact: true }).click()
  await expect(page.getByText('権利を引き継ぎました。')).toBeVisible()
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('見本 太郎')
  await expect(page.getByText('に権利が終わりました')).toBeVisible()
  expect(await page.getByText('残り').count()).toBe(coupons)
  await expect(page.getByRole('button', { name: '見本 太郎さんのカードを作る' })).toBeVisible()
  await page.screenshot({ path: 'build/browser/office-handed-over.png', fullPage: true })

  await phone.reload()
  await expect(phone.getByRole('button', { name: 'ログイン' }).first()).toBeVisible()
  await phone.context().close()
})
