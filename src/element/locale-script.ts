import * as catalogue from '../widget/locales/en.ts'
import type { Messages } from '../widget/words/messages.ts'

/*
 * One further language for the element: a script of its own, in any order beside the element's. The build makes one per
 * language by putting its words in the place of the English ones (vite.element.config.ts).
 */
for (const messages of Object.values(catalogue)) void addMessages(messages)

/** Through the defined class, since the two scripts share nothing else. */
async function addMessages(messages: Messages): Promise<void> {
  const element: object = await customElements.whenDefined('kombo-attachment-upload')
  if ('addMessages' in element && typeof element.addMessages === 'function') element.addMessages(messages)
}
