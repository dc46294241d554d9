// The card for parents without a phone.
import type { card as ja } from '../ja/card.ts'

export const card: Record<keyof typeof ja, string> = {
  card_title: 'User card',
  card_help: 'To show at a facility when your phone is out of power. You can print it. Your PIN is asked for when it is used.',
  card_label: 'QR code of the user number',
  card_print: 'Print the card',
}
