// The last line is the one that script/test reads.
export default class Summary {
  onTestRunEnd(modules, errors) {
    let passed = 0
    let failed = errors.length
    for (const module of modules) {
      for (const test of module.children.allTests()) {
        const { state, errors: found } = test.result()
        if (state === 'passed') passed++
        if (state === 'failed') {
          failed++
          console.log(`FAILED ${module.moduleId}: ${test.fullName}`)
          for (const error of found) console.log(error.message)
        }
      }
      if (module.errors().length) failed++
      for (const error of module.errors()) console.log(error.message)
    }
    for (const error of errors) console.log(error.message)
    console.log(`${passed} passed, ${failed} failed`)
  }
}
