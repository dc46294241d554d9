// The manual of booking temporary care by LINE, step by step, on a telephone whose LINE is our stand-in.
import type { Browser, Page } from '@playwright/test'
import { account, expect, sign_in_staff, test } from './support/accounts.ts'
import { expect_accessible } from './support/accessible.ts'
import { cards, choose, has_granted, newest, opened_by, picture, rich_menu, say, talk, telephone as telephone_of } from './support/telephone.ts'

const meguro = 131105
const futaba = '双葉の園保育園'
const kuwanomi = '桑の実中目黒保育園'

const telephone = (page: Page, person: string) => telephone_of(page, person, '目黒区公式LINE')
const menus = (page: Page) => cards(page, 'ご利用のボタンを選んでください')

async function open_menu(page: Page) {
  const before = await menus(page).count()
  await say(page, '一時保育の予約')
  await expect(menus(page)).toHaveCount(before + 1)
}
const menu_button = (page: Page, name: string) => menus(page).last().getByRole('button', { name })
async function desk_of(browser: Browser, facility: string): Promise<Page> {
  const page = await (await browser.newContext({ viewport: { width: 1180, height: 820 }, locale: 'ja-JP', timezoneId: 'Asia/Tokyo' })).newPage()
  await page.goto(`/${meguro}/desk/`)
  const staff = [0, 1, 2].map((number) => account(meguro, 'facility_staff', number)).find((one) => one.shown === facility)!
  await sign_in_staff(page, staff)
  await page.getByRole('button', { name: '予約', exact: true }).click()
  return page
}
/** The first day of the calendar from `day` on that can be chosen, and two hours of it, or one box of an interview. */
async function book(page: Page, day: string, boxes: string[]) {
  await page.getByRole('button', { name: new RegExp(`^${day}`) }).click()
  for (const box of boxes) await page.getByRole('button', { name: new RegExp(`^${box}–`) }).click()
  await page.getByRole('button', { name: '内容を確かめる' }).click()
  await page.getByRole('button', { name: 'はい', exact: true }).click()
}
type Written = { name: string; kana: string; born: string; sex: '女' | '男' }
async function write_family(form: Page, child: Written, nursery = futaba) {
  await form.getByLabel('利用希望の保育園').selectOption({ label: nursery })
  await form.getByLabel('保護者（申請者）の氏名').fill('目黒 恵')
  await form.getByLabel('郵便番号（7けた）').fill('153-0064')
  await expect(form.getByLabel('住所')).toHaveValue('目黒区下目黒') // G-04: the postal code fills the address
  await form.getByLabel('住所').fill('目黒区下目黒1-2-3')
  await form.getByLabel('電話番号').fill('０９０-0000-0000')
  await form.getByRole('button', { name: '次へ' }).click()
  await write_child(form, child)
  await form.getByLabel('暗証番号').fill('2468')
  await form.getByRole('button', { name: '次へ' }).click()
  await expect(form.getByText('登録の内容をご確認ください')).toBeVisible()
}
async function write_child(form: Page, child: Written) {
  await form.getByLabel('児童の氏名', { exact: true }).fill(child.name)
  await form.getByLabel('児童の氏名のフリガナ').fill(child.kana)
  await choose(form, 'child', child.born)
  await form.getByLabel(child.sex, { exact: true }).check()
}

test.describe.configure({ mode: 'serial' })

