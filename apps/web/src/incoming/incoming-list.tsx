/** What a file brings, in lists by kind and entity: each line leads to its cell, and what is taken over is chosen here. */
import { Button, Checkbox, Text } from '@mantine/core';
import type { RowId } from '@tallystick/domain/cells/ids';
import { splitCellId } from '@tallystick/domain/cells/ids';
import type { IncomingClass } from '@tallystick/domain/incoming/incoming';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { broughtText, whyWords } from '../lines/incoming/incoming-mark.ts';
import { asRead, rowName, useCellWords } from '../lines/told.ts';
import type { IncomingFile, IncomingLine } from '../live/cells/incoming-file.ts';
import { markOf } from '../live/workbook/incoming-mark-of.ts';
import { useWorkbook } from '../live/workbook/use-workbook.ts';
import { GoToCell } from './go-to-cell.tsx';
import { IncomingNotes } from './incoming-notes.tsx';

type Props = { file: IncomingFile; lines: readonly IncomingLine[] };
type Kind = Extract<IncomingClass, 'conflict' | 'theirs' | 'unreadable' | 'not-yours' | 'locked'>;

/** What asks for a decision first. */
const KINDS: readonly Kind[] = ['conflict', 'theirs', 'unreadable', 'not-yours', 'locked'];
const CHOSEN: ReadonlySet<Kind> = new Set(['conflict', 'theirs']);
/** Lines of one kind that are listed at once: some screens of reading. */
const LISTED = 120;

export function IncomingList({ file, lines }: Props) {
  const { t } = useTranslation('incoming');
  return (
    // oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex -- a long list is scrolled by keys
    <div
      className="incoming-list"
      tabIndex={0}
      role="group"
      aria-label={t('list')}
      data-testid="incoming-list"
    >
      {KINDS.map((kind) => {
        const of = lines.filter(({ found, isDone }) => found.class === kind && !isDone);
        return of.length > 0 && <OfKind key={kind} file={file} kind={kind} lines={of} />;
      })}
      <IncomingNotes file={file} />
      <Unknown file={file} />
      <Absent file={file} />
      <Done file={file} lines={lines.filter(({ isDone }) => isDone)} />
    </div>
  );
}

function OfKind({ file, kind, lines }: Props & { kind: Kind }) {
  const { t } = useTranslation('incoming');
  const [isWhole, setWhole] = useState(false);
  const cells = lines.map(({ cell }) => cell);
  const listed = isWhole ? lines : lines.slice(0, LISTED);
  const more = lines.length - listed.length;
  return (
    <section data-kind={kind} data-testid={`incoming-${kind}`}>
      <div className="incoming-kind">
        <h3>{t(`kind.${kind}`)}</h3>
        {CHOSEN.has(kind) && (
          <>
            <Button
              size="compact-xs"
              variant="default"
              onClick={() => file.choose(cells, true)}
              data-testid={`take-all-${kind}`}
            >
              {t('takeAll', { count: lines.length })}
            </Button>
            <Button
              size="compact-xs"
              variant="default"
              onClick={() => file.choose(cells, false)}
              data-testid={`leave-all-${kind}`}
            >
              {t('leaveAll')}
            </Button>
          </>
        )}
        <Text size="xs" c="var(--ts-muted)">
          {t(`about.${kind}`)}
        </Text>
      </div>
      <Entities file={file} kind={kind} lines={listed} />
      {more > 0 && (
        <Button size="compact-xs" variant="subtle" onClick={() => setWhole(true)}>
          {t('more', { count: more })}
        </Button>
      )}
    </section>
  );
}

/** One after the other as the workbook has them; rows that nobody reports come last. */
function Entities({ file, kind, lines }: Props & { kind: Kind }) {
  const { t } = useTranslation('incoming');
  const { state } = useWorkbook();
  const entityOf = ({ cell }: IncomingLine) =>
    state.assignments.get((splitCellId(cell)?.row ?? '') as RowId);
  const byEntity = Map.groupBy(lines, entityOf);
  const known = [...state.entities.values()].filter(({ id }) => byEntity.has(id));
  const parts = [
    ...known.map(({ id, name }) => ({ id: id as string, name, of: byEntity.get(id) ?? [] })),
    {
      id: '',
      name: t('nobody'),
      of: lines.filter((line) => !state.entities.has(entityOf(line) as never)),
    },
  ].filter(({ of }) => of.length > 0);
  return parts.map(({ id, name, of }) => (
    <div key={id} className="incoming-entity" role="group" aria-label={name}>
      <Choice file={file} kind={kind} lines={of} words={name} strong />
      <Rows file={file} kind={kind} lines={of} />
    </div>
  ));
}

function Rows({ file, kind, lines }: Props & { kind: Kind }) {
  const { catalogue } = useWorkbook();
  const byRow = Map.groupBy(lines, ({ cell }) => splitCellId(cell)?.row ?? '');
  return (
    <ul className="incoming-rows">
      {[...byRow].map(([row, of]) => (
        <li key={row}>
          <Choice file={file} kind={kind} lines={of} words={rowName(catalogue, row)} />
          <ul>
            {of.map((line) => (
              <Line key={line.cell} file={file} line={line} kind={kind} />
            ))}
          </ul>
        </li>
      ))}
    </ul>
  );
}

