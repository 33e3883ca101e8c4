/** The columns of a benchmark set as a spreadsheet, with their words; a file in either language is read. */

export type SetColumn =
  | 'row'
  | 'code'
  | 'kpi'
  | 'point'
  | 'unit'
  | 'direction'
  | 'method'
  | 'target'
  | 'worst'
  | 'standing'
  | 'source'
  | 'url'
  | 'validFrom'
  | 'note';

/** `isRead`: what a set is made of; the others are there for the person who fills it in. */
export const SET_COLUMNS: readonly { id: SetColumn; width: number; isRead: boolean }[] = [
  { id: 'row', width: 30, isRead: true },
  { id: 'code', width: 15, isRead: false },
  { id: 'kpi', width: 34, isRead: false },
  { id: 'point', width: 26, isRead: false },
  { id: 'unit', width: 22, isRead: true },
  { id: 'direction', width: 12, isRead: true },
  { id: 'method', width: 12, isRead: true },
  { id: 'target', width: 12, isRead: true },
  { id: 'worst', width: 12, isRead: true },
  { id: 'standing', width: 14, isRead: true },
  { id: 'source', width: 44, isRead: true },
  { id: 'url', width: 30, isRead: true },
  { id: 'validFrom', width: 12, isRead: true },
  { id: 'note', width: 60, isRead: true },
];

export type AboutLine = 'title' | 'id' | 'version' | 'edition' | 'note';
export const ABOUT_LINES: readonly AboutLine[] = ['title', 'id', 'version', 'edition', 'note'];

type SetWords = {
  isRightToLeft: boolean;
  sheets: { about: string; benchmarks: string };
  about: Record<AboutLine, string>;
  heads: Record<SetColumn, string>;
  hint: string;
};

export const SET_WORDS: Record<'en' | 'ar', SetWords> = {
  en: {
    isRightToLeft: false,
    sheets: { about: 'Set', benchmarks: 'Benchmarks' },
    about: {
      title: 'Title',
      id: 'Name of the set',
      version: 'Version',
      edition: 'Edition of the KPI set',
      note: 'About the set',
    },
    heads: {
      row: 'Row',
      code: 'KPI code',
      kpi: 'KPI',
      point: 'Data point',
      unit: 'Unit',
      direction: 'Better',
      method: 'Method',
      target: 'Target',
      worst: 'Worst value',
      standing: 'Standing',
      source: 'Source',
      url: 'Address',
      validFrom: 'Valid from',
      note: 'Note',
    },
    hint: 'A data point without method and target has no benchmark and is left out of every score.',
  },
  ar: {
    isRightToLeft: true,
    sheets: { about: 'المجموعة', benchmarks: 'القيم المرجعية' },
    about: {
      title: 'العنوان',
      id: 'اسم المجموعة',
      version: 'الإصدار',
      edition: 'طبعة مجموعة المؤشرات',
      note: 'عن المجموعة',
    },
    heads: {
      row: 'الصف',
      code: 'رمز المؤشر',
      kpi: 'المؤشر',
      point: 'نقطة البيانات',
      unit: 'الوحدة',
      direction: 'الأفضل',
      method: 'الطريقة',
      target: 'الهدف',
      worst: 'أسوأ قيمة',
      standing: 'الصفة',
      source: 'المصدر',
      url: 'الرابط',
      validFrom: 'سارٍ من',
      note: 'ملاحظة',
    },
    hint: 'نقطة البيانات التي لا طريقة لها ولا هدف ليس لها قيمة مرجعية، ولا تدخل في أي درجة.',
  },
};
