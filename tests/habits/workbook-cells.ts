/** The cells of the demonstration workbook past every page: read, set and commented on as a program would. */
import type { CellId } from '@tallystick/domain/cells/ids';
import type { CellsPage } from '@tallystick/protocol/cells';
import { PAGE_LINES_MAX } from '@tallystick/protocol/limits';
import { expect } from 'vitest';
import { type ApiClient, DEMO_WORKBOOK } from '../process/api-client.ts';

const CELLS = `/api/workbooks/${DEMO_WORKBOOK}/cells`;

export class WorkbookCells {
  private readonly api: ApiClient;

  constructor(api: ApiClient) {
    this.api = api;
  }

  /** Texts by cell, as the server keeps them. */
  async kept(): Promise<Map<string, string>> {
    const kept = new Map<string, string>();
    let after: string | null = '';
    do {
      const query: string = after === '' ? '' : `&after=${encodeURIComponent(after)}`;
      const answer = await this.api.get(`${CELLS}?limit=${PAGE_LINES_MAX}${query}`);
      const page = (await answer.json()) as CellsPage;
      for (const { cell, text } of page.cells) kept.set(cell, text);
      after = page.next;
    } while (after !== null);
    return kept;
  }

  /** Sets those of these cells that hold another text. */
  async set(wanted: ReadonlyMap<string, string>): Promise<void> {
    const now = await this.kept();
    const changes = [...wanted].filter(([cell, text]) => (now.get(cell) ?? '') !== text);
    if (changes.length === 0) return;
    const cells = changes.map(([cell, text]) => [cell, text === '' ? null : text]);
    const answer = await this.api.fetch(this.api.url + CELLS, {
      method: 'PATCH',
      headers: {
        'content-type': 'application/json',
        'idempotency-key': crypto.randomUUID(),
        origin: this.api.url,
        cookie: this.api.cookie,
      },
      body: JSON.stringify({ cells: Object.fromEntries(cells) }),
    });
    expect(answer.ok, `cells could not be set: ${answer.status} ${await answer.text()}`).toBe(true);
  }

  async comment(cell: string): Promise<void> {
    const answer = await this.api.command({
      type: 'comment',
      cell: cell as CellId,
      parent: null,
      text: 'Is this the net figure?',
      audience: 'members',
    });
    expect(answer.ok, await answer.text()).toBe(true);
  }
}
