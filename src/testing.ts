export { chooseFiles, dropFiles, pasteFiles, type Files } from './testing/give-files.ts'
export type { HeldRequest } from './testing/held-request.ts'
export type { ScriptedFile, ScriptedOutcome } from './testing/route-answers.ts'
export { scriptedRoute, type ScriptedRoute, type ScriptedRouteOptions } from './testing/scripted-route.ts'
