/** One variable of the standalone server's environment. */
export interface Variable {
  /** What stands in for it when it is not set, in words. */
  readonly unset: string
  /** One sentence: what it is for. */
  readonly meaning: string
}

/** Every variable the standalone server reads. `--help` prints this table and docs/operations.md is checked against it. */
export const VARIABLES = {
  KOMBO_API_KEY: {
    unset: 'demo mode with a simulated Kombo, unless DEMO_MODE is off',
    meaning: 'API key of the Kombo environment; it never leaves the server.',
  },
  DEMO_MODE: {
    unset: 'on; off in the container',
    meaning: 'Whether a server without KOMBO_API_KEY starts as a demo: on or off.',
  },
  KOMBO_API_URL: {
    unset: 'eu',
    meaning: 'Where Kombo is: "eu", "us", or a URL such as http://127.0.0.1:4000/v1.',
  },
  UPLOAD_TOKEN_SECRET: {
    unset: 'needed with KOMBO_API_KEY; in demo mode a new one for each start',
    meaning: 'Signs upload tokens; at least 32 bytes, the same on every instance and on the portal.',
  },
  UPLOAD_TOKEN_SECRET_PREVIOUS: {
    unset: 'only UPLOAD_TOKEN_SECRET is accepted',
    meaning: 'The secret before, while tokens signed with it are still about; it checks tokens and signs none.',
  },
  PORT: { unset: '3000', meaning: 'Port to listen on; 0 takes any free one.' },
  HOST: { unset: '127.0.0.1', meaning: 'Address to listen on; 0.0.0.0 in a container.' },
  ALLOWED_ORIGINS: {
    unset: 'no other site',
    meaning:
      'Origins that may call the route from their pages and show the upload page in a frame, separated by commas.',
  },
  REDIS_URL: {
    unset: 'memory of this process',
    meaning: 'Redis that several instances share: outcomes, slots, counts and rate limits.',
  },
  MAX_FILE_SIZE_BYTES: {
    unset: '26214400',
    meaning: 'Largest file taken, whatever the ATS says.',
  },
  MAX_TOTAL_BYTES: {
    unset: '2147483648',
    meaning:
      'Bytes of all files on their way at once, in memory and in temporary files, of one token a quarter; over it callers come again.',
  },
  RATE_LIMIT_PER_TOKEN: {
    unset: '600; in demo mode 0',
    meaning: 'Requests a minute that one token may make; 0 for any number.',
  },
  RATE_LIMIT_PER_ADDRESS: {
    unset: '1200; in demo mode 0',
    meaning: 'Requests a minute that one address may make; 0 for any number.',
  },
  TRUSTED_PROXIES: {
    unset: '0',
    meaning: 'How many proxies in front of this server add to X-Forwarded-For; tells addresses apart behind them.',
  },
  METRICS_TOKEN: {
    unset: 'anyone may read them',
    meaning: 'Bearer token without which /metrics is not answered.',
  },
  LOG_LEVEL: {
    unset: 'info; in demo mode warn',
    meaning:
      'Least important log line written: trace, debug, info, warn, error, fatal or silent. Audit lines are AUDIT_LOG’s.',
  },
  AUDIT_LOG: {
    unset: 'on; in demo mode off',
    meaning: 'Whether each upload leaves an audit line, whatever LOG_LEVEL says: on or off.',
  },
} as const satisfies Record<string, Variable>

export type VariableName = keyof typeof VARIABLES

/** The process environment, or what a test says it is. */
export type Environment = Readonly<Record<string, string | undefined>>
