// Over 200 lines: one language, one catalogue.
import type { Facts, Messages, OutcomeWord } from '../words/messages.ts'
import { pluralIn } from '../words/plural.ts'

const plural = pluralIn('ar', 'zero', 'one', 'two', 'few', 'many')
const files = (count: number) =>
  plural(count, {
    zero: 'لا ملفات',
    one: 'ملف واحد',
    two: 'ملفان',
    few: '# ملفات',
    many: '# ملفًا',
    other: '# ملف',
  })
/** The same after "attach": the dual stands in another case there. */
const ATTACHED_OBJECT = {
  zero: 'الملفات',
  one: 'ملف واحد',
  two: 'ملفين',
  few: '# ملفات',
  many: '# ملفًا',
  other: '# ملف',
}
const LATER = 'حاول مرة أخرى بعد بضع دقائق.'
const OPERATOR = 'يُرجى إبلاغ الجهة المشغّلة لهذه البوابة، فهي وحدها من يستطيع تغيير ذلك.'
const NEW_LINK = 'اطلب رابطًا جديدًا ممّن أرسله إليك.'
/** For a candidate, who knows neither the portal's makers nor an administrator. */
const COMPANY = 'تواصل مع الجهة التي تتقدّم إليها.'
const toAsk = (facts: Facts) => (facts.view === 'candidate' ? COMPANY : OPERATOR)
/** Of several files. */
const IN_PLURAL: Readonly<Record<OutcomeWord, string>> = {
  attached: 'أُرفقت',
  attachedWithNote: 'أُرفقت مع ملاحظة',
  notAttached: 'لم تُرفق',
  notAdded: 'لم تُضف',
  maybeAttached: 'ربما أُرفقت',
  cancelled: 'أُلغيت',
}

