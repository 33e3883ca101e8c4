/** An address that means nothing. */
import { Anchor, Center, Stack, Text, Title } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { useTitle } from '../look/use-title.ts';
import { follow } from '../addresses/routes.ts';

export function NothingHere() {
  const { t } = useTranslation('shell');
  useTitle(t('nothing.title'));
  return (
    <Center h="100dvh" p="md" component="main">
      <Stack maw={420} gap="sm">
        <Title order={1} size="h3">
          {t('nothing.title')}
        </Title>
        <Text>{t('nothing.text')}</Text>
        <Anchor href="/" onClick={follow}>
          {t('away.home')}
        </Anchor>
      </Stack>
    </Center>
  );
}
