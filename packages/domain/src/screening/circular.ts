/** A source that is itself a report of U4SSC's: the figure would rest on itself. Source: lists of sources of Norwegian cities. */
import { cellId, type RowId } from '../cells/ids.ts';
import { type Family, PROJECT } from './rule.ts';

const { source: U4SSC } = /(?:u4ssc|united (?:4|for) smart sustainable cities)/;
const REPORT =
  '(?:verification[ _-]?reports?|reports?|snapshots?|factsheets?|results?|rapport(?:en)?|informe|data ?base|submission|تقرير)';
/** The name, and within a few words what it publishes of cities. Its method and its definitions are no source of a figure. */
const CIRCULAR: readonly RegExp[] = [
  new RegExp(`${U4SSC}[^.;\\n]{0,40}?\\b${REPORT}\\b`, 'iu'),
  new RegExp(`\\b${REPORT}\\b[^.;\\n]{0,25}?${U4SSC}`, 'iu'),
  new RegExp(`^\\W*${U4SSC}[\\W\\d]*$`, 'iu'),
  new RegExp(`تقرير.{0,25}${U4SSC}`, 'iu'),
];
const METHOD = /methodolog|definition|guid|manual|collection|منهجية|تعريف/iu;

export const circular: Family<'source-circular'> = {
  rules: { 'source-circular': { severity: 'investigate', source: PROJECT } },
  find: (s) =>
    s.catalogue.dataPoints.flatMap((point) => {
      const row = point.row as RowId;
      const found = (['source', 'notes'] as const).flatMap((column) => {
        const text = s.read(cellId(row, column)) ?? '';
        const said = CIRCULAR.map((pattern) => pattern.exec(text)?.[0]).find(
          (words) => words !== undefined && !METHOD.test(words),
        );
        return said === undefined ? [] : [{ cell: cellId(row, column), said }];
      });
      const [first] = found;
      if (first === undefined) return [];
      const cells = found.map(({ cell }) => cell);
      return [{ code: 'source-circular' as const, row, cells, numbers: { said: first.said } }];
    }),
};
