/** What the dialog of people holds. */
import { Tabs } from '@mantine/core';
import { may } from '@tallystick/domain/rights';
import { useTranslation } from 'react-i18next';
import { useWorkbook } from '../live/workbook/use-workbook.ts';
import { ProgressTab } from '../rows/progress-tab.tsx';
import { EntitiesTab } from './entities-tab.tsx';
import { PeopleTab } from './people-tab.tsx';
import { WebhooksTab } from './webhooks-tab.tsx';

/** `first`: the tab that is shown; else what the person does most. */
export function PeopleTabs({ first }: { first?: 'entities' | 'people' }) {
  const { t } = useTranslation(['people', 'programs', 'rows']);
  const { state, actor } = useWorkbook();
  const manages = !may(actor, 'manage-members', { state });
  const handsOut = !may(actor, 'assign', { state });
  const sendsOn = !may(actor, 'manage-webhooks', { state });
  return (
    <Tabs defaultValue={first ?? (manages ? 'people' : 'entities')} keepMounted={false}>
      <Tabs.List>
        <Tabs.Tab value="entities">
          {t('entities')} ({state.entities.size})
        </Tabs.Tab>
        <Tabs.Tab value="people" data-testid="people-tab">
          {t('people')} ({state.members.size})
        </Tabs.Tab>
        {handsOut && (
          <Tabs.Tab value="progress" data-testid="progress-tab">
            {t('rows:behind.tab')}
          </Tabs.Tab>
        )}
        {sendsOn && (
          <Tabs.Tab value="webhooks" data-testid="webhooks-tab">
            {t('programs:hooks.tab')}
          </Tabs.Tab>
        )}
      </Tabs.List>
      <Tabs.Panel value="entities" pt="md">
        <EntitiesTab />
      </Tabs.Panel>
      <Tabs.Panel value="people" pt="md">
        <PeopleTab />
      </Tabs.Panel>
      {handsOut && (
        <Tabs.Panel value="progress" pt="md">
          <ProgressTab />
        </Tabs.Panel>
      )}
      {sendsOn && (
        <Tabs.Panel value="webhooks" pt="md">
          <WebhooksTab />
        </Tabs.Panel>
      )}
    </Tabs>
  );
}