test('G-01 to G-20, G-08, G-17, G-22, G-24, G-28, G-30: from adding the account to a booking that is cancelled', async ({ page, browser }) => {
  test.setTimeout(120_000)
  await telephone(page, '恵')
  await page.getByRole('button', { name: '友だち追加' }).click()
  await expect(newest(page)).toContainText('「一時保育の予約」と送信')

  // G-01: menu 子育て → 一時保育の予約 → four buttons.
  await rich_menu(page).getByRole('button', { name: '子育て' }).click()
  await expect(rich_menu(page).getByRole('button', { name: '一時保育の予約' })).toBeVisible()
  await expect_accessible(page)
  await picture(page, 'g1-rich-menu')
  await rich_menu(page).getByRole('button', { name: '一時保育の予約' }).click()
  await expect(menus(page)).toHaveCount(1)
  for (const name of ['児童の登録', '予約をする', '予約を取り消す', '区ウェブサイトで概要を確認する']) await expect(menu_button(page, name)).toBeVisible()
  await expect(menus(page)).toContainText('料金は当日、保育園でお支払いください') // G-22
  await picture(page, 'g2-menu')

  // G-12, G-18: nothing is registered yet.
  await menu_button(page, '予約をする').click()
  await expect(newest(page)).toContainText('児童の登録が必要です')
  await picture(page, 'g0-register-first')

  // G-04: the child's registration; what is wrong is said beside what was typed.
  const form = await opened_by(page, menu_button(page, '児童の登録'))
  await expect(form.getByRole('heading', { name: '児童の登録 1/3' })).toBeVisible()
  await expect_accessible(form)
  await picture(form, 'g3-child', true)
  const child = { name: '目黒 さくら', kana: 'めぐろ さくら', born: '2024-11-03', sex: '女' } as const
  await write_family(form, { ...child, kana: '目黒 桜' })
  await form.getByRole('button', { name: '登録する' }).click()
  await expect(form.getByRole('alert')).toContainText('フリガナは全角カタカナで')
  await expect(form.getByLabel('児童の氏名', { exact: true })).toHaveValue(child.name)
  await form.getByLabel('児童の氏名のフリガナ').fill(child.kana)
  await form.getByRole('button', { name: '次へ' }).click()
  await expect(form.getByText('一時保育の登録と予約だけに使います')).toBeVisible() // G-24
  await expect_accessible(form)
  await picture(form, 'g4-check', true)
  await form.getByRole('button', { name: '登録する' }).dblclick()

  // G-05: the interview's calendar opens by itself; one day is booked.
  await expect(form.getByRole('button', { name: '日を選んでください' })).toBeVisible()
  await expect_accessible(form)
  await picture(form, 'g5-interview', true)
  await form.close()
  await expect(cards(page, 'お子さんの登録を受け付けました')).toHaveCount(1)
  await expect(cards(page, 'お子さんの登録を受け付けました')).toContainText('母子健康手帳') // G-08
  await expect(cards(page, 'お子さんの登録を受け付けました')).toContainText('【一時保育】') // G-30
  await picture(page, 'g5b-bring')

  // G-06: broken off; the keyword, which is not in the menu, resumes.
  await say(page, '面談予約の再開')
  await expect(newest(page)).toContainText(`目黒 さくら／${futaba}`)
  await picture(page, 'g6-resume')
  const interview = await opened_by(page, newest(page).getByRole('button', { name: `目黒 さくら／${futaba}` }))
  await book(interview, '令和8年7月13日', ['10:00'])
  await expect(interview.getByRole('heading', { name: '予約が完了しました' })).toBeVisible()
  await picture(interview, 'g7-interview-booked')
  await interview.close()
  await expect(talk(page).locator('.sticker')).toHaveCount(1)
  await open_menu(page)
  await menu_button(page, '予約を取り消す').click() // G-18
  await expect(newest(page)).toContainText(`${futaba}（面談用）`)
  await picture(page, 'g8-list')

  // G-09: before the approval nothing can be booked; after it a notice comes.
  await menu_button(page, '予約をする').click()
  await expect(newest(page)).toContainText('まだ予約できません')
  const desk = await desk_of(browser, futaba)
  await desk.getByRole('button', { name: '登録を承認する' }).first().click()
  const told = cards(page, '予約ができるようになりました')
  await expect(told).toBeVisible()
  await expect(told).toContainText('令和9年3月31日') // G-11: to the end of the fiscal year
  await picture(page, 'g9-approved')

  // G-13 to G-17: the calendar with its seats, ten days ahead; hours; booked, with a sticker.
  await open_menu(page)
  await menu_button(page, '予約をする').click()
  const calendar = await opened_by(page, cards(page, '予約する児童と保育園を選んでください').last().getByRole('button', { name: `目黒 さくら／${futaba}` }))
  await expect(calendar.getByText('残り合計')).toBeVisible()
  await expect(calendar.getByRole('button', { name: /^令和8年7月17日/ })).toHaveAttribute('aria-disabled', 'false')
  await expect(calendar.getByRole('button', { name: /^令和8年7月19日/ })).toHaveAttribute('aria-disabled', 'true') // not yet
  await calendar.getByRole('button', { name: /^令和8年7月14日/ }).click()
  await calendar.getByRole('button', { name: /^13:00–/ }).click()
  await expect(calendar.getByRole('button', { name: '2時間以上を選んでください' })).toBeDisabled() // G-14
  await picture(calendar, 'g10-hours', true)
  await calendar.getByRole('button', { name: /^14:00–/ }).click()
  await calendar.getByRole('button', { name: '内容を確かめる' }).click()
  await calendar.getByRole('button', { name: 'はい', exact: true }).dblclick()
  await expect(calendar.getByRole('heading', { name: '予約が完了しました' })).toBeVisible()
  await expect(calendar.getByText('取り消せる')).toBeVisible() // G-19: the deadline is shown while booking
  await picture(calendar, 'g11-booked')
  await calendar.close()
  const done = cards(page, '予約が完了しました')
  await expect(done).toHaveCount(2) // the interview's and this one, each once
  await expect(done.last()).toContainText('一時保育利用申込書兼連絡票') // G-28
  await expect(talk(page).locator('.sticker')).toHaveCount(2) // G-17
  await picture(page, 'g12-receipt')

  // G-15: a second day, and no third.
  await menu_button(page, '予約をする').click()
  const second = await opened_by(page, cards(page, '予約する児童と保育園を選んでください').last().getByRole('button', { name: `目黒 さくら／${futaba}` }))
  await book(second, '令和8年7月15日', ['09:00', '10:00'])
  await expect(second.getByRole('heading', { name: '予約が完了しました' })).toBeVisible()
  await second.close()
  await expect(done).toHaveCount(3)
  await menu_button(page, '予約をする').click()
  await expect(newest(page)).toContainText('これ以上予約できません')
  await picture(page, 'g13-two-days')

  // G-21: the manual sends who wants another day to the telephone; here it is one step, and no seat is lost.
  const bookings = await opened_by(page, rich_menu(page).getByRole('button', { name: '予約を見る' }))
  await bookings.locator('[data-booking]', { hasText: '7月15日' }).getByRole('button', { name: '変更する' }).click()
  await bookings.getByRole('button', { name: /^令和8年7月16日/ }).click()
  for (const hour of ['10:00', '11:00']) await bookings.getByRole('button', { name: new RegExp(`^${hour}–`) }).click()
  await picture(bookings, 'g28-change', true)
  await bookings.getByRole('button', { name: '内容を確かめる' }).click()
  await bookings.getByRole('button', { name: 'はい', exact: true }).click()
  await bookings.getByRole('button', { name: '予約の一覧へ' }).click()
  await expect(bookings.getByRole('heading', { name: /7月16日（木） 10:00–12:00/ })).toBeVisible()
  await expect(bookings.locator('[data-booking]')).toHaveCount(3) // with the interview
  await bookings.close()

  // G-18 to G-20: the list, いいえ changes nothing, はい cancels once.
  await menu_button(page, '予約を取り消す').click()
  const list = talk(page).locator('.carousel').last()
  await expect(list.locator('.card')).toHaveCount(2)
  await list.getByRole('button', { name: 'キャンセル' }).first().click()
  const question = cards(page, 'キャンセルしてもよいですか').last()
  await picture(page, 'g14a-ask')
  await question.getByRole('button', { name: 'いいえ' }).click()
  await expect(newest(page)).toContainText('キャンセルしていません')
  await question.getByRole('button', { name: 'はい' }).click()
  await expect(cards(page, '予約をキャンセルしました')).toHaveCount(1)
  await picture(page, 'g14-cancelled')
  await expect(cards(page, '予約が取り消されました')).toHaveCount(1)
  await question.getByRole('button', { name: 'はい' }).click()
  await expect(newest(page)).toContainText('すでに取り消されたか')

  // G-23: free words reach nobody, and the answer says so.
  await say(page, 'あしたは休みます')
  await expect(newest(page)).toContainText('区や保育園には届きません')
  await picture(page, 'g22-free-words')

  // G-04.1: another nursery; what was entered is not asked again.
  const another = await opened_by(page, menu_button(page, '児童の登録'))
  await another.getByLabel('利用希望の保育園').selectOption({ label: kuwanomi })
  await expect(another.getByLabel('保護者（申請者）の氏名')).toHaveCount(0)
  await another.getByLabel('別の児童を登録する').check() // several children
  await picture(another, 'g23-another-nursery')
  await another.getByRole('button', { name: '次へ' }).click()
  await write_child(another, { name: '目黒 蓮', kana: 'メグロ レン', born: '2022-05-20', sex: '男' })
  await another.getByRole('button', { name: '次へ' }).click()
  await another.getByRole('button', { name: '登録する' }).click()
  await expect(another.getByRole('button', { name: '日を選んでください' })).toBeVisible()
  await another.close()
  await say(page, '面談予約の再開')
  await expect(newest(page)).toContainText(`目黒 蓮／${kuwanomi}`)
})

