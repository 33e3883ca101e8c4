/** Findings on the desk: drafted, chosen, released, and what the city has answered. */
import { Button, Group, Stack, Text } from '@mantine/core';
import type { Finding } from '@tallystick/domain/audit/finding';
import { TEXT_LIMITS } from '@tallystick/domain/cells/text-limits';
import { may } from '@tallystick/domain/rights';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Notice } from '../kit/notice.tsx';
import { RefusalText } from '../kit/refusal-text.tsx';
import { StateMark } from '../kit/state-mark.tsx';
import { useWorkbook } from '../live/workbook/use-workbook.ts';
import { useAct } from '../look/use-act.ts';
import { DeskList } from './desk-list.tsx';
import { FormerVersions } from './former-versions.tsx';
import { FindingForm } from './finding-form.tsx';
import { FindingKindMark } from './finding-kind-mark.tsx';
import { FindingTexts, ReleasedFinding } from './released-finding.tsx';
import { LinkedPlaces } from './link-fields.tsx';
import type { Desk } from '../live/workbook/use-audit.ts';
import { WrittenBy } from './written-by.tsx';

type Props = { findings: readonly Finding[]; give: Desk['give']; close: () => void };

export function FindingsTab({ findings, give, close }: Props) {
  const { t } = useTranslation('audit');
  const { state, actor } = useWorkbook();
  const mayDraft = may(actor, 'draft-findings', { state }) === undefined;
  const mayRelease = may(actor, 'release-findings', { state }) === undefined;
  return (
    <DeskList
      items={findings.toSorted((a, b) => b.number - a.number)}
      {...(mayDraft ? { add: t('findings.add') } : {})}
      empty={t('findings.empty')}
      testId="finding"
      line={(finding, edit) => {
        // Of what was released the workbook's own journal has the text that the city reads.
        const released = state.findings.get(finding.id);
        if (released) return <ReleasedFinding finding={released} close={close} />;
        return <Draft finding={finding} give={give} close={close} edit={edit} />;
      }}
      form={(finding, done) => <FindingForm item={finding} give={give} done={done} />}
    >
      {mayRelease && <Release findings={findings} />}
    </DeskList>
  );
}

const TONES = { draft: 'quiet', chosen: 'warn', released: 'good', withdrawn: 'quiet' } as const;

type DraftProps = {
  finding: Finding;
  give: Desk['give'];
  close: () => void;
  edit: (() => void) | undefined;
};

function Draft({ finding, give, close, edit }: DraftProps) {
  const { t } = useTranslation('audit');
  const { busy, refusal, run } = useAct();
  const { id, state, number, evidence } = finding;
  const move = (to: 'draft' | 'chosen' | 'withdrawn') =>
    void run(() => give({ type: 'move-finding', finding: id, to, seen: number }));
  return (
    <Stack gap={6}>
      <Group gap={8}>
        <FindingKindMark kind={finding.kind} />
        <StateMark tone={TONES[state]} testId="finding-state">
          {t(`findings.state.${state}`)}
        </StateMark>
      </Group>
      <FindingTexts text={finding.text} recommendation={finding.recommendation} />
      <LinkedPlaces rows={finding.rows} cells={finding.cells} close={close} />
      {evidence.length > 0 && (
        <Text size="xs" c="var(--ts-muted)">
          {t('findings.restsOn')} <bdi>{evidence.join(' · ')}</bdi>
        </Text>
      )}
      <WrittenBy of={finding} />
      <FormerVersions
        part="findings"
        of={finding}
        text={(former) => (
          <>
            <Text size="sm" fw={600}>
              {t(`findings.kind.${former.kind}`)}
            </Text>
            <FindingTexts text={former.text} recommendation={former.recommendation} />
          </>
        )}
      />
      {edit && (
        <Group gap={4}>
          <Button size="compact-sm" variant="subtle" onClick={edit} data-testid="finding-edit">
            {t('writeAnew')}
          </Button>
          <Button
            size="compact-sm"
            variant={state === 'draft' ? 'default' : 'subtle'}
            loading={busy}
            onClick={() => move(state === 'draft' ? 'chosen' : 'draft')}
            data-testid="finding-move"
          >
            {t(state === 'draft' ? 'findings.choose' : 'findings.setBack')}
          </Button>
          {state !== 'withdrawn' && (
            <Button size="compact-sm" variant="subtle" onClick={() => move('withdrawn')}>
              {t('findings.putAside')}
            </Button>
          )}
        </Group>
      )}
      {refusal && (
        <Notice tone="bad" role="alert">
          <RefusalText refusal={refusal} />
        </Notice>
      )}
    </Stack>
  );
}

/** What was chosen goes to the city in one step, asked for twice: it cannot be taken back unseen. */
function Release({ findings }: { findings: readonly Finding[] }) {
  const { t } = useTranslation('audit');
  const { state, command } = useWorkbook();
  const { busy, refusal, run } = useAct();
  const [isAsked, setAsked] = useState(false);
  const chosen = findings
    .filter((finding) => finding.state === 'chosen' && !state.findings.has(finding.id))
    .map(({ id }) => id)
    .slice(0, TEXT_LIMITS.releasedAtOnce);
  const release = async () => {
    await run(() => command({ type: 'release-findings', findings: chosen }));
    setAsked(false);
  };
  if (chosen.length === 0 && !refusal) return null;
  return (
    <Stack gap={8} className="audit-release">
      {refusal && (
        <Notice tone="bad" role="alert">
          <RefusalText refusal={refusal} />
        </Notice>
      )}
      {isAsked && chosen.length > 0 && (
        <Text size="sm" role="status">
          {t('findings.releaseAbout', { count: chosen.length })}
        </Text>
      )}
      {chosen.length > 0 && (
        <Group gap={8}>
          {isAsked && (
            <Button size="xs" variant="default" onClick={() => setAsked(false)}>
              {t('cancel')}
            </Button>
          )}
          <Button
            size="xs"
            loading={busy}
            onClick={() => (isAsked ? void release() : setAsked(true))}
            data-testid={isAsked ? 'findings-release-confirm' : 'findings-release'}
          >
            {t(isAsked ? 'findings.releaseNow' : 'findings.release', { count: chosen.length })}
          </Button>
        </Group>
      )}
    </Stack>
  );
}
