// Over 200 lines: one language, one catalogue.
import { formsOf } from '../words/forms-of.ts'
import type { Facts, Messages, OutcomeWord } from '../words/messages.ts'
import { pluralIn } from '../words/plural.ts'

const plural = pluralIn('it', 'one', 'many')
const files = (count: number) => plural(count, { one: '# file', many: '# di file', other: '# file' })
const THE_ATS = 'il sistema di selezione'
const form = formsOf(THE_ATS)
/** At the beginning of a sentence. */
const firstAts = form('Il sistema di selezione')
const ofAts = form('del sistema di selezione', (ats) => `di ${ats}`)
const toAts = form('al sistema di selezione', (ats) => `a ${ats}`)
const inAts = form('nel sistema di selezione', (ats) => `in ${ats}`)
const byAts = form('dal sistema di selezione', (ats) => `da ${ats}`)
const LATER = 'Riprovi tra qualche minuto.'
const OPERATOR = 'Lo segnali a chi gestisce questo portale: può intervenire solo chi lo gestisce.'
const NEW_LINK = 'Ne chieda uno nuovo a chi glielo ha inviato.'
/** For a candidate, who knows neither the portal's makers nor an administrator. */
const COMPANY = 'Si rivolga all’azienda presso cui si candida.'
const toAsk = (facts: Facts) => (facts.view === 'candidate' ? COMPANY : OPERATOR)
/** Of several files. */
const IN_PLURAL: Readonly<Record<OutcomeWord, string>> = {
  attached: 'Allegati',
  attachedWithNote: 'Allegati, con una nota',
  notAttached: 'Non allegati',
  notAdded: 'Non aggiunti',
  maybeAttached: 'Forse allegati',
  cancelled: 'Annullati',
}

