/** Asks at the cell why a data point is not verified; one reason serves all rows that were answered with no together. */
import { Button, Group, Text, Textarea } from '@mantine/core';
import type { RowId } from '@tallystick/domain/cells/ids';
import type { Refusal } from '@tallystick/domain/refusals';
import { TEXT_LIMITS } from '@tallystick/domain/cells/text-limits';
import { type KeyboardEvent, useEffect, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useBegunText } from '../live/workbook/use-begun-text.ts';
import { RefusalText } from '../kit/refusal-text.tsx';
import type { Judging } from '../lines/judging.ts';

type Props = {
  judging: Judging;
  row: RowId;
  /** The reason was given, or the no was taken back. */
  done: (given: boolean) => void;
};

export function ReasonBox({ judging, row, done }: Props) {
  const { t } = useTranslation('panel');
  const [note, setNote] = useBegunText(`${row} verdict`);
  // Not `useAct`: the reason is taken or refused here and at once, and there is nothing to wait for.
  const [refusal, setRefusal] = useState<Refusal>();
  const field = useRef<HTMLTextAreaElement>(null);
  const rows = judging.unreasonedWith(row);
  useEffect(() => field.current?.focus(), []);
  const give = (): void => {
    const outcome = judging.giveReason(rows, note);
    setRefusal(outcome.ok ? undefined : outcome.refusal);
    if (!outcome.ok) return;
    setNote('');
    done(true);
  };
  const pressed = (event: KeyboardEvent): void => {
    if (event.key !== 'Enter' || event.nativeEvent.isComposing) return;
    if (event.shiftKey || event.altKey) return;
    event.preventDefault();
    give();
  };
  const drop = (): void => {
    for (const each of rows) judging.discard(each);
    done(false);
  };
  return (
    <>
      {rows.length > 1 && <Text size="sm">{t('reason.rows', { count: rows.length })}</Text>}
      <Textarea
        ref={field}
        size="xs"
        label={t('reason.why')}
        description={t('reason.keys')}
        value={note}
        maxLength={TEXT_LIMITS.verificationNote}
        onChange={(event) => setNote(event.currentTarget.value)}
        onKeyDown={pressed}
        autosize
        minRows={2}
        maxRows={6}
        data-testid="reason-text"
      />
      {refusal && (
        <div role="alert">
          <RefusalText refusal={refusal} />
        </div>
      )}
      <Group gap={6} mt={8}>
        <Button size="compact-sm" onClick={give} data-testid="reason-give">
          {t('verification.setNo')}
        </Button>
        <Button size="compact-sm" variant="default" onClick={drop} data-testid="reason-drop">
          {t('reason.drop')}
        </Button>
      </Group>
    </>
  );
}
