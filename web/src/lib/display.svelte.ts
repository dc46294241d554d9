// How the pages look on this phone: bright or dark, stronger contrast, larger text.  The system's choice holds until
// somebody makes another one here.
const slot = 'hagukumi-display'

export const themes = ['auto', 'light', 'dark'] as const
export const contrasts = ['auto', 'more'] as const
export const sizes = ['normal', 'large', 'larger'] as const
export type Display = { theme: (typeof themes)[number]; contrast: (typeof contrasts)[number]; size: (typeof sizes)[number] }

const is_dark = matchMedia('(prefers-color-scheme: dark)')
const wants_more = matchMedia('(prefers-contrast: more)')

function kept(): Display {
  const usual: Display = { theme: 'auto', contrast: 'auto', size: 'normal' }
  return { ...usual, ...(JSON.parse(localStorage.getItem(slot) ?? '{}') as Partial<Display>) }
}
let chosen = $state(kept())

function apply() {
  const { dataset } = document.documentElement
  dataset.theme = chosen.theme === 'auto' ? (is_dark.matches ? 'dark' : 'light') : chosen.theme
  dataset.contrast = chosen.contrast === 'more' || wants_more.matches ? 'more' : 'usual'
  dataset.size = chosen.size
}
apply()
is_dark.addEventListener('change', apply)
wants_more.addEventListener('change', apply)

export const display = {
  get chosen() {
    return chosen
  },
  choose(next: Partial<Display>) {
    chosen = { ...chosen, ...next }
    localStorage.setItem(slot, JSON.stringify(chosen))
    apply()
  },
}
