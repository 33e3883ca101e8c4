/** Over the sheet while a file is handed in: how far it is, why it cannot be read, and what is to be decided of it. */
import { Button, CloseButton, Group, Progress, Select, Text, VisuallyHidden } from '@mantine/core';
import { IconFileSpreadsheet } from '@tabler/icons-react';
import { useId, useMemo, useRef } from 'react';
import { useTranslation } from 'react-i18next';
import { Notice } from '../kit/notice.tsx';
import { sayDone } from '../kit/say-done.tsx';
import { RefusalText } from '../kit/refusal-text.tsx';
import { countsOf, type IncomingFile } from '../live/cells/incoming-file.ts';
import { type Handing, incomingTo } from '../live/workbook/incoming.ts';
import { useWorkbook } from '../live/workbook/use-workbook.ts';
import { useAct } from '../look/use-act.ts';
import { Splitter } from '../look/edge/splitter.tsx';
import { IncomingList } from './incoming-list.tsx';
import { LIST, useListHeight } from './list-height.ts';
import { useFileNews, useHanding } from './use-incoming.ts';
import './incoming.css';

export function IncomingRibbon() {
  const handing = useHanding();
  if (handing.is === 'nothing') return null;
  return <Ribbon handing={handing} />;
}

function Ribbon({ handing }: { handing: Exclude<Handing, { is: 'nothing' }> }) {
  const { t } = useTranslation('incoming');
  const { cells } = useWorkbook();
  const putAside = () => incomingTo(cells).putAside();
  return (
    <section
      className="incoming-ribbon"
      aria-label={t('ribbon')}
      data-area="incoming"
      data-testid="incoming-ribbon"
    >
      <Heard file={handing.is === 'open' ? handing.file : undefined} />
      {handing.is === 'open' ? (
        <Open file={handing.file} putAside={putAside} />
      ) : (
        <div className="incoming-head">
          <IconFileSpreadsheet size={18} aria-hidden />
          <div className="incoming-words">
            <strong>
              <bdi translate="no">{handing.name}</bdi>
            </strong>
            {handing.is === 'sent' && <Sent part={handing.part} />}
            {handing.is === 'gone' && (
              <Notice tone="warn" role="status" testId="incoming-gone">
                {t('gone')}
              </Notice>
            )}
            {handing.is === 'refused' && (
              <Notice tone="bad" role="alert" testId="incoming-refused">
                <RefusalText refusal={handing.refusal} />
              </Notice>
            )}
          </div>
          <CloseButton
            onClick={putAside}
            aria-label={t(handing.is === 'sent' ? 'stop' : 'close')}
            data-testid="incoming-close"
          />
        </div>
      )}
    </section>
  );
}

/** Kinds that a person hears of, in the order of the counts. */
const TOLD = ['theirs', 'conflict', 'unreadable', 'not-yours', 'locked'] as const;

const unknownIn = ({ view }: IncomingFile): number =>
  view.sheets.reduce((sum, sheet) => sum + sheet.unknown.length, 0);

/** Says once that the comparison is there and what came of it: who does not see the screen would wait on. */
function Heard({ file }: { file: IncomingFile | undefined }) {
  const { t } = useTranslation('incoming');
  const words = useMemo(() => {
    if (file === undefined) return '';
    const counts = countsOf(file.lines());
    const told = TOLD.filter((kind) => counts[kind] > 0);
    const words = told.map((kind) => t(`count.${kind}`, { count: counts[kind] }));
    const [unknown, absent] = [unknownIn(file), file.view.absent.length];
    if (unknown > 0) words.push(t('count.unknown', { count: unknown }));
    if (absent > 0) words.push(t('count.absent', { count: absent }));
    const notes = file.notes().length + file.view.moreNotes;
    if (notes > 0) words.push(t('count.note', { count: notes }));
    return words.length === 0 ? t('count.nothing') : words.join(', ');
  }, [file, t]);
  return (
    <VisuallyHidden role="status" data-testid="incoming-heard">
      {words}
    </VisuallyHidden>
  );
}

function Sent({ part }: { part: number }) {
  const { t } = useTranslation('incoming');
  const isRead = part >= 1;
  return (
    <>
      <Text size="sm" role="status">
        {t(isRead ? 'reading' : 'sending')}
      </Text>
      <Progress value={part * 100} animated={isRead} aria-label={t('sending')} size="sm" />
    </>
  );
}

type OpenProps = { file: IncomingFile; putAside: () => void };

