import { formatMoney, type Money } from '#shared/money.ts';
import { periodDays } from '#shared/period.ts';
import { addAccount, documentOf, type Ended, sumsHold, type Terminal } from '../support/billfold.ts';
import { accountDocument, checkDocument, exportDocument, syncDocument } from '../support/command-documents.ts';
import { practiceControl } from '../support/practice-control.ts';
import type { Step } from './steps.ts';

interface Stage {
  readonly terminal: Terminal;
  /** The practice vendor. */
  readonly server: { readonly url: string; readonly customerId: string };
  readonly exportFolder: string;
}

const name = 'Acme';
const codes = { done: 0, exceeded: 10 } as const;
const dayMs = 86_400_000;
const longestPeriodDays = 31;
const daysAtOnce = 3;

const words = (money: Money): string => formatMoney(money, 'en', 'code');

/** The main job by commands alone, each of them a run of the program. */
export function mainJobOnCommandLine({ terminal, server, exportFolder }: Stage): Step[] {
  const { moveTo } = practiceControl(server.url);
  const billfold = async (code: number, ...args: string[]): Promise<Ended> =>
    endedWith(code, await terminal.billfold(...args));
  const look = async () => {
    const end = await terminal.billfold('check', '--json');
    const [checked] = documentOf(checkDocument, end).accounts;
    const upcoming = checked?.subscriptions[0]?.upcoming;
    if (!upcoming?.total) throw new Error(reasonFrom(end));
    return { code: end.code, total: upcoming.total, period: upcoming.period, alert: checked?.alerts[0] };
  };
  let now = 0;
  const moveDays = async (days: number): Promise<void> => {
    now += days * dayMs;
    await moveTo(new Date(now).toISOString());
  };

  return [
    {
      name: 'Account connected',
      async run() {
        const added = documentOf(
          accountDocument,
          endedWith(codes.done, await addAccount(terminal, name, server, '--json')),
        );
        const connecting = `accounts add --source stripe --name ${name} --base-url ${server.url} --customer ${server.customerId}`;
        return [`${added.account?.name ?? ''}, at the practice vendor ${server.url}`, command(connecting)];
      },
    },
    {
      name: 'Upcoming invoice read',
      needs: ['Account connected'],
      async run() {
        const { total, period } = await look();
        now = Date.parse(period.end);
        return [`${words(total)} so far, billing period to ${periodDays(period, 'UTC').last}`, command('check')];
      },
    },
    {
      name: 'Alert set',
      needs: ['Upcoming invoice read'],
      async run() {
        await moveDays(0.1);
        const { total: beginning } = await look();
        const threshold = { ...beginning, amount: (Math.floor(beginning.amount / 2_000) + 1) * 2_000 };
        const adding = ['alerts', 'add', '--account', name, '--threshold', String(threshold.amount / 100)];
        await billfold(codes.done, ...adding);
        const { code, alert } = await look();
        if (code !== codes.done || alert?.exceeded !== false) throw new Error('the alert is exceeded already');
        return [
          `a new billing period begins at ${words(beginning)}; the alert at ${words(threshold)} is not reached`,
          command(adding.join(' ')),
        ];
      },
    },
    {
      name: 'Threshold exceeded',
      needs: ['Alert set'],
      async run() {
        for (let days = daysAtOnce; days < longestPeriodDays; days += daysAtOnce) {
          await moveDays(daysAtOnce);
          const { code, total, alert } = await look();
          if (code !== codes.exceeded) continue;
          const told =
            alert?.delivery === 'shown' ? 'a notification is on screen' : 'no notification service is here to show it';
          return [
            `${String(days)} practice days later ${words(total)}, exit code ${String(code)}; ${told}`,
            command('check'),
          ];
        }
        throw new Error('the whole billing period went by below it');
      },
    },
    {
      name: 'Invoices synced',
      needs: ['Account connected'],
      async run() {
        const [synced] = documentOf(syncDocument, await billfold(codes.done, 'sync', '--json')).accounts;
        const { invoices, creditNotes, documents } = synced ?? {};
        return [
          `${String(invoices?.total)} invoices, ${String(creditNotes?.total)} credit notes, ${String(documents?.stored)} PDFs, on this disk`,
          command('sync'),
        ];
      },
    },
    {
      name: 'Invoices exported',
      needs: ['Invoices synced'],
      async run() {
        const { files, folder } = documentOf(
          exportDocument,
          await billfold(codes.done, 'export', '--out', exportFolder, '--json'),
        );
        return [
          `${String(files.length)} PDFs, with ledger, manifest and checksums, in ${folder}`,
          command(`export --out ${exportFolder}`),
        ];
      },
    },
    {
      name: 'Checksums verified',
      needs: ['Invoices exported'],
      run: () =>
        Promise.resolve([
          `sha256sum finds all ${String(sumsHold(exportFolder))} files as Billfold wrote them`,
          `$ cd ${exportFolder} && sha256sum -c SHA256SUMS`,
        ]),
    },
  ];
}

const command = (given: string): string => `$ billfold ${given}`;

function endedWith(code: number, end: Ended): Ended {
  if (end.code !== code) throw new Error(reasonFrom(end));
  return end;
}

/** What a command said on its standard error. */
const reasonFrom = ({ code, stderr }: Ended): string =>
  stderr.trim() === '' ? `the command ended with ${String(code)} and said nothing` : stderr.trim();
