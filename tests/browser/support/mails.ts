// What the mail server of these tests received.
import { expect } from '@playwright/test'
import { readFileSync } from 'node:fs'
import { resolve } from 'node:path'

export const mails_file = resolve(import.meta.dirname, '../../../build/browser/mails.jsonl')

export type Mail = { to: string[]; headers: Record<string, string>; body: string }

/** The newest mail with a subject to an address, as its owner reads it; waits for it. */
export async function mail_to(address: string, subject: string): Promise<Mail> {
  const found = () =>
    readFileSync(mails_file, 'utf8')
      .split('\n')
      .flatMap((line) => (line.startsWith('{') && line.endsWith('}') ? [JSON.parse(line) as Mail] : []))
      .filter((one) => one.to.includes(address) && one.headers.subject === subject)
  await expect.poll(() => found().length, { timeout: 20_000 }).toBeGreaterThan(0)
  return found().at(-1)!
}

/** The link in a mail, without the host that it names. */
export function link_in(mail: Mail): string {
  const url = new URL(/https?:\/\/\S+#\S+/.exec(mail.body)![0])
  return url.pathname + url.hash
}
