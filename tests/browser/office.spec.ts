// The office beyond one application: changes, notices, many at once, staff, and who saw what.
import type { Browser, Page } from '@playwright/test'
import { account, expect, sign_in_parent, sign_in_staff, test } from './support/accounts.ts'
import { expect_accessible } from './support/accessible.ts'

const okayama = 331007

test.setTimeout(120_000) // each is a whole journey, on two screens

async function at_office(browser: Browser, place: string): Promise<Page> {
  const page = await (await browser.newContext({ viewport: { width: 1280, height: 900 }, locale: 'ja-JP', timezoneId: 'Asia/Tokyo', reducedMotion: 'reduce', acceptDownloads: true })).newPage()
  await page.goto(`/${okayama}/office/`)
  await sign_in_staff(page, account(okayama, 'officer', 1))
  await page.getByRole('link', { name: place, exact: true }).click()
  return page
}

test('O-11.1, O-14: a family reports the birth of twins, cannot book meanwhile, and reads what changed', async ({ page, browser }) => {
  await page.goto(`/${okayama}/`)
  await sign_in_parent(page, account(okayama, 'parent', 3))
  await page.getByRole('button', { name: '申請', exact: true }).click()
  await expect(page.getByRole('heading', { name: '変更を届け出る' })).toBeVisible()
  await page.getByRole('button', { name: /^この申請を書く：変更届/ }).click()
  await page.getByLabel(/出産した、または/).check()
  await expect_accessible(page)
  await page.screenshot({ path: 'build/browser/change-notice.png', fullPage: true })
  await page.getByRole('button', { name: '次へ' }).click()
  await page.getByLabel('お子さんの人数').fill('2')
  await expect(page.getByLabel('住所')).toBeHidden()
  await page.getByLabel('届け出る内容に間違いありません。').check()
  await page.getByRole('button', { name: '次へ' }).click()
  await page.getByRole('button', { name: 'この内容で申請する' }).click()
  await expect(page.getByRole('heading', { name: '申請を受け付けました' })).toBeVisible()
  const number = (await page.getByText(/^2026-\d{5}$/).textContent())!

  const office = await at_office(browser, '申請')
  await office.getByRole('button', { name: number }).click()
  await expect(office.getByRole('button', { name: '変更を記録する' })).toBeVisible()
  await expect_accessible(office)
  await office.screenshot({ path: 'build/browser/office-change-notice.png', fullPage: true })
  await office.getByRole('button', { name: '変更を記録する' }).click()
  await office.getByRole('dialog').getByRole('button', { name: '決定する' }).click()
  await expect(office.getByRole('heading', { name: '変わったこと' })).toBeVisible()

  await page.getByRole('button', { name: '申請の一覧へ' }).click()
  await page.getByRole('button', { name: new RegExp(`^内容と履歴を見る.*${number}`) }).click()
  await expect(page.getByText('7日 → 10日').first()).toBeVisible()
  await expect_accessible(page)
  await page.screenshot({ path: 'build/browser/change-recorded.png', fullPage: true })
  await page.getByRole('button', { name: '決定通知書を見る' }).click()
  await expect(page.getByRole('heading', { name: '産後ケア事業変更決定通知書' })).toBeVisible()
  await expect_accessible(page)
  await page.screenshot({ path: 'build/browser/decision-notice.png' })
  const file = page.waitForEvent('download')
  await page.getByRole('link', { name: 'PDFで保存する' }).click()
  expect((await file).suggestedFilename()).toBe(`kettei-${number}.pdf`)
  await office.close()
})

test('many applications without doubt are approved in one go', async ({ browser }) => {
  const office = await at_office(browser, '申請')
  await office.getByRole('button', { name: '一括承認の画面へ' }).click()
  await expect(office.getByRole('heading', { name: '一括承認', exact: true })).toBeVisible()
  await expect_accessible(office)
  await office.screenshot({ path: 'build/browser/office-clear.png', fullPage: true })
  await office.close()
})

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

