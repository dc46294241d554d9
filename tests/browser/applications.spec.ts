// From the form to the coupon: a family applies on a phone, the office looks at it and decides.
import type { Browser, Page } from '@playwright/test'
import { account, expect, sign_in_parent, sign_in_staff, test } from './support/accounts.ts'
import { expect_accessible } from './support/accessible.ts'

const okayama = 331007
const chiyoda = 131016

test.setTimeout(120_000) // each is a whole journey, on two screens
/** The family of the demonstration that holds nothing yet. */
const newcomer = (municipality: number) => account(municipality, 'parent', 6)

async function choose_date(page: Page, question: string, year: number, month: number, day: number): Promise<void> {
  const selects = page.getByRole('group', { name: question }).locator('select')
  for (const [part, value] of [year, month, day].entries()) await selects.nth(part).selectOption(String(value))
}

test('O-01, O-02, O-08: an application is written on one phone, sent from another, and withdrawn', async ({ page, browser }) => {
  await page.goto(`/${okayama}/`)
  await sign_in_parent(page, newcomer(okayama))
  await page.getByRole('button', { name: '申請', exact: true }).click()
  await expect(page.getByText('まだ申請はありません。')).toBeVisible()
  await expect_accessible(page)
  await page.getByRole('button', { name: /^この申請を書く：産後ケア事業利用申請/ }).click()
  await expect(page.getByRole('heading', { name: '個人情報の利用目的' })).toBeVisible()
  await expect_accessible(page)

  await page.getByRole('button', { name: '次へ' }).click()
  await expect(page.getByText('一つお選びください。')).toBeVisible()
  await page.getByLabel('妊娠中').check()
  await choose_date(page, '出産予定日', 2026, 10, 1)
  await page.getByLabel('お子さんの人数').fill('２')
  await expect(page.getByRole('status').filter({ hasText: '保存しました' })).toBeVisible()
  await page.screenshot({ path: 'build/browser/application-first.png', fullPage: true })
  await page.getByRole('button', { name: '次へ' }).click()
  await expect(page.getByLabel('住所')).toHaveValue(/\d/) // what the family told before
  await page.getByLabel('セイ').fill('Okayama')
  await page.getByLabel('郵便番号').fill('７００ー０９１４')
  await page.getByLabel('電話番号').fill('０８６ー８０３ー１２６４')
  await page.getByLabel('一般世帯').check()
  await page.getByRole('button', { name: '次へ' }).click()
  await expect(page.getByText('カタカナでご記入ください。ひらがなでもかまいません。')).toBeVisible()
  await expect_accessible(page)
  await page.screenshot({ path: 'build/browser/application-mistake.png', fullPage: true })
  await page.getByLabel('セイ').fill('おかやま')
  await page.getByLabel('メイ').fill('はなこ')
  await expect(page.getByRole('status').filter({ hasText: '保存しました' })).toBeVisible()

  const other = await (await browser.newContext({ viewport: { width: 1180, height: 820 }, locale: 'ja-JP', timezoneId: 'Asia/Tokyo' })).newPage()
  await other.goto(`/${okayama}/`)
  await sign_in_parent(other, newcomer(okayama))
  await other.getByRole('button', { name: '申請', exact: true }).click()
  await other.getByRole('button', { name: /^続きを書く：産後ケア事業利用申請/ }).first().click()
  await expect(other.getByLabel('お子さんの人数')).toHaveValue('２')
  await other.getByRole('button', { name: '次へ' }).click()
  await expect(other.getByLabel('郵便番号')).toHaveValue('７００ー０９１４')
  await other.getByRole('button', { name: '次へ' }).click()
  await other.getByLabel('いま、入院治療の必要はありません。').check()
  await other.getByLabel(/変更届を出します/).check()
  await other.getByRole('button', { name: '次へ' }).click()
  await expect(other.getByRole('heading', { name: 'まだ送れません' })).toBeVisible() // two months before the due date
  await expect(other.getByText(/2か月前、令和8年8月1日/)).toBeVisible()
  await other.getByRole('button', { name: '直す：出産について' }).click()
  await choose_date(other, '出産予定日', 2026, 8, 20)
  for (const step of ['2／4', '3／4', '4／4']) {
    await other.getByRole('button', { name: '次へ' }).click()
    await expect(other.getByRole('progressbar', { name: step })).toBeVisible()
  }
  await expect(other.getByText('オカヤマ　ハナコ')).toBeVisible()
  await expect(other.getByText('きょう送ると、返事の目安は令和8年7月10日（金）です。')).toBeVisible()
  await expect_accessible(other)
  await other.screenshot({ path: 'build/browser/application-review.png', fullPage: true })

  // The first phone stands on an old version: it is told, and takes over what stands there.
  await page.getByLabel('電話番号').fill('086-000-0000')
  await expect(page.getByRole('heading', { name: 'ほかの画面で書き換えられています' })).toBeVisible()
  await page.getByRole('button', { name: 'ほかの画面の内容を読み込む' }).click()
  await expect(page.getByRole('heading', { name: 'ほかの画面で書き換えられています' })).toBeHidden()

  await other.getByRole('button', { name: 'この内容で申請する' }).dblclick()
  await expect(other.getByRole('heading', { name: '申請を受け付けました' })).toBeVisible()
  await expect(other.getByText(/2026-0000\d/)).toBeVisible()
  await expect_accessible(other)
  await other.screenshot({ path: 'build/browser/application-receipt.png', fullPage: true })
  await other.getByRole('button', { name: '申請を取り下げる' }).click()
  await other.getByRole('button', { name: 'はい、取り下げます' }).click()
  await expect(other.getByText('取下げ', { exact: true })).toBeVisible()
  await other.close()
})

