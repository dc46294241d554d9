// For the tests: what they touch of the stand-in.
type Answer = { status: number; body: any; headers?: Record<string, string> }
export class Line {
  constructor(options: Record<string, unknown>)
  quota: number | undefined
  jwk: JsonWebKey & { kid: string }
  event(channel: string, person: string, what: object, has_token: boolean): any
  talk(channel: string, person: string): { messages: any[]; friend: boolean; blocked: boolean }
  deliver(channel: string, events: any[]): Promise<number | undefined>
  give_token(form: URLSearchParams): Answer
  bearer(authorization: string | undefined): any
  reply(channel: any, body: any): Answer
  push(channel: any, body: any, retry_key?: string): Answer
  profile(channel: any, person: string): Answer
  id_token(channel: any, person: string): string
}
