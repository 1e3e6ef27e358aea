// Over 200 lines: one language, one catalogue.
import { formsOf } from '../words/forms-of.ts'
import type { Facts, Messages, OutcomeWord } from '../words/messages.ts'
import { pluralIn } from '../words/plural.ts'

const plural = pluralIn('fr', 'one', 'many')
const files = (count: number) => plural(count, { one: '# fichier', many: '# de fichiers', other: '# fichiers' })
const THE_ATS = 'le système de recrutement'
const form = formsOf(THE_ATS)
/** At the beginning of a sentence. */
const firstAts = form('Le système de recrutement')
const ofAts = form('du système de recrutement', (ats) =>
  /^\u2068?[aeiouàâéèêëîïôöùûü]/iu.test(ats) ? `d’${ats}` : `de ${ats}`,
)
const LATER = 'Réessayez dans quelques minutes.'
const OPERATOR = 'Prévenez la personne qui gère ce portail\u202F; elle seule peut y remédier.'
const NEW_LINK = 'Demandez-en un nouveau à la personne qui vous l’a envoyé.'
/** For a candidate, who knows neither the portal's makers nor an administrator. */
const COMPANY = 'Adressez-vous à l’entreprise auprès de laquelle vous postulez.'
const toAsk = (facts: Facts) => (facts.view === 'candidate' ? COMPANY : OPERATOR)
/** Of several files. */
const IN_PLURAL: Readonly<Record<OutcomeWord, string>> = {
  attached: 'Joints',
  attachedWithNote: 'Joints, avec une remarque',
  notAttached: 'Non joints',
  notAdded: 'Non ajoutés',
  maybeAttached: 'Peut-être joints',
  cancelled: 'Annulés',
}

