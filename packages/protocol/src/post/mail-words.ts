/** The words of mails, by language. They say what waits and nothing of it: a mail passes through many hands. */
import type { NoticeKind } from '@tallystick/domain/nouns/telling';

/** A text by the plural rules of its language (CLDR); `{n}` stands for the number. */
export type Counted = { other: string } & Partial<Record<Intl.LDMLPluralRule, string>>;

export type MailWords = {
  direction: 'ltr' | 'rtl';
  subject: Counted;
  hello: string;
  intro: Counted;
  kinds: Record<NoticeKind, Counted>;
  open: string;
  why: string;
  settings: string;
  /** Ends the mails of one workbook, and all of them. */
  endOne: string;
  endAll: string;
  /** What stands in a calendar before the city. */
  calendar: { call: string; 'on-site': string; remote: string; reopened: string };
  /** The page behind a link that ends mails. */
  end: { title: string; ask: string; button: string; done: string; unknown: string };
};

const ENGLISH: MailWords = {
  direction: 'ltr',
  subject: { one: '{n} notice waits for you', other: '{n} notices wait for you' },
  hello: 'Hello {name},',
  intro: { one: 'This waits for you in Tallystick:', other: 'These wait for you in Tallystick:' },
  kinds: {
    mention: { one: '{n} mention of you', other: '{n} mentions of you' },
    comment: {
      one: '{n} comment in your threads or on your rows',
      other: '{n} comments in your threads or on your rows',
    },
    resolved: { one: '{n} thread of yours resolved', other: '{n} threads of yours resolved' },
    assigned: { one: 'rows given to your entity', other: 'rows given to your entity, {n} times' },
    asked: { one: '{n} question to ITU', other: '{n} questions to ITU' },
    ruling: { one: '{n} answer of ITU', other: '{n} answers of ITU' },
    'ruling-elsewhere': {
      one: 'a ruling of ITU for every city on KPIs of yours',
      other: '{n} rulings of ITU for every city on KPIs of yours',
    },
    locked: { one: 'a version was locked', other: '{n} versions were locked' },
    unlocked: { one: 'a lock was taken back', other: '{n} locks were taken back' },
    reopened: {
      one: 'places reopened for correction',
      other: 'places reopened for correction, {n} times',
    },
    released: { one: 'verdicts were released', other: 'verdicts were released, {n} times' },
    query: { one: '{n} query of the auditor', other: '{n} queries of the auditor' },
    'query-answered': { one: '{n} query was answered', other: '{n} queries were answered' },
    'query-closed': { one: '{n} query was closed', other: '{n} queries were closed' },
    'query-assigned': { one: '{n} query given to you', other: '{n} queries given to you' },
    findings: { other: 'there is something new among the findings' },
    'finding-answered': {
      one: 'a finding was answered',
      other: 'findings were answered, {n} times',
    },
    'reopening-proposed': { other: 'a reopening waits for your decision' },
    'reopening-declined': { other: 'a reopening that you proposed was declined' },
    attested: { other: 'the auditor signed a version' },
    countersigned: { other: 'ITU countersigned a version' },
    conflict: { other: 'somebody declared a conflict of interest' },
    call: { other: 'a call with you was agreed or called off' },
    period: { other: 'dates for the collection wait for your answer' },
    'period-answered': { other: 'the dates of the collection were answered' },
    mission: { other: 'the days of the auditor’s mission were set' },
    joined: { other: 'you were added to the workbook' },
    deletion: { other: 'a deletion waits for a second person' },
    due: { other: 'the date for your figures comes near' },
    'query-due': {
      one: 'the date for an answer comes near',
      other: 'the dates for {n} answers come near',
    },
    chase: { other: 'a reminder of your open rows' },
  },
  open: 'Open the workbook',
  why: 'You get this mail because you are a member of these workbooks.',
  settings: 'Choose what you are told by mail',
  endOne: 'No more mails from this workbook',
  endAll: 'No more mails at all',
  calendar: {
    call: 'Call on a clarification',
    'on-site': 'Mission on site',
    remote: 'Remote mission',
    reopened: 'End of the reopening',
  },
  end: {
    title: 'Mails from Tallystick',
    ask: 'You will get no more of these mails. What waits for you still stands in the bell on every page.',
    button: 'End these mails',
    done: 'Done: you will get no more of these mails.',
    unknown: 'This link is not one of ours, or not whole.',
  },
};

