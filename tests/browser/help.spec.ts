// Help, before and after signing in: found by words, with whom to call and whether somebody is there.
import { account, expect, sign_in_parent, test } from './support/accounts.ts'
import { expect_accessible } from './support/accessible.ts'

test('M-17, M-32: help is found without signing in, by words, and says whether the support centre answers now', async ({ page }) => {
  await page.goto('/202029/')
  await page.getByRole('button', { name: 'ヘルプ' }).click()
  await expect(page.getByRole('heading', { name: 'ヘルプ', level: 1 })).toBeVisible()
  await page.getByLabel('言葉でさがす').fill('かめら　safari')
  await expect(page.getByText('カメラが開きません')).toBeVisible()
  await expect(page.getByText('枚数を間違えました')).toBeHidden()
  await page.getByLabel('言葉でさがす').fill('そんな言葉はありません')
  await expect(page.getByText('見つかりませんでした')).toBeVisible()
  await page.getByLabel('言葉でさがす').fill('')
  await page.getByText('枚数を間違えました').click()
  await expect(page.getByText('24時間以内であれば直せます')).toBeVisible()
  // The demonstration's day is a Wednesday, a little after half past nine.
  const centre = page.locator('.card', { hasText: 'サポートセンター' }).filter({ hasText: '026-262-1378' })
  await expect(centre.getByText(/受付中|次は7月8日 10:00から/)).toBeVisible()
  await expect(centre.getByRole('link', { name: '026-262-1378に電話する' })).toHaveAttribute('href', 'tel:026-262-1378')
  await expect_accessible(page)
})

test('O-16, O-17: a parent of Okayama reads whom to ask and which mails to let in, in English, too', async ({ page }) => {
  await page.goto('/331007/')
  await sign_in_parent(page, account(331007, 'parent'))
  await page.getByRole('link', { name: 'ヘルプ' }).click()
  await expect(page.getByRole('link', { name: /に電話する/ })).toHaveCount(7)
  await expect(page.getByText('city-okayama@apply.e-tumo.jp')).toBeVisible()
  await page.getByRole('combobox').selectOption('en')
  await expect(page.getByRole('heading', { name: 'Whom to ask' })).toBeVisible()
  await expect_accessible(page)
})

test('M-17: where the camera is refused, the way leads to how it is allowed', async ({ page }) => {
  await page.addInitScript(() => {
    navigator.mediaDevices.getUserMedia = () => Promise.reject(new DOMException('', 'NotAllowedError'))
  })
  await page.goto('/202029/')
  await sign_in_parent(page, account(202029, 'parent', 2))
  await page.getByRole('link', { name: '使う' }).click()
  await page.getByRole('button', { name: /カメラ/ }).click()
  await expect(page.getByRole('alert')).toBeVisible()
  await expect_accessible(page)
  await page.getByRole('link', { name: 'カメラを許可する方法を見る' }).click()
  await expect(page.getByText('iPhone（Safari）は', { exact: false })).toBeVisible()
})
