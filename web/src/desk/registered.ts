// A registered child in a list of one line: siblings and children of one name are told apart by birthday and guardian,
// a child of two programmes by the programme's service.
import type { Schemas } from '../lib/client.ts'
import { day, pick, type Language } from '../lib/format.ts'

type Registration = Pick<Schemas['DeskRegistration'], 'child' | 'born_on' | 'guardian' | 'programme'>
type Offered = Pick<Schemas['DeskRegistrations']['services'][number], 'programme' | 'service' | 'service_name'>

export function registered(one: Registration, all: Registration[], services: Offered[], words: { born_on: string; guardian: string }, language: Language): string {
  const is_of_many = all.some((other) => other.programme !== one.programme)
  const service = services.find((each) => each.programme === one.programme && each.service !== 'interview')
  const more = [
    one.born_on && `${words.born_on} ${day(one.born_on, language)}`,
    one.guardian && `${words.guardian} ${one.guardian}`,
    is_of_many && service && pick(service.service_name, language),
  ].filter((each) => each)
  return [one.child, ...more].join('・')
}
