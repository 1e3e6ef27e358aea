// Over 200 lines: one language, one catalogue.
import { formsOf } from '../words/forms-of.ts'
import type { Facts, Messages, OutcomeWord } from '../words/messages.ts'
import { pluralIn } from '../words/plural.ts'

const plural = pluralIn('pt', 'one', 'many')
const files = (count: number) => plural(count, { one: '# arquivo', many: '# de arquivos', other: '# arquivos' })
const THE_ATS = 'o sistema de recrutamento'
const form = formsOf(THE_ATS)
/** At the beginning of a sentence. */
const firstAts = form('O sistema de recrutamento')
const ofAts = form('do sistema de recrutamento', (ats) => `de ${ats}`)
const inAts = form('no sistema de recrutamento', (ats) => `em ${ats}`)
const byAts = form('pelo sistema de recrutamento', (ats) => `por ${ats}`)
const LATER = 'Tente de novo em alguns minutos.'
const OPERATOR = 'Avise quem administra este portal; só essa pessoa pode resolver.'
const NEW_LINK = 'Peça um novo à pessoa que o enviou.'
/** For a candidate, who knows neither the portal's makers nor an administrator. */
const COMPANY = 'Fale com a empresa à qual você está se candidatando.'
const toAsk = (facts: Facts) => (facts.view === 'candidate' ? COMPANY : OPERATOR)
/** Of several files. */
const IN_PLURAL: Readonly<Record<OutcomeWord, string>> = {
  attached: 'Anexados',
  attachedWithNote: 'Anexados, com uma observação',
  notAttached: 'Não anexados',
  notAdded: 'Não adicionados',
  maybeAttached: 'Talvez anexados',
  cancelled: 'Cancelados',
}

