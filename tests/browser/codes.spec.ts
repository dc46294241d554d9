// A serial code: made and printed by the office, followed by a new family, received once; and given back to another.
import { correction, generate } from 'lean-qr'
import { account, expect, sign_in_parent, sign_in_staff, test } from './support/accounts.ts'
import { expect_accessible } from './support/accessible.ts'
import { link_in, mail_to } from './support/mails.ts'

const matsumoto = 202029

/** The dark fields of a QR code, row by row. */
function modules_of(text: string): boolean[][] {
  const code = generate(text, { minCorrectionLevel: correction.M })
  return Array.from({ length: code.size }, (_, y) => Array.from({ length: code.size }, (_, x) => code.get(x, y)))
}

test('M-05, M-06, M-07, X-14: from the office to a family that signs up, enters its child and receives', async ({ page, browser }) => {
  const office = await (await browser.newContext({ locale: 'ja-JP', viewport: { width: 1280, height: 900 } })).newPage()
  await office.goto(`/${matsumoto}/office/`)
  await sign_in_staff(office, account(matsumoto, 'officer', 1))
  await office.getByRole('link', { name: 'シリアルコード' }).click()
  await office.getByLabel('名前（職員だけが見ます）').fill('7月発送分')
  await office.getByLabel('件数（1〜2000）').fill('3')
  await office.getByLabel('受け取りの期限（この日まで）').fill('2026-12-31')
  await expect_accessible(office)
  await office.getByRole('button', { name: 'コードを作る' }).click()
  await expect(office.getByText('3件のコードを作りました。')).toBeVisible()
  await expect(office.locator('td.code')).toHaveCount(3)
  const code = await office.locator('td.code').first().innerText()
  expect(code).toMatch(/^[0-9A-Z]{4}-[0-9A-Z]{4}-[0-9A-Z]{4}$/)
  await expect_accessible(office)
  await office.screenshot({ path: 'build/browser/codes-office.png', fullPage: true })
  await office.getByRole('button', { name: '印刷する' }).click()
  await expect(office.getByRole('img', { name: code })).toBeVisible()
  await office.screenshot({ path: 'build/browser/codes-slips.png', fullPage: true })

  // The link of the slip, by somebody who has no account yet.
  await page.goto(`/${matsumoto}/receive#${code}`)
  await expect(page.getByRole('heading', { name: 'ログイン', exact: true })).toBeVisible()
  expect(page.url()).not.toContain(code)
  await page.getByRole('button', { name: '会員登録はこちら' }).click()
  await page.getByLabel('メールアドレス').fill('koharu@example.jp')
  await page.getByLabel('利用規約に同意します').check()
  await page.getByRole('button', { name: 'メールを送る' }).click()
  await page.goto(link_in(await mail_to('koharu@example.jp', '会員登録を続けてください')))
  await page.getByLabel('保護者のお名前').fill('小春 桃子')
  await page.getByLabel('パスワード', { exact: true }).fill('asagao to yoru no ame')
  await page.getByRole('button', { name: '登録を完了する' }).click()
  await page.getByRole('link', { name: 'ご家族' }).click()
  await page.getByRole('button', { name: 'お子さんを登録する' }).click()
  for (const [part, value] of [['year', '2026'], ['month', '5'], ['day', '20']] as const) await page.locator(`select[name=born-${part}]`).selectOption(value)
  await page.getByLabel('お子さんのお名前').fill('小春 杏')
  await page.getByRole('button', { name: '登録する' }).click()
  await expect(page.getByText('小春 杏')).toBeVisible()

  // The slip before the camera of the page itself.
  await page.evaluate((modules) => {
    const canvas = document.createElement('canvas')
    const scale = 8
    canvas.width = canvas.height = (modules.length + 8) * scale
    const pen = canvas.getContext('2d')!
    const draw = () => {
      pen.fillStyle = '#fff'
      pen.fillRect(0, 0, canvas.width, canvas.height)
      pen.fillStyle = '#000'
      modules.forEach((row, y) => row.forEach((dark, x) => dark && pen.fillRect((x + 4) * scale, (y + 4) * scale, scale, scale)))
      requestAnimationFrame(draw)
    }
    draw()
    navigator.mediaDevices.getUserMedia = async () => canvas.captureStream(10)
  }, modules_of(`http://127.0.0.1:1/${matsumoto}/receive#${code}`))
  await page.getByRole('navigation', { name: 'メニュー' }).getByRole('link', { name: '一覧' }).click()
  await page.getByRole('link', { name: 'シリアルコードで受け取る' }).click()
  await page.getByRole('button', { name: 'カメラを使う' }).click()
  await expect(page.getByText(code)).toBeVisible()

  // M-06: now signed in, the link opens with the code filled in; M-05.1: typed otherwise it is the same code.
  await page.goto(`/${matsumoto}/receive#${code.toLowerCase().replaceAll('-', '')}`)
  await expect(page.getByText(code)).toBeVisible()
  await expect(page.getByRole('radio', { name: /小春 杏/ })).toBeChecked()
  await page.setViewportSize({ width: 390, height: 1600 }) // all of it, so that nothing lies under the bar
  await expect_accessible(page)
  await page.screenshot({ path: 'build/browser/codes-receive.png', fullPage: true })
  await page.getByRole('button', { name: '受け取る', exact: true }).dblclick()
  await expect(page.getByRole('heading', { name: '受け取りました' })).toBeVisible()
  await page.getByRole('button', { name: '一覧へ戻る' }).click()
  await expect(page.locator('.ticket')).toHaveCount(8)

  // M-07.1: its own family is told; another reads what it would read of any code.
  await page.goto(`/${matsumoto}/receive#${code}`)
  await expect(page.getByRole('alert')).toContainText('受け取り済みです')
  await page.getByLabel('シリアルコード').fill(code.replace(/.$/, (last) => (last === 'A' ? 'B' : 'A')))
  await page.getByRole('button', { name: '中身を確かめる' }).click()
  await expect(page.getByRole('alert')).toContainText('打ち間違い')
  await page.getByRole('link', { name: '一覧' }).click()
  await page.getByRole('button', { name: 'ログアウト' }).click()
  await sign_in_parent(page, account(matsumoto, 'parent', 0))
  await page.goto(`/${matsumoto}/receive#${code}`)
  await expect(page.getByRole('alert')).toContainText('このシリアルコードは使えません')

  await office.getByRole('button', { name: '戻る' }).click()
  await office.getByRole('button', { name: '戻る' }).click()
  await office.getByRole('textbox', { name: 'シリアルコード' }).fill(code)
  await office.getByRole('button', { name: '調べる' }).click()
  await expect(office.getByText('受け取り済み')).toBeVisible()

  // it was meant for another family, which had read it aloud.
  await office.getByRole('button', { name: 'ほかの世帯の受け取りを取り消す' }).click()
  await expect(office.getByText('使った分 0').first()).toBeVisible()
  const undo = office.getByRole('button', { name: '受け取りを取り消して返す' })
  await expect(office.getByRole('button', { name: '先に、本来の世帯を選んでください' })).toBeDisabled()
  await office.getByLabel('本来の世帯を探す').fill(account(matsumoto, 'parent', 0).user_number)
  await office.getByRole('button', { name: 'さがす' }).click()
  await office.getByRole('radio').first().check()
  await office.getByLabel('理由').fill('通知書を読み上げ、先に受け取られた')
  await expect_accessible(office)
  await office.screenshot({ path: 'build/browser/codes-give-back.png', fullPage: true })
  await undo.click()
  await expect(office.getByText('本来の世帯だけが受け取れます。両方の世帯にお知らせしました。')).toBeVisible()
  await expect(office.getByText('まで本来の世帯だけが受け取れます')).toBeVisible()
  await office.screenshot({ path: 'build/browser/codes-given-back.png', fullPage: true })
  await office.context().close()

  await expect(async () => {
    await page.goto(`/${matsumoto}/notices`)
    await expect(page.getByText('シリアルコードを受け取れるようになりました')).toBeVisible({ timeout: 1000 })
  }).toPass() // the courier comes by
  await page.goto(`/${matsumoto}/receive#${code}`)
  await expect(page.getByText('このコードで受け取れるもの')).toBeVisible()
})
