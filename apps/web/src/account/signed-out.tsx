/** Sign-in over a workbook whose session has ended. */
import { Modal, Stack, Text } from '@mantine/core';
import type { SessionView } from '@tallystick/protocol/views';
import { useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { api } from '../server/api.ts';
import { useSession } from '../live/room/session.ts';
import { useComeBack, useWorkbook } from '../live/workbook/use-workbook.ts';
import { DemoPeople } from './demo-people.tsx';
import { PasswordForm } from './password-form.tsx';

export function SignedOut() {
  const { t } = useTranslation('shell');
  const { connection, view } = useWorkbook();
  const { session, enterAs } = useSession();
  const comeBack = useComeBack();
  const isOut = connection === 'signed-out';
  // A page that was opened without a connection has not heard yet whether this is a demonstration.
  const [demo, setDemo] = useState(session?.demo ?? null);
  useEffect(() => {
    if (!isOut) return;
    void api
      .get<SessionView>('/api/session')
      .then((answer) => answer.ok && setDemo(answer.value.demo));
  }, [isOut]);
  const mine = (demo ?? []).filter((each) => each.person === view.me.person);
  return (
    <Modal
      opened={isOut}
      onClose={() => undefined}
      withCloseButton={false}
      closeOnClickOutside={false}
      closeOnEscape={false}
      title={t('signIn.again')}
      size="lg"
    >
      <Stack data-testid="signed-out">
        <Text>{t('signIn.againText')}</Text>
        {mine.length > 0 && (
          <DemoPeople
            people={mine}
            busy={false}
            enter={(person) => void enterAs(person).then((answer) => answer.ok && comeBack())}
          />
        )}
        <PasswordForm done={comeBack} known={session?.me?.email ?? ''} />
      </Stack>
    </Modal>
  );
}
