/** Taking a workbook along in ITU's own file: which one, what is refused, and the file as a download. */
import { Button, Checkbox, Group, Select, Stack } from '@mantine/core';
import type { FillReportView, TemplatesView } from '@tallystick/protocol/views-templates';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Notice } from '../kit/notice.tsx';
import { RefusalText } from '../kit/refusal-text.tsx';
import { useAsked } from '../server/use-asked.ts';
import { count } from '../texts/locale.ts';
import { download } from './download.ts';

type Props = {
  workbook: string;
  /** Of a locked version; null for the workbook as it stands. */
  submission: number | null;
  templates: TemplatesView['templates'];
};

export function IntoTemplate({ workbook, submission, templates }: Props) {
  const { t } = useTranslation('export', { keyPrefix: 'templates' });
  const [chosen, setChosen] = useState<string | null>(null);
  const [keeps, setKeeps] = useState(false);
  const [looks, setLooks] = useState(false);
  const template = chosen ?? templates[0]?.template ?? '';
  const query = new URLSearchParams({ results: keeps ? 'keep' : 'remove' });
  if (submission !== null) query.set('version', String(submission));
  const at = `/api/workbooks/${workbook}/templates/${template}`;
  const { value: report, refusal } = useAsked<FillReportView>(
    looks && template !== '' ? `${at}/report?${query}` : undefined,
  );
  return (
    <Stack component="section" gap="sm" data-testid="into-template">
      <Select
        label={t('into.template')}
        allowDeselect={false}
        value={template}
        onChange={setChosen}
        data={templates.map((each) => ({ value: each.template, label: each.name }))}
        data-testid="into-which"
      />
      <Checkbox
        label={t('into.keep')}
        description={t('into.keepAbout')}
        checked={keeps}
        onChange={(event) => setKeeps(event.currentTarget.checked)}
      />
      <Group gap="xs">
        <Button variant="default" onClick={() => setLooks(true)} data-testid="into-look">
          {t('into.look')}
        </Button>
        <Button onClick={() => download(`${at}/file?${query}`)} data-testid="into-download">
          {t('into.download')}
        </Button>
      </Group>
      {refusal && (
        <Notice tone="bad" role="alert">
          <RefusalText refusal={refusal} />
        </Notice>
      )}
      {report && <Report report={report} />}
    </Stack>
  );
}

/** Kinds of cells that went otherwise than a person may think. */
const COUNTED = [
  ['replaced', 'formulasReplaced'],
  ['shortened', 'shortened'],
  ['asText', 'asText'],
  ['shownAsDate', 'shownAsDate'],
] as const;
/** Addresses shown of each kind; the whole list is the answer of the API. */
const SHOWN = 12;

function Report({ report }: { report: FillReportView }) {
  const { t } = useTranslation('export', { keyPrefix: 'templates' });
  const { written, renewed, refused, resultsRemoved, signatureBroken } = report;
  const placeOf = ({ sheet, address }: { sheet: string; address: string }) => `${sheet}!${address}`;
  return (
    <Notice tone={refused.length > 0 ? 'warn' : 'good'} role="status" testId="into-report">
      <p>{t('into.done', { written: count(written), renewed: count(renewed) })}</p>
      {refused.length === 0 && <p>{t('into.whole')}</p>}
      {refused.length > 0 && (
        <>
          <p>{t('into.refused', { count: refused.length })}</p>
          <ul>
            {refused.slice(0, SHOWN).map((each) => (
              <li key={placeOf(each)}>
                <bdi dir="ltr">{placeOf(each)}</bdi>: {t(`into.why.${each.why}`)}{' '}
                {each.detail !== undefined && <bdi dir="ltr">({each.detail})</bdi>}
              </li>
            ))}
          </ul>
        </>
      )}
      {COUNTED.filter(([, list]) => report[list].length > 0).map(([word, list]) => (
        <p key={word}>
          {t(`into.${word}`, { count: report[list].length })}{' '}
          <bdi dir="ltr">{report[list].slice(0, SHOWN).map(placeOf).join(', ')}</bdi>
        </p>
      ))}
      {resultsRemoved.length > 0 && (
        <p>{t('into.removed', { sheets: resultsRemoved.map(({ sheet }) => sheet).join(', ') })}</p>
      )}
      {signatureBroken && <p>{t('into.signature')}</p>}
    </Notice>
  );
}
