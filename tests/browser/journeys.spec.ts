// The journeys around the main job: by passcode, refused, lost answers, officers.
import { execFileSync } from 'node:child_process'
import { copyFileSync, mkdirSync, readdirSync } from 'node:fs'
import { account, expect, sign_in_parent, sign_in_staff, test } from './support/accounts.ts'
import { expect_accessible } from './support/accessible.ts'

const nerima = 131202
const chiyoda = 131016
const okayama = 331007
const matsumoto = 202029
const meguro = 131105

async function check_in_by_passcode(page: import('@playwright/test').Page, passcode: string) {
  await page.getByRole('link', { name: '使う' }).click()
  await page.getByRole('textbox', { name: '6桁の番号' }).fill(passcode)
  await page.getByRole('button', { name: 'チェックインする' }).click()
}

test('M-16, N-14: by passcode, at least two days, はい once', async ({ page }) => {
  await page.goto(`/${nerima}/`)
  await sign_in_parent(page, account(nerima, 'parent'), 'number')
  await check_in_by_passcode(page, account(nerima, 'facility_staff').passcode)
  await page.getByRole('button', { name: '使う：ショートステイ' }).click()
  await expect(page.locator('input.count')).toHaveValue('2')
  await expect(page.getByRole('button', { name: '減らす' })).toBeDisabled() // 1 cannot be chosen
  await page.getByRole('button', { name: '内容を確かめる' }).click()
  await page.getByRole('button', { name: 'いいえ、直します' }).click()
  await page.getByRole('button', { name: '増やす' }).click() // N-15: back to the number, service kept
  await page.getByRole('button', { name: '内容を確かめる' }).click()
  await page.getByRole('button', { name: 'はい、使います' }).dblclick()
  await expect(page.getByRole('heading', { name: '手続き完了' })).toBeVisible()
  await expect(page.getByText('3日').first()).toBeVisible()
  await page.getByRole('link', { name: '履歴' }).click()
  await expect(page.locator('li.card', { hasText: '利用' }).filter({ hasText: 'ショートステイ' }).filter({ hasText: '−3日' })).toHaveCount(1)
})

test('M-16.1: a wrong passcode says what to do and leaves no trace', async ({ page }) => {
  await page.goto(`/${matsumoto}/`)
  await sign_in_parent(page, account(matsumoto, 'parent'))
  await check_in_by_passcode(page, '000001')
  await expect(page.getByRole('alert')).toBeVisible()
  await expect_accessible(page)
  await page.getByRole('link', { name: '履歴' }).click()
  await expect(page.getByText('000001')).toHaveCount(0)
})

test('M-10, M-12: eight coupons in eight designs, readable at 320 px and at 200 %', async ({ page }) => {
  await page.goto(`/${matsumoto}/`)
  await sign_in_parent(page, account(matsumoto, 'parent'))
  await expect(page.locator('.ticket')).toHaveCount(8)
  const designs = await page.locator('.ticket').evaluateAll((all) => all.map((one) => [...one.classList].find((name) => name.startsWith('design-'))))
  expect(new Set(designs).size).toBe(8)
  await page.setViewportSize({ width: 320, height: 4000 }) // all of it, so that nothing lies under the bar
  await expect_accessible(page)
  await page.screenshot({ path: 'build/browser/matsumoto-320.png', fullPage: true })
})

/** O-10: no use without a booking that the facility has accepted. */
async function book_for_today(page: import('@playwright/test').Page, browser: import('@playwright/test').Browser, service: string) {
  const staff = account(okayama, 'facility_staff')
  const api = `${new URL(page.url()).origin}/api/v1/${okayama}`
  const headers = { Origin: new URL(page.url()).origin, 'Content-Type': 'application/json' }
  const { coupons } = (await (await page.request.get(`${api}/parent/coupons`)).json()) as { coupons: { id: string; services: { code: string }[] }[] }
  const coupon = coupons.find((one) => one.services.some((other) => other.code === service))!.id
  const booked = await page.request.post(`${api}/parent/bookings`, { headers, data: { key: crypto.randomUUID(), coupon, facility: staff.facility, service, first_day: '2026-07-08' } })
  const { booking } = (await booked.json()) as { booking: { id: string } }
  const desk = await (await browser.newContext({ locale: 'ja-JP' })).newPage()
  await desk.goto(`/${okayama}/desk/`)
  await sign_in_staff(desk, staff)
  const accepted = await desk.request.post(`${api}/desk/bookings/${booking.id}/answer`, { headers, data: { key: crypto.randomUUID(), deed: 'accept' } })
  expect(accepted.status()).toBe(200)
  await desk.context().close()
}

