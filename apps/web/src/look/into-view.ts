/** For what opens where somebody has just pressed: it is seen whole, and not cut by the edge of what scrolls around it. */
export function intoView(opened: HTMLElement | null): void {
  opened?.scrollIntoView({ block: 'nearest' });
}