/** The box of several lines; words alone where nothing can be chosen. */
function Choice(props: Props & { kind: Kind; words: string; strong?: boolean }) {
  const { file, kind, lines, words, strong = false } = props;
  const label = strong ? <strong dir="auto">{words}</strong> : <bdi>{words}</bdi>;
  if (!CHOSEN.has(kind)) return <div className="incoming-named">{label}</div>;
  const taken = lines.filter(({ takes }) => takes).length;
  return (
    <Checkbox
      size="xs"
      label={label}
      checked={taken === lines.length}
      indeterminate={taken > 0 && taken < lines.length}
      onChange={({ currentTarget }) =>
        file.choose(
          lines.map(({ cell }) => cell),
          currentTarget.checked,
        )
      }
    />
  );
}

function Line({ file, line, kind }: { file: IncomingFile; line: IncomingLine; kind: Kind }) {
  const { t } = useTranslation('incoming');
  const { t: grid } = useTranslation('grid');
  const { catalogue, cells } = useWorkbook();
  const nameOf = useCellWords(catalogue);
  const { cell, place } = line;
  const mark = markOf(file, line);
  const now = cells.get(cell);
  const ours = now === undefined ? t('empty') : asRead(catalogue, cell, now);
  const theirs =
    kind === 'unreadable' ? (
      <>
        <bdi translate="no">{mark.raw}</bdi>
        <span className="ts-muted">{whyWords(mark, grid)}</span>
      </>
    ) : (
      <bdi className="incoming-theirs" translate="no">
        {broughtText(catalogue, cell, mark.text ?? null, t)}
      </bdi>
    );
  const shown =
    kind === 'unreadable' || place.held.kind === 'unreadable' ? undefined : place.held.shown;
  return (
    <li className="incoming-line" data-testid={`incoming-line-${cell}`}>
      {CHOSEN.has(kind) && (
        <Checkbox
          size="xs"
          aria-label={t('takeOne', { name: nameOf(cell, true) })}
          checked={line.takes}
          onChange={({ currentTarget }) => file.choose([cell], currentTarget.checked)}
        />
      )}
      <div className="incoming-told">
        <GoToCell cell={cell} isInRow />
        <span className="incoming-values">
          <bdi className="incoming-ours" translate="no">
            {ours}
          </bdi>
          {CHOSEN.has(kind) ? (
            <>
              <span aria-hidden className="ts-mirrored">
                →
              </span>
              <span className="ts-hidden">{t('becomes')}</span>
            </>
          ) : (
            <span className="ts-muted">{t('inFile')}</span>
          )}
          {theirs}
          {shown !== undefined && <span className="ts-muted">{t('shown', { shown })}</span>}
          {place.held.kind === 'text' && place.held.isShare && (
            <span className="incoming-doubt">{t('share')}</span>
          )}
          <span className="ts-muted">{mark.where}</span>
        </span>
      </div>
    </li>
  );
}

/** What could not be read and was typed in the sheet since: folded away, to be found again. */
function Done({ file, lines }: Props) {
  const { t } = useTranslation('incoming');
  if (lines.length === 0) return null;
  return (
    <details data-kind="done" data-testid="incoming-done">
      <summary>{t('done', { count: lines.length })}</summary>
      <ul className="incoming-rows">
        {lines.slice(0, LISTED).map((line) => (
          <DoneLine key={line.cell} file={file} line={line} />
        ))}
      </ul>
    </details>
  );
}

function DoneLine({ file, line }: { file: IncomingFile; line: IncomingLine }) {
  const { t } = useTranslation('incoming');
  const { catalogue, cells } = useWorkbook();
  const { raw, where } = markOf(file, { ...line, isDone: false });
  const now = cells.get(line.cell);
  return (
    <li className="incoming-told">
      <GoToCell cell={line.cell} />
      <bdi className="incoming-theirs" translate="no">
        {now === undefined ? t('empty') : asRead(catalogue, line.cell, now)}
      </bdi>
      <span className="ts-muted">{t('inFile')}</span>
      <bdi translate="no">{raw}</bdi>
      <span className="ts-muted">{where}</span>
    </li>
  );
}

/** Rows that somebody took out of the file: nothing is taken away here, and that is said. */
function Absent({ file }: { file: IncomingFile }) {
  const { t } = useTranslation('incoming');
  const { catalogue } = useWorkbook();
  const { absent } = file.view;
  if (absent.length === 0) return null;
  return (
    <section data-kind="absent" data-testid="incoming-absent">
      <div className="incoming-kind">
        <h3>{t('kind.absent')}</h3>
        <Text size="xs" c="var(--ts-muted)">
          {t('about.absent')}
        </Text>
      </div>
      <ul className="incoming-rows">
        {absent.slice(0, LISTED).map((row) => (
          <li key={row} className="incoming-told">
            <span>{rowName(catalogue, row)}</span>
          </li>
        ))}
      </ul>
    </section>
  );
}

/** Rows of the file of which nobody can say for certain which they are. */
function Unknown({ file }: { file: IncomingFile }) {
  const { t } = useTranslation('incoming');
  const rows = file.view.sheets.flatMap(({ name, unknown }) =>
    unknown.map((each) => ({ ...each, name })),
  );
  if (rows.length === 0) return null;
  return (
    <section data-kind="unknown" data-testid="incoming-unknown">
      <div className="incoming-kind">
        <h3>{t('kind.unknown')}</h3>
        <Text size="xs" c="var(--ts-muted)">
          {t('about.unknown')}
        </Text>
      </div>
      <ul className="incoming-rows">
        {rows.slice(0, LISTED).map(({ name, row, told, why }) => (
          <li key={`${name} ${row}`} className="incoming-told">
            <span>{t('unknownRow', { sheet: name, row })}</span>
            <bdi translate="no">{told}</bdi>
            <span className="ts-muted">
              {t(`unknown.${why}` as 'unknown.twice', { defaultValue: t('unknown.other') })}
            </span>
          </li>
        ))}
      </ul>
    </section>
  );
}
