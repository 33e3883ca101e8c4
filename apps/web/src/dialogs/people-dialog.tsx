/**
 * Who takes part: the entities of the workbook and its people, in one dialog with tabs; beside them where the journal is
 * sent on.
 * Own file because the top bar needs a button and nothing else of it.
 */
import { Button, Tabs } from '@mantine/core';
import { useDisclosure } from '@mantine/hooks';
import { may } from '@tallystick/domain/rights';
import { IconUsers } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { useWorkbook } from '../live/use-workbook.ts';
import '../panel/panel.css';
import { Dialog } from './dialog.tsx';
import './dialogs.css';
import { EntitiesTab } from './entities-tab.tsx';
import { PeopleTab } from './people-tab.tsx';
import { WebhooksTab } from './webhooks-tab.tsx';

/** The button of the head; everyone may look, those with the right may change. */
export function PeopleButton() {
  const { t } = useTranslation(['people', 'programs']);
  const { state, actor } = useWorkbook();
  const [opened, { open, close }] = useDisclosure(false);
  const manages = !may(actor, 'manage-members', { state });
  const sendsOn = !may(actor, 'manage-webhooks', { state });
  return (
    <>
      <Button
        variant="default"
        size="xs"
        className="head-button"
        leftSection={<IconUsers size={16} aria-hidden />}
        onClick={open}
        data-testid="people-open"
      >
        {t('people')}
      </Button>
      <Dialog opened={opened} onClose={close} title={t('title')} size="lg">
        <Tabs defaultValue={manages ? 'people' : 'entities'} keepMounted={false}>
          <Tabs.List>
            <Tabs.Tab value="entities">
              {t('entities')} ({state.entities.size})
            </Tabs.Tab>
            <Tabs.Tab value="people" data-testid="people-tab">
              {t('people')} ({state.members.size})
            </Tabs.Tab>
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
          {sendsOn && (
            <Tabs.Panel value="webhooks" pt="md">
              <WebhooksTab />
            </Tabs.Panel>
          )}
        </Tabs>
      </Dialog>
    </>
  );
}