async function at_office(browser: Browser, municipality: number, number = 0): Promise<Page> {
  const page = await (await browser.newContext({ viewport: { width: 1280, height: 900 }, locale: 'ja-JP', timezoneId: 'Asia/Tokyo', reducedMotion: 'reduce' })).newPage()
  await page.goto(`/${municipality}/office/`)
  await sign_in_staff(page, account(municipality, 'officer', number))
  await page.getByRole('link', { name: '申請', exact: true }).click()
  return page
}

test('O-07, O-15: the office asks back, the family corrects, the office approves, the coupon is there', async ({ page, browser }) => {
  await page.goto(`/${okayama}/`)
  await sign_in_parent(page, newcomer(okayama))
  await expect(page.getByText('まだクーポンはありません')).toBeVisible()
  await page.getByRole('button', { name: '申請', exact: true }).click()
  await page.getByRole('button', { name: /^この申請を書く：産後ケア事業利用申請/ }).click()
  await page.getByLabel('出産した').check()
  await choose_date(page, '出産予定日', 2026, 7, 1)
  await choose_date(page, '出産日', 2026, 6, 28)
  await page.getByLabel('お子さんの人数').fill('2')
  await page.getByRole('button', { name: '次へ' }).click()
  await page.getByLabel('郵便番号').fill('7000914')
  await page.getByLabel('電話番号').fill('0868031264')
  await page.getByLabel('市民税非課税世帯').check()
  await page.getByRole('button', { name: '次へ' }).click()
  await page.getByLabel('いま、入院治療の必要はありません。').check()
  await page.getByLabel(/変更届を出します/).check()
  await page.getByRole('button', { name: '次へ' }).click()
  await page.getByRole('button', { name: 'この内容で申請する' }).click()
  await expect(page.getByRole('heading', { name: '申請を受け付けました' })).toBeVisible()
  const number = (await page.getByText(/^2026-\d{5}$/).textContent())!

  const office = await at_office(browser, okayama)
  await expect(office.getByRole('button', { name: number })).toBeVisible()
  await expect_accessible(office)
  await office.screenshot({ path: 'build/browser/office-applications.png', fullPage: true })
  await office.getByLabel('受付番号・氏名・カナ・電話番号').fill(number)
  await office.keyboard.press('Enter')
  await office.getByRole('button', { name: number }).press('Enter')
  await expect(office.getByRole('heading', { name: '規則との照合' })).toBeVisible()
  await expect(office.getByText('10日', { exact: true })).toBeVisible() // twins
  await expect_accessible(office)
  await office.screenshot({ path: 'build/browser/office-application.png', fullPage: true })
  await office.getByRole('button', { name: '担当する' }).click()
  await expect(office.getByText('あなたが担当しています')).toBeVisible()
  await office.getByRole('button', { name: '差し戻す' }).click()
  await office.getByLabel('住所', { exact: true }).check()
  await office.getByLabel('申請者に伝える文').fill('部屋番号もご記入ください。')
  await expect_accessible(office)
  await office.getByRole('dialog').getByRole('button', { name: '差し戻す' }).click()
  await expect(office.getByText('記録しました。')).toBeVisible()

  await page.getByRole('button', { name: '申請の一覧へ' }).click()
  await page.getByRole('button', { name: /^内容を直す/ }).click()
  await expect(page.getByText('部屋番号もご記入ください。')).toBeVisible()
  await expect(page.getByLabel('お子さんの人数')).toBeHidden()
  await expect_accessible(page)
  await page.getByLabel('住所').fill('見本町1-1 緑ハイツ202')
  await page.getByRole('button', { name: '次へ' }).click()
  await page.getByRole('button', { name: 'この内容で申請する' }).click()
  await expect(page.getByRole('heading', { name: '申請を受け付けました' })).toBeVisible()

  // The officer still looks at the old page: the decision goes through only for what stands there now.
  await office.reload()
  await expect(office.getByText('見本町1-1 緑ハイツ202')).toBeVisible()
  await office.getByRole('button', { name: '承認する' }).click()
  await office.getByRole('dialog').getByRole('button', { name: '決定する' }).click()
  await expect(office.getByText('承認', { exact: true }).first()).toBeVisible()
  await expect(office.getByRole('heading', { name: '決定の内容' })).toBeVisible()

  await page.getByRole('button', { name: '申請の一覧へ' }).click()
  await page.getByRole('button', { name: new RegExp(`^内容と履歴を見る.*${number}`) }).click()
  await page.getByRole('button', { name: '一覧を見る' }).click()
  await expect(page.locator('.ticket').filter({ hasText: '宿泊・日帰り産後ケア' }).first()).toBeVisible()
  await expect(page.locator('.ticket').filter({ hasText: '訪問産後ケア' }).first()).toBeVisible()
  await office.close()
})

