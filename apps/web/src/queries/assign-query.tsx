/** The form that says anew who looks after a query, and whose answer is waited for until when. */
import { Button, Group, Stack } from '@mantine/core';
import type { Query } from '@tallystick/domain/nouns/query';
import { type FormEvent, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Notice } from '../kit/notice.tsx';
import { RefusalText } from '../kit/refusal-text.tsx';
import { useWorkbook } from '../live/workbook/use-workbook.ts';
import { intoView } from '../look/into-view.ts';
import { useAct } from '../look/use-act.ts';
import { draftOf, KeepingFields, keepingOf } from './keeping-fields.tsx';

export function AssignQuery({ query, done }: { query: Query; done: () => void }) {
  const { t } = useTranslation('queries');
  const { state, command } = useWorkbook();
  const [draft, setDraft] = useState(() => draftOf(query, state.zone));
  const { busy, refusal, run } = useAct();
  const assign = async (event: FormEvent) => {
    event.preventDefault();
    const keeping = keepingOf(draft, state.zone);
    const outcome = await run(() => command({ type: 'assign-query', query: query.id, ...keeping }));
    if (outcome.ok) done();
  };
  return (
    <form noValidate onSubmit={(event) => void assign(event)}>
      <Stack gap={8} ref={intoView}>
        <KeepingFields row={query.row} draft={draft} onChange={setDraft} />
        {refusal && (
          <Notice tone="bad" role="alert">
            <RefusalText refusal={refusal} />
          </Notice>
        )}
        <Group justify="flex-end" gap={8}>
          <Button size="xs" variant="default" onClick={done}>
            {t('cancel')}
          </Button>
          <Button type="submit" size="xs" loading={busy} data-testid="query-assign-send">
            {t('save')}
          </Button>
        </Group>
      </Stack>
    </form>
  );
}
