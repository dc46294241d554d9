// The office beyond its daily work: staff, and who saw what.
import type { Browser, Page } from '@playwright/test'
import { account, expect, sign_in_staff, test } from './support/accounts.ts'
import { expect_accessible } from './support/accessible.ts'

const okayama = 331007

async function at_office(browser: Browser, place: string): Promise<Page> {
  const page = await (await browser.newContext({ viewport: { width: 1280, height: 900 }, locale: 'ja-JP', timezoneId: 'Asia/Tokyo', reducedMotion: 'reduce', acceptDownloads: true })).newPage()
  await page.goto(`/${okayama}/office/`)
  await sign_in_staff(page, account(okayama, 'officer', 1))
  await page.getByRole('link', { name: place, exact: true }).click()
  return page
}

test('staff is added with what is shown only once, and stopped again', async ({ browser }) => {
  const office = await at_office(browser, '職員')
  await expect(office.getByRole('heading', { name: '職員', exact: true })).toBeVisible()
  await office.getByLabel('役割').selectOption('facility_staff')
  await office.getByLabel('施設', { exact: true }).selectOption({ index: 1 })
  await office.getByLabel('氏名', { exact: true }).fill('新人 太郎')
  await office.getByLabel('ログイン名').fill('shinjin-taro')
  await expect_accessible(office)
  await office.getByRole('button', { name: '職員を登録する' }).click()
  await expect(office.getByRole('heading', { name: 'shinjin-taroのログイン情報' })).toBeVisible()
  await expect(office.getByRole('img', { name: '認証アプリの登録' })).toBeVisible()
  await expect_accessible(office)
  await office.screenshot({ path: 'build/browser/office-staff.png', fullPage: true })
  await office.getByRole('button', { name: '渡しました（表示を消す）' }).click()
  await office.getByRole('button', { name: '停止する：新人 太郎' }).click()
  await office.getByLabel(/^理由/).fill('退職')
  await expect_accessible(office)
  await office.getByRole('dialog').getByRole('button', { name: '停止する' }).click()
  await expect(office.getByRole('row', { name: /shinjin-taro.*停止中/ })).toBeVisible()
  await office.close()
})

test('who saw whose record, when and from where, is found again', async ({ browser }) => {
  const office = await at_office(browser, '家庭をさがす')
  await office.locator('table button').first().click()
  await office.getByRole('button', { name: '閲覧の記録を見る' }).click()
  await expect(office.getByRole('heading', { name: '閲覧の記録' })).toBeVisible()
  const first = office.getByRole('row').nth(1)
  await expect(first).toContainText('世帯の画面')
  await expect(first).toContainText('世帯の検索')
  await expect_accessible(office)
  await office.screenshot({ path: 'build/browser/office-looks.png', fullPage: true })
  await office.getByLabel('いつまで').fill('2026-07-07')
  await office.getByRole('button', { name: 'さがす' }).click()
  await expect(office.getByText('該当する記録はありません。')).toBeVisible()
  await office.close()
})