test('G-25: another LINE account shows nothing; with number and PIN the registration moves, and the old one is told', async ({ page }) => {
  await telephone(page, '恵')
  const joined = cards(page, 'ご家族の登録が完了しました').last()
  await expect(joined).toBeVisible()
  const number = /利用者番号：(\d+)/.exec(await joined.innerText())![1]!

  await telephone(page, '太郎')
  await page.getByRole('button', { name: '友だち追加' }).click()
  await expect(newest(page)).toContainText('友だち追加ありがとうございます')
  const by_menu = await opened_by(page, rich_menu(page).getByRole('button', { name: '登録を引き継ぐ' }))
  await expect(by_menu.getByRole('heading', { name: '登録を引き継ぐ' })).toBeVisible()
  await by_menu.close()
  await open_menu(page)
  await menu_button(page, '予約をする').click()
  await expect(newest(page)).toContainText('児童の登録が必要です')
  const move = await opened_by(page, newest(page).getByRole('button', { name: '登録を引き継ぐ' }))
  await expect(move.getByRole('heading', { name: '登録を引き継ぐ' })).toBeVisible()
  await expect_accessible(move)
  await picture(move, 'g15-take-over')
  await move.getByLabel('利用者番号').last().fill(number)
  await move.getByLabel('暗証番号').fill('9999')
  await move.getByRole('button', { name: 'このLINEに引き継ぐ' }).click()
  await expect(move.getByRole('alert')).toContainText('利用者番号か暗証番号が違います')
  await move.getByLabel('暗証番号').fill('2468')
  await move.getByRole('button', { name: 'このLINEに引き継ぐ' }).click()
  await expect(move.getByRole('heading', { name: '引き継ぎが完了しました' })).toBeVisible()
  await move.close()
  await open_menu(page)
  await menu_button(page, '予約を取り消す').click()
  await expect(cards(page, futaba).last()).toBeVisible() // the notice of the new phone may come before or after it
  await expect(rich_menu(page).getByRole('button', { name: '予約を見る' })).toBeVisible() // the menu of the registered

  await telephone(page, '恵')
  await expect(newest(page)).toContainText('登録が別のLINEに移りました')
  await picture(page, 'g16-old-line-told')
  await expect(rich_menu(page).getByRole('button', { name: '登録を引き継ぐ' })).toBeVisible() // … and of those who are not
  await open_menu(page)
  await menu_button(page, '予約を取り消す').click()
  await expect(newest(page)).toContainText('児童の登録が必要です')
})

