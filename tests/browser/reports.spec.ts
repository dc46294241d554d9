// What was used, in numbers: on the screen, for the public, as a file; the budget; and what looks odd.
import { readFileSync } from 'node:fs'
import { account, expect, sign_in_staff, test } from './support/accounts.ts'
import { expect_accessible } from './support/accessible.ts'

const nerima = 131202

test('U-23: uses by month and service, small numbers hidden for the public, saved as CSV; the budget is compared', async ({ page }) => {
  await page.setViewportSize({ width: 1366, height: 900 })
  await page.goto(`/${nerima}/office/`)
  await sign_in_staff(page, account(nerima, 'officer', 1))
  await page.getByRole('link', { name: '統計' }).click()
  const table = page.getByRole('region', { name: '月ごとの利用' })
  await expect(table.getByRole('row', { name: /^令和8年6月/ })).toBeVisible()
  await expect(page.getByRole('img', { name: /月ごとの件数のグラフ/ })).toBeVisible()
  const numbers = async (name: RegExp) => (await table.getByRole('row', { name }).getByRole('cell').allInnerTexts()).map((text) => Number(text.replace(/[^\d]/g, '')))
  const [june, total] = [await numbers(/^令和8年6月/), await numbers(/^合計/)]
  expect(june[0]).toBeGreaterThan(0)
  expect(total[0]).toBeGreaterThanOrEqual(june[0]!)
  expect(total[1]).toBeLessThanOrEqual(total[0]!) // persons are counted once
  await expect_accessible(page)
  await page.screenshot({ path: 'build/browser/report-month.png', fullPage: true })

  const begun = page.getByRole('region', { name: 'まだ利用していないご家庭' })
  await expect(begun.getByRole('row', { name: /^合計/ })).toBeVisible()
  await begun.getByLabel('分け方').selectOption('言語')
  await expect(begun.getByRole('columnheader', { name: '言語' })).toBeVisible()
  await expect_accessible(page)

  await page.getByLabel('分け方').first().selectOption('月齢（利用日）')
  await page.getByLabel('公表用にする').check()
  await page.getByRole('button', { name: '表示する' }).click()
  const by_age = page.getByRole('region', { name: '月齢（利用日）ごとの利用' })
  await expect(by_age).toBeVisible()
  await expect(page.getByText('10人未満の行と')).toBeVisible()
  for (const row of await by_age.getByRole('row').all()) {
    const cells = await row.getByRole('cell').allInnerTexts()
    if (cells.length && cells[1] !== '―') expect(Number(cells[1])).toBeGreaterThanOrEqual(10)
  }
  await page.screenshot({ path: 'build/browser/report-published.png', fullPage: true })
  const download = page.waitForEvent('download')
  await page.getByRole('button', { name: 'CSV（UTF-8）で保存' }).click()
  const file = readFileSync(await (await download).path(), 'utf8')
  expect(file.startsWith('\uFEFF区分,件数,実人数,延べ数,')).toBe(true)

  await page.getByLabel('予算額（円）').fill('1000000')
  await page.getByRole('button', { name: '予算額を保存する' }).click()
  await expect(page.getByText(/予算額の[\d.]+％を使いました。/)).toBeVisible()
  await page.setViewportSize({ width: 390, height: 844 })
  await expect_accessible(page)

  await page.getByRole('link', { name: '気になる利用' }).click()
  await expect(page.getByText(/からの記録で、ふだんと違うものです。/)).toBeVisible()
  await expect_accessible(page)
  await page.screenshot({ path: 'build/browser/odd.png', fullPage: true })
})
