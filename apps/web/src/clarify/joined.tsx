/** That a clarification is answered together with others on its KPI, and the choice of what answers it, which is ITU's. */
import { Button, Group, NativeSelect, Text } from '@mantine/core';
import { joinedUnder, rulingOn } from '@tallystick/domain/nouns/clarify/ruling';
import { may } from '@tallystick/domain/rights';
import type { Clarification } from '@tallystick/domain/state';
import type { RulingView } from '@tallystick/protocol/views-clarification';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Notice } from '../kit/notice.tsx';
import { PanelForm } from '../kit/panel-form.tsx';
import { RefusalText } from '../kit/refusal-text.tsx';
import { useWorkbook } from '../live/workbook/use-workbook.ts';
import { useAct } from '../look/use-act.ts';
import { Ruling } from './ruling.tsx';

type Props = { clarification: Clarification; elsewhere: readonly RulingView[] };

export function Joined({ clarification, elsewhere }: Props) {
  const { t } = useTranslation('clarify');
  const { state, actor, command } = useWorkbook();
  const { busy, refusal, run } = useAct();
  const [isChoosing, setChoosing] = useState(false);
  const { id, under } = clarification;
  const alike = joinedUnder(state, id);
  const rules = may(actor, 'rule', { state }) === undefined;
  const part = () =>
    run(() => command({ type: 'join-clarification', clarification: id, under: null }));
  if (under === undefined)
    return (
      <>
        {alike.length > 0 && (
          <Text size="xs" c="var(--ts-muted)" data-testid="clarification-leads">
            {t('joined.leads', { count: alike.length })}
          </Text>
        )}
        {rules && alike.length === 0 && !isChoosing && (
          <JoinButton of={{ clarification, elsewhere }} choose={() => setChoosing(true)} />
        )}
        {isChoosing && <Choice of={{ clarification, elsewhere }} done={() => setChoosing(false)} />}
      </>
    );
  const there = elsewhere.find((each) => each.id === under);
  const ruling = rulingOn(state, clarification) ?? (there && { ...there, scope: 'all' as const });
  const isGone = ruling === undefined && !state.clarifications.has(under as never);
  return (
    <>
      <Text size="xs" c="var(--ts-muted)" data-testid="clarification-joined">
        {t(isGone ? 'joined.gone' : 'joined.under')}
      </Text>
      {ruling && <Ruling text={ruling.text} at={ruling.at} scope={ruling.scope} />}
      {rules && (
        <Group gap={4}>
          <Button
            size="compact-sm"
            variant="subtle"
            loading={busy}
            onClick={() => void part()}
            data-testid="clarification-part"
          >
            {t('joined.part')}
          </Button>
        </Group>
      )}
      {refusal && (
        <Notice tone="bad" role="alert">
          <RefusalText refusal={refusal} />
        </Notice>
      )}
    </>
  );
}

/** What could answer it: the other questions on the KPI here, and rulings for every city that were made elsewhere. */
function useChoices({ clarification, elsewhere }: Props): { value: string; label: string }[] {
  const { t } = useTranslation('clarify');
  const { state } = useWorkbook();
  const here = [...state.clarifications.values()].filter(
    ({ id, kpi, under }) =>
      kpi === clarification.kpi && id !== clarification.id && under === undefined,
  );
  return [
    ...here.map(({ id, text }) => ({ value: id as string, label: text })),
    ...elsewhere.map(({ id, text }) => ({ value: id, label: t('joined.elsewhere', { text }) })),
  ];
}

function JoinButton({ of, choose }: { of: Props; choose: () => void }) {
  const { t } = useTranslation('clarify');
  if (useChoices(of).length === 0) return null;
  return (
    <div>
      <Button size="compact-sm" variant="subtle" onClick={choose} data-testid="clarification-join">
        {t('joined.open')}
      </Button>
    </div>
  );
}

function Choice({ of, done }: { of: Props; done: () => void }) {
  const { t } = useTranslation('clarify');
  const { command } = useWorkbook();
  const choices = useChoices(of);
  const [under, setUnder] = useState(choices[0]?.value ?? '');
  const join = async () => {
    const { id: clarification } = of.clarification;
    const outcome = await command({ type: 'join-clarification', clarification, under });
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
        data={choices}
        data-testid="join-under"
      />
    </PanelForm>
  );
}
