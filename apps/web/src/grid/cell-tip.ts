/**
 * What is said beside the pointer of a cell or a column's name: a line a sentence. It stays as long as the pointer, and
 * Escape takes it away wherever the keyboard is (WCAG 1.4.13); the grid's own one hears that key in its cell alone.
 */
import type { ITooltipComp, ITooltipParams } from 'ag-grid-community';
import './cell-tip.css';

/** As long as a timer can be, in milliseconds: the grid knows no other way to say for ever. */
export const TIP_STAYS_MS = 2_147_483_647;

export class CellTip implements ITooltipComp {
  private readonly box = document.createElement('div');
  private readonly gone = new AbortController();

  init({ value, hideTooltipCallback }: ITooltipParams): void {
    this.box.className = 'ts-tip';
    this.box.role = 'tooltip';
    this.box.textContent = String(value);
    const pressed = ({ key }: KeyboardEvent): void => {
      if (key === 'Escape') hideTooltipCallback?.();
    };
    document.addEventListener('keydown', pressed, { capture: true, signal: this.gone.signal });
  }

  getGui(): HTMLElement {
    return this.box;
  }

  destroy(): void {
    this.gone.abort();
  }
}
