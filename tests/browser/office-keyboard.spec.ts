// The office by keyboard alone: on every page the Tab key reaches everything that can be pressed or written into, shows
// where it is, and leaves again; and an application is found, opened and taken without a mouse.
import type { Page } from '@playwright/test'
import { account, expect, sign_in_staff, test } from './support/accounts.ts'

const okayama = 331007
const pages = [
  '', 'days/2026-07-08', 'applications', 'applications/approved', 'clear-applications', 'imports', 'imports/applications', 'codes', 'news',
  'facilities', 'months/2026-06', 'reports', 'odd-uses', 'programmes', 'programmes/331007-postpartum', 'undelivered', 'staff', 'looks', 'audit',
]

/** Numbers what can be reached, and gives how many there are; of a group of radio buttons one. */
function number_stops(): number {
  const groups = new Set<string>()
  let count = 0
  for (const one of document.querySelectorAll<HTMLElement>('a[href], button, input, select, textarea, summary, [tabindex]')) {
    const is_disabled = 'disabled' in one && one.disabled === true
    if (is_disabled || one.tabIndex < 0 || !one.checkVisibility({ visibilityProperty: true })) continue
    if (one instanceof HTMLInputElement && one.type === 'radio') {
      if (groups.has(one.name)) continue
      groups.add(one.name)
    }
    one.dataset.stop = String(count++)
  }
  return count
}
/** Where the focus is, and whether one sees it. */
function stop_now(): { stop: string | undefined; is_seen: boolean } {
  const one = document.activeElement as HTMLElement
  const radio = one instanceof HTMLInputElement && one.type === 'radio' ? document.querySelector<HTMLElement>(`input[name="${CSS.escape(one.name)}"][data-stop]`) : null
  const style = getComputedStyle(one)
  const has_mark = (style.outlineStyle !== 'none' && parseFloat(style.outlineWidth) > 0) || style.boxShadow !== 'none'
  return { stop: (radio ?? one).dataset.stop, is_seen: has_mark }
}

/** What of a page the Tab key does not reach or shows no mark on. */
async function faults_of(page: Page): Promise<string[]> {
  const count = await page.evaluate(number_stops)
  const reached = new Set<string>(), seen = new Set<string>() // the calendar of a day has a mark of its own, inside of the field
  const parts_of_a_day = 4 // year, month, day and the calendar each are a stop
  for (let step = 0; step < count * parts_of_a_day && reached.size < count; step++) {
    await page.keyboard.press('Tab')
    const now = await page.evaluate(stop_now)
    if (now.stop === undefined) continue
    reached.add(now.stop)
    if (now.is_seen) seen.add(now.stop)
  }
  const faults: string[] = []
  for (let stop = 0; stop < count; stop++) {
    if (seen.has(String(stop))) continue
    const what = await page.locator(`[data-stop="${stop}"]`).evaluate((one) => one.outerHTML.slice(0, 120))
    faults.push(`${reached.has(String(stop)) ? 'no mark' : 'not reached'}: ${what}`)
  }
  return faults
}

test('everything on every page of the office is reached and seen by keyboard', async ({ page }) => {
  test.setTimeout(180_000)
  await page.setViewportSize({ width: 1280, height: 900 })
  await page.goto(`/${okayama}/office/`)
  await sign_in_staff(page, account(okayama, 'officer'))
  const faults: string[] = []
  for (const at of pages) {
    await page.goto(`/${okayama}/office/${at}`)
    await expect(page.locator('main h1').first()).toBeVisible()
    await page.waitForLoadState('networkidle')
    faults.push(...(await faults_of(page)).map((fault) => `${at || 'start'}: ${fault}`))
    expect(await page.locator('main h1').count(), `${at}: one heading of the first order`).toBe(1)
  }
  expect(faults).toEqual([])
})

/** An application of another form service, so that one waits. */
async function receive_one(page: Page): Promise<void> {
  const csv = '申請日,様子,予定日,人数,氏名,フリガナ,生年月日,郵便番号,住所,電話番号,区分\n2026/7/7,妊娠中,2026-08-21,1,鍵盤 操,ケンバン ミサオ,1994-02-03,700-0914,北区鹿田町3-3,086-803-1264,一般世帯\n'
  const columns = { situation: ['1'], due_date: ['2'], children: ['3'], mother_name: ['4'], mother_kana: ['5'], mother_born_on: ['6'], postal_code: ['7'], address: ['8'], telephone: ['9'], household_class: ['10'], not_in_hospital: ['=yes'], agreed: ['=yes'] }
  const data = { key: crypto.randomUUID(), programme: `${okayama}-postpartum`, form: 'application', file: 'keyboard.csv', content: Buffer.from(csv).toString('base64url'), columns, sent_on: 0 }
  const answer = await page.request.post(`/api/v1/${okayama}/office/imports/applications`, { data, headers: { origin: new URL(page.url()).origin } })
  expect(answer.status(), await answer.text()).toBe(201)
}

test('an application is found, opened and taken without a mouse', async ({ page }) => {
  await page.setViewportSize({ width: 1280, height: 900 })
  await page.goto(`/${okayama}/office/`)
  await sign_in_staff(page, account(okayama, 'officer'))
  await receive_one(page)
  const press = async (name: string | RegExp, role: 'button' | 'link') => {
    const wanted = page.getByRole(role, { name }).first()
    await expect(wanted).toBeVisible()
    for (let step = 0; step < 200 && !(await wanted.evaluate((one) => one === document.activeElement)); step++) await page.keyboard.press('Tab')
    await expect(wanted).toBeFocused()
    await page.keyboard.press('Enter')
  }
  await press('申請', 'link')
  await expect(page.getByRole('heading', { level: 1, name: '申請' })).toBeVisible()
  await press(/^2026-/, 'button')
  await expect(page.getByRole('heading', { name: '規則との照合' })).toBeVisible()
  await press('担当する', 'button')
  await expect(page.getByText('あなたが担当しています')).toBeVisible()
  await press('担当を外れる', 'button')
  await expect(page.getByRole('button', { name: '担当する' })).toBeVisible()
})
