// How soon the first page can be used on a phone: on a machine that does nothing else, for it is a matter of time.
//     npm run first-page
import { defineConfig } from '@playwright/test'
import base from './playwright.config.ts'

export default defineConfig({ ...base, testMatch: 'first-page.ts', projects: [{ name: 'first page' }], workers: 1 })
