// What journeys of applications share.
import type { Browser, Page } from '@playwright/test'
import { account, expect, sign_in_staff } from './accounts.ts'

export async function choose_date(page: Page, question: string, year: number, month: number, day: number): Promise<void> {
  const selects = page.getByRole('group', { name: question }).locator('select')
  for (const [part, value] of [year, month, day].entries()) await selects.nth(part).selectOption(String(value))
}

export async function at_office(browser: Browser, municipality: number, number = 0): Promise<Page> {
  const page = await (await browser.newContext({ viewport: { width: 1280, height: 900 }, locale: 'ja-JP', timezoneId: 'Asia/Tokyo', reducedMotion: 'reduce' })).newPage()
  await page.goto(`/${municipality}/office/`)
  await sign_in_staff(page, account(municipality, 'officer', number))
  await page.getByRole('link', { name: '申請', exact: true }).click()
  return page
}

/** A small picture, as a screenshot is one. */
export const picture = Buffer.from('iVBORw0KGgoAAAANSUhEUgAAAAoAAAAKCAIAAAACUFjqAAAAEklEQVR4nGP8z4APMOGVHbHSAEEsAROxCnMTAAAAAElFTkSuQmCC', 'base64')
