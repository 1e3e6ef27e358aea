// Over 200 lines: one language, one catalogue.
import type { Messages } from '../messages.ts'
import { pluralIn } from '../plural.ts'

const plural = pluralIn('pt', 'one', 'many')
const files = (count: number) => plural(count, { one: '# arquivo', many: '# de arquivos', other: '# arquivos' })
const LATER = 'Tente novamente em alguns minutos.'
const OPERATOR = 'Avise quem administra este portal; só essa pessoa pode resolver.'
const NEW_LINK = 'Peça um novo à pessoa que o enviou.'

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
  theAts: 'o sistema de recrutamento',

  region: (record) => `Anexos de ${record}`,
  goesTo: (ats) => `destino: ${ats}`,

  chooseFiles: 'Escolher arquivos',
  orDropThem: 'ou solte-os aqui',
  dropToAdd: 'Solte para adicionar',
  dropToAddCount: (count) => `Solte para adicionar ${files(count)}`,
  upTo: (kinds, limit) => `${kinds}, até ${limit}`,
  limitsUnknown: (ats) => `Estes são os limites habituais: ${ats} não informa os seus.`,
  upToFiles: (count) => `No máximo ${files(count)}.`,
  noneSupported: (ats) => [
    `Por esta conexão, ${ats} não aceita anexos.`,
    `Adicione o documento diretamente em ${ats} ou fale com o administrador.`,
  ],
  noneGranted: ['Este link não permite anexos.', NEW_LINK],

  loading: 'Verificando o que pode ser anexado…',
  rulesFailed: 'No momento não é possível adicionar arquivos',

  files: 'Arquivos',
  guessed: 'tipo deduzido do nome',
  checking: 'Verificando o arquivo…',
  queued: 'Aguardando a vez',
  reading: 'Preparando',
  sending: (percent) => `Enviando ${percent}`,
  sentOf: (sent, total) => `${sent} de ${total}`,
  sent: 'Enviado',
  waitingFor: (ats) => `aguardando que ${ats} aceite`,
  againIn: (time) => `Nova tentativa em ${time}.`,
  againOnline: 'Continua sozinho quando você estiver online.',
  attached: 'Anexado',
  attachedWithNote: 'Anexado, com uma observação',
  notAttached: 'Não anexado',
  notAdded: 'Não adicionado',
  maybeAttached: 'Talvez anexado',
  cancelled: 'Cancelado',
  nothingSent: 'Nada chegou ao registro.',
  checkFirst: 'Verifique antes de enviar de novo, para que não fique em duplicidade.',
  says: (ats) => `Mensagem de ${ats}:`,
  logLink: 'Abrir o log',

  typeOf: (name) => `Tipo de ${name}`,
  rename: (name) => `Renomear ${name}`,
  newName: (name) => `Novo nome de ${name}`,
  open: (name) => `Abrir ${name}`,
  remove: (name) => `Remover ${name}`,
  cancel: (name) => `Cancelar ${name}`,
  retry: 'Tentar de novo',
  checkAgain: 'Verificar de novo',
  sendAnyway: 'Enviar mesmo assim',
  addAnyway: 'Adicionar mesmo assim',
  clear: 'Limpar',
  cancelAll: 'Cancelar tudo',
  attach: (count) => `Anexar ${files(count)}`,

  readyCount: files,
  attachedCount: (done, total) =>
    `${done} de ${total} ${plural(done, { one: 'anexado', many: 'anexados', other: 'anexados' })}`,
  notAttachedCount: (count) => plural(count, { one: '# não anexado', many: '# não anexados', other: '# não anexados' }),
  notAddedCount: (count) =>
    plural(count, { one: '# não adicionado', many: '# não adicionados', other: '# não adicionados' }),
  skippedCount: (count) =>
    plural(count, {
      one: '# item ignorado: oculto, do sistema ou ilegível.',
      many: '# de itens ignorados: ocultos, do sistema ou ilegíveis.',
      other: '# itens ignorados: ocultos, do sistema ou ilegíveis.',
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

  reasons: {
    atsBusy: ({ ats }) => [`Sistema ocupado: ${ats}.`, LATER],
    atsUnreachable: ({ ats }) => [`Sem resposta no momento: ${ats}.`, LATER],
    serviceBusy: () => ['O serviço de envio está ocupado.', LATER],
    connectionSettings: ({ ats }) => [`A conexão com ${ats} não está configurada corretamente.`, OPERATOR],
    inputRefused: ({ ats }) => [`Arquivo recusado por ${ats}.`, 'Outro nome ou formato pode ajudar.'],
    outcomeUnknown: ({ ats }) => [`Não se sabe se o arquivo foi guardado: ${ats} não deu uma resposta clara.`, ''],
    permissionMissing: ({ ats }) => [
      `A conexão com ${ats} não tem permissão para adicionar anexos.`,
      `O administrador de ${ats} pode permitir.`,
    ],
    atsLogin: ({ ats }) => [
      `A conexão com ${ats} perdeu o acesso.`,
      `O administrador de ${ats} precisa conectá-la de novo.`,
    ],
    setupIncomplete: ({ ats }) => [
      `A conexão com ${ats} não foi concluída.`,
      `O administrador de ${ats} pode concluí-la.`,
    ],
    setupPending: ({ ats }) => [
      `A conexão com ${ats} ainda está sendo preparada.`,
      'Tente de novo mais tarde, ainda hoje.',
    ],
    notAvailable: ({ ats }) => [
      `Por esta conexão, ${ats} não pode receber anexos.`,
      `Adicione o documento diretamente em ${ats}.`,
    ],
    switchedOff: ({ ats }) => [
      'Adicionar anexos está desativado nesta conexão.',
      `O administrador de ${ats} pode ativar.`,
    ],
    jobClosed: ({ ats }) => [`Esta vaga está encerrada em ${ats}.`, `O administrador de ${ats} pode reabri-la.`],
    applicationExists: ({ ats }) => [
      `Já existe outra candidatura a esta vaga em ${ats}.`,
      `O administrador de ${ats} pode dizer qual vale.`,
    ],
    atsRefused: ({ ats }) => [`Arquivo não aceito por ${ats}, sem motivo conhecido.`, OPERATOR],
    fileEmpty: () => ['Este arquivo está vazio.', 'Salve-o de novo e adicione o novo.'],
    fileTooLarge: ({ size, limit }) => [
      `Este arquivo é grande demais: ${size}, e o máximo é ${limit}.`,
      'Salve uma versão menor, por exemplo um PDF com imagens reduzidas.',
    ],
    fileNameInvalid: () => ['Este arquivo não tem nome.', 'Dê um nome a ele e adicione de novo.'],
    kindNotAccepted: ({ ats, kind, type, accepted }) => [
      kind === ''
        ? 'Este tipo de arquivo não é conhecido.'
        : `Arquivos ${kind} não são aceitos por ${ats} como “${type}”.`,
      `Salve-o como ${accepted === '' ? 'PDF' : accepted} e adicione de novo.`,
    ],
    contentMismatch: ({ kind }) => [
      `Este não é realmente um arquivo ${kind}.`,
      'Abra-o e salve no formato certo; mudar só a extensão não basta.',
    ],
    passwordProtected: () => [
      'Este arquivo está protegido.',
      'Talvez não possa ser aberto lá. Salve-o sem proteção nem senha, ou imprima-o em um novo PDF.',
    ],
    hasMacros: () => ['Este documento contém macros.', 'Salve-o como PDF ou sem macros.'],
    activeContent: ({ kind }) => [
      kind === ''
        ? 'Arquivos executáveis não são aceitos.'
        : `Arquivos ${kind} podem ser executados e não são aceitos.`,
      'Adicione o próprio documento, de preferência em PDF.',
    ],
    typeNotSupported: ({ ats, type }) => [`“${type}” não está previsto em ${ats}.`, 'Escolha outro tipo.'],
    typeNotGranted: ({ type }) => [`“${type}” não é permitido aqui.`, 'Escolha outro tipo.'],
    linkInvalid: () => ['Este link não é válido.', NEW_LINK],
    linkExpired: () => ['Este link expirou.', NEW_LINK],
    linkUsedUp: () => ['Este link já recebeu todos os arquivos permitidos.', NEW_LINK],
    connectionBroke: () => ['A conexão caiu antes de tudo ser enviado.', 'Tente de novo.'],
    fileRefused: ({ said }) => [said === '' ? 'Este arquivo foi recusado.' : said, ''],
    fileUnreadable: () => [
      'O arquivo não pode mais ser lido.',
      'Ele foi movido, alterado ou desconectado depois de escolhido. Adicione-o de novo.',
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
    offline: () => ['Você está offline.', 'Continua sozinho quando a conexão voltar.'],
    answerLost: () => ['A conexão caiu depois que o arquivo foi enviado.', ''],
    gatewayRefused: () => ['Algo entre você e o serviço de envio recusou o arquivo.', OPERATOR],
    answerInvalid: () => ['A resposta não veio do serviço de envio.', OPERATOR],
    internal: () => ['O serviço de envio não conseguiu processar isto.', OPERATOR],
  },
  warnings: {
    'UPLOAD.NAME_CHANGED': 'O nome foi trocado por um que qualquer sistema consegue guardar.',
    'UPLOAD.ATTACHED_TO_CANDIDATE': 'Guardado no perfil do candidato, não nesta candidatura.',
    'UPLOAD.ANSWER_UNDOCUMENTED': 'A confirmação foi incomum. Dê uma olhada no registro.',
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
    many: (count, outcome) => `${files(count)}: ${outcome}`,
    removed: (name) => `${name} removido.`,
    progress: (percent) => `${percent} enviado.`,
  },
}
