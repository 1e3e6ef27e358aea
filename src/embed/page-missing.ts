import { explain } from '../widget/words/explain.ts'
import type { Messages } from '../widget/words/messages.ts'

/**
 * In place of the page, where it cannot be fetched. Only loading everything anew helps: a browser may keep a module that failed
 * (whatwg/html#6768), and after a deployment it has another name. Nothing is lost, the token stands where it stood.
 */
export function sayPageIsMissing(place: Element, messages: Messages): void {
  const [what, advice] = explain(navigator.onLine ? 'UPLOAD.TOKEN_UNAVAILABLE' : 'UPLOAD.OFFLINE', messages)
  const retry = element('button', messages.retry)
  retry.addEventListener('click', loadAnew)
  window.addEventListener('online', loadAnew)
  // Another link in this tab is no other page to the browser.
  window.addEventListener('hashchange', loadAnew)
  const stop = element('div', '')
  stop.className = 'page-stop'
  stop.setAttribute('role', 'alert')
  stop.append(element('h1', what), element('p', advice), retry)
  document.title = what
  place.replaceChildren(stop)
  letPreloadsGo()
}

/**
 * WebKit keeps a preload that failed even over a reload, by whomever, until it is asked for otherwise, whatever comes of that
 * (https://bugs.webkit.org/show_bug.cgi?id=270357).
 */
function letPreloadsGo(): void {
  for (const { href } of document.querySelectorAll<HTMLLinkElement>('link[rel="modulepreload"]')) {
    fetch(href).catch(() => {})
  }
}

function element<K extends keyof HTMLElementTagNameMap>(tag: K, text: string): HTMLElementTagNameMap[K] {
  const made = document.createElement(tag)
  made.textContent = text
  return made
}

function loadAnew(): void {
  location.reload()
}
