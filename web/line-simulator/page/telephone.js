// The telephone: shows one person's talk with one account, and does what a thumb does.
const at = (id) => document.getElementById(id)
const make = (tag, text, name) => Object.assign(document.createElement(tag), { textContent: text ?? '', className: name ?? '' })
let start = { channels: [], people: [], posters: [] }

const who = () => ({ channel: at('channel').value, person: at('person').value })
const post = (path, more = {}) => fetch(`/telephone/${path}`, { method: 'POST', headers: { 'Content-Type': 'application/json' }, body: JSON.stringify({ ...who(), ...more }) })

/** A page inside LINE is a window of its own; its address carries no name. */
const open_page = (uri) => window.open(uri, 'liff', 'width=420,height=860')

async function act(action) {
  if (action.type === 'uri') return uri_opens(action.uri)
  if (action.type === 'richmenuswitch') return post('switch', { action })
  if (action.type === 'message') return post('say', { text: action.text })
  if (action.type === 'clipboard') return navigator.clipboard?.writeText(action.clipboardText)
  if (action.type === 'datetimepicker') {
    Object.assign(at('day'), { min: action.min ?? '', max: action.max ?? '', value: action.initial ?? '' })
    at('date').showModal()
    at('date').onclose = () => at('date').returnValue === 'ok' && at('day').value && post('press', { action, picked: at('day').value })
    return
  }
  return post('press', { action })
}
function uri_opens(uri) {
  if (uri.startsWith('tel:')) return alert(`電話をかけます：${uri.slice(4)}`)
  open_page(uri)
}

function button(action, style) {
  const made = make('button', action.label, style)
  made.type = 'button'
  made.onclick = () => act(action)
  return made
}
function bubble(content) {
  const card = make('div', '', 'card')
  for (const part of content.body?.contents ?? []) if (part.type === 'text') card.append(make('p', part.text, part.weight === 'bold' ? 'title' : ''))
  for (const part of content.footer?.contents ?? []) if (part.type === 'button') card.append(button(part.action, part.style))
  return card
}
function shown(message) {
  if (message.type === 'sticker') return Object.assign(make('div', '😊', 'sticker'), { title: `スタンプ ${message.packageId}/${message.stickerId}` })
  if (message.type === 'text') return make('div', message.text, 'said account')
  if (message.type === 'template') {
    const card = make('div', '', 'card')
    card.append(make('p', message.template.text), ...message.template.actions.map((action) => button(action, 'secondary')))
    return card
  }
  if (message.contents.type === 'bubble') return bubble(message.contents)
  const row = make('div', '', 'carousel')
  row.append(...message.contents.contents.map(bubble))
  return row
}
function add(entry) {
  const talk = at('talk')
  at('quick').replaceChildren()
  if (entry.from === 'person') talk.append(make('div', entry.text, 'said person'))
  else {
    const message = shown(entry.message)
    const details = document.createElement('details')
    details.append(make('summary', entry.way === 'reply' ? '返信のJSON' : 'プッシュのJSON'), make('pre', JSON.stringify(entry.message, null, 1)))
    talk.append(message, details)
    at('quick').append(...(entry.message.quickReply?.items ?? []).map((item) => button(item.action)))
  }
  talk.scrollTop = talk.scrollHeight
}
/** The rich menu: a picture with areas, each a button that says its label. */
async function show_menu(id) {
  const box = at('rich-menu')
  const found = id ? await (await fetch(`/telephone/menu?${new URLSearchParams({ ...who(), id })}`)).json() : undefined
  box.replaceChildren()
  box.hidden = !found?.menu
  if (!found?.menu) return
  const { size, areas, chatBarText } = found.menu
  const picture = make('div', '', 'picture')
  picture.style.aspectRatio = `${size.width} / ${size.height}`
  picture.style.backgroundImage = `url(/telephone/picture?${new URLSearchParams({ ...who(), id })})`
  for (const { bounds, action } of areas) {
    const area = make('button')
    area.type = 'button'
    area.ariaLabel = action.label
    const part = (value, whole) => `${(100 * value) / whole}%`
    Object.assign(area.style, { left: part(bounds.x, size.width), top: part(bounds.y, size.height), width: part(bounds.width, size.width), height: part(bounds.height, size.height) })
    area.onclick = () => act(action)
    picture.append(area)
  }
  const bar = make('button', `${chatBarText} ▾`, 'bar')
  bar.type = 'button'
  bar.ariaExpanded = 'true'
  bar.onclick = () => {
    picture.hidden = !picture.hidden
    bar.ariaExpanded = String(!picture.hidden)
  }
  box.append(picture, bar)
  box.dataset.menu = found.menu.name
}
async function show_talk() {
  const { channel, person } = who()
  if (!channel) return
  // Whose telephone this is: the pages that it opens learn it from LINE, here from this.
  document.cookie = `simulated-person=${person}; Path=/; SameSite=Lax`
  const chosen = start.channels.find((one) => one.channel_id === channel)
  at('title').textContent = chosen?.name ?? ''
  const talk = await (await fetch(`/telephone/talk?${new URLSearchParams(who())}`)).json()
  at('talk').replaceChildren()
  at('quick').replaceChildren()
  for (const entry of talk.messages) add(entry)
  await show_menu(talk.menu)
  at('talk').dataset.of = `${at('person').selectedOptions[0].textContent} ${chosen.name}`
  at('posters').replaceChildren(...start.posters.filter((one) => one.municipality === chosen?.municipality).map((poster) => {
    const row = make('li', poster.shown)
    const read = make('button', '二次元コードを読み取る')
    read.type = 'button'
    read.onclick = () => open_page(poster.poster)
    row.append(document.createElement('br'), read, make('p', `番号 ${poster.passcode}`))
    return row
  }))
}

at('channel').onchange = at('person').onchange = show_talk
at('add').onclick = () => post('add')
at('block').onclick = () => post('block')
at('sticker').onclick = () => post('sticker')
at('write').onsubmit = (event) => {
  event.preventDefault()
  const text = at('text').value
  at('text').value = ''
  if (text) void post('say', { text })
}
new EventSource('/telephone/events').onmessage = ({ data }) => {
  const { channel_id, person, entry, menu } = JSON.parse(data)
  if (channel_id !== at('channel').value || person !== at('person').value) return
  if (entry) add(entry)
  else void show_menu(menu)
}
async function begin() {
  start = await (await fetch('/telephone/start')).json()
  if (!start.channels.length) return setTimeout(begin, 500)
  at('channel').replaceChildren(...start.channels.map((one) => Object.assign(make('option', one.name), { value: one.channel_id })))
  at('person').replaceChildren(...start.people.map((one) => Object.assign(make('option', one.name), { value: one.id })))
  await show_talk()
}
void begin()
