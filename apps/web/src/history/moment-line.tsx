/** One moment of a history: who, when, by which door, and what happened. */
import { Anchor, Text } from '@mantine/core';
import { isRefusalCode, refuse } from '@tallystick/domain/refusals';
import type { HistoryChange, Moment } from '@tallystick/protocol/views-history';
import { type ReactNode, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { filePath } from '../addresses/version-paths.ts';
import { Instant } from '../kit/instant.tsx';
import { useRefusalSentence } from '../kit/refusal-text.tsx';
import { StateMark } from '../kit/state-mark.tsx';
import { ChangeLine, ReadValue } from '../lines/change-line.tsx';
import { changesOf, type ChangeOf, type EditMoment } from './history-lines.ts';
import { useEventWords } from './event-words.ts';
import { type OverWhom, overKey } from './over-whom.ts';
import { rowName, type Told, useCellWords } from '../lines/told.ts';

/** Changes of one edit that are shown before the rest is asked for: a paste has hundreds. */
const FIRST = 5;
/** Characters of a hash that are shown; all of them are in its title. */
const HASH_SHOWN = 12;

export type MomentProps = {
  told: Told;
  moment: Moment;
  /** The edits that it tells: itself, or those of a file. */
  edits: readonly EditMoment[];
  /** The cell that the whole list is about; others are named. */
  cell?: string | undefined;
  /** The row that the whole list is about; cells are then named by their column alone. */
  row?: string | undefined;
  /** The moment that the sheet shows now. */
  current?: boolean;
  /** Draws what leads to a cell. */
  toCell: (cell: string, words: string) => ReactNode;
  /** More to do with a change. */
  changeActions?: ((moment: Moment, change: HistoryChange) => ReactNode) | undefined;
  /** Whose values were replaced in the list that this is of. */
  over?: OverWhom;
  children?: ReactNode;
};

/** What names a moment: refused drafts share the number of the entry before them. */
export function keyOf(moment: Moment): string {
  return moment.kind === 'refused' ? `r${moment.id}` : `${moment.number}`;
}

export function MomentLine(props: MomentProps) {
  const { moment, current, children } = props;
  return (
    <li
      className="history-line"
      data-kind={moment.kind}
      data-number={moment.number}
      aria-current={current ? 'true' : undefined}
      data-testid="history-moment"
    >
      <Head {...props} />
      <Body {...props} />
      {children}
    </li>
  );
}

function Head({ told, moment }: MomentProps) {
  const { t } = useTranslation('history');
  const { by, at, door } = moment;
  const name = by.name === '' ? told.personName(by.person) : by.name;
  return (
    <Text size="xs" c="var(--ts-muted)" component="div">
      <bdi translate="no" className="history-who">
        {name}
      </bdi>{' '}
      ·{' '}
      <bdi>
        <Instant at={at} />
      </bdi>
      {/* What is no edit is always a click somewhere: its way says nothing. */}
      {moment.kind !== 'event' && <> · {t(`door.${door}`, { defaultValue: t('door.other') })}</>}
    </Text>
  );
}

function Body(props: MomentProps) {
  const { moment } = props;
  switch (moment.kind) {
    case 'edit':
      return <Edited {...props} moment={moment} />;
    case 'event':
      return <Happened {...props} moment={moment} />;
    case 'refused':
      return <Refused {...props} moment={moment} />;
  }
}

const isOfRow = (cell: string, row: string): boolean => cell.startsWith(`${row}:`);

function CellName(props: MomentProps & { of: string }) {
  const { told, cell, row, toCell, of } = props;
  const wordsOf = useCellWords(told.catalogue);
  if (of === cell) return null;
  return (
    <Text size="sm" component="div">
      {toCell(of, wordsOf(of, row === undefined || !isOfRow(of, row)))}
    </Text>
  );
}

/** An edit; where it came from a file whose own line is not in the list, with the file. */
function Edited(props: MomentProps & { moment: EditMoment }) {
  const { t } = useTranslation('history');
  const { told, moment } = props;
  const { file } = moment;
  return (
    <>
      {file !== undefined && (
        <>
          <Text size="sm">{t('file.from', { name: file.name })}</Text>
          <FileLink workbook={told.id} {...file} />
        </>
      )}
      <Changes {...props} />
    </>
  );
}

function Changes(props: MomentProps) {
  const { t } = useTranslation('history');
  const { told, edits, changeActions } = props;
  const changes = changesOf(edits);
  const [whole, setWhole] = useState(false);
  const overName = ({ of, change: { cell } }: ChangeOf): string | undefined => {
    const author = props.over?.get(overKey(of, cell));
    return author && (author.name === '' ? told.personName(author.person) : author.name);
  };
  // An import changes hundreds of cells: what the list is about comes first, the rest is asked for.
  const isAbout = ({ change: { cell } }: ChangeOf): boolean => {
    if (props.cell !== undefined) return cell === props.cell;
    return props.row === undefined || isOfRow(cell, props.row);
  };
  const about = changes.filter(isAbout);
  const rest = changes.filter((change) => !isAbout(change));
  const shown = whole ? [...about, ...rest] : about.slice(0, FIRST);
  return (
    <>
      {shown.map((each) => {
        const { of, change } = each;
        return (
          <div key={`${of.number} ${change.cell}`} data-cell={change.cell}>
            <CellName {...props} of={change.cell} />
            <ChangeLine catalogue={told.catalogue} change={change} over={overName(each)} />
            {changeActions?.(of, change)}
          </div>
        );
      })}
      {shown.length < changes.length && (
        <Anchor component="button" type="button" size="sm" onClick={() => setWhole(true)}>
          {t('more', { count: changes.length - shown.length })}
        </Anchor>
      )}
    </>
  );
}

/** The file as it was handed in, with the beginning of its hash. */
function FileLink({ workbook, hash, name }: { workbook: string; hash: string; name: string }) {
  const { t } = useTranslation('history');
  return (
    <Text size="xs" c="var(--ts-muted)">
      <Anchor
        href={filePath(workbook, hash)}
        download={name}
        size="xs"
        aria-label={t('file.fetch', { name })}
        data-testid="file-of-line"
      >
        {t('file.word')}
      </Anchor>{' '}
      <bdi translate="no" dir="ltr" title={hash}>
        SHA-256 {hash.slice(0, HASH_SHOWN)}…
      </bdi>
    </Text>
  );
}

function Happened(props: MomentProps & { moment: Extract<Moment, { kind: 'event' }> }) {
  const { told, moment, row } = props;
  const wordsOf = useEventWords(told);
  const words = wordsOf(moment.event);
  return (
    <>
      {words.cell !== undefined && <CellName {...props} of={words.cell} />}
      {words.row !== undefined && words.row !== row && (
        <Text size="sm">{rowName(told.catalogue, words.row)}</Text>
      )}
      <Text size="sm">{words.sentence}</Text>
      {moment.event.type === 'file-imported' && (
        <FileLink workbook={told.id} hash={moment.event.file} name={moment.event.name} />
      )}
      {words.said !== undefined && (
        <Text size="sm" className="panel-said history-said" dir="auto">
          {words.said}
        </Text>
      )}
      <Changes {...props} />
    </>
  );
}

function Refused(props: MomentProps & { moment: Extract<Moment, { kind: 'refused' }> }) {
  const { t } = useTranslation('history');
  const { told, moment } = props;
  const { cell, code, detail, text } = moment;
  const say = useRefusalSentence();
  const refusal = isRefusalCode(code)
    ? refuse(code, detail === '' ? undefined : detail)
    : undefined;
  return (
    <>
      <CellName {...props} of={cell} />
      <div className="history-values">
        <StateMark tone="bad">{t('refused')}</StateMark>{' '}
        <ReadValue catalogue={told.catalogue} cell={cell} text={text} />
      </div>
      <Text size="xs" c="var(--ts-muted)">
        {refusal ? say(refusal) : detail}
      </Text>
    </>
  );
}
