/** The two signatures under a version: each says what is signed, and is given over the exact snapshot that was shown. */
import { Code, Radio, Stack, Text, Textarea } from '@mantine/core';
import { TEXT_LIMITS } from '@tallystick/domain/cells/text-limits';
import type { Command } from '@tallystick/domain/commands';
import {
  ASSURANCES,
  type Assurance,
  type Attestation,
  type VerdictCounts,
} from '@tallystick/domain/nouns/sign-off/attestation';
import type { Outcome } from '@tallystick/domain/refusals';
import type { Submission } from '@tallystick/domain/state';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { workbookApi } from '../addresses/workbook-paths.ts';
import { Dialog } from '../kit/dialog.tsx';
import '../kit/dialogs.css';
import { FormFrame } from '../kit/form-frame.tsx';
import { newId } from '../kit/new-id.ts';
import { sayDone } from '../kit/say-done.tsx';
import { api } from '../server/api.ts';
import { postedAskingFirst } from '../server/asked-first.ts';
import { count } from '../texts/locale.ts';

type Props = {
  id: string;
  submission: Submission;
  again: () => Promise<void>;
  opened: boolean;
  onClose: () => void;
};

/** Gives a command, shows what came of it, and closes. */
function useSigning({ id, again, onClose, submission }: Props) {
  const { t } = useTranslation('versions');
  return async (command: Command): Promise<Outcome<unknown>> => {
    const post = postedAskingFirst(api, `${workbookApi(id)}/commands`);
    const outcome = await post({ id: newId('c'), command });
    if (!outcome.ok) return outcome;
    await again();
    onClose();
    sayDone({
      id: `signed-${submission.submission}`,
      title: t('signed.done'),
      message: t('signed.doneAbout', { version: submission.submission }),
      close: t('close'),
    });
    return outcome;
  };
}

export function AttestDialog(props: Props & { counts: VerdictCounts }) {
  const { t } = useTranslation('versions');
  const { opened, onClose, submission } = props;
  return (
    <Dialog
      opened={opened}
      onClose={onClose}
      title={t('signed.attestTitle', { version: submission.submission })}
    >
      <AttestForm {...props} />
    </Dialog>
  );
}

function AttestForm(props: Props & { counts: VerdictCounts }) {
  const { t } = useTranslation('versions');
  const { counts, onClose } = props;
  const { submission, snapshot } = props.submission;
  const [level, setLevel] = useState<Assurance>();
  const [notLookedAt, setNotLookedAt] = useState('');
  const sign = useSigning(props);
  const attest = async () =>
    await sign({
      type: 'attest',
      submission,
      snapshot,
      level: level ?? 'limited',
      notLookedAt,
      seen: counts,
    });
  return (
    <FormFrame
      missing={level === undefined && t('signed.levelMissing')}
      act={attest}
      onCancel={onClose}
      verb={t('signed.attestVerb', { version: submission })}
      testId="attest-confirm"
    >
      <Counts counts={counts} />
      <Text size="sm">{t('signed.about')}</Text>
      <Hash snapshot={snapshot} />
      <Radio.Group
        label={t('signed.level')}
        value={level ?? null}
        onChange={(next) => setLevel(ASSURANCES.find((each) => each === next))}
      >
        <Stack gap={6} mt={6}>
          {ASSURANCES.map((each) => (
            <Radio
              key={each}
              value={each}
              label={t(`signed.levels.${each}`)}
              description={t(`signed.levelAbout.${each}`)}
              data-testid={`attest-${each}`}
            />
          ))}
        </Stack>
      </Radio.Group>
      <Textarea
        label={t('signed.notLookedAtLabel')}
        description={t('signed.notLookedAtAbout')}
        value={notLookedAt}
        maxLength={TEXT_LIMITS.notLookedAt}
        onChange={(event) => setNotLookedAt(event.currentTarget.value)}
        autosize
        minRows={3}
        maxRows={12}
        dir="auto"
        data-testid="attest-not-looked-at"
      />
    </FormFrame>
  );
}

export function CountersignDialog(props: Props & { attestation: Attestation }) {
  const { t } = useTranslation('versions');
  const { opened, onClose, submission, attestation } = props;
  const sign = useSigning(props);
  return (
    <Dialog
      opened={opened}
      onClose={onClose}
      title={t('signed.countersignTitle', { version: submission.submission })}
    >
      <FormFrame
        act={async () =>
          await sign({
            type: 'countersign',
            submission: submission.submission,
            snapshot: submission.snapshot,
            attestation: attestation.number,
          })
        }
        onCancel={onClose}
        verb={t('signed.countersignVerb', { version: submission.submission })}
        testId="countersign-confirm"
      >
        <Counts counts={attestation} />
        <Text size="sm">{t(`signed.levels.${attestation.level}`)}</Text>
        {attestation.notLookedAt !== '' && (
          <Text size="sm">
            {t('signed.notLookedAt')} <q dir="auto">{attestation.notLookedAt}</q>
          </Text>
        )}
        <Text size="sm">{t('signed.countersignAbout')}</Text>
        <Hash snapshot={submission.snapshot} />
      </FormFrame>
    </Dialog>
  );
}

function Hash({ snapshot }: { snapshot: string }) {
  return (
    <Text size="xs" component="div">
      sha-256{' '}
      <Code className="version-hash" dir="ltr">
        {snapshot}
      </Code>
    </Text>
  );
}

function Counts({ counts }: { counts: VerdictCounts }) {
  const { t } = useTranslation('versions');
  return (
    <dl className="lock-counts">
      {(['yes', 'no', 'without'] as const).map((each) => (
        <div key={each}>
          <dt>{t(`signed.count.${each}`)}</dt>
          <dd data-testid={`attest-count-${each}`}>{count(counts[each])}</dd>
        </div>
      ))}
    </dl>
  );
}
