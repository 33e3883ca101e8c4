/** What a line of the table of routes says, and the groups of people that it names. */
import { ACTORS, type ActorName, type Scene } from './scene.ts';

export type RouteLine = {
  /** `METHOD /path`, as the route is declared. */
  route: string;
  may: readonly ActorName[] | 'everybody';
  /** The request; left out where the route is tried elsewhere, for the reason given. */
  ask?: (scene: Scene) => { path: string; body?: object; headers?: Record<string, string> };
  elsewhere?: string;
  /** Who is not asked to try it. */
  not?: readonly ActorName[];
  /** To whom it is as if it did not exist yet. */
  hidden?: readonly ActorName[];
  /** Status for those who are no members; 404 unless the route is no workbook's. */
  outside?: 403;
  isStream?: true;
};

export const CITY: readonly ActorName[] = ['water', 'roads', 'coordinator', 'head'];
export const AUDIT: readonly ActorName[] = ['auditor', 'itu'];
export const READERS: readonly ActorName[] = [...CITY, ...AUDIT];
export const MEMBERS: readonly ActorName[] = [...READERS, 'observer'];
export const SIGNED_IN: readonly ActorName[] = [...MEMBERS, 'admin', 'elsewhere', 'stranger'];
export const NOT_ADMIN = ACTORS.filter((actor) => actor !== 'admin');
export const MANAGERS: readonly ActorName[] = ['coordinator', 'head', 'admin'];

export const at = (path: string) => (scene: Scene) => ({
  path: path.replace(':id', scene.workbook),
});
