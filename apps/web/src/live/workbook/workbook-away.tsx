/** Shown while a workbook loads, and where it cannot be shown. */
import { Button, Center, Loader, Stack, Text, Title } from '@mantine/core';
import type { Refusal } from '@tallystick/domain/refusals';
import { useTranslation } from 'react-i18next';
import { useTitle } from '../../look/use-title.ts';
import { navigate } from '../../addresses/routes.ts';

export function WorkbookAway({
  refusal,
  retry,
}: {
  refusal: Refusal | undefined;
  retry: () => void;
}) {
  const { t } = useTranslation('shell');
  const why = refusal?.code === 'deleted' ? t('away.deleted') : t('away.title');
  useTitle(refusal ? why : t('loading'));
  if (!refusal) {
    return (
      <Center h="100dvh" role="status" aria-label={t('loading')} data-waiting>
        <Loader size="sm" />
      </Center>
    );
  }
  return (
    <Center h="100dvh" p="md" component="main">
      <Stack maw={420} gap="sm">
        <Title order={1} size="h3">
          {why}
        </Title>
        <Text role="alert">{t(`refusals.${refusal.code}`)}</Text>
        <div>
          {refusal.code !== 'deleted' && (
            <Button onClick={retry} me="sm">
              {t('away.retry')}
            </Button>
          )}
          <Button variant="default" onClick={() => navigate('/')}>
            {t('away.home')}
          </Button>
        </div>
      </Stack>
    </Center>
  );
}
