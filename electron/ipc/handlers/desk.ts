import { dayOf } from '#shared/period.ts';
import { ok } from '#shared/result.ts';
import { instantFromMillis } from '#shared/time.ts';
import { writePart } from '../../files/index.ts';
import type { Handlers } from '../answer.ts';
import { type HandlerParts, words } from '../parts.ts';
import { saveFile } from './save-file.ts';

export const deskHandlers = ({ program, dialogs }: HandlerParts) => {
  const { desk, toDo } = program;

  return {
    'desk.get': async () => ok(await desk.get()),
    'desk.arrange': ({ places }) => desk.arrange(places),
    'desk.setBase': ({ currency }) => desk.rates.setBase(currency),
    'desk.setRate': ({ base, ...rate }) => desk.rates.set(base, rate),
    'desk.removeRate': ({ base, currency }) => desk.rates.remove(base, currency),
    'desk.calendar': () => ok(desk.calendar()),
    async 'desk.saveCalendar'() {
      const day = dayOf(instantFromMillis(program.clock.now()));
      const target = await dialogs.chooseSaveFile(words(program).calendar.save, `Billfold ${day}.ics`);
      return saveFile(target, (part) => writePart(part, Buffer.from(program.calendarText())));
    },
    'budgets.save': ({ budgetId, ...budget }) => desk.budgets.save(budgetId, budget),
    'budgets.remove': ({ budgetId }) => desk.budgets.remove(budgetId),
    'budgets.markSeen': ({ eventId }) => desk.budgets.markSeen(eventId),
    'contracts.list': () => ok(desk.contracts.list()),
    'contracts.save': (contract) => desk.contracts.save(contract),
    'contracts.remove': ({ accountId, subscriptionId }) => desk.contracts.remove(accountId, subscriptionId),
    'toDo.list': async () => ok(await toDo.list()),
    'toDo.later': ({ id, days }) => toDo.later(id, days),
    'toDo.done': ({ id }) => toDo.done(id),
    'toDo.again': ({ id }) => toDo.again(id),
  } satisfies Partial<Handlers>;
};
