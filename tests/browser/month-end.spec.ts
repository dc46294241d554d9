// A month from the facility's desk to the bank: confirmed, approved, paid, by a manager and two officers.
import type { Browser, Page } from '@playwright/test'
import { execFileSync } from 'node:child_process'
import { readFileSync } from 'node:fs'
import { account, expect, sign_in_staff, test, type Account } from './support/accounts.ts'
import { expect_accessible } from './support/accessible.ts'

const chiyoda = 131016

async function at_work(browser: Browser, path: string, who: Account): Promise<Page> {
  const page = await (await browser.newContext({ viewport: { width: 1366, height: 900 }, locale: 'ja-JP', timezoneId: 'Asia/Tokyo', acceptDownloads: true })).newPage()
  await page.goto(`/${chiyoda}/${path}/`)
  await sign_in_staff(page, who)
  return page
}

async function type_account(page: Page, holder: string, name: string) {
  await page.getByLabel('銀行コード（4桁）').first().fill('9901')
  await page.getByLabel('銀行名（カナ）').first().fill('サンプルギンコウ')
  await page.getByLabel('支店コード（3桁）').first().fill('005')
  await page.getByLabel('支店名（カナ）').first().fill('エキマエ')
  await page.getByLabel('口座番号（7桁まで）').first().fill('7654321')
  await page.getByLabel(holder).first().fill(name)
}

const yen_in = (text: string) => Number(/([\d,]+)円/.exec(text)![1]!.replaceAll(',', ''))