export const pt: Messages = {
  locale: 'pt',
  direction: 'ltr',
  types: { CV: 'Currículo', COVER_LETTER: 'Carta de apresentação', OTHER: 'Outro' },
  targetKinds: { application: 'Candidatura', candidate: 'Perfil do candidato' },
  families: {
    pdf: 'PDF',
    word: 'Word',
    text: 'texto',
    image: 'imagem',
    spreadsheet: 'Excel',
    presentation: 'PowerPoint',
    email: 'e-mail',
    media: 'vídeo ou áudio',
    other: 'outro',
  },
  theAts: THE_ATS,

  region: (record) => `Anexos de ${record}`,
  goesTo: (ats) => `destino: ${ats}`,

  chooseFiles: 'Escolher arquivos',
  orDropThem: 'ou solte-os aqui',
  dropToAdd: 'Solte para adicionar',
  dropToAddCount: (count) => `Solte para adicionar ${files(count)}`,
  upTo: (kinds, limit) => `${kinds}, até\u00A0${limit}`,
  limitsUnknown: (ats) => `Estes são os limites habituais: ${ats} não informa os seus.`,
  sizeUnknown: (ats) => `${firstAts(ats)} não informa um tamanho máximo; este é o maior que pode ser enviado daqui.`,
  upToFiles: (count) => `No máximo ${files(count)}.`,
  upToTotal: (limit) => `No total, no máximo ${limit}.`,
  noneSupported: (ats, view) => [
    `Por esta conexão, ${ats} não aceita anexos.`,
    view === 'candidate' ? COMPANY : `Adicione o documento diretamente ${inAts(ats)} ou fale com o administrador.`,
  ],
  noKindSupported: (ats) => `${firstAts(ats)} só aceita formatos de arquivo que não podem ser anexados aqui.`,
  noneGranted: ['Este link não permite anexos.', NEW_LINK],
  linkEnds: (time) => [`Este link expira em breve (${time}).`, 'Anexe seus arquivos antes disso.'],

  loading: 'Verificando o que pode ser anexado…',
  rulesFailed: 'No momento não é possível adicionar arquivos',
  rulesBack: 'Agora é possível adicionar arquivos.',

  files: 'Arquivos',
  guessed: 'tipo deduzido do nome',
  suggested: 'tipo sugerido',
  checking: 'Verificando o arquivo…',
  uncheckable: 'ainda não pode ser verificado',
  queued: 'Aguardando a vez',
  reading: 'Preparando',
  sending: (percent) => `Enviando ${percent}`,
  sentOf: (sent, total) => `${sent} de ${total}`,
  timeLeft: (time) => `tempo restante: cerca de ${time}`,
  sent: 'Enviado',
  waitingFor: (ats) => `aguardando que ${ats} aceite`,
  noProgress: [
    'Há algum tempo não há progresso.',
    'A conexão pode estar lenta ou ter caído. Você pode esperar, ou cancelar e tentar de novo.',
  ],
  againIn: (time) => `Nova tentativa em ${time}.`,
  againOnline: 'O envio continua sozinho quando você estiver online.',
  attached: 'Anexado',
  attachedWithNote: 'Anexado, com uma observação',
  notAttached: 'Não anexado',
  notAdded: 'Não adicionado',
  maybeAttached: 'Talvez anexado',
  cancelled: 'Cancelado',
  nothingSent: 'Nada chegou ao registro.',
  checkFirst: 'Verifique antes de enviar de novo, para que não fique em duplicidade.',
  says: (ats) => `Mensagem ${ofAts(ats)}:`,
  logLink: 'Abrir o log',

  typeOf: (name) => `Tipo de ${name}`,
  rename: (name) => `Renomear ${name}`,
  newName: (name) => `Novo nome de ${name}`,
  open: (name) => `Abrir ${name}`,
  remove: (name) => `Remover ${name} da lista`,
  cancel: (name) => `Cancelar ${name}`,
  retry: 'Tentar de novo',
  checkAgain: 'Verificar de novo',
  sendAnyway: 'Enviar mesmo assim',
  addAnyway: 'Adicionar mesmo assim',
  clear: 'Limpar a lista',
  cancelAll: 'Cancelar tudo',
  attach: (count) => `Anexar ${files(count)}`,
  attachFiles: 'Anexar arquivos',

  skipTo: (label) => `Ir para “${label}”`,
  readyCount: files,
  attachedCount: (done, total) =>
    `${plural.number(done)} de ${plural.number(total)} ${plural(done, { one: 'anexado', many: 'anexados', other: 'anexados' })}`,
  notAttachedCount: (count) => plural(count, { one: '# não anexado', many: '# não anexados', other: '# não anexados' }),
  maybeAttachedCount: (count) =>
    plural(count, { one: '# talvez anexado', many: '# talvez anexados', other: '# talvez anexados' }),
  notAddedCount: (count) =>
    plural(count, { one: '# não adicionado', many: '# não adicionados', other: '# não adicionados' }),
  skippedCount: (count) =>
    plural(count, {
      one: '# item ignorado: oculto, do sistema ou ilegível.',
      many: '# de itens ignorados: ocultos, do sistema ou ilegíveis.',
      other: '# itens ignorados: ocultos, do sistema ou ilegíveis.',
    }),
  emptyFolders: (count) =>
    plural(count, {
      one: '# pasta não contém arquivos.',
      many: '# de pastas não contêm arquivos.',
      other: '# pastas não contêm arquivos.',
    }),
  overall: 'Todos os arquivos',

  onRecord: (count) =>
    plural(count, {
      one: '# documento já está no registro',
      many: '# de documentos já estão no registro',
      other: '# documentos já estão no registro',
    }),

  otherRecord: 'Esta página passou para outro registro.',
  unsent: (count, record) => {
    const end = plural(count, {
      one: 'ainda não foi anexado. Anexe-o antes, ou descarte-o e mude de registro.',
      many: 'ainda não foram anexados. Anexe-os antes, ou descarte-os e mude de registro.',
      other: 'ainda não foram anexados. Anexe-os antes, ou descarte-os e mude de registro.',
    })
    return `${files(count)} de ${record} ${end}`
  },
  discard: 'Descartar e mudar',
  nothingUnsent: 'Não resta nada para anexar aqui.',
  goOn: 'Continuar',

  reasons: {
    atsBusy: ({ ats }) => [`${firstAts(ats)} está ocupado no momento.`, LATER],
    atsUnreachable: ({ ats }) => [`${firstAts(ats)} não responde no momento.`, LATER],
    serviceBusy: () => ['O serviço de envio está ocupado no momento.', LATER],
    connectionSettings: (facts) => [`A conexão com ${facts.ats} não está configurada corretamente.`, toAsk(facts)],
    inputRefused: ({ ats }) => [`Arquivo recusado ${byAts(ats)}.`, 'Outro nome ou formato pode ajudar.'],
    outcomeUnknown: ({ ats }) => [`Não se sabe se o arquivo foi salvo: ${ats} não deu uma resposta clara.`, ''],
    permissionMissing: ({ ats }) => [
      `A conexão com ${ats} não tem permissão para adicionar anexos.`,
      `O administrador ${ofAts(ats)} pode permitir.`,
    ],
    atsLogin: ({ ats }) => [
      `A conexão com ${ats} perdeu o acesso.`,
      `O administrador ${ofAts(ats)} precisa conectá-la de novo.`,
    ],
    setupIncomplete: ({ ats }) => [
      `A conexão com ${ats} não foi concluída.`,
      `O administrador ${ofAts(ats)} pode concluí-la.`,
    ],
    setupPending: ({ ats }) => [
      `A conexão com ${ats} ainda está sendo preparada.`,
      'Tente de novo mais tarde, ainda hoje.',
    ],
    notAvailable: ({ ats }) => [
      `Por esta conexão, ${ats} não pode receber anexos.`,
      `Adicione o documento diretamente ${inAts(ats)}.`,
    ],
    switchedOff: ({ ats }) => [
      'Adicionar anexos está desativado nesta conexão.',
      `O administrador ${ofAts(ats)} pode ativar.`,
    ],
    jobClosed: ({ ats }) => [
      `Esta vaga está encerrada ${inAts(ats)}.`,
      `O administrador ${ofAts(ats)} pode reabri-la.`,
    ],
    applicationExists: ({ ats }) => [
      `Já existe outra candidatura a esta vaga ${inAts(ats)}.`,
      `O administrador ${ofAts(ats)} pode dizer qual vale.`,
    ],
    atsRefused: (facts) => [`Arquivo não aceito ${byAts(facts.ats)}, sem motivo conhecido.`, toAsk(facts)],
    atsClosed: ({ ats }) => [
      `${firstAts(ats)} não pode receber documentos aqui.`,
      `Tentar de novo não vai adiantar. ${COMPANY}`,
    ],
    atsOutOfOrder: ({ ats }) => [
      `A conexão com ${ats} não está funcionando no momento.`,
      'Tente de novo mais tarde. Se continuar assim, fale com a empresa à qual você está se candidatando.',
    ],
    fileEmpty: () => ['Este arquivo está vazio.', 'Salve-o de novo e adicione a nova versão.'],
    fileTooLarge: ({ size, limit }) => [
      `Este arquivo é grande demais: ${size}, e o máximo é ${limit}.`,
      'Salve uma versão menor, por exemplo um PDF com imagens reduzidas.',
    ],
    fileNameInvalid: () => ['Este arquivo não tem nome.', 'Dê um nome a ele e adicione de novo.'],
    kindNotAccepted: ({ ats, kind, type, accepted }) => [
      kind === ''
        ? 'Este formato de arquivo não é reconhecido.'
        : `Arquivos ${kind} não são aceitos ${byAts(ats)} como “${type}”.`,
      `Salve-o como ${accepted === '' ? 'PDF' : accepted} e adicione de novo.`,
    ],
    contentMismatch: ({ kind }) => [
      kind === '' ? 'O conteúdo deste arquivo não corresponde à extensão.' : `Este não é realmente um arquivo ${kind}.`,
      'Abra-o e salve no formato certo; mudar só a extensão não basta.',
    ],
    oldFormat: ({ kind, accepted }) => [
      `Na verdade, este é um arquivo ${kind} antigo.`,
      `Dê a ele a extensão ${kind}${accepted === '' ? '' : `, abra-o, salve-o como ${accepted}`} e adicione de novo.`,
    ],
    passwordProtected: () => [
      'Este arquivo está protegido por senha.',
      'Salve-o sem senha, ou imprima-o em um novo PDF.',
    ],
    hasMacros: () => ['Este documento contém macros.', 'Salve-o como PDF ou sem macros.'],
    activeContent: ({ kind }) => [
      kind === ''
        ? 'Arquivos executáveis não são aceitos.'
        : `Arquivos ${kind} podem ser executados e não são aceitos.`,
      'Adicione o próprio documento, de preferência em PDF.',
    ],
    shortcut: () => [
      'Isto é um atalho, não o próprio documento.',
      'Abra-o, salve o documento como PDF e adicione esse arquivo.',
    ],
    typeNotSupported: ({ ats, type }) => [`“${type}” não está previsto ${inAts(ats)}.`, 'Escolha outro tipo.'],
    typeNotGranted: ({ type }) => [`“${type}” não é permitido aqui.`, 'Escolha outro tipo.'],
    linkInvalid: () => ['Este link não é válido.', NEW_LINK],
    linkExpired: () => ['Este link expirou.', NEW_LINK],
    noAccess: () => ['Esta página não conseguiu acesso ao serviço de envio.', 'Tente de novo.'],
    linkUsedUp: () => ['Este link já recebeu todos os arquivos permitidos.', NEW_LINK],
    connectionBroke: () => ['A conexão caiu antes de tudo ser enviado.', 'Tente de novo.'],
    fileRefused: ({ said }) => [said === '' ? 'Este arquivo foi recusado.' : said, ''],
    fileUnreadable: () => [
      'O arquivo não pode mais ser lido.',
      'Ele foi movido, alterado ou desconectado depois de escolhido, ou é uma pasta. Adicione-o de novo sozinho.',
    ],
    duplicate: ({ name, of }) =>
      of === 'list'
        ? [`O mesmo documento já está na lista: ${name}.`, '']
        : [`O mesmo documento já está no registro: ${name}.`, ''],
    tooManyFiles: ({ count }) => [
      plural(count, {
        one: 'Só # arquivo pode ser adicionado.',
        many: 'Só # de arquivos podem ser adicionados.',
        other: 'Só # arquivos podem ser adicionados.',
      }),
      'Remova outro antes.',
    ],
    totalTooLarge: ({ limit }) => [`Todos os arquivos juntos não podem passar de ${limit}.`, 'Remova outro antes.'],
    offline: () => ['Você está offline.', 'O envio continua sozinho quando a conexão voltar.'],
    answerLost: () => ['A conexão caiu depois que o arquivo foi enviado.', ''],
    notArrived: () => ['O arquivo não chegou.', 'Você pode enviá-lo de novo.'],
    cancelledLate: () => ['Você cancelou depois que tudo foi enviado. O arquivo pode ter chegado.', ''],
    gatewayRefused: (facts) => ['Algo entre você e o serviço de envio recusou o arquivo.', toAsk(facts)],
    answerInvalid: (facts) => ['A resposta não veio do serviço de envio.', toAsk(facts)],
    internal: (facts) => ['O serviço de envio não conseguiu processar isto.', toAsk(facts)],
  },
  warnings: {
    'UPLOAD.NAME_CHANGED': 'O nome foi trocado por um que qualquer sistema consegue salvar.',
    'UPLOAD.ATTACHED_TO_CANDIDATE': 'Salvo no perfil do candidato, não nesta candidatura.',
    'UPLOAD.ANSWER_UNDOCUMENTED': 'A confirmação foi incomum. Confira o registro.',
    'UPLOAD.CONFIRMED_BY_READ_BACK': 'A resposta se perdeu, mas o arquivo foi encontrado no registro.',
  },

  page: {
    title: 'Anexar documentos',
    note: 'Você pode fechar esta página quando cada arquivo indicar “Anexado”.',
    incomplete: ['Este link está incompleto.', 'Abra-o de novo, por inteiro, a partir da mensagem recebida.'],
  },
  announce: {
    added: (count) =>
      plural(count, {
        one: '# arquivo adicionado.',
        many: '# de arquivos adicionados.',
        other: '# arquivos adicionados.',
      }),
    outcome: (name, type, outcome) => `${name}, ${type}: ${outcome}`,
    many: (count, outcome, word) => `${files(count)}: ${word === null ? outcome : IN_PLURAL[word]}`,
    removed: (name) => `${name} removido da lista.`,
    removedCount: (count) =>
      plural(count, {
        one: '# arquivo removido da lista.',
        many: '# de arquivos removidos da lista.',
        other: '# arquivos removidos da lista.',
      }),
    progress: (percent) => `${percent} enviado.`,
  },
}