export const it: Messages = {
  locale: 'it',
  direction: 'ltr',
  types: { CV: 'CV', COVER_LETTER: 'Lettera di presentazione', OTHER: 'Altro' },
  targetKinds: { application: 'Candidatura', candidate: 'Profilo del candidato' },
  families: {
    pdf: 'PDF',
    word: 'Word',
    text: 'testo',
    image: 'immagine',
    spreadsheet: 'Excel',
    presentation: 'PowerPoint',
    email: 'e-mail',
    media: 'video o audio',
    other: 'altro',
  },
  theAts: THE_ATS,

  region: (record) => `Allegati per ${record}`,
  goesTo: (ats) => `destinazione: ${ats}`,

  chooseFiles: 'Scegli i file',
  orDropThem: 'o li trascini qui',
  dropToAdd: 'Rilasci per aggiungere',
  dropToAddCount: (count) => `Rilasci per aggiungere ${files(count)}`,
  upTo: (kinds, limit) => `${kinds}, fino\u00A0a\u00A0${limit}`,
  limitsUnknown: (ats) => `Questi sono i limiti consueti: ${ats} non indica i propri.`,
  sizeUnknown: (ats) =>
    `${firstAts(ats)} non indica una dimensione massima; questa è la più grande che si può inviare da qui.`,
  upToFiles: (count) => `Al massimo ${files(count)}.`,
  upToTotal: (limit) => `In totale al massimo ${limit}.`,
  noneSupported: (ats, view) => [
    `Con questo collegamento ${ats} non accetta allegati.`,
    view === 'candidate' ? COMPANY : `Aggiunga il documento direttamente ${inAts(ats)} o chieda al suo amministratore.`,
  ],
  noKindSupported: (ats) => `${firstAts(ats)} accetta solo formati di file che qui non si possono allegare.`,
  noneGranted: ['Questo link non consente allegati.', NEW_LINK],
  linkEnds: (time) => [`Questo link scade presto (${time}).`, 'Alleghi i file prima di allora.'],

  loading: 'Verifica di ciò che si può allegare…',
  rulesFailed: 'Al momento non si possono aggiungere file',
  rulesBack: 'Ora si possono aggiungere file.',

  files: 'File',
  guessed: 'tipo dedotto dal nome',
  suggested: 'tipo suggerito',
  checking: 'Controllo del file…',
  uncheckable: 'non si può ancora controllare',
  queued: 'In attesa del proprio turno',
  reading: 'Preparazione',
  sending: (percent) => `Invio ${percent}`,
  sentOf: (sent, total) => `${sent} di ${total}`,
  timeLeft: (time) => `tempo rimanente: circa ${time}`,
  sent: 'Inviato',
  waitingFor: (ats) => `in attesa che ${ats} lo accetti`,
  noProgress: [
    'Da un po’ non ci sono progressi.',
    'La connessione potrebbe essere lenta o interrotta. Può attendere, oppure annullare e riprovare.',
  ],
  againIn: (time) => `Nuovo tentativo tra ${time}.`,
  againOnline: 'L’invio riprenderà da solo quando sarà online.',
  attached: 'Allegato',
  attachedWithNote: 'Allegato, con una nota',
  notAttached: 'Non allegato',
  notAdded: 'Non aggiunto',
  maybeAttached: 'Forse allegato',
  cancelled: 'Annullato',
  nothingSent: 'Nella scheda non è arrivato nulla.',
  checkFirst: 'Controlli prima di inviarlo di nuovo, perché non ci sia due volte.',
  says: (ats) => `Messaggio ${byAts(ats)}:`,
  logLink: 'Apri il registro',

  typeOf: (name) => `Tipo di ${name}`,
  rename: (name) => `Rinomina ${name}`,
  newName: (name) => `Nuovo nome di ${name}`,
  open: (name) => `Apri ${name}`,
  remove: (name) => `Rimuovi ${name} dall’elenco`,
  cancel: (name) => `Annulla ${name}`,
  retry: 'Riprova',
  checkAgain: 'Controlla di nuovo',
  sendAnyway: 'Invia comunque',
  addAnyway: 'Aggiungi comunque',
  clear: 'Svuota l’elenco',
  cancelAll: 'Annulla tutto',
  attach: (count) => `Allega ${files(count)}`,
  attachFiles: 'Allega i file',

  skipTo: (label) => `Vai a “${label}”`,
  readyCount: files,
  attachedCount: (done, total) =>
    `${plural.number(done)} di ${plural.number(total)} ${plural(done, { one: 'allegato', many: 'allegati', other: 'allegati' })}`,
  notAttachedCount: (count) =>
    plural(count, { one: '# non allegato', many: '# non allegati', other: '# non allegati' }),
  maybeAttachedCount: (count) =>
    plural(count, { one: '# forse allegato', many: '# forse allegati', other: '# forse allegati' }),
  notAddedCount: (count) => plural(count, { one: '# non aggiunto', many: '# non aggiunti', other: '# non aggiunti' }),
  skippedCount: (count) =>
    plural(count, {
      one: '# elemento ignorato: nascosto, di sistema o illeggibile.',
      many: '# di elementi ignorati: nascosti, di sistema o illeggibili.',
      other: '# elementi ignorati: nascosti, di sistema o illeggibili.',
    }),
  emptyFolders: (count) =>
    plural(count, {
      one: '# cartella non contiene file.',
      many: '# di cartelle non contengono file.',
      other: '# cartelle non contengono file.',
    }),
  overall: 'Tutti i file',

  onRecord: (count) =>
    plural(count, {
      one: '# documento già nella scheda',
      many: '# di documenti già nella scheda',
      other: '# documenti già nella scheda',
    }),

  otherRecord: 'Questa pagina è passata a un’altra scheda.',
  unsent: (count, record) => {
    const end = plural(count, {
      one: 'non è ancora allegato. Lo alleghi prima, oppure lo scarti e cambi scheda.',
      many: 'non sono ancora allegati. Li alleghi prima, oppure li scarti e cambi scheda.',
      other: 'non sono ancora allegati. Li alleghi prima, oppure li scarti e cambi scheda.',
    })
    return `${files(count)} per ${record} ${end}`
  },
  discard: 'Scarta e cambia',
  nothingUnsent: 'Qui non resta nulla da allegare.',
  goOn: 'Continua',

  reasons: {
    atsBusy: ({ ats }) => [`${firstAts(ats)} è occupato in questo momento.`, LATER],
    atsUnreachable: ({ ats }) => [`${firstAts(ats)} non è raggiungibile al momento.`, LATER],
    serviceBusy: () => ['Il servizio di invio è occupato in questo momento.', LATER],
    connectionSettings: (facts) => [
      `Il collegamento ${toAts(facts.ats)} non è configurato correttamente.`,
      toAsk(facts),
    ],
    inputRefused: ({ ats }) => [`File rifiutato ${byAts(ats)}.`, 'Un altro nome o formato può aiutare.'],
    outcomeUnknown: ({ ats }) => [
      `Non si sa se il file sia stato conservato: nessuna risposta chiara ${byAts(ats)}.`,
      '',
    ],
    permissionMissing: ({ ats }) => [
      `Il collegamento ${toAts(ats)} non può aggiungere allegati.`,
      `L’amministratore ${ofAts(ats)} può consentirlo.`,
    ],
    atsLogin: ({ ats }) => [
      `Il collegamento ${toAts(ats)} non ha più l’accesso.`,
      `L’amministratore ${ofAts(ats)} deve ricollegarlo.`,
    ],
    setupIncomplete: ({ ats }) => [
      `Il collegamento ${toAts(ats)} non è completo.`,
      `L’amministratore ${ofAts(ats)} può completarlo.`,
    ],
    setupPending: ({ ats }) => [
      `Il collegamento ${toAts(ats)} è ancora in preparazione.`,
      'Riprovi più tardi in giornata.',
    ],
    notAvailable: ({ ats }) => [
      `Con questo collegamento ${ats} non può ricevere allegati.`,
      `Aggiunga il documento direttamente ${inAts(ats)}.`,
    ],
    switchedOff: ({ ats }) => [
      'L’aggiunta di allegati è disattivata per questo collegamento.',
      `L’amministratore ${ofAts(ats)} può attivarla.`,
    ],
    jobClosed: ({ ats }) => [
      `Questa posizione è chiusa ${inAts(ats)}.`,
      `L’amministratore ${ofAts(ats)} può riaprirla.`,
    ],
    applicationExists: ({ ats }) => [
      `Per questa posizione esiste già un’altra candidatura ${inAts(ats)}.`,
      `L’amministratore ${ofAts(ats)} può dire quale vale.`,
    ],
    atsRefused: (facts) => [`File non accettato ${byAts(facts.ats)}, senza un motivo noto.`, toAsk(facts)],
    atsClosed: ({ ats }) => [`${firstAts(ats)} non può ricevere documenti qui.`, `Riprovare non serve. ${COMPANY}`],
    atsOutOfOrder: ({ ats }) => [
      `Il collegamento ${toAts(ats)} al momento non funziona.`,
      'Riprovi più tardi. Se non basta, si rivolga all’azienda presso cui si candida.',
    ],
    fileEmpty: () => ['Questo file è vuoto.', 'Lo salvi di nuovo e aggiunga quello nuovo.'],
    fileTooLarge: ({ size, limit }) => [
      `Questo file è troppo grande: ${size}, il massimo è ${limit}.`,
      'Salvi una versione più leggera, per esempio un PDF con immagini ridotte.',
    ],
    fileNameInvalid: () => ['Questo file non ha un nome.', 'Gliene dia uno e lo aggiunga di nuovo.'],
    kindNotAccepted: ({ ats, kind, type, accepted }) => [
      kind === ''
        ? 'Questo formato di file non è riconosciuto.'
        : `I file ${kind} non sono accettati ${byAts(ats)} come “${type}”.`,
      `Lo salvi come ${accepted === '' ? 'PDF' : accepted} e lo aggiunga di nuovo.`,
    ],
    contentMismatch: ({ kind }) => [
      kind === ''
        ? 'Il contenuto di questo file non corrisponde alla sua estensione.'
        : `Questo non è davvero un file ${kind}.`,
      'Lo apra e lo salvi nel formato giusto; cambiare l’estensione non basta.',
    ],
    oldFormat: ({ kind, accepted }) => [
      `In realtà è un vecchio file ${kind}.`,
      `Gli dia l’estensione ${kind}${accepted === '' ? '' : `, lo apra, lo salvi come ${accepted}`} e lo aggiunga di nuovo.`,
    ],
    passwordProtected: () => [
      'Questo file è protetto da password.',
      'Lo salvi senza password, oppure lo stampi in un nuovo PDF.',
    ],
    hasMacros: () => ['Questo documento contiene macro.', 'Lo salvi come PDF o senza macro.'],
    activeContent: ({ kind }) => [
      kind === ''
        ? 'I file eseguibili non sono accettati.'
        : `I file ${kind} possono essere eseguiti e non sono accettati.`,
      'Aggiunga il documento stesso, meglio come PDF.',
    ],
    shortcut: () => [
      'Questo è un collegamento, non il documento stesso.',
      'Lo apra, salvi il documento come PDF e aggiunga quello.',
    ],
    typeNotSupported: ({ ats, type }) => [`“${type}” non è previsto ${inAts(ats)}.`, 'Scelga un altro tipo.'],
    typeNotGranted: ({ type }) => [`“${type}” non è consentito qui.`, 'Scelga un altro tipo.'],
    linkInvalid: () => ['Questo link non è valido.', NEW_LINK],
    linkExpired: () => ['Questo link è scaduto.', NEW_LINK],
    noAccess: () => ['Questa pagina non ha potuto ottenere l’accesso al servizio di invio.', 'Riprovi.'],
    linkUsedUp: () => ['Questo link ha già ricevuto tutti i file consentiti.', NEW_LINK],
    connectionBroke: () => ['La connessione si è interrotta prima della fine dell’invio.', 'Riprovi.'],
    fileRefused: ({ said }) => [said === '' ? 'Questo file è stato rifiutato.' : said, ''],
    fileUnreadable: () => [
      'Il file non si può più leggere.',
      'È stato spostato, modificato o scollegato dopo la scelta, oppure è una cartella. Lo aggiunga di nuovo da solo.',
    ],
    duplicate: ({ name, of }) =>
      of === 'list'
        ? [`Lo stesso documento è già nell’elenco: ${name}.`, '']
        : [`Lo stesso documento è già nella scheda: ${name}.`, ''],
    tooManyFiles: ({ count }) => [
      plural(count, {
        one: 'Si può aggiungere solo # file.',
        many: 'Si possono aggiungere solo # di file.',
        other: 'Si possono aggiungere solo # file.',
      }),
      'Prima ne rimuova un altro.',
    ],
    totalTooLarge: ({ limit }) => [`Tutti i file insieme non possono superare ${limit}.`, 'Prima ne rimuova un altro.'],
    offline: () => ['Nessuna connessione a Internet.', 'L’invio riprenderà da solo al ritorno della connessione.'],
    answerLost: () => ['La connessione si è interrotta dopo l’invio del file.', ''],
    notArrived: () => ['Il file non è arrivato.', 'Può inviarlo di nuovo.'],
    cancelledLate: () => ['Ha interrotto l’invio quando era già tutto inviato. Il file potrebbe essere arrivato.', ''],
    gatewayRefused: (facts) => ['Qualcosa tra lei e il servizio di invio ha rifiutato il file.', toAsk(facts)],
    answerInvalid: (facts) => ['La risposta non proveniva dal servizio di invio.', toAsk(facts)],
    internal: (facts) => ['Il servizio di invio non è riuscito a elaborarlo.', toAsk(facts)],
  },
  warnings: {
    'UPLOAD.NAME_CHANGED': 'Il nome è stato cambiato in uno che ogni sistema può salvare.',
    'UPLOAD.ATTACHED_TO_CANDIDATE': 'Salvato nel profilo del candidato, non in questa candidatura.',
    'UPLOAD.ANSWER_UNDOCUMENTED': 'La conferma è stata insolita. Controlli la scheda.',
    'UPLOAD.CONFIRMED_BY_READ_BACK': 'La risposta si è persa, ma il file è stato trovato nella scheda.',
  },

  page: {
    title: 'Allegare documenti',
    note: 'Può chiudere questa pagina quando ogni file riporta “Allegato”.',
    incomplete: ['Questo link è incompleto.', 'Lo apra di nuovo per intero dal messaggio in cui è arrivato.'],
  },
  announce: {
    added: (count) =>
      plural(count, { one: '# file aggiunto.', many: '# di file aggiunti.', other: '# file aggiunti.' }),
    outcome: (name, type, outcome) => `${name}, ${type}: ${outcome}`,
    many: (count, outcome, word) => `${files(count)}: ${word === null ? outcome : IN_PLURAL[word]}`,
    removed: (name) => `${name} rimosso dall’elenco.`,
    removedCount: (count) =>
      plural(count, {
        one: '# file rimosso dall’elenco.',
        many: '# di file rimossi dall’elenco.',
        other: '# file rimossi dall’elenco.',
      }),
    progress: (percent) => `${percent} inviato.`,
  },
}
