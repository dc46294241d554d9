// How the pages look.
export const display = {
  display_title: '画面の見やすさ',
  display_help: 'このスマートフォンの画面だけが変わります。',
  display_theme: '明るさ',
  display_theme_auto: 'スマートフォンの設定に合わせる',
  display_theme_light: '明るい画面',
  display_theme_dark: '暗い画面',
  display_contrast: '文字と線のはっきりさ',
  display_contrast_auto: 'スマートフォンの設定に合わせる',
  display_contrast_more: 'はっきり表示する（模様を消します）',
  display_size: '文字の大きさ',
  display_size_normal: 'ふつう',
  display_size_large: '大きい',
  display_size_larger: 'とても大きい',
} as const
