// A wrong number is put right at the desk within its time, later in the office; both keep old and new.  What was misused is
// claimed back.
import { account, expect, sign_in_parent, sign_in_staff, test } from './support/accounts.ts'
import { expect_accessible } from './support/accessible.ts'

const matsumoto = 202029
const nerima = 131202

test('M-24, M-24.1: until 24 hours have passed the desk corrects the number; the minute after it cannot', async ({ page }) => {
  await page.goto(`/${matsumoto}/desk/`)
  await sign_in_staff(page, account(matsumoto, 'facility_staff'))
  await page.getByRole('button', { name: '前の日' }).click()
  await expect(page.getByRole('heading', { name: '令和8年7月7日（火）の利用' })).toBeVisible()
  // It is 9:30: a use of yesterday 9:20 is too old, the one of 10:20 is not.
  const late = page.locator('.desk-use', { hasText: '9:20' })
  await expect(late.getByText('訂正できる時間は過ぎました。')).toBeVisible()
  await expect(late.getByRole('button')).toHaveCount(0)
  const use = page.locator('.desk-use', { hasText: '10:20' })
  await expect(use.getByText('7月8日 10:20まで、この施設で訂正できます。')).toBeVisible()
  const number = (await use.getByText(/^受付番号/).innerText()).split(' ')[1]!
  await use.getByRole('button', { name: `訂正する ${number}` }).click()
  await page.getByLabel('数（枚）').fill('500')
  await page.getByLabel('訂正の理由').selectOption('数の入力まちがい')
  await page.getByRole('button', { name: '訂正後の内容を確かめる' }).click()
  await expect(page.getByText('この内容には訂正できません')).toBeVisible() // never above what is left
  await page.getByLabel('数（枚）').fill('2')
  await page.getByRole('button', { name: '訂正後の内容を確かめる' }).click()
  await expect(page.getByRole('row', { name: '使う数 1枚 2枚' })).toBeVisible()
  await expect_accessible(page)
  await page.screenshot({ path: 'build/browser/correction.png' })
  await page.getByRole('button', { name: 'この内容で訂正する' }).dblclick()
  await expect(page.getByText('訂正しました。')).toBeVisible()
  await expect(use.getByText('取り消されました')).toBeVisible()
  // The new number was entered today.
  await page.getByRole('button', { name: '次の日' }).click()
  const corrected = page.locator('.desk-use', { hasText: `訂正（訂正前 1枚・${number}）` })
  await expect(corrected).toHaveCount(1)
  await expect(corrected.getByText('2枚')).toBeVisible()
  await expect(corrected.getByText('7月8日 10:20まで')).toBeVisible() // counted from the first entry
  await expect_accessible(page)

  await corrected.getByRole('button', { name: /^訂正する/ }).click()
  await page.getByLabel('利用そのものを取り消す').check()
  await page.getByLabel('訂正の理由').selectOption('そのほか（下に書く）')
  await page.getByLabel('理由（100文字まで）').fill('窓口での申出')
  await page.getByRole('button', { name: 'この利用を取り消す' }).click()
  await expect(page.getByText('利用を取り消しました。')).toBeVisible()
  await expect(page.locator('.desk-use', { hasText: '取り消されました' })).toHaveCount(1)
})

