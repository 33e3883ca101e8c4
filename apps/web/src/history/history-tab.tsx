/**
 * The history of the cell in focus, or of its row: what stood there, who typed it, what was said, and the way back to a
 * value.
 */
import { Anchor, Button, Group, SegmentedControl, Stack, Text } from '@mantine/core';
import { cellSpec } from '@tallystick/domain/cells/cell-spec';
import type { Refusal } from '@tallystick/domain/refusals';
import type { HistoryChange, Moment } from '@tallystick/protocol/views-history';
import { IconClockPlay, IconRestore } from '@tabler/icons-react';
import { type ReactNode, useMemo, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useSheetSource, useWorkbook } from '../live/workbook/use-workbook.ts';
import { useCellTexts, useSaveStatus } from '../live/workbook/cell-texts.ts';
import { Notice } from '../kit/notice.tsx';
import { useRefusalSentence } from '../kit/refusal-text.tsx';
import { focusOf, type Subject } from '../lines/subject.ts';
import { follow } from '../addresses/routes.ts';
import './history.css';
import { HistoryList } from './history-list.tsx';
import { MomentLine } from './moment-line.tsx';
import { historyPath } from '../addresses/workbook-paths.ts';
import { type Told, withNames } from '../lines/told.ts';
import { useHistory } from './use-history.ts';

/** Columns whose cells can have a history, the row's own ones. */
const COLUMNS = ['value', 'numerator', 'denominator', 'further', 'unit', 'year', 'override'];
const ABOUT = ['quality', 'origin', 'source', 'notes'];

/** The workbook as the record speaks of it. */
export function useTold(): Told {
  const { id, catalogue, state, nameOf } = useWorkbook();
  return useMemo(
    () => ({
      id,
      catalogue,
      zone: state.zone,
      personName: nameOf,
      entityName: (entity) =>
        (state.entities.get(entity as never) ?? state.formerEntities.get(entity as never))?.name ??
        entity,
    }),
    [id, catalogue, nameOf, state],
  );
}

/** A text that changes when something happened in the row that its history would tell. */
function useMark(subject: Subject): string {
  const { view, cells } = useWorkbook();
  const own = [...COLUMNS, ...ABOUT].map((column) => `${subject.row.row}:${column}`);
  const watched = subject.home === undefined ? own : [...own, subject.home];
  const texts = useCellTexts(watched);
  const draft = subject.home === undefined ? undefined : cells.draft(subject.home);
  return JSON.stringify([view.head, [...texts], draft?.at]);
}

export function HistoryTab({ subject }: { subject: Subject }) {
  const { t } = useTranslation('history');
  const { id, setFocus } = useWorkbook();
  const told = useTold();
  const row = subject.row.row;
  const cell = subject.home ?? subject.cell;
  const [scope, setScope] = useState<'cell' | 'row'>('cell');
  const isSaving = useSaveStatus(subject.home) === 'saving';
  // A result is typed by nobody: what it comes from is the row's history.
  const isOfRow = scope === 'row' || subject.home === undefined;
  const history = useHistory(id, isOfRow ? { row } : { cell }, useMark(subject), isSaving);
  const named = withNames(told, history.people);
  const toCell = (of: string, words: string): ReactNode => (
    <Anchor
      component="button"
      type="button"
      size="sm"
      ta="start"
      onClick={() => setFocus(focusOf(of) ?? null)}
    >
      {words}
    </Anchor>
  );
  return (
    <Stack gap={12} data-testid="history-tab">
      <Group justify="space-between" gap={8}>
        {subject.home !== undefined && (
          <SegmentedControl
            size="xs"
            value={scope}
            onChange={(value) => setScope(value === 'row' ? 'row' : 'cell')}
            aria-label={t('scope.label')}
            data={[
              { value: 'cell', label: t('scope.cell') },
              { value: 'row', label: t('scope.row') },
            ]}
            data-testid="history-scope"
          />
        )}
        <Anchor
          href={historyPath(id, undefined, { row })}
          onClick={follow}
          size="sm"
          data-testid="history-whole"
        >
          {t('onPage')}
        </Anchor>
      </Group>
      <HistoryList
        history={history}
        label={t(isOfRow ? 'labelRow' : 'labelCell')}
        empty={t(isOfRow ? 'noneRow' : 'noneCell')}
        draw={({ moment, edits }, over) => (
          <MomentLine
            told={named}
            moment={moment}
            edits={edits}
            over={over}
            cell={isOfRow ? undefined : cell}
            row={row}
            toCell={toCell}
            changeActions={(of, change) => <Restore moment={of} change={change} />}
          >
            {moment.kind !== 'refused' && (
              <Anchor
                href={historyPath(id, moment.number, isOfRow ? { row } : { cell })}
                onClick={follow}
                size="xs"
                className="history-then"
                data-testid="history-then"
              >
                <IconClockPlay size={13} aria-hidden /> {t('then')}
              </Anchor>
            )}
          </MomentLine>
        )}
      />
    </Stack>
  );
}

/** Puts a value back that stood in a cell, as an ordinary edit; where this cannot be, it says why. */
function Restore({ moment, change }: { moment: Moment; change: HistoryChange }) {
  const { t } = useTranslation('history');
  const { cells, catalogue } = useWorkbook();
  const source = useSheetSource();
  const say = useRefusalSentence();
  const { cell } = change;
  const text = change.attempted === undefined ? change.after : change.attempted;
  const standing = useCellTexts([cell]).get(cell) ?? null;
  // Not `useAct`: the cell store answers at once, and there is nothing to wait for.
  const [refused, setRefused] = useState<Refusal>();
  const refusal = source.mayEdit?.(cell);
  if (cellSpec(catalogue, cell) === undefined) return null;
  if (standing === text) {
    return (
      <Text size="xs" c="var(--ts-muted)">
        {t('standing')}
      </Text>
    );
  }
  const why = refusal && say(refusal);
  return (
    <>
      <Button
        size="compact-xs"
        variant="default"
        leftSection={<IconRestore size={13} aria-hidden />}
        aria-disabled={refusal !== undefined}
        data-disabled={refusal !== undefined}
        title={why ?? t('restoreAbout')}
        onClick={() => {
          if (refusal) return;
          const outcome = cells.restore(cell, text);
          setRefused(outcome.ok ? undefined : outcome.refusal);
        }}
        data-testid={`restore-${moment.number}`}
      >
        {t(text === null ? 'restoreEmpty' : 'restore')}
        {why !== undefined && <span className="panel-hidden">. {why}</span>}
      </Button>
      {refused && (
        <Notice tone="bad" role="alert">
          {say(refused)}
        </Notice>
      )}
    </>
  );
}
