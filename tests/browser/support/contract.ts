// Every answer that a page receives from the API in these tests is compared with api/openapi.yaml.
import { Ajv2020 } from 'ajv/dist/2020.js'
import addFormats from 'ajv-formats'
import { readFileSync } from 'node:fs'
import { parse } from 'yaml'

type Schema = { $ref?: string; content?: Record<string, unknown> }
type Operation = { responses: Record<string, Schema> }
type Document = { paths: Record<string, Record<string, Operation>> }

const document = parse(readFileSync(new URL('../../../api/openapi.yaml', import.meta.url), 'utf8')) as Document
const ajv = (addFormats as unknown as (a: Ajv2020) => Ajv2020)(new Ajv2020({ allErrors: true, strict: false }))
ajv.addSchema({ $id: 'openapi', ...document })

const escape = (part: string) => part.replaceAll('~', '~0').replaceAll('/', '~1')
const routes = Object.keys(document.paths)
  .map((path) => ({ path, pattern: new RegExp('^' + path.replace(/\{[^}]+\}/g, '[^/]+') + '$') }))
  .sort((a, b) => a.path.split('{').length - b.path.split('{').length)

function resolve(pointer: string): Schema {
  return pointer
    .slice(2)
    .split('/')
    .reduce<unknown>((at, key) => (at as Record<string, unknown>)[key.replaceAll('~1', '/').replaceAll('~0', '~')], document) as Schema
}

/** What is wrong with an answer, in sentences; empty when it keeps the contract. */
export function breaches(method: string, path: string, status: number, type: string | undefined, body: unknown): string[] {
  const route = routes.find((r) => r.pattern.test(path))
  const operation = route && document.paths[route.path]?.[method.toLowerCase()]
  if (!route || !operation) return [`${method} ${path}: not in the contract`]
  const key = [String(status), `${String(status)[0]}XX`, 'default'].find((k) => operation.responses[k])
  if (!key) return [`${method} ${route.path}: status ${status} is not in the contract`]

  let pointer = `#/paths/${escape(route.path)}/${method.toLowerCase()}/responses/${key}`
  let response = operation.responses[key]!
  if (response.$ref) {
    pointer = response.$ref
    response = resolve(response.$ref)
  }
  const mediaType = (type ?? '').split(';')[0]!
  if (!response.content) return body ? [`${route.path} ${status}: a body, but the contract has none`] : []
  if (!response.content[mediaType]) return [`${method} ${route.path} ${status}: ${mediaType} is not in the contract`]
  if ((response.content[mediaType] as { schema?: { format?: string } }).schema?.format === 'binary') return [] // no text to look at
  const validate = ajv.compile({ $ref: `openapi${pointer}/content/${escape(mediaType)}/schema` })
  if (validate(body)) return []
  return (validate.errors ?? []).map((e) => `${method} ${route.path} ${status} ${e.instancePath} ${e.message}`)
}
