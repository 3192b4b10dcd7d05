import { defaultSettings } from '#shared/settings.ts';
import { usd } from './billing-objects.ts';
import { watchWorld } from './watch-world.ts';

/*
 * A watch in a process of its own, to be killed. Arguments: data folder, and where to stop: `fired` once the alert event is
 * written, `showing` while the notification is on its way. It says the word on standard output and goes no further.
 */
const [folder, stage] = process.argv.slice(2);
const world = watchWorld(undefined, folder);
world.watch.alerts.save({ accountId: 'acme', measure: 'total', threshold: usd(10000), steps: [] });

const stay = (): Promise<never> => new Promise(() => setInterval(() => undefined, 1000));
if (stage === 'fired') {
  world.settings = { ...defaultSettings, notifications: false };
  await world.watch.check('acme');
  console.log('fired');
  await stay();
}
world.notifier.show = () => {
  console.log('showing');
  return stay();
};
await world.watch.check('acme');
