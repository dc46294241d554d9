import { svelte } from '@sveltejs/vite-plugin-svelte'
import { resolve } from 'node:path'
import { defineConfig } from 'vitest/config'

const page = (name: string) => resolve(import.meta.dirname, 'web', `${name}.html`)

// Four pages, no inline script and no data: addresses, so that the policy of the server can be strict.
export default defineConfig({
  root: 'web',
  plugins: [svelte({ configFile: false })],
  build: {
    outDir: 'dist',
    emptyOutDir: true,
    target: 'es2022',
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
    rollupOptions: { input: { index: page('index'), parent: page('parent'), desk: page('desk'), office: page('office') } },
  },
  test: { root: 'web', include: ['tests/**/*.test.ts'], reporters: [resolve(import.meta.dirname, 'web/tests/summary.mjs')] },
})
