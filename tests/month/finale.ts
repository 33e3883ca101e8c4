/** How a pilot ends: verdicts and findings are released, the city answers, the version is signed twice, and its proof checked. */
import { execFile } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import type { WorkbookPage } from '../e2e/workbook-page.ts';
import { press } from './acts.ts';
import { at, NAMES, onlyAt, type Pilot } from './set-up.ts';

const FINDING = 'Households are counted by two registers; one of them is to be named.';
const ANSWER = 'The population register is used from now on.';

/** The auditor releases verdicts and a finding; the head answers it. */
export async function release(pilot: Pilot): Promise<void> {
  await onlyAt(pilot, [NAMES.auditor]);
  const auditor = await at(pilot, NAMES.auditor);
  await auditor.get('release-open').click();
  await press(auditor, 'release-confirm');
  await auditor.get('desk-open').click();
  await auditor.get('findings-tab').click();
  await auditor.get('finding-new').click();
  await auditor.page.keyboard.type(FINDING);
  await auditor.get('finding-keep').click();
  await auditor.get('finding-move').click();
  await auditor.get('findings-release').click();
  await press(auditor, 'findings-release-confirm');
  await auditor.get('finding-withdraw').waitFor();
  await onlyAt(pilot, [NAMES.head]);
  const head = await at(pilot, NAMES.head);
  await head.get('findings-open').click();
  await head.get('finding-answer-open').click();
  await head.page.keyboard.type(ANSWER);
  await head.get('finding-answer-send').click();
  await head.get('finding-answer').filter({ hasText: ANSWER }).waitFor();
}

/** The page of the version, with what was signed on it. */
async function atVersion(pilot: Pilot, name: string, version: number): Promise<WorkbookPage> {
  await onlyAt(pilot, [name]);
  const who = await at(pilot, name);
  await who.page.goto(`${pilot.server.url}/w/${pilot.workbook}/v/${version}`);
  await who.get('bundle-download').waitFor();
  return who;
}

/** The auditor attests the version, and ITU countersigns it. */
export async function sign(pilot: Pilot, version: number): Promise<void> {
  const auditor = await atVersion(pilot, NAMES.auditor, version);
  await auditor.get('attest-open').click();
  await auditor.get('attest-reasonable').click();
  await auditor.get('attest-not-looked-at').fill('Figures of private providers were not seen.');
  await press(auditor, 'attest-confirm');
  await auditor.get('signed-mark').waitFor();
  const itu = await atVersion(pilot, NAMES.itu, version);
  await itu.get('countersign-open').click();
  await press(itu, 'countersign-confirm');
  await itu.get('countersigned-mark').waitFor();
}

/** The head takes the proof of a version and the program that checks it; answers what that says. */
export async function checkedProof(pilot: Pilot, version: number): Promise<string> {
  const head = await atVersion(pilot, NAMES.head, version);
  const folder = await mkdtemp(join(tmpdir(), 'tallystick-pilot-'));
  const take = async (button: string): Promise<string> => {
    const coming = head.page.waitForEvent('download');
    await head.get(button).click();
    const download = await coming;
    const file = join(folder, download.suggestedFilename());
    await download.saveAs(file);
    return file;
  };
  try {
    const bundle = await take('bundle-download');
    const [program, key] = [await take('get-verify'), await take('get-key')];
    const asked = [program, bundle, '--key', key];
    const { stdout } = await promisify(execFile)(process.execPath, asked, { env: {} });
    return stdout;
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}
