// Over 200 lines: one language, one catalogue.
import { formsOf } from '../words/forms-of.ts'
import type { Facts, Messages, OutcomeWord } from '../words/messages.ts'
import { pluralIn } from '../words/plural.ts'

const plural = pluralIn('es', 'one', 'many')
const files = (count: number) => plural(count, { one: '# archivo', many: '# de archivos', other: '# archivos' })
const THE_ATS = 'el sistema de selección'
const form = formsOf(THE_ATS)
/** At the beginning of a sentence. */
const firstAts = form('El sistema de selección')
const toAts = form('al sistema de selección', (ats) => `a ${ats}`)
const ofAts = form('del sistema de selección', (ats) => `de ${ats}`)
const LATER = 'Inténtelo de nuevo dentro de unos minutos.'
const OPERATOR = 'Avise a quien gestiona este portal; solo esa persona puede cambiarlo.'
const NEW_LINK = 'Pida uno nuevo a la persona que se lo envió.'
/** For a candidate, who knows neither the portal's makers nor an administrator. */
const COMPANY = 'Diríjase a la empresa a la que presenta su candidatura.'
const toAsk = (facts: Facts) => (facts.view === 'candidate' ? COMPANY : OPERATOR)
/** Of several files. */
const IN_PLURAL: Readonly<Record<OutcomeWord, string>> = {
  attached: 'Adjuntados',
  attachedWithNote: 'Adjuntados, con una nota',
  notAttached: 'No adjuntados',
  notAdded: 'No añadidos',
  maybeAttached: 'Quizá adjuntados',
  cancelled: 'Cancelados',
}

