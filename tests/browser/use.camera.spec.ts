// The main job: the camera shows the poster's QR code, はい, and the desk sees it at once.
import { account, expect, sign_in_parent, sign_in_staff, test } from './support/accounts.ts'
import { expect_accessible } from './support/accessible.ts'

const chiyoda = 131016

test('N-10, N-12, N-15, N-16, M-14, M-15: from the camera to the desk', async ({ page, browser }) => {
  const desk = await (await browser.newContext({ viewport: { width: 1180, height: 820 } })).newPage()
  await desk.goto(`/${chiyoda}/desk/`)
  await sign_in_staff(desk, account(chiyoda, 'facility_staff'))
  await expect(desk.getByText('つながっています')).toBeVisible()
  const seen = desk.locator('[data-entry]', { hasText: '通所型' }) // visits come from another test
  await expect(seen).toHaveCount(0)

  await page.goto(`/${chiyoda}/`)
  await sign_in_parent(page, account(chiyoda, 'parent'))
  await expect(page.getByRole('heading', { name: '宿泊型利用券' })).toBeVisible()
  await expect_accessible(page)
  await page.screenshot({ path: 'build/browser/parent.png' })
  await page.getByRole('link', { name: '使う' }).click()
  await page.getByRole('button', { name: 'カメラを使う' }).click()
  await expect(page.getByRole('heading', { name: '神田の杜病院（デモ）にいます' })).toBeVisible()
  await expect_accessible(page)
  await page.getByRole('button', { name: '使う：通所型' }).click()
  await page.getByRole('button', { name: '内容を確かめる' }).click()
  const sheet = page.getByRole('dialog')
  await expect(sheet.getByRole('heading', { name: '施設の人と確かめてください' })).toBeVisible()
  await expect(sheet.getByText('2,400円').first()).toBeVisible() // C-01: 20 % of 12,000 yen
  await expect_accessible(page)
  await page.screenshot({ path: 'build/browser/confirm.png' })
  await sheet.getByRole('button', { name: 'はい、使います' }).click()

  await expect(page.getByRole('heading', { name: '手続き完了' })).toBeVisible()
  await expect(page.getByText('4回', { exact: true })).toBeVisible()
  await expect_accessible(page)
  await expect(seen).toHaveCount(1)
  await expect(seen).toContainText('2,400円')
  await expect_accessible(desk)
  await desk.screenshot({ path: 'build/browser/desk.png' })

  // M-15: back on top the number is right; M-23: the history has it.
  await page.getByRole('button', { name: '一覧へ戻る' }).click()
  await expect(page.locator('.ticket', { hasText: '通所型利用券' })).toContainText('4')
  await page.getByRole('link', { name: '履歴' }).click()
  await expect(page.getByText('神田の杜病院（デモ）').first()).toBeVisible()
  await expect_accessible(page)

  // An officer voids; the desk sees that, too.
  const office = await (await browser.newContext({ viewport: { width: 1366, height: 900 } })).newPage()
  await office.goto(`/${chiyoda}/office/`)
  await sign_in_staff(office, account(chiyoda, 'officer'))
  const guardian = (await seen.locator('h2').innerText()).trim()
  await office.getByLabel('名前・カナ・利用者番号・電話番号').fill(account(chiyoda, 'parent').user_number)
  await office.getByRole('button', { name: 'さがす' }).click()
  await expect_accessible(office)
  await office.getByRole('button', { name: guardian }).first().click()
  await expect(office.getByRole('heading', { name: '利用履歴' })).toBeVisible()
  await expect_accessible(office)
  await office.screenshot({ path: 'build/browser/office.png' })
  await office.getByRole('button', { name: /^訂正する/ }).first().click()
  await office.getByLabel('利用そのものを取り消す').check()
  await office.getByLabel('訂正の理由').selectOption('実際には利用しなかった')
  await office.getByRole('button', { name: 'この利用を取り消す' }).click()
  await expect(office.getByText('利用を取り消しました。')).toBeVisible()
  await expect(seen).toContainText('取り消されました')
})
