// Over 200 lines: one language, one catalogue.
import { formsOf } from '../words/forms-of.ts'
import type { Facts, Messages, OutcomeWord } from '../words/messages.ts'
import { pluralIn } from '../words/plural.ts'

const plural = pluralIn('sv', 'one')
const files = (count: number) => plural(count, { one: '# fil', other: '# filer' })
const THE_ATS = 'rekryteringssystemet'
const form = formsOf(THE_ATS)
/** At the beginning of a sentence. */
const firstAts = form('Rekryteringssystemet')
const LATER = 'Försök igen om några minuter.'
const OPERATOR = 'Kontakta de ansvariga för portalen; bara de kan ändra det.'
const NEW_LINK = 'Be personen som skickade den om en ny.'
/** For a candidate, who knows neither the portal's makers nor an administrator. */
const COMPANY = 'Kontakta företaget där du söker jobb.'
const toAsk = (facts: Facts) => (facts.view === 'candidate' ? COMPANY : OPERATOR)
/** Of several files. */
const IN_PLURAL: Readonly<Record<OutcomeWord, string>> = {
  attached: 'Bifogade',
  attachedWithNote: 'Bifogade, med en anmärkning',
  notAttached: 'Inte bifogade',
  notAdded: 'Inte tillagda',
  maybeAttached: 'Kanske bifogade',
  cancelled: 'Avbrutna',
}