test('unlinking: the page says what it means, and LINE shows nothing any more', async ({ page }) => {
  await telephone(page, '太郎')
  const bookings = await opened_by(page, rich_menu(page).getByRole('button', { name: '予約を見る' }))
  await expect(bookings.getByRole('heading', { name: '予約', exact: true })).toBeVisible()
  await bookings.getByRole('link', { name: 'LINEとの連携' }).click()
  await expect(bookings.getByText('からLINEとつながっています')).toBeVisible()
  expect(await has_granted(page)).toBe(true)
  await expect_accessible(bookings)
  await picture(bookings, 'link')
  await bookings.getByRole('button', { name: '連携を解除する' }).click()
  await bookings.getByRole('button', { name: 'いいえ、続けます' }).click()
  await bookings.getByRole('button', { name: '連携を解除する' }).click()
  await bookings.getByRole('button', { name: 'はい、解除します' }).click()
  await expect(bookings.getByText('LINEとの連携を解除しました')).toBeVisible()
  await expect.poll(() => has_granted(page)).toBe(false) // LINE was told: what was granted to the pages is taken back
  await expect(bookings.getByRole('link', { name: 'LINEで開いてつなぐ' })).toBeVisible()
  await expect(rich_menu(page).getByRole('button', { name: '登録を引き継ぐ' })).toBeVisible()
  await open_menu(page)
  await menu_button(page, '予約をする').click()
  await expect(newest(page)).toContainText('児童の登録が必要です')
})

