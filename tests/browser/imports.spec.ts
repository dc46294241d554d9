// The office takes lists in: looked at first, every mistake at its row, all of it or nothing.
import { account, expect, sign_in_staff, test } from './support/accounts.ts'
import { expect_accessible } from './support/accessible.ts'

const nerima = 131202
const head = '利用者番号,暗証番号,氏名,フリガナ,生年月日,出産予定日,備考\n'
const file = (rows: string) => ({ name: 'list.csv', mimeType: 'text/csv', buffer: Buffer.from(head + rows) })

test('N-04: a list of user numbers is looked at, corrected and taken in', async ({ page }) => {
  await page.setViewportSize({ width: 1280, height: 900 })
  await page.goto(`/${nerima}/office/`)
  await sign_in_staff(page, account(nerima, 'officer'))
  await page.getByRole('link', { name: '取り込み', exact: true }).click()
  await expect(page.getByRole('heading', { name: '利用者番号の一覧' })).toBeVisible()
  await expect_accessible(page)

  await page.getByLabel('CSVファイル').setInputFiles(file('8800001,2468,佐藤　花子,さとう はなこ,平成6年2月3日,2026/9/1,x\n8800002,1111,髙﨑 葵,タカサキ アオイ,1995-02-30,2026-09-20,\n'))
  await page.getByRole('button', { name: '内容を確かめる' }).click()
  await expect(page.getByText('直すところが2件あります。まだ何も登録していません。')).toBeVisible()
  await expect(page.getByRole('row', { name: /^3 暗証番号/ })).toBeVisible()
  await expect_accessible(page)
  await page.screenshot({ path: 'build/browser/office-import-wrong.png', fullPage: true })

  await page.getByLabel('CSVファイル').setInputFiles(file('8800001,2468,佐藤　花子,さとう はなこ,平成6年2月3日,2026/9/1,x\n8800002,1357,髙﨑 葵,タカサキ アオイ,1995-02-20,2026-09-20,\n'))
  await page.getByRole('button', { name: '内容を確かめる' }).click()
  await expect(page.getByRole('heading', { name: '2行を取り込めます' })).toBeVisible()
  await expect(page.getByRole('row', { name: /8800002 髙﨑 葵/ })).toBeVisible()
  await expect_accessible(page)
  await page.screenshot({ path: 'build/browser/office-import.png', fullPage: true })
  await page.getByRole('button', { name: '2行を取り込む' }).click()
  await expect(page.getByText('2世帯を登録しました。')).toBeVisible()
  await page.setViewportSize({ width: 390, height: 844 })
  await expect_accessible(page)
})
