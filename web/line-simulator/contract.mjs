// What LINE takes, as far as we send it: our own reading of LINE's documentation, closed, so that everything else is
// refused.  tests/line/contract.mjs holds it against LINE's published OpenAPI description where that is at hand: what
// this accepts, that accepts too.
import Ajv from 'ajv'

const text = (most) => ({ type: 'string', minLength: 1, maxLength: most })
const object = (required, properties, optional = {}) => ({
  type: 'object',
  required: Object.keys(required ? properties : {}),
  properties: { ...properties, ...optional },
  additionalProperties: false,
})
const one_of = (tag, kinds) => ({ type: 'object', required: [tag], discriminator: { propertyName: tag }, oneOf: kinds })
const is = (value) => ({ const: value, type: 'string' })

const uri = { type: 'string', maxLength: 1000, pattern: '^(https?://|tel:|line://)[!-~]+$' }
const action = (label) => one_of('type', [
  object(true, { type: is('postback'), label: text(label), data: text(300) }, { displayText: text(300) }),
  object(true, { type: is('uri'), label: text(label), uri }),
  object(true, { type: is('message'), label: text(label), text: text(300) }),
  object(true, { type: is('datetimepicker'), label: text(label), data: text(300), mode: { enum: ['date', 'time', 'datetime'] } }, { initial: text(20), min: text(20), max: text(20) }),
  object(true, { type: is('clipboard'), label: text(label), clipboardText: text(1000) }),
])
const size = { enum: ['xxs', 'xs', 'sm', 'md', 'lg', 'xl', 'xxl', '3xl', '4xl', '5xl'] }
const part = one_of('type', [
  object(true, { type: is('text'), text: text(2000) }, { wrap: { type: 'boolean' }, scaling: { type: 'boolean' }, weight: { enum: ['regular', 'bold'] }, size, color: { type: 'string', pattern: '^#[0-9A-Fa-f]{6}([0-9A-Fa-f]{2})?$' } }),
  object(true, { type: is('button'), action: action(40) }, { style: { enum: ['primary', 'secondary', 'link'] }, height: { enum: ['sm', 'md'] }, adjustMode: is('shrink-to-fit'), scaling: { type: 'boolean' } }),
  object(true, { type: is('separator') }),
])
const box = object(true, { type: is('box'), layout: { enum: ['vertical', 'horizontal'] }, contents: { type: 'array', items: part } }, { spacing: { enum: ['none', 'xs', 'sm', 'md', 'lg', 'xl', 'xxl'] } })
const bubble = object(true, { type: is('bubble') }, { header: box, body: box, footer: box })
const quick = { quickReply: object(true, { items: { type: 'array', minItems: 1, maxItems: 13, items: object(true, { type: is('action'), action: action(20) }) } }) }
const message = one_of('type', [
  object(true, { type: is('text'), text: text(5000) }, quick),
  object(true, { type: is('flex'), altText: text(1500), contents: one_of('type', [bubble, object(true, { type: is('carousel'), contents: { type: 'array', minItems: 1, maxItems: 12, items: bubble } })]) }, quick),
  object(true, { type: is('sticker'), packageId: { type: 'string', pattern: '^[0-9]+$' }, stickerId: { type: 'string', pattern: '^[0-9]+$' } }, quick),
  object(true, { type: is('template'), altText: text(1500), template: one_of('type', [object(true, { type: is('confirm'), text: text(240), actions: { type: 'array', minItems: 2, maxItems: 2, items: action(20) } })]) }, quick),
])

const whole = (least, most) => ({ type: 'integer', minimum: least, maximum: most })
const touch = one_of('type', [
  object(true, { type: is('message'), label: text(20), text: text(300) }),
  object(true, { type: is('uri'), label: text(20), uri }),
  object(true, { type: is('richmenuswitch'), label: text(20), richMenuAliasId: { type: 'string', pattern: '^[a-z0-9_-]{1,32}$' }, data: text(300) }),
])
const rich_menu = object(true, {
  size: object(true, { width: whole(800, 2500), height: whole(250, 1724) }),
  selected: { type: 'boolean' },
  name: text(300),
  chatBarText: text(14),
  areas: { type: 'array', minItems: 1, maxItems: 20, items: object(true, { bounds: object(true, { x: whole(0, 2500), y: whole(0, 2500), width: whole(1, 2500), height: whole(1, 2500) }), action: touch }) },
})

const compiler = new Ajv({ discriminator: true, strictTypes: false, strictRequired: false })
const check_menu = compiler.compile(rich_menu)
/** Why LINE would refuse a rich menu; empty when it would not. */
export function faults_of_menu(menu) {
  const faults = []
  if (!check_menu(menu)) for (const one of check_menu.errors) faults.push({ message: one.message ?? 'invalid', property: one.instancePath })
  if (menu?.size?.width / menu?.size?.height < 1.45) faults.push({ message: 'the aspect ratio is too small', property: 'size' })
  for (const { bounds } of faults.length ? [] : menu.areas)
    if (bounds.x + bounds.width > menu.size.width || bounds.y + bounds.height > menu.size.height) faults.push({ message: 'outside of the menu', property: 'areas' })
  return faults
}

const check = compiler.compile({ type: 'array', minItems: 1, maxItems: 5, items: message })
const longest_bytes = { bubble: 30 * 1024, carousel: 50 * 1024 }

/** Why LINE would refuse these messages, as LINE says it: [{ message, property }]; empty when it would not. */
export function faults_of(messages) {
  const faults = []
  if (!check(messages)) for (const one of check.errors) faults.push({ message: one.message ?? 'invalid', property: `messages${one.instancePath}` })
  if (!Array.isArray(messages)) return faults
  messages.forEach((one, i) => {
    // LINE counts UTF-16 code units, a schema counts characters.
    for (const [name, most] of [['text', 5000], ['altText', 1500]])
      if (typeof one?.[name] === 'string' && one[name].length > most) faults.push({ message: `Length must be between 0 and ${most}`, property: `messages[${i}].${name}` })
    const most = longest_bytes[one?.contents?.type]
    if (most && Buffer.byteLength(JSON.stringify(one.contents)) > most) faults.push({ message: 'the size is too large', property: `messages[${i}].contents` })
    if (one?.quickReply && i !== messages.length - 1) faults.push({ message: 'quick replies belong to the last message', property: `messages[${i}].quickReply` })
  })
  return faults
}
