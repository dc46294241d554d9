// Children that the parents enter, and a grandmother who joins with the link that she is given.
import { account, expect, sign_in_parent, sign_in_staff, test } from './support/accounts.ts'
import { expect_accessible } from './support/accessible.ts'
import { link_in, mail_to } from './support/mails.ts'

const matsumoto = 202029
const nerima = 131202

async function choose_date(page: import('@playwright/test').Page, name: string, [year, month, day]: [string, string, string]) {
  await page.locator(`select[name=${name}-year]`).selectOption(year)
  await page.locator(`select[name=${name}-month]`).selectOption(month)
  await page.locator(`select[name=${name}-day]`).selectOption(day)
}

test('U-09: twins are entered, a grandmother is invited, uses, and is removed', async ({ page, browser }) => {
  await page.goto(`/${matsumoto}/`)
  await sign_in_parent(page, account(matsumoto, 'parent', 3))
  await page.getByRole('link', { name: 'ご家族' }).click()
  await page.getByRole('button', { name: 'お子さんを登録する' }).click()
  await choose_date(page, 'born', ['2024', '4', '2'])
  await page.getByLabel('お子さんのお名前').fill('朝日')
  await page.getByRole('button', { name: '同じ日に生まれたお子さんを足す' }).click()
  await expect(page.getByRole('button', { name: '登録する' })).toBeDisabled() // the second has no name yet
  await page.getByLabel('お子さんのお名前').nth(1).fill('夕日')
  await page.setViewportSize({ width: 390, height: 2400 })
  await expect_accessible(page)
  await page.screenshot({ path: 'build/browser/family-add.png' })
  await page.getByRole('button', { name: '登録する' }).click()
  await expect(page.getByText('自治体が確認中です')).toBeVisible()
  await expect(page.getByText('夕日')).toBeVisible()
  await expect_accessible(page)
  await page.screenshot({ path: 'build/browser/family.png' })

  await page.getByRole('button', { name: 'ほかの方を招待する' }).click()
  await page.getByLabel('招待する方の呼び名').fill('おばあちゃん')
  await page.getByRole('button', { name: '招待のリンクを作る' }).click()
  const link = new URL((await page.locator('.link').innerText()).trim())
  await expect_accessible(page)
  await page.screenshot({ path: 'build/browser/family-invite.png' })
  await page.getByRole('button', { name: '閉じる' }).click()

  const grandmother = await (await browser.newContext({ locale: 'ja-JP', viewport: { width: 390, height: 2400 } })).newPage()
  await grandmother.goto(link.pathname + link.hash)
  await expect(grandmother.getByText('ご家族のクーポンを一緒に使うための招待')).toBeVisible()
  await grandmother.getByRole('textbox', { name: 'メールアドレス' }).fill('haru@example.jp')
  await grandmother.getByLabel('利用規約に同意します').check()
  await expect_accessible(grandmother)
  await grandmother.screenshot({ path: 'build/browser/family-join.png' })
  await grandmother.getByRole('button', { name: 'メールを送る' }).click()
  await grandmother.goto(link_in(await mail_to('haru@example.jp', '会員登録を続けてください')))
  await grandmother.getByLabel('保護者のお名前').fill('松本 ハル')
  await grandmother.getByLabel('パスワード', { exact: true }).fill('asagao to yoru no ame')
  await grandmother.getByRole('button', { name: '登録を完了する' }).click()
  await expect(grandmother.locator('.ticket').first()).toBeVisible() // the family's coupons
  await expect(grandmother.getByRole('link', { name: 'ご家族' })).toHaveCount(0)

  await page.reload()
  await page.getByRole('button', { name: '松本 ハルさんを外す' }).click()
  await page.getByRole('button', { name: '松本 ハルさんを外す' }).click()
  await expect(page.getByText('松本 ハルさんを外しました。')).toBeVisible()
  await grandmother.reload()
  await expect(grandmother.getByRole('heading', { name: 'ログイン', exact: true })).toBeVisible()
  await grandmother.context().close()
})

test('an expected birth is entered by its mother', async ({ page }) => {
  const pregnant = account(nerima, 'parent', 1)
  await page.goto(`/${nerima}/`)
  await sign_in_parent(page, pregnant)
  await page.getByRole('link', { name: 'ご家族' }).click()
  await expect(page.getByText('出産予定日')).toBeVisible()
  await page.getByRole('button', { name: '生まれたことを登録する' }).click()
  await choose_date(page, 'born', ['2026', '7', '7'])
  await page.getByLabel('お子さんのお名前').fill('七海')
  await page.getByRole('button', { name: '登録する' }).click()
  await expect(page.getByText('七海')).toBeVisible()
  await expect(page.getByText('出産予定日')).toHaveCount(0)
})

test('M-02: a session that ends under an open page is signed into above it, and what was typed is still there', async ({ page }) => {
  const parent = account(matsumoto, 'parent', 5)
  await page.goto(`/${matsumoto}/family`)
  await sign_in_parent(page, parent)
  await page.getByRole('button', { name: 'お子さんを登録する' }).click()
  await choose_date(page, 'born', ['2024', '4', '2'])
  await page.getByLabel('お子さんのお名前').fill('昴')
  await page.context().clearCookies()
  await page.getByRole('button', { name: '登録する' }).click()
  await expect(page.getByRole('dialog', { name: 'ログイン' })).toBeVisible()
  await expect_accessible(page)
  await page.screenshot({ path: 'build/browser/sign-in-again.png' })
  await sign_in_parent(page, parent)
  await expect(page.getByRole('dialog', { name: 'ログイン' })).toHaveCount(0)
  await expect(page.getByText('昴')).toHaveCount(1) // what was pressed went on, under its own key
})

