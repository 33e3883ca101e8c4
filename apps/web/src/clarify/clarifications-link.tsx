/** The way from the list of workbooks to the clarifications for the cities, with how many are open. */
import { Anchor } from '@mantine/core';
import { IconMessageQuestion } from '@tabler/icons-react';
import type { ClarificationsView } from '@tallystick/protocol/views-clarification';
import { useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { api } from '../server/api.ts';
import { follow } from '../addresses/routes.ts';
import './clarify.css';

export function ClarificationsLink() {
  const { t } = useTranslation('clarify');
  const [open, setOpen] = useState<number>();
  useEffect(() => {
    void api.get<ClarificationsView>('/api/clarifications?status=open').then((answer) => {
      if (answer.ok) setOpen(answer.value.clarifications.length);
    });
  }, []);
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
