// Documents of an application: sent as they are, shown as the server made them anew.
import { ask_file, type Answer, type Schemas } from './client.ts'

export type Document = Schemas['Document']

/** What a browser offers to choose from; what it is, the server finds out by itself. */
export const accepted = 'image/jpeg,image/png,application/pdf'

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

export const attach = async (base: string, question: string, file: File): Promise<Answer<Document>> =>
  ask_file(`${base}/documents?question=${encodeURIComponent(question)}`, 'application/octet-stream', await smaller(file), (response) => response.json() as Promise<Document>)

/** The document's address on this page, until it is let go (URL.revokeObjectURL). */
export const look = (base: string, document: Document): Promise<Answer<string>> =>
  ask_file(`${base}/documents/${document.id}/look`, 'application/json', '{}', async (response) => URL.createObjectURL(await response.blob()))
