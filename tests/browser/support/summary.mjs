// Counts the tests and prints, last of all, the line that script/test reads.
export default class Summary {
  #passed = 0
  #failed = 0

  onTestEnd(test, result) {
    const wanted = result.status === test.expectedStatus
    if (!wanted && result.retry < test.retries) return
    wanted ? this.#passed++ : this.#failed++
    console.log(`${wanted ? 'ok    ' : 'FAILED'} ${test.titlePath().slice(3).join(' › ')} (${result.duration} ms)`)
    if (!wanted) for (const error of result.errors) console.log(error.message ?? error.value)
  }

  onError(error) {
    this.#failed++
    console.log(error.message ?? error.value)
  }

  onEnd() {
    console.log(`browser: ${this.#passed} passed, ${this.#failed} failed`)
  }
}
