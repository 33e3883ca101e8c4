/**
 * What stands where a part of the page failed: the rest of the page goes on. Own file because React wants a class for it,
 * and every part that is fetched later has one around it.
 */
import { Alert, Button, Group, Stack, Text } from '@mantine/core';
import { Component, type ReactNode } from 'react';
import { useTranslation } from 'react-i18next';

/** The program of a part did not come: the line, or a newer release of the app. */
export class Unfetched extends Error {}

type Props = { children: ReactNode };
type State = { failed: { why: unknown } | null };

export class PartBoundary extends Component<Props, State> {
  override state: State = { failed: null };

  static getDerivedStateFromError(why: unknown): State {
    return { failed: { why } };
  }

  override render(): ReactNode {
    const { failed } = this.state;
    if (!failed) return this.props.children;
    return <PartFailed why={failed.why} again={() => this.setState({ failed: null })} />;
  }
}

function PartFailed({ why, again }: { why: unknown; again: () => void }) {
  const { t } = useTranslation('shell');
  const kind = why instanceof Unfetched ? 'unfetched' : 'defect';
  return (
    <Stack p="md" maw={560} mx="auto" component="section" data-testid="part-failed">
      <Alert color="red" title={t(`failed.${kind}.title`)}>
        <Stack gap="sm">
          <Text size="sm">{t(`failed.${kind}.text`)}</Text>
          {kind === 'defect' && (
            <Text size="xs" c="dimmed" dir="ltr" style={{ overflowWrap: 'anywhere' }}>
              {String(why)}
            </Text>
          )}
          <Group gap="xs">
            <Button onClick={again}>{t('away.retry')}</Button>
            <Button variant="default" onClick={() => window.location.reload()}>
              {t('failed.reload')}
            </Button>
          </Group>
        </Stack>
      </Alert>
    </Stack>
  );
}