export const sv: Messages = {
  locale: 'sv',
  direction: 'ltr',
  types: { CV: 'CV', COVER_LETTER: 'Personligt brev', OTHER: 'Övrigt' },
  targetKinds: { application: 'Ansökan', candidate: 'Kandidat' },
  families: {
    pdf: 'PDF',
    word: 'Word',
    text: 'text',
    image: 'bild',
    spreadsheet: 'Excel',
    presentation: 'PowerPoint',
    email: 'e-post',
    media: 'video eller ljud',
    other: 'övrigt',
  },
  theAts: THE_ATS,

  region: (record) => `Bilagor för ${record}`,
  goesTo: (ats) => `går till ${ats}`,

  chooseFiles: 'Välj filer',
  orDropThem: 'eller släpp dem här',
  dropToAdd: 'Släpp för att lägga till',
  dropToAddCount: (count) => `Släpp för att lägga till ${files(count)}`,
  upTo: (kinds, limit) => `${kinds}, upp\u00A0till\u00A0${limit}`,
  limitsUnknown: (ats) => `${firstAts(ats)} anger inte vad som tas emot; det här är de vanliga gränserna.`,
  sizeUnknown: (ats) =>
    `${firstAts(ats)} anger inte hur stor en fil får vara; det här är det mesta som kan skickas härifrån.`,
  upToFiles: (count) => `Högst ${files(count)}.`,
  upToTotal: (limit) => `Tillsammans högst ${limit}.`,
  noneSupported: (ats, view) => [
    `${firstAts(ats)} tar inte emot bilagor genom den här anslutningen.`,
    view === 'candidate' ? COMPANY : `Lägg till dokumentet direkt i ${ats} eller fråga administratören där.`,
  ],
  noKindSupported: (ats) => `${firstAts(ats)} tar bara emot filtyper som inte kan bifogas här.`,
  noneGranted: ['Den här länken tillåter inga bilagor.', NEW_LINK],
  linkEnds: (time) => [`Den här länken gäller till kl. ${time}.`, 'Bifoga dina filer innan dess.'],

  loading: 'Frågar vad som kan bifogas\u00A0…',
  rulesFailed: 'Det går inte att lägga till filer just nu',
  rulesBack: 'Nu går det att lägga till filer.',

  files: 'Filer',
  guessed: 'typen är gissad från namnet',
  suggested: 'typen är föreslagen',
  checking: 'Kontrollerar filen\u00A0…',
  uncheckable: 'kan inte kontrolleras än',
  queued: 'Väntar på sin tur',
  reading: 'Förbereder',
  sending: (percent) => `Skickar ${percent}`,
  sentOf: (sent, total) => `${sent} av ${total}`,
  timeLeft: (time) => `ungefär ${time} kvar`,
  sent: 'Skickad',
  waitingFor: (ats) => `väntar på att ${ats} ska ta emot den`,
  noProgress: [
    'Inget har hänt på en stund.',
    'Anslutningen kan vara långsam eller bruten. Du kan vänta, eller avbryta och försöka igen.',
  ],
  againIn: (time) => `Nytt försök om ${time}.`,
  againOnline: 'Det fortsätter av sig självt när du är online.',
  attached: 'Bifogad',
  attachedWithNote: 'Bifogad, med en anmärkning',
  notAttached: 'Inte bifogad',
  notAdded: 'Inte tillagd',
  maybeAttached: 'Kanske bifogad',
  cancelled: 'Avbruten',
  nothingSent: 'Ingenting har kommit fram.',
  checkFirst: 'Kontrollera innan du skickar den igen, så att den inte hamnar där två gånger.',
  says: (ats) => `${firstAts(ats)} meddelar:`,
  logLink: 'Öppna loggen',

  typeOf: (name) => `Typ för ${name}`,
  rename: (name) => `Byt namn på ${name}`,
  newName: (name) => `Nytt namn på ${name}`,
  open: (name) => `Öppna ${name}`,
  remove: (name) => `Ta bort ${name} från listan`,
  cancel: (name) => `Avbryt ${name}`,
  retry: 'Försök igen',
  checkAgain: 'Kontrollera igen',
  sendAnyway: 'Skicka ändå',
  addAnyway: 'Lägg till ändå',
  clear: 'Töm listan',
  cancelAll: 'Avbryt alla',
  attach: (count) => `Bifoga ${files(count)}`,
  attachFiles: 'Bifoga filer',

  skipTo: (label) => `Gå till ”${label}”`,
  readyCount: files,
  attachedCount: (done, total) =>
    `${plural.number(done)} av ${plural.number(total)} ${plural(done, { one: 'bifogad', other: 'bifogade' })}`,
  notAttachedCount: (count) => plural(count, { one: '# inte bifogad', other: '# inte bifogade' }),
  maybeAttachedCount: (count) => plural(count, { one: '# kanske bifogad', other: '# kanske bifogade' }),
  notAddedCount: (count) => plural(count, { one: '# inte tillagd', other: '# inte tillagda' }),
  skippedCount: (count) =>
    plural(count, {
      one: '# objekt hoppades över: dolt, systemets eget eller oläsbart.',
      other: '# objekt hoppades över: dolda, systemets egna eller oläsbara.',
    }),
  emptyFolders: (count) =>
    plural(count, { one: '# mapp innehåller inga filer.', other: '# mappar innehåller inga filer.' }),
  overall: 'Alla filer',

  onRecord: (count) =>
    plural(count, { one: '# dokument finns redan i systemet', other: '# dokument finns redan i systemet' }),

  otherRecord: 'Sidan har gått vidare till en annan post.',
  unsent: (count, record) => {
    const end = plural(count, {
      one: 'är inte bifogad än. Bifoga den först, eller ta bort den och byt.',
      other: 'är inte bifogade än. Bifoga dem först, eller ta bort dem och byt.',
    })
    return `${files(count)} för ${record} ${end}`
  },
  discard: 'Ta bort och byt',
  nothingUnsent: 'Här finns inget kvar att bifoga.',
  goOn: 'Fortsätt',

  reasons: {
    atsBusy: ({ ats }) => [`${firstAts(ats)} är upptaget just nu.`, LATER],
    atsUnreachable: ({ ats }) => [`${firstAts(ats)} går inte att nå just nu.`, LATER],
    serviceBusy: () => ['Uppladdningstjänsten är upptagen just nu.', LATER],
    connectionSettings: (facts) => [`Anslutningen till ${facts.ats} är inte rätt inställd.`, toAsk(facts)],
    inputRefused: ({ ats }) => [`${firstAts(ats)} avvisade filen.`, 'Ett annat namn eller format kan hjälpa.'],
    outcomeUnknown: ({ ats }) => [`Det är oklart om filen sparades: ${ats} gav inget tydligt svar.`, ''],
    permissionMissing: ({ ats }) => [
      `Anslutningen till ${ats} får inte lägga till bilagor.`,
      `En administratör för ${ats} kan tillåta det.`,
    ],
    atsLogin: ({ ats }) => [
      `Anslutningen till ${ats} är inte längre inloggad.`,
      `En administratör för ${ats} måste ansluta den igen.`,
    ],
    setupIncomplete: ({ ats }) => [
      `Anslutningen till ${ats} är inte klar.`,
      `En administratör för ${ats} kan slutföra den.`,
    ],
    setupPending: ({ ats }) => [`Anslutningen till ${ats} förbereds fortfarande.`, 'Försök igen senare i dag.'],
    notAvailable: ({ ats }) => [
      `${firstAts(ats)} kan inte ta emot bilagor genom den här anslutningen.`,
      `Lägg till dokumentet direkt i ${ats}.`,
    ],
    switchedOff: ({ ats }) => [
      'Att lägga till bilagor är avstängt för den här anslutningen.',
      `En administratör för ${ats} kan slå på det.`,
    ],
    jobClosed: ({ ats }) => [`Den här tjänsten är stängd i ${ats}.`, `En administratör för ${ats} kan öppna den igen.`],
    applicationExists: ({ ats }) => [
      `Det finns redan en annan ansökan till tjänsten i ${ats}.`,
      `En administratör för ${ats} vet vilken som gäller.`,
    ],
    atsRefused: (facts) => [`${firstAts(facts.ats)} tog inte emot filen; orsaken är okänd.`, toAsk(facts)],
    atsClosed: ({ ats }) => [
      `${firstAts(ats)} kan inte ta emot dokument här.`,
      `Det hjälper inte att försöka igen. ${COMPANY}`,
    ],
    atsOutOfOrder: ({ ats }) => [
      `Anslutningen till ${ats} fungerar inte just nu.`,
      'Försök igen senare. Om det inte hjälper, kontakta företaget där du söker jobb.',
    ],
    fileEmpty: () => ['Filen är tom.', 'Spara den igen och lägg till den nya.'],
    fileTooLarge: ({ size, limit }) => [
      `Filen är för stor: ${size}, och högst ${limit} är tillåtet.`,
      'Spara en mindre version, till exempel en PDF med förminskade bilder.',
    ],
    fileNameInvalid: () => ['Filen har inget namn.', 'Ge den ett namn och lägg till den igen.'],
    kindNotAccepted: ({ ats, kind, type, accepted }) => [
      kind === '' ? 'Den här filtypen är okänd.' : `${firstAts(ats)} tar inte emot ${kind}-filer som ”${type}”.`,
      `Spara den som ${accepted === '' ? 'PDF' : accepted} och lägg till den igen.`,
    ],
    contentMismatch: ({ kind }) => [
      kind === '' ? 'Filens innehåll stämmer inte med filändelsen.' : `Det här är egentligen ingen ${kind}-fil.`,
      'Öppna den och spara den i rätt format; det räcker inte att ändra filändelsen.',
    ],
    oldFormat: ({ kind, accepted }) => [
      `Det här är egentligen en äldre ${kind}-fil.`,
      `Ge den filändelsen ${kind}${accepted === '' ? '' : `, öppna den, spara den som ${accepted}`} och lägg till den igen.`,
    ],
    passwordProtected: () => [
      'Filen är skyddad med lösenord.',
      'Spara den utan lösenord, eller skriv ut den till en ny PDF.',
    ],
    hasMacros: () => ['Dokumentet innehåller makron.', 'Spara det som PDF eller utan makron.'],
    activeContent: ({ kind }) => [
      kind === '' ? 'Körbara filer tas inte emot.' : `${kind}-filer kan köras och tas inte emot.`,
      'Lägg till själva dokumentet, helst som PDF.',
    ],
    shortcut: () => [
      'Det här är en genväg, inte själva dokumentet.',
      'Öppna den, spara dokumentet som PDF och lägg till det.',
    ],
    typeNotSupported: ({ ats, type }) => [`${firstAts(ats)} har ingen plats för ”${type}”.`, 'Välj en annan typ.'],
    typeNotGranted: ({ type }) => [`”${type}” är inte tillåtet här.`, 'Välj en annan typ.'],
    linkInvalid: () => ['Den här länken är inte giltig.', NEW_LINK],
    linkExpired: () => ['Den här länken har gått ut.', NEW_LINK],
    noAccess: () => ['Sidan fick ingen åtkomst till uppladdningstjänsten.', 'Försök igen.'],
    linkUsedUp: () => ['Länken har redan tagit emot alla filer den får.', NEW_LINK],
    connectionBroke: () => ['Anslutningen bröts innan allt hade skickats.', 'Försök igen.'],
    fileRefused: ({ said }) => [said === '' ? 'Filen avvisades.' : said, ''],
    fileUnreadable: () => [
      'Filen kan inte längre läsas.',
      'Den har flyttats, ändrats eller kopplats bort sedan du valde den, eller är en mapp. Lägg till den igen för sig.',
    ],
    duplicate: ({ name, of }) =>
      of === 'list'
        ? [`Samma dokument finns redan i listan: ${name}.`, '']
        : [`Samma dokument finns redan i systemet: ${name}.`, ''],
    tooManyFiles: ({ count }) => [`Bara ${files(count)} kan läggas till.`, 'Ta bort en annan först.'],
    totalTooLarge: ({ limit }) => [`Alla filer tillsammans får vara högst ${limit}.`, 'Ta bort en annan först.'],
    offline: () => ['Du är offline.', 'Det fortsätter av sig självt när du är online igen.'],
    answerLost: () => ['Anslutningen bröts efter att filen hade skickats.', ''],
    notArrived: () => ['Filen kom inte fram.', 'Du kan skicka den igen.'],
    cancelledLate: () => ['Du avbröt när allt redan hade skickats. Filen kan ha kommit fram.', ''],
    gatewayRefused: (facts) => ['Något mellan dig och uppladdningstjänsten avvisade filen.', toAsk(facts)],
    answerInvalid: (facts) => ['Svaret kom inte från uppladdningstjänsten.', toAsk(facts)],
    internal: (facts) => ['Uppladdningstjänsten kunde inte hantera detta.', toAsk(facts)],
  },
  warnings: {
    'UPLOAD.NAME_CHANGED': 'Namnet ändrades till ett som alla system kan spara.',
    'UPLOAD.ATTACHED_TO_CANDIDATE': 'Sparad på kandidaten, inte på den här ansökan.',
    'UPLOAD.ANSWER_UNDOCUMENTED': 'Bekräftelsen var ovanlig. Kontrollera i systemet.',
    'UPLOAD.CONFIRMED_BY_READ_BACK': 'Svaret gick förlorat, men filen hittades i systemet.',
  },

  page: {
    title: 'Bifoga dokument',
    note: 'Du kan stänga sidan när det står ”Bifogad” vid varje fil.',
    incomplete: ['Den här länken är ofullständig.', 'Öppna den igen, i sin helhet, från meddelandet.'],
  },
  announce: {
    added: (count) => plural(count, { one: '# fil tillagd.', other: '# filer tillagda.' }),
    outcome: (name, type, outcome) => `${name}, ${type}: ${outcome}`,
    many: (count, outcome, word) => `${files(count)}: ${word === null ? outcome : IN_PLURAL[word]}`,
    removed: (name) => `${name} borttagen från listan.`,
    removedCount: (count) =>
      plural(count, { one: '# fil borttagen från listan.', other: '# filer borttagna från listan.' }),
    progress: (percent) => `${percent} skickat.`,
  },
}
