/**
 * Every `data-part` the widget wears, in the order it is read. Style them as
 * `[data-kau] [data-part='row'][data-state='failed']`; they are public and change only with a major version.
 */
export const PARTS = [
  /** The widget itself; also carries `data-kau`, `data-theme` and `data-size`. */
  'root',
  /** Whose record it is. */
  'header',
  /** Where the files go: the name of the connected system. */
  'destination',
  /** Where files are dropped; `data-active` while files are dragged over it, `data-slim` once the list holds files. */
  'zone',
  /** What is accepted, in words. */
  'rules',
  /** Grey lines while the rules are fetched. */
  'loading',
  /** How much of a dropped folder was left out, or that it held nothing. */
  'skipped',
  /** The list of chosen files. */
  'list',
  /** One file; carries `data-state` and, when the ATS remarked something, `data-warnings` with their number. */
  'row',
  /** Sheet with the file's kind, or a small picture of it; carries `data-family`, the kind's family. */
  'kind',
  /** The file's name. */
  'name',
  /** The type it will have in the ATS. */
  'type',
  /** State, size and time in words. */
  'status',
  /** How much of one file, or of all, is sent. */
  'progress',
  /** What happened and what to do; carries `data-tone`. */
  'notice',
  /** Buttons that belong to a notice. */
  'actions',
  /** Documents that are on the record already. */
  'existing',
  /** Figures and buttons for the whole list. */
  'footer',
  /** The question asked before queued files are given up. */
  'confirmation',
  /** That the link ends soon, and nothing renews it. */
  'ending',
] as const

export type Part = (typeof PARTS)[number]

/** Meaning of a colour: the row's state decides it, nothing else does. */
export const TONES = ['calm', 'active', 'good', 'warning', 'bad', 'hold'] as const

export type Tone = (typeof TONES)[number]
