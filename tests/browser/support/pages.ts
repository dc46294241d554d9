// The parents' pages, each as somebody reaches it whatever the language: for the walk through the languages and the gallery.
import type { Page } from '@playwright/test'
import { account, expect, sign_in_parent } from './accounts.ts'

export const all_languages = ['ja', 'en', 'ja-easy', 'zh', 'ko', 'vi', 'pt', 'ne', 'fil'] as const

const kujira = 990205
const chiyoda = 131016
const meguro = 131105
const matsumoto = 202029
const okayama = 331007

export interface ParentPage {
  name: string
  path: string
  /** What is pressed before the page is there. */
  open?: (page: Page) => Promise<void>
}

/** Pages that one visitor sees: nobody in particular, or a parent of the demonstration. */
export interface Visit {
  municipality?: number
  parent?: number
  pages: ParentPage[]
}

const press = (selector: string) => (page: Page) => page.locator(selector).first().click()
async function type_passcode(page: Page): Promise<void> {
  await page.locator('#passcode').fill(account(chiyoda, 'facility_staff').passcode)
  await page.locator('form .button').click()
  await expect(page.locator('.ticket').first()).toBeVisible()
}
async function choose_stay(page: Page): Promise<void> {
  await type_passcode(page)
  await press('.ticket .button.main')(page)
}

export const visits: Visit[] = [
  {
    pages: [
      { name: 'municipalities', path: '/' },
      { name: 'sign-in', path: `/${matsumoto}/` },
      { name: 'sign-up', path: `/${matsumoto}/sign-up` },
      { name: 'forgotten', path: `/${matsumoto}/forgotten` },
      { name: 'help', path: `/${matsumoto}/help` },
      { name: 'draws', path: `/${kujira}/draws` },
    ],
  },
  {
    municipality: matsumoto,
    parent: 0,
    pages: [
      { name: 'coupons', path: '' },
      { name: 'filter', path: '', open: press('main .button:has(+ dialog.sheet)') },
      { name: 'coupon', path: '', open: press('.ticket a') },
      { name: 'history', path: 'history' },
      { name: 'notices', path: 'notices' },
      { name: 'facilities', path: 'facilities' },
      { name: 'serial-code', path: 'receive' },
      { name: 'family', path: 'family' },
      { name: 'display', path: 'display' },
      { name: 'account', path: 'account' },
    ],
  },
  {
    municipality: chiyoda,
    parent: 5,
    pages: [
      { name: 'scan', path: 'use' },
      { name: 'choose', path: 'use', open: type_passcode },
      { name: 'how-many', path: 'use', open: choose_stay },
    ],
  },
  {
    municipality: meguro,
    parent: 0,
    pages: [
      { name: 'bookings', path: 'bookings' },
      { name: 'calendar', path: 'bookings', open: async (page) => { await press('main .card .button.main')(page); await expect(page.locator('.calendar')).toBeVisible() } },
      { name: 'search', path: 'search' },
      { name: 'child', path: 'child' },
      { name: 'line-link', path: 'line-link' },
    ],
  },
  {
    municipality: okayama,
    parent: 5,
    pages: [
      { name: 'applications', path: 'applications' },
      { name: 'application', path: 'applications', open: async (page) => { await press('main .card .button')(page); await expect(page.locator('#form-head')).toBeVisible() } },
    ],
  },
]

/** Signs in where the visit asks for it; its words are still Japanese. */
export async function arrive(page: Page, visit: Visit): Promise<void> {
  if (visit.municipality === undefined) return
  await page.goto(`/${visit.municipality}/`)
  await page.evaluate(() => localStorage.setItem('hagukumi-language', 'ja'))
  await page.reload()
  await sign_in_parent(page, account(visit.municipality, 'parent', visit.parent))
}

/** The page in a language, with all that it loads. */
export async function show(page: Page, visit: Visit, one: ParentPage, language: string): Promise<void> {
  await page.evaluate((chosen) => localStorage.setItem('hagukumi-language', chosen), language)
  await page.goto(visit.municipality === undefined ? one.path : `/${visit.municipality}/${one.path}`)
  await expect(page.locator('main h1').first()).toBeVisible()
  await page.waitForLoadState('networkidle')
  await one.open?.(page)
  await page.waitForLoadState('networkidle')
}
