/** The first tab: what this file is, how to fill it, what its colours mean, and where it is from. */
import { originLine } from '../own/own-names.ts';
import type { OutRow, OutSheet } from '../xlsx/write/out-book.ts';
import type { StyleName } from '../xlsx/write/styles.ts';
import type { Making } from './making.ts';
import { dayOf } from './notes.ts';
import { footerOf } from './table-cells.ts';

const WIDTHS = [26, 86];

export function startSheet(making: Making): OutSheet {
  const { asked, words } = making;
  const { start } = words;
  const prose: StyleName = words.isRightToLeft ? 'words-rtl' : 'words';
  const quiet: StyleName = words.isRightToLeft ? 'quiet-rtl' : 'quiet';
  const rows: OutRow[] = [];
  const say = (cells: [StyleName, string][], height?: number) => {
    const made = cells.map(([style, holds], at) => ({ column: at + 1, style, holds }));
    const row = rows.length + 1;
    rows.push(height === undefined ? { row, cells: made } : { row, height, cells: made });
  };
  const blank = () => say([]);
  say([['title', start.title]], 28);
  blank();
  for (const [name, value] of facts(making)) {
    const lines = linesOf(value);
    say(
      [
        ['bold', name],
        [prose, value],
      ],
      lines > 1 ? lines * LINE : undefined,
    );
  }
  blank();
  say([['bold', start.howTo]]);
  const steps = start.steps({
    isVersion: asked.version !== null,
    isEntity: asked.part.kind === 'entity',
  });
  steps.forEach((step, at) => {
    const text = `${at + 1}. ${step}`;
    say(
      [
        ['plain', ''],
        [prose, text],
      ],
      linesOf(text) * LINE,
    );
  });
  blank();
  say([['bold', start.colours]]);
  say([
    ['input', ''],
    [prose, start.colour.input],
  ]);
  say([
    ['input-unit', ''],
    [prose, start.colour.unit],
  ]);
  say([
    ['fixed', ''],
    [prose, start.colour.fixed],
  ]);
  blank();
  say([
    ['plain', ''],
    [quiet, start.keys],
  ]);
  return {
    name: words.sheets.start,
    isRightToLeft: words.isRightToLeft,
    tab: 'FFC55A11',
    columns: WIDTHS.map((width) => ({ width })),
    rows,
    isProtected: true,
    footer: footerOf(making),
  };
}

/** Points of a line of text. */
const LINE = 14;

const linesOf = (text: string): number => Math.ceil(text.length / (WIDTHS[1] ?? 80));

function facts({ asked, words, layout }: Making): [string, string][] {
  const { start } = words;
  const { part, version, origin } = asked;
  const entity = part.kind === 'entity' ? (asked.entities.get(part.entity) ?? part.entity) : '';
  const holds = layout.sheets.filter((name) => name !== 'start' && name !== 'lists');
  const told: [string, string][] = [
    [start.city, asked.city],
    [start.workbook, asked.title],
    [start.edition, origin.edition],
    [start.entity, entity],
    [start.sheet, holds.map((name) => words.sheets[name]).join(' · ')],
    [start.version, version === null ? start.open : String(version.submission)],
    [start.snapshot, version?.snapshot ?? ''],
    [start.origin, `${originLine(origin)}\n${start.asOf(origin.number, dayOf(asked.now))}`],
  ];
  return told.filter(([, value]) => value !== '');
}
