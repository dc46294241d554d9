// A code that another family took first.
import type { give_back as ja } from '../ja/give_back.ts'

export const give_back: Record<keyof typeof ja, string> = {
  give_back_open: 'Undo the taking by another family',
  give_back_title: 'Undo the taking, and keep the code for its owner',
  give_back_help: 'Code {code} was received {time}. Use this when it was read aloud or shown in a picture, and another family received it first. That family was issued:',
  give_back_used: 'used {units}',
  give_back_left: '{units} left',
  give_back_stays: 'What was used is not undone: the history and what facilities are paid stay as they are. Only what is left ends.',
  give_back_booked: 'Some units are set aside for bookings. Please cancel these first.',
  give_back_search: 'Find the owner (name, kana, user number)',
  give_back_owner: 'The owner',
  give_back_last_day: 'The owner can receive until (included)',
  give_back_told: 'Both families are told. Neither learns who the other is.',
  give_back_do: 'Undo the taking',
  give_back_owner_first: 'Please choose the owner first',
  give_back_done: 'The taking was undone ({n} kinds). Only the owner can receive with the code now. Both families were told.',
  give_back_kept: 'Undone {time}; only the owner can receive until {day}',
}
