import { describe, expect, it } from 'vitest'
import { ATTACHMENT_TYPES } from '../../src/contract/attachment.ts'
import { guessType, typeInName } from '../../src/upload/list/guess-type.ts'

describe('the type a file name speaks of', () => {
  it.each([
    ['CV.pdf', 'CV'],
    ['frank-doe-resume.docx', 'CV'],
    ['Résumé Frank Doe (2).pdf', 'CV'],
    ['Lebenslauf_Müller.pdf', 'CV'],
    ['LEBENSLAUF.PDF', 'CV'],
    ['Curriculum Vitae 2026.doc', 'CV'],
    ['Currículo.pdf', 'CV'],
    ['hoja-de-vida.pdf', 'CV'],
    ['JaneDoeCV2024.pdf', 'CV'],
    ['CVJaneDoe.pdf', 'CV'],
    ['Życiorys.pdf', 'CV'],
    ['Özgeçmiş.docx', 'CV'],
    ['Önéletrajz.pdf', 'CV'],
    ['Резюме_Иванов.pdf', 'CV'],
    ['السيرة الذاتية.pdf', 'CV'],
    ['张伟简历2026.pdf', 'CV'],
    ['履歴書.pdf', 'CV'],
    ['홍길동이력서.pdf', 'CV'],
    ['Anschreiben.pdf', 'COVER_LETTER'],
    ['cover-letter.pdf', 'COVER_LETTER'],
    ['CoverLetter_final.docx', 'COVER_LETTER'],
    ['Lettre de motivation.pdf', 'COVER_LETTER'],
    ['LM_Dupont.pdf', 'COVER_LETTER'],
    ['Carta de presentación.pdf', 'COVER_LETTER'],
    ['carta_de_apresentação.pdf', 'COVER_LETTER'],
    ['lettera di presentazione.pdf', 'COVER_LETTER'],
    ['Motivatiebrief.pdf', 'COVER_LETTER'],
    ['Personligt brev.pdf', 'COVER_LETTER'],
    ['Søknadsbrev.pdf', 'COVER_LETTER'],
    ['list-motywacyjny.pdf', 'COVER_LETTER'],
    ['Сопроводительное письмо.docx', 'COVER_LETTER'],
    ['Zeugnisse.pdf', 'OTHER'],
    ['Świadectwo pracy.pdf', 'OTHER'],
    ['Diplôme.pdf', 'OTHER'],
    ['certificato_laurea.pdf', 'OTHER'],
    ['references.pdf', 'OTHER'],
    ['شهادة.pdf', 'OTHER'],
  ] as const)('%s → %s', (name, type) => {
    expect(typeInName(name)).toBe(type)
  })

  it('reads a decomposed name, as macOS writes it, like a composed one', () => {
    expect(typeInName('Świadectwo Résumé.pdf'.normalize('NFD'))).toBe('CV')
  })

  it('takes a word for a word only when it stands alone', () => {
    expect(typeInName('cvs-pharmacy.pdf')).toBeNull()
    expect(typeInName('Resumen ejecutivo.pdf')).toBeNull()
    expect(typeInName('film.pdf')).toBeNull()
    expect(typeInName('scan0001.pdf')).toBeNull()
  })

  it('does not take the extension for a word', () => {
    expect(typeInName('scan.cv')).toBeNull()
  })

  it('lets the longer phrase speak when it holds a shorter one', () => {
    expect(typeInName('Lettre de recommandation.pdf')).toBe('OTHER')
    expect(typeInName('carta-de-recomendación.pdf')).toBe('OTHER')
    expect(typeInName('reference letter of motivation.pdf')).toBe('OTHER')
  })

  it('calls a file with several documents a CV when one of them is', () => {
    expect(typeInName('Anschreiben, Lebenslauf, Zeugnisse.pdf')).toBe('CV')
    expect(typeInName('Cover letter and certificates.pdf')).toBe('COVER_LETTER')
  })
})

describe('the guess', () => {
  it('takes a nameless file for what is likeliest', () => {
    expect(guessType(null, ATTACHMENT_TYPES, 'CV')).toBe('CV')
    expect(guessType(null, ATTACHMENT_TYPES, 'OTHER')).toBe('OTHER')
  })

  it('believes the name even when the list has one already', () => {
    expect(guessType('CV', ATTACHMENT_TYPES, 'OTHER')).toBe('CV')
  })

  it('offers nothing that the ATS has no place for', () => {
    expect(guessType('CV', ['OTHER'], 'CV')).toBe('OTHER')
    expect(guessType(null, ['COVER_LETTER', 'OTHER'], 'CV')).toBe('OTHER')
    expect(guessType(null, ['COVER_LETTER'], 'CV')).toBe('COVER_LETTER')
  })

  it('is a type that takes the file, unless the name speaks or none does', () => {
    expect(guessType(null, ATTACHMENT_TYPES, 'CV', (type) => type === 'OTHER')).toBe('OTHER')
    expect(guessType(null, ATTACHMENT_TYPES, 'CV', (type) => type === 'COVER_LETTER')).toBe('COVER_LETTER')
    expect(guessType('CV', ATTACHMENT_TYPES, 'CV', (type) => type === 'OTHER')).toBe('CV')
    expect(guessType(null, ATTACHMENT_TYPES, 'CV', () => false)).toBe('CV')
  })
})
