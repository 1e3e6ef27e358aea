// Over 200 lines: one language, one catalogue.
import { formsOf } from '../words/forms-of.ts'
import type { Facts, Messages } from '../words/messages.ts'
import { pluralIn } from '../words/plural.ts'

const plural = pluralIn('pl', 'one', 'few', 'many')
const files = (count: number) => plural(count, { one: '# plik', few: '# pliki', many: '# plików', other: '# pliku' })
const THE_ATS = 'system rekrutacyjny'
const form = formsOf(THE_ATS)
/** At the beginning of a sentence. */
const firstAts = form('System rekrutacyjny')
const ofAts = form('systemu rekrutacyjnego', (ats) => `systemu ${ats}`)
const inAts = form('w systemie rekrutacyjnym', (ats) => `w systemie ${ats}`)
const LATER = 'Spróbuj ponownie za kilka minut.'
const OPERATOR = 'Zgłoś to osobie prowadzącej ten portal; tylko ona może to zmienić.'
const NEW_LINK = 'Poproś o nowy osobę, która go przysłała.'
/** For a candidate, who knows neither the portal's makers nor an administrator. */
const COMPANY = 'Skontaktuj się z firmą, do której aplikujesz.'
const toAsk = (facts: Facts) => (facts.view === 'candidate' ? COMPANY : OPERATOR)