/** Somebody new, from adding the account to the calendar of the interview at `nursery`. */
async function arrives(page: Page, person: string, child: Written, nursery: string): Promise<Page> {
  await telephone(page, person)
  await page.getByRole('button', { name: '友だち追加' }).click()
  await expect(newest(page)).toContainText('友だち追加ありがとうございます')
  await open_menu(page)
  const form = await opened_by(page, menu_button(page, '児童の登録'))
  await write_family(form, child, nursery)
  await form.getByRole('button', { name: '登録する' }).click()
  await expect(form.getByRole('button', { name: '日を選んでください' })).toBeVisible()
  return form
}
const choose_time = async (form: Page, day: string, box: string) => {
  await form.getByRole('button', { name: new RegExp(`^${day}`) }).click()
  await form.getByRole('button', { name: new RegExp(`^${box}–`) }).click()
}

test('G-07, G-16, G-27: a seat that was taken meanwhile, a child that is registered already, an account that is blocked', async ({ page, browser }) => {
  test.setTimeout(180_000)
  const angelica = 'アンジェリカ下目黒2丁目保育園'
  const hers = await arrives(page, '花子', { name: '目黒 湊', kana: 'メグロ ミナト', born: '2024-06-01', sex: '男' }, angelica)
  const other = await (await browser.newContext({ viewport: { width: 390, height: 844 }, locale: 'ja-JP', timezoneId: 'Asia/Tokyo' })).newPage()
  const theirs = await arrives(other, '桜', { name: '目黒 凛', kana: 'メグロ リン', born: '2024-07-01', sex: '女' }, angelica)

  // G-16: both choose the one seat; the second is told, nothing is booked, and other times are offered.
  await choose_time(hers, '令和8年7月16日', '11:00')
  await hers.getByRole('button', { name: '内容を確かめる' }).click()
  await book(theirs, '令和8年7月16日', ['11:00'])
  await expect(theirs.getByRole('heading', { name: '予約が完了しました' })).toBeVisible()
  await hers.getByRole('button', { name: 'はい', exact: true }).click()
  await expect(hers.getByRole('alert')).toContainText('埋まりました')
  await expect_accessible(hers)
  await picture(hers, 'g17-taken', true)
  await hers.close()
  await menu_button(page, '予約を取り消す').click()
  await expect(newest(page)).toContainText('予約がありません')

  // G-07: the same child at the same nursery once more is the registration that waits already.
  const again = await opened_by(page, menu_button(page, '児童の登録'))
  await again.getByLabel('利用希望の保育園').selectOption({ label: angelica })
  await again.getByRole('button', { name: '次へ' }).click()
  await again.getByRole('button', { name: '登録する' }).click()
  await expect(again.getByRole('button', { name: '日を選んでください' })).toBeVisible()
  await book(again, '令和8年7月16日', ['10:00'])
  await expect(again.getByRole('heading', { name: '予約が完了しました' })).toBeVisible()
  await again.close()
  await say(page, '面談予約の再開')
  await expect(newest(page)).toContainText('予約済みです')

  // G-07: the other parent registers the same child from the own account: both are told to call the nursery.
  await theirs.close()
  const double = await opened_by(other, menu_button(other, '児童の登録'))
  await double.getByLabel('利用希望の保育園').selectOption({ label: angelica })
  await double.getByLabel('別の児童を登録する').check()
  await double.getByRole('button', { name: '次へ' }).click()
  await write_child(double, { name: '目黒　湊', kana: 'メグロ ミナト', born: '2024-06-01', sex: '男' })
  await double.getByRole('button', { name: '次へ' }).click()
  await double.getByRole('button', { name: '登録する' }).click()
  await expect(double.getByText('すでに登録されて').first()).toBeVisible()
  await expect_accessible(double)
  await picture(double, 'g24-twice')
  await double.close()
  await expect(cards(other, '登録の確認が必要です')).toHaveCount(1)
  await say(other, '面談予約の再開')
  await expect(newest(other)).toContainText('面談を予約できません')
  await picture(other, 'g25-twice-in-talk')
  const desk = await desk_of(browser, angelica)
  const doubtful = desk.locator('[data-doubtful]')
  await expect(doubtful).toContainText('先の登録')
  await expect_accessible(desk)
  await desk.screenshot({ path: 'build/browser/line-g26-desk-same.png' })
  await doubtful.getByRole('button', { name: '同じお子さん：まとめる' }).click()
  await expect(doubtful).toHaveCount(0)
  await expect(cards(other, '登録を1件にまとめました')).toHaveCount(1)

  // G-09.1: the nursery declines with a reason; who registered is told.
  await desk.locator('li', { hasText: '目黒 凛' }).getByRole('button', { name: 'お断りする' }).click()
  await desk.getByRole('dialog').getByRole('textbox').fill('定員のため')
  await desk.getByRole('dialog').getByRole('button', { name: 'この内容で伝える' }).click()
  await expect(cards(other, '登録をお受けできませんでした')).toContainText('定員のため')
  await picture(other, 'g27-declined')

  // G-27: blocked, nothing arrives; the page says so, and what was sent can be read there.
  await expect(cards(page, '予約が完了しました')).toHaveCount(1)
  const before = await talk(page).locator('.card').count()
  const pages = await opened_by(page, rich_menu(page).getByRole('button', { name: '予約を見る' }))
  await page.getByRole('button', { name: 'ブロック' }).click()
  await pages.getByRole('link', { name: 'LINEとの連携' }).click()
  await expect(async () => {
    await pages.reload()
    await expect(pages.getByText('ブロックされているため')).toBeVisible({ timeout: 1000 })
  }).toPass()
  await picture(pages, 'g18-blocked')
  await pages.getByRole('link', { name: 'お知らせ' }).click()
  await expect(pages.getByText('予約が完了しました').first()).toBeVisible()
  await pages.getByRole('link', { name: '予約', exact: true }).click()
  await pages.getByRole('button', { name: '取り消す' }).click()
  await pages.getByRole('button', { name: 'はい、取り消します' }).click()
  await expect(pages.getByText('予約がありません。')).toBeVisible()
  await pages.close()
  await page.waitForTimeout(1500)
  await expect(talk(page).locator('.card')).toHaveCount(before)
  await page.getByRole('button', { name: '友だち追加' }).click()
  await expect(newest(page)).toContainText('友だち追加ありがとうございます')
  await expect(rich_menu(page).getByRole('button', { name: '予約を見る' })).toBeVisible() // the registration stayed
})

