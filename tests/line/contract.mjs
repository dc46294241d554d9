// Every message that the tests made us say, held against two contracts: the stand-in's own (web/line-simulator) and
// LINE's published one (OpenAPI, github.com/line/line-openapi, Apache-2.0), where a copy is at hand.
//
//   node tests/line/contract.mjs build/line-messages.json [folder with messaging-api.yml]
//
// The published files check nothing inside a message as they are: their base schemas name a discriminator and no
// oneOf.  strict() turns them into what they mean, and adds the limits that only LINE's prose names.
import Ajv from 'ajv/dist/2019.js'
import add_formats from 'ajv-formats'
import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { parse } from 'yaml'
import { faults_of, faults_of_menu } from '../../web/line-simulator/contract.mjs'

const [file, folder = process.env.HAGUKUMI_LINE_OPENAPI] = process.argv.slice(2)
const said = JSON.parse(readFileSync(file, 'utf8'))
const menus = JSON.parse(readFileSync(file.replace('messages', 'rich-menus'), 'utf8'))

/** The schemas with closed unions instead of open bases, and the limits of LINE's reference. */
function strict(schemas) {
  const all = structuredClone(schemas)
  for (const [name, base] of Object.entries(schemas)) {
    const kinds = base.discriminator?.mapping
    if (!kinds) continue
    all[`${name}Base`] = { ...structuredClone(base), discriminator: undefined }
    const children = []
    for (const [value, reference] of Object.entries(kinds)) {
      const child = all[reference.split('/').at(-1)]
      for (const part of child.allOf ?? []) if (part.$ref === `#/components/schemas/${name}`) part.$ref = `#/components/schemas/${name}Base`
      child.type ??= 'object'
      child.properties = { ...child.properties, [base.discriminator.propertyName]: { type: 'string', enum: [value] } }
      child.required = [...new Set([...(child.required ?? []), base.discriminator.propertyName])]
      child.unevaluatedProperties = false
      children.push({ $ref: reference })
    }
    all[name] = { type: 'object', required: [base.discriminator.propertyName], discriminator: { propertyName: base.discriminator.propertyName }, oneOf: children }
  }
  const own = (name) => [all[name], ...(all[name].allOf ?? [])].find((part) => part.properties && Object.keys(part.properties).length > 1) ?? all[name]
  const limit = (name, property, more) => Object.assign((own(name).properties[property] ??= {}), more)
  limit('TextMessage', 'text', { maxLength: 5000 })
  limit('FlexMessage', 'altText', { maxLength: 1500 })
  limit('TemplateMessage', 'altText', { maxLength: 1500 })
  limit('ConfirmTemplate', 'text', { maxLength: 240 })
  limit('ConfirmTemplate', 'actions', { minItems: 2, maxItems: 2 })
  limit('URIAction', 'uri', { maxLength: 1000 })
  limit('FlexCarousel', 'contents', { maxItems: 12 })
  for (const [name, required] of [['RichMenuRequest', ['size', 'selected', 'name', 'chatBarText', 'areas']], ['RichMenuArea', ['bounds', 'action']], ['RichMenuBounds', ['x', 'y', 'width', 'height']], ['RichMenuSize', ['width', 'height']]]) Object.assign(all[name], { required, unevaluatedProperties: false })
  limit('RichMenuRequest', 'chatBarText', { maxLength: 14 })
  limit('RichMenuRequest', 'areas', { minItems: 1, maxItems: 20 })
  own('URIAction').required = [...(own('URIAction').required ?? []), 'uri']
  own('FlexButton').required = [...(own('FlexButton').required ?? []), 'action']
  return all
}

