import { within } from './waits.ts';

type Controlled = 'clock' | 'faults';

/** Drives the practice server at an address, as `billfold practice --help` says. */
export function practiceControl(url: string) {
  const post = async (what: Controlled, body: unknown): Promise<void> => {
    const asked = fetch(`${url}/_practice/${what}`, { method: 'POST', body: JSON.stringify(body) });
    const answer = await within(20, `the practice server's ${what}`, asked);
    if (!answer.ok) throw new Error(`The practice server answered ${answer.status}: ${await answer.text()}`);
  };
  return {
    moveTo: (now: string) => post('clock', { now }),
    /** Only these faults from now on. */
    fail: (...faults: object[]) => post('faults', { clear: true, faults }),
    heal: () => post('faults', { clear: true }),
  };
}
