// The report on accessibility: every page for parents, in docs/accessibility.md and docs/accessibility.ja.md.
//     npm run accessibility
import { defineConfig } from '@playwright/test'
import base from './playwright.config.ts'

export default defineConfig({ ...base, testMatch: 'accessibility.ts', projects: [{ name: 'accessibility' }], workers: 1, timeout: 900_000 })
