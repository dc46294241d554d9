// The QR code of a slip: a link that ends in the serial code, behind the # so that it reaches no server's log (M-06).

/** The code in what a camera read; undefined: it holds none. */
export function serial_code_in(read: string): string | undefined {
  const code = /\/\d{6}\/receive#(.+)$/.exec(read.trim())?.[1]
  try {
    return code && decodeURIComponent(code)
  } catch {
    return undefined
  }
}
