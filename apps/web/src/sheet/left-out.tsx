/**
 * What a gesture over many cells did, and cell by cell what it left out and why. Own file because fill, clear and paste
 * say it in one way.
 */
import { ActionIcon, Button, Group, Text } from '@mantine/core';
import { IconX } from '@tabler/icons-react';
import { useState, useSyncExternalStore } from 'react';
import { useTranslation } from 'react-i18next';
import type { Report, Sheet } from './sheet.ts';

/** Lines of the list; the rest is counted. */
const LINES_MAX = 200;

export function LeftOutNotice({ sheet }: { sheet: Sheet }) {
  const { t } = useTranslation('sheet');
  const report = useSyncExternalStore(sheet.subscribeReports, sheet.lastReport);
  const words = report ? wordsOf(report, t) : '';
  return (
    <>
      <div className="ts-hidden" aria-live="polite">
        {words}
      </div>
      {report && report.left.length > 0 && (
        // Another report begins with its list shut.
        <Notice key={keyOf(report)} sheet={sheet} report={report} words={words} />
      )}
    </>
  );
}

let reports = 0;
const keys = new WeakMap<Report, number>();
function keyOf(report: Report): number {
  const known = keys.get(report) ?? (reports += 1);
  keys.set(report, known);
  return known;
}

type Words = ReturnType<typeof useTranslation<'sheet'>>['t'];

function wordsOf({ kind, taken, left }: Report, t: Words): string {
  const done = t(`report.${kind}`, { count: taken });
  return left.length === 0 ? done : t('report.left', { done, count: left.length });
}

function Notice({ sheet, report, words }: { sheet: Sheet; report: Report; words: string }) {
  const { t } = useTranslation('sheet');
  const [isOpen, setOpen] = useState(false);
  const more = report.left.length - LINES_MAX;
  return (
    <div className="ts-left-out" role="group" aria-label={words} data-testid="left-out">
      <Group justify="space-between" wrap="nowrap" gap="xs">
        <Text size="sm" fw={600} data-testid="left-out-words">
          {words}
        </Text>
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
      <Button
        size="compact-sm"
        variant="subtle"
        aria-expanded={isOpen}
        onClick={() => setOpen(!isOpen)}
        data-testid="left-out-list"
      >
        {t(isOpen ? 'report.hide' : 'report.why')}
      </Button>
      {isOpen && (
        <ul className="ts-left-out-list">
          {report.left.slice(0, LINES_MAX).map((each) => (
            <li key={`${each.row} ${each.column}`}>
              <button type="button" className="ts-left-out-place" onClick={() => sheet.go(each)}>
                <bdi>{sheet.data.name(each)}</bdi>
                <span className="ts-left-out-why">{each.why}</span>
              </button>
            </li>
          ))}
          {more > 0 && <li>{t('report.more', { count: more })}</li>}
        </ul>
      )}
    </div>
  );
}
