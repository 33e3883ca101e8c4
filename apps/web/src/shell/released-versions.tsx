/** What a person sees who reads no live workbook: the versions that were released. */
import { Container, Stack, Text, Title } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { useWorkbook } from '../live/workbook/use-workbook.ts';
import { follow } from '../addresses/routes.ts';
import { count, day } from '../texts/locale.ts';
import classes from './released-versions.module.css';

export function ReleasedVersions() {
  const { t } = useTranslation('shell');
  const { id, state } = useWorkbook();
  const released = state.submissions.filter((each) => each.released).toReversed();
  return (
    <Container size={720} py="xl" px="md" w="100%">
      <Stack gap="md">
        <div>
          <Title order={1} size="h3">
            {t('released.title')}
          </Title>
          <Text c="var(--ts-muted)">
            {t(released.length === 0 ? 'released.none' : 'released.text')}
          </Text>
        </div>
        <ul className={classes.list}>
          {released.map(({ submission, at, reported, missing }) => (
            <li key={submission}>
              <a
                className={classes.line}
                href={`/w/${encodeURIComponent(id)}/v/${submission}`}
                onClick={follow}
                data-testid={`released-${submission}`}
              >
                <Text fw={650} component="span" display="block">
                  {t('released.version', { version: submission })}
                </Text>
                <Text size="sm" component="span" c="var(--ts-muted)" className="ts-figures">
                  {t('released.about', {
                    date: day(at),
                    reported: count(reported),
                    total: count(reported + missing),
                  })}
                </Text>
              </a>
            </li>
          ))}
        </ul>
      </Stack>
    </Container>
  );
}
