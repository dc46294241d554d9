// The office takes in what another form service collected: columns, rows, mistakes, all that is new or nothing.
import { account, expect, sign_in_staff, test } from './support/accounts.ts'
import { expect_accessible } from './support/accessible.ts'

const okayama = 331007
const head = '受付日時,いまのご様子,出産予定日,お子さんの人数,お名前（姓）,お名前（名）,フリガナ（セイ）,フリガナ（メイ）,生年月日,郵便番号,住所,電話番号,メールアドレス,利用者区分,アンケート\n'
const due = '2026-08-20' // the demonstration's day is 8 July 2026
const file = (rows: string) => ({ name: 'logoform.csv', mimeType: 'text/csv', buffer: Buffer.from('\uFEFF' + head + rows) })
const sound = `,妊娠中,${due},1,取込,花江,とりこみ,はなえ,平成5年2月3日,700-0914,岡山市北区鹿田町1-1,086-803-1264,,一般世帯,満足\n`

test('O-02: answers of another form service become applications', async ({ page }) => {
  await page.setViewportSize({ width: 1280, height: 900 })
  await page.goto(`/${okayama}/office/`)
  await sign_in_staff(page, account(okayama, 'officer'))
  await page.getByRole('link', { name: '取り込み', exact: true }).click()
  await page.getByRole('button', { name: '申請を取り込む' }).click()
  await expect(page.getByRole('heading', { name: 'ほかのフォームで受けた申請' })).toBeVisible()
  await expect_accessible(page)

  await page.getByLabel('CSVファイル').setInputFiles(file(sound + `,妊娠中,2026/13/1,1,取込,,とりこみ,はなこ,x,700,,0,,ひとり親,\n`))
  await page.getByRole('button', { name: '内容を確かめる' }).click()
  await expect(page.getByText('直すところが')).toBeVisible()
  await expect(page.getByRole('row', { name: /^3 出産予定日 2026\/13\/1/ })).toBeVisible()
  await expect_accessible(page)
  await page.screenshot({ path: 'build/browser/office-import-applications-wrong.png', fullPage: true })

  await page.getByLabel('CSVファイル').setInputFiles(file(sound))
  await page.getByRole('button', { name: '内容を確かめる' }).click()
  await expect(page.getByText('この質問に答える列がありません。列を選んでください。').first()).toBeVisible()
  // On a slow line the columns are chosen while the look before is still on its way.
  await page.route('**/imports/applications/look', async (route) => {
    await page.waitForTimeout(500)
    await route.continue()
  })
  await page.getByLabel('いま、入院治療の必要はありません。').selectOption('全員同意済み')
  await page.getByLabel(/変更届を出します/).selectOption('全員同意済み')
  await page.getByLabel('申請した日').selectOption('きょう（列なし）')
  await expect(page.getByRole('heading', { name: '1件を受け付けます' })).toBeVisible()
  await page.unroute('**/imports/applications/look')
  await expect_accessible(page)
  await page.screenshot({ path: 'build/browser/office-import-applications.png', fullPage: true })
  await page.setViewportSize({ width: 390, height: 844 })
  await expect_accessible(page)
  await page.setViewportSize({ width: 1280, height: 900 })
  await page.getByRole('button', { name: '1件を受け付ける' }).click()
  await expect(page.getByText('1件を受け付けました')).toBeVisible()

  await page.getByLabel('CSVファイル').setInputFiles(file(sound))
  await page.getByRole('button', { name: '内容を確かめる' }).click()
  await expect(page.getByRole('heading', { name: '新しい申請はありません' })).toBeVisible()
  await expect(page.getByText('前回と同じ割り当てです。')).toBeAttached()

  await page.getByRole('link', { name: '申請', exact: true }).click()
  await page.getByLabel('受付番号・氏名・カナ・電話番号').fill('logoform')
  await page.getByRole('button', { name: 'さがす', exact: true }).click()
  await expect(page.getByText('ファイル：logoform.csv').first()).toBeVisible()
  await page.getByRole('row', { name: /取込 花江/ }).getByRole('button').click()
  await expect(page.getByText('ほかのフォームから取り込んだ申請です（logoform.csv 2行目')).toBeVisible()
  await expect_accessible(page)
})
