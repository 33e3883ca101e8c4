/**
 * What the heads of columns are called: by the product in its languages, by ITU's template, and by people who made their
 * own. A list of words; a column that it does not know is not read.
 */

import { FILE_LANGUAGES, type FileColumn, type FileWords } from '../own/words/file-words.ts';
import { fileWords } from '../own/words/words-of.ts';

/** What a column of a table of KPI data holds. */
export type Field =
  | 'key'
  | 'code'
  | 'name'
  | 'numerator-label'
  | 'numerator'
  | 'denominator-label'
  | 'denominator'
  | 'further'
  | 'value'
  | 'unit'
  | 'year'
  | 'result'
  | 'override'
  | 'quality'
  | 'origin'
  | 'source'
  | 'notes'
  | 'remarks'
  /** Known, and nothing of it is read. */
  | 'other';

/** A head in words alone: without case, accents and punctuation, one blank between them. */
export function headWords(text: string): string {
  return text
    .slice(0, 200)
    .normalize('NFKD')
    .replaceAll(/[\p{M}\u0640]/gu, '')
    .toLowerCase()
    .replaceAll(/[^\p{L}\p{N}]+/gu, ' ')
    .trim();
}

const NAMES: readonly [Field, readonly string[]][] = [
  ['key', ['tallystick key']],
  [
    'code',
    [
      'kpi no',
      'kpi number',
      'kpi code',
      'kpi id',
      'no',
      'number',
      'code',
      'id',
      'الرقم',
      'رقم المؤشر',
      'رمز المؤشر',
      'الرمز',
    ],
  ],
  [
    'name',
    [
      'kpi data point',
      'kpi and data point',
      'kpi',
      'data point',
      'kpi name',
      'indicator',
      'name',
      'figure',
      'item',
      'المؤشر ونقطة البيانات',
      'المؤشر',
      'نقطة البيانات',
      'اسم المؤشر',
      'البند',
    ],
  ],
  [
    'numerator-label',
    ['numerator what', 'numerator is', 'numerator label', 'البسط هو', 'وصف البسط'],
  ],
  ['numerator', ['numerator', 'numerator value', 'البسط', 'قيمه البسط']],
  [
    'denominator-label',
    ['denominator what', 'denominator is', 'denominator label', 'المقام هو', 'وصف المقام'],
  ],
  ['denominator', ['denominator', 'denominator value', 'المقام', 'قيمه المقام']],
  ['further', ['further figure', 'رقم اضافي']],
  ['value', ['value', 'القيمه']],
  ['unit', ['unit', 'units', 'unit of measure', 'الوحده', 'وحده القياس']],
  [
    'year',
    ['year', 'reference year', 'reporting year', 'year of data', 'data year', 'السنه', 'العام'],
  ],
  ['result', ['result', 'kpi value', 'final value', 'النتيجه']],
  ['override', ['override', 'قيمه بديله', 'القيمه البديله']],
  ['quality', ['data quality', 'quality', 'quality of data', 'جوده البيانات']],
  ['origin', ['origin', 'origin of data', 'data origin', 'المنشا', 'منشا البيانات']],
  [
    'source',
    [
      'source',
      'sources',
      'data source',
      'data sources',
      'source of data',
      'المصدر',
      'المصادر',
      'مصدر البيانات',
    ],
  ],
  ['notes', ['notes', 'note', 'details', 'details of data', 'ملاحظات', 'التفاصيل', 'تفاصيل']],
  ['remarks', ['remarks', 'comments', 'comment']],
  [
    'other',
    [
      'dimension',
      'sub dimension',
      'subdimension',
      'category',
      'level',
      'core advanced',
      'type',
      'definition',
      'reported',
      'benchmark',
      'verified',
      'entity',
      'score',
      'colour',
      'used by',
      'row',
      'البعد',
      'البعد الفرعي',
      'الفئه',
      'المستوي',
      'النوع',
      'التعريف',
      'مبلغ عنه',
      'القيمه المرجعيه',
      'متحقق منه',
      'الجهه',
      'صف',
    ],
  ],
];

/** What the product calls the columns of its own files, in every language of them. */
const OWN: Record<FileColumn, Field> = {
  dimension: 'other',
  subdimension: 'other',
  category: 'other',
  code: 'code',
  kpi: 'name',
  level: 'other',
  type: 'other',
  numeratorLabel: 'numerator-label',
  numerator: 'numerator',
  denominatorLabel: 'denominator-label',
  denominator: 'denominator',
  furtherLabel: 'other',
  further: 'further',
  unit: 'unit',
  year: 'year',
  result: 'result',
  override: 'override',
  reported: 'other',
  benchmark: 'other',
  verified: 'other',
  quality: 'quality',
  origin: 'origin',
  source: 'source',
  notes: 'notes',
  entity: 'other',
  line: 'other',
  label: 'name',
  value: 'value',
  usedBy: 'other',
};

const ownNames = ({ columns }: FileWords): [string, Field][] =>
  Object.entries(columns).map(([key, name]) => [name, OWN[key as keyof typeof columns]]);

const BY_NAME: ReadonlyMap<string, Field> = new Map(
  [
    ...NAMES.flatMap(([field, names]) => names.map((name): [string, Field] => [name, field])),
    ...FILE_LANGUAGES.flatMap((language) => ownNames(fileWords(language))),
  ].map(([name, field]) => [plainArabic(headWords(name)), field]),
);

/** Heads that say more than a name. The first that fits counts. */
const FORMS: readonly [RegExp, Field][] = [
  [
    /^(?:numerator|البسط) (?:what|is|label|description|name|definition|text|وصف)/u,
    'numerator-label',
  ],
  [
    /^(?:denominator|المقام) (?:what|is|label|description|name|definition|text|وصف)/u,
    'denominator-label',
  ],
  [/^(?:value of (?:the )?)?numerator\b/u, 'numerator'],
  [/^(?:value of (?:the )?)?denominator\b/u, 'denominator'],
  [/^(?:data )?quality\b/u, 'quality'],
  [/^origin\b/u, 'origin'],
  [/^(?:data )?sources?\b/u, 'source'],
  [/^(?:details|notes)\b/u, 'notes'],
  [/^(?:remarks|comments?)\b/u, 'remarks'],
  [/^(?:reference |reporting )?year\b/u, 'year'],
  [/^units?\b/u, 'unit'],
  [/^(?:result|final value)\b/u, 'result'],
  [/^(?:kpi|indicator) (?:no|number|code|id)\b/u, 'code'],
  [/^(?:kpi|indicator)\b/u, 'name'],
];

/** Letters that people write in two ways are one. */
function plainArabic(words: string): string {
  return words.replaceAll(/[أإآ]/gu, 'ا').replaceAll('ة', 'ه').replaceAll('ى', 'ي');
}

/** What a head means, and whether it is the very name or only begins with it; undefined for what it does not know. */
export function fieldOf(head: string): { field: Field; exact: boolean } | undefined {
  const words = plainArabic(headWords(head));
  const exact =
    BY_NAME.get(words) ?? BY_NAME.get(plainArabic(headWords(head.replaceAll(/\([^)]*\)/g, ' '))));
  if (exact) return { field: exact, exact: true };
  const field = FORMS.find(([form]) => form.test(words))?.[1];
  return field ? { field, exact: false } : undefined;
}