const ARABIC: MailWords = {
  direction: 'rtl',
  subject: {
    zero: 'لا شيء ينتظرك',
    one: 'إشعار واحد ينتظرك',
    two: 'إشعاران ينتظرانك',
    few: '{n} إشعارات تنتظرك',
    many: '{n} إشعاراً ينتظرك',
    other: '{n} إشعار ينتظرك',
  },
  hello: 'مرحباً {name}،',
  intro: { other: 'ينتظرك في Tallystick ما يلي:' },
  kinds: {
    mention: { one: 'إشارة إليك', other: 'إشارات إليك: {n}' },
    comment: {
      one: 'تعليق في نقاشاتك أو على صفوفك',
      other: 'تعليقات في نقاشاتك أو على صفوفك: {n}',
    },
    resolved: { one: 'أُغلق نقاش شاركت فيه', other: 'نقاشات شاركت فيها أُغلقت: {n}' },
    assigned: { one: 'صفوف أُسندت إلى جهتك', other: 'مرات إسناد صفوف إلى جهتك: {n}' },
    asked: { one: 'سؤال إلى الاتحاد', other: 'أسئلة إلى الاتحاد: {n}' },
    ruling: { one: 'إجابة من الاتحاد', other: 'إجابات من الاتحاد: {n}' },
    'ruling-elsewhere': {
      one: 'قرار للاتحاد لكل المدن عن مؤشراتكم',
      other: 'قرارات للاتحاد لكل المدن عن مؤشراتكم: {n}',
    },
    locked: { one: 'أُقفلت نسخة', other: 'نسخ أُقفلت: {n}' },
    unlocked: { one: 'أُلغي إقفال', other: 'مرات إلغاء الإقفال: {n}' },
    reopened: { one: 'مواضع أُعيد فتحها للتصحيح', other: 'مرات إعادة الفتح للتصحيح: {n}' },
    released: { one: 'صدرت نتائج التحقق', other: 'مرات إصدار نتائج التحقق: {n}' },
    query: { one: 'استفسار من المدقق', other: 'استفسارات من المدقق: {n}' },
    'query-answered': { one: 'أُجيب عن استفسار', other: 'استفسارات أُجيب عنها: {n}' },
    'query-closed': { one: 'أُغلق استفسار', other: 'استفسارات أُغلقت: {n}' },
    'query-assigned': { one: 'استفسار أُسند إليك', other: 'استفسارات أُسندت إليك: {n}' },
    findings: { other: 'في نتائج التدقيق جديد' },
    'finding-answered': { one: 'أُجيب عن نتيجة تدقيق', other: 'الإجابات عن نتائج التدقيق: {n}' },
    'reopening-proposed': { other: 'إعادة فتح تنتظر قرارك' },
    'reopening-declined': { other: 'رُفضت إعادة فتح اقترحتها' },
    attested: { other: 'وقّع المدقق نسخة' },
    countersigned: { other: 'صادق الاتحاد على نسخة' },
    conflict: { other: 'صرّح أحدهم بتضارب مصالح' },
    call: { other: 'مكالمة معك اتُّفق عليها أو أُلغيت' },
    period: { other: 'مواعيد جمع البيانات تنتظر جوابك' },
    'period-answered': { other: 'أُجيب عن مواعيد جمع البيانات' },
    mission: { other: 'حُددت أيام مهمة المدقق' },
    joined: { other: 'أُضفت إلى المصنّف' },
    deletion: { other: 'حذف ينتظر تأكيد شخص ثانٍ' },
    due: { other: 'اقترب موعد أرقامك' },
    'query-due': { one: 'اقترب موعد الرد على استفسار', other: 'ردود اقترب موعدها: {n}' },
    chase: { other: 'تذكير بصفوفك المفتوحة' },
  },
  open: 'افتح المصنّف',
  why: 'تصلك هذه الرسالة لأنك عضو في هذه المصنّفات.',
  settings: 'اختر ما يصلك بالبريد',
  endOne: 'لا مزيد من رسائل هذا المصنّف',
  endAll: 'لا مزيد من الرسائل كلها',
  calendar: {
    call: 'مكالمة بشأن طلب توضيح',
    'on-site': 'مهمة في المدينة',
    remote: 'مهمة عن بُعد',
    reopened: 'نهاية إعادة الفتح',
  },
  end: {
    title: 'رسائل Tallystick',
    ask: 'لن تصلك هذه الرسائل بعد الآن. ما ينتظرك يبقى في الجرس في كل صفحة.',
    button: 'إنهاء هذه الرسائل',
    done: 'تم: لن تصلك هذه الرسائل بعد الآن.',
    unknown: 'هذا الرابط ليس من روابطنا، أو أنه ناقص.',
  },
};

/** By the code of the language. */
export const MAIL_WORDS = { en: ENGLISH, ar: ARABIC } as const;
export type MailLanguage = keyof typeof MAIL_WORDS;

export const isMailLanguage = (code: string): code is MailLanguage =>
  Object.hasOwn(MAIL_WORDS, code);

/** The text for a number, whose digits are 0 to 9 in every language. */
export function counted(text: Counted, n: number, language: MailLanguage): string {
  const rule = new Intl.PluralRules(language).select(n);
  return (text[rule] ?? text.other).replaceAll('{n}', String(n));
}
