// The success criteria of WCAG 2.2, levels A and AA (those of JIS X 8341-3:2016 are marked), and how each is looked at on
// the pages for parents.  A criterion that nothing looks at is a fault of the report.

export interface Criterion {
  number: string
  level: 'A' | 'AA'
  /** Of JIS X 8341-3:2016, which is WCAG 2.0. */
  jis: boolean
  ja: string
  en: string
  /** Probes of accessibility.ts, by their name. */
  probes?: ProbeName[]
  /** Tests of other files: "file: beginning of the test's name". */
  tests?: string[]
  /** What an engineer has read on the pages; no outsider has. */
  read?: { ja: string; en: string }
}

/** Those that leave the page as it was come first. */
export const quiet_probes = ['no_media', 'no_motion', 'title', 'menu', 'help', 'labels', 'targets', 'no_keys', 'no_dragging', 'no_pictures_of_text'] as const
export const probe_names = [...quiet_probes, 'keyboard', 'reflow', 'spacing', 'zoom', 'orientation', 'heading_focus'] as const
export type ProbeName = (typeof probe_names)[number]

const a = (number: string, ja: string, en: string, more: Partial<Criterion> = {}): Criterion => ({ number, level: 'A', jis: true, ja, en, ...more })
const aa = (number: string, ja: string, en: string, more: Partial<Criterion> = {}): Criterion => ({ ...a(number, ja, en, more), level: 'AA' })
const later = (one: Criterion): Criterion => ({ ...one, jis: false })

