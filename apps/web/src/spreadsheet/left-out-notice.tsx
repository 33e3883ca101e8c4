/** What a gesture over many cells did, and cell by cell what it left out and why. */
import { ActionIcon, Button, Group, Loader, Text } from '@mantine/core';
import { IconX } from '@tabler/icons-react';
import { useState, useSyncExternalStore } from 'react';
import { useTranslation } from 'react-i18next';
import { copyText } from './text/copy-text.ts';
import { LEFT_OUT_LINES } from './text/limits.ts';
import type { PasteReport, Report, Said, Sheet } from './sheet.ts';
import { writeTsvCell } from './text/tsv.ts';

type Any = Report | PasteReport | Said;
type Words = ReturnType<typeof useTranslation<'sheet'>>['t'];

/** Only these need to be seen; that something went well shows in the cells. */
function isShown(report: Any): boolean {
  if (report.kind === 'said') return report.what !== 'copied' && report.what !== 'cut';
  return report.left.length > 0 || linesOf(report).length > 0 || 'entries' in report;
}

const linesOf = (report: Any): ('settled' | 'unclear' | 'beyond')[] => {
  if (!('reading' in report)) return [];
  const { reading, beyond } = report;
  const lines: ('settled' | 'unclear' | 'beyond')[] = [];
  if (beyond.length > 0) lines.push('beyond');
  // How figures were read says nothing where none was taken.
  if (report.taken === 0) return lines;
  if (reading.unclear > 0) lines.push('unclear');
  else if (reading.settled > 0) lines.push('settled');
  return lines;
};

function wordsOf(report: Any, t: Words): string {
  if (report.kind === 'said') return t(`said.${report.what}`, { count: report.count });
  const done = t(`report.${report.kind}`, { count: report.taken });
  const { left } = report;
  return left.length === 0 ? done : t('report.left', { done, count: left.length });
}

/** Where a block went that did not stay side by side. */
function entryWords({ entries }: PasteReport, sheet: Sheet, t: Words): string[] {
  if (!entries) return [];
  const names = entries.columns.map((column) => sheet.data.columnName(column));
  const columns = names.join(t('report.join'));
  const lines = [t('report.entries', { columns })];
  const { rowsPassed } = entries;
  if (rowsPassed > 0) lines.push(t('report.rowsPassed', { count: rowsPassed }));
  return lines;
}

function moreWords(report: Any, sheet: Sheet, t: Words): string[] {
  if (!('reading' in report)) return [];
  const { reading, beyond } = report;
  const mark = t(reading.mark === '.' ? 'report.point' : 'report.comma');
  const counts = { beyond: beyond.length, settled: reading.settled, unclear: reading.unclear };
  const lines = linesOf(report).map((line) => t(`report.${line}`, { count: counts[line], mark }));
  return [...entryWords(report, sheet, t), ...lines];
}

export function LeftOutNotice({ sheet }: { sheet: Sheet }) {
  const { t } = useTranslation('sheet');
  const report = useSyncExternalStore(sheet.subscribeReports, sheet.lastReport);
  const words = report ? [wordsOf(report, t), ...moreWords(report, sheet, t)].join('. ') : '';
  return (
    <>
      <div className="ts-hidden" aria-live="polite" data-testid="sheet-says">
        {words}
      </div>
      {report && isShown(report) && (
        // Another report begins with its list shut.
        <Notice key={keyOf(report)} sheet={sheet} report={report} />
      )}
    </>
  );
}

let reports = 0;
const keys = new WeakMap<Any, number>();
function keyOf(report: Any): number {
  const known = keys.get(report) ?? (reports += 1);
  keys.set(report, known);
  return known;
}

function Notice({ sheet, report }: { sheet: Sheet; report: Any }) {
  const { t } = useTranslation('sheet');
  const words = wordsOf(report, t);
  return (
    <div className="ts-report" role="group" aria-label={words} data-testid="left-out">
      <Group justify="space-between" wrap="nowrap" gap="xs">
        <Group gap="xs" wrap="nowrap">
          {report.kind === 'said' && report.what === 'busy' && <Loader size={14} />}
          <Text size="sm" fw={600} data-testid="left-out-words">
            {words}
          </Text>
        </Group>
        <ActionIcon
          variant="subtle"
          size="sm"
          color="gray"
          aria-label={t('report.close')}
          onClick={() => sheet.report(undefined)}
          data-testid="left-out-close"
        >
          <IconX size={14} />
        </ActionIcon>
      </Group>
      {moreWords(report, sheet, t).map((line) => (
        <Text size="sm" className="ts-left-out-more" key={line}>
          {line}
        </Text>
      ))}
      {report.kind !== 'said' && <Details sheet={sheet} report={report} />}
    </div>
  );
}

function Details({ sheet, report }: { sheet: Sheet; report: Report | PasteReport }) {
  const { t } = useTranslation('sheet');
  const [isOpen, setOpen] = useState(false);
  const [isCopied, setCopied] = useState(false);
  const beyond = 'beyond' in report ? report.beyond : [];
  const values = [...report.left.map(({ typed }) => typed), ...beyond].filter(
    (each) => each !== '',
  );
  const more = report.left.length - LEFT_OUT_LINES;
  return (
    <>
      <Group gap={4} mt={4}>
        {report.left.length > 0 && (
          <Button
            size="compact-sm"
            variant="subtle"
            aria-expanded={isOpen}
            onClick={() => setOpen(!isOpen)}
            data-testid="left-out-list"
          >
            {t(isOpen ? 'report.hide' : 'report.why')}
          </Button>
        )}
        {report.kind === 'paste' && values.length > 0 && (
          <Button
            size="compact-sm"
            variant="subtle"
            onClick={() => setCopied(copyText(values.map(writeTsvCell).join('\r\n')))}
            data-testid="left-out-copy"
          >
            {t(isCopied ? 'report.copied' : 'report.copy', { count: values.length })}
          </Button>
        )}
      </Group>
      {isOpen && (
        <ul className="ts-left-out-list">
          {report.left.slice(0, LEFT_OUT_LINES).map((each) => (
            <li key={`${each.row} ${each.column}`}>
              <button type="button" className="ts-left-out-place" onClick={() => sheet.go(each)}>
                <bdi translate="no">{sheet.data.name(each)}</bdi>
                {each.typed !== '' && (
                  <>
                    {' '}
                    <bdi translate="no" className="ts-left-out-typed">
                      {t('report.typed', { typed: each.typed })}
                    </bdi>
                  </>
                )}
                <span className="ts-left-out-why">{each.why}</span>
              </button>
            </li>
          ))}
          {more > 0 && <li>{t('report.more', { count: more })}</li>}
        </ul>
      )}
    </>
  );
}