function lines_contract(path) {
  const ajv = new Ajv({ strict: false, discriminator: true, allErrors: false, logger: false })
  add_formats(ajv)
  for (const name of ['int32', 'int64', 'float', 'double', 'binary']) ajv.addFormat(name, true)
  const schemas = strict(parse(readFileSync(path, 'utf8')).components.schemas)
  return {
    messages: ajv.compile({ components: { schemas }, type: 'array', minItems: 1, maxItems: 5, items: { $ref: '#/components/schemas/Message' } }),
    menu: ajv.compile({ components: { schemas }, $ref: '#/components/schemas/RichMenuRequest' }),
  }
}

const spoilt = [
  [{ type: 'foo' }],
  [{ type: 'text' }],
  [{ type: 'text', text: 5 }],
  [{ type: 'text', text: 'あ'.repeat(5001) }],
  [{ type: 'text', text: 'a', fontSize: 'lg' }],
  [{ type: 'flex', contents: { type: 'bubble' } }],
  [{ type: 'flex', altText: 'a', contents: { type: 'bubble', body: { type: 'box', layout: 'diagonal', contents: [] } } }],
  [{ type: 'flex', altText: 'a', contents: { type: 'bubble', footer: { type: 'box', layout: 'vertical', contents: [{ type: 'button', action: { type: 'uri', label: 'a' } }] } } }],
  [{ type: 'flex', altText: 'a', contents: { type: 'carousel', contents: Array(13).fill({ type: 'bubble' }) } }],
  [{ type: 'template', altText: 'a', template: { type: 'confirm', text: 'a', actions: [{ type: 'message', label: 'a', text: 'a' }] } }],
  [{ type: 'text', text: 'a', quickReply: { items: Array(14).fill({ type: 'action', action: { type: 'message', label: 'a', text: 'a' } }) } }],
  Array(6).fill({ type: 'text', text: 'a' }),
  [],
]

const area = { bounds: { x: 0, y: 0, width: 2500, height: 843 }, action: { type: 'message', label: 'a', text: 'a' } }
const menu = { size: { width: 2500, height: 843 }, selected: true, name: 'a', chatBarText: 'a', areas: [area] }
const spoilt_menus = [{}, { ...menu, areas: Array(21).fill(area) }, { ...menu, chatBarText: 'あ'.repeat(15) }, { ...menu, areas: [{ bounds: area.bounds }] }, { ...menu, areas: [{ ...area, action: { type: 'uri', label: 'a' } }] }, { ...menu, colour: 'red' }]

const in_words = (faults) => faults.map((one) => `${one.property}: ${one.message}`)
const judges = [['the stand-in', (messages) => in_words(faults_of(messages)), (menu) => in_words(faults_of_menu(menu))]]
const published = folder && join(folder, 'messaging-api.yml')
if (published && existsSync(published)) {
  const check = lines_contract(published)
  const told = (check) => (value) => (check(value) ? [] : check.errors.map((one) => `${one.instancePath} ${one.message}`))
  judges.push(["LINE's own contract", told(check.messages), told(check.menu)])
} else console.log("skipped: LINE's own contract (name a folder with messaging-api.yml, or set HAGUKUMI_LINE_OPENAPI)")

let failed = 0
for (const [name, judge, judge_menu] of judges) {
  for (const one of menus) for (const fault of judge_menu(one)) failed += (console.log(`${name}: ${one.name}: ${fault}`), 1)
  for (const one of spoilt_menus) if (!judge_menu(one).length) failed += (console.log(`${name} takes a spoilt menu: ${JSON.stringify(one).slice(0, 200)}`), 1)
  for (const messages of said) for (const fault of judge(messages)) failed += (console.log(`${name}: ${fault}\n  ${JSON.stringify(messages).slice(0, 300)}`), 1)
  for (const messages of spoilt) if (!judge(messages).length) failed += (console.log(`${name} takes a spoilt message: ${JSON.stringify(messages).slice(0, 200)}`), 1)
  console.log(`${name}: ${said.length} calls, ${spoilt.length} spoilt ones; ${menus.length} rich menus, ${spoilt_menus.length} spoilt ones`)
}
process.exit(failed || !said.length || !menus.length ? 1 : 0)
