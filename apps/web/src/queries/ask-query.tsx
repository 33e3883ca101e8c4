/** The box in which the audit side asks the city on a row. */
import { Button, TextInput } from '@mantine/core';
import { IconHelpCircle } from '@tabler/icons-react';
import type { QueryId, RowId } from '@tallystick/domain/cells/ids';
import { TEXT_LIMITS } from '@tallystick/domain/cells/text-limits';
import { useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { newId } from '../kit/new-id.ts';
import { begunText } from '../live/kept/begun-texts.ts';
import { useWorkbook } from '../live/workbook/use-workbook.ts';
import { KeepingFields, keepingOf, NOBODY_YET } from './keeping-fields.tsx';
import { SaidBox } from './said-box.tsx';

/** Names an unsent question of a row. */
export const askAbout = (row: string): string => `${row} query`;

/** `isAsked`: by a key or button elsewhere; `taken`: once the box is open. */
type Props = { row: RowId; isAsked?: boolean; taken?: () => void };

export function AskQuery({ row, isAsked = false, taken }: Props) {
  const { t } = useTranslation('queries');
  const { id, view, state, command } = useWorkbook();
  // A question that was begun stands where it was left.
  const [isOpen, setOpen] = useState(
    () => begunText(view.me.person, `${id} ${askAbout(row)}`) !== '',
  );
  const [issue, setIssue] = useState('');
  const [draft, setDraft] = useState(() => ({ ...NOBODY_YET, assignee: view.me.person as string }));
  // A box that is open already is drawn anew: what was begun for it elsewhere is then in it, and the keyboard too.
  const [times, setTimes] = useState(0);
  const [wasAsked, setWasAsked] = useState(false);
  if (isAsked !== wasAsked) {
    setWasAsked(isAsked);
    if (isAsked) {
      setOpen(true);
      setTimes(times + 1);
    }
  }
  useEffect(() => {
    if (isAsked) taken?.();
  }, [isAsked, taken]);
  if (!isOpen)
    return (
      <div>
        <Button
          size="compact-sm"
          variant="default"
          leftSection={<IconHelpCircle size={14} aria-hidden />}
          onClick={() => setOpen(true)}
          data-testid="query-ask"
        >
          {t('ask')}
        </Button>
      </div>
    );
  return (
    <SaidBox
      key={times}
      about={askAbout(row)}
      label={t('question')}
      action={t('send')}
      testId="query-ask"
      done={() => setOpen(false)}
      send={(said) =>
        command({
          type: 'ask-query',
          query: newId('q') as QueryId,
          row,
          ...said,
          issue: issue.trim(),
          ...keepingOf(draft, state.zone),
        })
      }
    >
      <TextInput
        size="xs"
        label={t('issue')}
        description={t('issueAbout')}
        value={issue}
        onChange={(event) => setIssue(event.currentTarget.value)}
        maxLength={TEXT_LIMITS.issue}
        data-testid="query-issue"
      />
      <KeepingFields row={row} draft={draft} onChange={setDraft} />
    </SaidBox>
  );
}
