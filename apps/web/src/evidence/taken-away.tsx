/** What the reader took away just now, with the way back: a slip of the finger must not cost a file. */
import { Button, Group, Text } from '@mantine/core';
import type { EvidenceId } from '@tallystick/domain/cells/ids';
import type { Evidence } from '@tallystick/domain/nouns/evidence/evidence';
import type { WorkbookState } from '@tallystick/domain/state';
import { useTranslation } from 'react-i18next';
import { newId } from '../kit/new-id.ts';
import { RefusalText } from '../kit/refusal-text.tsx';
import { useWorkbook } from '../live/workbook/use-workbook.ts';
import { useAct } from '../look/use-act.ts';

/** Milliseconds for which it is offered: who comes back to a row later looks into its history. */
const OFFERED_MS = 10 * 60_000;

/** Those of a row that somebody took away a little while ago, and that do not stand there again. */
export function takenAway(
  { evidence }: Pick<WorkbookState, 'evidence'>,
  { row, person, now }: { row: string; person: string; now: number },
): Evidence[] {
  const ofRow = [...evidence.values()].filter(
    (each) => each.row === row && each.query === undefined,
  );
  const isBack = ({ file, link }: Evidence): boolean =>
    ofRow.some((each) => each.detached === null && each.file === file && each.link === link);
  return ofRow.filter((each) => {
    const { detached } = each;
    const isMine = detached !== null && detached.by === person && detached.at > now - OFFERED_MS;
    return isMine && !isBack(each);
  });
}

export function TakenAway({ item }: { item: Evidence }) {
  const { t } = useTranslation('evidence');
  const { command } = useWorkbook();
  const { busy, refusal, run } = useAct();
  const { row, cell, file, name, link, note } = item;
  const putBack = () =>
    run(() => {
      const body = file === null ? { link: link ?? '' } : { file, name };
      const evidence = newId('ev') as EvidenceId;
      return command({ type: 'attach-evidence', evidence, row, cell, ...body, note });
    });
  return (
    <li data-testid="evidence-gone">
      <Group gap={8} wrap="nowrap" justify="space-between">
        <Text size="xs" c="var(--ts-muted)" className="evidence-name" dir="auto">
          {t('gone', { name: link ?? name })}
        </Text>
        <Button
          size="compact-xs"
          variant="subtle"
          loading={busy}
          onClick={() => void putBack()}
          data-testid="evidence-put-back"
        >
          {t('putBack')}
        </Button>
      </Group>
      {refusal && (
        <div role="alert">
          <RefusalText refusal={refusal} />
        </div>
      )}
    </li>
  );
}