test('N-16, M-02: a はい that met the end of the session goes on after signing in, and is one use', async ({ page }) => {
  const parent = account(matsumoto, 'parent', 2)
  await page.goto(`/${matsumoto}/use`)
  await sign_in_parent(page, parent)
  await page.getByRole('textbox', { name: '6桁の番号' }).fill(account(matsumoto, 'facility_staff').passcode)
  // What has no key is not repeated: the page says what to do.
  await page.context().clearCookies()
  await page.getByRole('button', { name: 'チェックインする' }).click()
  await sign_in_parent(page, parent)
  await expect(page.locator('#main').getByRole('alert')).toContainText('ログインしました。もう一度お試しください。')
  await page.getByRole('textbox', { name: '6桁の番号' }).fill(account(matsumoto, 'facility_staff').passcode)
  await page.getByRole('button', { name: 'チェックインする' }).click()
  await expect(page.getByRole('button', { name: /^使う：一時預かり/ })).toHaveCount(2)
  const [name] = (await page.locator('.ticket', { hasText: '一時預かり' }).locator('.chip').allInnerTexts()) as [string]
  await page.getByRole('button', { name: `使う：一時預かり　${name}` }).click()
  await page.getByRole('button', { name: '内容を確かめる' }).click()
  await expect(page.getByRole('button', { name: 'はい、使います' })).toBeVisible()
  await page.context().clearCookies()
  await page.getByRole('button', { name: 'はい、使います' }).click()
  await expect(page.getByRole('dialog', { name: 'ログイン' })).toBeVisible()
  await expect_accessible(page)
  await page.screenshot({ path: 'build/browser/use-sign-in-again.png' })
  await sign_in_parent(page, parent)
  await expect(page.getByRole('heading', { name: '手続き完了' })).toBeVisible()
  await page.getByRole('link', { name: '履歴' }).click()
  await expect(page.locator('li.card').filter({ hasText: '一時預かり' }).filter({ hasText: '−1枚' }).filter({ hasText: name })).toHaveCount(1)
})

test('M-09: of two twins’ coupons the one is used whose name stands on it, from the ticket to the history', async ({ page, browser }) => {
  await page.goto(`/${matsumoto}/use`)
  await sign_in_parent(page, account(matsumoto, 'parent', 2))
  await page.getByRole('textbox', { name: '6桁の番号' }).fill(account(matsumoto, 'facility_staff').passcode)
  await page.getByRole('button', { name: 'チェックインする' }).click()
  const buttons = page.getByRole('button', { name: /^使う：一時預かり/ })
  await expect(buttons).toHaveCount(2)
  const [first, second] = (await page.locator('.ticket', { hasText: '一時預かり' }).locator('.chip').allInnerTexts()) as [string, string]
  expect(first).not.toBe(second)
  await page.getByRole('button', { name: `使う：一時預かり　${second}` }).click()
  await expect(page.locator('main .ticket')).toContainText(second)
  await page.getByRole('button', { name: '内容を確かめる' }).click()
  await expect(page.getByRole('dialog')).toContainText(second)
  await expect(page.getByRole('dialog')).not.toContainText(first)
  await expect_accessible(page)
  await page.screenshot({ path: 'build/browser/use-of-twins.png' })
  await page.getByRole('button', { name: 'はい、使います' }).click()
  await expect(page.getByRole('heading', { name: '手続き完了' })).toBeVisible()
  await expect(page.locator('.ticket')).toContainText(second)
  await page.getByRole('link', { name: '履歴' }).click()
  await expect(page.locator('li.card').filter({ hasText: '一時預かり' }).filter({ hasText: '−' }).filter({ hasText: second })).toHaveCount(1)

  // At the desk, without her phone: the staff read the same names.
  const desk = await (await browser.newContext({ viewport: { width: 1180, height: 820 }, locale: 'ja-JP', timezoneId: 'Asia/Tokyo' })).newPage()
  await desk.goto(`/${matsumoto}/desk/`)
  await sign_in_staff(desk, account(matsumoto, 'facility_staff'))
  await desk.getByRole('button', { name: '番号で受け付ける' }).click()
  await desk.getByLabel('利用者番号').fill(account(matsumoto, 'parent', 2).user_number)
  await desk.getByLabel('暗証番号（ご本人が入力）').fill(account(matsumoto, 'parent', 2).pin)
  await desk.getByRole('button', { name: 'チェックインする' }).click()
  for (const name of [first, second]) await expect(desk.getByRole('button', { name: new RegExp(`^使う：一時預かり.*${name}$`) })).toBeVisible()
  const can_be_used = await desk.locator('main .ticket').evaluateAll((tickets) => tickets.map((one) => one.querySelector('button') !== null))
  expect(can_be_used.slice(0, 2)).toEqual([true, true]) // the facility takes these two of sixteen; they stand first
  expect(can_be_used.slice(2)).toEqual(Array(14).fill(false))
  await expect_accessible(desk)
  await desk.screenshot({ path: 'build/browser/desk-arrive-twins.png', fullPage: true })
  await desk.getByRole('button', { name: new RegExp(`^使う：一時預かり.*${second}$`) }).click()
  await expect(desk.locator('.ticket')).toContainText(second)
  await desk.context().close()
})
