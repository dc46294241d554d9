// A facility's own data: what its manager changes at once, what the office approves, and the list as open data.
import { readFileSync } from 'node:fs'
import type { Browser, Page } from '@playwright/test'
import { account, expect, sign_in_staff, test, type Account } from './support/accounts.ts'
import { expect_accessible } from './support/accessible.ts'

const chiyoda = 131016

async function at_work(browser: Browser, path: string, who: Account): Promise<Page> {
  const page = await (await browser.newContext({ viewport: { width: 1366, height: 1000 }, locale: 'ja-JP', timezoneId: 'Asia/Tokyo', acceptDownloads: true })).newPage()
  await page.goto(`/${chiyoda}/${path}/`)
  await sign_in_staff(page, who)
  return page
}

test('C-12, C-17: a facility proposes a price and what it accepts, the office approves one and declines the other', async ({ browser }) => {
  test.setTimeout(90_000)
  const manager = await at_work(browser, 'desk', account(chiyoda, 'facility_manager'))
  await manager.getByRole('button', { name: '施設の内容' }).click()
  await manager.getByLabel('保護者へのお知らせ').fill('7月から授乳室を広げました。')
  await manager.getByRole('button', { name: 'この内容で届け出る' }).click()
  await expect(manager.getByText('保存しました。')).toBeVisible()

  await manager.getByLabel('いつから').fill('2026-07-08')
  await manager.getByLabel('料金（円）').fill('33,000')
  await manager.getByRole('button', { name: 'この料金を届け出る' }).click()
  await expect(manager.getByRole('alert')).toContainText('あすからの日')
  await expect(manager.getByLabel('料金（円）')).toHaveValue('33,000') // what was typed stays
  await manager.getByLabel('いつから').fill('2026-10-01')
  await manager.getByRole('button', { name: 'この料金を届け出る' }).click()
  await expect(manager.getByText('自治体に届け出ました。')).toBeVisible()
  await manager.getByLabel(/修正月齢で受け入れる/).click()
  await manager.getByRole('button', { name: 'この内容で届け出る' }).click()
  await expect(manager.getByText('自治体の承認を待っています')).toHaveCount(2)
  await manager.getByLabel('休む日').fill('2026-08-13')
  await manager.getByRole('button', { name: '休みにする' }).click()
  await expect(manager.getByRole('button', { name: /休みをやめる：/ })).toHaveCount(1)
  await expect_accessible(manager)
  await manager.screenshot({ path: 'build/browser/facility-desk.png', fullPage: true })

  const officer = await at_work(browser, 'office', account(chiyoda, 'officer'))
  await officer.getByRole('link', { name: '施設', exact: true }).click()
  await expect(officer.getByRole('heading', { name: '施設からの変更の届け出' })).toBeVisible()
  await expect_accessible(officer)
  await officer.screenshot({ path: 'build/browser/facility-changes.png', fullPage: true })
  const price = officer.locator('article', { hasText: '33,000円' })
  await price.getByRole('button', { name: '承認する' }).click()
  await expect(price).toHaveCount(0)
  const profile = officer.locator('article').first()
  await profile.getByRole('button', { name: '承認しない' }).click()
  await expect(officer.getByRole('alert')).toContainText('理由')
  await profile.getByLabel('承認しない理由（施設に伝わります）').fill('契約を変えてからにしてください')
  await profile.getByRole('button', { name: '承認しない' }).click()
  await expect(officer.getByRole('heading', { name: '施設からの変更の届け出' })).toHaveCount(0)

  await manager.reload()
  await expect(manager.getByText('契約を変えてからにしてください')).toBeVisible()
  await expect(manager.getByRole('cell', { name: '33,000円' })).toBeVisible()

  // The list: saved, changed by hand, looked at, taken.
  const saving = officer.waitForEvent('download')
  await officer.getByRole('button', { name: '一覧をCSVで保存' }).click()
  const list = readFileSync(await (await saving).path(), 'utf8')
  expect(list.startsWith('\ufeff全国地方公共団体コード,ID,')).toBe(true)
  await officer.getByLabel('読み込むCSV').setInputFiles({ name: 'list.csv', mimeType: 'text/csv', buffer: Buffer.from(list) })
  await expect(officer.getByText('新しい施設 0件、変わる施設 0件')).toBeVisible()
  await officer.getByLabel('読み込むCSV').setInputFiles({ name: 'list.csv', mimeType: 'text/csv', buffer: Buffer.from('ID,名称,名称_カナ,利用可能曜日,開始時間,終了時間,授乳室\r\nX-900,見本の助産院,ミホンノジョサンイン,月火水,09:00,17:00,有\r\n') })
  await expect(officer.getByText('新しい施設 1件')).toBeVisible()
  await expect(officer.getByText('取り込まない列： 授乳室')).toBeVisible()
  await expect_accessible(officer)
  await officer.screenshot({ path: 'build/browser/facility-list.png', fullPage: true })
  await officer.getByRole('button', { name: 'この一覧を取り込む' }).click()
  await expect(officer.getByText('一覧を取り込みました。')).toBeVisible()
  await expect(officer.getByRole('heading', { name: '見本の助産院' })).toBeVisible()
  await officer.getByRole('button', { name: '内容を変える：見本の助産院' }).click()
  await expect(officer.getByLabel('施設名', { exact: true })).toHaveValue('見本の助産院')
  await expect_accessible(officer)
  for (const one of [manager, officer]) await one.context().close()
})
