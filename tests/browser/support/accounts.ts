// Who can sign in to the demonstration, and how.
import { expect, test as base, type Page } from '@playwright/test'
import { createHmac } from 'node:crypto'
import { existsSync, readFileSync, renameSync, statSync, writeFileSync } from 'node:fs'
import { resolve } from 'node:path'
import { breaches } from './contract.ts'

export type Account = {
  municipality: number
  role: string
  shown: string
  name: string
  user_number: string
  password: string
  pin: string
  totp_secret: string
  facility: string
  poster: string
  passcode: string
  mother_born_on: string
  born_on: string
  due_date: string
}

export const accounts_file = resolve(import.meta.dirname, '../../../build/browser/accounts.json')
/** Officers' sessions of this run; emptied by setup.ts. */
export const sessions_folder = resolve(import.meta.dirname, '../../../build/browser/sessions')

export function account(municipality: number, role: string, number = 0): Account {
  const { accounts } = JSON.parse(readFileSync(accounts_file, 'utf8')) as { accounts: Account[] }
  return accounts.filter((one) => one.municipality === municipality && one.role === role)[number]!
}

function from_base32(text: string): Buffer {
  let bits = ''
  for (const letter of text) bits += 'ABCDEFGHIJKLMNOPQRSTUVWXYZ234567'.indexOf(letter).toString(2).padStart(5, '0')
  return Buffer.from(bits.match(/.{8}/g)!.map((byte) => parseInt(byte, 2)))
}

/** The six digits of the demonstration's moment: its clock began at 9:30 when the accounts were written. */
function code_of(secret: string, ahead = 0): string {
  const since = Date.now() - statSync(accounts_file).mtimeMs
  const step = Math.floor((Date.parse('2026-07-08T09:30:00+09:00') + since) / 30_000) + ahead
  const counter = Buffer.alloc(8)
  counter.writeBigUInt64BE(BigInt(step))
  const digest = createHmac('sha1', from_base32(secret)).update(counter).digest()
  const at = digest[19]! & 15
  return String((digest.readUInt32BE(at) & 0x7fffffff) % 1_000_000).padStart(6, '0')
}

export async function sign_in_parent(page: Page, parent: Account, by: 'email' | 'number' = 'email'): Promise<void> {
  if (by === 'email') {
    await page.getByRole('textbox', { name: 'メールアドレス' }).fill(parent.name)
    await page.getByLabel('パスワード', { exact: true }).fill(parent.password)
  } else {
    await page.getByLabel('利用者番号').first().check()
    await page.getByRole('textbox', { name: '利用者番号' }).fill(parent.user_number)
    await page.getByLabel('暗証番号').fill(parent.pin)
  }
  await page.getByRole('button', { name: 'ログイン', exact: true }).click()
  await expect(page.getByRole('navigation', { name: 'メニュー' })).toBeVisible()
}

/**
 * A code of the app works once in its half minute, and a hundred journeys share ten officers: who has signed in keeps
 * the session for the journeys after. Staff of facilities sign in each time, for they also sign out and change by PIN.
 */
export async function sign_in_staff(page: Page, staff: Account): Promise<void> {
  const inside = page.getByRole('button', { name: 'ログアウト' })
  const kept = resolve(sessions_folder, `${staff.municipality}-${staff.name}.json`)
  if (staff.role === 'officer' && existsSync(kept)) {
    await page.context().addCookies(JSON.parse(readFileSync(kept, 'utf8')))
    await page.reload()
    if (await inside.waitFor({ timeout: 10_000 }).then(() => true, () => false)) return
  }
  const others = (await page.context().cookies()).map(({ value }) => value)
  // Where others have just signed in as the same person, the next code has to come.
  for (const ahead of [0, 1, 1, 1]) {
    await page.getByLabel('ログイン名').fill(staff.name)
    await page.getByLabel('パスワード', { exact: true }).fill(staff.password)
    await page.getByLabel('認証アプリの6桁の数字').fill(code_of(staff.totp_secret, ahead))
    await page.getByRole('button', { name: 'ログイン', exact: true }).click()
    if (await inside.waitFor({ timeout: 5000 }).then(() => true, () => false)) break
    if (ahead === 1) await page.waitForTimeout(5000)
  }
  await expect(inside).toBeVisible()
  if (staff.role === 'officer') {
    const own = (await page.context().cookies()).filter(({ value }) => !others.includes(value))
    writeFileSync(`${kept}.${process.pid}`, JSON.stringify(own))
    renameSync(`${kept}.${process.pid}`, kept) // whole at once, for another worker may read it
  }
}

/** Every answer that a page sees keeps the contract, and nothing is written to the console's errors. */
export const test = base.extend<{ held_to_contract: void }>({
  held_to_contract: [
    async ({ context }, use) => {
      const found: string[] = []
      const checks: Promise<void>[] = []
      context.on('response', (response) => {
        const url = new URL(response.url())
        if (!url.pathname.startsWith('/api/')) return
        const type = response.headers()['content-type']
        if (type?.startsWith('text/event-stream')) return
        checks.push(
          response
            .text()
            .then((text) => {
              const body: unknown = !type || type.includes('json') ? (text ? JSON.parse(text) : undefined) : text
              found.push(...breaches(response.request().method(), url.pathname, response.status(), type, body))
            })
            .catch(() => {}), // the page was closed before the answer was read
        )
      })
      context.on('weberror', (error) => found.push(`script error: ${error.error().message}`))
      context.on('console', (message) => {
        if (message.type() === 'error' && /Content Security Policy|Uncaught/.test(message.text())) found.push(message.text())
      })
      await use()
      await Promise.all(checks)
      expect(found).toEqual([])
    },
    { auto: true },
  ],
})
export { expect }
