// The officer's day: figures on the start page, news for families in one situation, the record searched.
import { account, expect, sign_in_staff, test } from './support/accounts.ts'
import { expect_accessible } from './support/accessible.ts'

const okayama = 331007
test.setTimeout(120_000) // a whole day

test('O-07: the day begins with what waits, news are written by situation, and the record tells who did it', async ({ page }) => {
  await page.setViewportSize({ width: 1280, height: 900 })
  await page.goto(`/${okayama}/office/`)
  await sign_in_staff(page, account(okayama, 'officer'))
  await expect(page.getByRole('link', { name: /^\d+ きょうの利用$/ })).toBeVisible()
  await expect(page.getByRole('heading', { level: 1 })).toHaveCount(1)
  await expect_accessible(page)
  await page.screenshot({ path: 'build/browser/office-today.png' })

  // Each figure leads to the list that it counts.
  for (const [figure, list] of [['きょうの利用', '利用'], ['きょうの予約', '予約']] as const) {
    const link = page.getByRole('link', { name: figure })
    const count = /^\d+/.exec(await link.innerText())![0]
    await link.click()
    await expect(page.getByRole('heading', { level: 2, name: `${list} ${count}件`, exact: true })).toBeInViewport()
    await expect_accessible(page)
    await page.screenshot({ path: `build/browser/office-day-${list}.png`, fullPage: true })
    await page.goBack()
  }

  await page.getByRole('link', { name: 'お知らせを出す' }).click()
  await expect(page.getByText(/^[\d,]+世帯が読みます$/)).toBeVisible()
  await page.getByLabel('ご家庭の様子').selectOption('多胎（双子など）')
  await page.getByLabel('お子さんの月齢').fill('12')
  await page.getByLabel('お子さんの月齢').blur()
  await expect(page.getByText('流産・死産を経験されたご家庭には、届きません。')).toBeVisible()
  await expect(page.getByText(/世帯が読みます$/)).toBeVisible()
  await page.getByLabel('題名（日本語）').fill('双子のつどい')
  await page.getByLabel('本文（日本語）').fill('8月1日に集まります。')
  await page.getByLabel('表示する最後の日').fill('2026-08-01')
  await expect_accessible(page)
  await page.screenshot({ path: 'build/browser/office-news.png', fullPage: true })
  await page.getByRole('button', { name: 'お知らせを出す' }).click()
  await expect(page.getByText('あて先：多胎の方（妊娠中から12か月未満まで）')).toBeVisible()

  await page.getByRole('link', { name: '監査の記録' }).click()
  await expect(page.getByRole('row', { name: /お知らせを出した お知らせ\s双子のつどい/ })).toBeVisible()
  await expect_accessible(page)
  await page.screenshot({ path: 'build/browser/office-audit.png' })
  await page.getByLabel('種類').selectOption('家族・利用者')
  await page.getByRole('button', { name: 'さがす', exact: true }).click()
  await expect(page.getByRole('row', { name: /お知らせを出した/ })).toHaveCount(0)
  await expect(page.getByRole('row', { name: /ログインした/ }).first()).toBeVisible()
  await page.getByRole('row', { name: /ログインした/ }).first().getByRole('button').first().click()
  await expect(page.getByText(/さんのしたこと/)).toBeVisible()
  await page.setViewportSize({ width: 390, height: 844 })
  await expect_accessible(page)
})
