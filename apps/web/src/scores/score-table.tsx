/** The table behind the wheel: each data point with its result and its points, under the scores of its category. */
import type { Standing, Wheel, WheelDimension, WheelGroup } from '@tallystick/picture/model';
import { drawPoints } from '@tallystick/picture/matrix';
import { percentWords, standingWords, wordsOf } from '@tallystick/picture/words/words';
import { Title } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { placeOf } from './places.ts';

type Texts = { resultOf: (row: string) => string; nameOf: (row: string) => string };

export function Cells({ points }: { points: 1 | 2 | 3 | 4 }) {
  return (
    <span
      className="scores-cells"
      aria-hidden
      dangerouslySetInnerHTML={{ __html: drawPoints(points) }}
    />
  );
}

function StandingOf({ standing, language }: { standing: Standing } & Pick<Wheel, 'language'>) {
  const words = wordsOf(language);
  return (
    <span className="scores-standing">
      {standing.kind === 'scored' && <Cells points={standing.points} />}
      <span>{standingWords(words, standing)}</span>
    </span>
  );
}

function useScoreWords(language: Wheel['language']) {
  const { t } = useTranslation('scores');
  return (score: WheelGroup['score']) =>
    score === null
      ? t('noScore')
      : t('score', {
          percent: percentWords(wordsOf(language), score.text),
          counted: score.counted,
          of: score.of,
        });
}

function Group(props: { group: WheelGroup; texts: Texts } & Pick<Wheel, 'language'>) {
  const { group, texts, language } = props;
  const scoreWords = useScoreWords(language);
  return (
    <tbody>
      <tr id={placeOf(group.id)} tabIndex={-1} className="scores-group">
        <th scope="rowgroup" colSpan={2}>
          {group.name}
        </th>
        <td>
          <span className="scores-standing">
            {group.score && <Cells points={group.score.band} />}
            <span>{scoreWords(group.score)}</span>
          </span>
        </td>
      </tr>
      {group.points.map(({ id, standing }) => (
        <tr key={id} id={placeOf(id)} tabIndex={-1}>
          <th scope="row">
            <bdi>{texts.nameOf(id)}</bdi>
          </th>
          <td className="scores-result">
            <bdi>{texts.resultOf(id)}</bdi>
          </td>
          <td>
            <StandingOf standing={standing} language={language} />
          </td>
        </tr>
      ))}
    </tbody>
  );
}

function Dimension(props: { dimension: WheelDimension; texts: Texts } & Pick<Wheel, 'language'>) {
  const { t } = useTranslation('scores');
  const { dimension, texts, language } = props;
  const scoreWords = useScoreWords(language);
  const place = placeOf(dimension.id);
  return (
    <section aria-labelledby={place}>
      <Title order={2} size="h4" id={place} tabIndex={-1}>
        {dimension.name} <span className="scores-muted">{scoreWords(dimension.score)}</span>
      </Title>
      <table className="scores-table" aria-labelledby={place}>
        <thead>
          <tr>
            <th scope="col">{t('rows')}</th>
            <th scope="col">{t('result')}</th>
            <th scope="col">{t('benchmark')}</th>
          </tr>
        </thead>
        {dimension.groups.map((group) => (
          <Group key={group.id} group={group} texts={texts} language={language} />
        ))}
      </table>
    </section>
  );
}

export function ScoreTable({ wheel, texts }: { wheel: Wheel; texts: Texts }) {
  return wheel.dimensions.map((dimension) => (
    <Dimension key={dimension.id} dimension={dimension} texts={texts} language={wheel.language} />
  ));
}
