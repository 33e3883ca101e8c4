/** A sheet as a table for paper: every row under its groups, the heads again on each page. */
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { lookOf } from '../lines/cell-look.ts';
import type { SheetColumn, SheetName } from '../lines/sheet-columns.ts';
import { type LineRow, rowsOf } from '../lines/sheet-rows.ts';
import type { SheetSource } from '../lines/sheet-source.ts';
import { paperColumns } from './paper-columns.ts';

type Props = {
  source: SheetSource;
  sheet: SheetName;
  /** Rows to print; all where left out. */
  visible: ReadonlySet<string> | undefined;
};

/** What is printed is what the workbook holds: no unsaved drafts, no marks, no places of other people, no questions. */
function onPaper(source: SheetSource): SheetSource {
  const { catalogue, locale, verifications } = source;
  const paper: SheetSource = {
    catalogue,
    locale,
    verifications: verifications ?? false,
    get: (cell) => source.get(cell),
    result: (row) => source.result(row),
  };
  if (source.entityOf) paper.entityOf = (row) => source.entityOf?.(row);
  if (source.verification) paper.verification = (row) => source.verification?.(row);
  if (source.was) paper.was = (cell) => source.was?.(cell);
  if (source.wasResult) paper.wasResult = (row) => source.wasResult?.(row);
  return paper;
}

export function PaperSheet({ source, sheet, visible }: Props) {
  const { t } = useTranslation('grid');
  const paper = onPaper(source);
  const columns = paperColumns(paper, sheet);
  const rows = rowsOf(source.catalogue, sheet, { visible, folded: new Set() });
  if (rows.length === 0) return null;
  return (
    <table className="ts-paper-sheet" data-sheet={sheet} data-testid={`paper-${sheet}`}>
      <caption>{t(`sheet.${sheet}`)}</caption>
      <thead>
        <tr>
          {columns.map((column) => (
            <th key={column.id} scope="col" data-column={column.id} data-figures={column.figures}>
              {column.letter !== '' && <span className="ts-paper-letter">{column.letter} </span>}
              {t(`columns.${column.id}`)}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {rows.map((row) =>
          row.kind === 'group' ? (
            <tr key={row.id} className="ts-paper-group" data-depth={row.depth}>
              <th scope="colgroup" colSpan={columns.length}>
                <bdi>{row.label}</bdi>
              </th>
            </tr>
          ) : (
            <tr key={row.id} data-row={row.id}>
              {columns.map((column) => (
                <Cell key={column.id} source={paper} row={row} column={column} />
              ))}
            </tr>
          ),
        )}
      </tbody>
    </table>
  );
}

function Cell({ source, row, column }: { source: SheetSource; row: LineRow; column: SheetColumn }) {
  const { t } = useTranslation('grid');
  const { text, detail, classes } = lookOf(source, row, column, t);
  const isChanged = classes.includes('ts-changed');
  let more: ReactNode = null;
  if (detail !== '') more = isChanged ? <s>{detail}</s> : <> – {detail}</>;
  return (
    <td data-column={column.id} data-figures={column.figures} data-look={classes.join(' ')}>
      <bdi dir={column.figures ? 'ltr' : 'auto'}>
        {text}
        {more}
      </bdi>
    </td>
  );
}
