import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { inspect } from 'node:util';
import { type CallName, calls } from '#shared/ipc/contract.ts';
import { pdfBytes } from '../archive/document-server.ts';
import type { ProgramProcess } from '../program/start-program.ts';
import { between, oneOf, type Random, seededRandom } from '../soak/random.ts';
import { within } from '../waits.ts';
import { KnownValues, randomRequest } from './random-requests.ts';
import { preview, startVendor } from './vendor.ts';

export interface CallsTally {
  readonly calls: number;
  /** By name: how often it was called, and how often it was answered with ok. */
  readonly byName: ReadonlyMap<CallName, { called: number; ok: number }>;
  readonly ok: number;
  /** Did not fit the contract, and were turned away because of that. */
  readonly refused: number;
  /** Answers `internal`, calls that were rejected though they fit, and those that fit and took too long. */
  readonly wrong: readonly string[];
  /** The longest that a call took, in milliseconds, and which. */
  readonly slowest: { readonly millis: number; readonly name: string };
}

const longestSeconds = 30;

/** What takes long, or takes much away, comes seldom. */
const seldom: Partial<Record<CallName, number>> = {
  'accounts.createPractice': 0.02,
  'accounts.remove': 0.05,
  'accounts.add': 0.3,
  'backup.start': 0.05,
  'backup.choose': 0.2,
  'exports.start': 0.3,
  'imports.remove': 0.2,
  'notifications.test': 0.05,
  'practice.advance': 0.05,
  'settings.chooseArchiveFolder': 0.03,
  'sync.start': 0.3,
  'usage.history': 0.2,
  'verification.start': 0.2,
};
const names = Object.keys(calls) as CallName[];

/**
 * Calls everything that the contract has, as a page that somebody else steers would, so many times; each call at least once.
 * The same seed gives the same course of requests, but for ids that the program draws.
 */
export async function callAtRandom(program: ProgramProcess, count: number, seed: number): Promise<CallsTally> {
  const random = seededRandom(seed);
  const known = new KnownValues();
  const byName = new Map(names.map((name) => [name, { called: 0, ok: 0 }]));
  const wrong: string[] = [];
  let [ok, refused, slowest] = [0, 0, { millis: 0, name: '' }];
  await using vendor = await startVendor();
  await using second = await startVendor();
  vendor.routes['POST /v1/invoices/create_preview'] = preview(15_000);
  const desk = prepareDesk(program.folder);
  for (const url of [vendor.url, second.url]) known.add('baseUrl', url);
  for (const [name, value] of [
    ...([
      ['customerId', 'cus_1'] as const,
      ['dropId', 'drop'],
      ['subscriptionId', 'sub_1'],
      ['source', 'stripe'],
    ] as const),
    ...([
      ['template', '{number}'],
      ['template', '{year}/{number}'],
      ['text', 'acme'],
      ['number', 'A-1'],
    ] as const),
  ])
    known.add(name, value);
  for (const [index, { url }] of [vendor, second].entries()) {
    const given = { source: 'stripe', key: `rk_live_Random${index}Vendor`, baseUrl: url, customerId: 'cus_1' } as const;
    const added = await program.ask('connect', { name: `Vendor ${index}`, ...given });
    if (!added.ok) throw new Error(added.error.code);
    await program.ask('check', [added.value]);
    await program.ask('sync', added.value);
    known.add('accountId', added.value);
  }
  const everything = { accountId: null, text: '', statuses: [], sort: { by: 'issuedAt', descending: true }, offset: 0 };
  for (const [name, request] of [
    ['invoices.query', { ...everything, limit: 100 }],
    ['accounts.list', null],
    ['exports.chooseFolder', null],
  ] as const) {
    await program.ask('desktop', { folder: join(program.folder, 'desk') });
    const answer = await program.ask('call', { name, request });
    if (answer.ok) known.learn(name, answer.value);
  }

  const order = orderOf(random, count);
  for (const [index, name] of order.entries()) {
    if (index % 10 === 0) await program.ask('desktop', desk(random, index));
    const schema = calls[name].request;
    const request = randomRequest(random, known, schema);
    const fits = schema.safeParse(request).success;
    const tally = byName.get(name);
    if (tally) tally.called++;
    const begun = performance.now();
    try {
      const answer = await within(longestSeconds, name, program.ask('call', { name, request }, longestSeconds + 5));
      if (answer.ok) {
        ok++;
        if (tally) tally.ok++;
        known.learn(name, answer.value);
      } else if (answer.error.code === 'internal') wrong.push(`${name}: internal, ${shown(request)}`);
      if (!fits) wrong.push(`${name}: answered though it does not fit, ${shown(request)}`);
    } catch (cause) {
      // What cannot be told apart by a page: it does not fit the contract.
      if (!program.isAlive()) throw cause;
      if (fits || !/does not fit the contract/.test(String(cause)))
        wrong.push(`${name}: ${String(cause)}, ${shown(request)}`);
      else refused++;
    }
    const millis = performance.now() - begun;
    if (millis > slowest.millis) slowest = { millis, name };
  }
  for (const { kind, code } of await program.ask('jobs', null, 60))
    if (code === 'internal') wrong.push(`the job ${kind}: internal`);
  wrong.push(...(await program.ask('faults', null)));
  return { calls: order.length, byName, ok, refused, wrong, slowest };
}

const shown = (request: unknown): string =>
  inspect(request, { maxStringLength: 100, breakLength: Infinity }).slice(0, 300);

/** Each once, and then by their weights. */
function orderOf(random: Random, count: number): CallName[] {
  const order = [...names];
  while (order.length < count) {
    const [first = 'app.info', ...rest] = names;
    const name = oneOf(random, [first, ...rest]);
    if (random() < (seldom[name] ?? 1)) order.push(name);
  }
  return order;
}

/** What a person would choose in dialogs, or drop, or have on the clipboard; sometimes nothing, or what is not there. */
function prepareDesk(folder: string) {
  const place = join(folder, 'desk');
  mkdirSync(place, { recursive: true });
  const files = ['a.pdf', 'b.pdf', 'no.pdf'].map((name) => join(place, name));
  for (const [index, file] of files.entries())
    writeFileSync(file, index === 2 ? '<html>' : pdfBytes(`imported ${index}`));
  return (random: Random, nth: number) => ({
    folder: oneOf(random, [null, join(place, `out-${nth % 5}`), place, join(place, 'not', 'there'), files[0] ?? null]),
    files: oneOf(random, [files, [], files.slice(2), [join(place, 'none.pdf')]]),
    file: oneOf(random, [null, files[0] ?? null, join(place, 'none.zip')]),
    saveFile: oneOf(random, [null, join(place, `saved-${nth % 7}`), join(place, 'not', 'there', 'x.csv')]),
    yes: random() < 0.7,
    clipboard: oneOf(random, ['no key', `rk_live_Random${between(random, 2, 9)}Vendor`, 'private_RandomKey4242']),
  });
}
