import { svelte } from '@sveltejs/vite-plugin-svelte'
import { createHash } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { resolve } from 'node:path'
import { gzipSync } from 'node:zlib'
import type { Plugin } from 'vite'
import { defineConfig } from 'vitest/config'

const page = (name: string) => resolve(import.meta.dirname, 'web', `${name}.html`)

const most_script = 80_000 // bytes, compressed, that a parent's first page may load: a phone on a slow line waits for them

/** The script of the first page is what it imports at once, and the texts of one language. */
function first_page_budget(): Plugin {
  return {
    name: 'first-page-budget',
    apply: 'build',
    generateBundle(_, bundle) {
      const size = (name: string) => gzipSync((bundle[name] as { code: string }).code, { level: 9 }).length
      const chunks = Object.values(bundle).filter((one) => one.type === 'chunk')
      const first = new Set<string>()
      const add = (name: string) => {
        if (first.has(name)) return
        first.add(name)
        const chunk = bundle[name]
        if (chunk?.type === 'chunk') chunk.imports.forEach(add)
      }
      for (const chunk of chunks) if (chunk.isEntry && chunk.name === 'parent') add(chunk.fileName)
      const texts = chunks.filter(language_of).map((one) => size(one.fileName))
      if (texts.length < 9) this.error('the texts of a language are no file of their own any more')
      const total = [...first].reduce((sum, name) => sum + size(name), 0) + Math.max(...texts)
      if (total > most_script) this.error(`a parent's first page loads ${total} bytes of script; at most ${most_script} are allowed`)
      this.info(`a parent's first page loads ${total} bytes of script, compressed`)
    },
  }
}

/** The texts of one language, by the module of a chunk; "ja", "vi". */
const language_of = (chunk: { facadeModuleId?: string | null }) => /texts\/([a-z-]+)\.ts$/.exec(chunk.facadeModuleId ?? '')?.[1]

/** Writes sw.js, with the names of all that the parents' pages and the desk load; the reader of QR codes and a language
 *  beside Japanese and English come with their first use. */
function service_worker(): Plugin {
  return {
    name: 'service-worker',
    apply: 'build',
    generateBundle(_, bundle) {
      const assets = new Set<string>()
      const add = (name: string) => {
        const chunk = bundle[name]
        if (assets.has(name) || !chunk) return
        if (chunk.type === 'chunk' && !['ja', 'en', undefined].includes(language_of(chunk))) return
        assets.add(name)
        if (chunk.type !== 'chunk') return
        for (const other of [...chunk.imports, ...chunk.dynamicImports, ...(chunk.viteMetadata?.importedCss ?? [])]) add(other)
      }
      for (const chunk of Object.values(bundle)) if (chunk.type === 'chunk' && chunk.isEntry && (chunk.name === 'parent' || chunk.name === 'desk')) add(chunk.fileName)
      const list = JSON.stringify([...assets].sort().map((name) => `/${name}`))
      const source = readFileSync(resolve(import.meta.dirname, 'web/src/sw.js'), 'utf8')
        .replace('/* written by vite.config.ts */ []', list)
        .replace("/* written by vite.config.ts */ ''", `'${createHash('sha256').update(list).digest('hex').slice(0, 12)}'`)
      this.emitFile({ type: 'asset', fileName: 'sw.js', source })
    },
  }
}

// Four pages, no inline script and no data: addresses, so that the policy of the server can be strict.
export default defineConfig({
  root: 'web',
  plugins: [svelte({ configFile: false }), service_worker(), first_page_budget()],
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
