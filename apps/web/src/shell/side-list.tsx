/** The list at the left: sheets, views and entities with their progress. */
import { Skeleton, Text, UnstyledButton } from '@mantine/core';
import { may } from '@tallystick/domain/rights';
import { type ReactNode } from 'react';
import { seesAllVerdicts } from '@tallystick/domain/verdicts-for';
import { useTranslation } from 'react-i18next';
import type { SheetName } from '../lines/sheet-columns.ts';
import { useAllCells, useWorkbook } from '../live/workbook/use-workbook.ts';
import { LifeBar } from '../rows/life-bar.tsx';
import { byName } from '../texts/by-name.ts';
import { countLives, type LifeCounts } from '../rows/life-counts.ts';
import { count, percent } from '../texts/locale.ts';
import classes from './side-list.module.css';
import {
  type Looking,
  rowIds,
  rowsByEntity,
  rowsInView,
  type Share,
  shareOf,
  UNASSIGNED,
  versionBefore,
  VIEWS,
  type View,
} from '../views/row-sets.ts';
import { useLooking } from '../views/use-looking.ts';
import {
  everything,
  only,
  otherSheet,
  SHEETS,
  type Shown,
  soleFilter,
} from '../views/view-state.ts';

export function SideList({ shown, show }: { shown: Shown; show: (shown: Shown) => void }) {
  const { t } = useTranslation('shell');
  const looking = useLooking();
  const { sheet } = shown;
  const isLead = may(looking.actor, 'add-entity', { state: looking.state }) === undefined;
  const sole = soleFilter(shown);
  useAllCells();
  const before = versionBefore(looking.state);
  const { isKnown } = useWorkbook();
  // Before the cells are known nothing is counted.
  const figures = isKnown ? figuresOf(looking, sheet) : undefined;
  const entities =
    figures?.entities ?? byName(looking.state.entities.values()).map((each) => ({ ...each }));
  const isIn = (view: View): boolean => (figures?.views[view] ?? 0) > 0;
  const askedIn = (view: View) => (isAskedView(view) ? figures?.asked[view] : undefined);
  // Where a question is, nobody knows before: the list leads to the sheet that has one.
  const sheetOf = (view: View): SheetName => {
    const asked = askedIn(view);
    return asked !== undefined && asked.here === 0 && asked.all > 0 ? otherSheet(sheet) : sheet;
  };
  const views = VIEWS.filter((view) => {
    if (view === 'mine') return looking.entity !== null;
    if (view === 'reopened' || view === 'proposals') return isIn(view);
    if (isAskedView(view))
      return (view === 'to-clarify' && isAsked(looking)) || (askedIn(view)?.all ?? 0) > 0;
    if (view === 'unverified') return seesAllVerdicts(looking.actor);
    if (view === 'screening')
      return may(looking.actor, 'read-screening', { state: looking.state }) === undefined;
    if (isLife(view) || isVerdict(view)) return isIn(view);
    return view !== 'drafts' || isIn(view);
  });
  return (
    <nav className={classes.nav} aria-label={t('bar.sheets')} data-keeps-keyboard>
      <Section title={t('side.sheets')}>
        {SHEETS.map((each) => (
          <Item
            key={each}
            label={t(`side.${each}`)}
            current={each === sheet}
            figure={figures ? <ShareWords share={figures.sheets[each]} /> : UNKNOWN}
            bar={figures?.lives[each]}
            choose={() => show(everything(each))}
            testid={`sheet-${each}-open`}
          />
        ))}
      </Section>
      <Section title={t('side.views')}>
        {views.map((view) => (
          <Item
            key={view}
            label={t(`side.${view}`)}
            current={view === 'all' ? shown.filters.length === 0 : sole?.kind === view}
            figure={figures ? <ViewFigure figures={figures} view={view} /> : UNKNOWN}
            choose={() => show(view === 'all' ? everything(sheet) : only(sheetOf(view), view))}
            testid={`view-${view}`}
          />
        ))}
        {before !== undefined && seesAllVerdicts(looking.actor) && (
          <Item
            label={t('side.changed', { version: before })}
            current={sole?.kind === 'changed' && sole.value === String(before)}
            figure={null}
            choose={() => show(only(sheet, 'changed', String(before)))}
            testid="view-changed"
          />
        )}
      </Section>
      <Section title={t('side.entities')}>
        {entities.length === 0 && (
          <p className={classes.hint}>{t(isLead ? 'side.noEntitiesLead' : 'side.noEntities')}</p>
        )}
        {entities.map((entity) => (
          <Item
            key={entity.id}
            label={entity.id === UNASSIGNED ? t('side.unassigned') : entity.name}
            current={sole?.kind === 'entity' && sole.value === entity.id}
            figure={<EntityFigure entity={entity} sheet={sheet} />}
            bar={'lives' in entity && entity.id !== UNASSIGNED ? entity.lives : undefined}
            choose={() => show(only(sheet, 'entity', entity.id))}
            testid={`entity-${entity.id}`}
          />
        ))}
      </Section>
    </nav>
  );
}

const UNKNOWN = (
  <Skeleton component="span" display="inline-block" width={28} height={10} aria-hidden />
);

type EntityProps = {
  entity: { id: string; share?: Share; rows?: Record<SheetName, number> };
  sheet: SheetName;
};

function EntityFigure({ entity, sheet }: EntityProps) {
  const { id, share, rows } = entity;
  if (!share || !rows) return UNKNOWN;
  if (id !== UNASSIGNED) return <ShareWords share={share} isOfBoth={rows.kpi * rows.profile > 0} />;
  return <Both here={rows[sheet]} there={rows[otherSheet(sheet)]} />;
}

