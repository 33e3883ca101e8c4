/** Figures of a country or a county used for a city. Source: Verification Manual (2022) pages 163-166. */
import { cellId, type RowId } from '../cells/ids.ts';
import { type Family, type Found, type Screened, TEMPLATE_COLUMNS } from './rule.ts';
import type { DataPoint } from '@tallystick/catalogue/kpi-set';

/** The quality of data that says so itself. */
const HIGHER_LEVEL = /higher-level/i;
const FIGURE = '(?:average|mean|figures?|values?|rates?|levels?|data|total|estimate)';
const WIDER = '(?:national|country(?:-wide)?|nation-?wide|state-?wide|county|provincial|regional)';
/** How sources and notes say it, in languages of cities that publish. Who publishes a figure is not what it is of. */
const SAID: readonly RegExp[] = [
  new RegExp(`\\b${WIDER}(?:[ -](?!office|statistic|authorit|regist)\\p{L}+)? ${FIGURE}\\b`, 'iu'),
  new RegExp(
    `\\b${FIGURE} (?:of|for) the (?:whole )?(?:country|nation|county|province|region)\\b`,
    'iu',
  ),
  /\b(?:country|national)[ -]level\b/iu,
  /\b(?:landsgjennomsnitt|landstall|riksgjennomsnitt|fylkestall)/iu,
  /\b(?:moyenne|valeur|chiffre)s? nationale?s?\b/iu,
  /\b(?:media|promedio|valor|datos?) nacional(?:es)?\b/iu,
  /(?:المتوسط|المعدل|الرقم|المستوى) الوطني/u,
];

export const level: Family<'level-of-data'> = {
  rules: { 'level-of-data': { severity: 'ask', source: TEMPLATE_COLUMNS } },
  find: (s) => s.catalogue.dataPoints.flatMap((point) => wider(s, point)),
};

function wider(s: Screened, point: DataPoint): Found<'level-of-data'>[] {
  const row = point.row as RowId;
  if (s.result(row).status !== 'reported') return [];
  const quality = cellId(row, 'quality');
  const cells = HIGHER_LEVEL.test(s.read(quality) ?? '') ? [quality] : [];
  let said = '';
  for (const column of ['source', 'notes'] as const) {
    const text = s.read(cellId(row, column)) ?? '';
    const words = SAID.map((pattern) => pattern.exec(text)?.[0]).find(
      (found) => found !== undefined,
    );
    if (words === undefined) continue;
    said ||= words;
    cells.push(cellId(row, column));
  }
  if (cells.length === 0) return [];
  return [{ code: 'level-of-data', row, cells, numbers: said === '' ? {} : { said } }];
}
