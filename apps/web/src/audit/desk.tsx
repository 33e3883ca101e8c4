/** The desk of the audit side: working papers, interviews, findings. Nobody else is shown that it is there. */
import { Loader, Tabs, Text } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { Notice } from '../kit/notice.tsx';
import { RefusalText } from '../kit/refusal-text.tsx';
import { count } from '../texts/locale.ts';
import './audit.css';
import { FindingsTab } from './findings-tab.tsx';
import { InterviewsTab } from './interviews-tab.tsx';
import { PapersTab } from './papers-tab.tsx';
import { useAudit } from '../live/workbook/use-audit.ts';

/** `first`: the tab that is open at the beginning. */
export function AuditDesk({ close, first }: { close: () => void; first: 'papers' | 'findings' }) {
  const { t } = useTranslation('audit');
  const { asked, give } = useAudit();
  const { value, refusal } = asked;
  return (
    <>
      <Text size="sm" c="var(--ts-muted)" mb={8}>
        {t('about')}
      </Text>
      {refusal && (
        <Notice tone="bad" role="alert">
          <RefusalText refusal={refusal} />
        </Notice>
      )}
      {value === undefined && !refusal && <Loader size="sm" aria-label={t('loading')} />}
      {value && (
        <Tabs defaultValue={first} keepMounted={false}>
          <Tabs.List>
            <Tabs.Tab value="papers" data-testid="papers-tab">
              {t('papers.tab', { n: count(value.papers.length) })}
            </Tabs.Tab>
            <Tabs.Tab value="interviews" data-testid="interviews-tab">
              {t('interviews.tab', { n: count(value.interviews.length) })}
            </Tabs.Tab>
            <Tabs.Tab value="findings" data-testid="findings-tab">
              {t('findings.tab', { n: count(value.findings.length) })}
            </Tabs.Tab>
          </Tabs.List>
          <Tabs.Panel value="papers" pt="md">
            <PapersTab papers={value.papers} give={give} close={close} />
          </Tabs.Panel>
          <Tabs.Panel value="interviews" pt="md">
            <InterviewsTab interviews={value.interviews} give={give} close={close} />
          </Tabs.Panel>
          <Tabs.Panel value="findings" pt="md">
            <FindingsTab findings={value.findings} give={give} close={close} />
          </Tabs.Panel>
        </Tabs>
      )}
    </>
  );
}
