/** Asks which entity reports the selected rows. */
import { Button, Group, NativeSelect, Stack } from '@mantine/core';
import type { EntityId, RowId } from '@tallystick/domain/cells/ids';
import { type FormEvent, useState } from 'react';
import { useAct } from '../look/use-act.ts';
import { useTranslation } from 'react-i18next';
import { sharedEntity } from '../lines/shared-entity.ts';
import { Dialog } from '../kit/dialog.tsx';
import { useWorkbook } from '../live/workbook/use-workbook.ts';
import { Notice } from '../kit/notice.tsx';
import { RefusalText } from '../kit/refusal-text.tsx';

type Props = { opened: boolean; onClose: () => void; rows: readonly string[]; title: string };

const NOBODY = '';

export function AssignDialog({ opened, onClose, rows, title }: Props) {
  return (
    <Dialog opened={opened} onClose={onClose} title={title}>
      <Form rows={rows} onClose={onClose} />
    </Dialog>
  );
}

function Form({ rows, onClose }: Pick<Props, 'rows' | 'onClose'>) {
  const { t } = useTranslation(['people', 'rows']);
  const { state, command } = useWorkbook();
  const shared = sharedEntity(state, rows);
  const [entity, setEntity] = useState<string>(typeof shared === 'object' ? shared.id : NOBODY);
  const { busy, refusal, run } = useAct();
  const assign = async (event: FormEvent) => {
    event.preventDefault();
    const to = entity === NOBODY ? null : (entity as EntityId);
    const outcome = await run(() =>
      command({ type: 'assign-rows', rows: [...rows] as RowId[], entity: to }),
    );
    if (outcome.ok) onClose();
  };
  const entities = [...state.entities.values()].toSorted((a, b) => a.name.localeCompare(b.name));
  return (
    <form noValidate onSubmit={(event) => void assign(event)}>
      <Stack gap={14}>
        <NativeSelect
          label={t('assign.rows', { count: rows.length })}
          value={entity}
          onChange={(event) => setEntity(event.currentTarget.value)}
          data-autofocus
          data-testid="assign-entity"
        >
          <option value={NOBODY}>{t('assign.clear')}</option>
          {entities.map(({ id, name }) => (
            <option key={id} value={id}>
              {name}
            </option>
          ))}
        </NativeSelect>
        {refusal && (
          <Notice tone="bad" role="alert">
            <RefusalText refusal={refusal} />
          </Notice>
        )}
        <Group justify="flex-end" gap={8}>
          <Button variant="default" onClick={onClose}>
            {t('rows:notAvailable.cancel')}
          </Button>
          <Button type="submit" loading={busy} data-testid="assign-confirm">
            {t('assign.confirm')}
          </Button>
        </Group>
      </Stack>
    </form>
  );
}
