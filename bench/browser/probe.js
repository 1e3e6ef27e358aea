// Runs in the page before anything else: measures the page from the moment files are chosen.
const EVERY_MS = typeof Reflect.get(globalThis, 'gc') === 'function' ? 250 : 5

let startedAt = 0
let longestTaskMs = 0
let longestWaitMs = 0
let peakHeapBytes = 0
/** @type {ReturnType<typeof setInterval> | undefined} */
let timer

/** With --js-flags=--expose-gc only what is still needed is counted, else also what waits to be collected. */
const collect = Reflect.get(globalThis, 'gc')

/** @returns {number} */
function heapBytes() {
  if (typeof collect === 'function') {
    collect()
    // What the first call found unused is only given back while the second one runs.
    collect()
  }
  // Chromium only, exact with --enable-precise-memory-info.
  return Reflect.get(performance, 'memory')?.usedJSHeapSize ?? 0
}

function begin() {
  clearInterval(timer)
  const baseline = heapBytes()
  let last = performance.now()
  startedAt = last
  longestTaskMs = 0
  longestWaitMs = 0
  peakHeapBytes = 0
  timer = setInterval(() => {
    const now = performance.now()
    longestWaitMs = Math.max(longestWaitMs, now - last - EVERY_MS)
    last = now
    peakHeapBytes = Math.max(peakHeapBytes, heapBytes() - baseline)
  }, EVERY_MS)
}

/** @param {() => boolean} isOver - looked at every 10 ms; what it throws is the answer. */
function until(isOver) {
  return new Promise((resolve, reject) => {
    const polling = setInterval(() => {
      try {
        if (startedAt === 0 || !isOver()) return
        // Shown means painted, not only in the document.
        requestAnimationFrame(() => setTimeout(() => resolve(performance.now() - startedAt)))
      } catch (error) {
        reject(error)
      }
      clearInterval(polling)
    }, 10)
  })
}

Reflect.set(globalThis, 'bench', {
  until,
  figures: () => ({ longestTaskMs, longestWaitMs, peakHeapBytes }),
})

// Nobody is answered while a task runs. The browser tells of those from 50 ms on (W3C Long Tasks).
new PerformanceObserver((list) => {
  for (const { startTime, duration } of list.getEntries()) {
    // Of the task in which the files were chosen, what came after.
    const since = Math.max(startTime, startedAt)
    if (startedAt > 0) longestTaskMs = Math.max(longestTaskMs, startTime + duration - since)
  }
}).observe({ type: 'longtask' })

for (const chosen of ['change', 'drop']) document.addEventListener(chosen, begin, { capture: true })
