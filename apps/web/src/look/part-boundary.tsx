/** What stands where a part of the page failed: the rest of the page goes on. Every part that is fetched later has one around it. */
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

/**
 * A browser that could not fetch a program once does not ask for it again as long as the page lives, so trying again is
 * loading the page anew. Not where nobody answers: there the page that stands is better than none.
 */
async function loadAnew(): Promise<void> {
  try {
    await fetch(window.location.href, { method: 'HEAD', cache: 'no-store' });
  } catch {
    return;
  }
  window.location.reload();
}

function PartFailed({ why, again }: { why: unknown; again: () => void }) {
  const { t } = useTranslation('shell');
  const isDefect = !(why instanceof Unfetched);
  const kind = isDefect ? 'defect' : 'unfetched';
  return (
    <Stack p="md" maw={560} mx="auto" component="section" data-testid="part-failed">
      <Alert color="red" title={t(`failed.${kind}.title`)}>
        <Stack gap="sm">
          <Text size="sm">{t(`failed.${kind}.text`)}</Text>
          {isDefect && (
            <Text size="xs" c="dimmed" dir="ltr" style={{ overflowWrap: 'anywhere' }}>
              {String(why)}
            </Text>
          )}
          <Group gap="xs">
            <Button onClick={isDefect ? again : () => void loadAnew()}>{t('away.retry')}</Button>
            {isDefect && (
              <Button variant="default" onClick={() => window.location.reload()}>
                {t('failed.reload')}
              </Button>
            )}
          </Group>
        </Stack>
      </Alert>
    </Stack>
  );
}
