/** One file or link behind a value: its name leads to it; who put it there, when, and at which value. */
import { ActionIcon, Anchor, Text, Tooltip } from '@mantine/core';
import {
  IconFile,
  IconFileSpreadsheet,
  IconFileText,
  IconFileTypePdf,
  IconLink,
  IconPhoto,
  IconX,
} from '@tabler/icons-react';
import type { EvidenceMedia } from '@tallystick/domain/nouns/evidence/body';
import type { Evidence } from '@tallystick/domain/nouns/evidence/evidence';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Instant } from '../kit/instant.tsx';
import { RefusalText } from '../kit/refusal-text.tsx';
import { useWorkbook } from '../live/workbook/use-workbook.ts';
import { useAct } from '../look/use-act.ts';
import { evidencePath } from '../server/hand-in-evidence.ts';
import { bytesWords } from './bytes-words.ts';
import { EvidenceView, isShown } from './evidence-view.tsx';

const ICONS = {
  pdf: IconFileTypePdf,
  image: IconPhoto,
  table: IconFileSpreadsheet,
  text: IconFileText,
};

export type MediaKind = keyof typeof ICONS;

/** What a file is to whoever looks at it. */
export function kindOf(media: EvidenceMedia): MediaKind {
  if (media === 'application/pdf') return 'pdf';
  if (media.startsWith('image/')) return 'image';
  return media === 'text/csv' || media.endsWith('sheet') || media.endsWith('spreadsheet')
    ? 'table'
    : 'text';
}

type Props = { item: Evidence; mayChange: boolean };

export function EvidenceItem({ item, mayChange }: Props) {
  const { t } = useTranslation('evidence');
  const { id: workbook, nameOf, command } = useWorkbook();
  const { busy, refusal, run } = useAct();
  const [isShowing, setShowing] = useState(false);
  const { media, name, link, note, value, size } = item;
  const Icon = link === null ? (media === null ? IconFile : ICONS[kindOf(media)]) : IconLink;
  const shown = link ?? name;
  return (
    <li className="evidence-item" data-testid="evidence-item">
      <Icon size={18} aria-hidden className="evidence-icon" />
      <div className="panel-grow">
        {link === null ? (
          <Anchor
            size="sm"
            href={evidencePath(workbook, item.id)}
            download
            onClick={(event) => {
              if (!isShown(media)) return;
              event.preventDefault();
              setShowing(true);
            }}
            className="evidence-name"
            data-testid="evidence-open"
          >
            <bdi translate="no">{name}</bdi>
          </Anchor>
        ) : (
          <Anchor
            size="sm"
            href={link}
            target="_blank"
            rel="noopener noreferrer"
            className="evidence-name"
            data-testid="evidence-open"
          >
            <bdi translate="no" dir="ltr">
              {link}
            </bdi>
          </Anchor>
        )}
        <Text size="xs" c="var(--ts-muted)">
          {size !== null && (
            <>
              <bdi>{bytesWords(size)}</bdi> ·{' '}
            </>
          )}
          <bdi translate="no">{nameOf(item.by)}</bdi> ·{' '}
          <bdi>
            <Instant at={item.at} />
          </bdi>{' '}
          · <bdi>{t('at', { value })}</bdi>
        </Text>
        {note !== '' && (
          <Text size="sm" dir="auto" className="panel-said">
            {note}
          </Text>
        )}
        {refusal && (
          <div role="alert">
            <RefusalText refusal={refusal} />
          </div>
        )}
      </div>
      {isShowing && <EvidenceView item={item} close={() => setShowing(false)} />}
      {mayChange && (
        <Tooltip label={t('detach')}>
          <ActionIcon
            variant="subtle"
            color="gray"
            loading={busy}
            aria-label={t('detachWhich', { name: shown })}
            onClick={() =>
              void run(() => command({ type: 'detach-evidence', evidence: item.id, reason: '' }))
            }
            data-testid="evidence-detach"
          >
            <IconX size={16} aria-hidden />
          </ActionIcon>
        </Tooltip>
      )}
    </li>
  );
}
