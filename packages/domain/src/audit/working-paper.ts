/** Working papers: what the audit side notes for itself. Written anew, a paper gets a new version; the journal keeps all. */
import type { CellId, PaperId, RowId } from '../cells/ids.ts';
import { nameOf, proseOf } from '../cells/prose.ts';
import { TEXT_LIMITS } from '../cells/text-limits.ts';
import { type Outcome, yes } from '../refusals.ts';
import { may } from '../rights.ts';
import type { AuditCommandOf } from './commands.ts';
import type { AuditEvent } from './events.ts';
import type { AuditCommandNouns, AuditDeciding, AuditEventNouns, AuditPartNouns } from './noun.ts';
import type { AuditState, Links, Written } from './state.ts';
import { linksOf, unseenRefusal, writtenAfter, WRITTEN_FIELDS } from './written.ts';

type Said = { paper: PaperId; title: string; text: string; rows: RowId[]; cells: CellId[] };
export type WorkingPaper = { id: PaperId; title: string; text: string } & Links & Written;

declare module './commands.ts' {
  interface AuditCommandFields {
    /** `seen`: number of the version before the writer; null for a new paper. */
    'write-paper': Said & { seen: number | null };
  }
}

declare module './events.ts' {
  interface AuditEventFields {
    'paper-written': Said;
  }
}

declare module './state.ts' {
  interface AuditParts {
    papers: { key: PaperId; item: WorkingPaper };
  }
}

function decidePaper(
  state: AuditState,
  command: AuditCommandOf<'write-paper'>,
  { workbook, actor, catalogue }: AuditDeciding,
): Outcome<AuditEvent> {
  const { paper, seen } = command;
  const refusal =
    may(actor, 'keep-papers', { state: workbook }) ??
    unseenRefusal(state.papers, { key: paper, seen, unknown: 'unknown-paper' });
  if (refusal) return { ok: false, refusal };
  const title = nameOf(command.title);
  if (!title.ok) return title;
  const text = proseOf(command.text, TEXT_LIMITS.paper);
  if (!text.ok) return text;
  const links = linksOf(command, catalogue);
  if (!links.ok) return links;
  const said = { paper, title: title.value, text: text.value, ...links.value };
  return yes({ type: 'paper-written', ...said });
}

export const PAPER_COMMANDS = {
  'write-paper': { decide: decidePaper, becomes: 'paper-written' },
} satisfies AuditCommandNouns<'write-paper'>;

export const PAPER_EVENTS = {
  'paper-written': {
    fold: ({ papers }, { paper, title, text, rows, cells }, entry) => {
      const written = writtenAfter(papers.get(paper), entry);
      papers.set(paper, { id: paper, title, text, rows, cells, ...written });
    },
  },
} satisfies AuditEventNouns<'paper-written'>;

export const PAPER_PART: AuditPartNouns<'papers'> = {
  papers: {
    keyOf: ({ id }) => id,
    fields: {
      id: 'all',
      title: 'all',
      text: 'all',
      rows: 'all',
      cells: 'all',
      ...WRITTEN_FIELDS,
    },
  },
};
