// Where the office asks for it, the desk confirms each use that a phone asks for.
import { account, expect, sign_in_parent, sign_in_staff, test } from './support/accounts.ts'
import { expect_accessible } from './support/accessible.ts'

const chiyoda = 131016

test('X-13: a use waits for the desk, which confirms one and rejects another with a reason', async ({ page, browser }) => {
  test.setTimeout(120_000)
  const staff = account(chiyoda, 'facility_staff', 1)
  const parent = account(chiyoda, 'parent', 3)
  const wide = { viewport: { width: 1180, height: 820 }, locale: 'ja-JP', timezoneId: 'Asia/Tokyo' }
  const office = await (await browser.newContext(wide)).newPage()
  await office.goto(`/${chiyoda}/office/`)
  await sign_in_staff(office, account(chiyoda, 'officer', 1))
  await office.getByRole('link', { name: '施設' }).first().click()
  await office.getByRole('button', { name: new RegExp(`内容を変える：${staff.shown}`) }).click()
  await office.getByRole('button', { name: '窓口の確認を始める' }).click()
  await expect(office.getByText('窓口が確認してから利用を記録します')).toBeVisible()
  await expect_accessible(office)

  const desk = await (await browser.newContext(wide)).newPage()
  await desk.goto(`/${chiyoda}/desk/`)
  await sign_in_staff(desk, staff)
  await expect(desk.getByText('確認を待っている利用はありません')).toBeVisible()

  const ask_for_a_visit = async () => {
    await page.getByRole('link', { name: '使う' }).first().click()
    await page.getByRole('textbox', { name: '6桁の番号' }).fill(staff.passcode)
    await page.getByRole('button', { name: 'チェックインする' }).click()
    await page.getByRole('button', { name: /使う：通所/ }).click()
    await page.getByRole('button', { name: '内容を確かめる' }).click()
    await page.getByRole('button', { name: 'はい、使います' }).click()
    await expect(page.getByRole('heading', { name: '施設の確認を待っています' })).toBeVisible()
  }
  await page.goto(`/${chiyoda}/`)
  await sign_in_parent(page, parent)
  await ask_for_a_visit()
  await expect_accessible(page)
  await page.screenshot({ path: 'build/browser/confirming-phone.png', fullPage: true })
  await expect(desk.locator('[data-waiting]')).toHaveCount(1)
  await expect_accessible(desk)
  await desk.screenshot({ path: 'build/browser/confirming-desk.png', fullPage: true })

  // Rejected, with why; nothing is used.
  await desk.getByRole('button', { name: /^確認しない：/ }).click()
  await desk.getByRole('button', { name: 'サービスが違います' }).click()
  await expect_accessible(desk)
  await desk.getByRole('button', { name: '確認しないと伝える' }).click()
  await expect(page.getByText('サービスが違います')).toBeVisible()
  await expect(desk.locator('[data-waiting]')).toHaveCount(0)
  await expect(desk.locator('li.desk-use')).toHaveCount(0)

  // Once more; a reload of the phone in between loses nothing.
  await page.goto(`/${chiyoda}/`)
  await ask_for_a_visit()
  await page.reload()
  await expect(page.getByRole('heading', { name: '施設の確認を待っています' })).toBeVisible()
  await desk.getByRole('button', { name: /^確認して記録する：/ }).click()
  await expect(page.getByRole('heading', { name: '手続き完了' })).toBeVisible()
  await expect(desk.locator('li.desk-use')).toHaveCount(1)

  await office.getByRole('button', { name: '窓口の確認をやめる' }).click()
  await expect(office.getByRole('button', { name: '窓口の確認を始める' })).toBeVisible()
  for (const one of [office, desk]) await one.context().close()
})
