/** One's access tokens: the list, making one, revoking. */
import { Anchor, Button, Group, Loader, Stack, Text } from '@mantine/core';
import type { Outcome } from '@tallystick/domain/refusals';
import type { TokenMade, TokensView, TokenView } from '@tallystick/protocol/tokens';
import type { WorkbookLine } from '@tallystick/protocol/views';
import { IconPlus } from '@tabler/icons-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { AskOnce } from '../kit/ask-once.tsx';
import { Dialog } from '../kit/dialog.tsx';
import { api } from '../server/api.ts';
import { useAsked } from '../server/use-asked.ts';
import '../kit/panel.css';
import { RefusalText } from '../kit/refusal-text.tsx';
import { day, instant } from '../texts/locale.ts';
import { NewToken } from './new-token.tsx';
import { ShownOnce } from '../kit/shown-once.tsx';

type Props = { opened: boolean; onClose: () => void };

export function TokensDialog({ opened, onClose }: Props) {
  const { t } = useTranslation('programs');
  return (
    <Dialog opened={opened} onClose={onClose} title={t('tokens.title')} size="lg">
      <MyTokens />
    </Dialog>
  );
}

function MyTokens() {
  const { t } = useTranslation('programs');
  const mine = useAsked<TokensView>('/api/tokens');
  const theirs = useAsked<{ workbooks: WorkbookLine[] }>('/api/workbooks');
  const { refusal } = mine;
  const tokens = mine.value?.tokens;
  const workbooks = theirs.value?.workbooks ?? [];
  const [isMaking, setMaking] = useState(false);
  const [made, setMade] = useState<TokenMade>();
  const revoke = async (token: TokenView) => {
    const outcome = await api.delete<void>(`/api/tokens/${token.id}`);
    if (outcome.ok && made?.token.id === token.id) setMade(undefined);
    await mine.again();
    return outcome;
  };
  const done = (answer: TokenMade | undefined) => {
    setMaking(false);
    setMade(answer);
    void mine.again();
  };
  return (
    <Stack gap="md" data-testid="tokens">
      <Text size="sm">
        {t('tokens.about')}{' '}
        <Anchor href="/api/docs" underline="always">
          {t('tokens.docs')}
        </Anchor>
      </Text>
      {refusal && (
        <div role="alert">
          <RefusalText refusal={refusal} />
        </div>
      )}
      {made && (
        <ShownOnce
          title={t('tokens.made')}
          about={t('tokens.madeAbout')}
          label={t('tokens.secret')}
          secret={made.secret}
          onClose={() => setMade(undefined)}
        />
      )}
      {!tokens && !refusal && <Loader size="sm" aria-label={t('loading')} />}
      {tokens?.length === 0 && !isMaking && <Text size="sm">{t('tokens.none')}</Text>}
      <ul className="panel-list">
        {tokens?.map((token) => (
          <TokenOf key={token.id} token={token} workbooks={workbooks} onRevoke={revoke} />
        ))}
      </ul>
      {isMaking ? (
        <NewToken workbooks={workbooks} onDone={done} />
      ) : (
        <Group>
          <Button
            variant="default"
            size="xs"
            leftSection={<IconPlus size={16} aria-hidden />}
            onClick={() => setMaking(true)}
            data-testid="token-new"
          >
            {t('tokens.new')}
          </Button>
        </Group>
      )}
    </Stack>
  );
}

type TokenProps = {
  token: TokenView;
  workbooks: readonly WorkbookLine[];
  onRevoke: (token: TokenView) => Promise<Outcome<void>>;
};

function TokenOf({ token, workbooks, onRevoke }: TokenProps) {
  const { t } = useTranslation('programs');
  const { name, scope, workbook, expiresAt, lastUsedAt } = token;
  const line = workbooks.find((each) => each.workbook === workbook);
  const where =
    workbook === null ? t('tokens.allWorkbooks') : (line?.city ?? t('tokens.otherWorkbook'));
  const words = scope.map((word) => t(`tokens.scopes.${word}`)).join(' · ');
  return (
    <li className="panel-line panel-line-wraps" data-testid="token-line">
      <div className="panel-grow">
        <Text size="sm" fw={600} dir="auto">
          {name}
        </Text>
        <Text size="xs" c="var(--ts-muted)">
          {words} · <bdi translate="no">{where}</bdi>
        </Text>
        <Text size="xs" c="var(--ts-muted)">
          {t('tokens.ends', { when: day(expiresAt) })} ·{' '}
          {lastUsedAt === null
            ? t('tokens.unused')
            : t('tokens.used', { when: instant(lastUsedAt) })}
        </Text>
      </div>
      <AskOnce
        act={t('tokens.revoke')}
        actWhich={t('tokens.revokeWhich', { name })}
        about={t('tokens.revokeAbout')}
        yes={t('tokens.revoke')}
        keep={t('keep')}
        onYes={() => onRevoke(token)}
        testId="token-revoke"
      />
    </li>
  );
}
