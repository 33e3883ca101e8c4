/** The bell in the head of every page: how much waits that was not read, and the newest of it. */
import { ActionIcon, Anchor, Popover } from '@mantine/core';
import { useDisclosure } from '@mantine/hooks';
import type { InboxCount } from '@tallystick/protocol/post/inbox';
import { IconBell } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { follow } from '../addresses/routes.ts';
import { later } from '../look/later.tsx';
import { useInboxMark } from '../server/inbox-mark.ts';
import { useAsked } from '../server/use-asked.ts';
import { count } from '../texts/locale.ts';
import './inbox.css';

const InboxList = later(() => import('./inbox-list.tsx').then((m) => m.InboxList));

/** Pages without a room are told of nothing: they look this often while they are in sight, in milliseconds. */
const LOOK_MS = 60_000;
/** Above it the figure is no figure any more. */
const SHOWN_MAX = 99;

export function Bell() {
  const { t } = useTranslation('inbox');
  const [opened, { toggle, close }] = useDisclosure(false);
  const mark = useInboxMark();
  const { value } = useAsked<InboxCount>('/api/me/inbox/count', { everyMs: LOOK_MS, mark });
  const unread = value?.unread ?? 0;
  const shown = unread > SHOWN_MAX ? `${count(SHOWN_MAX)}+` : count(unread);
  return (
    <Popover
      opened={opened}
      onChange={(open) => !open && close()}
      position="bottom-end"
      width={380}
      trapFocus
      returnFocus
      withinPortal
    >
      <Popover.Target>
        <ActionIcon
          variant="subtle"
          color="gray"
          size="lg"
          className="inbox-bell"
          aria-label={unread === 0 ? t('bell.none') : t('bell.unread', { count: unread })}
          onClick={toggle}
          data-testid="bell"
        >
          <IconBell size={20} aria-hidden />
          {unread > 0 && (
            <span className="inbox-count ts-figures" aria-hidden data-testid="bell-count">
              {shown}
            </span>
          )}
        </ActionIcon>
      </Popover.Target>
      <Popover.Dropdown p={0} className="inbox-menu" aria-label={t('title')}>
        {opened && <InboxList isMenu onGo={close} />}
        <div className="inbox-foot">
          <Anchor
            href="/inbox"
            size="sm"
            onClick={(event) => {
              close();
              follow(event);
            }}
          >
            {t('all')}
          </Anchor>
        </div>
      </Popover.Dropdown>
    </Popover>
  );
}
