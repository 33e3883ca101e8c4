/** What observers read of a version, for those of the city who say so. */
import { Button, Group, Radio, Stack, Text } from '@mantine/core';
import type { Command } from '@tallystick/domain/commands';
import type { Consent as Part } from '@tallystick/domain/events';
import type { Submission } from '@tallystick/domain/state';
import { useState } from 'react';
import { useAct } from '../look/use-act.ts';
import { useTranslation } from 'react-i18next';
import { useWorkbook } from '../live/workbook/use-workbook.ts';
import { RefusalText } from '../kit/refusal-text.tsx';

type Choice = Part | 'nothing';
const CHOICES: readonly Choice[] = ['nothing', 'results', 'figures'];

const commandOf = (submission: number, choice: Choice): Command =>
  choice === 'nothing'
    ? { type: 'withdraw-consent', submission }
    : { type: 'consent', submission, to: choice };

export function Consent({ of: { submission, consent, released } }: { of: Submission }) {
  const { t } = useTranslation('versions');
  const { command } = useWorkbook();
  const [choice, setChoice] = useState<Choice>();
  const { busy, refusal, run } = useAct();
  const stands: Choice = consent ?? 'nothing';
  const say = async (chosen: Choice) => {
    if (chosen === stands) return setChoice(undefined);
    const outcome = await run(() => command(commandOf(submission, chosen)));
    if (outcome.ok) setChoice(undefined);
  };
  if (choice === undefined) {
    return (
      <Group gap={6} data-testid={`consent-${submission}`}>
        <Text size="xs">{t(`consent.is.${stands}`)}</Text>
        <Button
          size="compact-xs"
          variant="subtle"
          aria-label={t('consent.changeOf', { version: submission })}
          onClick={() => setChoice(stands)}
          data-testid={`consent-change-${submission}`}
        >
          {t('consent.change')}
        </Button>
      </Group>
    );
  }
  return (
    <Stack gap={6} mt={4}>
      <Radio.Group
        size="xs"
        label={t('consent.title', { version: submission })}
        description={t(released ? 'consent.about' : 'consent.aboutLater')}
        value={choice}
        onChange={(next) => setChoice(CHOICES.find((each) => each === next) ?? stands)}
      >
        <Stack gap={4} mt={4}>
          {CHOICES.map((each) => (
            <Radio
              key={each}
              size="xs"
              value={each}
              label={t(`consent.${each}`)}
              data-testid={`consent-${each}`}
            />
          ))}
        </Stack>
      </Radio.Group>
      {refusal && (
        <div role="alert">
          <RefusalText refusal={refusal} />
        </div>
      )}
      <Group gap={6}>
        <Button
          size="compact-xs"
          loading={busy}
          onClick={() => void say(choice)}
          data-testid="consent-save"
        >
          {t('consent.save')}
        </Button>
        <Button size="compact-xs" variant="default" onClick={() => setChoice(undefined)}>
          {t('cancel')}
        </Button>
      </Group>
    </Stack>
  );
}