export const es: Messages = {
  locale: 'es',
  direction: 'ltr',
  types: { CV: 'Currículum', COVER_LETTER: 'Carta de presentación', OTHER: 'Otro' },
  targetKinds: { application: 'Candidatura', candidate: 'Perfil del candidato' },
  families: {
    pdf: 'PDF',
    word: 'Word',
    text: 'texto',
    image: 'imagen',
    spreadsheet: 'Excel',
    presentation: 'PowerPoint',
    email: 'correo electrónico',
    media: 'vídeo o audio',
    other: 'otro',
  },
  theAts: THE_ATS,

  region: (record) => `Documentos de ${record}`,
  goesTo: (ats) => `se envía ${toAts(ats)}`,

  chooseFiles: 'Elegir archivos',
  orDropThem: 'o suéltelos aquí',
  dropToAdd: 'Suelte para añadir',
  dropToAddCount: (count) => `Suelte para añadir ${files(count)}`,
  upTo: (kinds, limit) => `${kinds}, hasta\u00A0${limit}`,
  limitsUnknown: (ats) => `Son los límites habituales: ${ats} no indica los suyos.`,
  sizeUnknown: (ats) => `${firstAts(ats)} no indica un tamaño máximo; este es el mayor que se puede enviar desde aquí.`,
  upToFiles: (count) => `Como máximo ${files(count)}.`,
  upToTotal: (limit) => `En total, como máximo ${limit}.`,
  noneSupported: (ats, view) => [
    `Con esta conexión, ${ats} no admite documentos adjuntos.`,
    view === 'candidate' ? COMPANY : `Añada el documento directamente en ${ats} o consulte a su administrador.`,
  ],
  noKindSupported: (ats) => `${firstAts(ats)} solo admite formatos de archivo que no se pueden adjuntar aquí.`,
  noneGranted: ['Este enlace no permite adjuntar documentos.', NEW_LINK],
  linkEnds: (time) => [`Este enlace caduca pronto (${time}).`, 'Adjunte antes sus archivos.'],

  loading: 'Consultando qué se puede adjuntar…',
  rulesFailed: 'Ahora mismo no se pueden añadir archivos',
  rulesBack: 'Ya se pueden añadir archivos.',

  files: 'Archivos',
  guessed: 'tipo deducido del nombre',
  suggested: 'tipo sugerido',
  checking: 'Comprobando el archivo…',
  uncheckable: 'aún no se puede comprobar',
  queued: 'Esperando su turno',
  reading: 'Preparando',
  sending: (percent) => `Enviando ${percent}`,
  sentOf: (sent, total) => `${sent} de ${total}`,
  timeLeft: (time) => `tiempo restante: aprox. ${time}`,
  sent: 'Enviado',
  waitingFor: (ats) => `a la espera de que ${ats} lo acepte`,
  noProgress: [
    'Hace un rato que no hay avances.',
    'Puede que la conexión sea lenta o se haya cortado. Puede esperar, o cancelar e intentarlo de nuevo.',
  ],
  againIn: (time) => `Nuevo intento dentro de ${time}.`,
  againOnline: 'El envío se reanudará automáticamente cuando tenga conexión.',
  attached: 'Adjuntado',
  attachedWithNote: 'Adjuntado, con una nota',
  notAttached: 'No adjuntado',
  notAdded: 'No añadido',
  maybeAttached: 'Quizá adjuntado',
  cancelled: 'Cancelado',
  nothingSent: 'No ha llegado nada al expediente.',
  checkFirst: 'Compruébelo antes de volver a enviarlo, para que no esté dos veces.',
  says: (ats) => `Mensaje ${ofAts(ats)}:`,
  logLink: 'Abrir el registro',

  typeOf: (name) => `Tipo de ${name}`,
  rename: (name) => `Cambiar el nombre de ${name}`,
  newName: (name) => `Nuevo nombre de ${name}`,
  open: (name) => `Abrir ${name}`,
  remove: (name) => `Quitar ${name} de la lista`,
  cancel: (name) => `Cancelar ${name}`,
  retry: 'Reintentar',
  checkAgain: 'Comprobar de nuevo',
  sendAnyway: 'Enviar de todos modos',
  addAnyway: 'Añadir de todos modos',
  clear: 'Vaciar la lista',
  cancelAll: 'Cancelar todo',
  attach: (count) => `Adjuntar ${files(count)}`,
  attachFiles: 'Adjuntar archivos',

  skipTo: (label) => `Ir a «${label}»`,
  readyCount: files,
  attachedCount: (done, total) =>
    `${plural.number(done)} de ${plural.number(total)} ${plural(done, { one: 'adjuntado', many: 'adjuntados', other: 'adjuntados' })}`,
  notAttachedCount: (count) =>
    plural(count, { one: '# no adjuntado', many: '# no adjuntados', other: '# no adjuntados' }),
  maybeAttachedCount: (count) =>
    plural(count, { one: '# quizá adjuntado', many: '# quizá adjuntados', other: '# quizá adjuntados' }),
  notAddedCount: (count) => plural(count, { one: '# no añadido', many: '# no añadidos', other: '# no añadidos' }),
  skippedCount: (count) =>
    plural(count, {
      one: '# elemento omitido: oculto, del sistema o ilegible.',
      many: '# de elementos omitidos: ocultos, del sistema o ilegibles.',
      other: '# elementos omitidos: ocultos, del sistema o ilegibles.',
    }),
  emptyFolders: (count) =>
    plural(count, {
      one: '# carpeta no contiene archivos.',
      many: '# de carpetas no contienen archivos.',
      other: '# carpetas no contienen archivos.',
    }),
  overall: 'Todos los archivos',

  onRecord: (count) =>
    plural(count, {
      one: '# documento ya está en el expediente',
      many: '# de documentos ya están en el expediente',
      other: '# documentos ya están en el expediente',
    }),

  otherRecord: 'Esta página ha pasado a otro expediente.',
  unsent: (count, record) => {
    const end = plural(count, {
      one: 'aún no se ha adjuntado. Adjúntelo antes, o descártelo y cambie.',
      many: 'aún no se han adjuntado. Adjúntelos antes, o descártelos y cambie.',
      other: 'aún no se han adjuntado. Adjúntelos antes, o descártelos y cambie.',
    })
    return `${files(count)} de ${record} ${end}`
  },
  discard: 'Descartar y cambiar',
  nothingUnsent: 'Aquí no queda nada por adjuntar.',
  goOn: 'Continuar',

  reasons: {
    atsBusy: ({ ats }) => [`${firstAts(ats)} está saturado en este momento.`, LATER],
    atsUnreachable: ({ ats }) => [`${firstAts(ats)} no responde en este momento.`, LATER],
    serviceBusy: () => ['El servicio de envío está saturado en este momento.', LATER],
    connectionSettings: (facts) => [`La conexión con ${facts.ats} no está bien configurada.`, toAsk(facts)],
    inputRefused: ({ ats }) => [`Archivo rechazado por ${ats}.`, 'Otro nombre u otro formato puede servir.'],
    outcomeUnknown: ({ ats }) => [`No se sabe si el archivo se guardó: ${ats} no dio una respuesta clara.`, ''],
    permissionMissing: ({ ats }) => [
      `La conexión con ${ats} no tiene permiso para adjuntar documentos.`,
      `El administrador ${ofAts(ats)} puede concederlo.`,
    ],
    atsLogin: ({ ats }) => [
      `La conexión con ${ats} ha perdido el acceso.`,
      `El administrador ${ofAts(ats)} tiene que conectarla de nuevo.`,
    ],
    setupIncomplete: ({ ats }) => [
      `La conexión con ${ats} no está configurada del todo.`,
      `El administrador ${ofAts(ats)} puede completar la configuración.`,
    ],
    setupPending: ({ ats }) => [`La conexión con ${ats} aún se está preparando.`, 'Inténtelo más tarde, hoy mismo.'],
    notAvailable: ({ ats }) => [
      `Con esta conexión, ${ats} no puede recibir documentos.`,
      `Añada el documento directamente en ${ats}.`,
    ],
    switchedOff: ({ ats }) => [
      'Adjuntar documentos está desactivado en esta conexión.',
      `El administrador ${ofAts(ats)} puede activarlo.`,
    ],
    jobClosed: ({ ats }) => [`Este puesto está cerrado en ${ats}.`, `El administrador ${ofAts(ats)} puede reabrirlo.`],
    applicationExists: ({ ats }) => [
      `En ${ats} ya existe otra candidatura para este puesto.`,
      `El administrador ${ofAts(ats)} puede decir cuál vale.`,
    ],
    atsRefused: (facts) => [`Archivo no admitido por ${facts.ats}, sin un motivo conocido.`, toAsk(facts)],
    atsClosed: ({ ats }) => [
      `${firstAts(ats)} no puede recibir documentos aquí.`,
      `Intentarlo de nuevo no servirá. ${COMPANY}`,
    ],
    atsOutOfOrder: ({ ats }) => [
      `La conexión con ${ats} no funciona en este momento.`,
      'Inténtelo más tarde. Si sigue así, diríjase a la empresa a la que presenta su candidatura.',
    ],
    fileEmpty: () => ['Este archivo está vacío.', 'Guárdelo otra vez y añada la nueva versión.'],
    fileTooLarge: ({ size, limit }) => [
      `Este archivo es demasiado grande: ${size}, y el máximo es ${limit}.`,
      'Guarde una versión más ligera, por ejemplo un PDF con imágenes reducidas.',
    ],
    fileNameInvalid: () => ['Este archivo no tiene nombre.', 'Póngale uno y añádalo de nuevo.'],
    kindNotAccepted: ({ ats, kind, type, accepted }) => [
      kind === ''
        ? 'Este formato de archivo no se reconoce.'
        : `Los archivos ${kind} no se admiten en ${ats} como «${type}».`,
      `Guárdelo como ${accepted === '' ? 'PDF' : accepted} y añádalo de nuevo.`,
    ],
    contentMismatch: ({ kind }) => [
      kind === ''
        ? 'El contenido de este archivo no corresponde a su extensión.'
        : `Este no es realmente un archivo ${kind}.`,
      'Ábralo y guárdelo en el formato correcto; no basta con cambiar la extensión.',
    ],
    oldFormat: ({ kind, accepted }) => [
      `En realidad es un archivo ${kind} antiguo.`,
      `Póngale la extensión ${kind}${accepted === '' ? '' : `, ábralo, guárdelo como ${accepted}`} y añádalo de nuevo.`,
    ],
    passwordProtected: () => [
      'Este archivo está protegido con contraseña.',
      'Guárdelo sin contraseña, o imprímalo en un PDF nuevo.',
    ],
    hasMacros: () => ['Este documento contiene macros.', 'Guárdelo como PDF o sin macros.'],
    activeContent: ({ kind }) => [
      kind === '' ? 'No se admiten archivos ejecutables.' : `Los archivos ${kind} pueden ejecutarse y no se admiten.`,
      'Añada el documento mismo, mejor como PDF.',
    ],
    shortcut: () => [
      'Esto es un acceso directo, no el documento en sí.',
      'Ábralo, guarde el documento como PDF y añada ese archivo.',
    ],
    typeNotSupported: ({ ats, type }) => [`«${type}» no está previsto en ${ats}.`, 'Elija otro tipo.'],
    typeNotGranted: ({ type }) => [`«${type}» no está permitido aquí.`, 'Elija otro tipo.'],
    linkInvalid: () => ['Este enlace no es válido.', NEW_LINK],
    linkExpired: () => ['Este enlace ha caducado.', NEW_LINK],
    noAccess: () => ['Esta página no ha podido obtener acceso al servicio de envío.', 'Inténtelo de nuevo.'],
    linkUsedUp: () => ['Este enlace ya ha recibido todos los archivos permitidos.', NEW_LINK],
    connectionBroke: () => ['La conexión se cortó antes de enviarlo todo.', 'Inténtelo de nuevo.'],
    fileRefused: ({ said }) => [said === '' ? 'Este archivo fue rechazado.' : said, ''],
    fileUnreadable: () => [
      'El archivo ya no se puede leer.',
      'Se movió, cambió o desconectó después de elegirlo, o es una carpeta. Añádalo de nuevo por separado.',
    ],
    duplicate: ({ name, of }) =>
      of === 'list'
        ? [`El mismo documento ya está en la lista: ${name}.`, '']
        : [`El mismo documento ya está en el expediente: ${name}.`, ''],
    tooManyFiles: ({ count }) => [
      plural(count, {
        one: 'Solo se puede añadir # archivo.',
        many: 'Solo se pueden añadir # de archivos.',
        other: 'Solo se pueden añadir # archivos.',
      }),
      'Quite otro antes.',
    ],
    totalTooLarge: ({ limit }) => [`Todos los archivos juntos no pueden pasar de ${limit}.`, 'Quite otro antes.'],
    offline: () => ['No tiene conexión.', 'El envío se reanudará automáticamente cuando vuelva la conexión.'],
    answerLost: () => ['La conexión se cortó después de enviar el archivo.', ''],
    notArrived: () => ['El archivo no ha llegado.', 'Puede enviarlo de nuevo.'],
    cancelledLate: () => ['Canceló cuando ya se había enviado todo. Puede que el archivo haya llegado.', ''],
    gatewayRefused: (facts) => ['Algo entre usted y el servicio de envío rechazó el archivo.', toAsk(facts)],
    answerInvalid: (facts) => ['La respuesta no procedía del servicio de envío.', toAsk(facts)],
    internal: (facts) => ['El servicio de envío no pudo procesarlo.', toAsk(facts)],
  },
  warnings: {
    'UPLOAD.NAME_CHANGED': 'El nombre se cambió por uno que cualquier sistema puede guardar.',
    'UPLOAD.ATTACHED_TO_CANDIDATE': 'Guardado en el perfil del candidato, no en esta candidatura.',
    'UPLOAD.ANSWER_UNDOCUMENTED': 'La confirmación fue poco habitual. Compruebe el expediente.',
    'UPLOAD.CONFIRMED_BY_READ_BACK': 'La respuesta se perdió, pero el archivo se encontró en el expediente.',
  },

  page: {
    title: 'Adjuntar documentos',
    note: 'Puede cerrar esta página cuando cada archivo indique «Adjuntado».',
    incomplete: ['Este enlace está incompleto.', 'Ábralo de nuevo, entero, desde el mensaje en que llegó.'],
  },
  announce: {
    added: (count) =>
      plural(count, { one: '# archivo añadido.', many: '# de archivos añadidos.', other: '# archivos añadidos.' }),
    outcome: (name, type, outcome) => `${name}, ${type}: ${outcome}`,
    many: (count, outcome, word) => `${files(count)}: ${word === null ? outcome : IN_PLURAL[word]}`,
    removed: (name) => `${name} quitado de la lista.`,
    removedCount: (count) =>
      plural(count, {
        one: '# archivo quitado de la lista.',
        many: '# de archivos quitados de la lista.',
        other: '# archivos quitados de la lista.',
      }),
    progress: (percent) => `${percent} enviado.`,
  },
}
