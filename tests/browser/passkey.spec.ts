// A passkey is made and signed in with, by Chromium's virtual authenticator. Passkeys belong to a name, so the pages are
// opened by that of this machine.
import type { CDPSession, Page } from '@playwright/test'
import { port } from './playwright.config.ts'
import { account, expect, sign_in_parent, sign_in_staff, test } from './support/accounts.ts'
import { expect_accessible } from './support/accessible.ts'

const meguro = 131105
const kujira = 990205 // whose staff nobody else signs in as
const home = (municipality: number) => `http://localhost:${port}/${municipality}`

/** A phone of the browser's own, which recognises whoever holds it. */
async function give_phone(page: Page): Promise<{ devtools: CDPSession; authenticatorId: string }> {
  const devtools = await page.context().newCDPSession(page)
  await devtools.send('WebAuthn.enable')
  const { authenticatorId } = await devtools.send('WebAuthn.addVirtualAuthenticator', {
    options: { protocol: 'ctap2', transport: 'internal', hasResidentKey: true, hasUserVerification: true, isUserVerified: true, automaticPresenceSimulation: true },
  })
  return { devtools, authenticatorId }
}
const by_passkey = (page: Page) => page.getByRole('button', { name: 'パスキーでログイン' })

test('a passkey signs in without a password, is told to its owner, and ends with its removal', async ({ page }) => {
  const { devtools, authenticatorId } = await give_phone(page)
  const parent = account(meguro, 'parent', 3)
  await page.goto(`${home(meguro)}/`)
  await sign_in_parent(page, parent)
  await page.getByRole('link', { name: '登録情報' }).click()
  await page.getByRole('button', { name: 'この端末のパスキーを登録する' }).click()
  await expect(page.getByText('パスキーを登録しました。')).toBeVisible()
  await expect_accessible(page)
  await page.screenshot({ path: 'build/browser/passkey.png', fullPage: true })

  await page.getByRole('button', { name: 'ログアウト', exact: true }).click()
  await expect(page.getByRole('heading', { name: 'ログイン', exact: true })).toBeVisible()
  await expect_accessible(page)
  await page.getByRole('button', { name: 'パスキーでログイン' }).click()
  await expect(page.getByRole('navigation', { name: 'メニュー' })).toBeVisible()
  await page.getByRole('link', { name: 'お知らせ' }).click()
  await expect(page.getByRole('button', { name: 'パスキーが登録されました' })).toBeVisible({ timeout: 15_000 })

  // Whoever holds the device and is not recognised stays outside.
  await page.getByRole('button', { name: 'ログアウト', exact: true }).click()
  await devtools.send('WebAuthn.setUserVerified', { authenticatorId, isUserVerified: false })
  await page.getByRole('button', { name: 'パスキーでログイン' }).click()
  await expect(page.getByRole('button', { name: 'パスキーでログイン' })).toBeEnabled()
  await expect(page.getByRole('navigation', { name: 'メニュー' })).toHaveCount(0)
  await devtools.send('WebAuthn.setUserVerified', { authenticatorId, isUserVerified: true })

  await page.getByRole('button', { name: 'パスキーでログイン' }).click()
  await expect(page.getByRole('navigation', { name: 'メニュー' })).toBeVisible()
  await page.goto(`${home(meguro)}/account`)
  await page.getByRole('button', { name: /のパスキーを消す$/ }).click()
  await expect(page.getByText('パスキーを消しました。')).toBeVisible()
  await page.getByRole('button', { name: 'ログアウト', exact: true }).click()
  await page.getByRole('button', { name: 'パスキーでログイン' }).click()
  await expect(page.getByRole('alert')).toContainText('このパスキーではログインできません')
})

