// The office's gallery: every page of the office at 1280 pixels, in docs/img/office.
//     npm run gallery:office
import { defineConfig } from '@playwright/test'
import base from './playwright.config.ts'

export default defineConfig({ ...base, testMatch: 'office-gallery.ts', projects: [{ name: 'gallery' }], timeout: 600_000 })
