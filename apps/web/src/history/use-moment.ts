/**
 * The cells at a number, asked for one at a time: while an answer is on its way only the last wish is kept. By hand, because
 * `useAsked` would begin a request for every step of the slider.
 */
import type { Refusal } from '@tallystick/domain/refusals';
import type { MomentView } from '@tallystick/protocol/views-history';
import { useEffect, useRef, useState } from 'react';
import { askPast } from '../server/ask-past.ts';
import { workbookApi } from '../addresses/workbook-paths.ts';

export type ShownMoment = { moment: MomentView | undefined; refusal: Refusal | undefined };

/** The moment that was answered last; it may be another one than is wished for now. */
export function useMoment(id: string, number: number | undefined): ShownMoment {
  const [shown, setShown] = useState<ShownMoment>({ moment: undefined, refusal: undefined });
  const asking = useRef<{ wanted: number | undefined; busy: boolean; gone: boolean }>({
    wanted: undefined,
    busy: false,
    gone: false,
  });
  useEffect(() => {
    const state = asking.current;
    state.gone = false;
    return () => {
      state.gone = true;
    };
  }, []);
  useEffect(() => {
    const state = asking.current;
    if (number === undefined) return;
    state.wanted = number;
    if (state.busy) return;
    const ask = async (): Promise<void> => {
      state.busy = true;
      for (let asked: number | undefined; state.wanted !== asked && !state.gone; ) {
        asked = state.wanted;
        const answer = await askPast<MomentView>(`${workbookApi(id)}/at/${asked}`);
        if (state.gone) break;
        setShown((was) =>
          answer.ok
            ? { moment: answer.value, refusal: undefined }
            : { moment: was.moment, refusal: answer.refusal },
        );
      }
      state.busy = false;
    };
    void ask();
  }, [id, number]);
  return shown;
}
