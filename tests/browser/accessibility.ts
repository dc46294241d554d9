// Writes docs/accessibility.md and docs/accessibility.ja.md: the success criteria of WCAG 2.2 AA, with those of JIS X
// 8341-3:2016 among them, how each was looked at on the pages for parents, and what was found.
import type { Page } from '@playwright/test'
import { AxeBuilder } from '@axe-core/playwright'
import { readFileSync, writeFileSync } from 'node:fs'
import { resolve } from 'node:path'
import { expect, test } from './support/accounts.ts'
import { criteria, probe_names, quiet_probes, type Criterion, type ProbeName } from './support/criteria.ts'
import { probe } from './support/probes.ts'
import { arrive, show, visits } from './support/pages.ts'

const root = resolve(import.meta.dirname, '../..')
const levels = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa']
const looks = [
  { theme: 'light', contrast: 'auto', size: 'normal' },
  { theme: 'dark', contrast: 'auto', size: 'normal' },
  { theme: 'light', contrast: 'more', size: 'larger' },
]

/** What was found out, of a criterion by axe's rules, and of a probe by itself. */
const rules = new Map<string, Set<string>>() // "1.4.3" → "color-contrast"
const faults: string[] = []
const seen = new Map<ProbeName, number>()
let pages = 0

/** "wcag143" → "1.4.3" */
const number_of = (tag: string) => /^wcag(\d)(\d)(\d+)$/.exec(tag)?.slice(1).join('.')

async function look_by_axe(page: Page, where: string): Promise<void> {
  const found = await new AxeBuilder({ page }).withTags(levels).analyze()
  for (const rule of found.passes) for (const number of rule.tags.map(number_of)) if (number) rules.set(number, (rules.get(number) ?? new Set()).add(rule.id))
  for (const rule of found.violations) faults.push(`${rule.tags.map(number_of).find(Boolean) ?? ''} ${where}: ${rule.id} ${rule.nodes[0]!.html}`)
}

for (const visit of visits)
  test(`the pages of ${visit.municipality ?? 'anybody'}`, async ({ page }) => {
    await page.setViewportSize({ width: 390, height: 844 })
    await page.goto('/')
    await arrive(page, visit)
    const menus = new Set<string>()
    for (const one of visit.pages) {
      pages += 1
      for (const display of looks) {
        await page.evaluate((chosen) => localStorage.setItem('hagukumi-display', chosen), JSON.stringify(display))
        await page.setViewportSize({ width: 390, height: 12_000 }) // all of it, so that nothing lies under the bar
        await show(page, visit, one, 'ja')
        await look_by_axe(page, `${one.name}, ${display.theme}, ${display.contrast}`)
      }
      await page.evaluate(() => localStorage.removeItem('hagukumi-display'))
      let is_fresh = false
      for (const name of probe_names) {
        if (!is_fresh) {
          await page.setViewportSize({ width: 390, height: 844 })
          await show(page, visit, one, 'ja')
        }
        is_fresh = quiet_probes.some((quiet) => quiet === name)
        const found = await probe(name, page, { menus, is_signed_in: visit.municipality !== undefined })
        seen.set(name, (seen.get(name) ?? 0) + 1)
        for (const fault of found) faults.push(`${name} ${one.name}: ${fault}`)
      }
    }
  })

// ── the report ──

const words = {
  ja: {
    title: '# アクセシビリティの試験結果',
    head: (date: string) => `\`npm run accessibility\` が作ったページです（${date}）。保護者向けの${pages}ページを、明るい・暗い・強いコントラストと大きな文字の3通りで、axe と下の検査で調べました。目標は **WCAG 2.2 のレベルA・AA** で、JIS X 8341-3:2016 のレベルAAの38項目（○印）はその中に含まれます。\n\n「問題なし」は、その調べ方では問題が見つからなかったという意味で、機械にわからないことまでは言えません。これは開発者による試験です。**外部の検査機関、障害のある方、支援技術の利用者による確認は受けていません。** 運用する自治体は、自分の試験と方針の公開を別に行ってください。9つの言語での画面は[言語](languages.md)（英語）にあります。`,
    columns: '| 達成基準 | 等級 | JIS | 結果 | どう調べたか |',
    fine: '問題なし',
    read: '目視',
    fault: '問題あり',
    rules: (all: string) => `axe：${all}`,
    probes: '検査',
    faults: '## 見つかったこと',
    none: 'ありません。',
    what: '## 検査',
  },
  en: {
    title: '# The report on accessibility',
    head: (date: string) => `Made by \`npm run accessibility\` (${date}). The ${pages} pages for parents were looked at in light, in dark, and in strong contrast with large text, by axe and by the probes below. The aim is **WCAG 2.2, levels A and AA**; the 38 criteria of JIS X 8341-3:2016 AA are among them (○).\n\n“No fault” says that this way of looking found none, and nothing of what no machine can see. These are the developers' own tests. **No outside examiner, nobody with a disability and no user of assistive technology has looked at the pages yet.** A municipality publishes its own tests and policy beside this. What the pages look like in nine languages: [languages](languages.md).`,
    columns: '| criterion | level | JIS | result | how it was looked at |',
    fine: 'no fault',
    read: 'read',
    fault: 'fault',
    rules: (all: string) => `axe: ${all}`,
    probes: 'probe',
    faults: '## What was found',
    none: 'Nothing.',
    what: '## The probes',
  },
}
type Language = keyof typeof words

