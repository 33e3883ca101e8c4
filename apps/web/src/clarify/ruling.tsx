/** A ruling of ITU with whom it is for, its date, and what it was before. */
import { Text } from '@mantine/core';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { Instant } from '../kit/instant.tsx';
import { count } from '../texts/locale.ts';
import './clarify.css';

type Version = { text: string; at: number };
type Props = Version & {
  scope: 'city' | 'all';
  /** What it was before, the oldest first. */
  former?: readonly Version[] | undefined;
  /** Below it: who has read it. */
  children?: ReactNode;
};

export function Ruling({ text, at, scope, former = [], children }: Props) {
  const { t } = useTranslation('clarify');
  return (
    <div className="clarify-ruling" data-testid="ruling">
      <Text size="xs" fw={600} component="div">
        {t('ruling')}, {t(scope === 'all' ? 'forAll' : 'forCity')}
        <span className="ts-muted">
          {' · '}
          {former.length > 0 && <>{t('version', { n: count(former.length + 1) })} · </>}
          <Instant at={at} />
        </span>
      </Text>
      <Text size="sm" className="panel-said" dir="auto">
        {text}
      </Text>
      {former.length > 0 && (
        <details className="clarify-former">
          <summary>{t('former', { count: former.length })}</summary>
          <ol reversed className="clarify-versions">
            {former.toReversed().map((before) => (
              <li key={before.at}>
                <Text size="xs" c="var(--ts-muted)" component="div">
                  <Instant at={before.at} />
                </Text>
                <Text size="sm" className="panel-said" dir="auto">
                  {before.text}
                </Text>
              </li>
            ))}
          </ol>
        </details>
      )}
      {children}
    </div>
  );
}
