// The facility's QR code, read by the telephone's own camera and by the camera inside LINE.
import type { Page } from '@playwright/test'
import { account, expect, test } from './support/accounts.ts'
import { open_ward_menu, opened_by, picture, register, telephone, ward, ward_menus } from './support/telephone.ts'

const nerima = 131202

/** From チェックイン完了 to the choice of the service; nothing is used yet (N-12). */
async function is_checked_in(page: Page) {
  await expect(page.getByRole('heading', { name: 'チェックイン完了' })).toBeVisible()
  await page.getByRole('button', { name: '利用申請' }).click()
  await expect(page.getByRole('button', { name: '使う：ショートステイ' })).toBeVisible()
}

test('N-10, N-10.1, N-10.2, N-11: the poster by the phone’s camera and by the camera in LINE, before and after registering', async ({ page }) => {
  test.setTimeout(60_000)
  const desk = account(nerima, 'facility_staff')
  await telephone(page, '桜', ward)
  const poster = page.getByRole('listitem').filter({ hasText: desk.shown }).getByRole('button', { name: '二次元コードを読み取る' })

  // N-10.2: the code leads into LINE, and whoever is not registered is led there first.
  const early = await opened_by(page, poster)
  await early.getByRole('link', { name: 'LINEで開く' }).click()
  await expect(early.getByRole('heading', { name: '利用者登録 1/3' })).toBeVisible()
  await picture(early, '18-poster-first')
  await early.close()
  await register(page, account(nerima, 'parent', 5))

  // N-10: read by the phone's camera, whose browser knows nobody.
  await page.context().clearCookies({ name: /hagukumi/ })
  const by_phone = await opened_by(page, poster)
  const code = by_phone.url()
  await by_phone.getByRole('link', { name: 'LINEで開く' }).click()
  await is_checked_in(by_phone)
  await by_phone.close()

  // N-11: the menu's サービス利用 starts the camera inside LINE, with the same result.
  await open_ward_menu(page)
  const in_line = await opened_by(page, ward_menus(page).last().getByRole('button', { name: 'サービス利用' }))
  await in_line.getByRole('button', { name: 'カメラを使う' }).click()
  await picture(in_line, 'camera')
  await is_checked_in(in_line)

  // N-10.1: a code of which a corner is torn off says so, and nothing else happens.
  await in_line.goto(code.slice(0, -3))
  await expect(in_line.getByRole('alert')).toContainText('読み取れませんでした')
  await picture(in_line, '20-damaged')
  await in_line.close()
})