export const criteria: Criterion[] = [
  a('1.1.1', '非テキストコンテンツ', 'Non-text Content'),
  a('1.2.1', '音声だけ及び映像だけ（収録済み）', 'Audio-only and Video-only (Prerecorded)', { probes: ['no_media'] }),
  a('1.2.2', 'キャプション（収録済み）', 'Captions (Prerecorded)', { probes: ['no_media'] }),
  a('1.2.3', '音声解説、又はメディアに対する代替（収録済み）', 'Audio Description or Media Alternative (Prerecorded)', { probes: ['no_media'] }),
  aa('1.2.4', 'キャプション（ライブ）', 'Captions (Live)', { probes: ['no_media'] }),
  aa('1.2.5', '音声解説（収録済み）', 'Audio Description (Prerecorded)', { probes: ['no_media'] }),
  a('1.3.1', '情報及び関係性', 'Info and Relationships'),
  a('1.3.2', '意味のあるシーケンス', 'Meaningful Sequence', { probes: ['keyboard'] }),
  a('1.3.3', '感覚的な特徴', 'Sensory Characteristics', { read: { ja: '「右の」「丸い」など、形や位置だけで指す文はない', en: 'No sentence points by form or place alone' } }),
  later(aa('1.3.4', '表示の向き', 'Orientation', { probes: ['orientation'] })),
  later(aa('1.3.5', '入力目的の特定', 'Identify Input Purpose')),
  a('1.4.1', '色の使用', 'Use of Color', { tests: ['journeys.spec.ts: M-10, M-12: eight coupons'] }),
  a('1.4.2', '音声の制御', 'Audio Control', { probes: ['no_media'] }),
  aa('1.4.3', 'コントラスト（最低限レベル）', 'Contrast (Minimum)', { tests: ['display.spec.ts: the screen is dark'] }),
  aa('1.4.4', 'テキストのサイズ変更', 'Resize Text', { probes: ['zoom'] }),
  aa('1.4.5', '文字画像', 'Images of Text', { probes: ['no_pictures_of_text'] }),
  later(aa('1.4.10', 'リフロー', 'Reflow', { probes: ['reflow'] })),
  later(aa('1.4.11', '非テキストのコントラスト', 'Non-text Contrast', { tests: ['keyboard.spec.ts: G-13'], read: { ja: '枠、アイコン、フォーカスの印の色を3対1以上に選んでいる', en: 'Borders, icons and the mark of the focus were chosen with 3 to 1 or more' } })),
  later(aa('1.4.12', 'テキストの間隔', 'Text Spacing', { probes: ['spacing'] })),
  later(aa('1.4.13', 'ホバー又はフォーカスで表示されるコンテンツ', 'Content on Hover or Focus', { read: { ja: 'ホバーやフォーカスで現れる内容はない', en: 'Nothing appears on hover or focus' } })),
  a('2.1.1', 'キーボード', 'Keyboard', { probes: ['keyboard'], tests: ['keyboard.spec.ts: G-13'] }),
  a('2.1.2', 'キーボードトラップなし', 'No Keyboard Trap', { probes: ['keyboard'] }),
  later(a('2.1.4', '文字キーのショートカット', 'Character Key Shortcuts', { probes: ['no_keys'] })),
  a('2.2.1', 'タイミング調整可能', 'Timing Adjustable', { tests: ['applications.spec.ts: O-01, O-02, O-08'], read: { ja: '保護者のログインは30日続き、書きかけの申請は保存される', en: 'A parent stays signed in for thirty days, and what is half written is kept' } }),
  a('2.2.2', '一時停止、停止及び非表示', 'Pause, Stop, Hide', { probes: ['no_motion'] }),
  a('2.3.1', '3回の閃光、又は閾値以下', 'Three Flashes or Below Threshold', { probes: ['no_motion'] }),
  a('2.4.1', 'ブロックスキップ', 'Bypass Blocks'),
  a('2.4.2', 'ページタイトル', 'Page Titled', { probes: ['title'] }),
  a('2.4.3', 'フォーカス順序', 'Focus Order', { probes: ['keyboard', 'heading_focus'] }),
  a('2.4.4', 'リンクの目的（コンテキスト内）', 'Link Purpose (In Context)'),
  aa('2.4.5', '複数の手段', 'Multiple Ways', { probes: ['menu', 'help'] }),
  aa('2.4.6', '見出し及びラベル', 'Headings and Labels', { probes: ['title'] }),
  aa('2.4.7', 'フォーカスの可視化', 'Focus Visible', { probes: ['keyboard'] }),
  later(aa('2.4.11', '隠されないフォーカス（最低限）', 'Focus Not Obscured (Minimum)', { probes: ['keyboard'] })),
  later(a('2.5.1', 'ポインタのジェスチャ', 'Pointer Gestures', { probes: ['no_dragging'] })),
  later(a('2.5.2', 'ポインタのキャンセル', 'Pointer Cancellation', { probes: ['no_dragging'] })),
  later(a('2.5.3', '名前（name）のラベル', 'Label in Name', { probes: ['labels'] })),
  later(a('2.5.4', '動きによる起動', 'Motion Actuation', { probes: ['no_dragging'] })),
  later(aa('2.5.7', 'ドラッグ動作', 'Dragging Movements', { probes: ['no_dragging'] })),
  later(aa('2.5.8', 'ターゲットのサイズ（最低限）', 'Target Size (Minimum)', { probes: ['targets'] })),
  a('3.1.1', 'ページの言語', 'Language of Page', { tests: ['languages.spec.ts: U-05: the pages for parents'] }),
  aa('3.1.2', '一部分の言語', 'Language of Parts', { tests: ['languages.spec.ts: U-05: in plain Japanese'] }),
  a('3.2.1', 'フォーカス時', 'On Focus', { probes: ['keyboard'] }),
  a('3.2.2', '入力時', 'On Input', { tests: ['find.spec.ts: M-11'] }),
  aa('3.2.3', '一貫したナビゲーション', 'Consistent Navigation', { probes: ['menu'] }),
  aa('3.2.4', '一貫した識別性', 'Consistent Identification', { probes: ['menu'] }),
  later(a('3.2.6', '一貫したヘルプ', 'Consistent Help', { probes: ['help'] })),
  a('3.3.1', 'エラーの特定', 'Error Identification', { tests: ['applications.spec.ts: O-01, O-02, O-08', 'journeys.spec.ts: M-16.1'] }),
  a('3.3.2', 'ラベル又は説明', 'Labels or Instructions'),
  aa('3.3.3', 'エラー修正の提案', 'Error Suggestion', { tests: ['journeys.spec.ts: M-16.1', 'journeys.spec.ts: U-01: a Vietnamese'] }),
  aa('3.3.4', 'エラー回避（法的、金融及びデータ）', 'Error Prevention (Legal, Financial, Data)', { tests: ['journeys.spec.ts: M-16, N-14', 'booking.spec.ts: G-13, G-14'] }),
  later(a('3.3.7', '冗長な入力項目', 'Redundant Entry', { tests: ['applications.spec.ts: O-01, O-02, O-08'], read: { ja: '一度書いた住所や名前は、次の申請に入っている', en: 'Addresses and names once written stand in the next form' } })),
  later(aa('3.3.8', 'アクセシブルな認証（最低限）', 'Accessible Authentication (Minimum)', { tests: ['passkey.spec.ts: a passkey signs in', 'account.spec.ts: M-25: a link'] })),
  a('4.1.1', '構文解析', 'Parsing', { read: { ja: 'WCAG 2.2で廃止。ページはSvelteが書き出す', en: 'Gone from WCAG 2.2; Svelte writes the pages' } }),
  a('4.1.2', '名前（name）、役割（role）及び値（value）', 'Name, Role, Value'),
  later(aa('4.1.3', 'ステータスメッセージ', 'Status Messages', { tests: ['find.spec.ts: M-11', 'corrections.spec.ts: M-24'] })),
]
