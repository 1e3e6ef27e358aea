// Over 200 lines: one language, one catalogue.
import { formsOf } from '../words/forms-of.ts'
import type { Facts, Messages } from '../words/messages.ts'
import { pluralIn } from '../words/plural.ts'

const plural = pluralIn('de', 'one')
const files = (count: number) => plural(count, { one: '# Datei', other: '# Dateien' })
const THE_ATS = 'das Bewerbersystem'
const form = formsOf(THE_ATS)
/** At the beginning of a sentence. */
const firstAts = form('Das Bewerbersystem')
const inAts = form('im Bewerbersystem', (ats) => `in ${ats}`)
const toAts = form('zum Bewerbersystem', (ats) => `zu ${ats}`)
const fromAts = form('vom Bewerbersystem', (ats) => `von ${ats}`)
const ofAts = form('des Bewerbersystems', (ats) => `von ${ats}`)
const LATER = 'Versuchen Sie es in einigen Minuten noch einmal.'
const OPERATOR = 'Bitte melden Sie das dem Betreiber dieses Portals; nur er kann es ändern.'
const NEW_LINK = 'Bitten Sie die Person, die ihn geschickt hat, um einen neuen.'
/** For a candidate, who knows neither the portal's makers nor an administrator. */
const COMPANY = 'Bitte wenden Sie sich an das Unternehmen, bei dem Sie sich bewerben.'
const toAsk = (facts: Facts) => (facts.view === 'candidate' ? COMPANY : OPERATOR)