test('X-12, N-16, U-14: the answer is lost, the page is loaded anew: one use', async ({ page, browser }) => {
  await page.goto(`/${okayama}/`)
  await sign_in_parent(page, account(okayama, 'parent'))
  await book_for_today(page, browser, 'day_care')
  await check_in_by_passcode(page, account(okayama, 'facility_staff').passcode)
  await page.getByRole('button', { name: '使う：日帰り産後ケア' }).click()
  await page.getByRole('button', { name: '内容を確かめる' }).click()
  let lost = 0
  await page.route('**/parent/uses', async (route) => {
    await route.fetch().catch(() => {}) // the server does it, the phone never hears of it
    await route.abort('connectionreset').catch(() => {})
    lost++
  })
  await page.getByRole('button', { name: 'はい、使います' }).click()
  await expect.poll(() => lost).toBeGreaterThan(0)
  await expect(page.getByText('記録しています。画面を閉じないでください。')).toBeVisible()
  await page.reload()
  await expect(page.getByRole('heading', { name: '手続き完了' })).toBeVisible({ timeout: 20_000 })
  await page.getByRole('link', { name: '履歴' }).click()
  await expect(page.locator('li.card').filter({ hasText: '−1日' })).toHaveCount(1)
})

test('N-10: the poster opened as a link leads through sign-in into the check-in', async ({ page }) => {
  const link = new URL(account(meguro, 'facility_staff').poster)
  await page.goto(link.pathname)
  await sign_in_parent(page, account(meguro, 'parent'))
  await expect(page.getByRole('heading', { name: '双葉の園保育園にいます' })).toBeVisible()
  // The one thing that can be used is chosen already.
  await expect(page.locator('input.count')).toHaveValue('2') // G-14: two hours at least
})

test('N-07, X-17: signing in with a wrong password says not which; then in English', async ({ page }) => {
  await page.goto(`/${nerima}/`)
  await page.getByRole('textbox', { name: 'メールアドレス' }).fill('nobody@example.jp')
  await page.getByLabel('パスワード', { exact: true }).fill('wrong password')
  await page.getByRole('button', { name: 'ログイン', exact: true }).click()
  await expect(page.getByRole('alert')).toBeVisible()
  await expect_accessible(page)
  await page.getByRole('combobox', { name: 'Language' }).selectOption('English')
  await expect(page.getByRole('heading', { name: 'Sign in', exact: true })).toBeVisible()
  await expect(page.locator('html')).toHaveAttribute('lang', 'en')
  await expect_accessible(page)
})