const what_probes_do: Record<ProbeName, Record<Language, string>> = {
  reflow: { ja: '幅320pxで、横にはみ出すものがない', en: 'At 320 px nothing stands out to the side' },
  spacing: { ja: '行間1.5、字間0.12em、語間0.16em、段落2emで、切れる文字がない', en: 'With line height 1.5, letters 0.12em, words 0.16em and paragraphs 2em apart nothing is cut' },
  zoom: { ja: '文字を200％にして、切れたりはみ出したりしない', en: 'At text of 200 % nothing is cut and nothing stands out' },
  keyboard: { ja: 'Tabキーですべてに届き、抜けられ、フォーカスが見え、隠れず、それだけでは何も起きない', en: 'The Tab key reaches everything and leaves it; the focus is seen, not covered, and does nothing by itself' },
  orientation: { ja: '横向きでも同じ見出しと同じ部品がある', en: 'Turned sideways there are the same heading and the same controls' },
  no_media: { ja: '音声も映像もない', en: 'There is neither sound nor film' },
  no_motion: { ja: '動き続けるもの、光るものがない', en: 'Nothing goes on moving or flashing' },
  title: { ja: '題名にページの見出しと自治体の名前がある。見出し（h1）は1つ', en: 'The title has the page’s heading and the municipality; there is one h1' },
  menu: { ja: 'メニューは、どのページでも同じ順に並ぶ', en: 'The menu has the same order on every page' },
  help: { ja: '助けへの道が、どのページでも同じ所にある', en: 'The way to help is at the same place on every page' },
  labels: { ja: '見えている言葉は、読み上げられる名前に入っている', en: 'The words that are seen are in the name that is read aloud' },
  targets: { ja: '押す所は44px四方以上（カレンダーの日は幅40px以上）', en: 'What is pressed is 44 px wide and high at least (days of a calendar 40 px wide)' },
  no_keys: { ja: '文字1つのショートカットがない', en: 'There is no shortcut of a single letter' },
  no_dragging: { ja: '引きずる操作、端末を動かす操作、押した瞬間に決まる操作がない', en: 'Nothing is dragged, no device is moved, nothing happens when a finger goes down' },
  no_pictures_of_text: { ja: '画像の文字がない（二次元コードを除く）', en: 'No text is a picture (but QR codes)' },
  heading_focus: { ja: '次のページへ進むと、その見出しにフォーカスが移る', en: 'After a step to another page its heading has the focus' },
}

/** A test that is named stands in its file. */
function stands(named: string): boolean {
  const [file, name] = [named.slice(0, named.indexOf(': ')), named.slice(named.indexOf(': ') + 2)]
  return readFileSync(resolve(import.meta.dirname, file), 'utf8').includes(`test('${name}`) || readFileSync(resolve(import.meta.dirname, file), 'utf8').includes(`test(\`${name}`)
}

function row(one: Criterion, language: Language): string {
  const said = words[language]
  const by = [...(rules.get(one.number) ?? [])].sort()
  const how = [...(by.length ? [said.rules(by.join(', '))] : []), ...(one.probes ?? []).map((name) => `${said.probes} ${name}`), ...(one.tests ?? []).map((named) => `\`${named}\``), ...(one.read ? [one.read[language]] : [])]
  const has_fault = faults.some((fault) => fault.startsWith(`${one.number} `) || one.probes?.some((name) => fault.startsWith(`${name} `)))
  const only_read = !by.length && !one.probes && !one.tests
  return `| ${one.number} ${one[language]} | ${one.level} | ${one.jis ? '○' : ''} | ${has_fault ? said.fault : only_read ? said.read : said.fine} | ${how.join('; ')} |`
}

test('the report', () => {
  const date = new Date().toISOString().slice(0, 10)
  for (const language of ['ja', 'en'] as const) {
    const said = words[language]
    const text = [
      said.title, '', said.head(date), '', said.columns, '|---|---|---|---|---|', ...criteria.map((one) => row(one, language)), '',
      said.what, '', ...probe_names.map((name) => `- **${name}**: ${what_probes_do[name][language]}`), '',
      said.faults, '', ...(faults.length ? faults.map((fault) => `- \`${fault.replaceAll('`', '')}\``) : [said.none]), '',
    ]
    writeFileSync(resolve(root, language === 'ja' ? 'docs/accessibility.ja.md' : 'docs/accessibility.md'), text.join('\n'))
  }
  const looked_at = criteria.filter((one) => rules.has(one.number) || one.probes || one.tests || one.read)
  expect(criteria.filter((one) => !looked_at.includes(one)).map((one) => one.number)).toEqual([])
  expect(criteria.flatMap((one) => one.tests ?? []).filter((named) => !stands(named))).toEqual([])
  expect(criteria.filter((one) => one.jis)).toHaveLength(38)
  expect(Math.min(...probe_names.map((name) => seen.get(name) ?? 0))).toBe(pages)
  expect(faults).toEqual([])
})
