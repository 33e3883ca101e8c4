/** Messages that something was done, above the line of what is saved. On a phone one at a time at the top: at the bottom they lay over the fields of a form. */
import { Notifications } from '@mantine/notifications';
import { NARROW_TOASTS } from './say-done.tsx';
import { useMedia } from '../look/use-media.ts';

export function Toasts() {
  const narrow = useMedia(NARROW_TOASTS);
  return (
    // F6 leads to what a message asks.
    <Notifications
      position={narrow ? 'top-center' : 'bottom-right'}
      limit={narrow ? 1 : 5}
      className="ts-toasts"
      data-area="asked"
    />
  );
}