test('U-01: a Vietnamese parent reads in Vietnamese why a coupon cannot be used', async ({ page }) => {
  await page.goto(`/${chiyoda}/`)
  await sign_in_parent(page, account(chiyoda, 'parent', 5))
  await check_in_by_passcode(page, account(chiyoda, 'facility_staff').passcode)
  await page.getByRole('button', { name: '使う：宿泊型' }).click()
  await page.getByLabel('利用を終える日（退所の日）').fill('')
  await expect(page.getByRole('button', { name: '日を選んでください' })).toBeDisabled()
  await page.getByLabel('利用を終える日（退所の日）').fill('2026-07-17')
  await page.getByRole('button', { name: '内容を確かめる' }).click()
  const refusal = page.getByRole('alert')
  await expect(refusal.getByText(/残りは\d日です。10日には足りません。/)).toBeVisible()

  await page.getByRole('combobox', { name: 'Language' }).selectOption('Tiếng Việt')
  const reason = refusal.getByText(/Còn lại \d ngày, không đủ cho 10 ngày\./) // what was asked for stays
  await expect(reason).toBeVisible()
  await expect(page.locator('html')).toHaveAttribute('lang', 'vi')
  await expect(refusal.getByRole('heading')).toHaveText('Không dùng được')
  await page.setViewportSize({ width: 390, height: 3000 }) // all of it, so that nothing lies under the bar
  await expect_accessible(page)
  await page.screenshot({ path: 'build/browser/vietnamese.png' })

  await page.getByRole('combobox', { name: 'Language' }).selectOption('やさしい日本語')
  await expect(refusal.getByText(/10日には、たりません。/).first()).toBeVisible()
  await expect(page.locator('html')).toHaveAttribute('lang', 'ja-x-easy')
  await expect(refusal.getByRole('heading')).toHaveAccessibleName('使えません') // read aloud and called without the furigana
  await page.reload() // the phone remembers
  await expect(page.getByRole('combobox', { name: 'Language' })).toHaveValue('ja-easy')
})

test('an officer grants, adjusts, and prints a poster on one page', async ({ page }) => {
  await page.setViewportSize({ width: 1366, height: 900 })
  await page.goto(`/${okayama}/office/`)
  await sign_in_staff(page, account(okayama, 'officer'))
  await page.getByLabel('名前・カナ・利用者番号・電話番号').fill(account(okayama, 'parent', 2).user_number)
  await page.getByRole('button', { name: 'さがす' }).click()
  await expect(page.getByRole('row')).toHaveCount(2)
  await page.getByRole('row').nth(1).getByRole('button').click()
  await page.getByRole('button', { name: '増減する' }).first().click()
  await page.getByLabel('増減する数（減らすときは−）').fill('1')
  await page.getByRole('textbox', { name: '理由（監査の記録に残ります）' }).fill('窓口での申出')
  await expect_accessible(page)
  await page.getByRole('button', { name: '確定する' }).click()
  await expect(page.getByText('記録しました。')).toBeVisible()
  await expect(page.getByRole('cell', { name: /調整/ }).first()).toBeVisible()
  await page.getByRole('link', { name: '施設' }).click()
  await page.getByRole('button', { name: 'ポスター：旭川レディース病院（デモ）' }).click()
  await expect(page.getByRole('img', { name: '掲示用QRコード' })).toBeVisible()
  await expect_accessible(page)
  await page.screenshot({ path: 'build/browser/poster.png', fullPage: true })
  // On paper it is one page of A4, and a camera reads from it what the API says.
  const shown = (await (await page.request.get(`/api/v1/${okayama}/office/facilities/${account(okayama, 'facility_staff').facility}/poster`)).json()) as { url: string }
  await page.pdf({ path: 'build/browser/poster.pdf', preferCSSPageSize: true, printBackground: true })
  expect(execFileSync('pdfinfo', ['build/browser/poster.pdf'], { encoding: 'utf8' })).toMatch(/Pages:\s+1\n/)
  execFileSync('pdftoppm', ['-r', '100', '-png', 'build/browser/poster.pdf', 'build/browser/paper'])
  const paper = readdirSync('build/browser').find((name) => name.startsWith('paper'))!
  expect(execFileSync('zbarimg', ['-q', '--raw', `build/browser/${paper}`], { encoding: 'utf8' }).trim()).toBe(shown.url)
  await page.getByRole('link', { name: '監査の記録' }).click()
  await expect(page.getByRole('cell', { name: '残数を調整した' }).first()).toBeVisible()
})

