/** Over the sheet of a locked workbook: what somebody proposes to open, and the answer of whoever decides it. */
import { Button, Group, Text } from '@mantine/core';
import { decidingRefusal } from '@tallystick/domain/nouns/sign-off/proposal';
import {
  type ReopeningProposal,
  waitingProposals,
} from '@tallystick/domain/nouns/sign-off/proposed';
import { IconHelpHexagon } from '@tabler/icons-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Notice } from '../kit/notice.tsx';
import { ReasonDialog } from '../kit/reason-dialog.tsx';
import { RefusalText } from '../kit/refusal-text.tsx';
import { useWorkbook } from '../live/workbook/use-workbook.ts';
import { useAct } from '../look/use-act.ts';
import { deadline } from '../texts/deadline.ts';
import { cellsOf } from './named-cells.ts';
import { ReopenDialog } from './reopen-dialog.tsx';
import './reopening.css';

/** Nothing at all where nothing waits. */
export function ProposalsRibbon() {
  const { t } = useTranslation('reopening');
  const { state, now } = useWorkbook();
  const waiting = waitingProposals(state, now());
  if (waiting.length === 0) return null;
  return (
    <section
      className="reopening-ribbon"
      data-proposed
      aria-label={t('proposal.ribbon')}
      data-testid="proposals-ribbon"
    >
      {waiting.map((each) => (
        <Line key={each.number} proposal={each} />
      ))}
    </section>
  );
}

function useAccepting({ number: proposal, whole, cells, rows, until }: ReopeningProposal) {
  const { command } = useWorkbook();
  return async () =>
    whole
      ? await command({ type: 'accept-unlock', proposal })
      : await command({ type: 'accept-reopening', proposal, cells, rows, until });
}

function Line({ proposal }: { proposal: ReopeningProposal }) {
  const { t } = useTranslation('reopening');
  const { state, actor, catalogue, nameOf } = useWorkbook();
  const { busy, refusal, run } = useAct();
  const [opened, setOpened] = useState<'change' | 'decline'>();
  const accept = useAccepting(proposal);
  const { as, whole, until, reason, by, submission } = proposal;
  const isMine = by === actor.person;
  const mayDecide = !decidingRefusal(state, actor, proposal);
  const named = { cells: new Set(proposal.cells), rows: new Set(proposal.rows) };
  const count = cellsOf(catalogue, named).length;
  const when = { until: deadline(until, state.zone), version: submission };
  const close = () => setOpened(undefined);
  return (
    <div className="reopening-line" data-testid="proposal-line">
      <IconHelpHexagon size={16} aria-hidden />
      <Text size="sm" component="div" className="reopening-words">
        <strong>
          {whole ? t('proposal.whole', when) : t('proposal.line', { count, ...when })}
        </strong>
        <span className="ts-muted" dir="auto">
          {t('by', { reason, name: nameOf(by) })}
        </span>
        {!mayDecide && <span>{t(`proposal.waits.${as}`)}</span>}
      </Text>
      <Group gap={4}>
        {mayDecide && (
          <Button
            size="compact-sm"
            loading={busy}
            onClick={() => void run(accept)}
            data-testid="proposal-accept"
          >
            {t(whole ? 'proposal.unlock' : 'proposal.accept')}
          </Button>
        )}
        {mayDecide && as === 'auditor' && !whole && (
          <Button
            size="compact-sm"
            variant="default"
            onClick={() => setOpened('change')}
            data-testid="proposal-change"
          >
            {t('proposal.change')}
          </Button>
        )}
        {(mayDecide || isMine) && (
          <Button
            size="compact-sm"
            variant="default"
            onClick={() => setOpened('decline')}
            data-testid="proposal-decline"
          >
            {t(isMine ? 'proposal.takeBack' : 'proposal.decline')}
          </Button>
        )}
      </Group>
      {refusal && (
        <Notice tone="bad" role="alert">
          <RefusalText refusal={refusal} />
        </Notice>
      )}
      <Declining proposal={proposal} opened={opened === 'decline'} onClose={close} />
      <ReopenDialog
        opened={opened === 'change'}
        onClose={close}
        version={submission}
        working={undefined}
        proposal={proposal}
      />
    </div>
  );
}

type Deciding = { proposal: ReopeningProposal; opened: boolean; onClose: () => void };

function Declining({ proposal: { number, by }, opened, onClose }: Deciding) {
  const { t } = useTranslation('reopening');
  const { actor, command } = useWorkbook();
  const isMine = by === actor.person;
  return (
    <ReasonDialog
      opened={opened}
      onClose={onClose}
      title={t(isMine ? 'proposal.takeBackTitle' : 'proposal.declineTitle')}
      about={t('proposal.declineAbout')}
      asks={{ label: t('reason'), description: t('proposal.declineReason') }}
      confirm={t(isMine ? 'proposal.takeBackVerb' : 'proposal.declineVerb')}
      act={(reason) => command({ type: 'decline-reopening', proposal: number, reason })}
      testId="proposal-decline"
    />
  );
}
