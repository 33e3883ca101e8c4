/**
 * A file looked at without saving it: a picture, a PDF in the browser's own viewer, the beginning of a text as a table or
 * as it is. What is in a text is set as text here and never as a page.
 */
import { Anchor, Group, Loader, Text } from '@mantine/core';
import type { EvidenceMedia } from '@tallystick/domain/nouns/evidence/body';
import type { Evidence } from '@tallystick/domain/nouns/evidence/evidence';
import { useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Dialog } from '../kit/dialog.tsx';
import { useWorkbook } from '../live/workbook/use-workbook.ts';
import { evidencePath } from '../server/hand-in-evidence.ts';
import { tableOf } from './table-of.ts';

/** Whether it can be looked at here; all else is saved. */
export function isShown(media: EvidenceMedia | null): boolean {
  return media !== null && /^(?:image|text)\/|pdf$/.test(media);
}

type Props = { item: Evidence; close: () => void };

export function EvidenceView({ item, close }: Props) {
  const { t } = useTranslation('evidence');
  const { id: workbook } = useWorkbook();
  const { media, name } = item;
  const path = evidencePath(workbook, item.id);
  const preview = `${path}/preview`;
  return (
    <Dialog opened onClose={close} size="xl" title={name}>
      <div className="evidence-view" data-testid="evidence-view">
        {media?.startsWith('image/') && <img src={preview} alt={t('picture', { name })} />}
        {media === 'application/pdf' && <iframe src={preview} title={name} />}
        {media?.startsWith('text/') && <TextView path={preview} isTable={media === 'text/csv'} />}
      </div>
      <Group gap={16} mt={12}>
        <Anchor size="sm" href={path} download data-testid="evidence-save">
          {t('save')}
        </Anchor>
        {!media?.startsWith('text/') && (
          <Anchor size="sm" href={preview} target="_blank" rel="noopener noreferrer">
            {t('newTab')}
          </Anchor>
        )}
      </Group>
    </Dialog>
  );
}

function TextView({ path, isTable }: { path: string; isTable: boolean }) {
  const { t } = useTranslation('evidence');
  const [text, setText] = useState<string | null>();
  useEffect(() => {
    const left = new AbortController();
    fetch(path, { signal: left.signal })
      .then(async (answer) => (answer.ok ? await answer.text() : null))
      .catch(() => null)
      .then((told) => left.signal.aborted || setText(told));
    return () => left.abort();
  }, [path]);
  if (text === undefined) return <Loader size="sm" aria-label={t('loading')} />;
  if (text === null) return <Text size="sm">{t('notLoaded')}</Text>;
  if (!isTable)
    return (
      <pre className="evidence-text" dir="auto">
        {text}
      </pre>
    );
  const { rows, isWhole } = tableOf(text);
  const [head = [], ...body] = rows;
  return (
    <>
      <table className="evidence-table">
        <thead>
          <tr>
            {head.map((field, at) => (
              // biome-ignore lint/suspicious/noArrayIndexKey: fields of a file have no other name.
              <th key={at} scope="col" dir="auto">
                {field}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {body.map((fields, row) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: lines of a file have no other name.
            <tr key={row}>
              {fields.map((field, at) => (
                // biome-ignore lint/suspicious/noArrayIndexKey: as above.
                <td key={at} dir="auto">
                  {field}
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
      {!isWhole && (
        <Text size="xs" c="var(--ts-muted)" mt={4}>
          {t('firstRows', { count: body.length })}
        </Text>
      )}
    </>
  );
}
