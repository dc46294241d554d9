// A passkey is made and signed in with, by Chromium's virtual authenticator. Passkeys belong to a name, so the pages are
// opened by that of this machine.
import { port } from './playwright.config.ts'
import { account, expect, sign_in_parent, test } from './support/accounts.ts'
import { expect_accessible } from './support/accessible.ts'

const meguro = 131105
const home = `http://localhost:${port}/${meguro}`

test('a passkey signs in without a password, is told to its owner, and ends with its removal', async ({ page }) => {
  const devtools = await page.context().newCDPSession(page)
  await devtools.send('WebAuthn.enable')
  const { authenticatorId } = await devtools.send('WebAuthn.addVirtualAuthenticator', {
    options: { protocol: 'ctap2', transport: 'internal', hasResidentKey: true, hasUserVerification: true, isUserVerified: true, automaticPresenceSimulation: true },
  })
  const parent = account(meguro, 'parent', 3)
  await page.goto(`${home}/`)
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
  await page.goto(`${home}/account`)
  await page.getByRole('button', { name: /のパスキーを消す$/ }).click()
  await expect(page.getByText('パスキーを消しました。')).toBeVisible()
  await page.getByRole('button', { name: 'ログアウト', exact: true }).click()
  await page.getByRole('button', { name: 'パスキーでログイン' }).click()
  await expect(page.getByRole('alert')).toContainText('このパスキーではログインできません')
})