export const pl: Messages = {
  locale: 'pl',
  direction: 'ltr',
  types: { CV: 'CV', COVER_LETTER: 'List motywacyjny', OTHER: 'Inne' },
  targetKinds: { application: 'Aplikacja', candidate: 'Profil kandydata' },
  families: {
    pdf: 'PDF',
    word: 'Word',
    text: 'tekst',
    image: 'obraz',
    spreadsheet: 'Excel',
    presentation: 'PowerPoint',
    email: 'e-mail',
    media: 'wideo lub audio',
    other: 'inne',
  },
  theAts: THE_ATS,

  region: (record) => `Załączniki: ${record}`,
  goesTo: (ats) => `trafia do: ${ats}`,

  chooseFiles: 'Wybierz pliki',
  orDropThem: 'lub upuść je tutaj',
  dropToAdd: 'Upuść, aby dodać',
  dropToAddCount: (count) => `Upuść, aby dodać ${files(count)}`,
  upTo: (kinds, limit) => `${kinds}, do\u00A0${limit}`,
  limitsUnknown: (ats) => `${firstAts(ats)} nie podaje swoich limitów; te są zwykle stosowane.`,
  sizeUnknown: (ats) => `${firstAts(ats)} nie podaje, jak duży może być plik; tyle najwyżej można stąd wysłać.`,
  upToFiles: (count) => `Najwyżej ${files(count)}.`,
  upToTotal: (limit) => `Razem najwyżej ${limit}.`,
  noneSupported: (ats, view) => [
    `${firstAts(ats)} nie przyjmuje załączników przez to połączenie.`,
    view === 'candidate' ? COMPANY : `Dodaj dokument bezpośrednio ${inAts(ats)} lub zapytaj jego administratora.`,
  ],
  noKindSupported: (ats) => `${firstAts(ats)} przyjmuje tylko rodzaje plików, których nie można tu załączyć.`,
  noneGranted: ['Ten link nie pozwala na załączniki.', NEW_LINK],
  linkEnds: (time) => [`Ten link jest ważny do ${time}.`, 'Załącz pliki przed tą godziną.'],

  loading: 'Sprawdzanie, co można załączyć…',
  rulesFailed: 'W tej chwili nie można dodać plików',
  rulesBack: 'Teraz można dodawać pliki.',

  files: 'Pliki',
  guessed: 'rodzaj odgadnięty z nazwy',
  suggested: 'rodzaj zaproponowany',
  checking: 'Sprawdzanie pliku…',
  uncheckable: 'nie można go jeszcze sprawdzić',
  queued: 'Czeka na swoją kolej',
  reading: 'Przygotowywanie',
  sending: (percent) => `Wysyłanie ${percent}`,
  sentOf: (sent, total) => `${sent} z ${total}`,
  timeLeft: (time) => `pozostało ok. ${time}`,
  sent: 'Wysłano',
  waitingFor: (ats) => `oczekiwanie, aż ${ats} przyjmie plik`,
  noProgress: [
    'Od dłuższej chwili nie widać postępu.',
    'Połączenie może być wolne lub przerwane. Możesz zaczekać albo anulować i spróbować ponownie.',
  ],
  againIn: (time) => `Ponowna próba za ${time}.`,
  againOnline: 'Wysyłanie ruszy samo, gdy wróci połączenie.',
  attached: 'Załączono',
  attachedWithNote: 'Załączono, z uwagą',
  notAttached: 'Nie załączono',
  notAdded: 'Nie dodano',
  maybeAttached: 'Być może załączono',
  cancelled: 'Anulowano',
  nothingSent: 'Nic nie trafiło do systemu.',
  checkFirst: 'Sprawdź, zanim wyślesz ponownie, aby plik nie znalazł się tam dwa razy.',
  says: (ats) => `${firstAts(ats)} informuje:`,
  logLink: 'Otwórz dziennik',

  typeOf: (name) => `Rodzaj: ${name}`,
  rename: (name) => `Zmień nazwę: ${name}`,
  newName: (name) => `Nowa nazwa: ${name}`,
  open: (name) => `Otwórz ${name}`,
  remove: (name) => `Usuń ${name} z listy`,
  cancel: (name) => `Anuluj ${name}`,
  retry: 'Spróbuj ponownie',
  checkAgain: 'Sprawdź ponownie',
  sendAnyway: 'Wyślij mimo to',
  addAnyway: 'Dodaj mimo to',
  clear: 'Wyczyść listę',
  cancelAll: 'Anuluj wszystko',
  attach: (count) => `Załącz ${files(count)}`,
  attachFiles: 'Załącz pliki',

  skipTo: (label) => `Przejdź do „${label}”`,
  readyCount: files,
  attachedCount: (done, total) => `Załączono ${plural.number(done)} z ${plural.number(total)}`,
  notAttachedCount: (count) => `nie załączono: ${plural.number(count)}`,
  maybeAttachedCount: (count) => `być może załączono: ${plural.number(count)}`,
  notAddedCount: (count) => `nie dodano: ${plural.number(count)}`,
  skippedCount: (count) =>
    plural(count, {
      one: 'Pominięto # element: ukryty, systemowy lub nieczytelny.',
      few: 'Pominięto # elementy: ukryte, systemowe lub nieczytelne.',
      many: 'Pominięto # elementów: ukrytych, systemowych lub nieczytelnych.',
      other: 'Pominięto # elementu: ukrytego, systemowego lub nieczytelnego.',
    }),
  emptyFolders: (count) =>
    plural(count, {
      one: '# folder nie zawiera plików.',
      few: '# foldery nie zawierają plików.',
      many: '# folderów nie zawiera plików.',
      other: '# folderu nie zawiera plików.',
    }),
  overall: 'Wszystkie pliki',

  onRecord: (count) =>
    plural(count, {
      one: '# dokument jest już w systemie',
      few: '# dokumenty są już w systemie',
      many: '# dokumentów jest już w systemie',
      other: '# dokumentu jest już w systemie',
    }),

  otherRecord: 'Ta strona przeszła do innego rekordu.',
  unsent: (count, record) => {
    const start = plural(count, {
      one: 'nie załączono jeszcze # pliku. Najpierw go załącz albo odrzuć',
      few: 'nie załączono jeszcze # plików. Najpierw je załącz albo odrzuć',
      many: 'nie załączono jeszcze # plików. Najpierw je załącz albo odrzuć',
      other: 'nie załączono jeszcze # pliku. Najpierw je załącz albo odrzuć',
    })
    return `${record}: ${start} i przejdź dalej.`
  },
  discard: 'Odrzuć i przejdź',
  nothingUnsent: 'Nie ma tu już nic do załączenia.',
  goOn: 'Dalej',

  reasons: {
    atsBusy: ({ ats }) => [`${firstAts(ats)} jest w tej chwili przeciążony.`, LATER],
    atsUnreachable: ({ ats }) => [`${firstAts(ats)} w tej chwili nie odpowiada.`, LATER],
    serviceBusy: () => ['Usługa wysyłania jest w tej chwili przeciążona.', LATER],
    connectionSettings: (facts) => [`Połączenie nie jest poprawnie skonfigurowane (${facts.ats}).`, toAsk(facts)],
    inputRefused: ({ ats }) => [`${firstAts(ats)} odrzucił ten plik.`, 'Może pomóc inna nazwa lub inny format.'],
    outcomeUnknown: ({ ats }) => [`Nie wiadomo, czy plik został zapisany: ${ats} nie dał jasnej odpowiedzi.`, ''],
    permissionMissing: ({ ats }) => [
      `To połączenie nie ma prawa dodawać załączników (${ats}).`,
      `Może na to zezwolić administrator ${ofAts(ats)}.`,
    ],
    atsLogin: ({ ats }) => [`Połączenie straciło dostęp (${ats}).`, `Musi je odnowić administrator ${ofAts(ats)}.`],
    setupIncomplete: ({ ats }) => [
      `Konfiguracja połączenia nie jest ukończona (${ats}).`,
      `Może ją ukończyć administrator ${ofAts(ats)}.`,
    ],
    setupPending: ({ ats }) => [`Połączenie jest jeszcze przygotowywane (${ats}).`, 'Spróbuj ponownie później.'],
    notAvailable: ({ ats }) => [
      `${firstAts(ats)} nie może przyjmować załączników przez to połączenie.`,
      `Dodaj dokument bezpośrednio ${inAts(ats)}.`,
    ],
    switchedOff: ({ ats }) => [
      'Dodawanie załączników jest wyłączone dla tego połączenia.',
      `Może je włączyć administrator ${ofAts(ats)}.`,
    ],
    jobClosed: ({ ats }) => [
      `Ta rekrutacja jest zamknięta (${ats}).`,
      `Może ją ponownie otworzyć administrator ${ofAts(ats)}.`,
    ],
    applicationExists: ({ ats }) => [
      `Istnieje już inna aplikacja na to stanowisko (${ats}).`,
      `Administrator ${ofAts(ats)} wie, która jest ważna.`,
    ],
    atsRefused: (facts) => [`${firstAts(facts.ats)} nie przyjął pliku z nieznanego nam powodu.`, toAsk(facts)],
    atsClosed: ({ ats }) => [
      `${firstAts(ats)} nie może tu przyjąć dokumentów.`,
      `Ponowna próba nic nie zmieni. ${COMPANY}`,
    ],
    atsOutOfOrder: ({ ats }) => [
      `Połączenie w tej chwili nie działa (${ats}).`,
      'Spróbuj ponownie później. Jeśli to nie pomoże, skontaktuj się z firmą, do której aplikujesz.',
    ],
    fileEmpty: () => ['Ten plik jest pusty.', 'Zapisz go ponownie i dodaj nowy.'],
    fileTooLarge: ({ size, limit }) => [
      `Ten plik jest za duży: ${size}, a dozwolone jest najwyżej ${limit}.`,
      'Zapisz mniejszą wersję, na przykład PDF ze zmniejszonymi obrazami.',
    ],
    fileNameInvalid: () => ['Ten plik nie ma nazwy.', 'Nadaj mu nazwę i dodaj go ponownie.'],
    kindNotAccepted: ({ ats, kind, type, accepted }) => [
      kind === ''
        ? 'Ten rodzaj pliku nie jest znany.'
        : `${firstAts(ats)} nie przyjmuje plików ${kind} jako „${type}”.`,
      `Zapisz go jako ${accepted === '' ? 'PDF' : accepted} i dodaj ponownie.`,
    ],
    contentMismatch: ({ kind }) => [
      kind === '' ? 'Zawartość tego pliku nie pasuje do rozszerzenia.' : `To w rzeczywistości nie jest plik ${kind}.`,
      'Otwórz go i zapisz we właściwym formacie; sama zmiana rozszerzenia nie wystarczy.',
    ],
    oldFormat: ({ kind, accepted }) => [
      `To w rzeczywistości starszy plik ${kind}.`,
      `Nadaj mu rozszerzenie ${kind}${accepted === '' ? '' : `, otwórz go, zapisz jako ${accepted}`} i dodaj ponownie.`,
    ],
    passwordProtected: () => [
      'Ten plik jest chroniony hasłem.',
      'Zapisz go bez hasła albo wydrukuj go do nowego pliku PDF.',
    ],
    hasMacros: () => ['Ten dokument zawiera makra.', 'Zapisz go jako PDF lub bez makr.'],
    activeContent: ({ kind }) => [
      kind === ''
        ? 'Pliki wykonywalne nie są przyjmowane.'
        : `Pliki ${kind} można uruchomić, dlatego nie są przyjmowane.`,
      'Dodaj sam dokument, najlepiej jako PDF.',
    ],
    shortcut: () => ['To jest skrót, a nie sam dokument.', 'Otwórz go, zapisz dokument jako PDF i dodaj ten plik.'],
    typeNotSupported: ({ ats, type }) => [`${firstAts(ats)} nie ma miejsca na „${type}”.`, 'Wybierz inny rodzaj.'],
    typeNotGranted: ({ type }) => [`„${type}” nie jest tu dozwolone.`, 'Wybierz inny rodzaj.'],
    linkInvalid: () => ['Ten link jest nieprawidłowy.', NEW_LINK],
    linkExpired: () => ['Ten link wygasł.', NEW_LINK],
    noAccess: () => ['Ta strona nie uzyskała dostępu do usługi wysyłania.', 'Spróbuj ponownie.'],
    linkUsedUp: () => ['Przez ten link wysłano już wszystkie dozwolone pliki.', NEW_LINK],
    connectionBroke: () => ['Połączenie zostało przerwane, zanim wysłano całość.', 'Spróbuj ponownie.'],
    fileRefused: ({ said }) => [said === '' ? 'Ten plik został odrzucony.' : said, ''],
    fileUnreadable: () => [
      'Pliku nie można już odczytać.',
      'Od czasu wybrania został przeniesiony, zmieniony lub odłączony, albo jest folderem. Dodaj go ponownie osobno.',
    ],
    duplicate: ({ name, of }) =>
      of === 'list'
        ? [`Ten sam dokument jest już na liście: ${name}.`, '']
        : [`Ten sam dokument jest już w systemie: ${name}.`, ''],
    tooManyFiles: ({ count }) => [`Można dodać tylko ${files(count)}.`, 'Najpierw usuń inny.'],
    totalTooLarge: ({ limit }) => [`Wszystkie pliki razem mogą mieć ${limit}.`, 'Najpierw usuń inny.'],
    offline: () => ['Brak połączenia z internetem.', 'Wysyłanie ruszy samo, gdy połączenie wróci.'],
    answerLost: () => ['Połączenie zostało przerwane po wysłaniu pliku.', ''],
    notArrived: () => ['Plik nie dotarł.', 'Można wysłać go ponownie.'],
    cancelledLate: () => ['Anulowano po wysłaniu całości. Plik mógł dotrzeć.', ''],
    gatewayRefused: (facts) => ['Coś między tym urządzeniem a usługą wysyłania odrzuciło plik.', toAsk(facts)],
    answerInvalid: (facts) => ['Odpowiedź nie pochodziła od usługi wysyłania.', toAsk(facts)],
    internal: (facts) => ['Usługa wysyłania nie mogła tego przetworzyć.', toAsk(facts)],
  },
  warnings: {
    'UPLOAD.NAME_CHANGED': 'Nazwę zmieniono na taką, którą zapisze każdy system.',
    'UPLOAD.ATTACHED_TO_CANDIDATE': 'Zapisano w profilu kandydata, a nie przy tej aplikacji.',
    'UPLOAD.ANSWER_UNDOCUMENTED': 'Potwierdzenie było nietypowe. Sprawdź w systemie.',
    'UPLOAD.CONFIRMED_BY_READ_BACK': 'Odpowiedź zaginęła, ale plik odnaleziono w systemie.',
  },

  page: {
    title: 'Załącz dokumenty',
    note: 'Możesz zamknąć tę stronę, gdy przy każdym pliku widnieje „Załączono”.',
    incomplete: ['Ten link jest niepełny.', 'Otwórz go ponownie, w całości, z otrzymanej wiadomości.'],
  },
  announce: {
    added: (count) => `Dodano ${files(count)}.`,
    outcome: (name, type, outcome) => `${name}, ${type}: ${outcome}`,
    many: (count, outcome) => `${files(count)}: ${outcome}`,
    removed: (name) => `Usunięto z listy: ${name}.`,
    removedCount: (count) => `Usunięto z listy ${files(count)}.`,
    progress: (percent) => `Wysłano ${percent}.`,
  },
}
