/** The cell under an editor, of a sheet: what was begun there, and what others make of it in words. */
import type { CellSpec } from '@tallystick/domain/cells/cell-spec';
import { shownText } from '../lines/formula-facts.ts';
import type { SheetSource } from '../lines/sheet-source.ts';
import type { TypedCell } from './open-text.ts';
import type { LookWords } from '../lines/quick-words.ts';

export type Watched = { source: SheetSource; spec: CellSpec; t: LookWords };

/** Undefined where nothing is written, as in a locked version. */
export function typedCell({ source, spec, t }: Watched): TypedCell | undefined {
  const { half } = source;
  if (!half) return undefined;
  const { cell } = spec;
  return {
    begun: half.begun(cell),
    keep: (text) => half.keep(cell, text),
    setAside: (text) => half.setAside(cell, text),
    watch: (tell) => watchCell({ source, spec, t }, tell),
    words: { begun: begunWords({ source, spec, t }), held: t('typing:news.held') },
  };
}

/** Told in a sentence what others have made of a cell, at once without a name, then with it. */
export function watchCell({ source, spec, t }: Watched, tell: (news: string) => void): () => void {
  const { cell } = spec;
  let times = 0;
  let stood = source.get(cell);
  const stop = source.subscribe?.((_, remote) => {
    const stands = source.get(cell);
    const isNews = remote.has(cell) && stands !== stood;
    stood = stands;
    // A room that comes back brings all its cells, most of them as they were.
    if (!isNews) return;
    times += 1;
    const time = times;
    const say = (name: string): void => {
      if (time === times) tell(newsWords({ source, spec, t }, name));
    };
    say('');
    void source.half?.lastBy(cell).then((name) => name !== '' && say(name));
  });
  return () => {
    times = -1;
    stop?.();
  };
}

function newsWords({ source, spec, t }: Watched, name: string): string {
  const who = name === '' ? t('typing:news.somebody') : name;
  const value = standing({ source, spec, t });
  return value === undefined
    ? t('typing:news.emptied', { who })
    : t('typing:news.set', { who, value });
}

/** What is said of a text that was begun earlier. */
export function begunWords(watched: Watched): string {
  const value = standing(watched);
  const { t } = watched;
  return value === undefined ? t('typing:begun') : t('typing:begunOver', { value });
}

function standing({ source, spec }: Watched): string | undefined {
  const stored = source.get(spec.cell);
  return stored === undefined ? undefined : shownText(source, spec, stored);
}
