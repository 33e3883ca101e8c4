/** The form that says anew who looks after a query, and whose answer is waited for until when. */
import type { Query } from '@tallystick/domain/nouns/query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { PanelForm } from '../kit/panel-form.tsx';
import { useWorkbook } from '../live/workbook/use-workbook.ts';
import { draftOf, KeepingFields, keepingOf } from './keeping-fields.tsx';

export function AssignQuery({ query, done }: { query: Query; done: () => void }) {
  const { t } = useTranslation('queries');
  const { state, command } = useWorkbook();
  const [draft, setDraft] = useState(() => draftOf(query, state.zone));
  const assign = async () => {
    const keeping = keepingOf(draft, state.zone);
    const outcome = await command({ type: 'assign-query', query: query.id, ...keeping });
    if (outcome.ok) done();
    return outcome;
  };
  return (
    <PanelForm act={assign} onCancel={done} verb={t('save')} testId="query-assign-send">
      <KeepingFields row={query.row} draft={draft} onChange={setDraft} />
    </PanelForm>
  );
}
