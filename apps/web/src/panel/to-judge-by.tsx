/** What the audit side judges a data point by besides its figures: versions, other cities, queries and comments, in one place. */
import type { DataPoint } from '@tallystick/catalogue/kpi-set';
import { Title } from '@mantine/core';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import type { Subject } from '../lines/subject.ts';
import { QueriesTab } from '../queries/queries-tab.tsx';
import { OtherCities } from './behind/other-cities.tsx';
import { SinceVersion } from './behind/since-version.tsx';
import { CommentsTab } from './comments-tab.tsx';
import type { PanelTab } from './use-panel-tab.ts';

/** A part of the panel under a heading of its own. */
export function Block({ title, children }: { title: string; children: ReactNode }) {
  return (
    <section className="panel-block">
      <Title order={3} className="panel-heading">
        {title}
      </Title>
      {children}
    </section>
  );
}

type Props = { point: DataPoint; subject: Subject } & Pick<PanelTab, 'writing' | 'taken'>;

export function ToJudgeBy({ point, subject, writing, taken }: Props) {
  const { t } = useTranslation('panel');
  return (
    <>
      <Block title={t('sinceVersion.title')}>
        <SinceVersion point={point} />
      </Block>
      <Block title={t('cities.title')}>
        <OtherCities point={point} />
      </Block>
      <Block title={t('tab.queries')}>
        <QueriesTab row={point.row} isAsked={writing === 'query'} taken={taken} />
      </Block>
      <Block title={t('tab.comments')}>
        <CommentsTab subject={subject} />
      </Block>
    </>
  );
}
