// Documents of an application: sent as they are, shown as the server made them anew.
import { no_connection, type Answer, type Problem, type Schemas } from './client.ts'

export type Document = Schemas['Document']

/** What a browser offers to choose from; what it is, the server finds out by itself. */
export const accepted = 'image/jpeg,image/png,application/pdf'

async function problem_of(response: Response): Promise<Problem> {
  const told = (await response.json().catch(() => undefined)) as Problem | undefined
  return told?.detail?.ja ? told : { ...no_connection, status: response.status }
}

/** A photograph is made smaller before it goes on its way: a telephone's is many times what can be read. */
export async function smaller(file: File, longest = 2400): Promise<Blob> {
  if (!file.type.startsWith('image/') || file.size < 1_000_000) return file
  try {
    const picture = await createImageBitmap(file)
    const share = Math.min(1, longest / Math.max(picture.width, picture.height))
    const canvas = new OffscreenCanvas(Math.round(picture.width * share), Math.round(picture.height * share))
    canvas.getContext('2d')!.drawImage(picture, 0, 0, canvas.width, canvas.height)
    return await canvas.convertToBlob({ type: 'image/jpeg', quality: 0.85 })
  } catch {
    return file // the server says what is wrong with it
  }
}

export async function attach(base: string, question: string, file: File): Promise<Answer<Document>> {
  try {
    const body = await smaller(file)
    const response = await fetch(`${base}/documents?question=${encodeURIComponent(question)}`, { method: 'POST', body, credentials: 'same-origin', headers: { 'Content-Type': 'application/octet-stream' } })
    return response.ok ? { data: (await response.json()) as Document } : { problem: await problem_of(response) }
  } catch {
    return { problem: no_connection }
  }
}

/** The document's address on this page, until it is let go (URL.revokeObjectURL). */
export async function look(base: string, document: Document): Promise<Answer<string>> {
  try {
    const response = await fetch(`${base}/documents/${document.id}/look`, { method: 'POST', body: '{}', credentials: 'same-origin', headers: { 'Content-Type': 'application/json' } })
    return response.ok ? { data: URL.createObjectURL(await response.blob()) } : { problem: await problem_of(response) }
  } catch {
    return { problem: no_connection }
  }
}
