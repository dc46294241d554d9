// The office adds a facility and ends one; what families booked there is told and free again.
import { account, expect, sign_in_staff, test } from './support/accounts.ts'
import { expect_accessible } from './support/accessible.ts'

const matsumoto = 202029

test('X-20: a facility joins with its poster and prices, and leaves on a day to come', async ({ browser }) => {
  test.setTimeout(90_000)
  const page = await (await browser.newContext({ viewport: { width: 1280, height: 900 }, locale: 'ja-JP', timezoneId: 'Asia/Tokyo' })).newPage()
  await page.goto(`/${matsumoto}/office/`)
  await sign_in_staff(page, account(matsumoto, 'officer'))
  await page.getByRole('link', { name: '施設' }).first().click()
  await page.getByRole('button', { name: '施設を加える' }).click()
  await page.getByLabel('施設番号').fill('T-0901')
  await page.getByLabel('施設名', { exact: true }).fill('もりの助産院')
  await page.getByLabel('施設名（カナ）').fill('モリノジョサンイン')
  await page.getByLabel('ホームページ').fill('mori.example.jp')
  await page.getByRole('checkbox', { name: '一時預かり' }).check()
  await page.getByLabel('一時預かりの料金（円）').fill('５００')
  await expect_accessible(page)
  await page.screenshot({ path: 'build/browser/joining.png', fullPage: true })

  // A slip keeps what was typed.
  await page.getByRole('button', { name: 'この施設を加える' }).click()
  await expect(page.getByRole('alert')).toContainText('https://')
  await expect(page.getByLabel('施設番号')).toHaveValue('T-0901')
  await page.getByLabel('ホームページ').fill('https://mori.example.jp/')
  await page.getByRole('button', { name: 'この施設を加える' }).click()
  await expect(page.getByRole('heading', { name: 'もりの助産院' })).toBeVisible()
  await expect(page.getByText('T-0901')).toBeVisible()
  await expect(page.getByRole('row', { name: /一時預かり.*500円/ })).toBeVisible()

  // It leaves: first what that cancels is read.
  await page.getByLabel('参加しなくなる最初の日').fill('2026-08-01')
  await page.getByLabel(/ご家族に伝える理由/).fill('7月で受け入れを終わります。')
  await page.getByRole('button', { name: '取り消される予約を確かめる' }).click()
  await expect(page.getByText('からの予約はありません')).toBeVisible()
  await expect_accessible(page)
  await page.screenshot({ path: 'build/browser/leaving.png', fullPage: true })
  await page.getByRole('button', { name: '参加を終える' }).click()
  await expect(page.getByText('参加の終了を記録しました')).toBeVisible()
  await expect(page.getByText('令和8年8月1日（土）から参加していません')).toBeVisible()
  await page.context().close()
})
