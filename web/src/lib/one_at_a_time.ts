/**
 * Work of which one runs at a time, `save()` of a form.  Who asks for it while it runs waits for its end, and, when
 * `is_due()` by then again, for one more: afterwards whatever was there when they asked is done, or was tried once.
 */
export function one_at_a_time(is_due: () => boolean, work: () => Promise<void>): () => Promise<void> {
  let running: Promise<void> | undefined
  return async () => {
    if (running) await running
    if (!running && is_due()) running = work().finally(() => (running = undefined))
    await running
  }
}