export const de: Messages = {
  locale: 'de',
  direction: 'ltr',
  types: { CV: 'Lebenslauf', COVER_LETTER: 'Anschreiben', OTHER: 'Sonstiges' },
  targetKinds: { application: 'Bewerbung', candidate: 'Bewerberprofil' },
  families: {
    pdf: 'PDF',
    word: 'Word',
    text: 'Text',
    image: 'Bild',
    spreadsheet: 'Excel',
    presentation: 'PowerPoint',
    email: 'E-Mail',
    media: 'Video oder Audio',
    other: 'Sonstiges',
  },
  theAts: THE_ATS,

  region: (record) => `Unterlagen für ${record}`,
  goesTo: (ats) => `geht an ${ats}`,

  chooseFiles: 'Dateien auswählen',
  orDropThem: 'oder hier ablegen',
  dropToAdd: 'Zum Hinzufügen loslassen',
  dropToAddCount: (count) => `Loslassen, um ${files(count)} hinzuzufügen`,
  upTo: (kinds, limit) => `${kinds}, bis\u00A0${limit}`,
  limitsUnknown: (ats) => `Was angenommen wird, gibt ${ats} nicht an; dies sind die üblichen Grenzen.`,
  sizeUnknown: (ats) =>
    `Wie groß eine Datei sein darf, gibt ${ats} nicht an; größere können von hier nicht gesendet werden.`,
  upToFiles: (count) => `Höchstens ${files(count)}.`,
  upToTotal: (limit) => `Zusammen höchstens ${limit}.`,
  noneSupported: (ats, view) => [
    `Über diese Verbindung nimmt ${ats} keine Unterlagen an.`,
    view === 'candidate'
      ? COMPANY
      : `Fügen Sie das Dokument direkt ${inAts(ats)} hinzu oder fragen Sie die Administration.`,
  ],
  noKindSupported: (ats) => `${firstAts(ats)} nimmt nur Dateiarten an, die hier nicht angefügt werden können.`,
  noneGranted: ['Dieser Link erlaubt keine Unterlagen.', NEW_LINK],
  linkEnds: (time) => [`Dieser Link gilt bis ${time}.`, 'Fügen Sie Ihre Dateien vorher an.'],

  loading: 'Es wird abgefragt, was angefügt werden kann\u00A0…',
  rulesFailed: 'Im Moment können keine Dateien hinzugefügt werden',
  rulesBack: 'Jetzt können Dateien hinzugefügt werden.',

  files: 'Dateien',
  guessed: 'Art aus dem Namen erraten',
  suggested: 'Art vorgeschlagen',
  checking: 'Datei wird geprüft\u00A0…',
  uncheckable: 'kann noch nicht geprüft werden',
  queued: 'Wartet, bis sie an der Reihe ist',
  reading: 'Wird vorbereitet',
  sending: (percent) => `Wird gesendet, ${percent}`,
  sentOf: (sent, total) => `${sent} von ${total}`,
  timeLeft: (time) => `noch etwa ${time}`,
  sent: 'Gesendet',
  waitingFor: (ats) => `wartet auf die Annahme durch ${ats}`,
  noProgress: [
    'Seit einer Weile geht es nicht weiter.',
    'Vielleicht ist die Verbindung langsam oder unterbrochen. Sie können warten oder abbrechen und es noch einmal versuchen.',
  ],
  againIn: (time) => `Neuer Versuch in ${time}.`,
  againOnline: 'Es geht von selbst weiter, sobald Sie online sind.',
  attached: 'Angefügt',
  attachedWithNote: 'Angefügt, mit Hinweis',
  notAttached: 'Nicht angefügt',
  notAdded: 'Nicht hinzugefügt',
  maybeAttached: 'Vielleicht angefügt',
  cancelled: 'Abgebrochen',
  nothingSent: 'Es ist nichts angekommen.',
  checkFirst: 'Prüfen Sie es, bevor Sie die Datei noch einmal senden, damit sie nicht doppelt vorliegt.',
  says: (ats) => `${firstAts(ats)} meldet:`,
  logLink: 'Protokoll öffnen',

  typeOf: (name) => `Art von ${name}`,
  rename: (name) => `${name} umbenennen`,
  newName: (name) => `Neuer Name von ${name}`,
  open: (name) => `${name} öffnen`,
  remove: (name) => `${name} aus der Liste entfernen`,
  cancel: (name) => `${name} abbrechen`,
  retry: 'Noch einmal versuchen',
  checkAgain: 'Noch einmal prüfen',
  sendAnyway: 'Trotzdem senden',
  addAnyway: 'Trotzdem hinzufügen',
  clear: 'Liste leeren',
  cancelAll: 'Alle abbrechen',
  attach: (count) => `${files(count)} anfügen`,
  attachFiles: 'Dateien anfügen',

  skipTo: (label) => `Weiter zu „${label}“`,
  readyCount: files,
  attachedCount: (done, total) => `${plural.number(done)} von ${plural.number(total)} angefügt`,
  notAttachedCount: (count) => `${plural.number(count)} nicht angefügt`,
  maybeAttachedCount: (count) => `${plural.number(count)} vielleicht angefügt`,
  notAddedCount: (count) => `${plural.number(count)} nicht hinzugefügt`,
  skippedCount: (count) =>
    plural(count, {
      one: '# Element übersprungen: versteckt, Teil des Systems oder nicht lesbar.',
      other: '# Elemente übersprungen: versteckt, Teil des Systems oder nicht lesbar.',
    }),
  emptyFolders: (count) =>
    plural(count, { one: '# Ordner enthält keine Dateien.', other: '# Ordner enthalten keine Dateien.' }),
  overall: 'Alle Dateien',

  onRecord: (count) => plural(count, { one: '# Dokument liegt schon vor', other: '# Dokumente liegen schon vor' }),

  otherRecord: 'Die Seite zeigt inzwischen einen anderen Datensatz.',
  unsent: (count, record) => {
    const start = plural(count, { one: '# Datei für', other: '# Dateien für' })
    const end = plural(count, {
      one: 'ist noch nicht angefügt. Fügen Sie sie zuerst an',
      other: 'sind noch nicht angefügt. Fügen Sie sie zuerst an',
    })
    return `${start} ${record} ${end} oder verwerfen Sie sie und wechseln.`
  },
  discard: 'Verwerfen und wechseln',
  nothingUnsent: 'Hier ist nichts mehr anzufügen.',
  goOn: 'Weiter',

  reasons: {
    atsBusy: ({ ats }) => [`${firstAts(ats)} ist gerade ausgelastet.`, LATER],
    atsUnreachable: ({ ats }) => [`${firstAts(ats)} ist im Moment nicht erreichbar.`, LATER],
    serviceBusy: () => ['Der Upload-Dienst ist ausgelastet.', LATER],
    connectionSettings: (facts) => [`Die Verbindung ${toAts(facts.ats)} ist nicht richtig eingerichtet.`, toAsk(facts)],
    inputRefused: ({ ats }) => [
      `${firstAts(ats)} hat diese Datei abgelehnt.`,
      'Ein anderer Name oder ein anderes Format kann helfen.',
    ],
    outcomeUnknown: ({ ats }) => [
      `Ob die Datei gespeichert wurde, ist offen: Es kam keine klare Antwort ${fromAts(ats)}.`,
      '',
    ],
    permissionMissing: ({ ats }) => [
      `Die Verbindung ${toAts(ats)} darf keine Unterlagen anfügen.`,
      `Die Administration ${ofAts(ats)} kann es erlauben.`,
    ],
    atsLogin: ({ ats }) => [
      `Die Verbindung ${toAts(ats)} ist nicht mehr angemeldet.`,
      `Die Administration ${ofAts(ats)} muss sie neu verbinden.`,
    ],
    setupIncomplete: ({ ats }) => [
      `Die Verbindung ${toAts(ats)} ist noch nicht fertig eingerichtet.`,
      `Die Administration ${ofAts(ats)} kann sie abschließen.`,
    ],
    setupPending: ({ ats }) => [
      `Die Verbindung ${toAts(ats)} wird noch vorbereitet.`,
      'Versuchen Sie es im Lauf des Tages noch einmal.',
    ],
    notAvailable: ({ ats }) => [
      `Über diese Verbindung kann ${ats} keine Unterlagen annehmen.`,
      `Fügen Sie das Dokument direkt ${inAts(ats)} hinzu.`,
    ],
    switchedOff: ({ ats }) => [
      'Das Anfügen von Unterlagen ist für diese Verbindung ausgeschaltet.',
      `Die Administration ${ofAts(ats)} kann es einschalten.`,
    ],
    jobClosed: ({ ats }) => [
      `Diese Stelle ist ${inAts(ats)} geschlossen.`,
      `Die Administration ${ofAts(ats)} kann sie wieder öffnen.`,
    ],
    applicationExists: ({ ats }) => [
      `Auf diese Stelle gibt es ${inAts(ats)} schon eine andere Bewerbung.`,
      `Die Administration ${ofAts(ats)} weiß, welche gilt.`,
    ],
    atsRefused: (facts) => [
      `${firstAts(facts.ats)} hat die Datei ohne bekannten Grund nicht angenommen.`,
      toAsk(facts),
    ],
    atsClosed: ({ ats }) => [
      `${firstAts(ats)} kann hier keine Unterlagen annehmen.`,
      `Ein neuer Versuch ändert daran nichts. ${COMPANY}`,
    ],
    atsOutOfOrder: ({ ats }) => [
      `Die Verbindung ${toAts(ats)} funktioniert im Moment nicht.`,
      'Versuchen Sie es später noch einmal. Hilft das nicht, wenden Sie sich an das Unternehmen, bei dem Sie sich bewerben.',
    ],
    fileEmpty: () => ['Diese Datei ist leer.', 'Speichern Sie sie noch einmal und fügen Sie die neue hinzu.'],
    fileTooLarge: ({ size, limit }) => [
      `Diese Datei ist zu groß: ${size}, höchstens ${limit} sind erlaubt.`,
      'Speichern Sie sie kleiner, zum Beispiel als PDF mit verkleinerten Bildern.',
    ],
    fileNameInvalid: () => [
      'Diese Datei hat keinen Namen.',
      'Geben Sie ihr einen und fügen Sie sie noch einmal hinzu.',
    ],
    kindNotAccepted: ({ ats, kind, type, accepted }) => [
      kind === '' ? 'Diese Dateiart ist nicht bekannt.' : `${kind}-Dateien nimmt ${ats} nicht als „${type}“ an.`,
      `Speichern Sie sie als ${accepted === '' ? 'PDF' : accepted} und fügen Sie sie noch einmal hinzu.`,
    ],
    contentMismatch: ({ kind }) => [
      kind === ''
        ? 'Der Inhalt dieser Datei passt nicht zu ihrer Endung.'
        : `Das ist in Wirklichkeit keine ${kind}-Datei.`,
      'Öffnen Sie sie und speichern Sie sie im richtigen Format; nur die Endung zu ändern genügt nicht.',
    ],
    oldFormat: ({ kind, accepted }) => [
      `Das ist in Wirklichkeit eine ältere ${kind}-Datei.`,
      `Geben Sie ihr die Endung ${kind}${accepted === '' ? '' : `, öffnen Sie sie, speichern Sie sie als ${accepted}`} und fügen Sie sie noch einmal hinzu.`,
    ],
    passwordProtected: () => [
      'Diese Datei ist mit einem Passwort geschützt.',
      'Speichern Sie sie ohne Passwort, oder drucken Sie sie in ein neues PDF.',
    ],
    hasMacros: () => ['Dieses Dokument enthält Makros.', 'Speichern Sie es als PDF oder als Dokument ohne Makros.'],
    activeContent: ({ kind }) => [
      kind === ''
        ? 'Ausführbare Dateien werden nicht angenommen.'
        : `${kind}-Dateien können Programme ausführen und werden nicht angenommen.`,
      'Fügen Sie das Dokument selbst hinzu, am besten als PDF.',
    ],
    shortcut: () => [
      'Das ist eine Verknüpfung, nicht das Dokument selbst.',
      'Öffnen Sie sie, speichern Sie das Dokument als PDF und fügen Sie dieses hinzu.',
    ],
    typeNotSupported: ({ ats, type }) => [
      `Für „${type}“ gibt es ${inAts(ats)} keinen Platz.`,
      'Wählen Sie eine andere Art.',
    ],
    typeNotGranted: ({ type }) => [`„${type}“ ist hier nicht erlaubt.`, 'Wählen Sie eine andere Art.'],
    linkInvalid: () => ['Dieser Link ist nicht gültig.', NEW_LINK],
    linkExpired: () => ['Dieser Link ist abgelaufen.', NEW_LINK],
    noAccess: () => ['Diese Seite hat keinen Zugang zum Upload-Dienst bekommen.', 'Versuchen Sie es noch einmal.'],
    linkUsedUp: () => ['Über diesen Link sind schon alle erlaubten Dateien gekommen.', NEW_LINK],
    connectionBroke: () => ['Die Verbindung brach ab, bevor alles gesendet war.', 'Versuchen Sie es noch einmal.'],
    fileRefused: ({ said }) => [said === '' ? 'Diese Datei wurde abgelehnt.' : said, ''],
    fileUnreadable: () => [
      'Die Datei kann nicht mehr gelesen werden.',
      'Seit der Auswahl wurde sie verschoben oder geändert, ihr Laufwerk wurde getrennt, oder sie ist ein Ordner. Fügen Sie sie noch einmal einzeln hinzu.',
    ],
    duplicate: ({ name, of }) =>
      of === 'list'
        ? [`Dasselbe Dokument steht schon in der Liste: ${name}.`, '']
        : [`Dasselbe Dokument liegt schon vor: ${name}.`, ''],
    tooManyFiles: ({ count }) => [
      plural(count, {
        one: 'Es kann nur # Datei hinzugefügt werden.',
        other: 'Es können nur # Dateien hinzugefügt werden.',
      }),
      'Entfernen Sie zuerst eine andere.',
    ],
    totalTooLarge: ({ limit }) => [
      `Alle Dateien zusammen dürfen höchstens ${limit} groß sein.`,
      'Entfernen Sie zuerst eine andere.',
    ],
    offline: () => ['Sie sind offline.', 'Es geht von selbst weiter, sobald Sie wieder online sind.'],
    answerLost: () => ['Die Verbindung brach ab, nachdem die Datei gesendet war.', ''],
    notArrived: () => ['Die Datei ist nicht angekommen.', 'Sie können sie noch einmal senden.'],
    cancelledLate: () => ['Sie haben abgebrochen, nachdem alles gesendet war. Die Datei kann angekommen sein.', ''],
    gatewayRefused: (facts) => ['Etwas zwischen Ihnen und dem Upload-Dienst hat die Datei abgewiesen.', toAsk(facts)],
    answerInvalid: (facts) => ['Die Antwort kam nicht vom Upload-Dienst.', toAsk(facts)],
    internal: (facts) => ['Der Upload-Dienst konnte das nicht verarbeiten.', toAsk(facts)],
  },
  warnings: {
    'UPLOAD.NAME_CHANGED': 'Der Name wurde in einen geändert, den jedes System speichern kann.',
    'UPLOAD.ATTACHED_TO_CANDIDATE': 'Beim Bewerberprofil gespeichert, nicht bei dieser Bewerbung.',
    'UPLOAD.ANSWER_UNDOCUMENTED': 'Die Bestätigung war ungewöhnlich. Sehen Sie zur Sicherheit nach.',
    'UPLOAD.CONFIRMED_BY_READ_BACK': 'Die Antwort ging verloren, aber die Datei wurde beim Nachsehen gefunden.',
  },

  page: {
    title: 'Unterlagen anfügen',
    note: 'Sie können diese Seite schließen, sobald bei jeder Datei „Angefügt“ steht.',
    incomplete: ['Dieser Link ist unvollständig.', 'Öffnen Sie ihn noch einmal vollständig aus der Nachricht.'],
  },
  announce: {
    added: (count) => `${files(count)} hinzugefügt.`,
    outcome: (name, type, outcome) => `${name}, ${type}: ${outcome}`,
    many: (count, outcome) => `${files(count)}: ${outcome}`,
    removed: (name) => `${name} aus der Liste entfernt.`,
    removedCount: (count) => `${files(count)} aus der Liste entfernt.`,
    progress: (percent) => `${percent} gesendet.`,
  },
}