/** A small picture, as a screenshot is one. */
const picture = Buffer.from('iVBORw0KGgoAAAANSUhEUgAAAAoAAAAKCAIAAAACUFjqAAAAEklEQVR4nGP8z4APMOGVHbHSAEEsAROxCnMTAAAAAElFTkSuQmCC', 'base64')

test('C-13, C-14, C-15: an identity is attached, seen by the office, and approved', async ({ page, browser }) => {
  await page.goto(`/${chiyoda}/`)
  await sign_in_parent(page, newcomer(chiyoda))
  await page.getByRole('button', { name: '申請', exact: true }).click()
  await page.getByRole('button', { name: /^この申請を書く：産後ケア事業利用申請/ }).click()
  await page.getByLabel('妊娠中').check()
  await choose_date(page, '出産予定日', 2026, 8, 20)
  await page.getByRole('button', { name: '次へ' }).click()
  await page.getByLabel('郵便番号').fill('1028688')
  await page.getByLabel('電話番号').fill('0332642111')
  await page.getByRole('button', { name: '次へ' }).click()
  await page.getByRole('button', { name: '次へ' }).click()
  await expect(page.getByText('写真またはPDFを添付してください。')).toBeVisible()
  await page.getByLabel('本人確認資料').setInputFiles({ name: 'IMG_0001.HEIC', mimeType: 'image/heic', buffer: Buffer.concat([Buffer.from([0, 0, 0, 24]), Buffer.from('ftypheic0000mif1heic')]) })
  await expect(page.getByText(/この写真の形式（HEIC）は開けません。/)).toBeVisible()
  await page.getByLabel('本人確認資料').setInputFiles({ name: 'menkyo.png', mimeType: 'image/png', buffer: picture })
  await expect(page.getByText(/^写真 \d+ KB$/)).toBeVisible()
  await page.getByRole('button', { name: '見る：本人確認資料 1' }).click()
  await expect(page.getByRole('img', { name: '本人確認資料 1' })).toBeVisible()
  await page.getByLabel('課税世帯', { exact: true }).check()
  await expect_accessible(page)
  await page.screenshot({ path: 'build/browser/application-documents.png', fullPage: true })
  await page.getByRole('button', { name: '次へ' }).click()
  await page.getByRole('button', { name: 'この内容で申請する' }).click()
  await expect(page.getByRole('heading', { name: '申請を受け付けました' })).toBeVisible()
  const number = (await page.getByText(/^2026-\d{5}$/).textContent())!

  const office = await at_office(browser, chiyoda, 1)
  await office.getByRole('button', { name: number }).click()
  await office.getByRole('button', { name: '見る：本人確認資料 1' }).click()
  await expect(office.getByRole('img', { name: '本人確認資料 1' })).toBeVisible()
  await expect_accessible(office)
  await office.screenshot({ path: 'build/browser/office-document.png', fullPage: true })
  await office.getByRole('button', { name: '承認する' }).click()
  await office.getByRole('dialog').getByRole('button', { name: '決定する' }).click()
  await expect(office.getByRole('heading', { name: '決定の内容' })).toBeVisible()
  await office.getByRole('link', { name: '監査の記録' }).click()
  await expect(office.getByText('applications.look_at_document').first()).toBeVisible()
  await office.close()
})
