/** Who signed a version and what they said of it; the auditor signs it here, and ITU countersigns. */
import { Anchor, Button, Group, Text } from '@mantine/core';
import { useDisclosure } from '@mantine/hooks';
import { actorOf, may } from '@tallystick/domain/rights';
import {
  type Attestation,
  type VerdictCounts,
  verdictCounts,
  versionToSign,
} from '@tallystick/domain/nouns/sign-off/attestation';
import type { PersonId } from '@tallystick/domain/cells/ids';
import type { Snapshot } from '@tallystick/domain/snapshot';
import type { SubmissionView, WorkbookView } from '@tallystick/protocol/views';
import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import { follow } from '../addresses/routes.ts';
import { versionPath } from '../addresses/version-paths.ts';
import { Instant } from '../kit/instant.tsx';
import { StateMark } from '../kit/state-mark.tsx';
import { stateOf } from '../live/workbook/workbook-state.ts';
import { AttestDialog, CountersignDialog } from './sign-dialogs.tsx';
import type { Catalogue } from '@tallystick/catalogue/kpi-set';

type Props = {
  id: string;
  view: SubmissionView;
  workbook: WorkbookView;
  snapshot: Snapshot;
  catalogue: Catalogue;
  /** Shows what came of a signature. */
  again: () => Promise<void>;
};

export function SignOff({ id, view, workbook, snapshot, catalogue, again }: Props) {
  const { t } = useTranslation('versions');
  const [isAttesting, attesting] = useDisclosure(false);
  const [isCountersigning, countersigning] = useDisclosure(false);
  const state = useMemo(() => stateOf(workbook), [workbook]);
  const actor = actorOf(state, workbook.me.person as PersonId);
  const n = view.submission.submission;
  const counts = useMemo((): VerdictCounts => {
    const given = new Map(view.verifications.map((each) => [each.row, each]));
    const stale = new Set<string>(view.stale.map(({ row }) => row));
    const { results } = snapshot;
    return verdictCounts({ catalogue, results }, given, ({ row }) => !stale.has(row));
  }, [catalogue, snapshot, view]);
  const attestation = state.attestations.get(n);
  const isLatest = versionToSign(state)?.submission === n;
  const isOpen = isLatest && !attestation?.countersigned;
  const mayAttest = isOpen && !may(actor, 'attest', { state });
  const mayCountersign =
    isOpen && attestation !== undefined && !may(actor, 'countersign', { state });
  const of = { id, submission: view.submission, again };
  return (
    <section className="version-signed" aria-label={t('signed.title')}>
      {attestation ? (
        <Signed attestation={attestation} workbook={workbook} />
      ) : (
        <NotSigned id={id} before={latestBefore(state.attestations, n)} />
      )}
      {(mayAttest || mayCountersign) && (
        <Group gap={8}>
          {mayAttest && (
            <Button
              size="xs"
              variant={attestation ? 'default' : 'filled'}
              onClick={attesting.open}
              data-testid="attest-open"
            >
              {t(attestation ? 'signed.attestAnew' : 'signed.attest')}
            </Button>
          )}
          {mayCountersign && (
            <Button size="xs" onClick={countersigning.open} data-testid="countersign-open">
              {t('signed.countersign')}
            </Button>
          )}
        </Group>
      )}
      <AttestDialog {...of} opened={isAttesting} onClose={attesting.close} counts={counts} />
      {attestation && (
        <CountersignDialog
          {...of}
          opened={isCountersigning}
          onClose={countersigning.close}
          attestation={attestation}
        />
      )}
    </section>
  );
}

/** The last version before this one that was signed. */
function latestBefore(
  attestations: ReadonlyMap<number, Attestation>,
  n: number,
): number | undefined {
  const before = [...attestations.keys()].filter((each) => each < n);
  return before.length === 0 ? undefined : Math.max(...before);
}

function NotSigned({ id, before }: { id: string; before: number | undefined }) {
  const { t } = useTranslation('versions');
  return (
    <Text size="sm" c="var(--ts-muted)" data-testid="not-signed">
      {t('signed.not')}{' '}
      {before !== undefined && (
        <Anchor href={versionPath(id, before)} onClick={follow} size="sm" underline="always">
          {t('signed.older', { version: before })}
        </Anchor>
      )}
    </Text>
  );
}

function Signed({ attestation, workbook }: { attestation: Attestation; workbook: WorkbookView }) {
  const { t } = useTranslation('versions');
  const everybody = [...workbook.members, ...workbook.formerMembers];
  const nameOf = (by: string) =>
    everybody.find(({ person }) => person === by)?.name ?? t('somebody');
  const { level, yes, no, without, notLookedAt, by, at, countersigned } = attestation;
  return (
    <div data-testid="signed">
      <div className="version-marks">
        <StateMark tone="good" testId="signed-mark">
          {t(`signed.by.${level}`, { name: nameOf(by) })}
        </StateMark>
        {countersigned ? (
          <StateMark tone="good" testId="countersigned-mark">
            {t('signed.countersigned', { name: nameOf(countersigned.by) })}
          </StateMark>
        ) : (
          <StateMark tone="quiet">{t('signed.notCountersigned')}</StateMark>
        )}
      </div>
      <Text size="sm">
        <Instant at={at} />
        {': '}
        {t('signed.counts', { yes, no, without })}{' '}
        {notLookedAt === '' ? t('signed.allLookedAt') : `${t('signed.notLookedAt')} `}
        {notLookedAt !== '' && <q dir="auto">{notLookedAt}</q>}
      </Text>
    </div>
  );
}