test('U-20: the month is drawn up, confirmed by the facility, approved by one officer, paid by two, and withdrawing it is warned of', async ({ browser }) => {
  test.setTimeout(150_000)
  const manager = await at_work(browser, 'desk', account(chiyoda, 'facility_manager'))
  await manager.getByRole('button', { name: '月の請求' }).click()
  await expect(manager.getByRole('heading', { name: '令和8年6月分の請求' })).toBeVisible()

  // Earlier months come first: the families' stays of April and May.
  await manager.getByRole('button', { name: '令和8年4月分を開く' }).click()
  for (const month of ['4', '5']) {
    await expect(manager.getByRole('heading', { name: `令和8年${month}月分の請求` })).toBeVisible()
    await manager.getByRole('button', { name: 'この内容で請求する' }).click()
    await manager.getByRole('dialog').getByRole('button', { name: 'この内容で請求する' }).click()
    await expect(manager.getByText('請求を確認しました。')).toBeVisible()
    await manager.getByRole('button', { name: '次の月' }).click()
  }
  const sums = manager.getByRole('region', { name: '金額の内訳' })
  const total = sums.getByRole('row', { name: /^合計/ })
  const due = yen_in(await total.locator('td').nth(2).innerText())
  expect(due).toBeGreaterThan(0)
  expect(yen_in(await total.locator('td').nth(0).innerText())).toBe(due + yen_in(await total.locator('td').nth(1).innerText()))
  await expect_accessible(manager)
  await manager.screenshot({ path: 'build/browser/month-desk.png', fullPage: true })

  // The account, with a slip first: what was typed stays.
  await manager.getByText('口座を届け出る', { exact: true }).click()
  await type_account(manager, '口座名義（カナ）', '漢字の名義')
  await manager.getByRole('button', { name: 'この口座を届け出る' }).click()
  await expect(manager.getByRole('alert')).toBeVisible()
  await expect(manager.getByLabel('口座番号（7桁まで）')).toHaveValue('7654321')
  await manager.getByLabel('口座名義（カナ）').fill('イ）カンダノモリ')
  await manager.getByRole('button', { name: 'この口座を届け出る' }).click()
  await expect(manager.getByText('口座を届け出ました。')).toBeVisible()
  await expect(manager.getByText('ｲ)ｶﾝﾀﾞﾉﾓﾘ')).toBeVisible()

  await manager.getByRole('button', { name: 'この内容で請求する' }).click()
  await expect(manager.getByRole('dialog').getByText(due.toLocaleString('ja-JP'))).toBeVisible()
  await manager.getByRole('dialog').getByRole('button', { name: 'この内容で請求する' }).dblclick()
  await expect(manager.getByText('請求を確認しました。')).toBeVisible()
  await expect(manager.getByText('施設が確認済み')).toBeVisible()

  // 請求書 on paper: what poppler reads is what the screen says.
  const invoice = manager.waitForEvent('download')
  await manager.getByRole('button', { name: '請求書（PDF）' }).click()
  const claimed = await invoice
  expect(claimed.suggestedFilename()).toBe('seikyu-2026-06.pdf')
  const printed = execFileSync('pdftotext', ['-layout', await claimed.path(), '-'], { encoding: 'utf8' })
  expect(printed).toContain(account(chiyoda, 'facility_manager').shown)
  expect(printed).toContain(`${due.toLocaleString('ja-JP')}円`)
  expect(printed).toContain('千代田区長')
  for (const [button, name] of [['利用実績（PDF）', 'jisseki-2026-06.pdf'], ['請求書と利用実績（Excel）', 'seikyu-2026-06.xlsx']]) {
    const other = manager.waitForEvent('download')
    await manager.getByRole('button', { name: button }).click()
    await (await other).saveAs(`build/browser/${name}`)
    expect((await other).suggestedFilename()).toBe(name)
  }
  await expect_accessible(manager)

  // The office: send back once, then approve; the account by somebody who did not name it.
  const first = await at_work(browser, 'office', account(chiyoda, 'officer', 0))
  await first.getByRole('link', { name: '精算' }).click()
  await expect(first.getByRole('heading', { name: '令和8年6月分の精算' })).toBeVisible()
  await expect(first.getByText('口座の承認待ち')).toBeVisible()
  await expect_accessible(first)
  await first.getByRole('button', { name: `開く：${account(chiyoda, 'facility_manager').shown}` }).click()
  await first.getByRole('button', { name: '差し戻す' }).click()
  await first.getByLabel('施設に伝える差戻しの理由').fill('1件、日数を確かめてください')
  await expect_accessible(first)
  await first.getByRole('dialog').getByRole('button', { name: '差し戻す' }).click()
  await expect(first.getByText('差し戻しました。')).toBeVisible()
  await manager.reload()
  await expect(manager.getByText('差し戻されました。理由：1件、日数を確かめてください')).toBeVisible()
  await manager.getByRole('button', { name: 'この内容で請求する' }).click()
  await manager.getByRole('dialog').getByRole('button', { name: 'この内容で請求する' }).click()
  await expect(manager.getByText('請求を確認しました。')).toBeVisible()

  await first.reload()
  await first.getByRole('button', { name: '承認する', exact: true }).click()
  await expect(first.getByText('承認しました。')).toBeVisible()
  await first.getByRole('button', { name: 'この口座を承認する' }).click()
  await expect(first.getByText('記録しました。')).toBeVisible()
  await first.screenshot({ path: 'build/browser/month-facility.png', fullPage: true })

  // The transfer: made by the first officer, approved by the second.
  await first.getByRole('button', { name: '戻る' }).first().click()
  await first.getByText('振込元の口座', { exact: true }).click()
  await type_account(first, '委託者名（カナ）', 'チヨダク')
  await first.getByLabel('委託者コード（10桁）').fill('1234567890')
  await first.getByRole('button', { name: '振込元を登録する' }).click()
  await expect(first.getByText('振込元の口座を登録しました。')).toBeVisible()
  await expect(first.getByText(`1施設 ${due.toLocaleString('ja-JP')}円`)).toBeVisible()
  await first.getByLabel('振込日').fill('2026-07-31')
  await first.getByRole('button', { name: '振込データを作る' }).click()
  await expect(first.getByText('作成した方とは別の職員が承認します。')).toBeVisible()
  await expect_accessible(first)

  const second = await at_work(browser, 'office', account(chiyoda, 'officer', 1))
  await second.getByRole('link', { name: '精算' }).click()
  const transfer = second.locator('[data-transfer]').first()
  await transfer.getByRole('button', { name: '承認する' }).click()
  await expect(second.getByText('ファイルを取り出して、銀行に渡してください。')).toBeVisible()
  const download = second.waitForEvent('download')
  await transfer.getByRole('button', { name: '銀行のファイルを取り出す' }).click()
  const file = readFileSync(await (await download).path())
  expect(file.length).toBe(4 * 122)
  expect(Number(file.subarray(122 + 80, 122 + 90).toString())).toBe(due)

  for (const [button, name] of [['送付票（PDF）', 'furikomi-2026-07-31.pdf'], ['財務会計用（CSV）', 'shiharai-2026-07-31.csv']]) {
    const other = second.waitForEvent('download')
    await transfer.getByRole('button', { name: button }).click()
    await (await other).saveAs(`build/browser/${name}`)
    expect((await other).suggestedFilename()).toBe(name)
  }
  expect(readFileSync('build/browser/shiharai-2026-07-31.csv', 'utf8')).toContain(`,${due},`)

  // The bank may have it now: withdrawing says so, and needs a promise.
  await transfer.getByRole('button', { name: '取り下げる' }).click()
  await expect(second.getByText('二重に支払うことになります。')).toBeVisible()
  await expect(second.getByLabel('銀行に連絡し、この振込が止まったことを確かめました')).not.toBeChecked()
  await expect_accessible(second)
  await second.screenshot({ path: 'build/browser/withdraw.png' })
  await second.getByRole('dialog').getByRole('button', { name: '戻る' }).click()

  await transfer.getByLabel('銀行が支払った日').fill('2026-07-08')
  await transfer.getByRole('button', { name: '支払済みにする' }).click()
  await expect(second.getByText('支払を記録しました。')).toBeVisible()
  await expect(transfer.getByText('支払済み', { exact: true })).toBeVisible()
  await second.screenshot({ path: 'build/browser/month-office.png', fullPage: true })
  await manager.reload()
  await expect(manager.getByText('支払日 令和8年7月8日（水）')).toBeVisible()
  await manager.setViewportSize({ width: 390, height: 844 })
  await expect_accessible(manager)
})
