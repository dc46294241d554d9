// 利用者カード: the user number as a QR code, for desks that read it instead of typing.  The number opens nothing: the
// PIN is asked for at the desk.
import { municipality } from './client.ts'

export const card_of = (number: string): string => `${location.origin}/${municipality}/#card=${number}`

/** The number on a card of this municipality; nothing on any other code. */
export function number_in_card(text: string): string | undefined {
  const found = /\/(\d{6})\/#card=(\d{1,20})$/.exec(text)
  return found && found[1] === municipality ? found[2] : undefined
}
