// A parent opens an account, loses the password, moves to another phone and leaves, with the mails that really went out.
import { account, expect, sign_in_parent, test } from './support/accounts.ts'
import { expect_accessible } from './support/accessible.ts'
import { link_in, mail_to } from './support/mails.ts'

const matsumoto = 202029
const meguro = 131105
const first_password = 'plum rain over Matsumoto'

async function ask_for_mail(page: import('@playwright/test').Page, button: string, email: string) {
  await page.goto(`/${matsumoto}/`)
  await page.getByRole('button', { name: button }).click()
  await page.getByLabel('メールアドレス').fill(email)
  if (button === '会員登録はこちら') {
    await expect(page.getByRole('button', { name: 'メールを送る' })).toBeDisabled() // M-02
    await page.getByLabel('利用規約に同意します').check()
  }
  await expect_accessible(page)
  await page.getByRole('button', { name: 'メールを送る' }).click()
  await expect(page.getByRole('heading', { name: 'メールを送りました' })).toBeVisible()
}

test('M-01, M-02, M-03, M-04: signs up by mail, forgets the password, and leaves', async ({ page, browser }) => {
  const email = 'sakura@example.jp'
  await ask_for_mail(page, '会員登録はこちら', email)
  await expect(page.getByText('「hagukumi.example.jp」からのメール')).toBeVisible() // M-03
  await expect_accessible(page)
  await page.screenshot({ path: 'build/browser/account-sent.png', fullPage: true })

  const link = link_in(await mail_to(email, '会員登録を続けてください'))
  await page.goto(link)
  await expect(page.getByText(email)).toBeVisible()
  expect(page.url()).not.toContain('#')
  await page.getByLabel('保護者のお名前').fill('桜井 さくら')
  await page.getByLabel('パスワード', { exact: true }).fill(first_password)
  await expect_accessible(page)
  await page.screenshot({ path: 'build/browser/account-finish.png', fullPage: true })
  await page.getByRole('button', { name: '登録を完了する' }).click()
  await expect(page.getByRole('heading', { name: 'まだ電子クーポンはありません' })).toBeVisible()

  // The link is spent, and says so.
  const other = await (await browser.newContext({ locale: 'ja-JP', viewport: { width: 390, height: 844 } })).newPage()
  await other.goto(link)
  await expect(other.getByRole('alert')).toContainText('すでに使われています')
  await expect(other.getByRole('button', { name: 'パスワードを忘れた方' })).toBeVisible()
  await other.getByRole('button', { name: '会員登録はこちら' }).click() // M-01.1: what was not finished begins anew
  await expect(other.getByRole('heading', { name: '会員登録' })).toBeVisible()

  // On another phone: a new password signs the first one out.
  await ask_for_mail(other, 'パスワードを忘れた方', email)
  await other.goto(link_in(await mail_to(email, '新しいパスワードを決めてください')))
  await other.getByLabel('新しいパスワード').fill('short')
  await other.getByRole('button', { name: 'このパスワードにする' }).click()
  await expect(other.getByRole('navigation', { name: 'メニュー' })).toHaveCount(0) // the browser asks for more
  await other.getByLabel('新しいパスワード').fill('asagao to yoru no ame')
  await other.getByRole('button', { name: 'このパスワードにする' }).click()
  await expect(other.getByRole('navigation', { name: 'メニュー' })).toBeVisible()
  await page.reload()
  await expect(page.getByRole('heading', { name: 'ログイン', exact: true })).toBeVisible()

  await other.getByRole('link', { name: '登録情報' }).click()
  await expect(other.getByText(email)).toBeVisible()
  await expect(other.getByText('この端末', { exact: true })).toBeVisible()
  await other.setViewportSize({ width: 390, height: 3000 })
  await expect_accessible(other)
  await other.screenshot({ path: 'build/browser/account.png' })
  await other.getByLabel('内容を確かめました').check()
  await other.getByRole('button', { name: '退会する' }).click()
  await expect(other.getByText('退会の手続きが完了しました')).toBeVisible()
  await mail_to(email, '退会の手続きが完了しました')
  await other.context().close()
})

test('M-01.1: an address that is known already reads the same page, and is told by mail', async ({ page }) => {
  const known = account(matsumoto, 'parent').name
  await ask_for_mail(page, '会員登録はこちら', known)
  expect((await mail_to(known, 'すでに会員登録されています')).body).toContain('/link#')
})

test('M-25: a link signs in on a new phone; the lost one is signed out there', async ({ page, browser }) => {
  const parent = account(meguro, 'parent', 1)
  await page.goto(`/${meguro}/`)
  await sign_in_parent(page, parent)
  const fresh = await (await browser.newContext({ locale: 'ja-JP', viewport: { width: 390, height: 844 } })).newPage()
  await fresh.goto(`/${meguro}/by-mail`)
  await fresh.getByLabel('メールアドレス').fill(parent.name)
  await fresh.getByRole('button', { name: 'メールを送る' }).click()
  await fresh.goto(link_in(await mail_to(parent.name, 'ログインのリンク')))
  await fresh.getByRole('button', { name: 'ログインする' }).click()
  await fresh.getByRole('link', { name: '登録情報' }).click()
  await fresh.getByRole('button', { name: 'ほかの端末をすべてログアウト' }).click()
  await expect(fresh.getByText('ほかの端末をログアウトさせました。')).toBeVisible()
  await page.reload()
  await expect(page.getByRole('heading', { name: 'ログイン', exact: true })).toBeVisible()
  await fresh.context().close()
})
