import { svelte } from '@sveltejs/vite-plugin-svelte'
import { createHash } from 'node:crypto'
import { readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { resolve } from 'node:path'
import { brotliCompressSync, constants, gzipSync } from 'node:zlib'
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

/** Beside each file that becomes much smaller its .br and .gz, which the server hands to browsers that take them. */
function compressed(): Plugin {
  return {
    name: 'compressed',
    apply: 'build',
    writeBundle() {
      const folder = resolve(import.meta.dirname, 'web/dist')
      for (const name of readdirSync(folder, { recursive: true, encoding: 'utf8' })) {
        if (!/\.(js|css|html|svg|json|webmanifest|wasm)$/.test(name)) continue
        const content = readFileSync(resolve(folder, name))
        const brotli = brotliCompressSync(content, { params: { [constants.BROTLI_PARAM_SIZE_HINT]: content.length } })
        if (brotli.length > content.length * 0.9) continue
        writeFileSync(resolve(folder, `${name}.br`), brotli)
        writeFileSync(resolve(folder, `${name}.gz`), gzipSync(content, { level: 9 }))
      }
    },
  }
}

/** The Japanese texts are asked for beside the script that will ask for them: a step less on a phone's network. */
function texts_beside_the_script(): Plugin {
  return {
    name: 'texts-beside-the-script',
    apply: 'build',
    transformIndexHtml: {
      order: 'post',
      handler(_, { bundle }) {
        const texts = Object.values(bundle ?? {}).find((one) => one.type === 'chunk' && language_of(one) === 'ja')
        if (texts?.type !== 'chunk') throw new Error('the Japanese texts are no file of their own any more')
        return [texts.fileName, ...texts.imports].map((name) => ({ tag: 'link', attrs: { rel: 'modulepreload', crossorigin: true, href: `/${name}` }, injectTo: 'head' as const }))
      },
    },
  }
}

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

interface Modules {
  getModuleInfo: (id: string) => { importedIds: string[] } | null
}
/** What a page begins with, whatever is pressed later, behind the script that its HTML names. */
const beginning = new Map<string, Set<string>>()
function begins_with(name: string, id: string, modules: Modules): boolean {
  const imports_of = (one: string) => modules.getModuleInfo(one)?.importedIds ?? []
  const all = beginning.get(name) ?? new Set<string>()
  const add = (one: string) => {
    if (all.has(one)) return
    all.add(one)
    imports_of(one).forEach(add)
  }
  if (!beginning.has(name)) imports_of(page(name)).flatMap(imports_of).forEach(add)
  beginning.set(name, all)
  return all.has(id)
}
/** A parent's page begins with its own file and one that it shares with others. Twenty small ones would cost a phone four
 *  ways there and back. */
const shared = (id: string, modules: Modules) => (begins_with('parent', id, modules) && ['index', 'desk', 'office'].some((name) => begins_with(name, id, modules)) ? 'shared' : null)
const for_parents = (id: string, modules: Modules) => (begins_with('parent', id, modules) ? 'parents' : null)

// Four pages, no inline script and no data: addresses, so that the policy of the server can be strict.
export default defineConfig({
  root: 'web',
  plugins: [svelte({ configFile: false }), service_worker(), first_page_budget(), texts_beside_the_script(), compressed()],
  build: {
    outDir: 'dist',
    emptyOutDir: true,
    target: 'es2022',
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
    rolldownOptions: {
      output: { codeSplitting: { groups: [{ name: shared, priority: 2 }, { name: for_parents, priority: 1 }] } },
      input: { index: page('index'), parent: page('parent'), desk: page('desk'), office: page('office') },
    },
  },
  test: { root: 'web', include: ['tests/**/*.test.ts'], reporters: [resolve(import.meta.dirname, 'web/tests/summary.mjs')] },
})
