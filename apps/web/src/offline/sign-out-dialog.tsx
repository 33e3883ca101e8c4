/** Asked before signing out where something of the person's is in this browser alone. */
import { Button, Group, Stack, Text } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { Dialog } from '../kit/dialog.tsx';
import type { LeavingStep } from './use-sign-out.ts';

type Props = { step: LeavingStep; leave: () => void; stay: () => void };

export function SignOutDialog({ step, leave, stay }: Props) {
  const { t } = useTranslation('offline');
  return (
    <Dialog opened onClose={stay} title={t('signOut.title')}>
      <Stack gap={14} data-testid="sign-out-dialog">
        <Text size="sm" role={step.kind === 'away' ? 'alert' : undefined}>
          {step.kind === 'away' ? t('signOut.away') : t('signOut.unsent', { count: step.unsent })}
        </Text>
        <Group justify="flex-end" gap={8}>
          <Button variant="default" onClick={stay} data-autofocus>
            {t(step.kind === 'away' ? 'signOut.close' : 'signOut.stay')}
          </Button>
          {step.kind === 'unsent' && (
            <Button color="red" onClick={leave} data-testid="sign-out-confirm">
              {t('signOut.yes')}
            </Button>
          )}
        </Group>
      </Stack>
    </Dialog>
  );
}
