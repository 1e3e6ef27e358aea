/** What the element needs of its internals to take part in a form. */
export type FormPart = Pick<
  ElementInternals,
  | 'form'
  | 'validity'
  | 'validationMessage'
  | 'willValidate'
  | 'checkValidity'
  | 'reportValidity'
  | 'setFormValue'
  | 'setValidity'
>

/**
 * happy-dom has no internals, and those of jsdom know nothing of forms. So that a portal can test its page in them, a
 * disabled input that nobody sees stands in there: it is in no form and has nothing to complain of.
 */
export function formPartOf(element: HTMLElement): FormPart {
  const internals: object = 'attachInternals' in element ? element.attachInternals() : {}
  if (knowsForms(internals)) return internals
  const standIn = document.createElement('input')
  standIn.disabled = true
  return Object.assign(standIn, { setFormValue() {}, setValidity() {} })
}

function knowsForms(internals: object): internals is ElementInternals {
  return 'setFormValue' in internals
}
