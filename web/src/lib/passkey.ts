// パスキー: the browser asks finger, face or the device's lock; what it signs goes to the server as base64url.
import { ask, client, municipality, type Problem } from './client.ts'

/** `done` is false where the person closed the browser's question: then there is nothing to say. */
export type Asked = { done: boolean; problem?: Problem | undefined }

/** The site whose account it is. */
export type Realm = 'parent' | 'desk' | 'office'

const five_minutes = 300_000

const to_bytes = (text: string) => Uint8Array.from(atob(text.replaceAll('-', '+').replaceAll('_', '/')), (letter) => letter.charCodeAt(0))
const to_text = (bytes: ArrayBuffer) => btoa(String.fromCharCode(...new Uint8Array(bytes))).replaceAll('+', '-').replaceAll('/', '_').replace(/=+$/, '')

/** Pages inside other apps know no passkeys. */
export const passkeys_work = (): boolean => isSecureContext && typeof PublicKeyCredential !== 'undefined'

/** The browser's question; nothing when it was closed, or when no passkey fits. */
async function asked<T>(question: Promise<Credential | null>): Promise<T | undefined> {
  try {
    return ((await question) as T | null) ?? undefined
  } catch (error) {
    if (error instanceof DOMException) return undefined
    throw error
  }
}

/** Makes a passkey of the own account on this device; `name` is what its owner calls it. */
export async function make_passkey(realm: Realm, name = ''): Promise<Asked> {
  const params = { path: { municipality } }
  const begun = await ask(client.POST(`/api/v1/{municipality}/${realm}/passkeys/challenge`, { params, body: {} }))
  if (!begun.data) return { done: false, problem: begun.problem }
  const { challenge, site, site_name, account, name: account_name, display_name, known } = begun.data
  const made = await asked<PublicKeyCredential>(
    navigator.credentials.create({
      publicKey: {
        challenge: to_bytes(challenge),
        rp: { id: site, name: site_name },
        user: { id: to_bytes(account), name: account_name, displayName: display_name },
        pubKeyCredParams: [-7, -8, -257].map((alg) => ({ type: 'public-key', alg })),
        authenticatorSelection: { residentKey: 'required', requireResidentKey: true, userVerification: 'required' },
        excludeCredentials: known.map((id) => ({ type: 'public-key', id: to_bytes(id) })),
        attestation: 'none',
        timeout: five_minutes,
      },
    }),
  )
  if (!made) return { done: false }
  const response = made.response as AuthenticatorAttestationResponse
  const body = { client_data: to_text(response.clientDataJSON), attestation: to_text(response.attestationObject), ...(name ? { name } : {}) }
  const kept = await ask(client.POST(`/api/v1/{municipality}/${realm}/passkeys`, { params, body }))
  return { done: !kept.problem, problem: kept.problem }
}

/** Signs in with whatever passkey of this site the person chooses: one of `among`, where it has to be a certain account's;
 *  `at` another municipality. */
export async function sign_in_by_passkey(realm: Realm, { among = [], at = municipality }: { among?: string[]; at?: string } = {}): Promise<Asked> {
  const params = { path: { municipality: at } }
  const begun = await ask(client.POST(`/api/v1/{municipality}/${realm}/passkey-sign-in/challenge`, { params, body: {} }))
  if (!begun.data) return { done: false, problem: begun.problem }
  const signed = await asked<PublicKeyCredential>(
    navigator.credentials.get({
      publicKey: {
        challenge: to_bytes(begun.data.challenge),
        rpId: begun.data.site,
        allowCredentials: among.map((id) => ({ type: 'public-key', id: to_bytes(id) })),
        userVerification: 'required',
        timeout: five_minutes,
      },
    }),
  )
  if (!signed) return { done: false }
  const response = signed.response as AuthenticatorAssertionResponse
  const body = {
    credential: to_text(signed.rawId),
    client_data: to_text(response.clientDataJSON),
    authenticator_data: to_text(response.authenticatorData),
    signature: to_text(response.signature),
    ...(response.userHandle ? { user_handle: to_text(response.userHandle) } : {}),
  }
  const answer = await ask(client.POST(`/api/v1/{municipality}/${realm}/passkey-sign-in`, { params, body }))
  return { done: !answer.problem, problem: answer.problem }
}