// T18: two factors; the phone that recognises its owner is both.
test('an officer signs in by passkey alone, and a colleague takes the passkey of a lost phone away', async ({ page, browser }) => {
  const { devtools, authenticatorId } = await give_phone(page)
  const officer = account(kujira, 'officer', 1)
  await page.setViewportSize({ width: 1280, height: 900 })
  await page.goto(`${home(kujira)}/office/`)
  await sign_in_staff(page, officer)
  await page.getByRole('link', { name: 'ログインの設定' }).click()
  await page.getByLabel('この端末の呼び名（なくてもかまいません）').fill('自分のスマートフォン')
  await expect_accessible(page)
  await page.getByRole('button', { name: 'この端末のパスキーを登録する' }).click()
  await expect(page.getByText('パスキーを登録しました。')).toBeVisible()
  await expect(page.getByRole('button', { name: '自分のスマートフォンのパスキーを消す' })).toBeVisible()
  await expect_accessible(page)
  await page.screenshot({ path: 'build/browser/passkey-office.png', fullPage: true })

  await page.getByRole('button', { name: 'ログアウト', exact: true }).click()
  await expect_accessible(page)
  await page.screenshot({ path: 'build/browser/passkey-office-sign-in.png' })
  await devtools.send('WebAuthn.setUserVerified', { authenticatorId, isUserVerified: false })
  await by_passkey(page).click()
  await expect(by_passkey(page)).toBeEnabled()
  await expect(page.getByRole('heading', { name: '自治体の管理' })).toBeVisible()
  await devtools.send('WebAuthn.setUserVerified', { authenticatorId, isUserVerified: true })
  await by_passkey(page).click()
  await page.getByRole('link', { name: 'ログインの設定' }).click()
  await expect(page.getByRole('listitem').filter({ hasText: '自分のスマートフォン' })).toContainText('最後に使った日時')

  // It opens neither the desk nor the parents' pages.
  const [desk, portal] = [await page.context().newPage(), await page.context().newPage()]
  for (const [other, path] of [[desk, 'desk/'], [portal, '']] as const) {
    const lent = await give_phone(other)
    const { credentials } = await devtools.send('WebAuthn.getCredentials', { authenticatorId })
    await lent.devtools.send('WebAuthn.addCredential', { authenticatorId: lent.authenticatorId, credential: { ...credentials[0]!, signCount: credentials[0]!.signCount + 100 } })
    await other.goto(`${home(kujira)}/${path}`)
    await by_passkey(other).click()
    await expect(other.getByRole('alert')).toContainText('このパスキーではログインできません')
    await other.close()
  }

  // The phone is lost.
  const colleague = await (await browser.newContext({ viewport: { width: 1280, height: 900 }, locale: 'ja-JP' })).newPage()
  await colleague.goto(`${home(kujira)}/office/`)
  await sign_in_staff(colleague, account(kujira, 'officer'))
  await colleague.getByRole('link', { name: '職員', exact: true }).click()
  await colleague.getByRole('button', { name: `パスキー：${officer.shown}` }).click()
  await expect_accessible(colleague)
  await colleague.screenshot({ path: 'build/browser/passkey-staff.png' })
  await colleague.getByRole('button', { name: '自分のスマートフォンのパスキーを消す' }).click()
  await expect(colleague.getByText('のパスキーを消しました。')).toBeVisible()
  await colleague.getByRole('link', { name: '監査の記録' }).click()
  await expect(colleague.getByRole('row', { name: /パスキーを外した/ }).first()).toBeVisible()
  await page.goto(`${home(kujira)}/office/`)
  await by_passkey(page).click()
  await expect(page.getByRole('alert')).toContainText('このパスキーではログインできません')
})

test('staff of a facility make a passkey at the desk and sign in with it', async ({ page }) => {
  await give_phone(page)
  const staff = account(kujira, 'facility_staff')
  await page.goto(`${home(kujira)}/desk/`)
  await sign_in_staff(page, staff)
  await page.getByRole('button', { name: 'ログインの設定' }).click()
  await page.getByRole('button', { name: 'この端末のパスキーを登録する' }).click()
  await expect(page.getByText('パスキーを登録しました。')).toBeVisible()
  await expect_accessible(page)
  await page.screenshot({ path: 'build/browser/passkey-desk.png', fullPage: true })
  await page.getByRole('button', { name: 'ログアウト', exact: true }).click()
  await by_passkey(page).click()
  await page.getByRole('button', { name: '今日の利用' }).click()
  await expect(page.getByRole('heading', { name: '今日の利用' })).toBeVisible()
})
