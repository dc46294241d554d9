// Posters of other municipalities that count here.  Whether one is still the newest is asked of its home by this
// browser, without a sign-in and without a word of who asks or why: the two municipalities' data never meet (U-18).
import { ask, client, type Schemas } from './client.ts'

export type Shared = Schemas['SharedPosters']['posters'][number]

/** Of those that count, the ones that their home has replaced.  A home of another installation is not asked. */
export async function replaced_at_home(posters: Shared[]): Promise<Set<string>> {
  const found = new Set<string>()
  await Promise.all(
    posters
      .filter((one) => one.state === 'counts' && one.home_name)
      .map(async (one) => {
        const path = { municipality: one.home, token: one.token }
        const { data } = await ask(client.GET('/api/v1/{municipality}/posters/{token}', { params: { path } }))
        if (data?.state === 'retired') found.add(one.id)
      }),
  )
  return found
}

/** The link that the poster's QR code holds. */
export const link_of = (one: Pick<Shared, 'home' | 'token'>): string => `${location.origin}/${one.home}/q/${one.token}`
