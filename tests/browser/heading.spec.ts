// Where one is: in the window's title, and after a step for whoever hears the page (WCAG 2.2, JIS X 8341-3: 2.4.2, 2.4.3).
import { account, expect, sign_in_parent, sign_in_staff, test } from './support/accounts.ts'

const okayama = 331007
const kujira = 990205

test('each page for parents says in its title which it is, and its heading has the focus after a step', async ({ page }) => {
  await page.goto(`/${okayama}/`)
  await expect(page).toHaveTitle('ログイン | 岡山市')
  await sign_in_parent(page, account(okayama, 'parent', 1))
  const menu = page.getByRole('navigation', { name: 'メニュー' })
  for (const [link, heading] of [['履歴', '利用履歴'], ['お知らせ', 'お知らせ']] as const) {
    await menu.getByRole('link', { name: link }).click()
    await expect(page.getByRole('heading', { level: 1, name: heading })).toBeFocused()
    await expect(page).toHaveTitle(`${heading} | 岡山市`)
  }
  await page.goBack()
  await expect(page.getByRole('heading', { level: 1, name: '利用履歴' })).toBeFocused()

  // The Tab key goes on from there, and the title follows the language.
  await page.getByRole('combobox').selectOption('en')
  await expect(page).toHaveTitle(/\| Okayama/)
  await page.getByRole('combobox').selectOption('ja-easy')
  await expect(page).toHaveTitle(/^[^（）|]+ \| /) // without the readings above it
  await page.getByRole('combobox').selectOption('ja')
})

test('whoever has gone on typing is left there', async ({ page }) => {
  await page.goto(`/${okayama}/`)
  await page.getByRole('button', { name: 'パスワードを忘れた方' }).click()
  await expect(page.getByRole('heading', { level: 1, name: 'パスワードの再設定' })).toBeFocused()
  await page.keyboard.press('Tab')
  await expect(page.getByRole('heading', { level: 1 })).not.toBeFocused()
  await page.getByLabel('メールアドレス').fill('hana@')
  await page.getByLabel('メールアドレス').press('End')
  await expect(page.getByLabel('メールアドレス')).toBeFocused()
})

test('the desk and the office say which page it is, too', async ({ page }) => {
  const staff = account(kujira, 'facility_staff', 1)
  await page.goto(`/${kujira}/desk/`)
  await expect(page).toHaveTitle('受付')
  await sign_in_staff(page, staff)
  await page.getByRole('button', { name: 'ログインの設定' }).click()
  await expect(page.getByRole('heading', { level: 1, name: 'ログインの設定' })).toBeFocused()
  await expect(page).toHaveTitle(`ログインの設定 | ${staff.shown}`)
})
