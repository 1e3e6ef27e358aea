// Over 200 lines: one language, one catalogue.
import { formsOf } from '../words/forms-of.ts'
import type { Facts, Messages } from '../words/messages.ts'
import { pluralIn } from '../words/plural.ts'

const plural = pluralIn('nl', 'one')
const files = (count: number) => plural(count, { one: '# bestand', other: '# bestanden' })
const THE_ATS = 'het wervingssysteem'
const form = formsOf(THE_ATS)
/** At the beginning of a sentence. */
const firstAts = form('Het wervingssysteem')
const LATER = 'Probeer het over een paar minuten opnieuw.'
const OPERATOR = 'Meld dit aan de beheerder van dit portaal; alleen die kan het aanpassen.'
const NEW_LINK = 'Vraag een nieuwe aan de persoon die hem heeft gestuurd.'
/** For a candidate, who knows neither the portal's makers nor an administrator. */
const COMPANY = 'Neem contact op met de organisatie waar u solliciteert.'
const toAsk = (facts: Facts) => (facts.view === 'candidate' ? COMPANY : OPERATOR)

export const nl: Messages = {
  locale: 'nl',
  direction: 'ltr',
  types: { CV: 'Cv', COVER_LETTER: 'Motivatiebrief', OTHER: 'Overig' },
  targetKinds: { application: 'Sollicitatie', candidate: 'Kandidaat' },
  families: {
    pdf: 'PDF',
    word: 'Word',
    text: 'tekst',
    image: 'afbeelding',
    spreadsheet: 'Excel',
    presentation: 'PowerPoint',
    email: 'e-mail',
    media: 'video of audio',
    other: 'overig',
  },
  theAts: THE_ATS,

  region: (record) => `Bijlagen voor ${record}`,
  goesTo: (ats) => `gaat naar ${ats}`,

  chooseFiles: 'Bestanden kiezen',
  orDropThem: 'of sleep ze hierheen',
  dropToAdd: 'Laat los om toe te voegen',
  dropToAddCount: (count) => `Laat los om ${files(count)} toe te voegen`,
  upTo: (kinds, limit) => `${kinds}, tot\u00A0${limit}`,
  limitsUnknown: (ats) => `Dit zijn de gebruikelijke grenzen: ${ats} geeft ze niet aan.`,
  sizeUnknown: (ats) =>
    `${firstAts(ats)} geeft niet aan hoe groot een bestand mag zijn; dit is het meeste dat van hieruit kan worden verstuurd.`,
  upToFiles: (count) => `Ten hoogste ${files(count)}.`,
  upToTotal: (limit) => `Samen ten hoogste ${limit}.`,
  noneSupported: (ats, view) => [
    `Via deze koppeling neemt ${ats} geen bijlagen aan.`,
    view === 'candidate' ? COMPANY : `Voeg het document rechtstreeks toe in ${ats} of vraag het de beheerder daarvan.`,
  ],
  noKindSupported: (ats) => `${firstAts(ats)} neemt alleen bestandstypen aan die hier niet kunnen worden bijgevoegd.`,
  noneGranted: ['Met deze link zijn geen bijlagen toegestaan.', NEW_LINK],
  linkEnds: (time) => [`Deze link is geldig tot ${time}.`, 'Voeg uw bestanden voor die tijd bij.'],

  loading: 'Er wordt nagegaan wat kan worden bijgevoegd…',
  rulesFailed: 'Op dit moment kunnen geen bestanden worden toegevoegd',
  rulesBack: 'Er kunnen nu bestanden worden toegevoegd.',

  files: 'Bestanden',
  guessed: 'soort afgeleid uit de naam',
  suggested: 'soort voorgesteld',
  checking: 'Bestand wordt gecontroleerd…',
  uncheckable: 'kan nog niet worden gecontroleerd',
  queued: 'Wacht op zijn beurt',
  reading: 'Wordt voorbereid',
  sending: (percent) => `Versturen ${percent}`,
  sentOf: (sent, total) => `${sent} van ${total}`,
  timeLeft: (time) => `nog ongeveer ${time}`,
  sent: 'Verstuurd',
  waitingFor: (ats) => `wacht tot ${ats} het aanneemt`,
  noProgress: [
    'Al een tijdje geen voortgang.',
    'De verbinding is misschien traag of verbroken. U kunt wachten, of annuleren en het opnieuw proberen.',
  ],
  againIn: (time) => `Nieuwe poging over ${time}.`,
  againOnline: 'Het gaat vanzelf verder zodra u online bent.',
  attached: 'Bijgevoegd',
  attachedWithNote: 'Bijgevoegd, met een opmerking',
  notAttached: 'Niet bijgevoegd',
  notAdded: 'Niet toegevoegd',
  maybeAttached: 'Misschien bijgevoegd',
  cancelled: 'Geannuleerd',
  nothingSent: 'Er is niets in het dossier aangekomen.',
  checkFirst: 'Controleer dit voordat u het opnieuw verstuurt, zodat het er niet dubbel in staat.',
  says: (ats) => `${firstAts(ats)} meldt:`,
  logLink: 'Logboek openen',

  typeOf: (name) => `Soort van ${name}`,
  rename: (name) => `${name} hernoemen`,
  newName: (name) => `Nieuwe naam van ${name}`,
  open: (name) => `${name} openen`,
  remove: (name) => `${name} uit de lijst verwijderen`,
  cancel: (name) => `${name} annuleren`,
  retry: 'Opnieuw proberen',
  checkAgain: 'Opnieuw controleren',
  sendAnyway: 'Toch versturen',
  addAnyway: 'Toch toevoegen',
  clear: 'Lijst leegmaken',
  cancelAll: 'Alles annuleren',
  attach: (count) => `${files(count)} bijvoegen`,
  attachFiles: 'Bestanden bijvoegen',

  skipTo: (label) => `Ga naar ‘${label}’`,
  readyCount: files,
  attachedCount: (done, total) => `${plural.number(done)} van ${plural.number(total)} bijgevoegd`,
  notAttachedCount: (count) => `${plural.number(count)} niet bijgevoegd`,
  maybeAttachedCount: (count) => `${plural.number(count)} misschien bijgevoegd`,
  notAddedCount: (count) => `${plural.number(count)} niet toegevoegd`,
  skippedCount: (count) =>
    plural(count, {
      one: '# item overgeslagen: verborgen, van het systeem of onleesbaar.',
      other: '# items overgeslagen: verborgen, van het systeem of onleesbaar.',
    }),
  emptyFolders: (count) =>
    plural(count, { one: '# map bevat geen bestanden.', other: '# mappen bevatten geen bestanden.' }),
  overall: 'Alle bestanden',

  onRecord: (count) => plural(count, { one: '# document al in het dossier', other: '# documenten al in het dossier' }),

  otherRecord: 'Deze pagina is overgegaan naar een ander dossier.',
  unsent: (count, record) => {
    const end = plural(count, {
      one: 'is nog niet bijgevoegd. Voeg het eerst bij, of verwijder het en wissel.',
      other: 'zijn nog niet bijgevoegd. Voeg ze eerst bij, of verwijder ze en wissel.',
    })
    return `${files(count)} voor ${record} ${end}`
  },
  discard: 'Verwijderen en wisselen',
  nothingUnsent: 'Hier is niets meer om bij te voegen.',
  goOn: 'Doorgaan',

  reasons: {
    atsBusy: ({ ats }) => [`${firstAts(ats)} is op dit moment bezet.`, LATER],
    atsUnreachable: ({ ats }) => [`${firstAts(ats)} is op dit moment niet bereikbaar.`, LATER],
    serviceBusy: () => ['De uploaddienst is op dit moment bezet.', LATER],
    connectionSettings: (facts) => [`De koppeling met ${facts.ats} is niet goed ingesteld.`, toAsk(facts)],
    inputRefused: ({ ats }) => [
      `${firstAts(ats)} heeft dit bestand geweigerd.`,
      'Een andere naam of indeling kan helpen.',
    ],
    outcomeUnknown: ({ ats }) => [`Of het bestand is bewaard, is onbekend: geen duidelijk antwoord van ${ats}.`, ''],
    permissionMissing: ({ ats }) => [
      `De koppeling met ${ats} mag geen bijlagen toevoegen.`,
      `De beheerder van ${ats} kan het toestaan.`,
    ],
    atsLogin: ({ ats }) => [
      `De koppeling met ${ats} is niet meer aangemeld.`,
      `De beheerder van ${ats} moet de koppeling opnieuw tot stand brengen.`,
    ],
    setupIncomplete: ({ ats }) => [
      `De koppeling met ${ats} is niet voltooid.`,
      `De beheerder van ${ats} kan de koppeling voltooien.`,
    ],
    setupPending: ({ ats }) => [`De koppeling met ${ats} wordt nog voorbereid.`, 'Probeer het later vandaag opnieuw.'],
    notAvailable: ({ ats }) => [
      `Via deze koppeling kan ${ats} geen bijlagen aannemen.`,
      `Voeg het document rechtstreeks toe in ${ats}.`,
    ],
    switchedOff: ({ ats }) => [
      'Bijlagen toevoegen is voor deze koppeling uitgeschakeld.',
      `De beheerder van ${ats} kan het inschakelen.`,
    ],
    jobClosed: ({ ats }) => [
      `Deze vacature is in ${ats} gesloten.`,
      `De beheerder van ${ats} kan de vacature weer openen.`,
    ],
    applicationExists: ({ ats }) => [
      `In ${ats} staat al een andere sollicitatie op deze vacature.`,
      `De beheerder van ${ats} weet welke geldt.`,
    ],
    atsRefused: (facts) => [
      `${firstAts(facts.ats)} heeft het bestand zonder bekende reden niet aangenomen.`,
      toAsk(facts),
    ],
    atsClosed: ({ ats }) => [
      `${firstAts(ats)} kan hier geen documenten aannemen.`,
      `Opnieuw proberen helpt niet. ${COMPANY}`,
    ],
    atsOutOfOrder: ({ ats }) => [
      `De koppeling met ${ats} werkt op dit moment niet.`,
      'Probeer het later opnieuw. Blijft het zo, neem dan contact op met de organisatie waar u solliciteert.',
    ],
    fileEmpty: () => ['Dit bestand is leeg.', 'Sla het opnieuw op en voeg het nieuwe toe.'],
    fileTooLarge: ({ size, limit }) => [
      `Dit bestand is te groot: ${size}, en ${limit} is het maximum.`,
      'Sla een kleinere versie op, bijvoorbeeld een PDF met verkleinde afbeeldingen.',
    ],
    fileNameInvalid: () => ['Dit bestand heeft geen naam.', 'Geef het een naam en voeg het opnieuw toe.'],
    kindNotAccepted: ({ ats, kind, type, accepted }) => [
      kind === '' ? 'Dit bestandstype is niet bekend.' : `${kind}-bestanden neemt ${ats} niet aan als ‘${type}’.`,
      `Sla het op als ${accepted === '' ? 'PDF' : accepted} en voeg het opnieuw toe.`,
    ],
    contentMismatch: ({ kind }) => [
      kind === '' ? 'De inhoud van dit bestand past niet bij de extensie.' : `Dit is geen echt ${kind}-bestand.`,
      'Open het en sla het op in de juiste indeling; alleen de extensie wijzigen is niet genoeg.',
    ],
    oldFormat: ({ kind, accepted }) => [
      `Dit is in werkelijkheid een ouder ${kind}-bestand.`,
      `Geef het de extensie ${kind}${accepted === '' ? '' : `, open het, sla het op als ${accepted}`} en voeg het opnieuw toe.`,
    ],
    passwordProtected: () => [
      'Dit bestand is met een wachtwoord beveiligd.',
      'Sla het op zonder wachtwoord, of druk het af naar een nieuwe PDF.',
    ],
    hasMacros: () => ['Dit document bevat macro’s.', 'Sla het op als PDF of zonder macro’s.'],
    activeContent: ({ kind }) => [
      kind === ''
        ? 'Uitvoerbare bestanden worden niet aangenomen.'
        : `${kind}-bestanden kunnen worden uitgevoerd en worden niet aangenomen.`,
      'Voeg het document zelf toe, liefst als PDF.',
    ],
    shortcut: () => [
      'Dit is een snelkoppeling, niet het document zelf.',
      'Open deze, sla het document op als PDF en voeg dat toe.',
    ],
    typeNotSupported: ({ ats, type }) => [`Voor ‘${type}’ is in ${ats} geen plaats.`, 'Kies een andere soort.'],
    typeNotGranted: ({ type }) => [`‘${type}’ is hier niet toegestaan.`, 'Kies een andere soort.'],
    linkInvalid: () => ['Deze link is niet geldig.', NEW_LINK],
    linkExpired: () => ['Deze link is verlopen.', NEW_LINK],
    noAccess: () => ['Deze pagina kreeg geen toegang tot de uploaddienst.', 'Probeer het opnieuw.'],
    linkUsedUp: () => ['Via deze link zijn al alle toegestane bestanden verstuurd.', NEW_LINK],
    connectionBroke: () => ['De verbinding viel weg voordat alles was verstuurd.', 'Probeer het opnieuw.'],
    fileRefused: ({ said }) => [said === '' ? 'Dit bestand is geweigerd.' : said, ''],
    fileUnreadable: () => [
      'Het bestand kan niet meer worden gelezen.',
      'Het is na het kiezen verplaatst, gewijzigd of losgekoppeld, of het is een map. Voeg het opnieuw apart toe.',
    ],
    duplicate: ({ name, of }) =>
      of === 'list'
        ? [`Hetzelfde document staat al in de lijst: ${name}.`, '']
        : [`Hetzelfde document staat al in het dossier: ${name}.`, ''],
    tooManyFiles: ({ count }) => [
      plural(count, {
        one: 'Er kan maar # bestand worden toegevoegd.',
        other: 'Er kunnen maar # bestanden worden toegevoegd.',
      }),
      'Verwijder eerst een ander.',
    ],
    totalTooLarge: ({ limit }) => [
      `Alle bestanden samen mogen ten hoogste ${limit} groot zijn.`,
      'Verwijder eerst een ander.',
    ],
    offline: () => ['U bent offline.', 'Het gaat vanzelf verder zodra u weer online bent.'],
    answerLost: () => ['De verbinding viel weg nadat het bestand was verstuurd.', ''],
    notArrived: () => ['Het bestand is niet aangekomen.', 'U kunt het opnieuw versturen.'],
    cancelledLate: () => ['U hebt geannuleerd nadat alles was verstuurd. Het bestand kan zijn aangekomen.', ''],
    gatewayRefused: (facts) => ['Iets tussen u en de uploaddienst heeft het bestand geweigerd.', toAsk(facts)],
    answerInvalid: (facts) => ['Het antwoord kwam niet van de uploaddienst.', toAsk(facts)],
    internal: (facts) => ['De uploaddienst kon dit niet verwerken.', toAsk(facts)],
  },
  warnings: {
    'UPLOAD.NAME_CHANGED': 'De naam is gewijzigd in een die elk systeem kan opslaan.',
    'UPLOAD.ATTACHED_TO_CANDIDATE': 'Opgeslagen bij de kandidaat, niet bij deze sollicitatie.',
    'UPLOAD.ANSWER_UNDOCUMENTED': 'De bevestiging was ongewoon. Controleer het dossier.',
    'UPLOAD.CONFIRMED_BY_READ_BACK': 'Het antwoord ging verloren, maar het bestand is in het dossier gevonden.',
  },

  page: {
    title: 'Documenten bijvoegen',
    note: 'U kunt deze pagina sluiten zodra bij elk bestand ‘Bijgevoegd’ staat.',
    incomplete: ['Deze link is onvolledig.', 'Open hem opnieuw, in zijn geheel, vanuit het bericht.'],
  },
  announce: {
    added: (count) => `${files(count)} toegevoegd.`,
    outcome: (name, type, outcome) => `${name}, ${type}: ${outcome}`,
    many: (count, outcome) => `${files(count)}: ${outcome}`,
    removed: (name) => `${name} uit de lijst verwijderd.`,
    removedCount: (count) => `${files(count)} uit de lijst verwijderd.`,
    progress: (percent) => `${percent} verstuurd.`,
  },
}
