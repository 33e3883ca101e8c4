/** The head of a workbook: which one, how far, who is here, and what can be done with the whole. */
import { ActionIcon, Avatar, Tooltip } from '@mantine/core';
import { IconLayoutSidebar, IconLayoutSidebarRight, IconLock } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { AuditButton } from '../audit/audit-button.tsx';
import { LockButton } from '../locking/lock-button.tsx';
import { PeopleButton } from '../members/people-dialog.tsx';
import { ReleaseButton } from '../locking/release-dialog.tsx';
import { usePeople, useWorkbook } from '../live/workbook/use-workbook.ts';
import { follow } from '../addresses/routes.ts';
import { timelinePath } from '../addresses/workbook-paths.ts';
import { QueriesButton } from '../queries/queries-desk.tsx';
import type { QueryDesk } from '../queries/use-query-desk.ts';
import { SettingsButton } from '../set-up/settings-button.tsx';
import type { Sheet } from '../spreadsheet/sheet.ts';
import { count, initials } from '../texts/locale.ts';
import { colourOf } from '../look/people-palette.ts';
import { VersionsMenu } from '../versions/versions-menu.tsx';
import { Due, DueShort } from '../kit/due.tsx';
import { Mark } from '../kit/mark.tsx';
import { MeMenu } from '../account/me-menu.tsx';
import classes from './top-bar.module.css';

/** Faces shown before the rest is a number. */
const FACES_MAX = 5;

type Props = {
  /** The list is a drawer, and has a button here. */
  listAway: boolean;
  /** False for those who read released versions alone: there is no list and no panel. */
  sheets: boolean;
  panelOpen: boolean;
  openSheets: () => void;
  togglePanel: () => void;
  /** The queue of queries; undefined where there is no sheet. */
  desk?: QueryDesk;
  /** The sheet that is worked in; undefined where there is none. */
  working?: Sheet;
};

export function TopBar(props: Props) {
  const { listAway, sheets, panelOpen, openSheets, togglePanel, desk, working } = props;
  const { t } = useTranslation('shell');
  const { view, isKnown } = useWorkbook();
  return (
    <header className={classes.bar} data-area="bar">
      {listAway && sheets && (
        <ActionIcon
          variant="subtle"
          color="gray"
          size="lg"
          aria-label={t('bar.sheets')}
          onClick={openSheets}
          data-testid="open-sheets"
        >
          <IconLayoutSidebar size={20} />
        </ActionIcon>
      )}
      <a href="/" onClick={follow} className={classes.home} aria-label={t('bar.back')}>
        <Mark named={false} />
      </a>
      <div className={classes.heading}>
        <div className={classes.called}>
          <div className={classes.name}>
            <span className={classes.city} translate="no">
              {view.city}
            </span>
            <bdi translate="no" className={classes.title} title={view.title}>
              {view.title}
            </bdi>
          </div>
          <SettingsButton />
        </div>
        <Phase />
      </div>
      <span className={classes.space} />
      <Faces />
      <div className={classes.actions}>
        {isKnown && desk && <QueriesButton desk={desk} />}
        <VersionsMenu />
        {isKnown && (view.room !== null || view.me.admin) ? <PeopleButton /> : null}
        {isKnown && view.room !== null && <AuditButton />}
        {/* What they count is counted once it is known. */}
        {isKnown && <ReleaseButton />}
        {isKnown && <LockButton working={working} />}
      </div>
      {sheets && (
        <Tooltip label={t('bar.panelKeys')}>
          <ActionIcon
            variant={panelOpen ? 'light' : 'subtle'}
            color="gray"
            size="lg"
            aria-label={t('bar.panel')}
            aria-pressed={panelOpen}
            onClick={togglePanel}
            data-testid="toggle-panel"
          >
            <IconLayoutSidebarRight size={20} />
          </ActionIcon>
        </Tooltip>
      )}
      <MeMenu about={t(`roles.${view.me.role}`)} />
    </header>
  );
}

function Phase() {
  const { t } = useTranslation(['shell', 'archive', 'timeline']);
  const { id, state, view } = useWorkbook();
  const version = state.submissions.at(-1)?.submission;
  // An observer need not read the version that is locked now.
  if (state.locked && version === undefined) return null;
  let words = t('bar.collecting');
  const isArchived = state.archived !== null;
  if (isArchived) words = t('archive:phase');
  else if (state.locked) words = t('bar.locked', { version });
  else if (version !== undefined) words = t('bar.reopened', { version });
  return (
    <span className={classes.phase} data-locked={state.locked} data-testid="phase">
      {state.locked && <IconLock size={14} aria-hidden className={classes.lock} />}
      {view.room === null ? (
        <strong>{words}</strong>
      ) : (
        <a
          href={timelinePath(id)}
          onClick={follow}
          className={classes.timeline}
          title={t('timeline:open')}
          data-testid="timeline-open"
        >
          <strong>{words}</strong>
        </a>
      )}
      {!state.locked && !isArchived && state.due !== null && (
        <>
          <span className={classes.due}>
            {' · '}
            <Due due={state.due} zone={state.zone} />
          </span>
          <span className={classes.dueShort} data-testid="due-short">
            {' · '}
            <DueShort due={state.due} zone={state.zone} />
          </span>
        </>
      )}
    </span>
  );
}

function Faces() {
  const { t } = useTranslation('shell');
  const { view, setFocus } = useWorkbook();
  const people = usePeople();
  const others = [...new Map(people.map((each) => [each.person, each])).values()].filter(
    (each) => each.person !== view.me.person,
  );
  if (others.length === 0) return null;
  const names = others.map((each) => each.name).join(', ');
  const goTo = (cell: string | null): void => {
    const at = cell?.lastIndexOf(':') ?? -1;
    if (cell && at > 0) setFocus({ row: cell.slice(0, at), column: cell.slice(at + 1) });
  };
  return (
    <div className={classes.faces} data-testid="faces">
      <Avatar.Group spacing={6} aria-hidden>
        {others.slice(0, FACES_MAX).map((each) => (
          <Tooltip key={each.person} label={`${each.name}, ${t(`roles.${each.role}`)}`}>
            <Avatar
              size={28}
              radius="xl"
              variant="filled"
              color={colourOf(each.colour)}
              onClick={() => goTo(each.cell)}
              data-testid={`face-${each.person}`}
            >
              {initials(each.name)}
            </Avatar>
          </Tooltip>
        ))}
      </Avatar.Group>
      <span className="ts-hidden">{t('bar.peopleHere', { names })}</span>
      <span className={classes.here}>
        {t('bar.here', { count: others.length + 1, n: count(others.length + 1) })}
      </span>
    </div>
  );
}
