/** Shown where the server does not answer at all. */
import { Button, Center, Stack, Text, Title } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { useTitle } from '../look/use-title.ts';
import { useSession } from '../live/room/session.ts';

export function Unreachable() {
  const { t } = useTranslation('shell');
  useTitle(t('unreachable.title'));
  const { refresh } = useSession();
  return (
    <Center h="100dvh" p="md" component="main">
      <Stack maw={420} gap="sm">
        <Title order={1} size="h3">
          {t('unreachable.title')}
        </Title>
        <Text role="alert">{t('unreachable.text')}</Text>
        <div>
          <Button onClick={() => void refresh()}>{t('away.retry')}</Button>
        </div>
      </Stack>
    </Center>
  );
}
