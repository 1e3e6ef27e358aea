import { useMemo } from 'react'
import type { ReactNode } from 'react'
import { supportedTypes } from '../../contract/rules.ts'
import type { Rules } from '../../contract/rules.ts'
import type { AttachmentUpload } from '../../upload/engine/attachment-upload.ts'
import type { AppearanceProps } from '../AttachmentUploadView.tsx'
import type { Speech } from '../words/describe-problem.ts'
import { formatFor } from '../words/format.ts'
import { en } from '../locales/en.ts'
import type { Messages } from '../words/messages.ts'
import { scenes } from './sample-scenes.ts'
import { sampleRules } from './sample-upload.ts'
import type { Actions } from '../base/widget-context.ts'
import { WidgetProvider } from '../base/widget-context.ts'

/* What stories need around them; no door leads here. */

const modules = import.meta.glob<Readonly<Record<string, Messages>>>('../locales/*.ts', { eager: true })
const catalogues = Object.values(modules).flatMap((each) => Object.values(each))

/** Every language there is, English first. */
export const CATALOGUES: readonly Messages[] = [en, ...catalogues.filter(({ locale }) => locale !== en.locale)]

export const LANGUAGES = CATALOGUES.map(({ locale }) => locale)

export type Globals = Readonly<Record<string, unknown>>

/** The appearance chosen in Storybook's toolbar. */
export function appearanceFrom({ language, theme, size }: Globals) {
  return {
    messages: CATALOGUES.find(({ locale }) => locale === language) ?? en,
    theme: theme === 'light' || theme === 'dark' ? theme : 'auto',
    size: size === 'compact' ? size : 'regular',
  } as const satisfies AppearanceProps
}

export function speechFrom(globals: Globals, rules: Rules | null = sampleRules): Speech {
  const { messages } = appearanceFrom(globals)
  return { messages, format: formatFor(messages.locale), rules, view: 'recruiter' }
}

export function uploadIn(scene: string): AttachmentUpload {
  const make = scenes[scene]
  if (make === undefined) throw new Error(`no scene ${scene}`)
  return make()
}

/** Chooses the state a story shows. */
export const SCENE = {
  description: 'The state it shows.',
  control: 'select',
  options: Object.keys(scenes),
} as const

/** Controls of a whole widget in one of its scenes; language, theme and size are in the toolbar. */
export const SCENE_CONTROLS = {
  scene: SCENE,
  dropAnywhere: { description: 'Take files dropped anywhere on the page.', control: 'boolean' },
  // Of no effect but where the token is refused.
  canRenewToken: { description: 'Offer another try when the token is refused.', control: false },
  upload: { control: false },
  className: { control: false },
  messages: { control: false },
  theme: { control: false },
  size: { control: false },
} as const

export interface InSceneProps {
  readonly scene: string
  readonly children: (upload: AttachmentUpload) => ReactNode
}

/** A state made once each time it is chosen, so that rows stay the same ones and a countdown begins at its beginning. */
export function InScene({ scene, children }: InSceneProps) {
  const upload = useMemo(() => uploadIn(scene), [scene])
  return children(upload)
}

export interface FrameProps {
  readonly globals: Globals
  readonly rules?: Rules | null
  readonly view?: 'recruiter' | 'candidate'
  /** What a row's buttons do. Default: nothing. */
  readonly actions?: Partial<Actions>
  readonly children: ReactNode
}

/** The widget around one of its parts: theme, language, direction, and what parts read from their context. */
export function Frame({ globals, rules = sampleRules, view = 'recruiter', actions = {}, children }: FrameProps) {
  const { messages, theme, size } = appearanceFrom(globals)
  const widget = useMemo(
    () => ({
      ...speechFrom(globals, rules),
      view,
      latest: { current: { ...NO_ACTIONS, ...actions } },
      types: rules === null ? [] : supportedTypes(rules),
      access: 'holds' as const,
      rowActions: null,
    }),
    [globals, rules, view, actions],
  )
  return (
    <WidgetProvider.Provider value={widget}>
      <section
        data-kau=""
        data-theme={theme === 'auto' ? undefined : theme}
        data-size={size}
        lang={messages.locale}
        dir={messages.direction}
        aria-label={messages.region('Frank Doe')}
      >
        {children}
      </section>
    </WidgetProvider.Provider>
  )
}

const nothing = () => undefined

const NO_ACTIONS: Actions = {
  setType: nothing,
  rename: nothing,
  remove: nothing,
  addAnyway: nothing,
  cancel: nothing,
  retry: nothing,
  checkAgain: nothing,
  sendAnyway: nothing,
}
