// A film for Chromium's fake camera: the printed poster's QR code, held a little crooked, on grey.
import { writeFileSync } from 'node:fs'
import { correction, generate } from 'lean-qr'

const width = 640
const height = 480

/** Writes a YUV4MPEG2 film of eight frames that shows `text` as a QR code. */
export function film_of(text: string, file: string): void {
  const code = generate(text, { minCorrectionLevel: correction.Q })
  const frames: Buffer[] = [Buffer.from(`YUV4MPEG2 W${width} H${height} F10:1 Ip A1:1 C420jpeg\n`)]
  for (let frame = 0; frame < 8; frame++) {
    const angle = (((frame % 5) - 2) * 3 * Math.PI) / 180
    const scale = 6 + (frame % 3) * 0.5
    const luma = Buffer.alloc(width * height, 150)
    for (let y = 0; y < height; y++) {
      for (let x = 0; x < width; x++) {
        const dx = x - width / 2
        const dy = y - height / 2
        const qx = Math.floor((dx * Math.cos(angle) + dy * Math.sin(angle)) / scale + code.size / 2)
        const qy = Math.floor((-dx * Math.sin(angle) + dy * Math.cos(angle)) / scale + code.size / 2)
        const on_paper = qx >= -4 && qy >= -4 && qx < code.size + 4 && qy < code.size + 4
        if (on_paper) luma[y * width + x] = code.get(qx, qy) ? 25 : 235
      }
    }
    frames.push(Buffer.from('FRAME\n'), luma, Buffer.alloc((width * height) / 2, 128))
  }
  writeFileSync(file, Buffer.concat(frames))
}