function Open({ file, putAside }: OpenProps) {
  const { t } = useTranslation('incoming');
  useFileNews(file);
  const list = useListHeight();
  const listed = useRef<HTMLDivElement>(null);
  const listId = useId();
  const lines = file.lines();
  const counts = countsOf(lines);
  const chosen = lines.filter(({ takes }) => takes).length;
  const { view } = file;
  const unknown = unknownIn(file);
  const absent = view.absent.length;
  const notes = file.notes().length + view.moreNotes;
  const told = TOLD.filter((kind) => counts[kind] > 0);
  return (
    <>
      <div className="incoming-head">
        <IconFileSpreadsheet size={18} aria-hidden />
        <div className="incoming-words">
          <strong>
            <bdi translate="no">{view.file.name}</bdi>
          </strong>
          <Text size="xs" c="var(--ts-muted)" component="span">
            {t(view.origin?.isHere ? 'from.here' : view.origin ? 'from.elsewhere' : 'from.nowhere')}
            {view.leftOut.includes('macros') && ` ${t('macros')}`}
          </Text>
          <ul className="incoming-counts" aria-label={t('counts')} data-testid="incoming-counts">
            {told.map((kind) => (
              <li key={kind} data-kind={kind}>
                {t(`count.${kind}`, { count: counts[kind] })}
              </li>
            ))}
            {unknown > 0 && <li data-kind="unknown">{t('count.unknown', { count: unknown })}</li>}
            {absent > 0 && <li data-kind="absent">{t('count.absent', { count: absent })}</li>}
            {notes > 0 && <li data-kind="note">{t('count.note', { count: notes })}</li>}
            {counts.done > 0 && <li data-kind="done">{t('done', { count: counts.done })}</li>}
            {told.length + unknown + absent + notes + counts.done === 0 && (
              <li>{t('count.nothing')}</li>
            )}
          </ul>
        </div>
        <Group gap={6} wrap="wrap" className="incoming-acts">
          <Sheets file={file} />
          <Button
            size="compact-sm"
            variant="default"
            aria-expanded={list.open}
            aria-controls={listId}
            onClick={() => list.setOpen(!list.open)}
            data-testid="incoming-list-toggle"
          >
            {t(list.open ? 'hideList' : 'showList')}
          </Button>
          <TakeOver file={file} chosen={chosen} left={counts.theirs + counts.conflict} />
          <CloseButton onClick={putAside} aria-label={t('close')} data-testid="incoming-close" />
        </Group>
      </div>
      <div
        id={listId}
        ref={listed}
        hidden={!list.open}
        className="incoming-listed"
        style={{ maxBlockSize: list.size }}
      >
        {list.open && <IncomingList file={file} lines={lines} />}
      </div>
      {list.open && (
        <Splitter
          part="above"
          size={list.size}
          setSize={list.setSize}
          bounds={LIST}
          label={t('listHeight')}
          testId="incoming-splitter"
          taken={() => listed.current?.clientHeight}
        />
      )}
    </>
  );
}

/** Of several sheets with the same rows one is chosen. */
function Sheets({ file }: { file: IncomingFile }) {
  const { t } = useTranslation('incoming');
  const { sheets } = file.view;
  const among = sheets.flatMap(({ instead, name }, i) =>
    instead.length > 0 ? [{ value: String(i), label: name }] : [],
  );
  if (among.length === 0) return null;
  return (
    <Select
      size="xs"
      label={t('sheets', { total: among.length })}
      data={among}
      value={String(file.sheet)}
      allowDeselect={false}
      onChange={(value) => value !== null && file.useSheet(Number(value))}
      data-testid="incoming-sheet"
    />
  );
}

/** `left`: how many could be taken over, chosen or not. */
type TakeProps = { file: IncomingFile; chosen: number; left: number };

function TakeOver({ file, chosen, left }: TakeProps) {
  const { t } = useTranslation('incoming');
  const { command, cells } = useWorkbook();
  const { busy, refusal, run } = useAct();
  const isNothing = chosen === 0;
  const take = async (): Promise<void> => {
    if (isNothing) return;
    const { cells: texts, seen } = file.taken();
    const hash = file.view.file.hash;
    const outcome = await run(() =>
      command({ type: 'import-file', file: hash, cells: texts, seen }),
    );
    if (!outcome.ok) return;
    const steps = Object.entries(texts).map(([cell, after]) => ({
      cell,
      before: seen[cell as keyof typeof seen] ?? null,
      after,
    }));
    cells.gestures.did('import', steps);
    sayDone({
      id: 'taken-over',
      title: t('takenTitle'),
      close: t('close'),
      message: t('taken', {
        count: steps.length,
        name: file.view.file.name,
      }),
    });
  };
  return (
    <>
      <Button
        size="compact-sm"
        loading={busy}
        // Not `disabled`: the keyboard stays where it was pressed, and hears why there is nothing more to press.
        aria-disabled={isNothing}
        {...(isNothing ? { 'data-disabled': true } : {})}
        onClick={() => void take()}
        data-testid="take-over"
      >
        {isNothing ? t(left > 0 ? 'noneChosen' : 'noneLeft') : t('takeOver', { count: chosen })}
      </Button>
      {refusal && (
        <Notice tone="bad" role="alert" testId="take-over-refused">
          {refusal.code === 'overtaken' ? (
            <Text size="sm">{t('overtaken')}</Text>
          ) : (
            <RefusalText refusal={refusal} />
          )}
        </Notice>
      )}
    </>
  );
}
