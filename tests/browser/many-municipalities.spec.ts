// One facility, three municipalities, three parents: one poster on the desk and one screen behind it (U-18).
import type { Browser, Page } from '@playwright/test'
import { account, expect, sign_in_parent, sign_in_staff, test, type Account } from './support/accounts.ts'
import { expect_accessible } from './support/accessible.ts'

const towns = { nerima: 131202, chiyoda: 131016, matsumoto: 202029 } as const
test.use({ actionTimeout: 15_000 })
const wide = { viewport: { width: 1180, height: 820 }, locale: 'ja-JP', timezoneId: 'Asia/Tokyo' }
const phone = { viewport: { width: 390, height: 844 }, hasTouch: true, locale: 'ja-JP', timezoneId: 'Asia/Tokyo' }

/** The office of a town enters the poster that hangs there already. */
async function share_poster(browser: Browser, town: number, facility: string, poster: string): Promise<void> {
  const office = await (await browser.newContext(wide)).newPage()
  await office.goto(`/${town}/office/`)
  await sign_in_staff(office, account(town, 'officer', 1))
  await office.getByRole('link', { name: '施設' }).first().click()
  await office.getByRole('button', { name: new RegExp(`内容を変える：${facility}`) }).click()
  await office.getByLabel('掲示のリンク').fill(poster)
  await office.getByRole('button', { name: 'この掲示を登録する' }).click()
  await expect(office.locator('[data-shared="counts"]')).toHaveCount(1)
  await expect_accessible(office)
  await office.screenshot({ path: `build/browser/shared-office-${town}.png`, fullPage: true })
  await office.context().close()
}

/** Scans the poster with the phone's own camera: its link opens, wherever it leads. */
async function use_by_poster(page: Page, town: number, parent: Account, link: string, service: RegExp): Promise<string> {
  await page.goto(`/${town}/`)
  await sign_in_parent(page, parent)
  await page.goto(link)
  await expect(page).toHaveURL(new RegExp(`/${town}/q/`)) // led on to the own municipality
  const choices = page.getByRole('button', { name: service })
  const look = page.getByRole('button', { name: '内容を確かめる' })
  await expect(choices.or(look).first()).toBeVisible()
  if (await choices.first().isVisible()) await choices.first().click() // where one service only can be used it is chosen already
  await look.click()
  await page.getByRole('button', { name: 'はい、使います' }).click()
  await expect(page.getByRole('heading', { name: '手続き完了' })).toBeVisible()
  return page.locator('dl.facts').innerText()
}

test('U-18: one poster and one screen for parents of three municipalities', async ({ page: desk, browser }) => {
  test.setTimeout(180_000)
  await desk.setViewportSize(wide.viewport)
  const home = account(towns.nerima, 'facility_staff', 1)
  const others = [account(towns.chiyoda, 'facility_staff', 1), account(towns.matsumoto, 'facility_staff', 0)]
  const link = new URL(home.poster).pathname
  for (const one of others) await share_poster(browser, one.municipality, one.shown, home.poster)

  // The desk signs in at home, and to the two others from its page.
  await desk.goto(`/${towns.nerima}/desk/`)
  await sign_in_staff(desk, home)
  await desk.getByRole('button', { name: 'ほかの自治体' }).click()
  await expect_accessible(desk)
  for (const one of others) {
    const name = { [towns.chiyoda]: '千代田区', [towns.matsumoto]: '松本市' }[one.municipality]!
    const inside = desk.getByRole('button', { name: `この自治体の表示をやめる：${name}` })
    for (let tries = 0; tries < 3 && !(await inside.isVisible()); tries++) {
      await desk.getByLabel('自治体', { exact: true }).selectOption({ label: name })
      await sign_in_staff(desk, one)
      await inside.waitFor({ timeout: 15_000 }).catch(() => {}) // a code of the app that somebody has used a moment ago
    }
    await expect(inside).toBeVisible()
  }
  await expect_accessible(desk)
  await desk.screenshot({ path: 'build/browser/others-signed-in.png', fullPage: true })
  await desk.getByRole('button', { name: '今日の利用' }).click()
  await expect(desk.getByText('一緒に表示している自治体')).toBeVisible()

  // Three parents scan one poster; what each pays is her own municipality's.
  const parents = [
    { town: towns.nerima, parent: account(towns.nerima, 'parent', 2), service: /^使う：/, pays: '' },
    { town: towns.chiyoda, parent: account(towns.chiyoda, 'parent', 2), service: /使う：通所/, pays: '円' },
    { town: towns.matsumoto, parent: account(towns.matsumoto, 'parent', 0), service: /^使う：/, pays: '' },
  ]
  for (const { town, parent, service, pays } of parents) {
    const page = await (await browser.newContext(phone)).newPage()
    const facts = await use_by_poster(page, town, parent, link, service)
    if (pays) expect(facts).toContain(pays)
    await page.context().close()
  }
  for (const name of ['練馬区', '千代田区', '松本市']) await expect(desk.locator(`[data-of="${name}"]`).first()).toBeVisible({ timeout: 15_000 })
  await expect_accessible(desk)
  await desk.screenshot({ path: 'build/browser/others-desk.png', fullPage: true })

  // Each municipality's own desk knows its own parent's use and no other.
  for (const [name, one] of [['練馬区', home], ['千代田区', others[0]!], ['松本市', others[1]!]] as const) {
    const list = (await (await desk.request.get(`/api/v1/${one.municipality}/desk/uses`)).json()) as { uses: { id: string }[] }
    const seen = async () => (await desk.locator(`[data-of="${name}"]`).evaluateAll((all) => all.map((each) => (each as HTMLElement).dataset.entry))).sort()
    await expect.poll(seen, { timeout: 15_000 }).toEqual(list.uses.map((use) => use.id).sort())
  }

  // Leaving the tablet leaves it everywhere.
  await desk.getByRole('button', { name: 'ログアウト' }).click()
  await expect(desk.getByLabel('ログイン名')).toBeVisible()
  for (const one of others) expect((await desk.request.get(`/api/v1/${one.municipality}/desk/uses`)).status()).toBe(401)
})

test('U-18: who is signed in nowhere is asked for the municipality, and a poster that counts nowhere says so', async ({ page }) => {
  const link = new URL(account(towns.nerima, 'facility_staff', 0).poster).pathname
  await page.goto(link)
  await expect(page.getByRole('heading', { name: '別の市区町村のクーポンを使うとき' })).toBeVisible()
  await expect_accessible(page)
  await page.screenshot({ path: 'build/browser/elsewhere.png', fullPage: true })
  await page.getByLabel('市区町村').selectOption({ label: '千代田区' })
  await page.getByRole('link', { name: '千代田区で進む' }).click()
  await expect(page).toHaveURL(new RegExp(`/${towns.chiyoda}/q/`))
  await sign_in_parent(page, account(towns.chiyoda, 'parent', 2))
  await expect(page.getByText('このQRコードの施設は登録されていません')).toBeVisible()
})
