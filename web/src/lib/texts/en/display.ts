import type { display as ja } from '../ja/display.ts'

export const display: Record<keyof typeof ja, string> = {
  display_title: 'How the screen looks',
  display_help: 'Only this phone\'s screen changes.',
  display_theme: 'Brightness',
  display_theme_auto: 'As the phone is set',
  display_theme_light: 'Light',
  display_theme_dark: 'Dark',
  display_contrast: 'Contrast',
  display_contrast_auto: 'As the phone is set',
  display_contrast_more: 'Stronger (without patterns)',
  display_size: 'Size of the text',
  display_size_normal: 'Normal',
  display_size_large: 'Large',
  display_size_larger: 'Very large',
}
