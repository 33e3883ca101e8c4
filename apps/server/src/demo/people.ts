/** The demo city's entities and people: all fictional, given names only. */
import type { Role } from '@tallystick/domain/roles';

export const CITY = 'Riverton';
export const TITLE = '2026 assessment';
export const TITLE_THEN = '2025 assessment';

/** Entity id, name, and the departments of the catalogue whose rows it fills. */
export const ENTITIES: { id: string; name: string; departments: string[] }[] = [
  {
    id: 'e_statistics',
    name: 'Statistics and Digital Office',
    departments: ['ICT', 'Economy', 'Finance'],
  },
  { id: 'e_water', name: 'Riverton Water', departments: ['Water'] },
  { id: 'e_energy', name: 'Energy and Buildings', departments: ['Energy', 'Buildings'] },
  { id: 'e_mobility', name: 'Mobility and Planning', departments: ['Transport', 'Planning'] },
  { id: 'e_environment', name: 'Environment and Waste', departments: ['Environment', 'Waste'] },
  {
    id: 'e_people',
    name: 'Health, Education and Safety',
    departments: ['Health', 'Education', 'Social', 'Culture', 'Housing', 'Safety'],
  },
];

export type DemoPerson = { id: string; name: string; role: Role; entity: string | null };

export const PEOPLE: DemoPerson[] = [
  { id: 'p_amara', name: 'Amara', role: 'coordinator', entity: null },
  { id: 'p_henrik', name: 'Henrik', role: 'head', entity: null },
  { id: 'p_lucia', name: 'Lucía', role: 'contributor', entity: 'e_statistics' },
  { id: 'p_dmitri', name: 'Dmitri', role: 'contributor', entity: 'e_statistics' },
  { id: 'p_wen', name: 'Wen', role: 'contributor', entity: 'e_water' },
  { id: 'p_bruno', name: 'Bruno', role: 'contributor', entity: 'e_water' },
  { id: 'p_salma', name: 'Salma', role: 'contributor', entity: 'e_energy' },
  { id: 'p_piotr', name: 'Piotr', role: 'contributor', entity: 'e_energy' },
  { id: 'p_noor', name: 'Noor', role: 'contributor', entity: 'e_mobility' },
  { id: 'p_tiago', name: 'Tiago', role: 'contributor', entity: 'e_mobility' },
  { id: 'p_ines', name: 'Inès', role: 'contributor', entity: 'e_environment' },
  { id: 'p_kofi', name: 'Kofi', role: 'contributor', entity: 'e_environment' },
  { id: 'p_leila', name: 'Leila', role: 'contributor', entity: 'e_people' },
  { id: 'p_anders', name: 'Anders', role: 'contributor', entity: 'e_people' },
  { id: 'p_yara', name: 'Yara', role: 'auditor', entity: null },
  { id: 'p_mei', name: 'Mei', role: 'itu', entity: null },
  { id: 'p_olu', name: 'Olu', role: 'observer', entity: null },
];
