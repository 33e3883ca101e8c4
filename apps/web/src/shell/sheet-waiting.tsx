/** In the place of the sheet while its figures are on their way: the shape of rows, and nothing that could be read as empty. */
import { Skeleton, Stack } from '@mantine/core';
import { useTranslation } from 'react-i18next';

const ROWS = 14;

export function SheetWaiting() {
  const { t } = useTranslation('shell');
  return (
    <Stack
      flex={1}
      gap={14}
      p="md"
      role="status"
      aria-label={t('loading')}
      data-waiting
      data-testid="sheet-waiting"
      style={{ overflow: 'hidden' }}
    >
      {Array.from({ length: ROWS }, (_, row) => (
        // They are all alike and never move.
        // oxlint-disable-next-line react/no-array-index-key
        <Skeleton key={row} height={18} width={row % 4 === 0 ? '35%' : '100%'} aria-hidden />
      ))}
    </Stack>
  );
}
