/** Why a variable's text cannot be used: the rest of a sentence that begins with its name. It repeats no secret. */
export class Problem {
  readonly sentence: string
  constructor(sentence: string) {
    this.sentence = sentence
  }
}
