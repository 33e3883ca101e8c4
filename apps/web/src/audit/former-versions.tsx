/** The former versions of a paper, an interview or a finding, each as it was written, asked for when they are opened. */
import { Button, Loader, Stack } from '@mantine/core';
import type { AuditItemOf } from '@tallystick/domain/audit/state';
import type { VersionedPart } from '@tallystick/domain/audit/versions';
import type { AuditVersionsView } from '@tallystick/protocol/audit/views';
import { type ReactNode, useId, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { workbookApi } from '../addresses/workbook-paths.ts';
import { Notice } from '../kit/notice.tsx';
import { RefusalText } from '../kit/refusal-text.tsx';
import { useWorkbook } from '../live/workbook/use-workbook.ts';
import { useAsked } from '../server/use-asked.ts';
import { WrittenBy } from './written-by.tsx';

type Props<P extends VersionedPart> = {
  part: P;
  of: AuditItemOf<P>;
  /** What of a version is shown. */
  text: (item: AuditItemOf<P>) => ReactNode;
};

export function FormerVersions<P extends VersionedPart>({ part, of, text }: Props<P>) {
  const { t } = useTranslation('audit');
  const [isOpen, setOpen] = useState(false);
  const id = useId();
  if (of.versions < 2) return null;
  return (
    <>
      <Button
        size="compact-sm"
        variant="subtle"
        className="audit-add"
        aria-expanded={isOpen}
        aria-controls={id}
        onClick={() => setOpen((was) => !was)}
        data-testid="audit-versions"
      >
        {t('former', { count: of.versions - 1 })}
      </Button>
      <div id={id} hidden={!isOpen}>
        {isOpen && <Versions part={part} of={of} text={text} />}
      </div>
    </>
  );
}

function Versions<P extends VersionedPart>({ part, of, text }: Props<P>) {
  const { t } = useTranslation('audit');
  const { id } = useWorkbook();
  const query = new URLSearchParams({ part, item: of.id });
  const path = `${workbookApi(id)}/audit/versions?${query}`;
  const { value, refusal } = useAsked<AuditVersionsView>(path, { mark: String(of.number) });
  if (refusal) {
    return (
      <Notice tone="bad" role="alert">
        <RefusalText refusal={refusal} />
      </Notice>
    );
  }
  if (!value) return <Loader size="sm" aria-label={t('loading')} />;
  const versions: readonly AuditItemOf<P>[] = value[part];
  return (
    <ol className="audit-former">
      {versions
        .filter(({ number }) => number < of.number)
        .toReversed()
        .map((version) => (
          <li key={version.number} data-testid="audit-former">
            <Stack gap={2}>
              {text(version)}
              <WrittenBy of={version} isFormer />
            </Stack>
          </li>
        ))}
    </ol>
  );
}
