import { collectDefaultMetrics, Counter, Gauge, Histogram, Registry } from 'prom-client'
import type { LimitReached } from './rate-limit.ts'
import type { UploadEvent } from '../answers/upload-event.ts'

/** Seconds; the last ones are where deadlines are. */
const BUCKETS = [0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30, 60, 120, 300]

/** Every metric of our own, and what it counts. docs/operations.md is checked against this table. */
export const METRICS = {
  kombo_upload_uploads_total: 'Uploads that are over, by outcome, error code and attachment type',
  kombo_upload_delivered_bytes_total: 'Bytes of delivered files',
  kombo_upload_duration_seconds: 'From the first byte of a request to its outcome',
  kombo_upload_queue_seconds: 'Waiting for a slot of the integration',
  kombo_upload_ats_seconds: 'Sending to Kombo and waiting for its answers',
  kombo_upload_retries_total: 'Times a file was sent to Kombo again',
  kombo_upload_read_backs_total: 'Times a record was read back to see whether a file is there',
  kombo_upload_slots_in_use: 'Slots of Kombo integrations in use by this instance now',
  kombo_upload_requests_in_flight: 'Requests to the route under way now',
  kombo_upload_rate_limited_requests_total: 'Requests refused by a rate limit, by which one',
} as const

type MetricName = keyof typeof METRICS

export interface MetricSources {
  /** Slots of integrations in use now, over all of them. */
  readonly slotsInUse: () => number
  /** Requests to the route under way now. */
  readonly requestsInFlight: () => number
}

/** What Prometheus scrapes. Each server has its own registry, so that two in one process do not meet. */
export class Metrics {
  readonly #registry = new Registry()
  readonly #uploads = this.#counter('kombo_upload_uploads_total', ['outcome', 'code', 'type'])
  readonly #bytes = this.#counter('kombo_upload_delivered_bytes_total')
  readonly #retries = this.#counter('kombo_upload_retries_total')
  readonly #readBacks = this.#counter('kombo_upload_read_backs_total')
  readonly #duration = this.#histogram('kombo_upload_duration_seconds')
  readonly #queue = this.#histogram('kombo_upload_queue_seconds')
  readonly #ats = this.#histogram('kombo_upload_ats_seconds')
  readonly #rateLimited = this.#counter('kombo_upload_rate_limited_requests_total', ['by'])

  constructor({ slotsInUse, requestsInFlight }: MetricSources) {
    collectDefaultMetrics({ register: this.#registry })
    this.#gauge('kombo_upload_slots_in_use', slotsInUse)
    this.#gauge('kombo_upload_requests_in_flight', requestsInFlight)
  }

  get contentType(): string {
    return this.#registry.contentType
  }

  /** The text of a scrape. */
  text(): Promise<string> {
    return this.#registry.metrics()
  }

  upload(event: UploadEvent): void {
    this.#uploads.inc({ outcome: event.outcome, code: event.code ?? 'none', type: event.type ?? 'none' })
    this.#duration.observe(event.durationMs / 1000)
    if (event.outcome === 'delivered') this.#bytes.inc(event.sizeBytes ?? 0)
    if (event.attempts > 0) {
      this.#queue.observe(event.queueMs / 1000)
      this.#ats.observe(event.atsMs / 1000)
      this.#retries.inc(event.attempts - 1)
    }
    this.#readBacks.inc(event.readBacks)
  }

  rateLimited({ by }: LimitReached): void {
    this.#rateLimited.inc({ by })
  }

  #gauge(name: MetricName, read: () => number): void {
    void new Gauge({
      ...this.#described(name),
      collect() {
        this.set(read())
      },
    })
  }

  #counter<Label extends string>(name: MetricName, labelNames: Label[] = []) {
    return new Counter({ ...this.#described(name), labelNames })
  }

  #histogram(name: MetricName) {
    return new Histogram({ ...this.#described(name), buckets: BUCKETS })
  }

  #described(name: MetricName) {
    return { name, help: METRICS[name], registers: [this.#registry] }
  }
}
