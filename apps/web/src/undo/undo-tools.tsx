/** Undo and redo in the line above the sheet, with what they would take back. */
import { ActionIcon, Tooltip } from '@mantine/core';
import { IconArrowBackUp, IconArrowForwardUp } from '@tabler/icons-react';
import { memo, useCallback, useId, useSyncExternalStore } from 'react';
import { useTranslation } from 'react-i18next';
import type { Direction } from '../live/cells/gestures.ts';
import { useWorkbook } from '../live/workbook/use-workbook.ts';
import { LaterDialog } from './later-dialog.tsx';
import { gestureWords } from './undo-words.ts';
import { useTurning } from './use-turning.ts';
import { useUndoKeys } from './use-undo-keys.ts';
import './undo.css';

const ICONS = { undo: IconArrowBackUp, redo: IconArrowForwardUp } as const;

/** Held: a step to another cell draws the tools around it anew, and not these. */
export const UndoTools = memo(function UndoTools() {
  const { turn, finish, asking, cancel, said } = useTurning();
  useUndoKeys(turn);
  return (
    <>
      <TurnButton direction="undo" turn={turn} />
      <TurnButton direction="redo" turn={turn} />
      <div className="ts-hidden" role="status">
        {said}
      </div>
      {asking && (
        <LaterDialog
          asking={asking}
          finish={(over) => finish(asking.direction, over)}
          cancel={cancel}
        />
      )}
    </>
  );
});

function TurnButton(props: { direction: Direction; turn: (direction: Direction) => void }) {
  const { direction, turn } = props;
  const { t } = useTranslation('undo');
  // Renders again when the workbook is locked or opened: then what can be turned is another.
  const { cells } = useWorkbook();
  const { gestures } = cells;
  const reasonId = useId();
  const next = useSyncExternalStore(
    gestures.subscribe,
    useCallback(() => gestures.next(direction), [gestures, direction]),
  );
  const Icon = ICONS[direction];
  const what = next && gestureWords(t, { kind: next.kind, count: next.steps.length });
  const nothing = t(direction === 'undo' ? 'nothingToUndo' : 'nothingToRedo');
  const label = what ? t(`${direction}What`, { what }) : nothing;
  const held = next && cells.heldBack(direction);
  const reason = held && t('held');
  const isOff = next === undefined || held !== undefined;
  return (
    <Tooltip
      label={reason === undefined ? label : `${label}. ${reason}`}
      openDelay={400}
      multiline={reason !== undefined}
      maw={340}
    >
      <ActionIcon
        variant="subtle"
        color="gray"
        size="md"
        className="ts-turn"
        aria-label={label}
        // Not `disabled`: the focus would be thrown out of the line as the last gesture is taken back.
        aria-disabled={isOff}
        aria-describedby={reason === undefined ? undefined : reasonId}
        {...(isOff ? { 'data-disabled': true } : {})}
        onClick={() => !isOff && turn(direction)}
        data-testid={direction}
      >
        <Icon size={18} aria-hidden className="ts-mirrored" />
        {reason !== undefined && (
          <span hidden id={reasonId}>
            {reason}
          </span>
        )}
      </ActionIcon>
    </Tooltip>
  );
}