export const ar: Messages = {
  locale: 'ar',
  direction: 'rtl',
  types: { CV: 'السيرة الذاتية', COVER_LETTER: 'خطاب التقديم', OTHER: 'أخرى' },
  targetKinds: { application: 'طلب توظيف', candidate: 'ملف المرشّح' },
  families: {
    pdf: 'PDF',
    word: 'Word',
    text: 'نص',
    image: 'صورة',
    spreadsheet: 'Excel',
    presentation: 'PowerPoint',
    email: 'بريد إلكتروني',
    media: 'فيديو أو صوت',
    other: 'أخرى',
  },
  theAts: 'نظام التوظيف',

  region: (record) => `مرفقات ${record}`,
  goesTo: (ats) => `إلى ${ats}`,

  chooseFiles: 'اختيار الملفات',
  orDropThem: 'أو أفلتها هنا',
  dropToAdd: 'أفلت للإضافة',
  dropToAddCount: (count) => `أفلت للإضافة: ${files(count)}`,
  upTo: (kinds, limit) => `${kinds}، حتى\u00A0${limit}`,
  limitsUnknown: (ats) => `لا يذكر ${ats} ما يقبله؛ هذه هي الحدود المعتادة.`,
  sizeUnknown: (ats) => `لا يذكر ${ats} حدًّا أقصى لحجم الملف؛ وهذا أكبر ما يمكن إرساله من هنا.`,
  upToFiles: (count) => `الحد الأقصى: ${files(count)}.`,
  upToTotal: (limit) => `الحد الأقصى للمجموع: ${limit}.`,
  noneSupported: (ats, view) => [
    `لا يقبل ${ats} مرفقات عبر هذا الاتصال.`,
    view === 'candidate' ? COMPANY : `أضف المستند في ${ats} مباشرة أو راجع مسؤول النظام.`,
  ],
  noKindSupported: (ats) => `لا يقبل ${ats} إلا أنواع ملفات لا يمكن إرفاقها هنا.`,
  noneGranted: ['لا يسمح هذا الرابط بإضافة مرفقات.', NEW_LINK],
  linkEnds: (time) => [`تنتهي صلاحية هذا الرابط في الساعة ${time}.`, 'أرفق ملفاتك قبل ذلك.'],

  loading: 'جارٍ الاستعلام عمّا يمكن إرفاقه…',
  rulesFailed: 'تتعذّر إضافة الملفات الآن',
  rulesBack: 'يمكن إضافة الملفات الآن.',

  files: 'الملفات',
  guessed: 'خُمّن النوع من الاسم',
  suggested: 'النوع مقترح',
  checking: 'جارٍ فحص الملف…',
  uncheckable: 'لا يمكن فحصه بعد',
  queued: 'في انتظار دوره',
  reading: 'جارٍ التحضير',
  sending: (percent) => `جارٍ الإرسال ${percent}`,
  sentOf: (sent, total) => `${sent} من ${total}`,
  timeLeft: (time) => `يتبقى نحو ${time}`,
  sent: 'أُرسل',
  waitingFor: (ats) => `في انتظار قبول ${ats}`,
  noProgress: ['لا تقدّم منذ فترة.', 'قد يكون الاتصال بطيئًا أو مقطوعًا. يمكنك الانتظار، أو الإلغاء وإعادة المحاولة.'],
  againIn: (time) => `محاولة جديدة بعد ${time}.`,
  againOnline: 'يُستأنف الإرسال تلقائيًا عند عودة الاتصال.',
  attached: 'أُرفق',
  attachedWithNote: 'أُرفق مع ملاحظة',
  notAttached: 'لم يُرفق',
  notAdded: 'لم يُضف',
  maybeAttached: 'ربما أُرفق',
  cancelled: 'أُلغي',
  nothingSent: 'لم يصل أي شيء إلى السجل.',
  checkFirst: 'تحقّق قبل إرساله مرة أخرى حتى لا يُرفق مرتين.',
  says: (ats) => `رسالة من ${ats}:`,
  logLink: 'فتح السجل التقني',

  typeOf: (name) => `نوع ${name}`,
  rename: (name) => `إعادة تسمية ${name}`,
  newName: (name) => `الاسم الجديد للملف ${name}`,
  open: (name) => `فتح ${name}`,
  remove: (name) => `إزالة ${name} من القائمة`,
  cancel: (name) => `إلغاء ${name}`,
  retry: 'إعادة المحاولة',
  checkAgain: 'التحقّق مرة أخرى',
  sendAnyway: 'الإرسال على أي حال',
  addAnyway: 'الإضافة على أي حال',
  clear: 'إفراغ القائمة',
  cancelAll: 'إلغاء الكل',
  attach: (count) => `إرفاق ${plural(count, ATTACHED_OBJECT)}`,
  attachFiles: 'إرفاق الملفات',

  skipTo: (label) => `الانتقال إلى «${label}»`,
  readyCount: files,
  attachedCount: (done, total) => `أُرفق ${plural.number(done)} من ${plural.number(total)}`,
  notAttachedCount: (count) => `لم يُرفق: ${plural.number(count)}`,
  maybeAttachedCount: (count) => `ربما أُرفق: ${plural.number(count)}`,
  notAddedCount: (count) => `لم يُضف: ${plural.number(count)}`,
  skippedCount: (count) =>
    `ما جرى تخطّيه: ${plural(count, {
      zero: 'لا عناصر',
      one: 'عنصر واحد',
      two: 'عنصران',
      few: '# عناصر',
      many: '# عنصرًا',
      other: '# عنصر',
    })} (مخفي أو تابع للنظام أو تتعذّر قراءته).`,
  emptyFolders: (count) => `مجلدات لا تحتوي على ملفات: ${plural.number(count)}.`,
  overall: 'جميع الملفات',

  onRecord: (count) =>
    plural(count, {
      zero: 'لا مستندات في السجل',
      one: 'مستند واحد في السجل',
      two: 'مستندان في السجل',
      few: '# مستندات في السجل',
      many: '# مستندًا في السجل',
      other: '# مستند في السجل',
    }),

  otherRecord: 'انتقلت هذه الصفحة إلى سجل آخر.',
  unsent: (count, record) => `ما لم يُرفق بعد في ${record}: ${files(count)}. أرفِق أولًا، أو تجاهل وانتقل.`,
  discard: 'تجاهل وانتقال',
  nothingUnsent: 'لم يبقَ هنا ما يُرفق.',
  goOn: 'متابعة',

  reasons: {
    atsBusy: ({ ats }) => [`${ats} مشغول.`, LATER],
    atsUnreachable: ({ ats }) => [`يتعذّر الوصول إلى ${ats} الآن.`, LATER],
    serviceBusy: () => ['خدمة الرفع مشغولة.', LATER],
    connectionSettings: (facts) => [`الاتصال مع ${facts.ats} غير مُعدّ كما يجب.`, toAsk(facts)],
    inputRefused: ({ ats }) => [`رفض ${ats} هذا الملف.`, 'قد يفيد اسم آخر أو صيغة أخرى.'],
    outcomeUnknown: ({ ats }) => [`لا يُعرف هل حُفظ الملف: لم يصل رد واضح من ${ats}.`, ''],
    permissionMissing: ({ ats }) => [`لا يملك الاتصال مع ${ats} إذنًا بإضافة مرفقات.`, `يستطيع مسؤول ${ats} السماح بذلك.`],
    atsLogin: ({ ats }) => [`انتهى تسجيل دخول الاتصال مع ${ats}.`, `يجب أن يعيد مسؤول ${ats} ربطه.`],
    setupIncomplete: ({ ats }) => [`لم يكتمل إعداد الاتصال مع ${ats}.`, `يستطيع مسؤول ${ats} إكماله.`],
    setupPending: ({ ats }) => [`لا يزال الاتصال مع ${ats} قيد التحضير.`, 'حاول مرة أخرى لاحقًا اليوم.'],
    notAvailable: ({ ats }) => [`لا يستطيع ${ats} استقبال مرفقات عبر هذا الاتصال.`, `أضف المستند في ${ats} مباشرة.`],
    switchedOff: ({ ats }) => ['إضافة المرفقات معطّلة في هذا الاتصال.', `يستطيع مسؤول ${ats} تفعيلها.`],
    jobClosed: ({ ats }) => [`هذه الوظيفة مغلقة في ${ats}.`, `يستطيع مسؤول ${ats} إعادة فتحها.`],
    applicationExists: ({ ats }) => [
      `يوجد في ${ats} طلب آخر لهذه الوظيفة.`,
      `يستطيع مسؤول ${ats} تحديد الطلب المعتمد.`,
    ],
    atsRefused: (facts) => [`لم يقبل ${facts.ats} الملف دون سبب معروف.`, toAsk(facts)],
    atsClosed: ({ ats }) => [`لا يستطيع ${ats} استقبال مستندات هنا.`, `لن تفيد إعادة المحاولة. ${COMPANY}`],
    atsOutOfOrder: ({ ats }) => [
      `الاتصال مع ${ats} لا يعمل الآن.`,
      'حاول مرة أخرى لاحقًا. وإذا لم يُجدِ ذلك فتواصل مع الجهة التي تتقدّم إليها.',
    ],
    fileEmpty: () => ['هذا الملف فارغ.', 'احفظه من جديد وأضف النسخة الجديدة.'],
    fileTooLarge: ({ size, limit }) => [
      `هذا الملف كبير جدًا: ${size}، والحد الأقصى ${limit}.`,
      'احفظ نسخة أصغر، مثل ملف PDF بصور مصغّرة.',
    ],
    fileNameInvalid: () => ['هذا الملف بلا اسم.', 'سمِّه ثم أضفه من جديد.'],
    kindNotAccepted: ({ ats, kind, type, accepted }) => [
      kind === '' ? 'هذا النوع من الملفات غير معروف.' : `لا يقبل ${ats} ملفات ${kind} بصفة «${type}».`,
      `احفظه بصيغة ${accepted === '' ? 'PDF' : accepted} ثم أضفه من جديد.`,
    ],
    contentMismatch: ({ kind }) => [
      kind === '' ? 'محتوى هذا الملف لا يطابق امتداده.' : `هذا ليس ملف ${kind} حقًا.`,
      'افتحه واحفظه بالصيغة الصحيحة؛ تغيير الامتداد وحده لا يكفي.',
    ],
    oldFormat: ({ kind, accepted }) => [
      `هذا في الحقيقة ملف ${kind} قديم.`,
      `غيّر امتداده إلى ${kind}${accepted === '' ? '' : ` وافتحه واحفظه بصيغة ${accepted}`} ثم أضفه من جديد.`,
    ],
    passwordProtected: () => ['هذا الملف محمي بكلمة مرور.', 'احفظه دون كلمة مرور، أو اطبعه إلى ملف PDF جديد.'],
    hasMacros: () => ['يحتوي هذا المستند على وحدات ماكرو.', 'احفظه بصيغة PDF أو دون وحدات ماكرو.'],
    activeContent: ({ kind }) => [
      kind === '' ? 'الملفات القابلة للتشغيل غير مقبولة.' : `ملفات ${kind} قابلة للتشغيل وغير مقبولة.`,
      'أضف المستند نفسه، ويُفضّل بصيغة PDF.',
    ],
    shortcut: () => ['هذا اختصار وليس المستند نفسه.', 'افتحه واحفظ المستند بصيغة PDF ثم أضف ذلك الملف.'],
    typeNotSupported: ({ ats, type }) => [`لا مكان في ${ats} لنوع «${type}».`, 'اختر نوعًا آخر.'],
    typeNotGranted: ({ type }) => [`«${type}» غير مسموح به هنا.`, 'اختر نوعًا آخر.'],
    linkInvalid: () => ['هذا الرابط غير صالح.', NEW_LINK],
    linkExpired: () => ['انتهت صلاحية هذا الرابط.', NEW_LINK],
    noAccess: () => ['تعذّر على هذه الصفحة الوصول إلى خدمة الرفع.', 'حاول مرة أخرى.'],
    linkUsedUp: () => ['استُنفد عدد الملفات المسموح به لهذا الرابط.', NEW_LINK],
    connectionBroke: () => ['انقطع الاتصال قبل اكتمال الإرسال.', 'حاول مرة أخرى.'],
    fileRefused: ({ said }) => [said === '' ? 'رُفض هذا الملف.' : said, ''],
    fileUnreadable: () => [
      'لم تعد قراءة الملف ممكنة.',
      'نُقل أو غُيّر أو فُصل منذ اختياره، أو أنه مجلد. أضفه من جديد وحده.',
    ],
    duplicate: ({ name, of }) =>
      of === 'list' ? [`المستند نفسه موجود في القائمة: ${name}.`, ''] : [`المستند نفسه موجود في السجل: ${name}.`, ''],
    tooManyFiles: ({ count }) => [`الحد الأقصى لما يمكن إضافته: ${files(count)}.`, 'أزل ملفًا آخر أولًا.'],
    totalTooLarge: ({ limit }) => [`الحد الأقصى لمجموع الملفات ${limit}.`, 'أزل ملفًا آخر أولًا.'],
    offline: () => ['أنت غير متصل بالإنترنت.', 'يُستأنف الإرسال تلقائيًا عند عودة الاتصال.'],
    answerLost: () => ['انقطع الاتصال بعد إرسال الملف.', ''],
    notArrived: () => ['لم يصل الملف.', 'يمكنك إرساله مرة أخرى.'],
    cancelledLate: () => ['ألغيتَ بعد اكتمال الإرسال. ربما وصل الملف.', ''],
    gatewayRefused: (facts) => ['رفضت جهة وسيطة بينك وبين خدمة الرفع هذا الملف.', toAsk(facts)],
    answerInvalid: (facts) => ['لم يأتِ الرد من خدمة الرفع.', toAsk(facts)],
    internal: (facts) => ['تعذّر على خدمة الرفع معالجة هذا.', toAsk(facts)],
  },
  warnings: {
    'UPLOAD.NAME_CHANGED': 'غُيّر الاسم إلى اسم يستطيع كل نظام حفظه.',
    'UPLOAD.ATTACHED_TO_CANDIDATE': 'حُفظ في ملف المرشّح لا في هذا الطلب.',
    'UPLOAD.ANSWER_UNDOCUMENTED': 'كان التأكيد غير معتاد. يُستحسن الاطلاع على السجل.',
    'UPLOAD.CONFIRMED_BY_READ_BACK': 'ضاع الرد، لكن الملف وُجد في السجل.',
  },

  page: {
    title: 'إرفاق المستندات',
    note: 'يمكنك إغلاق هذه الصفحة عندما يظهر «أُرفق» بجانب كل ملف.',
    incomplete: ['هذا الرابط غير مكتمل.', 'افتحه كاملًا مرة أخرى من الرسالة التي وصلك فيها.'],
  },
  announce: {
    added: (count) => `أُضيف: ${files(count)}.`,
    outcome: (name, type, outcome) => `${name}، ${type}: ${outcome}`,
    many: (count, outcome, word) => `${files(count)}: ${word === null ? outcome : IN_PLURAL[word]}`,
    removed: (name) => `أُزيل ${name} من القائمة.`,
    removedCount: (count) => `أُزيل من القائمة: ${files(count)}.`,
    progress: (percent) => `أُرسل ${percent}.`,
  },
}
