// The camera, read by ZXing until something is found.  The engine comes with the page, from our own server.
import wasm from 'zxing-wasm/reader/zxing_reader.wasm?url'

export type Scan = { stop: () => void }

/** Rejects when the camera is refused or missing. */
export async function start_scan(video: HTMLVideoElement, on_text: (text: string) => void): Promise<Scan> {
  const [{ readBarcodes, prepareZXingModule }, stream] = await Promise.all([
    import('zxing-wasm/reader'),
    navigator.mediaDevices.getUserMedia({ audio: false, video: { facingMode: { ideal: 'environment' }, width: { ideal: 1280 } } }),
  ])
  prepareZXingModule({ overrides: { locateFile: (file: string) => (file.endsWith('.wasm') ? wasm : file) } })
  video.srcObject = stream
  await video.play()
  const canvas = document.createElement('canvas')
  const context = canvas.getContext('2d', { willReadFrequently: true })!
  let running = true
  const look = async () => {
    if (!running) return
    const scale = Math.min(1, 640 / Math.max(1, video.videoWidth))
    canvas.width = video.videoWidth * scale
    canvas.height = video.videoHeight * scale
    if (canvas.width > 0) {
      context.drawImage(video, 0, 0, canvas.width, canvas.height)
      const found = await readBarcodes(context.getImageData(0, 0, canvas.width, canvas.height), { formats: ['QRCode'], maxNumberOfSymbols: 1 })
      const text = found[0]?.text
      if (text && running) {
        running = false
        on_text(text)
        return
      }
    }
    setTimeout(() => void look(), 80)
  }
  void look()
  return {
    stop() {
      running = false
      for (const track of stream.getTracks()) track.stop()
      video.srcObject = null
    },
  }
}
