// The main pages for parents in each of the nine languages, on the narrowest phone: nothing is cut, nothing overflows, axe
// finds nothing.  All of them are looked at by `npm run gallery`.
import { account, expect, test } from './support/accounts.ts'
import { expect_accessible } from './support/accessible.ts'
import { mail_to } from './support/mails.ts'
import { all_languages, arrive, show, visits } from './support/pages.ts'

test.setTimeout(180_000) // nine pages each, of four families

const main_pages = ['sign-in', 'help', 'coupons', 'coupon', 'facilities', 'account', 'how-many', 'calendar', 'application']

const tags: Record<string, string> = { 'ja-easy': 'ja-x-easy', zh: 'zh-Hans', pt: 'pt-BR' }

for (const language of all_languages) {
  test(`U-05: the pages for parents in ${language} at 320 pixels`, async ({ page }) => {
    await page.setViewportSize({ width: 320, height: 12000 }) // all of it, so that nothing lies under the bar
    await page.goto('/')
    for (const visit of visits) {
      await arrive(page, visit)
      for (const one of visit.pages.filter(({ name }) => main_pages.includes(name)))
        await test.step(one.name, async () => {
          await show(page, visit, one, language)
          await expect(page.locator('html')).toHaveAttribute('lang', tags[language] ?? language)
          await expect_accessible(page)
        })
    }
  })
}

test('U-05: in plain Japanese every kanji of the page has its furigana, and is read aloud whole', async ({ page }) => {
  await page.goto('/202029/')
  await page.getByRole('combobox').selectOption('ja-easy')
  const button = page.getByRole('button', { name: 'メールの リンクで 入る' })
  await expect(button.locator('ruby')).toContainText('入')
  await expect(button.locator('rt')).toHaveText('はい')
  // What stands there without a reading is a name, marked as Japanese.
  const bare = await page.evaluate(() => {
    const found: string[] = []
    const walker = document.createTreeWalker(document.querySelector('main')!, NodeFilter.SHOW_TEXT)
    for (let node = walker.nextNode(); node; node = walker.nextNode())
      if (/[一-龠]/.test(node.textContent!) && !node.parentElement!.closest('ruby, .spoken, [lang="ja"], select')) found.push(node.textContent!)
    return found
  })
  expect(bare.filter((text) => !text.includes('松本'))).toEqual([])
})

test('U-05: errors and mails come in the language that was chosen, and the account remembers it', async ({ page }) => {
  const nerima = 131202
  const parent = account(nerima, 'parent', 4)
  await page.goto(`/${nerima}/`)
  await page.getByRole('combobox').selectOption('vi')
  await page.locator('#email').fill(parent.name)
  await page.locator('#password').fill('không phải mật khẩu này')
  await page.getByRole('button', { name: 'Đăng nhập', exact: true }).click()
  await expect(page.getByRole('alert')).toContainText('Thông tin bạn nhập không đúng.')
  await expect(page.getByRole('alert')).not.toContainText(/[ぁ-んァ-ヶ]/)
  await page.screenshot({ path: 'build/browser/error-vi.png' })
  const remembered = page.waitForResponse((response) => response.url().endsWith('/parent/language'))
  await page.locator('#password').fill(parent.password)
  await page.getByRole('button', { name: 'Đăng nhập', exact: true }).click()
  expect((await remembered).request().postDataJSON()).toEqual({ language: 'vi' })
  expect((await remembered).status()).toBe(204)

  await page.goto(`/${nerima}/by-mail`)
  await page.locator('main input[type="email"]').fill(parent.name)
  await page.locator('main form button.main').click()
  const mail = await mail_to(parent.name, 'Liên kết đăng nhập')
  expect(mail.headers['content-language']).toBe('vi')
  expect(mail.body).toMatch(/^Mở đường liên kết sau để đăng nhập/)
  expect(mail.body).toContain('日本語\n\n次のリンクを開くと')
  await page.getByRole('combobox').selectOption('ja')
})
