import type { jobs as english } from '../en/jobs.ts';
import type { Words } from '../words.ts';

export const jobs: Words<typeof english> = {
  of: '{done} von {total}',
  done: '{done} erledigt',
  rate: '{rate} je Sekunde',
  ratePerMinute: '{rate} je Minute',
  secondsLeft: 'noch etwa {shown} Sekunde | noch etwa {shown} Sekunden',
  minutesLeft: 'noch etwa {shown} Minute | noch etwa {shown} Minuten',
  hoursLeft: 'noch etwa {hours} Std. {minutes} Min.',
  transfer: 'von großen PDFs bisher {received}',
  transferOf: 'von großen PDFs {received} von {total}',
  received: 'bisher {received}',
  receivedOf: '{received} von {total}',
  starting: 'Wird begonnen …',
  cancelling: 'Wird abgebrochen …',
};
