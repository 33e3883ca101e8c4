/** ITU's choice of what answers a clarification together with others: another question on its KPI, or a ruling. */
import { Button, NativeSelect } from '@mantine/core';
import type { ClarificationId } from '@tallystick/domain/cells/ids';
import type { Command } from '@tallystick/domain/commands';
import type { Outcome } from '@tallystick/domain/refusals';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { PanelForm } from '../kit/panel-form.tsx';

/** `isElsewhere`: a ruling for every city that was made in another workbook. */
export type Alike = { under: string; text: string; isElsewhere: boolean };

type Props = {
  clarification: ClarificationId;
  alike: readonly Alike[];
  send: (command: Command) => Promise<Outcome<unknown>>;
};

export function JoinChoice(props: Props) {
  const { t } = useTranslation('clarify');
  const [isChoosing, setChoosing] = useState(false);
  if (props.alike.length === 0) return null;
  if (isChoosing) return <Choice {...props} done={() => setChoosing(false)} />;
  return (
    <div>
      <Button
        size="compact-sm"
        variant="subtle"
        onClick={() => setChoosing(true)}
        data-testid="clarification-join"
      >
        {t('joined.open')}
      </Button>
    </div>
  );
}

function Choice({ clarification, alike, send, done }: Props & { done: () => void }) {
  const { t } = useTranslation('clarify');
  const [under, setUnder] = useState(alike[0]?.under ?? '');
  const join = async () => {
    const outcome = await send({ type: 'join-clarification', clarification, under });
    if (outcome.ok) done();
    return outcome;
  };
  return (
    <PanelForm act={join} onCancel={done} verb={t('joined.send')} testId="join-send">
      <NativeSelect
        size="xs"
        label={t('joined.with')}
        description={t('joined.about')}
        value={under}
        onChange={(event) => setUnder(event.currentTarget.value)}
        data={alike.map(({ under: value, text, isElsewhere }) => ({
          value,
          label: isElsewhere ? t('joined.elsewhere', { text }) : text,
        }))}
        data-testid="join-under"
      />
    </PanelForm>
  );
}
