// The poster with the QR code.
import type { poster as ja } from '../ja/poster.ts'

export const poster: Record<keyof typeof ja, string> = {
  poster: 'Poster',
  poster_title: 'Poster with QR code',
  poster_step1: "Point your phone's camera at the QR code",
  poster_step2: 'Choose the service and the number',
  poster_step3: 'Check the screen with the staff and press Yes',
  poster_passcode: 'Number, if it cannot be read',
  poster_heading: 'Scan here to use your {word}',
  poster_version: 'QR version {qr}, number version {code}',
}
