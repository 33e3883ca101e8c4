/** The way from the list of workbooks to the clarifications for the cities, with how many are open. */
import { Anchor } from '@mantine/core';
import { IconMessageQuestion } from '@tabler/icons-react';
import type { ClarificationsView } from '@tallystick/protocol/views-clarification';
import { useTranslation } from 'react-i18next';
import { useAsked } from '../server/use-asked.ts';
import { follow } from '../addresses/routes.ts';
import './clarify.css';

export function ClarificationsLink() {
  const { t } = useTranslation('clarify');
  const open = useAsked<ClarificationsView>('/api/clarifications?status=open').value?.clarifications
    .length;
  return (
    <Anchor
      href="/clarifications"
      onClick={follow}
      className="clarify-link"
      data-testid="clarifications-link"
    >
      <IconMessageQuestion size={16} aria-hidden />
      {open === undefined ? t('list.link') : t('list.linkCount', { count: open })}
    </Anchor>
  );
}