test('N-17, M-28: the desk sends a wrong number to the office, which corrects it; the family reads old and new', async ({ page, browser }) => {
  await page.goto(`/${nerima}/`)
  const parent = account(nerima, 'parent', 2)
  await sign_in_parent(page, parent)
  await page.getByRole('link', { name: '使う' }).click()
  await page.getByRole('textbox', { name: '6桁の番号' }).fill(account(nerima, 'facility_staff').passcode)
  await page.getByRole('button', { name: 'チェックインする' }).click()
  await page.getByRole('button', { name: '使う：ショートステイ' }).click()
  await page.getByRole('button', { name: '内容を確かめる' }).click()
  await page.getByRole('button', { name: 'はい、使います' }).click()
  await expect(page.getByRole('heading', { name: '手続き完了' })).toBeVisible()
  const used = await page.getByText(/^[0-9A-Z]{4}-[0-9A-Z]{4}$/).innerText()

  const at_work = async (path: string, role: string) => {
    const other = await (await browser.newContext({ viewport: { width: 1280, height: 900 }, locale: 'ja-JP', timezoneId: 'Asia/Tokyo' })).newPage()
    await other.goto(`/${nerima}/${path}/`)
    await sign_in_staff(other, account(nerima, role))
    return other
  }
  const desk = await at_work('desk', 'facility_staff')
  const card = desk.locator('.desk-use', { hasText: used })
  await expect(card.getByText('訂正は、担当窓口へご連絡ください。')).toBeVisible()
  await expect(card.getByRole('button')).toHaveCount(0)

  const office = await at_work('office', 'officer')
  await office.getByLabel('名前・カナ・利用者番号・電話番号').fill(parent.user_number)
  await office.getByRole('button', { name: 'さがす' }).click()
  await office.getByRole('row').nth(1).getByRole('button').click()
  await office.getByRole('button', { name: `訂正する ${used}` }).click()
  await office.getByLabel('数（日）').fill('3')
  await office.getByLabel('訂正の理由').selectOption('数の入力まちがい')
  await office.getByRole('button', { name: '訂正後の内容を確かめる' }).click()
  await expect_accessible(office)
  await office.getByRole('button', { name: 'この内容で訂正する' }).click()
  await expect(office.getByText('訂正しました。')).toBeVisible()
  const row = office.getByRole('row').filter({ hasText: `訂正（訂正前 2日・${used}）` })
  await expect(row).toHaveCount(1)
  await expect(row.getByText('-3日')).toBeVisible()

  await expect(desk.locator('.desk-use', { hasText: `訂正（訂正前 2日・${used}）` })).toBeVisible() // at once, without a reload
  await page.getByRole('link', { name: '履歴' }).click()
  await expect(page.locator('li.card', { hasText: `訂正（訂正前 2日・${used}）` }).getByText('−3日')).toBeVisible()
  await expect(page.locator('li.card', { hasText: used }).getByText('取り消されました')).toBeVisible()
  await page.setViewportSize({ width: 390, height: 2400 })
  await expect_accessible(page)

  // M-28: somebody else had used it; the sum is claimed back, and comes back.
  await row.getByRole('button', { name: /^不正利用/ }).click()
  await expect(office.getByText('利用と残数、施設への支払いは変わりません')).toBeVisible()
  await office.getByLabel('返還を求める額（円）').fill('99999999')
  await office.getByRole('dialog').getByLabel('理由').fill('保護者以外の方が使った')
  await office.getByRole('button', { name: '不正利用として記録する' }).click()
  await expect(office.getByRole('alert')).toContainText('返還を求める額は、1円から')
  await office.getByLabel('返還を求める額（円）').fill('3000')
  await expect(office.getByRole('dialog').getByLabel('理由')).toHaveValue('保護者以外の方が使った')
  await expect_accessible(office)
  await office.screenshot({ path: 'build/browser/misuse.png' })
  await office.getByRole('button', { name: '不正利用として記録する' }).dblclick()
  await expect(office.getByText('不正利用として記録しました。')).toBeVisible()
  await expect(row.getByText('不正利用・返還請求中 3,000円')).toBeVisible()
  await expect(row.getByText('-3日')).toBeVisible() // nothing moved
  await row.getByRole('button', { name: /^不正利用/ }).click()
  await office.getByLabel('返還の確認（納付の方法など）').fill('納付書で入金')
  await office.getByRole('button', { name: '記録する', exact: true }).click()
  await expect(row.getByText('不正利用・返還済み 3,000円')).toBeVisible()
  await row.scrollIntoViewIfNeeded()
  await expect_accessible(office)
  await office.screenshot({ path: 'build/browser/misuse-history.png', fullPage: true })
  await office.getByRole('link', { name: '統計' }).click()
  await expect(office.getByText('不正利用として記録したもの：1件、返還を求めた額 3,000円、うち返還された額 3,000円')).toBeVisible()
  await expect_accessible(office)
})
