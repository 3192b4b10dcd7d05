export const jobs = {
  of: '{done} of {total}',
  done: '{done} done',
  rate: '{rate} a second',
  ratePerMinute: '{rate} a minute',
  secondsLeft: 'about {shown} second left | about {shown} seconds left',
  minutesLeft: 'about {shown} minute left | about {shown} minutes left',
  hoursLeft: 'about {hours} h {minutes} min left',
  transfer: '{received} of large PDFs so far',
  transferOf: '{received} of {total} of large PDFs',
  starting: 'Starting…',
  cancel: 'Cancel',
  cancelling: 'Cancelling…',
};
