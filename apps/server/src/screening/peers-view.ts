/** Where verified results of other cities lie beside those of a workbook, as the audit side is told it. */
import { peerSpans } from '@tallystick/domain/screening/peer-span';
import { PEERS_LEAST } from '@tallystick/domain/screening/outlier';
import type { PeersView } from '@tallystick/protocol/audit/views-screening';
import type { Deps } from '../workbook/deps.ts';
import type { LiveWorkbook } from '../workbook/live-workbook.ts';
import { type Peers, populationOf } from './peers.ts';

type Sources = Pick<Deps, 'catalogueOf'> & { peers: Peers };

export async function peersView(
  { catalogueOf, peers }: Sources,
  workbook: LiveWorkbook,
): Promise<PeersView> {
  const cities = await peers.cities(workbook);
  const catalogue = catalogueOf(workbook.state.edition);
  const isShare = (row: string): boolean => {
    const point = catalogue.rows.get(row);
    return point?.kind === 'data-point' && point.unit === '%';
  };
  const population = populationOf(Object.fromEntries(workbook.room.index.texts));
  return { least: PEERS_LEAST, rows: peerSpans(cities, { population, isShare }) };
}