export const fr: Messages = {
  locale: 'fr',
  direction: 'ltr',
  types: { CV: 'CV', COVER_LETTER: 'Lettre de motivation', OTHER: 'Autre' },
  targetKinds: { application: 'Candidature', candidate: 'Fiche candidat' },
  families: {
    pdf: 'PDF',
    word: 'Word',
    text: 'texte',
    image: 'image',
    spreadsheet: 'Excel',
    presentation: 'PowerPoint',
    email: 'e-mail',
    media: 'vidéo ou audio',
    other: 'autre',
  },
  theAts: THE_ATS,

  region: (record) => `Pièces jointes pour ${record}`,
  goesTo: (ats) => `vers ${ats}`,

  chooseFiles: 'Choisir des fichiers',
  orDropThem: 'ou déposez-les ici',
  dropToAdd: 'Déposez pour ajouter',
  dropToAddCount: (count) => `Déposez pour ajouter ${files(count)}`,
  upTo: (kinds, limit) => `${kinds}, jusqu’à\u00A0${limit}`,
  limitsUnknown: (ats) => `Limites habituelles\u00A0: ${ats} n’indique pas les siennes.`,
  sizeUnknown: (ats) =>
    `${firstAts(ats)} n’indique pas de taille maximale\u202F; celle-ci est la plus grande qui puisse être envoyée d’ici.`,
  upToFiles: (count) => `${files(count)} au maximum.`,
  upToTotal: (limit) => `Au total, ${limit} au maximum.`,
  noneSupported: (ats, view) => [
    `Avec cette connexion, ${ats} n’accepte pas de pièces jointes.`,
    view === 'candidate'
      ? COMPANY
      : `Ajoutez le document directement dans ${ats}, ou adressez-vous à son administrateur.`,
  ],
  noKindSupported: (ats) => `${firstAts(ats)} n’accepte que des formats de fichier qui ne peuvent pas être joints ici.`,
  noneGranted: ['Ce lien n’autorise pas les pièces jointes.', NEW_LINK],
  linkEnds: (time) => [`Ce lien est valable jusqu’à ${time}.`, 'Joignez vos fichiers d’ici là.'],

  loading: 'Vérification de ce qui peut être joint…',
  rulesFailed: 'Impossible d’ajouter des fichiers pour le moment',
  rulesBack: 'Vous pouvez maintenant ajouter des fichiers.',

  files: 'Fichiers',
  guessed: 'type déduit du nom',
  suggested: 'type suggéré',
  checking: 'Vérification du fichier…',
  uncheckable: 'ne peut pas encore être vérifié',
  queued: 'En attente de son tour',
  reading: 'Préparation',
  sending: (percent) => `Envoi ${percent}`,
  sentOf: (sent, total) => `${sent} sur ${total}`,
  timeLeft: (time) => `encore ${time} environ`,
  sent: 'Envoyé',
  waitingFor: (ats) => `en attente de confirmation par ${ats}`,
  noProgress: [
    'Aucune progression depuis un moment.',
    'La connexion est peut-être lente ou coupée. Vous pouvez attendre, ou annuler et réessayer.',
  ],
  againIn: (time) => `Nouvel essai dans ${time}.`,
  againOnline: 'L’envoi reprendra tout seul dès que vous serez en ligne.',
  attached: 'Joint',
  attachedWithNote: 'Joint, avec une remarque',
  notAttached: 'Non joint',
  notAdded: 'Non ajouté',
  maybeAttached: 'Peut-être joint',
  cancelled: 'Annulé',
  nothingSent: 'Rien n’est arrivé dans le dossier.',
  checkFirst: 'Vérifiez avant de renvoyer le fichier, pour qu’il ne s’y trouve pas deux fois.',
  says: (ats) => `Message ${ofAts(ats)}\u00A0:`,
  logLink: 'Ouvrir le journal',

  typeOf: (name) => `Type de ${name}`,
  rename: (name) => `Renommer ${name}`,
  newName: (name) => `Nouveau nom de ${name}`,
  open: (name) => `Ouvrir ${name}`,
  remove: (name) => `Retirer ${name} de la liste`,
  cancel: (name) => `Annuler ${name}`,
  retry: 'Réessayer',
  checkAgain: 'Vérifier à nouveau',
  sendAnyway: 'Envoyer quand même',
  addAnyway: 'Ajouter quand même',
  clear: 'Vider la liste',
  cancelAll: 'Tout annuler',
  attach: (count) => `Joindre ${files(count)}`,
  attachFiles: 'Joindre les fichiers',

  skipTo: (label) => `Aller à «\u00A0${label}\u00A0»`,
  readyCount: files,
  attachedCount: (done, total) =>
    `${plural.number(done)} sur ${plural.number(total)} ${plural(done, { one: 'joint', many: 'joints', other: 'joints' })}`,
  notAttachedCount: (count) => plural(count, { one: '# non joint', many: '# non joints', other: '# non joints' }),
  maybeAttachedCount: (count) =>
    plural(count, { one: '# peut-être joint', many: '# peut-être joints', other: '# peut-être joints' }),
  notAddedCount: (count) => plural(count, { one: '# non ajouté', many: '# non ajoutés', other: '# non ajoutés' }),
  skippedCount: (count) =>
    plural(count, {
      one: '# élément ignoré\u00A0: caché, propre au système ou illisible.',
      many: '# d’éléments ignorés\u00A0: cachés, propres au système ou illisibles.',
      other: '# éléments ignorés\u00A0: cachés, propres au système ou illisibles.',
    }),
  emptyFolders: (count) =>
    plural(count, {
      one: '# dossier ne contient aucun fichier.',
      many: '# de dossiers ne contiennent aucun fichier.',
      other: '# dossiers ne contiennent aucun fichier.',
    }),
  overall: 'Tous les fichiers',

  onRecord: (count) =>
    plural(count, {
      one: '# document déjà dans le dossier',
      many: '# de documents déjà dans le dossier',
      other: '# documents déjà dans le dossier',
    }),

  otherRecord: 'Cette page est passée à un autre dossier.',
  unsent: (count, record) => {
    const end = plural(count, {
      one: 'n’est pas encore joint. Joignez-le d’abord, ou abandonnez-le',
      many: 'ne sont pas encore joints. Joignez-les d’abord, ou abandonnez-les',
      other: 'ne sont pas encore joints. Joignez-les d’abord, ou abandonnez-les',
    })
    return `${files(count)} pour ${record} ${end} pour changer de dossier.`
  },
  discard: 'Abandonner et changer',
  nothingUnsent: 'Il ne reste rien à joindre ici.',
  goOn: 'Continuer',

  reasons: {
    atsBusy: ({ ats }) => [`${firstAts(ats)} est saturé pour le moment.`, LATER],
    atsUnreachable: ({ ats }) => [`${firstAts(ats)} est injoignable pour le moment.`, LATER],
    serviceBusy: () => ['Le service d’envoi est saturé pour le moment.', LATER],
    connectionSettings: (facts) => [`La connexion avec ${facts.ats} est mal configurée.`, toAsk(facts)],
    inputRefused: ({ ats }) => [`Fichier refusé par ${ats}.`, 'Un autre nom ou un autre format peut aider.'],
    outcomeUnknown: ({ ats }) => [
      `On ignore si le fichier a été conservé\u00A0: ${ats} n’a pas répondu clairement.`,
      '',
    ],
    permissionMissing: ({ ats }) => [
      `La connexion avec ${ats} n’a pas le droit d’ajouter des pièces jointes.`,
      `L’administrateur ${ofAts(ats)} peut l’autoriser.`,
    ],
    atsLogin: ({ ats }) => [
      `La connexion avec ${ats} n’est plus authentifiée.`,
      `L’administrateur ${ofAts(ats)} doit la rétablir.`,
    ],
    setupIncomplete: ({ ats }) => [
      `La connexion avec ${ats} n’est pas entièrement configurée.`,
      `L’administrateur ${ofAts(ats)} peut terminer la configuration.`,
    ],
    setupPending: ({ ats }) => [
      `La connexion avec ${ats} est encore en préparation.`,
      'Réessayez plus tard dans la journée.',
    ],
    notAvailable: ({ ats }) => [
      `Avec cette connexion, ${ats} ne peut pas recevoir de pièces jointes.`,
      `Ajoutez le document directement dans ${ats}.`,
    ],
    switchedOff: ({ ats }) => [
      'L’ajout de pièces jointes est désactivé pour cette connexion.',
      `L’administrateur ${ofAts(ats)} peut l’activer.`,
    ],
    jobClosed: ({ ats }) => [`Ce poste est fermé dans ${ats}.`, `L’administrateur ${ofAts(ats)} peut le rouvrir.`],
    applicationExists: ({ ats }) => [
      `Une autre candidature à ce poste existe déjà dans ${ats}.`,
      `L’administrateur ${ofAts(ats)} peut dire laquelle est valable.`,
    ],
    atsRefused: (facts) => [`Fichier refusé par ${facts.ats}, sans raison connue.`, toAsk(facts)],
    atsClosed: ({ ats }) => [
      `${firstAts(ats)} ne peut pas recevoir de documents ici.`,
      `Réessayer n’y changera rien. ${COMPANY}`,
    ],
    atsOutOfOrder: ({ ats }) => [
      `La connexion avec ${ats} ne fonctionne pas pour le moment.`,
      'Réessayez plus tard. Si cela persiste, adressez-vous à l’entreprise auprès de laquelle vous postulez.',
    ],
    fileEmpty: () => ['Ce fichier est vide.', 'Enregistrez-le à nouveau, puis ajoutez-le.'],
    fileTooLarge: ({ size, limit }) => [
      `Ce fichier est trop volumineux\u00A0: ${size}, pour un maximum de ${limit}.`,
      'Enregistrez-en une version plus légère, par exemple un PDF aux images réduites.',
    ],
    fileNameInvalid: () => ['Ce fichier n’a pas de nom.', 'Donnez-lui un nom, puis ajoutez-le à nouveau.'],
    kindNotAccepted: ({ ats, kind, type, accepted }) => [
      kind === ''
        ? 'Ce format de fichier est inconnu.'
        : `Format ${kind} non accepté par ${ats} pour «\u00A0${type}\u00A0».`,
      `Enregistrez-le au format ${accepted === '' ? 'PDF' : accepted}, puis ajoutez-le à nouveau.`,
    ],
    contentMismatch: ({ kind }) => [
      kind === ''
        ? 'Le contenu de ce fichier ne correspond pas à son extension.'
        : `Ce n’est pas un véritable fichier ${kind}.`,
      'Ouvrez-le et enregistrez-le au bon format\u202F; changer l’extension ne suffit pas.',
    ],
    oldFormat: ({ kind, accepted }) => [
      `C’est en réalité un ancien fichier ${kind}.`,
      `Donnez-lui l’extension ${kind}${accepted === '' ? '' : `, ouvrez-le, enregistrez-le au format ${accepted}`}, puis ajoutez-le à nouveau.`,
    ],
    passwordProtected: () => [
      'Ce fichier est protégé par un mot de passe.',
      'Enregistrez-le sans mot de passe, ou imprimez-le dans un nouveau PDF.',
    ],
    hasMacros: () => ['Ce document contient des macros.', 'Enregistrez-le en PDF, ou sans macros.'],
    activeContent: ({ kind }) => [
      kind === ''
        ? 'Les fichiers exécutables ne sont pas acceptés.'
        : `Les fichiers ${kind} peuvent s’exécuter et ne sont pas acceptés.`,
      'Ajoutez le document lui-même, de préférence en PDF.',
    ],
    shortcut: () => [
      'C’est un raccourci, et non le document lui-même.',
      'Ouvrez-le, enregistrez le document en PDF et ajoutez celui-ci.',
    ],
    typeNotSupported: ({ ats, type }) => [
      `«\u00A0${type}\u00A0» n’est pas prévu dans ${ats}.`,
      'Choisissez un autre type.',
    ],
    typeNotGranted: ({ type }) => [`«\u00A0${type}\u00A0» n’est pas autorisé ici.`, 'Choisissez un autre type.'],
    linkInvalid: () => ['Ce lien n’est pas valide.', NEW_LINK],
    linkExpired: () => ['Ce lien a expiré.', NEW_LINK],
    noAccess: () => ['Cette page n’a pas pu obtenir l’accès au service d’envoi.', 'Réessayez.'],
    linkUsedUp: () => ['Ce lien a déjà reçu tous les fichiers permis.', NEW_LINK],
    connectionBroke: () => ['La connexion a été coupée avant la fin de l’envoi.', 'Réessayez.'],
    fileRefused: ({ said }) => [said === '' ? 'Ce fichier a été refusé.' : said, ''],
    fileUnreadable: () => [
      'Le fichier ne peut plus être lu.',
      'Il a été déplacé, modifié ou débranché depuis que vous l’avez choisi, ou c’est un dossier. Ajoutez-le à nouveau séparément.',
    ],
    duplicate: ({ name, of }) =>
      of === 'list'
        ? [`Le même document est déjà dans la liste\u00A0: ${name}.`, '']
        : [`Le même document est déjà dans le dossier\u00A0: ${name}.`, ''],
    tooManyFiles: ({ count }) => [
      plural(count, {
        one: 'Un seul fichier peut être ajouté.',
        many: 'Seulement # de fichiers peuvent être ajoutés.',
        other: 'Seulement # fichiers peuvent être ajoutés.',
      }),
      'Retirez-en d’abord un autre.',
    ],
    totalTooLarge: ({ limit }) => [
      `L’ensemble des fichiers ne peut pas dépasser ${limit}.`,
      'Retirez-en d’abord un autre.',
    ],
    offline: () => ['Vous êtes hors ligne.', 'L’envoi reprendra tout seul dès que la connexion sera rétablie.'],
    answerLost: () => ['La connexion a été coupée après l’envoi du fichier.', ''],
    notArrived: () => ['Le fichier n’est pas arrivé.', 'Vous pouvez l’envoyer à nouveau.'],
    cancelledLate: () => ['Vous avez annulé alors que tout était envoyé. Le fichier est peut-être arrivé.', ''],
    gatewayRefused: (facts) => ['Un intermédiaire entre vous et le service d’envoi a refusé le fichier.', toAsk(facts)],
    answerInvalid: (facts) => ['La réponse ne venait pas du service d’envoi.', toAsk(facts)],
    internal: (facts) => ['Le service d’envoi n’a pas pu traiter la demande.', toAsk(facts)],
  },
  warnings: {
    'UPLOAD.NAME_CHANGED': 'Le nom a été remplacé par un nom que tout système peut enregistrer.',
    'UPLOAD.ATTACHED_TO_CANDIDATE': 'Enregistré sur la fiche candidat, et non sur cette candidature.',
    'UPLOAD.ANSWER_UNDOCUMENTED': 'La confirmation était inhabituelle. Vérifiez dans le dossier.',
    'UPLOAD.CONFIRMED_BY_READ_BACK': 'La réponse s’est perdue, mais le fichier a été retrouvé dans le dossier.',
  },

  page: {
    title: 'Joindre des documents',
    note: 'Vous pourrez fermer cette page quand chaque fichier indiquera «\u00A0Joint\u00A0».',
    incomplete: ['Ce lien est incomplet.', 'Ouvrez-le à nouveau, en entier, depuis le message reçu.'],
  },
  announce: {
    added: (count) =>
      plural(count, { one: '# fichier ajouté.', many: '# de fichiers ajoutés.', other: '# fichiers ajoutés.' }),
    outcome: (name, type, outcome) => `${name}, ${type}\u00A0: ${outcome}`,
    many: (count, outcome, word) => `${files(count)}\u00A0: ${word === null ? outcome : IN_PLURAL[word]}`,
    removed: (name) => `${name} retiré de la liste.`,
    removedCount: (count) =>
      plural(count, {
        one: '# fichier retiré de la liste.',
        many: '# de fichiers retirés de la liste.',
        other: '# fichiers retirés de la liste.',
      }),
    progress: (percent) => `${percent} envoyés.`,
  },
}
