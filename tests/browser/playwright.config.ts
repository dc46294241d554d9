// Journeys in a real browser against the real program, which runs the demonstration at a fixed date.
import { defineConfig } from '@playwright/test'
import { resolve } from 'node:path'

const root = resolve(import.meta.dirname, '../..')
const args = ['--disable-gpu', '--disable-quic', '--no-first-run', '--disable-background-networking', '--disable-component-update', '--disable-sync']
const chrome = { executablePath: process.env.CHROMIUM ?? '/usr/bin/chromium-headless-shell', chromiumSandbox: false, args }
/** A browser whose camera sees the film of a poster (support/setup.ts). */
const camera_on = (film: string) => ({ ...chrome, args: [...args, '--use-fake-device-for-media-stream', '--use-fake-ui-for-media-stream', `--use-file-for-fake-video-capture=${resolve(root, 'build/browser', film)}`] })

export const port = Number(process.env.HAGUKUMI_PORT ?? 4399) // another where two of us test on one machine
export const line_port = port - 1 // of the stand-in for LINE
export const push_port = port + 1 // of the stand-in for a push service (push.spec.ts)

export default defineConfig({
  testDir: '.',
  outputDir: resolve(root, 'build/browser/results'),
  workers: 2,
  forbidOnly: true,
  timeout: 60_000,
  reporter: [[resolve(import.meta.dirname, 'support/summary.mjs')]],
  globalSetup: resolve(import.meta.dirname, 'support/setup.ts'),
  use: {
    baseURL: `http://127.0.0.1:${port}`,
    viewport: { width: 390, height: 844 },
    hasTouch: true,
    locale: 'ja-JP',
    timezoneId: 'Asia/Tokyo',
    // Where a test breaks the network by itself the kept shell would stand in between; offline.spec.ts lets it in.
    contextOptions: { reducedMotion: 'reduce', serviceWorkers: 'block' },
    launchOptions: chrome,
  },
  projects: [
    { name: 'screens', testIgnore: /camera/ },
    { name: 'camera', testMatch: /use\.camera/, use: { launchOptions: camera_on('poster-131016.y4m') } },
    { name: 'camera in LINE', testMatch: /line\.camera/, use: { launchOptions: camera_on('poster-131202.y4m') } },
  ],
})
