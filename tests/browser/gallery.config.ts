// The gallery: every page for parents in every language at three widths, as contact sheets in docs/img/languages.
//     npm run gallery
import { defineConfig } from '@playwright/test'
import base from './playwright.config.ts'

export default defineConfig({ ...base, testMatch: 'gallery.ts', projects: [{ name: 'gallery' }], timeout: 1_800_000 })