test('U-09: the second parent comes into the family by an invitation, inside LINE, and goes on where the first stands', async ({ page }) => {
  await telephone(page, '花子')
  const hers = await opened_by(page, rich_menu(page).getByRole('button', { name: '予約を見る' }))
  await hers.getByRole('link', { name: 'LINEとの連携' }).click()
  await hers.getByRole('button', { name: 'ご家族を招待する' }).click()
  await hers.getByRole('button', { name: 'ほかの方を招待する' }).click()
  await hers.getByLabel('招待する方の呼び名').fill('パパ')
  await hers.getByRole('radio', { name: /^保護者/ }).check()
  await hers.getByRole('button', { name: '招待のリンクを作る' }).click()
  const link = await hers.locator('.link').innerText()
  await picture(hers, 'g19-invite', true)
  await hers.close()

  await telephone(page, '大輝')
  await page.getByRole('button', { name: '友だち追加' }).click()
  await expect(newest(page)).toContainText('友だち追加ありがとうございます')
  await page.context().clearCookies({ name: /hagukumi/ }) // another phone: its browser knows nobody
  const join = await page.context().newPage()
  await join.setViewportSize({ width: 390, height: 844 })
  await join.goto(link)
  await expect_accessible(join)
  await join.getByRole('link', { name: 'LINEで参加する' }).click()
  await expect(join.getByRole('heading', { name: 'ご家族の登録への招待' })).toBeVisible()
  await expect(join.getByText('目黒 恵さんから')).toBeVisible()
  expect(join.url()).not.toContain('invitation')
  await join.getByLabel('あなたのお名前').fill('目黒 大輝')
  await join.getByLabel('暗証番号').fill('1234')
  await join.getByRole('button', { name: '参加する' }).click()
  await expect(join.getByRole('alert')).toBeVisible() // too plain a PIN; what was typed stays
  await expect(join.getByLabel('あなたのお名前')).toHaveValue('目黒 大輝')
  await join.getByLabel('暗証番号').fill('8642')
  await expect_accessible(join)
  await picture(join, 'g20-join')
  await join.getByRole('button', { name: '参加する' }).dblclick()
  await expect(join.getByRole('heading', { name: 'ご家族の登録に入りました' })).toBeVisible()
  await expect_accessible(join)
  await join.close()
  await say(page, '面談予約の再開')
  await expect(newest(page)).toContainText('目黒 湊／アンジェリカ下目黒2丁目保育園')
  await expect(rich_menu(page).getByRole('button', { name: '予約を見る' })).toBeVisible()
  await picture(page, 'g21-second-parent')

  await telephone(page, '花子')
  await expect(cards(page, '目黒 大輝').last()).toBeVisible() // the first was told
})
