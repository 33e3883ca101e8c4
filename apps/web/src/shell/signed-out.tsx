/** Sign-in over a workbook whose session has ended. Own file because the page behind it keeps everything that was typed. */
import { Modal, Stack, Text } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { useSession } from '../live/session.ts';
import { useComeBack, useWorkbook } from '../live/use-workbook.ts';
import { DemoPeople } from './demo-people.tsx';
import { PasswordForm } from './password-form.tsx';

export function SignedOut() {
  const { t } = useTranslation('shell');
  const { connection, view } = useWorkbook();
  const { session, enterAs } = useSession();
  const comeBack = useComeBack();
  const mine = (session?.demo ?? []).filter((each) => each.person === view.me.person);
  return (
    <Modal
      opened={connection === 'signed-out'}
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
        <PasswordForm done={comeBack} />
      </Stack>
    </Modal>
  );
}
