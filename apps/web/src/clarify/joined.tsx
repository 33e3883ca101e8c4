/** That a clarification is answered together with others on its KPI, and the choice of what answers it, which is ITU's. */
import { Button, Group, Text } from '@mantine/core';
import { joinedUnder, rulingOn } from '@tallystick/domain/nouns/clarify/ruling';
import { may } from '@tallystick/domain/rights';
import type { Clarification, WorkbookState } from '@tallystick/domain/state';
import type { RulingView } from '@tallystick/protocol/views-clarification';
import { useTranslation } from 'react-i18next';
import { Notice } from '../kit/notice.tsx';
import { RefusalText } from '../kit/refusal-text.tsx';
import { useWorkbook } from '../live/workbook/use-workbook.ts';
import { useAct } from '../look/use-act.ts';
import { type Alike, JoinChoice } from './join-choice.tsx';
import { Ruling } from './ruling.tsx';

type Props = { clarification: Clarification; elsewhere: readonly RulingView[] };

export function Joined({ clarification, elsewhere }: Props) {
  const { t } = useTranslation('clarify');
  const { state, actor, command } = useWorkbook();
  const { busy, refusal, run } = useAct();
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
        {rules && alike.length === 0 && (
          <JoinChoice
            clarification={id}
            alike={alikeTo(state, { clarification, elsewhere })}
            send={command}
          />
        )}
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
function alikeTo(state: WorkbookState, { clarification, elsewhere }: Props): Alike[] {
  const here = [...state.clarifications.values()].filter(
    ({ id, kpi, under }) =>
      kpi === clarification.kpi && id !== clarification.id && under === undefined,
  );
  return [
    ...here.map(({ id, text }) => ({ under: id as string, text, isElsewhere: false })),
    ...elsewhere.map(({ id, text }) => ({ under: id, text, isElsewhere: true })),
  ];
}
