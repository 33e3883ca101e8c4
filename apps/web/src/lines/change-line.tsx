/** What one edit did to one cell: from what to what, as read and as typed, and what it met on the way. */
import { Text } from '@mantine/core';
import type { HistoryChange } from '@tallystick/protocol/views-history';
import { useTranslation } from 'react-i18next';
import { asRead } from './told.ts';
import type { Catalogue } from '@tallystick/catalogue/kpi-set';

type Value = { catalogue: Catalogue; cell: string; text: string | null };

/** A value as the sheet shows it; an empty cell is said. */
export function ReadValue({ catalogue, cell, text }: Value) {
  return <Words words={text === null ? null : asRead(catalogue, cell, text)} />;
}

function Words({ words, old }: { words: string | null; old?: boolean }) {
  const { t } = useTranslation('history');
  if (words === null) return <span className="history-none">{t('empty')}</span>;
  const shown = <bdi translate="no">{words}</bdi>;
  return old ? <del className="history-old">{shown}</del> : <strong>{shown}</strong>;
}

/** `17 000 → 18 350`, both in the words that the sheet has for them. */
export function FromTo({ before, after }: { before: string | null; after: string | null }) {
  const { t } = useTranslation('history');
  return (
    <span className="history-values">
      <Words words={before} old />{' '}
      <span className="history-arrow" aria-hidden>
        →
      </span>
      <span className="panel-hidden">{t('to')}</span> <Words words={after} />
    </span>
  );
}

/** Spaces of all widths look alike. */
const plain = (text: string): string => text.replaceAll(/\s/gu, ' ');

function Quiet({ words }: { words: string }) {
  return (
    <Text size="xs" c="var(--ts-muted)" component="div">
      {words}
    </Text>
  );
}

type LineProps = {
  catalogue: Catalogue;
  change: HistoryChange;
  /** The name of whose value was replaced by somebody who had it on the screen. */
  over?: string | undefined;
};

/** Everything that the record knows of a change. */
export function ChangeLine({ catalogue, change, over }: LineProps) {
  const { t } = useTranslation('history');
  const { cell, before, after, attempted, unseen, value, through } = change;
  const said = (text: string | null): string => text ?? t('empty');
  const read = (text: string | null): string | null => text && asRead(catalogue, cell, text);
  const lost = attempted !== undefined;
  const typed = lost ? attempted : after;
  const isReadOtherwise =
    typed !== null &&
    !typed.startsWith('=') &&
    plain(asRead(catalogue, cell, typed)) !== plain(typed);
  return (
    <div className="history-change">
      {lost ? (
        <span className="history-values">
          <ReadValue catalogue={catalogue} cell={cell} text={attempted} />
        </span>
      ) : (
        <FromTo before={read(before)} after={read(after)} />
      )}
      {value !== undefined && !lost && (
        <Text size="xs" c="var(--ts-muted)" component="div" data-testid="value-then">
          {value === null
            ? t('noValueThen')
            : t('valueThen', { value: asRead(catalogue, cell, value) })}
        </Text>
      )}
      {isReadOtherwise && (
        <Text size="xs" c="var(--ts-muted)" component="div">
          {t('typed')}{' '}
          <bdi translate="no" data-said>
            {typed}
          </bdi>
        </Text>
      )}
      {lost && <Quiet words={t('lost', { value: said(after) })} />}
      {unseen !== undefined && <Quiet words={t('unseen', { value: said(unseen) })} />}
      {over !== undefined && <Quiet words={t('over', { name: over })} />}
      {through !== undefined && through.length > 0 && (
        <Quiet words={t('through', { values: through.map(said).join(' · ') })} />
      )}
    </div>
  );
}