test('U-04, U-01: an officer changes the rules on a screen, sees the mistake, tries a family and keeps it as a case', async ({ page }) => {
  await page.setViewportSize({ width: 1366, height: 900 })
  await page.goto(`/${chiyoda}/office/`)
  await sign_in_staff(page, account(chiyoda, 'officer', 1)) // a code works once, and another test signs in the first
  await page.getByRole('link', { name: '事業の規則' }).click()
  await page.getByRole('button', { name: '開く' }).click()
  await expect(page.getByText(/誤りはありません。例\d+件は、すべて書かれたとおりです。/)).toBeVisible()
  const editor = page.getByLabel('規則のファイル')
  const served = await editor.inputValue()
  await editor.fill(served.replace('more_than_left', 'more_then_left'))
  await page.getByRole('button', { name: '誤りを調べ、例を計算する' }).click()
  await expect(page.getByText('誤りが2件あります。')).toBeVisible()
  await expect(page.getByText('`more_than_left` ではありませんか。')).toBeVisible()
  await page.getByRole('button', { name: /行目$/ }).first().click()
  await expect(editor).toBeFocused()
  // A number is changed: the worked cases that stand on it say so.
  await editor.fill(served.replace('units: 7 ', 'units: 6 ').replace('units: 7\n', 'units: 6\n'))
  await page.getByRole('button', { name: '誤りを調べ、例を計算する' }).click()
  await expect(page.getByText(/例\d+件のうち\d+件が、書かれた結果と違います。/)).toBeVisible()
  // U-05: the same in words, which alone are printed.
  const words = page.getByRole('region', { name: 'この規則をことばで読む' })
  await expect(words.getByText('につき、6日を交付する。')).toBeVisible()
  await page.emulateMedia({ media: 'print' })
  await expect(words.getByText('につき、6日を交付する。')).toBeVisible()
  await expect(editor).toBeHidden()
  await page.emulateMedia({ media: 'screen' })
  await editor.fill(served)
  await page.getByRole('button', { name: '誤りを調べ、例を計算する' }).click()
  await expect(page.getByText(/誤りはありません/)).toBeVisible()
  // A made-up family, four months old in the middle of a stay (C-09).
  await page.getByLabel('例の名前').fill('画面で試した家庭')
  await page.getByLabel('今日とする日').fill('2026-07-01')
  await page.getByLabel('出産予定日').fill('2026-03-12')
  await page.getByLabel('出産日', { exact: true }).fill('2026-03-10')
  await page.getByLabel('住民登録').fill('2020-04-01')
  await page.getByLabel('世帯区分').selectOption({ index: 1 })
  await page.getByLabel('施設の利用料金（円）').fill('30000')
  await page.getByLabel('利用の初日（空欄は今日）').fill('2026-07-08')
  await page.getByLabel('利用の最終日').fill('2026-07-10')
  await page.getByRole('button', { name: '計算する', exact: true }).click()
  const answer = page.getByRole('region', { name: '計算の結果' })
  await expect(answer.getByText(/7月9日/).first()).toBeVisible()
  await expect(answer.getByText('C-09', { exact: false }).first()).toBeVisible()
  await expect_accessible(page)
  await page.screenshot({ path: 'build/browser/rules.png', fullPage: true })
  await page.getByRole('button', { name: 'この結果を、確認用の例としてファイルに加える' }).click()
  await expect(page.getByText('例を加えました。')).toBeVisible()
  await expect(page.getByText(/誤りはありません/)).toBeVisible()
  const saved = page.waitForEvent('download')
  await page.getByRole('button', { name: 'ファイルを保存する' }).click()
  const file = await saved
  expect(file.suggestedFilename()).toBe('131016-postpartum.yaml')
  await file.saveAs('build/browser/changed/131016-postpartum.yaml')
  mkdirSync('build/browser/changed/calendars', { recursive: true })
  copyFileSync('programmes/calendars/japan.yaml', 'build/browser/changed/calendars/japan.yaml')
  expect(execFileSync('build/hagukumi', ['check', 'build/browser/changed/131016-postpartum.yaml'], { encoding: 'utf8' })).toMatch(/ 0 failed\n$/)
})

test('the landing page names the municipalities', async ({ page }) => {
  await page.goto('/')
  await expect(page.getByRole('heading', { name: '千代田区' })).toBeVisible()
  await expect(page.getByRole('heading', { level: 2 })).toHaveCount(8) // the five, and three examples (setup.ts)
  await expect_accessible(page)
})