test('O-03, O-11, X-09: what is told on the telephone is recorded, what was entered wrongly is corrected, and coupons and bookings follow', async ({ page, browser }) => {
  await page.goto(`/${okayama}/`)
  await sign_in_parent(page, account(okayama, 'parent', 5))
  const book = async () => {
    await page.getByRole('link', { name: '予約' }).click()
    await page.getByRole('button', { name: /日帰り産後ケア/ }).click()
    await page.getByRole('button', { name: `この施設を選ぶ：${account(okayama, 'facility_staff').shown}` }).click()
    await page.getByRole('button', { name: /^令和8年7月10日/ }).click()
    await page.getByRole('button', { name: '内容を確かめる' }).click()
    await page.getByRole('button', { name: 'はい', exact: true }).click()
    await expect(page.getByRole('heading', { name: '予約を受け付けました' })).toBeVisible()
  }
  await book()

  const office = await at_office(browser, '家庭をさがす')
  await office.getByLabel('名前・カナ・利用者番号・電話番号').fill(account(okayama, 'parent', 5).user_number)
  await office.getByRole('button', { name: 'さがす' }).click()
  await office.getByRole('row').nth(1).getByRole('button').click()
  await expect(office.getByRole('heading', { name: '届出を記録する' })).toBeVisible()
  const record = async (what: RegExp, fill: () => Promise<void>) => {
    await office.getByRole('button', { name: what }).first().click()
    await expect_accessible(office)
    await fill()
    await office.getByRole('dialog').getByRole('button', { name: 'この内容で記録する' }).click()
    await expect(office.getByText('記録しました。残りや使えるかどうかは')).toBeInViewport()
  }
  const in_hospital = office.getByText(/入院治療が必要な間はご利用いただけません/).first()
  const moved = office.getByText(/利用日に岡山市の住民票がある方が対象です/).first()

  await record(/^記録する 入院治療/, () => office.getByLabel('入院した日').fill('2026-07-01'))
  await expect(in_hospital).toBeVisible()
  const refused = office.getByRole('group', { name: /決まりに合わない予約が1件/ })
  await expect(refused.getByText(/令和8年7月10日.*施設の回答待ち/)).toBeVisible()
  await expect(refused.getByText(/入院治療が必要な間はご利用いただけません/)).toBeVisible()
  await expect_accessible(office)
  await record(/^記録する 入院治療/, () => office.getByLabel('退院した日（入院中は空欄）').fill('2026-07-07'))
  await expect(in_hospital).toBeHidden()
  await expect(refused).toBeHidden()

  const correct = (children: string) =>
    record(/^記録する 妊娠・出産の記録の訂正/, async () => {
      await office.getByLabel('お子さんの人数').fill(children)
      await office.getByRole('dialog').getByLabel('理由').fill('出生届と照合しました')
    })
  await correct('2')
  await expect(office.getByText('2人', { exact: true })).toBeVisible()
  await correct('1')

  await record(/^記録する 住民登録/, async () => {
    await office.getByLabel('住民登録の最後の日（転出の日）').fill('2026-07-10')
    await expect(office.getByText('この日のあとに取り消しになる予約はありません。')).toBeVisible()
    await office.getByLabel('住民登録の最後の日（転出の日）').fill('2026-07-07')
    await expect(office.getByRole('dialog').getByText(/令和8年7月10日.*施設の回答待ち/)).toBeVisible()
    await expect_accessible(office)
    await office.screenshot({ path: 'build/browser/office-records-move.png' })
    await office.getByLabel('取り消しになる予約を確かめました').check()
  })
  await page.getByRole('button', { name: '予約の一覧へ' }).click()
  await page.locator('summary').last().click()
  await expect(page.getByText('転出の届出により、住民登録の最後の日よりあとの予約を取り消しました。')).toBeVisible()
  await expect(moved).toBeVisible()
  await office.setViewportSize({ width: 390, height: 844 })
  await expect_accessible(office)
  await office.screenshot({ path: 'build/browser/office-records.png', fullPage: true })
  await office.setViewportSize({ width: 1280, height: 900 })

  // A slip of the year is told, and the dialog stays.
  await office.getByRole('button', { name: /^記録する 住民登録/ }).click()
  await office.getByLabel('住民登録の最後の日（転出の日）').fill('2126-07-07')
  await office.getByRole('dialog').getByRole('button', { name: 'この内容で記録する' }).click()
  await expect(office.getByText('年を確かめてください')).toBeVisible()
  await office.screenshot({ path: 'build/browser/office-records-dialog.png' })
  await office.getByLabel('住民登録の最後の日（転出の日）').fill('')
  await office.getByRole('dialog').getByRole('button', { name: 'この内容で記録する' }).click()
  await expect(moved).toBeHidden()

  // What is recorded later cancels nothing by itself: the officer is shown it, and chooses.
  await book()
  await record(/^記録する 入院治療/, () => office.getByLabel('退院した日（入院中は空欄）').fill('2026-07-12'))
  await office.getByRole('button', { name: '選んだ予約を取り消す' }).scrollIntoViewIfNeeded()
  await expect(office.getByRole('button', { name: '選んだ予約を取り消す' })).toBeDisabled()
  await refused.getByRole('checkbox').check()
  await office.getByLabel('ご家族に伝える理由').fill('入院の記録により取り消しました。')
  await expect_accessible(office)
  await office.screenshot({ path: 'build/browser/office-refused-bookings.png', fullPage: true })
  await office.setViewportSize({ width: 390, height: 844 })
  await expect_accessible(office)
  await refused.screenshot({ path: 'build/browser/office-refused-bookings-phone.png' })
  await office.setViewportSize({ width: 1280, height: 900 })
  await office.getByRole('button', { name: '選んだ予約を取り消す' }).click()
  await expect(office.getByText('予約を取り消し、ご家族にお知らせしました。')).toBeInViewport()
  await expect(refused).toBeHidden()
  await page.getByRole('button', { name: '予約の一覧へ' }).click()
  await page.locator('summary').last().click()
  await expect(page.getByText('入院の記録により取り消しました。')).toBeVisible()
  await office.close()
})
