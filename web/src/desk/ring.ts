// Two soft tones, made here so that no sound file is fetched.  Browsers stay silent until the page was touched.
let context: AudioContext | undefined

export function ring(): void {
  try {
    context ??= new AudioContext()
    const begins = context.currentTime
    for (const [after, pitch] of [[0, 660], [0.18, 880]] as const) {
      const tone = context.createOscillator()
      const volume = context.createGain()
      tone.frequency.value = pitch
      volume.gain.setValueAtTime(0.0001, begins + after)
      volume.gain.exponentialRampToValueAtTime(0.3, begins + after + 0.02)
      volume.gain.exponentialRampToValueAtTime(0.0001, begins + after + 0.4)
      tone.connect(volume).connect(context.destination)
      tone.start(begins + after)
      tone.stop(begins + after + 0.45)
    }
  } catch {
    // No sound on this device; the picture and the live region say it.
  }
}
