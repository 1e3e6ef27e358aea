import type { Messages } from '../words/messages.ts'

/*
 * What of the widget's interface is not React's. The element's types lead here and to no file that imports React: a page
 * that has the element only has no types of it.
 */
export type {
  AttachmentUpload as UploadState,
  Outcome,
  UploadSettings as BehaviourSettings,
} from '../../upload/engine/attachment-upload.ts'

export type HeadingLevel = 1 | 2 | 3 | 4 | 5 | 6

export interface AppearanceSettings {
  /** Words, in one language. Default: English. Others: `kombo-attachment-upload/locales/de` and so on. */
  readonly messages?: Messages | undefined
  /** `auto` follows the reader's system. Default: `auto`. The nearest `data-theme` attribute around it does the same. */
  readonly theme?: 'auto' | 'light' | 'dark' | undefined
  /** `compact` for side panels and tables. Default: `regular`. */
  readonly size?: 'regular' | 'compact' | undefined
  /**
   * Take files dropped anywhere on the page, except on another widget, and only while one widget that does is seen: of
   * several, none knows whose they are. A picture of a page is taken on the widget alone. Default: false.
   */
  readonly dropAnywhere?: boolean | undefined
  /** Level of the heading that says whose record it is. Default: 2. */
  readonly headingLevel?: HeadingLevel | undefined
}
