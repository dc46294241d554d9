// What the desk plans by, a day on paper that is entered afterwards (U-24), and an objection to a line (U-20).
import { execFileSync } from 'node:child_process'
import { account, expect, sign_in_parent, sign_in_staff, test } from './support/accounts.ts'
import { expect_accessible } from './support/accessible.ts'

const chiyoda = 131016
const okayama = 331007
const wide = { viewport: { width: 1180, height: 820 }, locale: 'ja-JP', timezoneId: 'Asia/Tokyo', acceptDownloads: true }

test('U-24: the desk prints a sheet for a day without a line, and enters it the next day with its true time', async ({ page, browser }) => {
  test.setTimeout(120_000)
  const parent = account(chiyoda, 'parent', 2)
  const desk = await (await browser.newContext(wide)).newPage()
  await desk.goto(`/${chiyoda}/desk/`)
  await sign_in_staff(desk, account(chiyoda, 'facility_staff', 2))
  await desk.getByRole('button', { name: 'これからの予定' }).click()
  await expect(desk.getByRole('heading', { name: /予約のある方（/ })).toBeVisible()
  await expect_accessible(desk)
  await desk.screenshot({ path: 'build/browser/planning.png', fullPage: true })
  const file = desk.waitForEvent('download')
  await desk.getByRole('button', { name: '控えの用紙を作る（PDF）' }).click()
  const saved = await file
  expect(saved.suggestedFilename()).toBe('hikae-2026-07-09.pdf')
  await saved.saveAs('build/browser/day-sheet.pdf')
  const text = execFileSync('pdftotext', ['-layout', 'build/browser/day-sheet.pdf', '-'], { encoding: 'utf8' })
  expect(text).toContain('窓口の控え')
  expect(text).toContain('利用者番号')

  // Too long ago, then as it was written down yesterday at three.
  await desk.getByLabel('紙に書いた日').fill('2026-07-01')
  await desk.getByLabel('紙に書いた時刻').fill('15:00')
  await desk.getByLabel('利用者番号').fill(parent.user_number)
  await desk.getByLabel('保護者の誕生日（月日）').fill(parent.mother_born_on.slice(5).replace('-', ''))
  await desk.getByRole('button', { name: 'この利用を入力する' }).click()
  await expect(desk.getByRole('alert')).toContainText('3日前まで')
  await expect(desk.getByLabel('利用者番号')).toHaveValue(parent.user_number)
  await desk.getByLabel('紙に書いた日').fill('2026-07-07')
  await desk.getByRole('button', { name: 'この利用を入力する' }).click()
  await expect(desk.locator('[data-late="settled"]')).toHaveCount(1)
  await expect(desk.locator('[data-late="settled"]')).toContainText('15:00')
  await expect_accessible(desk)

  await page.goto(`/${chiyoda}/`)
  await sign_in_parent(page, parent)
  await page.getByRole('link', { name: '履歴' }).click()
  await expect(page.locator('li.card', { hasText: '訪問型' }).first()).toBeVisible()
  await desk.context().close()
})

test('U-20: a facility objects to a line, the month waits, the office answers, and both stay', async ({ browser }) => {
  test.setTimeout(120_000)
  const manager = await (await browser.newContext(wide)).newPage()
  await manager.goto(`/${okayama}/desk/`)
  await sign_in_staff(manager, account(okayama, 'facility_manager'))
  await manager.goto(`/${okayama}/desk/months/2026-06`)
  await manager.getByRole('button', { name: /^異議：/ }).first().click()
  await manager.getByLabel('どこが違いますか').fill('1日ではなく2日でした。')
  await expect_accessible(manager)
  await manager.getByRole('button', { name: '異議を記録する' }).click()
  await expect(manager.getByText('自治体の答えを待っています。')).toBeVisible()
  await expect_accessible(manager)
  await manager.screenshot({ path: 'build/browser/objection-desk.png', fullPage: true })

  const office = await (await browser.newContext(wide)).newPage()
  await office.goto(`/${okayama}/office/`)
  await sign_in_staff(office, account(okayama, 'officer', 1))
  await office.goto(`/${okayama}/office/months/2026-06`)
  const row = office.getByRole('row').filter({ hasText: '異議に答えていません' })
  await expect(row).toHaveCount(1)
  await row.getByRole('button').first().click()
  await office.getByRole('button', { name: /^答える：/ }).click()
  await office.getByLabel('答え', { exact: true }).fill('確認し、記録を訂正しました。')
  await office.getByRole('button', { name: '答えを記録する' }).click()
  await expect(office.locator('[data-objection="answered"]')).toContainText('確認し、記録を訂正しました。')
  await expect_accessible(office)

  await manager.reload()
  await expect(manager.locator('[data-objection="answered"]')).toContainText('1日ではなく2日でした。')
  for (const one of [manager, office]) await one.context().close()
})