/** Whoever answers always sees whether something is asked, the others while it is. */
const isAsked = ({ actor, state }: Looking): boolean => may(actor, 'rule', { state }) === undefined;

/** Questions stand in both sheets, and are listed while there are some. */
type AskedView = 'to-clarify' | 'rulings' | 'queried' | 'to-answer';
const isAskedView = (view: View): view is AskedView =>
  view === 'to-clarify' || view === 'rulings' || view === 'queried' || view === 'to-answer';

const isVerdict = (view: View): boolean => view === 'stale' || view === 'refuted';

/** States of rows: listed while there are rows in them. */
const isLife = (view: View): boolean =>
  view === 'ready' || view === 'in-progress' || view === 'not-available' || view === 'untyped';

function figuresOf(looking: Looking, sheet: SheetName) {
  const { catalogue, state } = looking;
  const share = (rows: string[]): Share => shareOf(looking, rows);
  const isOn = (sheetOf: SheetName) => (row: string) =>
    (catalogue.rows.get(row)?.kind === 'profile') === (sheetOf === 'profile');
  const figures = (rows: string[]) => ({
    share: share(rows),
    lives: countLives(looking, rows),
    rows: { kpi: rows.filter(isOn('kpi')).length, profile: rows.filter(isOn('profile')).length },
  });
  /** Of a view whose rows stand in both sheets. */
  const both = (view: View) => {
    const here = rowsInView(looking, sheet, view).length;
    return { here, all: here + rowsInView(looking, otherSheet(sheet), view).length };
  };
  const rows = rowsByEntity(looking);
  const entities = byName(state.entities.values()).map(({ id, name }) => ({
    id: id as string,
    name,
    ...figures(rows.get(id) ?? []),
  }));
  const free = rows.get(UNASSIGNED) ?? [];
  if (entities.length > 0 && free.length > 0)
    entities.push({ id: UNASSIGNED, name: '', ...figures(free) });
  return {
    sheets: {
      kpi: share(rowIds(catalogue, 'kpi')),
      profile: share(rowIds(catalogue, 'profile')),
    },
    lives: {
      kpi: countLives(looking, rowIds(catalogue, 'kpi')),
      profile: countLives(looking, rowIds(catalogue, 'profile')),
    },
    asked: {
      'to-clarify': both('to-clarify'),
      rulings: both('rulings'),
      queried: both('queried'),
      'to-answer': both('to-answer'),
    },
    mine: both('mine'),
    screening: both('screening'),
    views: Object.fromEntries(
      VIEWS.map((view) => [view, rowsInView(looking, sheet, view).length]),
    ) as Record<View, number>,
    entities,
  };
}

/** Of the open questions those of both sheets; of one's own and of screened rows how many stand in each. */
function ViewFigure({ figures, view }: { figures: ReturnType<typeof figuresOf>; view: View }) {
  const isOwn = view === 'mine' || view === 'screening';
  if (!isOwn && !isAskedView(view)) return <>{count(figures.views[view])}</>;
  const { here, all } = isOwn ? figures[view] : figures.asked[view];
  return <Both here={here} there={all - here} isSum={!isOwn} />;
}

type BothProps = {
  here: number;
  there: number;
  /** Shown as one figure, where the line leads to whichever sheet has them. */
  isSum?: boolean;
};

/** Rows of both sheets: the line above the sheet counts those of one, and the two must not contradict each other. */
function Both({ here, there, isSum = false }: BothProps) {
  const { t } = useTranslation('shell');
  if (there === 0) return <>{count(here)}</>;
  const words = t('side.bothSheets', { here: count(here), there: count(there) });
  return (
    <span title={words}>
      <span aria-hidden>{isSum ? count(here + there) : `${count(here)} + ${count(there)}`}</span>
      <span className="ts-hidden">{words}</span>
    </span>
  );
}

function Section({ title, children }: { title: string; children: ReactNode }) {
  return (
    <section className={classes.section}>
      <h2 className={classes.title}>{title}</h2>
      <div>{children}</div>
    </section>
  );
}

function ShareWords({ share, isOfBoth = false }: { share: Share; isOfBoth?: boolean }) {
  const { t } = useTranslation('shell');
  const words = t(isOfBoth ? 'side.entityShareBoth' : 'side.entityShare', {
    reported: count(share.reported),
    total: count(share.total),
  });
  if (share.total === 0) return <>—</>;
  return (
    <span title={words}>
      <span aria-hidden>{percent(share.reported / share.total)}</span>
      <span className="ts-hidden">{words}</span>
    </span>
  );
}

type ItemProps = {
  label: string;
  current: boolean;
  figure: ReactNode;
  bar?: LifeCounts | undefined;
  choose: () => void;
  testid: string;
};

function Item({ label, current, figure, bar, choose, testid }: ItemProps) {
  return (
    <UnstyledButton
      className={classes.item}
      aria-current={current ? 'true' : undefined}
      // Where the list comes over the sheet, the keyboard goes here first.
      data-autofocus={current || undefined}
      onClick={choose}
      data-testid={testid}
    >
      <span className={classes.line}>
        <Text component="span" size="sm" className={classes.label} title={label} dir="auto">
          {label}
        </Text>
        <Text component="span" size="sm" className={classes.figure}>
          {figure}
        </Text>
      </span>
      {bar && <LifeBar counts={bar} />}
    </UnstyledButton>
  );
}
